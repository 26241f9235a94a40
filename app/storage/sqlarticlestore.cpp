#include "app/storage/sqlarticlestore.h"

#include "app/base/log.h"
#include "app/storage/feedrows.h"
#include "app/storage/storyrelations.h"

namespace {
// Bodies dropped in one go: other calls wait no longer than that takes.
constexpr qsizetype dropAtOnce = 50;
constexpr int loadAtOnce = 100; // stories for the clusters, likewise
// The start is over by then. A feed that comes before loads them itself.
constexpr std::chrono::milliseconds loadAfter{500};

struct PendingMerge final : PendingRequest
{
    explicit PendingMerge(std::shared_ptr<Reply<ArticleChanges>> pending) : done(std::move(pending)) {}
    ~PendingMerge() override { *done = nullptr; }
    std::shared_ptr<Reply<ArticleChanges>> done;
};
} // namespace

SqlArticleStore::SqlArticleStore(Database &database, StoryRules rules, QObject *parent)
    : ArticleStore(parent),
      m_database(database),
      m_rules(std::move(rules)),
      m_context{{}, m_rules.coinNames},
      m_upkeep(database, m_rules, [this](const ArticleChanges &changes) { announce(changes); })
{
    connect(&database, &Database::failed, this, &ArticleStore::storageFailed);
    connect(&database, &Database::opened, this, [this] {
        if (!std::exchange(m_opened, true)) {
            m_loading = m_database.clock().after(loadAfter, [this] { loadMemory(); });
            return;
        }
        renewMemory(); // another file
        emit rearranged();
    });
}

void SqlArticleStore::write(Database::Job<ArticleChanges> job, Reply<ArticleChanges> then)
{
    const quint64 number = ++m_lastWrite;
    m_writes[number] = m_database.write<ArticleChanges>(
        std::move(job), [this, number, then = std::move(then)](const Result<ArticleChanges> &changes) {
            const Request answered = std::move(m_writes.extract(number).mapped());
            if (!changes)
                qCInfo(logStorage, "%s", qPrintable(changes.error().detail));
            else
                announce(*changes);
            if (then)
                then(changes);
        });
}

// What was known of them may be ahead of the disk. Read a few at a time, so that the first merge needn't.
void SqlArticleStore::renewMemory()
{
    m_memory = std::make_shared<StoryMemory>();
    loadMemory();
}

void SqlArticleStore::loadMemory()
{
    m_loading = m_database.read<bool>(
        [clusters = m_memory, now = m_database.clock().now()](SqlConnection &connection) {
            return clusters->load(connection, now, loadAtOnce);
        },
        [this](const Result<bool> &all) {
            if (all && !*all)
                loadMemory();
        });
}

void SqlArticleStore::announce(const ArticleChanges &changes)
{
    if (changes.isEmpty())
        return;
    emit changed(changes);
    if (changes.rearranged)
        emit rearranged();
}

Request SqlArticleStore::merge(const FeedInfo &feed, const ParsedFeed &parsed,
                               const FeedValidators &validators, UtcTime now, Reply<ArticleChanges> done)
{
    auto pending = std::make_shared<Reply<ArticleChanges>>(std::move(done));
    write(
        // A job runs once: the texts go as they are stored.
        [rules = m_rules, clusters = m_memory, feed, parsed = std::make_shared<ParsedFeed>(parsed),
         validators, now, reach = m_reach](SqlConnection &connection) {
            return ArticleTables::merge(connection, rules, *clusters, feed, std::exchange(*parsed, {}),
                                        validators, now, reach);
        },
        [this, pending](const Result<ArticleChanges> &changes) {
            if (!changes)
                renewMemory();
            if (const auto call = std::exchange(*pending, nullptr))
                call(changes);
        });
    return std::make_unique<PendingMerge>(std::move(pending));
}

Request SqlArticleStore::stories(const StoryQuery &query, Reply<QList<Story>> done)
{
    return m_database.read<QList<Story>>(
        [query, context = m_context](SqlConnection &connection) {
            return ArticleTables::stories(connection, query, context);
        },
        std::move(done));
}

Request SqlArticleStore::story(ArticleId id, Reply<Story> done)
{
    return m_database.read<Story>(
        [id](SqlConnection &connection) { return ArticleTables::story(connection, id); }, std::move(done));
}

Request SqlArticleStore::unreadCount(Reply<int> done)
{
    return m_database.read<int>(&ArticleTables::unreadCount, std::move(done));
}

Request SqlArticleStore::oldestStory(Reply<std::optional<UtcTime>> done)
{
    return m_database.read<std::optional<UtcTime>>(&ArticleTables::oldestStory, std::move(done));
}

Request SqlArticleStore::feedsRead(UtcTime since, Reply<int> done)
{
    return m_database.read<int>(
        [since](SqlConnection &connection) { return feedsReadSince(connection, since); }, std::move(done));
}

void SqlArticleStore::setRead(const QList<ArticleId> &ids, bool read, ReadReach reach)
{
    write([ids, read, reach](SqlConnection &connection) {
        return ArticleTables::setRead(connection, ids, read, reach);
    });
}

void SqlArticleStore::setAllRead(const StoryQuery &within)
{
    write([within, context = m_context](SqlConnection &connection) {
        return ArticleTables::setAllRead(connection, within, context);
    });
}

void SqlArticleStore::setSaved(ArticleId id, bool saved)
{
    write([id, saved](SqlConnection &connection) { return ArticleTables::setSaved(connection, id, saved); });
}

void SqlArticleStore::setMuted(const QString &source, bool muted)
{
    write([source, muted](SqlConnection &connection) {
        return ArticleTables::setMuted(connection, source, muted);
    });
}

Request SqlArticleStore::mutedSources(Reply<QStringList> done)
{
    return m_database.read<QStringList>(&ArticleTables::mutedSources, std::move(done));
}

void SqlArticleStore::setFullText(ArticleId id, const QString &html)
{
    write(
        [rules = m_rules, memory = m_memory, id, html,
         now = m_database.clock().now()](SqlConnection &connection) {
            return ArticleTables::setFullText(connection, rules, *memory, id, html, now);
        },
        [this](const Result<ArticleChanges> &changes) {
            if (!changes)
                renewMemory();
        });
}

void SqlArticleStore::setPromotion(ArticleId id, bool promotion)
{
    write(
        [clusters = m_memory, id, promotion, now = m_database.clock().now()](SqlConnection &connection) {
            return ArticleTables::setPromotion(connection, *clusters, id, promotion, now);
        },
        [this](const Result<ArticleChanges> &changes) {
            if (!changes)
                renewMemory();
        });
}

void SqlArticleStore::correctTag(const TagCorrection &correction)
{
    correct(correction, true);
}

void SqlArticleStore::forgetCorrection(const TagCorrection &correction)
{
    correct(correction, false);
}

void SqlArticleStore::correct(const TagCorrection &correction, bool keep)
{
    write(
        [correction, keep](SqlConnection &connection) -> Result<ArticleChanges> {
            auto done = ArticleTables::correctTag(connection, correction, keep);
            if (done)
                done = askForRetagging(connection, correction);
            return done ? ArticleChanges() : Result<ArticleChanges>(tl::unexpected(done.error()));
        },
        {});
    m_upkeep.start();
}

Request SqlArticleStore::corrections(Reply<QList<TagCorrection>> done)
{
    return m_database.read<QList<TagCorrection>>(&ArticleTables::corrections, std::move(done));
}

void SqlArticleStore::setStandings(const QHash<FeedId, FeedStanding> &standings)
{
    m_context.standings = standings;
}

Request SqlArticleStore::trending(const TrendingQuery &query, Reply<QList<TrendingRow>> done)
{
    return m_database.read<QList<TrendingRow>>(
        [query, context = m_context](SqlConnection &connection) {
            return storedTrends(connection, query, context);
        },
        std::move(done));
}

Request SqlArticleStore::related(ArticleId id, const RelatedQuery &query, Reply<QList<RelatedRow>> done)
{
    return m_database.read<QList<RelatedRow>>(
        [memory = m_memory, id, query](SqlConnection &connection) {
            return storedRelations(connection, *memory, id, query);
        },
        std::move(done));
}

void SqlArticleStore::noteOpened(ArticleId id, UtcTime now)
{
    write([id, now](SqlConnection &connection) -> Result<ArticleChanges> {
        const auto done = noteReading(connection, id, now);
        return done ? ArticleChanges() : Result<ArticleChanges>(tl::unexpected(done.error()));
    });
}

void SqlArticleStore::forgetReading()
{
    write([](SqlConnection &connection) -> Result<ArticleChanges> {
        const auto done = forgetReadingHistory(connection);
        return done ? ArticleChanges() : Result<ArticleChanges>(tl::unexpected(done.error()));
    });
}

void SqlArticleStore::dropTexts(const TextRetention &keep, UtcTime now)
{
    dropIn(
        [keep, now](SqlConnection &connection) { return ArticleTables::textsToDrop(connection, keep, now); });
}

// A few at a time; `whose` says whose are left.
void SqlArticleStore::dropIn(Database::Job<QList<ArticleId>> whose)
{
    m_dropTexts = m_database.write<QList<ArticleId>>(
        [whose = std::move(whose)](SqlConnection &connection) -> Result<QList<ArticleId>> {
            const auto ids = whose(connection);
            if (!ids)
                return ids;
            const auto dropped = ArticleTables::dropTexts(connection, ids->mid(0, dropAtOnce));
            return dropped ? ids->mid(dropAtOnce) : Result<QList<ArticleId>>(tl::unexpected(dropped.error()));
        },
        [this](const Result<QList<ArticleId>> &rest) {
            if (rest && !rest->isEmpty())
                dropIn([rest = *rest](SqlConnection &) { return Result<QList<ArticleId>>(rest); });
        });
}

Request SqlArticleStore::validators(const FeedId &feed, Reply<FeedValidators> done)
{
    return m_database.read<FeedValidators>(
        [feed](SqlConnection &connection) { return keptFeed(connection, feed); }, std::move(done));
}

#include "app/news/memoryarticlestore.h"

#include "app/news/storyfold.h"
#include "app/news/storytrends.h"

#include <algorithm>

namespace {
template <typename T> struct PendingAnswer final : PendingRequest
{
    explicit PendingAnswer(std::shared_ptr<Reply<T>> pending) : done(std::move(pending)) {}
    ~PendingAnswer() override { *done = nullptr; }
    std::shared_ptr<Reply<T>> done;
};

KnownStory knownOf(const Article &article)
{
    return {article.id,    article.feed,      article.source,  article.language,
            article.title, article.published, article.sortTime};
}
} // namespace

template <typename T> Request MemoryArticleStore::answer(Result<T> value, Reply<T> done)
{
    auto pending = std::make_shared<Reply<T>>(std::move(done));
    QMetaObject::invokeMethod(
        this,
        [pending, value = std::move(value)] {
            if (const auto call = std::exchange(*pending, nullptr))
                call(value);
        },
        Qt::QueuedConnection);
    return std::make_unique<PendingAnswer<T>>(std::move(pending));
}

void MemoryArticleStore::announce(const ArticleChanges &changes)
{
    if (!changes.isEmpty())
        QMetaObject::invokeMethod(
            this, [this, changes] { emit changed(changes); }, Qt::QueuedConnection);
}

void MemoryArticleStore::add(const QList<Story> &stories)
{
    QList<ArticleId> added;
    for (const Story &story : stories) {
        // As its outlet's feed would have brought it.
        UtcTime &read = m_validators[{story.article.source}].lastSuccess;
        read = std::max(read, story.article.firstSeen);
        added.append(insert({story, linkKey(story.article.link), {}, {}}));
    }
    readWithTheirEvents(added);
    announce(changesAround(added, {}));
}

Request MemoryArticleStore::merge(const FeedInfo &feed, const ParsedFeed &parsed,
                                  const FeedValidators &validators, UtcTime now, Reply<ArticleChanges> done)
{
    QList<ArticleId> added, updated;
    const QList<IncomingArticle> items = incomingArticles(feed, parsed, now);
    const QList<std::optional<ArticleId>> matches = matchItems(items, *this);
    for (qsizetype i = 0; i < items.size(); ++i) {
        const IncomingArticle &item = items[i];
        if (!matches[i]) {
            Record record{{}, item.linkKey, item.digest, {}};
            record.story.article = item.article;
            const ArticleId id = insert(std::move(record));
            m_keys.insert({feed.id, item.key}, id);
            added.append(id);
            continue;
        }
        m_keys.insert({feed.id, item.key}, *matches[i]);
        Record &record = m_records[*matches[i]];
        const QList<ArticleId> left = m_members.values(record.story.cluster);
        if (update(record, item, now))
            updated += left;
    }
    readWithTheirEvents(added);
    m_validators.insert(feed.id, validators);
    const ArticleChanges changes = changesAround(added, updated);
    announce(changes);
    return answer<ArticleChanges>(changes, std::move(done));
}

ArticleId MemoryArticleStore::insert(Record record)
{
    const ArticleId id{++m_lastId};
    record.story.article.id = id;
    m_order.emplace(Place{record.story.article.sortTime, id}, id);
    if (!record.linkKey.isEmpty())
        m_links.insert(record.linkKey, id);
    read(record);
    place(record.story, m_clusters.add(record.story.article, record.story.facts));
    m_counts.add(storyTerms(record.story), record.story.article.sortTime);
    m_records.insert(id, std::move(record));
    return id;
}

bool MemoryArticleStore::update(Record &record, const IncomingArticle &item, UtcTime now)
{
    Article &stored = record.story.article;
    if (stored.feed != item.article.feed || record.digest == item.digest)
        return false;
    const Article next = articleSeenAgain(stored, item.article);
    record.digest = item.digest;
    if (next == stored)
        return false;
    if (next.title != stored.title)
        record.story.earlierTitles.append({stored.title, now});
    if (next.sortTime != stored.sortTime) {
        m_order.erase(Place{stored.sortTime, stored.id});
        m_order.emplace(Place{next.sortTime, stored.id}, stored.id);
    }
    if (item.linkKey != record.linkKey && !item.linkKey.isEmpty()) {
        m_links.insert(item.linkKey, stored.id);
        record.linkKey = item.linkKey;
    }
    stored = next;
    read(record);
    place(record.story, m_clusters.update(stored, record.story.facts));
    return true;
}

void MemoryArticleStore::readWithTheirEvents(const QList<ArticleId> &added)
{
    if (m_reach != ReadReach::Cluster)
        return;
    const QSet<ArticleId> fresh(added.begin(), added.end());
    for (const ArticleId id : added) {
        QList<ArticleId> others = clusterMates({id});
        others.removeIf([&](ArticleId other) { return fresh.contains(other); });
        if (!others.isEmpty() && std::all_of(others.cbegin(), others.cend(), [&](ArticleId other) {
                return m_records.constFind(other)->story.state.read;
            }))
            m_records[id].story.state.read = true;
    }
}

void MemoryArticleStore::place(Story &story, ArticleId cluster)
{
    m_members.remove(story.cluster, story.article.id);
    m_members.insert(cluster, story.article.id);
    story.cluster = cluster;
}

// Others of the same events say now that there is one more, or one less.
ArticleChanges MemoryArticleStore::changesAround(const QList<ArticleId> &added,
                                                 const QList<ArticleId> &updated) const
{
    const QSet<ArticleId> fresh(added.begin(), added.end());
    QList<ArticleId> others = clusterMates(added + updated);
    others.removeIf([&](ArticleId id) { return fresh.contains(id); });
    return {shown(added), shown(others), {}};
}

QList<ArticleId> MemoryArticleStore::clusterMates(const QList<ArticleId> &ids) const
{
    QSet<ArticleId> mates;
    for (const ArticleId id : ids)
        if (const auto record = m_records.constFind(id); record != m_records.cend())
            for (const ArticleId mate : m_members.values(record->story.cluster))
                mates.insert(mate);
    return mates.values();
}

void MemoryArticleStore::read(Record &record)
{
    Story &story = record.story;
    const auto mark = m_marks.constFind(story.article.id);
    story.facts = readFacts(m_rules, story.article, m_corrections,
                            mark == m_marks.cend() ? std::nullopt : std::optional(*mark), story.facts);
    record.lines = searchLines(story.article, story.facts.coins);
}

Story MemoryArticleStore::shown(const Record &record) const
{
    Story story = record.story;
    story.article.html.clear();
    story.muted = m_muted.contains(story.article.source);
    QList<const Article *> others;
    for (const ArticleId id : m_members.values(story.cluster)) {
        const Article &other = m_records.find(id)->story.article;
        if (id == story.article.id || !m_muted.contains(other.source))
            others.append(&other);
    }
    std::sort(others.begin(), others.end(), [](const Article *a, const Article *b) {
        return std::pair(a->sortTime, a->id) < std::pair(b->sortTime, b->id);
    });
    story.clusterSize = static_cast<int>(others.size());
    for (const Article *other : std::as_const(others))
        if (!story.clusterSources.contains(other->source))
            story.clusterSources.append(other->source);
    return story;
}

QList<Story> MemoryArticleStore::shown(const QList<ArticleId> &ids) const
{
    QList<Story> stories;
    for (const ArticleId id : ids)
        stories.append(shown(*m_records.find(id)));
    return stories;
}

bool MemoryArticleStore::answers(const StoryQuery &query, const QList<SearchTerm> &terms,
                                 const Record &record) const
{
    Story story = record.story;
    story.muted = m_muted.contains(story.article.source);
    return isAsked(query, story) && isFound(record.lines, terms);
}

QList<SearchTerm> MemoryArticleStore::termsOf(const StoryQuery &query) const
{
    return searchTerms(query.text, m_rules.coinNames);
}

QList<ArticleId> MemoryArticleStore::newestFirst(const StoryQuery &query,
                                                 const QList<SearchTerm> &terms) const
{
    QList<ArticleId> found;
    for (const auto &[place, id] : m_order)
        if (answers(query, terms, *m_records.find(id)))
            found.append(id);
    return found;
}

QList<ArticleId> MemoryArticleStore::folded(const QList<ArticleId> &found) const
{
    QList<FoldCandidate> candidates;
    for (const ArticleId id : found) {
        const Story &story = m_records.find(id)->story;
        candidates.append({id, story.cluster, story.article.sortTime,
                           m_standings.value(story.article.feed).weight, !story.facts.promotion.isEmpty()});
    }
    const QHash<ArticleId, ArticleId> rows = foldedStories(candidates);
    QList<ArticleId> out = found;
    out.removeIf([&](ArticleId id) { return rows.value(m_records.find(id)->story.cluster) != id; });
    return out;
}

// The best first; `found` newest first.
QList<ArticleId> MemoryArticleStore::ranked(const QList<ArticleId> &found,
                                            const QList<SearchTerm> &terms) const
{
    QHash<ArticleId, double> ranks;
    double best = 0;
    for (const ArticleId id : found)
        best = std::max(best, ranks[id] = relevance(m_records.find(id)->lines, terms));
    for (const ArticleId id : found) {
        const auto behind = m_records.find(found.first())->story.article.sortTime -
                            m_records.find(id)->story.article.sortTime;
        ranks[id] = searchRank(best > 0 ? ranks[id] / best : 1, behind);
    }
    QList<ArticleId> out = found;
    std::stable_sort(out.begin(), out.end(), [&](ArticleId a, ArticleId b) { return ranks[a] > ranks[b]; });
    return out;
}

QList<ArticleId> MemoryArticleStore::firstOfEach(const QList<ArticleId> &found) const
{
    QSet<ArticleId> clusters;
    QList<ArticleId> out;
    for (const ArticleId id : found) {
        const ArticleId cluster = m_records.find(id)->story.cluster;
        if (!clusters.contains(cluster))
            out.append(id);
        clusters.insert(cluster);
    }
    return out;
}

Request MemoryArticleStore::stories(const StoryQuery &query, Reply<QList<Story>> done)
{
    const QList<SearchTerm> terms = termsOf(query);
    QList<ArticleId> found = newestFirst(query, terms);
    if (query.order == StoryQuery::Order::Rank && !terms.isEmpty()) {
        found = ranked(found, terms);
        if (query.folded)
            found = firstOfEach(found);
        return answer<QList<Story>>(shown(found.mid(query.offset, query.limit)), std::move(done));
    }
    if (query.folded)
        found = folded(found);
    if (query.before)
        found.removeIf([&](ArticleId id) {
            return Place(m_records.find(id)->story.article.sortTime, id) >=
                   Place(*query.before, query.beforeId);
        });
    return answer<QList<Story>>(shown(found.mid(0, query.limit)), std::move(done));
}

Request MemoryArticleStore::story(ArticleId id, Reply<Story> done)
{
    const auto record = m_records.constFind(id);
    if (record == m_records.cend())
        return answer<Story>(failure(Error::Kind::Storage, QStringLiteral("no story %1").arg(id.value)),
                             std::move(done));
    Story story = shown(*record);
    story.article.html = record->story.article.html;
    return answer<Story>(story, std::move(done));
}

Request MemoryArticleStore::unreadCount(Reply<int> done)
{
    StoryQuery counted;
    counted.unreadOnly = true;
    counted.promoted = StoryQuery::Promoted::Exclude;
    QSet<ArticleId> clusters;
    for (const Record &record : std::as_const(m_records))
        if (answers(counted, {}, record))
            clusters.insert(record.story.cluster);
    return answer<int>(static_cast<int>(clusters.size()), std::move(done));
}

Request MemoryArticleStore::oldestStory(Reply<std::optional<UtcTime>> done)
{
    std::optional<UtcTime> oldest;
    if (!m_order.empty())
        oldest = m_order.rbegin()->first.first;
    return answer<std::optional<UtcTime>>(oldest, std::move(done));
}

Request MemoryArticleStore::feedsRead(UtcTime since, Reply<int> done)
{
    const auto read = std::count_if(m_validators.cbegin(), m_validators.cend(), [since](const auto &each) {
        return isKnown(each.lastSuccess) && each.lastSuccess >= since;
    });
    return answer<int>(static_cast<int>(read), std::move(done));
}

void MemoryArticleStore::setState(const QList<ArticleId> &ids, bool ArticleState::*field, bool value)
{
    QList<ArticleId> updated;
    for (const ArticleId id : ids) {
        const auto record = m_records.find(id);
        if (record == m_records.end() || record->story.state.*field == value)
            continue;
        record->story.state.*field = value;
        updated.append(id);
    }
    announce({{}, shown(updated), {}});
}

void MemoryArticleStore::setRead(const QList<ArticleId> &ids, bool read, ReadReach reach)
{
    setState(reach == ReadReach::Cluster ? clusterMates(ids) : ids, &ArticleState::read, read);
}

void MemoryArticleStore::setAllRead(const StoryQuery &within)
{
    setState(newestFirst(within, termsOf(within)), &ArticleState::read, true);
}

void MemoryArticleStore::setSaved(ArticleId id, bool saved)
{
    setState({id}, &ArticleState::saved, saved);
}

void MemoryArticleStore::setMuted(const QString &source, bool muted)
{
    if (muted == m_muted.contains(source))
        return;
    if (muted)
        m_muted.insert(source);
    else
        m_muted.remove(source);
    QMetaObject::invokeMethod(this, &ArticleStore::rearranged, Qt::QueuedConnection);
}

Request MemoryArticleStore::mutedSources(Reply<QStringList> done)
{
    QStringList sources = m_muted.values();
    sources.sort();
    return answer<QStringList>(sources, std::move(done));
}

void MemoryArticleStore::setFullText(ArticleId id, const QString &html)
{
    const auto record = m_records.find(id);
    if (record == m_records.end())
        return;
    Article &article = record->story.article;
    article.html = html;
    article.fullText = true;
    article.bodyCut = false;
    const QList<ArticleId> left = m_members.values(record->story.cluster);
    read(*record);
    place(record->story, m_clusters.update(article, record->story.facts));
    announce(changesAround({}, left + QList{id}));
}

void MemoryArticleStore::setPromotion(ArticleId id, bool promotion)
{
    const auto record = m_records.find(id);
    if (record == m_records.end() || record->story.facts.promotion.isEmpty() != promotion)
        return;
    m_marks.insert(id, promotion);
    record->story.facts = withPromotion(record->story.facts, promotion);
    const QList<ArticleId> left = m_members.values(record->story.cluster);
    place(record->story, m_clusters.update(record->story.article, record->story.facts));
    announce(changesAround({}, left + QList{id}));
}

void MemoryArticleStore::readAll()
{
    QList<ArticleId> updated;
    for (auto record = m_records.begin(); record != m_records.end(); ++record) {
        const StoryFacts before = record->story.facts;
        read(*record);
        if (record->story.facts != before)
            updated.append(record.key());
    }
    announce({{}, shown(updated), {}});
}

void MemoryArticleStore::dropCorrection(const TagCorrection &correction)
{
    m_corrections.removeIf([&](const TagCorrection &known) {
        return known.symbol == correction.symbol &&
               known.words.compare(correction.words, Qt::CaseInsensitive) == 0;
    });
}

void MemoryArticleStore::correctTag(const TagCorrection &correction)
{
    dropCorrection(correction);
    m_corrections.append(correction);
    readAll();
}

void MemoryArticleStore::forgetCorrection(const TagCorrection &correction)
{
    dropCorrection(correction);
    readAll();
}

Request MemoryArticleStore::corrections(Reply<QList<TagCorrection>> done)
{
    return answer<QList<TagCorrection>>(m_corrections, std::move(done));
}

void MemoryArticleStore::setStandings(const QHash<FeedId, FeedStanding> &standings)
{
    m_standings = standings;
}

Request MemoryArticleStore::trending(const TrendingQuery &query, Reply<QList<TrendingRow>> done)
{
    QList<Story> stories;
    for (const ArticleId id : newestFirst({}, {}))
        stories.append(m_records.find(id)->story);
    QList<TrendingRow> rows;
    for (const auto &[ranked, id] : trendingStories(stories, m_standings, query))
        rows.append({ranked, shown(*m_records.find(id))});
    return answer<QList<TrendingRow>>(rows, std::move(done));
}

Request MemoryArticleStore::related(ArticleId id, const RelatedQuery &query, Reply<QList<RelatedRow>> done)
{
    const auto open = m_records.constFind(id);
    QList<RelatedRow> rows;
    if (open == m_records.cend())
        return answer<QList<RelatedRow>>(rows, std::move(done));
    const RelatedOptions options{query.limit, query.withHistory ? &m_history : nullptr};
    for (const RelatedStory &related :
         relatedStories(open->story, shown(newestFirst({}, {})), m_counts, query.now, options))
        rows.append({related, shown(*m_records.find(related.id))});
    return answer<QList<RelatedRow>>(rows, std::move(done));
}

void MemoryArticleStore::noteOpened(ArticleId id, UtcTime now)
{
    if (const auto record = m_records.constFind(id); record != m_records.cend())
        m_history.add(record->story, now);
}

void MemoryArticleStore::forgetReading()
{
    m_history = {};
}

void MemoryArticleStore::dropTexts(const TextRetention &keep, UtcTime now)
{
    QList<Record *> kept; // newest first
    for (const auto &[place, id] : m_order)
        if (Record &record = m_records[id]; !record.story.state.saved)
            kept.append(&record);
    std::stable_sort(kept.begin(), kept.end(), [](const Record *a, const Record *b) {
        return a->story.article.firstSeen > b->story.article.firstSeen;
    });
    qint64 bytes = 0;
    for (Record *record : std::as_const(kept)) {
        QString &html = record->story.article.html;
        bytes += html.toUtf8().size();
        if (record->story.article.firstSeen < now - keep.days || bytes > keep.bytes) {
            html.clear();
            record->story.article.fullText = false;
            read(*record);
        }
    }
}

Request MemoryArticleStore::validators(const FeedId &feed, Reply<FeedValidators> done)
{
    return answer<FeedValidators>(m_validators.value(feed), std::move(done));
}

std::optional<ArticleId> MemoryArticleStore::byKey(const FeedId &feed, const QString &key)
{
    const auto found = m_keys.constFind({feed, key});
    return found == m_keys.cend() ? std::nullopt : std::optional(*found);
}

QList<KnownStory> MemoryArticleStore::byLink(const QString &linkKey)
{
    QList<KnownStory> found;
    for (const ArticleId id : m_links.values(linkKey))
        found.append(knownOf(m_records[id].story.article));
    return found;
}

QList<KnownStory> MemoryArticleStore::byMoment(const QString &source, UtcTime from, UtcTime to)
{
    QList<KnownStory> found;
    for (const Record &record : std::as_const(m_records)) {
        const Article &article = record.story.article;
        if (article.source == source && article.published >= from && article.published <= to)
            found.append(knownOf(article));
    }
    return found;
}

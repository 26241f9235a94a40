#include "app/storage/storyrelations.h"

#include "app/news/storytrends.h"
#include "app/storage/articleconditions.h"
#include "app/storage/storyrows.h"

#include <QSet>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr auto relatedReach = std::chrono::days{14}; // news.md 9
constexpr int mostByWords = 150, mostByCoin = 40, mostByKind = 40;
constexpr qsizetype coinsLookedAt = 2;

// Only what trendingStories() reads: there are thousands of them.
Result<QList<Story>> reportsSince(SqlConnection &connection, UtcTime since)
{
    auto row =
        connection.run(u"SELECT a.id, a.feed, a.source, a.published, a.sort_time, a.announcement, a.kind,"
                       " a.promotion, a.recurring, a.many_coins, s.cluster"
                       " FROM articles a JOIN article_states s ON s.article = a.id"
                       " WHERE a.sort_time >= ? AND a.source NOT IN (SELECT source FROM muted_sources)"_s,
                       {sqlTime(since)});
    if (!row)
        return tl::unexpected(row.error());
    QList<Story> stories;
    while (row->next()) {
        Story story;
        Article &article = story.article;
        article.id = {row->value(0).toLongLong()};
        article.feed = {row->value(1).toString()};
        article.source = row->value(2).toString();
        article.published = fromMsecs(row->value(3).toLongLong());
        article.sortTime = fromMsecs(row->value(4).toLongLong());
        article.announcement = row->value(5).toBool();
        story.facts.kind = storyKind(row->value(6).toString());
        story.facts.promotion = row->value(7).toString();
        story.facts.recurring = row->value(8).toBool();
        story.facts.manyCoins = row->value(9).toBool();
        story.cluster = {row->value(10).toLongLong()};
        stories.append(story);
    }
    return stories;
}

Result<void> addCoins(SqlConnection &connection, UtcTime since, QList<Story> &stories)
{
    QHash<ArticleId, qsizetype> places;
    for (qsizetype i = 0; i < stories.size(); ++i)
        places.insert(stories[i].article.id, i);
    auto row =
        connection.run(u"SELECT c.article, c.symbol FROM articles a JOIN article_coins c ON c.article = a.id"
                       " WHERE a.sort_time >= ? AND a.many_coins = 0 ORDER BY c.article, c.place"_s,
                       {sqlTime(since)});
    if (!row)
        return tl::unexpected(row.error());
    while (row->next()) {
        if (const auto at = places.constFind({row->value(0).toLongLong()}); at != places.cend())
            stories[*at].facts.coins.append({row->value(1).toString(), 0, {}});
    }
    return {};
}

Result<ReadingHistory> history(SqlConnection &connection)
{
    const auto bytes = connection.value(u"SELECT bytes FROM reading_history"_s);
    if (!bytes)
        return tl::unexpected(bytes.error());
    return ReadingHistory::fromBytes(bytes->toByteArray()).value_or(ReadingHistory());
}

// Ids of stories like the open one, each once.
class Candidates
{
public:
    Candidates(SqlConnection &connection, UtcTime since) : m_connection(connection), m_since(since) {}

    Result<QList<ArticleId>> of(const Story &open, const QStringList &words)
    {
        Result<void> done = byWords(words);
        for (const CoinTag &coin : open.facts.coins.mid(0, coinsLookedAt))
            if (done)
                done = take(
                    m_connection.run(u"SELECT article FROM article_coins WHERE symbol = ? AND sort_time >= ?"
                                     " ORDER BY sort_time DESC, article DESC LIMIT ?"_s,
                                     {coin.symbol, sqlTime(m_since), mostByCoin}));
        if (done && open.facts.kind)
            done = take(
                m_connection.run(u"SELECT id FROM articles WHERE kind <> '' AND kind = ? AND sort_time >= ?"
                                 " ORDER BY sort_time DESC, id DESC LIMIT ?"_s,
                                 {storyKindName(*open.facts.kind), sqlTime(m_since), mostByKind}));
        return done ? Result<QList<ArticleId>>(m_ids.values()) : tl::unexpected(done.error());
    }

private:
    Result<void> byWords(const QStringList &words)
    {
        QStringList any;
        for (const QString &word : words)
            for (const SearchPhrase &phrase : searchPhrases(word))
                any.append(u'"' + phrase.words.join(u' ') + u'"');
        if (any.isEmpty())
            return {};
        // A story is never stored before the moment it sorts by.
        return take(m_connection.run(u"SELECT rowid FROM article_search WHERE article_search MATCH ?"
                                     " AND rowid >= (SELECT min(id) FROM articles WHERE sort_time >= ?)"
                                     " ORDER BY rank LIMIT ?"_s,
                                     {any.join(u" OR "_s), sqlTime(m_since), mostByWords}));
    }
    Result<void> take(Result<QSqlQuery> row)
    {
        if (!row)
            return tl::unexpected(row.error());
        while (row->next())
            m_ids.insert({row->value(0).toLongLong()});
        return {};
    }

    SqlConnection &m_connection;
    const UtcTime m_since;
    QSet<ArticleId> m_ids;
};
} // namespace

Result<QList<TrendingRow>> storedTrends(SqlConnection &connection, const TrendingQuery &query,
                                        const QueryContext &context)
{
    const UtcTime since = query.now - trendingReach;
    auto reports = reportsSince(connection, since);
    const auto whole = reports ? addCoins(connection, since, *reports) : tl::unexpected(reports.error());
    if (!whole)
        return tl::unexpected(whole.error());
    const QList<TrendingEvent> events = trendingStories(*reports, context.standings, query);
    QList<ArticleId> ids;
    for (const TrendingEvent &event : events)
        ids.append(event.story);
    const auto stories = selectStories(connection, ids);
    if (!stories)
        return tl::unexpected(stories.error());
    QHash<ArticleId, Story> byId;
    for (const Story &story : *stories)
        byId.insert(story.article.id, story);
    QList<TrendingRow> rows;
    for (const TrendingEvent &event : events)
        rows.append({event.ranked, byId.value(event.story)});
    return rows;
}

Result<QList<RelatedRow>> storedRelations(SqlConnection &connection, StoryMemory &memory, ArticleId open,
                                          const RelatedQuery &query)
{
    if (const auto ready = memory.prepare(connection, query.now); !ready)
        return tl::unexpected(ready.error());
    const auto whole = selectWhole(connection, open);
    if (!whole)
        return tl::unexpected(whole.error());
    if (!*whole)
        return QList<RelatedRow>();
    const Story &story = (*whole)->story;
    const auto ids =
        Candidates(connection, query.now - relatedReach).of(story, relatedWords(story, memory.counts()));
    const auto candidates = ids ? selectStories(connection, *ids) : tl::unexpected(ids.error());
    const auto opened = history(connection);
    if (!candidates || !opened)
        return tl::unexpected(candidates ? opened.error() : candidates.error());
    const RelatedOptions options{query.limit, query.withHistory ? &*opened : nullptr};
    QList<RelatedRow> rows;
    for (const RelatedStory &related :
         relatedStories(story, *candidates, memory.counts(), query.now, options)) {
        for (const Story &candidate : *candidates)
            if (candidate.article.id == related.id)
                rows.append({related, candidate});
    }
    return rows;
}

Result<void> noteReading(SqlConnection &connection, ArticleId opened, UtcTime now)
{
    const auto stories = selectStories(connection, {opened});
    if (!stories)
        return tl::unexpected(stories.error());
    if (stories->isEmpty())
        return {};
    auto reading = history(connection);
    if (!reading)
        return tl::unexpected(reading.error());
    reading->add(stories->first(), now);
    const auto kept = connection.run(u"INSERT OR REPLACE INTO reading_history (id, bytes) VALUES (1, ?)"_s,
                                     {sqlBytes(reading->toBytes())});
    return kept ? Result<void>() : tl::unexpected(kept.error());
}

Result<void> forgetReadingHistory(SqlConnection &connection)
{
    const auto gone = connection.run(u"DELETE FROM reading_history"_s);
    return gone ? Result<void>() : tl::unexpected(gone.error());
}

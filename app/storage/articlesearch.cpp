#include "app/storage/articlesearch.h"

#include "app/storage/articleconditions.h"
#include "app/storage/storyrows.h"

#include <QSet>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
struct RankedHit
{
    ArticleId id, cluster;
    UtcTime sortTime{};
    double relevance = 0, rank = 0;
};

QString bm25()
{
    const SearchWeights weights;
    return u"-bm25(article_search, %1, %2, %3, %4)"_s.arg(weights.title)
        .arg(weights.text)
        .arg(weights.source)
        .arg(weights.coins);
}

constexpr int fewStories = 1000; // are quickly collected
constexpr int commonShare = 8;   // one in so many: the first page is found after some hundred

class RankedSearch
{
public:
    RankedSearch(SqlConnection &connection, const StoryQuery &query, const QList<SearchTerm> &terms)
        : m_connection(connection), m_query(query), m_match(matchOf(query, terms))
    {
    }

    Result<QList<ArticleId>> run()
    {
        auto newest = hits(bm25(), std::nullopt, rankedHits);
        if (!newest)
            return tl::unexpected(newest.error());
        const bool more = newest->size() == rankedHits;
        const ArticleId last = more ? newest->last().id : ArticleId{};
        rank(*newest);
        take(*newest);
        const int wanted = m_query.offset + m_query.limit;
        if (more && m_found.size() < wanted) {
            const auto older = hits(u"0.0"_s, last, wanted);
            if (!older)
                return tl::unexpected(older.error());
            take(*older);
        }
        return m_found.mid(m_query.offset, m_query.limit);
    }

private:
    // What narrows the search is said to the index too, where it can be: it then reads less.
    static QString matchOf(const StoryQuery &query, const QList<SearchTerm> &terms)
    {
        QString match = matchExpression(terms);
        QStringList coins;
        for (const QString &coin : query.coins)
            coins.append(u"\"%1\""_s.arg(searchLine(coin)));
        if (!coins.isEmpty())
            match += u" AND coins : (%1)"_s.arg(coins.join(u" OR "_s));
        return match;
    }

    // From the newest id down. The index leads and stops when there are enough: nothing is collected first.
    Result<QList<RankedHit>> hits(const QString &relevance, std::optional<ArticleId> before, int limit)
    {
        Conditions asked;
        asked.ask(u"article_search MATCH ?"_s, {m_match});
        if (before)
            asked.ask(u"article_search.rowid < ?"_s, {before->value});
        if (m_query.since) // a story is never stored before the moment it sorts by
            asked.ask(u"article_search.rowid >= (SELECT min(id) FROM articles WHERE sort_time >= ?)"_s,
                      {sqlTime(*m_query.since)});
        const auto rest = conditionsOf(m_connection, m_query);
        if (!rest)
            return tl::unexpected(rest.error());
        asked.texts += rest->texts;
        asked.values += rest->values;
        auto row =
            m_connection.run(u"SELECT a.id, s.cluster, a.sort_time, "_s + relevance +
                                 u" FROM article_search"
                                 " CROSS JOIN articles a ON a.id = article_search.rowid"
                                 " CROSS JOIN article_states s ON s.article = a.id"_s +
                                 asked.where() + u" ORDER BY article_search.rowid DESC LIMIT %1"_s.arg(limit),
                             asked.values);
        if (!row)
            return tl::unexpected(row.error());
        QList<RankedHit> found;
        while (row->next())
            found.append({{row->value(0).toLongLong()},
                          {row->value(1).toLongLong()},
                          fromMsecs(row->value(2).toLongLong()),
                          row->value(3).toDouble(),
                          0});
        return found;
    }

    static void rank(QList<RankedHit> &hits)
    {
        double best = 0;
        UtcTime newest{};
        for (const RankedHit &hit : std::as_const(hits)) {
            best = std::max(best, hit.relevance);
            newest = std::max(newest, hit.sortTime);
        }
        for (RankedHit &hit : hits)
            hit.rank = searchRank(best > 0 ? hit.relevance / best : 1, newest - hit.sortTime);
        std::sort(hits.begin(), hits.end(), [](const RankedHit &a, const RankedHit &b) {
            return std::tuple(a.rank, a.sortTime, a.id) > std::tuple(b.rank, b.sortTime, b.id);
        });
    }

    void take(const QList<RankedHit> &hits)
    {
        for (const RankedHit &hit : hits) {
            if (m_query.folded && m_memory.contains(hit.cluster))
                continue;
            m_memory.insert(hit.cluster);
            m_found.append(hit.id);
        }
    }

    SqlConnection &m_connection;
    const StoryQuery &m_query;
    const QString m_match;
    QList<ArticleId> m_found;
    QSet<ArticleId> m_memory;
};
} // namespace

Result<QList<ArticleId>> rankedStories(SqlConnection &connection, const StoryQuery &query,
                                       const QList<SearchTerm> &terms)
{
    return RankedSearch(connection, query, terms).run();
}

Result<std::optional<QList<ArticleId>>> storiesOfRareWords(SqlConnection &connection,
                                                           const QList<SearchTerm> &terms)
{
    const auto last = connection.value(u"SELECT max(id) FROM articles"_s);
    if (!last)
        return tl::unexpected(last.error());
    const qint64 most = std::max<qint64>(fewStories, last->toLongLong() / commonShare);
    auto row = connection.run(
        u"SELECT rowid FROM article_search WHERE article_search MATCH ? ORDER BY rowid LIMIT ?"_s,
        {matchExpression(terms), most + 1});
    if (!row)
        return tl::unexpected(row.error());
    QList<ArticleId> ids;
    while (row->next())
        ids.append(ArticleId{row->value(0).toLongLong()});
    return ids.size() > most ? std::nullopt : std::optional(ids);
}

Result<QSet<ArticleId>> storiesWith(SqlConnection &connection, const QList<SearchTerm> &terms,
                                    const QList<ArticleId> &ids)
{
    auto row = connection.run(u"SELECT a.id, a.title, a.summary, a.source, coalesce(b.html, ''),"
                              " (SELECT group_concat(symbol, ' ') FROM article_coins WHERE article = a.id)"
                              " FROM articles a LEFT JOIN article_bodies b ON b.article = a.id"
                              " WHERE a.id IN (SELECT value FROM json_each(?))"_s,
                              {sqlList(ids)});
    if (!row)
        return tl::unexpected(row.error());
    QSet<ArticleId> found;
    while (row->next()) {
        Article article;
        article.title = row->value(1).toString();
        article.summary = row->value(2).toString();
        article.source = row->value(3).toString();
        article.html = row->value(4).toString();
        QList<CoinTag> coins;
        for (const QString &symbol : row->value(5).toString().split(u' ', Qt::SkipEmptyParts))
            coins.append({symbol, 0, {}});
        if (isFound(searchLines(article, coins), terms))
            found.insert({row->value(0).toLongLong()});
    }
    return found;
}

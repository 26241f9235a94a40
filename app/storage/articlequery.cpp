#include "app/news/searchtext.h"
#include "app/news/storyfold.h"
#include "app/storage/articletables.h"
#include "app/storage/storyrows.h"

using namespace Qt::StringLiterals;

namespace {
// Words of FTS5's query language stand in quotes, so there is none for the user to stumble over.
QString matchExpression(const QList<SearchPhrase> &phrases)
{
    QStringList parts;
    for (const SearchPhrase &phrase : phrases)
        parts.append(u"\"%1\" *"_s.arg(phrase.words.join(u' ')));
    return parts.join(u" AND "_s);
}

// What stands behind WHERE, and its values, in order.
struct Conditions
{
    QStringList texts;
    QVariantList values;
    void ask(const QString &text, const QVariantList &given = {})
    {
        texts.append(text);
        values.append(given);
    }
    QString where() const { return texts.isEmpty() ? QString() : u" WHERE "_s + texts.join(u" AND "_s); }
};

void askForFacts(Conditions &asked, const StoryQuery &query)
{
    if (query.promoted == StoryQuery::Promoted::Exclude)
        asked.ask(u"a.promotion = ''"_s);
    if (query.promoted == StoryQuery::Promoted::Only)
        asked.ask(u"a.promotion <> ''"_s);
    if (!query.coins.isEmpty())
        asked.ask(u"a.id IN (SELECT article FROM article_coins"
                  " WHERE symbol IN (SELECT value FROM json_each(?)))"_s,
                  {sqlList(query.coins)});
    QStringList kinds;
    for (const StoryKind kind : query.kinds)
        kinds.append(storyKindName(kind));
    if (!kinds.isEmpty()) // the index holds only stories of a kind, and is used only when that is said
        asked.ask(u"a.kind <> '' AND a.kind IN (SELECT value FROM json_each(?))"_s, {sqlList(kinds)});
}

void askForPlace(Conditions &asked, const StoryQuery &query)
{
    if (query.cluster)
        asked.ask(u"s.cluster = ?"_s, {query.cluster->value});
    if (!query.sources.isEmpty())
        asked.ask(u"a.source IN (SELECT value FROM json_each(?))"_s, {sqlList(query.sources)});
    else if (!query.withMuted)
        asked.ask(u"a.source NOT IN (SELECT source FROM muted_sources)"_s);
    if (query.since)
        asked.ask(u"a.sort_time >= ?"_s, {sqlTime(*query.since)});
    if (query.until)
        asked.ask(u"a.sort_time <= ?"_s, {sqlTime(*query.until)});
}

// All but the page.
Conditions conditionsOf(const StoryQuery &query)
{
    Conditions asked;
    if (query.unreadOnly)
        asked.ask(u"s.read = 0"_s);
    if (query.savedOnly)
        asked.ask(u"s.saved = 1"_s);
    askForFacts(asked, query);
    askForPlace(asked, query);
    if (const auto phrases = searchPhrases(query.text); !phrases.isEmpty())
        asked.ask(u"a.id IN (SELECT rowid FROM article_search WHERE article_search MATCH ?)"_s,
                  {matchExpression(phrases)});
    return asked;
}

const QString fromStories = u" FROM articles a JOIN article_states s ON s.article = a.id"_s;
const QString newestFirst = u" ORDER BY a.sort_time DESC, a.id DESC"_s;

Result<QList<FoldCandidate>> candidates(SqlConnection &connection, const Conditions &asked,
                                        const QString &rest, const FeedWeights &weights)
{
    auto row = connection.run(u"SELECT a.id, s.cluster, a.sort_time, a.feed, a.promotion <> ''"_s +
                                  fromStories + asked.where() + rest,
                              asked.values);
    if (!row)
        return tl::unexpected(row.error());
    QList<FoldCandidate> found;
    while (row->next())
        found.append({{row->value(0).toLongLong()},
                      {row->value(1).toLongLong()},
                      fromMsecs(row->value(2).toLongLong()),
                      weights.value({row->value(3).toString()}, 1.0),
                      row->value(4).toBool()});
    return found;
}

// A page of rows, one for each event. Which story stands for its event depends on the question, so the others
// of the same events that answer it are looked at too, whichever page they would be on.
class FoldedPage
{
public:
    FoldedPage(SqlConnection &connection, const StoryQuery &query, const FeedWeights &weights)
        : m_connection(connection), m_query(query), m_weights(weights), m_asked(conditionsOf(query))
    {
    }

    Result<QList<ArticleId>> run()
    {
        std::optional<UtcTime> before = m_query.before;
        ArticleId beforeId = m_query.beforeId;
        for (;;) {
            const qsizetype wanted = m_query.limit - m_page.size();
            const auto rows = next(before, beforeId, wanted + wanted / 4 + 8);
            if (!rows)
                return tl::unexpected(rows.error());
            if (const auto taken = take(*rows); !taken)
                return tl::unexpected(taken.error());
            if (rows->isEmpty() || m_page.size() >= m_query.limit)
                return m_page.mid(0, m_query.limit);
            before = rows->last().sortTime;
            beforeId = rows->last().id;
        }
    }

private:
    Result<QList<FoldCandidate>> next(std::optional<UtcTime> before, ArticleId beforeId, qsizetype limit)
    {
        Conditions asked = m_asked;
        if (before)
            asked.ask(u"(a.sort_time, a.id) < (?, ?)"_s, {sqlTime(*before), beforeId.value});
        return candidates(m_connection, asked, newestFirst + u" LIMIT %1"_s.arg(limit), m_weights);
    }
    Result<void> take(const QList<FoldCandidate> &rows)
    {
        QList<ArticleId> clusters;
        for (const FoldCandidate &row : rows)
            clusters.append(row.cluster);
        Conditions asked = m_asked;
        asked.ask(u"s.cluster IN (SELECT value FROM json_each(?))"_s, {sqlList(clusters)});
        const auto members = candidates(m_connection, asked, {}, m_weights);
        if (!members)
            return tl::unexpected(members.error());
        const QHash<ArticleId, ArticleId> folded = foldedStories(*members);
        for (const FoldCandidate &row : rows)
            if (folded.value(row.cluster) == row.id)
                m_page.append(row.id);
        return {};
    }

    SqlConnection &m_connection;
    const StoryQuery &m_query;
    const FeedWeights &m_weights;
    const Conditions m_asked;
    QList<ArticleId> m_page;
};
} // namespace

Result<QList<Story>> ArticleTables::stories(SqlConnection &connection, const StoryQuery &query,
                                            const FeedWeights &weights)
{
    if (query.folded) {
        const auto page = FoldedPage(connection, query, weights).run();
        return page ? selectStories(connection, *page) : tl::unexpected(page.error());
    }
    Conditions asked = conditionsOf(query);
    if (query.before)
        asked.ask(u"(a.sort_time, a.id) < (?, ?)"_s, {sqlTime(*query.before), query.beforeId.value});
    asked.values.append(query.limit);
    return selectStories(connection, asked.where() + newestFirst + u" LIMIT ?"_s, asked.values);
}

Result<QList<ArticleId>> ArticleTables::idsAsked(SqlConnection &connection, const StoryQuery &query)
{
    const Conditions asked = conditionsOf(query);
    auto row = connection.run(u"SELECT a.id"_s + fromStories + asked.where(), asked.values);
    if (!row)
        return tl::unexpected(row.error());
    QList<ArticleId> ids;
    while (row->next())
        ids.append(ArticleId{row->value(0).toLongLong()});
    return ids;
}

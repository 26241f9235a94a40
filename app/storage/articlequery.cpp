#include "app/news/storyfold.h"
#include "app/storage/articleconditions.h"
#include "app/storage/articlesearch.h"
#include "app/storage/articletables.h"
#include "app/storage/storyrows.h"

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype quicklySorted = 1000; // stories; of more it is quicker to look for the newest by time

const QString fromStories = u" FROM articles a JOIN article_states s ON s.article = a.id"_s;
const QString newestFirst = u" ORDER BY a.sort_time DESC, a.id DESC"_s;

Result<QList<FoldCandidate>> candidates(SqlConnection &connection, const Conditions &asked,
                                        const QString &rest, const QHash<FeedId, FeedStanding> &standings)
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
                      standings.value({row->value(3).toString()}).weight,
                      row->value(4).toBool()});
    return found;
}

// A page of rows, one for each event. Which story stands for its event depends on the question, so the others
// of the same events that answer it are looked at too, whichever page they would be on.
class FoldedPage
{
public:
    // Which of some stories belong on the page; null: all.
    using Choose = std::function<Result<QSet<ArticleId>>(const QList<ArticleId> &)>;

    FoldedPage(SqlConnection &connection, const StoryQuery &query,
               const QHash<FeedId, FeedStanding> &standings, Conditions asked, Choose choose)
        : m_connection(connection),
          m_query(query),
          m_standings(standings),
          m_asked(std::move(asked)),
          m_choose(std::move(choose))
    {
    }

    Result<QList<ArticleId>> run()
    {
        std::optional<UtcTime> before = m_query.before;
        ArticleId beforeId = m_query.beforeId;
        for (;;) {
            const qsizetype wanted = m_query.limit - m_page.size();
            auto rows = next(before, beforeId, (wanted + wanted / 4 + 8) * (m_choose ? 2 : 1));
            if (!rows)
                return tl::unexpected(rows.error());
            const bool end = rows->isEmpty();
            if (!end) {
                before = rows->last().sortTime;
                beforeId = rows->last().id;
            }
            auto taken = keepFound(*rows);
            if (taken)
                taken = take(*rows);
            if (!taken)
                return tl::unexpected(taken.error());
            if (end || m_page.size() >= m_query.limit)
                return m_page.mid(0, m_query.limit);
        }
    }

private:
    Result<QList<FoldCandidate>> next(std::optional<UtcTime> before, ArticleId beforeId, qsizetype limit)
    {
        Conditions asked = m_asked;
        if (before)
            asked.ask(u"(a.sort_time, a.id) < (?, ?)"_s, {sqlTime(*before), beforeId.value});
        return candidates(m_connection, asked, newestFirst + u" LIMIT %1"_s.arg(limit), m_standings);
    }
    Result<void> keepFound(QList<FoldCandidate> &rows)
    {
        if (!m_choose)
            return {};
        QList<ArticleId> unknown;
        for (const FoldCandidate &row : std::as_const(rows))
            if (!m_looked.contains(row.id))
                unknown.append(row.id);
        const auto found = m_choose(unknown);
        if (!found)
            return tl::unexpected(found.error());
        for (const ArticleId id : std::as_const(unknown))
            m_looked.insert(id, found->contains(id));
        rows.removeIf([this](const FoldCandidate &row) { return !m_looked.value(row.id); });
        return {};
    }
    Result<void> take(const QList<FoldCandidate> &rows)
    {
        QList<ArticleId> clusters;
        for (const FoldCandidate &row : rows)
            clusters.append(row.cluster);
        Conditions asked = m_asked;
        asked.ask(u"s.cluster IN (SELECT value FROM json_each(?))"_s, {sqlList(clusters)});
        auto members = candidates(m_connection, asked, {}, m_standings);
        if (!members)
            return tl::unexpected(members.error());
        if (const auto kept = keepFound(*members); !kept)
            return kept;
        const QHash<ArticleId, ArticleId> folded = foldedStories(*members);
        for (const FoldCandidate &row : rows)
            if (folded.value(row.cluster) == row.id)
                m_page.append(row.id);
        return {};
    }

    SqlConnection &m_connection;
    const StoryQuery &m_query;
    const QHash<FeedId, FeedStanding> &m_standings;
    const Conditions m_asked;
    const Choose m_choose;
    QHash<ArticleId, bool> m_looked; // whether a story was chosen
    QList<ArticleId> m_page;
};

Result<Conditions> allConditionsOf(SqlConnection &connection, const StoryQuery &query,
                                   const QList<SearchTerm> &terms)
{
    auto asked = conditionsOf(connection, query);
    if (asked && !terms.isEmpty())
        asked->ask(u"a.id IN (SELECT rowid FROM article_search WHERE article_search MATCH ?)"_s,
                   {matchExpression(terms)});
    return asked;
}

Result<QList<ArticleId>> foldedPage(SqlConnection &connection, const StoryQuery &query,
                                    const QList<SearchTerm> &terms,
                                    const QHash<FeedId, FeedStanding> &standings)
{
    auto asked = conditionsOf(connection, query);
    if (!asked)
        return tl::unexpected(asked.error());
    if (terms.isEmpty())
        return FoldedPage(connection, query, standings, *asked, {}).run();
    const auto rare = storiesOfRareWords(connection, terms);
    if (!rare)
        return tl::unexpected(rare.error());
    if (*rare && (*rare)->size() <= quicklySorted) {
        asked->ask(u"a.id IN (SELECT value FROM json_each(?))"_s, {sqlList(**rare)});
        return FoldedPage(connection, query, standings, *asked, {}).run();
    }
    const auto choose = [&](const QList<ArticleId> &ids) -> Result<QSet<ArticleId>> {
        if (!*rare)
            return storiesWith(connection, terms, ids);
        QSet<ArticleId> chosen;
        for (const ArticleId id : ids)
            if (std::binary_search((*rare)->begin(), (*rare)->end(), id))
                chosen.insert(id);
        return chosen;
    };
    return FoldedPage(connection, query, standings, *asked, choose).run();
}

// In the order of the ids.
Result<QList<Story>> selectInOrder(SqlConnection &connection, const Result<QList<ArticleId>> &ids)
{
    if (!ids)
        return tl::unexpected(ids.error());
    auto stories = selectStories(connection, *ids);
    if (!stories)
        return stories;
    QHash<ArticleId, qsizetype> places;
    for (qsizetype i = 0; i < ids->size(); ++i)
        places.insert(ids->at(i), i);
    std::sort(stories->begin(), stories->end(), [&](const Story &a, const Story &b) {
        return places.value(a.article.id) < places.value(b.article.id);
    });
    return stories;
}
} // namespace

Result<QList<Story>> ArticleTables::stories(SqlConnection &connection, const StoryQuery &query,
                                            const QueryContext &context)
{
    const QList<SearchTerm> terms = searchTerms(query.text, context.coinNames);
    if (query.order == StoryQuery::Order::Rank && !terms.isEmpty())
        return selectInOrder(connection, rankedStories(connection, query, terms));
    if (query.folded)
        return selectInOrder(connection, foldedPage(connection, query, terms, context.standings));
    auto asked = allConditionsOf(connection, query, terms);
    if (!asked)
        return tl::unexpected(asked.error());
    if (query.before)
        asked->ask(u"(a.sort_time, a.id) < (?, ?)"_s, {sqlTime(*query.before), query.beforeId.value});
    asked->values.append(query.limit);
    return selectStories(connection, asked->where() + newestFirst + u" LIMIT ?"_s, asked->values);
}

Result<QList<ArticleId>> ArticleTables::idsAsked(SqlConnection &connection, const StoryQuery &query,
                                                 const QueryContext &context)
{
    const auto asked = allConditionsOf(connection, query, searchTerms(query.text, context.coinNames));
    if (!asked)
        return tl::unexpected(asked.error());
    auto row = connection.run(u"SELECT a.id"_s + fromStories + asked->where(), asked->values);
    if (!row)
        return tl::unexpected(row.error());
    QList<ArticleId> ids;
    while (row->next())
        ids.append(ArticleId{row->value(0).toLongLong()});
    return ids;
}

#include "app/storage/articletables.h"

#include "app/storage/readingrows.h"

using namespace Qt::StringLiterals;

namespace {
// More than a list has rows: naming each would cost more than asking again.
constexpr qsizetype manyStories = 1000;

Result<ArticleChanges> changed(SqlConnection &connection, const QList<ArticleId> &ids)
{
    ArticleChanges changes;
    if (ids.size() > manyStories) {
        changes.rearranged = true;
        return changes;
    }
    auto stories = selectStories(connection, ids);
    if (!stories)
        return tl::unexpected(stories.error());
    changes.updated = *stories;
    return changes;
}

Result<QList<ArticleId>> idsOf(Result<QSqlQuery> row)
{
    if (!row)
        return tl::unexpected(row.error());
    QList<ArticleId> ids;
    while (row->next())
        ids.append(ArticleId{row->value(0).toLongLong()});
    return ids;
}

// Sets one column where it differs, and tells which stories that were.
Result<ArticleChanges> setState(SqlConnection &connection, const QString &column,
                                const QList<ArticleId> &asked, bool value)
{
    const QString where =
        u" FROM article_states WHERE article IN (SELECT value FROM json_each(?)) AND %1 <> ?"_s.arg(column);
    const auto ids = idsOf(connection.run(u"SELECT article"_s + where, {sqlList(asked), value}));
    if (!ids)
        return tl::unexpected(ids.error());
    const auto set = connection.run(
        u"UPDATE article_states SET %1 = ? WHERE article IN (SELECT value FROM json_each(?))"_s.arg(column),
        {value, sqlList(*ids)});
    if (!set)
        return tl::unexpected(set.error());
    return changed(connection, *ids);
}

Result<QList<ArticleId>> clusterMates(SqlConnection &connection, const QList<ArticleId> &ids)
{
    return idsOf(connection.run(u"SELECT article FROM article_states WHERE cluster IN"
                                " (SELECT cluster FROM article_states"
                                "  WHERE article IN (SELECT value FROM json_each(?)))"_s,
                                {sqlList(ids)}));
}

Result<void> doneBy(const Result<QSqlQuery> &query)
{
    return query ? Result<void>() : tl::unexpected(query.error());
}
} // namespace

Result<Story> ArticleTables::story(SqlConnection &connection, ArticleId id)
{
    const auto found = selectWhole(connection, id);
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return failure(Error::Kind::Storage, u"no story %1"_s.arg(id.value));
    return (*found)->story;
}

Result<int> ArticleTables::unreadCount(SqlConnection &connection)
{
    const auto count = connection.value(
        u"SELECT count(DISTINCT cluster) FROM article_states WHERE read = 0 AND counted = 1"_s);
    if (!count)
        return tl::unexpected(count.error());
    return count->toInt();
}

Result<std::optional<UtcTime>> ArticleTables::oldestStory(SqlConnection &connection)
{
    const auto oldest = connection.value(u"SELECT min(sort_time) FROM articles"_s);
    if (!oldest)
        return tl::unexpected(oldest.error());
    return oldest->isNull() ? std::nullopt : std::optional(fromMsecs(oldest->toLongLong()));
}

Result<ArticleChanges> ArticleTables::setRead(SqlConnection &connection, const QList<ArticleId> &ids,
                                              bool read, ReadReach reach)
{
    if (reach == ReadReach::Story)
        return setState(connection, u"read"_s, ids, read);
    const auto all = clusterMates(connection, ids);
    return all ? setState(connection, u"read"_s, *all, read) : tl::unexpected(all.error());
}

Result<ArticleChanges> ArticleTables::setAllRead(SqlConnection &connection, const StoryQuery &within,
                                                 const QueryContext &context)
{
    StoryQuery unread = within;
    unread.unreadOnly = true;
    const auto ids = idsAsked(connection, unread, context);
    return ids ? setState(connection, u"read"_s, *ids, true) : tl::unexpected(ids.error());
}

Result<ArticleChanges> ArticleTables::setSaved(SqlConnection &connection, ArticleId id, bool saved)
{
    return setState(connection, u"saved"_s, {id}, saved);
}

Result<ArticleChanges> ArticleTables::setMuted(SqlConnection &connection, const QString &source, bool muted)
{
    const auto before = connection.value(u"SELECT count(*) FROM muted_sources WHERE source = ?"_s, {source});
    if (!before)
        return tl::unexpected(before.error());
    ArticleChanges changes;
    if (muted == before->toBool())
        return changes;
    auto done = doneBy(connection.run(muted ? u"INSERT INTO muted_sources (source) VALUES (?)"_s
                                            : u"DELETE FROM muted_sources WHERE source = ?"_s,
                                      {source}));
    if (done) {
        const auto ids = idsOf(connection.run(u"SELECT id FROM articles WHERE source = ?"_s, {source}));
        done = ids ? count(connection, *ids) : tl::unexpected(ids.error());
    }
    if (!done)
        return tl::unexpected(done.error());
    changes.rearranged = true;
    return changes;
}

Result<QStringList> ArticleTables::mutedSources(SqlConnection &connection)
{
    auto row = connection.run(u"SELECT source FROM muted_sources ORDER BY source"_s);
    if (!row)
        return tl::unexpected(row.error());
    QStringList sources;
    while (row->next())
        sources.append(row->value(0).toString());
    return sources;
}

// A promotion tells of no event, so it stands alone; what is none may join one.
Result<ArticleChanges> ArticleTables::setPromotion(SqlConnection &connection, StoryMemory &clusters,
                                                   ArticleId id, bool promotion, UtcTime now)
{
    const auto stories = selectStories(connection, {id});
    if (!stories)
        return tl::unexpected(stories.error());
    if (stories->isEmpty() || stories->first().facts.promotion.isEmpty() != promotion)
        return ArticleChanges{};
    const Story &story = stories->first();
    const StoryFacts facts = withPromotion(story.facts, promotion);
    auto done = clusters.prepare(connection, now);
    if (!done)
        return tl::unexpected(done.error());
    const ArticleId cluster = clusters.update(story.article, facts, story.cluster);
    done =
        doneBy(connection.run(u"INSERT OR REPLACE INTO promotion_marks (article, promotion) VALUES (?, ?)"_s,
                              {id.value, promotion}));
    if (done)
        done = doneBy(connection.run(u"UPDATE articles SET promotion = ? WHERE id = ?"_s,
                                     {sqlText(facts.promotion), id.value}));
    if (done)
        done = doneBy(connection.run(u"UPDATE article_states SET cluster = ? WHERE article = ?"_s,
                                     {cluster.value, id.value}));
    if (done)
        done = count(connection, {id});
    const auto touched = done ? members(connection, {cluster, story.cluster}) : tl::unexpected(done.error());
    return touched ? changed(connection, *touched) : tl::unexpected(touched.error());
}

Result<QList<ArticleId>> ArticleTables::members(SqlConnection &connection, const QList<ArticleId> &clusters)
{
    return idsOf(connection.run(
        u"SELECT article FROM article_states WHERE cluster IN (SELECT value FROM json_each(?))"_s,
        {sqlList(clusters)}));
}

Result<void> ArticleTables::count(SqlConnection &connection, const QList<ArticleId> &ids)
{
    if (ids.isEmpty()) // it would look at each story
        return {};
    return doneBy(connection.run(
        u"UPDATE article_states SET counted = a.promotion = ''"
        "  AND a.source NOT IN (SELECT source FROM muted_sources)"
        " FROM articles a WHERE a.id = article AND article IN (SELECT value FROM json_each(?))"_s,
        {sqlList(ids)}));
}

Result<QList<ArticleId>> ArticleTables::textsToDrop(SqlConnection &connection, const TextRetention &keep,
                                                    UtcTime now)
{
    // Newest first, so that the running sum tells what the limit still has room for.
    return idsOf(connection.run(
        u"SELECT article FROM ("
        "  SELECT b.article, s.arrived, sum(b.bytes) OVER (ORDER BY s.arrived DESC, b.article DESC) AS total"
        "  FROM article_bodies b JOIN article_states s ON s.article = b.article WHERE s.saved = 0)"
        " WHERE arrived < ? OR total > ?"_s,
        {sqlTime(now - keep.days), keep.bytes}));
}

// A text that is gone is not found any more either.
Result<void> ArticleTables::dropTexts(SqlConnection &connection, const QList<ArticleId> &ids)
{
    QList<ArticleId> dropped;
    for (const ArticleId id : ids) {
        const auto before = selectWhole(connection, id);
        if (!before)
            return tl::unexpected(before.error());
        if (!*before || (*before)->story.state.saved)
            continue;
        const Story &story = (*before)->story;
        ReadingRows rows((*before)->factsVersion);
        Article after = story.article;
        after.html.clear();
        rows.replace(**before, after, story.facts);
        if (const auto done = rows.write(connection); !done)
            return tl::unexpected(done.error());
        dropped.append(id);
    }
    return doneBy(
        connection.run(u"DELETE FROM article_bodies WHERE article IN (SELECT value FROM json_each(?))"_s,
                       {sqlList(dropped)}));
}

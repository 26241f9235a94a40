#include "app/storage/articletables.h"

#include "app/news/searchtext.h"
#include "app/storage/storyrows.h"

using namespace Qt::StringLiterals;

Migration articleTables()
{
    return {
        u"articles"_s,
        {
            u"CREATE TABLE articles ("
            " id INTEGER PRIMARY KEY AUTOINCREMENT, feed TEXT NOT NULL, source TEXT NOT NULL, section TEXT "
            "NOT NULL,"
            " language TEXT NOT NULL, title TEXT NOT NULL, author TEXT NOT NULL, link TEXT NOT NULL,"
            " link_key TEXT NOT NULL, published INTEGER NOT NULL, sort_time INTEGER NOT NULL,"
            " summary TEXT NOT NULL, body_cut INTEGER NOT NULL, digest BLOB NOT NULL) STRICT"_s,
            u"CREATE INDEX articles_by_time ON articles (sort_time, id)"_s,
            u"CREATE INDEX articles_by_link ON articles (link_key) WHERE link_key <> ''"_s,
            u"CREATE INDEX articles_by_moment ON articles (source, published)"_s,
            u"CREATE TABLE article_bodies (article INTEGER PRIMARY KEY, html TEXT NOT NULL) STRICT"_s,
            u"CREATE TABLE article_keys ("
            " feed TEXT NOT NULL, key TEXT NOT NULL, article INTEGER NOT NULL,"
            " PRIMARY KEY (feed, key)) STRICT, WITHOUT ROWID"_s,
            u"CREATE TABLE article_states ("
            " article INTEGER PRIMARY KEY, read INTEGER NOT NULL, saved INTEGER NOT NULL,"
            " arrived INTEGER NOT NULL) STRICT"_s,
            u"CREATE INDEX articles_unread ON article_states (article) WHERE read = 0"_s,
            u"CREATE INDEX articles_saved ON article_states (article) WHERE saved = 1"_s,
            u"CREATE TABLE earlier_titles ("
            " article INTEGER NOT NULL, title TEXT NOT NULL, until INTEGER NOT NULL) STRICT"_s,
            u"CREATE INDEX earlier_titles_by_article ON earlier_titles (article)"_s,
            // Words come folded and cut (searchtext.h); the ascii tokenizer then only splits at blanks.
            u"CREATE VIRTUAL TABLE article_search USING fts5(words, content='', tokenize='ascii')"_s,
            u"CREATE TABLE feeds ("
            " id TEXT NOT NULL PRIMARY KEY, etag BLOB NOT NULL, last_modified BLOB NOT NULL,"
            " content_hash BLOB NOT NULL, url TEXT NOT NULL, moved_to TEXT NOT NULL, gone INTEGER NOT NULL,"
            " checked INTEGER NOT NULL) STRICT, WITHOUT ROWID"_s,
        }};
}

Migration feedEmbargoes()
{
    return {u"feed embargoes"_s, {u"ALTER TABLE feeds ADD COLUMN not_before INTEGER NOT NULL DEFAULT 0"_s}};
}

namespace {
// Words of FTS5's query language stand in quotes, so there is none for the user to stumble over.
QString matchExpression(const QList<SearchPhrase> &phrases)
{
    QStringList parts;
    for (const SearchPhrase &phrase : phrases)
        parts.append(u"\"%1\" *"_s.arg(phrase.words.join(u' ')));
    return parts.join(u" AND "_s);
}

Result<ArticleChanges> changed(SqlConnection &connection, const QList<ArticleId> &ids)
{
    auto stories = selectStories(connection, ids);
    if (!stories)
        return tl::unexpected(stories.error());
    return ArticleChanges{{}, *stories, {}};
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
} // namespace

Result<QList<Story>> ArticleTables::stories(SqlConnection &connection, const StoryQuery &query)
{
    QStringList conditions;
    QVariantList values;
    const auto ask = [&](const QString &condition, const QVariantList &given = {}) {
        conditions.append(condition);
        values.append(given);
    };
    if (query.unreadOnly)
        ask(u"s.read = 0"_s);
    if (query.savedOnly)
        ask(u"s.saved = 1"_s);
    if (!query.source.isEmpty())
        ask(u"a.source = ?"_s, {query.source});
    if (query.since)
        ask(u"a.sort_time >= ?"_s, {sqlTime(*query.since)});
    if (query.before)
        ask(u"(a.sort_time, a.id) < (?, ?)"_s, {sqlTime(*query.before), query.beforeId.value});
    if (const auto phrases = searchPhrases(query.text); !phrases.isEmpty())
        ask(u"a.id IN (SELECT rowid FROM article_search WHERE article_search MATCH ?)"_s,
            {matchExpression(phrases)});
    const QString where = conditions.isEmpty() ? QString() : u"WHERE "_s + conditions.join(u" AND "_s);
    values.append(query.limit);
    return selectStories(connection, where + u" ORDER BY a.sort_time DESC, a.id DESC LIMIT ?"_s, values);
}

Result<Story> ArticleTables::story(SqlConnection &connection, ArticleId id)
{
    auto found = selectStories(connection, {id});
    if (!found)
        return tl::unexpected(found.error());
    if (found->isEmpty())
        return failure(Error::Kind::Storage, u"no story %1"_s.arg(id.value));
    const auto html = connection.value(u"SELECT html FROM article_bodies WHERE article = ?"_s, {id.value});
    if (!html)
        return tl::unexpected(html.error());
    found->first().article.html = html->toString();
    return found->first();
}

Result<int> ArticleTables::unreadCount(SqlConnection &connection)
{
    const auto count = connection.value(u"SELECT count(*) FROM article_states WHERE read = 0"_s);
    if (!count)
        return tl::unexpected(count.error());
    return count->toInt();
}

Result<ArticleChanges> ArticleTables::setRead(SqlConnection &connection, const QList<ArticleId> &ids,
                                              bool read)
{
    return setState(connection, u"read"_s, ids, read);
}

Result<ArticleChanges> ArticleTables::setAllRead(SqlConnection &connection)
{
    const auto ids = idsOf(connection.run(u"SELECT article FROM article_states WHERE read = 0"_s));
    if (!ids)
        return tl::unexpected(ids.error());
    return setState(connection, u"read"_s, *ids, true);
}

Result<ArticleChanges> ArticleTables::setSaved(SqlConnection &connection, ArticleId id, bool saved)
{
    return setState(connection, u"saved"_s, {id}, saved);
}

Result<int> ArticleTables::dropTexts(SqlConnection &connection, const TextRetention &keep, UtcTime now)
{
    // Newest first, so that the running sum tells what the limit still has room for.
    const auto dropped = connection.run(
        u"DELETE FROM article_bodies WHERE article IN ("
        " SELECT article FROM ("
        "  SELECT b.article, s.arrived,"
        "   sum(octet_length) OVER (ORDER BY s.arrived DESC, b.article DESC) AS bytes"
        "  FROM (SELECT article, length(CAST(html AS BLOB)) AS octet_length FROM article_bodies) b"
        "  JOIN article_states s ON s.article = b.article WHERE s.saved = 0)"
        " WHERE arrived < ? OR bytes > ?)"_s,
        {sqlTime(now - keep.days), keep.bytes});
    if (!dropped)
        return tl::unexpected(dropped.error());
    return dropped->numRowsAffected();
}

Result<FeedValidators> ArticleTables::validators(SqlConnection &connection, const FeedId &feed)
{
    auto row = connection.run(
        u"SELECT etag, last_modified, content_hash, url, moved_to, gone, checked, not_before FROM feeds WHERE id = ?"_s,
        {feed.value});
    if (!row)
        return tl::unexpected(row.error());
    if (!row->next())
        return FeedValidators{};
    FeedValidators found;
    found.etag = row->value(0).toByteArray();
    found.lastModified = row->value(1).toByteArray();
    found.contentHash = row->value(2).toByteArray();
    found.url = QUrl(row->value(3).toString());
    found.movedTo = QUrl(row->value(4).toString());
    found.gone = row->value(5).toBool();
    found.lastSuccess = fromMsecs(row->value(6).toLongLong());
    found.notBefore = fromMsecs(row->value(7).toLongLong());
    return found;
}

#include "app/storage/sqlstorylookup.h"

#include "app/storage/storyrows.h"

using namespace Qt::StringLiterals;

namespace {
const QString columns = u"id, feed, source, language, title, published, sort_time"_s;

KnownStory knownOf(const QSqlQuery &row)
{
    KnownStory known;
    known.id = {row.value(0).toLongLong()};
    known.feed = {row.value(1).toString()};
    known.source = row.value(2).toString();
    known.language = row.value(3).toString();
    known.title = row.value(4).toString();
    known.published = fromMsecs(row.value(5).toLongLong());
    known.sortTime = fromMsecs(row.value(6).toLongLong());
    return known;
}
} // namespace

SqlStoryLookup::SqlStoryLookup(SqlConnection &connection, const FeedId &feed,
                               const QList<IncomingArticle> &items)
    : m_connection(connection)
{
    QStringList keys, links;
    for (const IncomingArticle &item : items) {
        keys.append(item.key);
        if (!item.linkKey.isEmpty())
            links.append(item.linkKey);
    }
    auto row = m_connection.run(
        u"SELECT key, article FROM article_keys WHERE feed = ? AND key IN (SELECT value FROM json_each(?))"_s,
        {feed.value, sqlList(keys)});
    while (isNext(row))
        m_keys.insert(row->value(0).toString(), {row->value(1).toLongLong()});
    row = m_connection.run(u"SELECT "_s + columns +
                               u", link_key FROM articles"
                               " WHERE link_key <> '' AND link_key IN (SELECT value FROM json_each(?))"
                               " ORDER BY id DESC"_s,
                           {sqlList(links)});
    while (isNext(row))
        m_links[row->value(7).toString()].append(knownOf(*row));
}

std::optional<ArticleId> SqlStoryLookup::byKey(const FeedId &, const QString &key)
{
    const auto found = m_keys.constFind(key);
    return found == m_keys.cend() ? std::nullopt : std::optional(*found);
}

QList<KnownStory> SqlStoryLookup::byLink(const QString &linkKey)
{
    return m_links.value(linkKey);
}

QList<KnownStory> SqlStoryLookup::byMoment(const QString &source, UtcTime from, UtcTime to)
{
    QList<KnownStory> found;
    const auto asked = m_connection.run(m_byMoment,
                                        u"SELECT "_s + columns +
                                            u" FROM articles WHERE source = ? AND published BETWEEN ? AND ?"
                                            " ORDER BY id DESC"_s,
                                        {source, sqlTime(from), sqlTime(to)});
    if (!asked)
        m_error = asked.error();
    while (asked && m_byMoment->next())
        found.append(knownOf(*m_byMoment));
    if (m_byMoment)
        m_byMoment->finish();
    return found;
}

bool SqlStoryLookup::isNext(Result<QSqlQuery> &row)
{
    if (row)
        return row->next();
    m_error = row.error();
    return false;
}

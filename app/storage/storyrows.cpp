#include "app/storage/storyrows.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace {
const QString storyColumns =
    u"a.id, a.feed, a.source, a.section, a.language, a.title, a.author, a.link, a.published,"
    " a.sort_time, a.summary, a.body_cut, s.arrived, s.read, s.saved"_s;

UtcTime timeAt(const QSqlQuery &row, int column)
{
    return fromMsecs(row.value(column).toLongLong());
}

Story storyOf(const QSqlQuery &row)
{
    Story story;
    Article &article = story.article;
    article.id = {row.value(0).toLongLong()};
    article.feed = {row.value(1).toString()};
    article.source = row.value(2).toString();
    article.section = row.value(3).toString();
    article.language = row.value(4).toString();
    article.title = row.value(5).toString();
    article.author = row.value(6).toString();
    article.link = QUrl(row.value(7).toString());
    article.published = timeAt(row, 8);
    article.sortTime = timeAt(row, 9);
    article.summary = row.value(10).toString();
    article.bodyCut = row.value(11).toBool();
    article.firstSeen = timeAt(row, 12);
    story.state = {row.value(13).toBool(), row.value(14).toBool()};
    return story;
}

QVariant asJson(const QJsonArray &array)
{
    return QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact));
}

Result<void> addEarlierTitles(SqlConnection &connection, QList<Story> &stories)
{
    QHash<ArticleId, qsizetype> places;
    QList<ArticleId> ids;
    for (qsizetype i = 0; i < stories.size(); ++i) {
        places.insert(stories[i].article.id, i);
        ids.append(stories[i].article.id);
    }
    auto row =
        connection.run(u"SELECT article, title, until FROM earlier_titles"
                       " WHERE article IN (SELECT value FROM json_each(?)) ORDER BY article, until, rowid"_s,
                       {sqlList(ids)});
    if (!row)
        return tl::unexpected(row.error());
    while (row->next())
        stories[places.value(ArticleId{row->value(0).toLongLong()})].earlierTitles.append(
            {row->value(1).toString(), timeAt(*row, 2)});
    return {};
}
} // namespace

QVariant sqlText(const QString &text)
{
    return text.isNull() ? u""_s : text;
}

QVariant sqlBytes(const QByteArray &bytes)
{
    return bytes.isNull() ? QByteArray("") : bytes;
}

QVariant sqlTime(UtcTime time)
{
    return toMsecs(time);
}

QVariant sqlList(const QList<ArticleId> &ids)
{
    QJsonArray array;
    for (const ArticleId id : ids)
        array.append(id.value);
    return asJson(array);
}

QVariant sqlList(const QStringList &texts)
{
    return asJson(QJsonArray::fromStringList(texts));
}

Result<QList<Story>> selectStories(SqlConnection &connection, const QString &rest, const QVariantList &values)
{
    auto row = connection.run(u"SELECT "_s + storyColumns +
                                  u" FROM articles a JOIN article_states s ON s.article = a.id "_s + rest,
                              values);
    if (!row)
        return tl::unexpected(row.error());
    QList<Story> stories;
    while (row->next())
        stories.append(storyOf(*row));
    if (const auto added = addEarlierTitles(connection, stories); !added)
        return tl::unexpected(added.error());
    return stories;
}

Result<QList<Story>> selectStories(SqlConnection &connection, const QList<ArticleId> &ids)
{
    return selectStories(
        connection, u"WHERE a.id IN (SELECT value FROM json_each(?)) ORDER BY a.sort_time DESC, a.id DESC"_s,
        {sqlList(ids)});
}

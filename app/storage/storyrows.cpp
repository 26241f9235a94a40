#include "app/storage/storyrows.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace {
const QString storyColumns =
    u"a.id, a.feed, a.source, a.section, a.language, a.title, a.author, a.link, a.published,"
    " a.sort_time, a.summary, a.body_cut, s.arrived, s.read, s.saved, s.cluster, a.kind, a.promotion,"
    " a.recurring, a.many_coins, a.provenance, a.source IN (SELECT source FROM muted_sources),"
    " a.categories, a.announcement"_s;

UtcTime timeAt(const QSqlQuery &row, int column)
{
    return fromMsecs(row.value(column).toLongLong());
}

QStringList listOf(const QString &json)
{
    if (json == "[]"_L1)
        return {};
    QStringList list;
    for (const QJsonValue &value : QJsonDocument::fromJson(json.toUtf8()).array())
        list.append(value.toString());
    return list;
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
    story.cluster = {row.value(15).toLongLong()};
    StoryFacts &facts = story.facts;
    facts.kind = storyKind(row.value(16).toString());
    facts.promotion = row.value(17).toString();
    facts.recurring = row.value(18).toBool();
    facts.manyCoins = row.value(19).toBool();
    facts.provenance = listOf(row.value(20).toString());
    story.muted = row.value(21).toBool();
    article.categories = listOf(row.value(22).toString());
    article.announcement = row.value(23).toBool();
    return story;
}

QVariant asJson(const QJsonArray &array)
{
    return QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact));
}

// Stories by id, to hang on them what other tables know.
class StoriesById
{
public:
    explicit StoriesById(QList<Story> &stories) : m_stories(stories)
    {
        for (qsizetype i = 0; i < stories.size(); ++i) {
            m_places.insert(stories[i].article.id, i);
            m_ids.append(stories[i].article.id);
        }
    }
    QVariant ids() const { return sqlList(m_ids); }
    Story &operator[](ArticleId id) { return m_stories[m_places.value(id)]; }

private:
    QList<Story> &m_stories;
    QHash<ArticleId, qsizetype> m_places;
    QList<ArticleId> m_ids;
};

Result<void> addEarlierTitles(SqlConnection &connection, StoriesById &stories)
{
    auto row =
        connection.run(u"SELECT article, title, until FROM earlier_titles"
                       " WHERE article IN (SELECT value FROM json_each(?)) ORDER BY article, until, rowid"_s,
                       {stories.ids()});
    if (!row)
        return tl::unexpected(row.error());
    while (row->next())
        stories[{row->value(0).toLongLong()}].earlierTitles.append(
            {row->value(1).toString(), timeAt(*row, 2)});
    return {};
}

Result<void> addCoins(SqlConnection &connection, StoriesById &stories)
{
    auto row = connection.run(u"SELECT article, symbol, weight, evidence FROM article_coins"
                              " WHERE article IN (SELECT value FROM json_each(?)) ORDER BY article, place"_s,
                              {stories.ids()});
    if (!row)
        return tl::unexpected(row.error());
    while (row->next())
        stories[{row->value(0).toLongLong()}].facts.coins.append(
            {row->value(1).toString(), row->value(2).toDouble(), row->value(3).toString()});
    return {};
}

// A story of a hidden outlet counts in its own row alone.
Result<void> addClusters(SqlConnection &connection, QList<Story> &stories)
{
    QList<ArticleId> clusters;
    for (const Story &story : stories)
        clusters.append(story.cluster);
    auto row = connection.run(
        u"SELECT s.cluster, a.id, a.source, a.source IN (SELECT source FROM muted_sources)"
        " FROM article_states s JOIN articles a ON a.id = s.article"
        " WHERE s.cluster IN (SELECT value FROM json_each(?)) ORDER BY s.cluster, a.sort_time, a.id"_s,
        {sqlList(clusters)});
    if (!row)
        return tl::unexpected(row.error());
    struct Member
    {
        ArticleId id;
        QString source;
        bool muted;
    };
    QHash<ArticleId, QList<Member>> members;
    while (row->next())
        members[{row->value(0).toLongLong()}].append(
            {{row->value(1).toLongLong()}, row->value(2).toString(), row->value(3).toBool()});
    for (Story &story : stories) {
        story.clusterSize = 0;
        for (const Member &member : std::as_const(members[story.cluster])) {
            if (member.muted && member.id != story.article.id)
                continue;
            ++story.clusterSize;
            if (!story.clusterSources.contains(member.source))
                story.clusterSources.append(member.source);
        }
    }
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
    StoriesById byId(stories);
    auto added = addEarlierTitles(connection, byId);
    if (added)
        added = addCoins(connection, byId);
    if (added)
        added = addClusters(connection, stories);
    if (!added)
        return tl::unexpected(added.error());
    return stories;
}

Result<QList<Story>> selectStories(SqlConnection &connection, const QList<ArticleId> &ids)
{
    return selectStories(
        connection, u"WHERE a.id IN (SELECT value FROM json_each(?)) ORDER BY a.sort_time DESC, a.id DESC"_s,
        {sqlList(ids)});
}

Result<std::optional<StoredStory>> selectWhole(SqlConnection &connection, ArticleId id)
{
    auto stories = selectStories(connection, {id});
    if (!stories)
        return tl::unexpected(stories.error());
    if (stories->isEmpty())
        return std::nullopt;
    auto row = connection.run(u"SELECT coalesce(b.html, ''), a.facts_version, a.words_version, "
                              u"coalesce(b.full_text, 0) FROM articles a"
                              " LEFT JOIN article_bodies b ON b.article = a.id WHERE a.id = ?"_s,
                              {id.value});
    if (!row)
        return tl::unexpected(row.error());
    if (!row->next())
        return std::nullopt;
    StoredStory stored{stories->first(), row->value(1).toInt(), row->value(2).toInt()};
    stored.story.article.html = row->value(0).toString();
    stored.story.article.fullText = row->value(3).toBool();
    return stored;
}

#include "app/news/storymerge.h"
#include "app/storage/articlefacts.h"
#include "app/storage/articletables.h"
#include "app/storage/feedrows.h"
#include "app/storage/readingrows.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace {
QVariant sqlLink(const QUrl &link)
{
    return sqlText(link.toString(QUrl::FullyEncoded));
}

// Answers the rules' questions. Keys and links of the whole document are asked for at once.
class SqlLookup final : public StoryLookup
{
public:
    SqlLookup(SqlConnection &connection, const FeedId &feed, const QList<IncomingArticle> &items)
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

    const std::optional<Error> &error() const { return m_error; }

    std::optional<ArticleId> byKey(const FeedId &, const QString &key) override
    {
        const auto found = m_keys.constFind(key);
        return found == m_keys.cend() ? std::nullopt : std::optional(*found);
    }
    QList<KnownStory> byLink(const QString &linkKey) override { return m_links.value(linkKey); }
    QList<KnownStory> byMoment(const QString &source, UtcTime from, UtcTime to) override
    {
        QList<KnownStory> found;
        auto row = m_connection.run(u"SELECT "_s + columns +
                                        u" FROM articles WHERE source = ? AND published BETWEEN ? AND ?"
                                        " ORDER BY id DESC"_s,
                                    {source, sqlTime(from), sqlTime(to)});
        while (isNext(row))
            found.append(knownOf(*row));
        return found;
    }

private:
    bool isNext(Result<QSqlQuery> &row)
    {
        if (row)
            return row->next();
        m_error = row.error();
        return false;
    }
    static KnownStory knownOf(const QSqlQuery &row)
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
    static inline const QString columns = u"id, feed, source, language, title, published, sort_time"_s;

    SqlConnection &m_connection;
    QHash<QString, ArticleId> m_keys;
    QHash<QString, QList<KnownStory>> m_links;
    std::optional<Error> m_error;
};

// One merge: gathers the rows, then writes them table by table.
class Merge
{
public:
    Merge(SqlConnection &connection, const StoryReader &reader, StoryMemory &clusters, const FeedInfo &feed,
          UtcTime now)
        : m_connection(connection),
          m_reader(reader),
          m_memory(clusters),
          m_feed(feed),
          m_now(now),
          m_reading(reader.version())
    {
    }

    Result<ArticleChanges> run(const QList<IncomingArticle> &items)
    {
        SqlLookup lookup(m_connection, m_feed.id, items);
        const QList<std::optional<ArticleId>> matches = matchItems(items, lookup);
        if (lookup.error())
            return tl::unexpected(*lookup.error());
        const auto stored = storedDigests(matches);
        if (!stored)
            return tl::unexpected(stored.error());
        const auto last = m_connection.value(u"SELECT seq FROM sqlite_sequence WHERE name = 'articles'"_s);
        if (!last)
            return tl::unexpected(last.error());
        qint64 nextId = last->toLongLong();
        for (qsizetype i = 0; i < items.size(); ++i) {
            const ArticleId id = matches[i].value_or(ArticleId{nextId + 1});
            m_keys.append({m_feed.id.value, sqlText(items[i].key), id.value});
            const auto known = stored->constFind(id);
            if (known == stored->cend()) {
                nextId = std::max(nextId, id.value);
                add(id, items[i]);
            } else if (known->feed == m_feed.id.value && known->digest != items[i].digest) {
                if (const auto done = update(id, items[i]); !done)
                    return tl::unexpected(done.error());
            }
        }
        return finish();
    }

    Result<ArticleChanges> setFullText(ArticleId id, const QString &html)
    {
        const auto before = selectWhole(m_connection, id);
        if (!before)
            return tl::unexpected(before.error());
        if (!*before)
            return ArticleChanges{};
        Article next = (*before)->story.article;
        next.html = html;
        next.fullText = true;
        next.bodyCut = false;
        change(**before, next, {});
        return finish();
    }

private:
    Result<ArticleChanges> finish()
    {
        if (const auto written = write(); !written)
            return tl::unexpected(written.error());
        if (const auto counted = ArticleTables::count(m_connection, m_added + m_updated); !counted)
            return tl::unexpected(counted.error());
        return changes();
    }

    struct Stored
    {
        QString feed;
        QByteArray digest;
    };

    Result<QHash<ArticleId, Stored>> storedDigests(const QList<std::optional<ArticleId>> &matches)
    {
        QList<ArticleId> ids;
        for (const auto &match : matches)
            if (match)
                ids.append(*match);
        auto row = m_connection.run(
            u"SELECT id, feed, digest FROM articles WHERE id IN (SELECT value FROM json_each(?))"_s,
            {sqlList(ids)});
        if (!row)
            return tl::unexpected(row.error());
        QHash<ArticleId, Stored> stored;
        while (row->next())
            stored.insert({row->value(0).toLongLong()},
                          {row->value(1).toString(), row->value(2).toByteArray()});
        return stored;
    }

    void add(ArticleId id, const IncomingArticle &item)
    {
        Article article = item.article;
        article.id = id;
        const StoryFacts facts = m_reader.facts(article);
        m_added.append(id);
        m_articles.append(QVariantList{id.value, sqlText(article.feed.value), sqlText(article.source),
                                       sqlText(article.section), sqlText(article.language),
                                       sqlText(article.title), sqlText(article.author), sqlLink(article.link),
                                       sqlText(item.linkKey), sqlTime(article.published),
                                       sqlTime(article.sortTime), sqlText(article.summary), article.bodyCut,
                                       sqlBytes(item.digest), sqlList(article.categories),
                                       article.announcement} +
                          m_reading.factColumns(facts));
        addBody(article);
        const ArticleId cluster = m_memory.add(article, facts);
        m_touched.insert(cluster);
        m_states.append({id.value, sqlTime(article.firstSeen), cluster.value});
        m_reading.add(article, facts);
    }

    void addBody(const Article &article)
    {
        m_bodies.append(
            {article.id.value, sqlText(article.html), article.html.toUtf8().size(), article.fullText});
    }

    Result<void> update(ArticleId id, const IncomingArticle &item)
    {
        const auto before = selectWhole(m_connection, id);
        if (!before)
            return tl::unexpected(before.error());
        if (!*before) // it was there a moment ago, in this very transaction
            return failure(Error::Kind::Storage, u"no story %1"_s.arg(id.value));
        m_digests.append({sqlBytes(item.digest), id.value});
        change(**before, articleSeenAgain((*before)->story.article, item.article), item.linkKey);
        return {};
    }

    void change(const StoredStory &before, const Article &next, const QString &linkKey)
    {
        const Article &stored = before.story.article;
        const ArticleId id = stored.id;
        if (next == stored)
            return;
        m_updated.append(id);
        if (next.title != stored.title)
            m_earlier.append({id.value, sqlText(stored.title), sqlTime(m_now)});
        m_changes.append({sqlText(next.source), sqlText(next.section), sqlText(next.language),
                          sqlText(next.title), sqlText(next.author), sqlLink(next.link), sqlText(linkKey),
                          sqlTime(next.published), sqlTime(next.sortTime), sqlText(next.summary),
                          next.bodyCut, sqlList(next.categories), next.announcement, id.value});
        addBody(next);
        const StoryFacts facts = m_reader.facts(next, before.story.facts);
        m_reading.replace(before, next, facts);
        const ArticleId cluster = m_memory.update(next, facts, before.story.cluster);
        m_moved.append({cluster.value, id.value});
        m_touched += {cluster, before.story.cluster};
    }

    Result<void> write()
    {
        const struct
        {
            QString sql;
            const QList<QVariantList> &rows;
        } steps[] = {
            {u"INSERT INTO articles (id, feed, source, section, language, title, author, link, link_key, "
             u"published,"
             " sort_time, summary, body_cut, digest, categories, announcement, "_s +
                 ReadingRows::columns() +
                 u") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
             m_articles},
            {u"UPDATE articles SET source = ?, section = ?, language = ?, title = ?, author = ?, link = ?,"
             " link_key = coalesce(nullif(?, ''), link_key), published = ?, sort_time = ?, summary = ?, "
             "body_cut = ?, categories = ?, announcement = ?"
             " WHERE id = ?"_s,
             m_changes},
            {u"UPDATE articles SET digest = ? WHERE id = ?"_s, m_digests},
            {u"INSERT OR REPLACE INTO article_bodies (article, html, bytes, full_text) VALUES (?, ?, ?, ?)"_s,
             m_bodies},
            // A story that comes back has its state still.
            {u"INSERT OR IGNORE INTO article_states (article, read, saved, arrived, cluster) VALUES (?, 0, 0, ?, ?)"_s,
             m_states},
            {u"INSERT OR IGNORE INTO article_keys (feed, key, article) VALUES (?, ?, ?)"_s, m_keys},
            {u"INSERT INTO earlier_titles (article, title, until) VALUES (?, ?, ?)"_s, m_earlier},
        };
        for (const auto &step : steps)
            if (const auto done = m_connection.runEach(step.sql, step.rows); !done)
                return done;
        if (const auto done = m_reading.write(m_connection); !done)
            return done;
        return m_memory.keepCounts(m_connection);
    }

    // Others of the same events say now that there is one more, or one less.
    Result<ArticleChanges> changes()
    {
        ArticleChanges out;
        auto updated = ArticleTables::members(m_connection, m_touched.values());
        if (!updated)
            return tl::unexpected(updated.error());
        const QSet<ArticleId> added(m_added.begin(), m_added.end());
        updated->removeIf([&](ArticleId id) { return added.contains(id); });
        auto stories = selectStories(m_connection, m_added);
        if (!stories)
            return tl::unexpected(stories.error());
        out.added = *stories;
        stories = selectStories(m_connection, *updated);
        if (!stories)
            return tl::unexpected(stories.error());
        out.updated = *stories;
        return out;
    }

    SqlConnection &m_connection;
    const StoryReader &m_reader;
    StoryMemory &m_memory;
    const FeedInfo m_feed;
    const UtcTime m_now;
    ReadingRows m_reading;
    QList<ArticleId> m_added, m_updated;
    QSet<ArticleId> m_touched; // clusters
    QList<QVariantList> m_articles, m_bodies, m_states, m_moved, m_keys, m_changes, m_digests, m_earlier;
};
} // namespace

Result<ArticleChanges> ArticleTables::merge(SqlConnection &connection, const StoryRules &rules,
                                            StoryMemory &clusters, const FeedInfo &feed,
                                            const ParsedFeed &parsed, const FeedValidators &validators,
                                            UtcTime now)
{
    ArticleChanges changes;
    if (!parsed.items.isEmpty()) {
        const auto reader = StoryReader::open(connection, rules);
        if (!reader)
            return tl::unexpected(reader.error());
        if (const auto ready = clusters.prepare(connection, now); !ready)
            return tl::unexpected(ready.error());
        auto merged =
            Merge(connection, *reader, clusters, feed, now).run(incomingArticles(feed, parsed, now));
        if (!merged)
            return merged;
        changes = *merged;
    }
    const auto kept = keepFeed(connection, feed.id, validators);
    if (!kept)
        return tl::unexpected(kept.error());
    return changes;
}

Result<ArticleChanges> ArticleTables::setFullText(SqlConnection &connection, const StoryRules &rules,
                                                  StoryMemory &memory, ArticleId id, const QString &html,
                                                  UtcTime now)
{
    const auto reader = StoryReader::open(connection, rules);
    if (!reader)
        return tl::unexpected(reader.error());
    if (const auto ready = memory.prepare(connection, now); !ready)
        return tl::unexpected(ready.error());
    return Merge(connection, *reader, memory, {}, now).setFullText(id, html);
}

#include "app/base/parallel.h"
#include "app/storage/articlefacts.h"
#include "app/storage/articletables.h"
#include "app/storage/feedrows.h"
#include "app/storage/readingrows.h"
#include "app/storage/sqlstorylookup.h"

#include <QHash>
#include <future>

using namespace Qt::StringLiterals;

namespace {
QVariant sqlLink(const QUrl &link)
{
    return sqlText(link.toString(QUrl::FullyEncoded));
}

constexpr qsizetype atOnce = 200;   // items whose rows are in memory
constexpr size_t worthThreads = 50; // stories to read

// One merge: gathers the rows of some items, then writes them table by table, and goes on.
class Merge
{
public:
    Merge(SqlConnection &connection, const StoryReader &reader, StoryMemory &clusters, const FeedInfo &feed,
          UtcTime now, ReadReach reach = ReadReach::Story)
        : m_connection(connection),
          m_reader(reader),
          m_memory(clusters),
          m_feed(feed),
          m_now(now),
          m_reach(reach),
          m_reading(reader.version())
    {
    }

    Result<ArticleChanges> run(QList<IncomingArticle> items)
    {
        SqlStoryLookup lookup(m_connection, m_feed.id, items);
        const QList<std::optional<ArticleId>> matches = matchItems(items, lookup);
        if (lookup.error())
            return tl::unexpected(*lookup.error());
        const auto stored = storedDigests(matches);
        if (!stored)
            return tl::unexpected(stored.error());
        const auto last = m_connection.value(u"SELECT seq FROM sqlite_sequence WHERE name = 'articles'"_s);
        if (!last)
            return tl::unexpected(last.error());
        const auto muted = ArticleTables::mutedSources(m_connection);
        if (!muted)
            return tl::unexpected(muted.error());
        m_muted = *muted;
        const QList<Entry> entries = entriesOf(items, matches, *stored, last->toLongLong());
        // While rows are written, the next stories are read.
        auto reading = readLater(entries, 0);
        for (qsizetype from = 0; from < entries.size(); from += atOnce) {
            const std::vector<Read> added = reading.get();
            if (from + atOnce < entries.size())
                reading = readLater(entries, from + atOnce);
            auto done = take(entries.mid(from, atOnce), added);
            if (done)
                done = write();
            if (!done)
                return tl::unexpected(done.error());
            for (qsizetype i = from; i < std::min(from + atOnce, items.size()); ++i)
                items[i].article.html = QString(); // it is stored
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
        const auto written = write();
        return written ? finish() : tl::unexpected(written.error());
    }

private:
    Result<ArticleChanges> finish()
    {
        auto done = ArticleTables::count(m_connection, m_updated);
        if (done)
            done = readWithTheirEvents();
        if (done)
            done = m_memory.keepCounts(m_connection);
        return done ? changes() : tl::unexpected(done.error());
    }

    Result<void> readWithTheirEvents()
    {
        if (m_reach != ReadReach::Cluster || m_joined.isEmpty())
            return {};
        const auto done = m_connection.run(
            u"WITH joined AS (SELECT value AS article FROM json_each(?))"
            " UPDATE article_states SET read = 1 WHERE article IN (SELECT article FROM joined)"
            " AND NOT EXISTS (SELECT 1 FROM article_states AS other"
            " WHERE other.cluster = article_states.cluster AND NOT other.read"
            " AND other.article NOT IN (SELECT article FROM joined))"_s,
            {sqlList(m_joined)});
        return done ? Result<void>() : tl::unexpected(done.error());
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

    // An item, the story it is, and whether that is new.
    struct Entry
    {
        const IncomingArticle *item = nullptr;
        ArticleId id;
        bool isNew = false, isChanged = false;
    };
    // A new story and what its words say.
    struct Read
    {
        Article article;
        const IncomingArticle *item = nullptr;
        StoryFacts facts;
        IndexedWords words;
        std::optional<ComparedStory> compared; // for its event
        QByteArray html;
    };

    QList<Entry> entriesOf(const QList<IncomingArticle> &items,
                           const QList<std::optional<ArticleId>> &matches,
                           const QHash<ArticleId, Stored> &stored, qint64 lastId) const
    {
        QList<Entry> entries;
        for (qsizetype i = 0; i < items.size(); ++i) {
            Entry entry{&items[i], matches[i].value_or(ArticleId{lastId + 1}), false, false};
            const auto known = stored.constFind(entry.id);
            entry.isNew = known == stored.cend();
            entry.isChanged =
                !entry.isNew && known->feed == m_feed.id.value && known->digest != items[i].digest;
            lastId = std::max(lastId, entry.isNew ? entry.id.value : 0);
            entries.append(entry);
        }
        return entries;
    }

    // Pure, so on other threads; by and by when there is only one lot.
    std::future<std::vector<Read>> readLater(const QList<Entry> &entries, qsizetype from) const
    {
        const auto policy = entries.size() > atOnce ? std::launch::async : std::launch::deferred;
        return std::async(policy, [this, some = entries.mid(from, atOnce)] {
            std::vector<Read> added;
            for (const Entry &entry : some) {
                if (!entry.isNew)
                    continue;
                added.push_back({entry.item->article, entry.item, {}, {}, {}, {}});
                added.back().article.id = entry.id;
            }
            inParallel(added.size(), worthThreads, [&](size_t i) {
                Read &read = added[i];
                read.facts = m_reader.facts(read.article);
                read.words = indexedWords(searchLines(read.article, read.facts.coins));
                read.compared = m_memory.compared(read.article, read.facts);
                read.html = read.article.html.toUtf8();
            });
            return added;
        });
    }

    Result<void> take(const QList<Entry> &entries, const std::vector<Read> &added)
    {
        for (const Entry &entry : entries) {
            m_keys.append({m_feed.id.value, sqlText(entry.item->key), entry.id.value});
            if (!entry.isChanged)
                continue;
            if (const auto done = update(entry.id, *entry.item); !done)
                return done;
        }
        for (const Read &read : added)
            add(read);
        return {};
    }

    void add(const Read &read)
    {
        const Article &article = read.article;
        const IncomingArticle &item = *read.item;
        const StoryFacts &facts = read.facts;
        const ArticleId id = article.id;
        m_added.append(id);
        m_articles.append(QVariantList{id.value, sqlText(article.feed.value), sqlText(article.source),
                                       sqlText(article.section), sqlText(article.language),
                                       sqlText(article.title), sqlText(article.author), sqlLink(article.link),
                                       sqlText(item.linkKey), sqlTime(article.published),
                                       sqlTime(article.sortTime), sqlText(article.summary), article.bodyCut,
                                       sqlBytes(item.digest), sqlList(article.categories),
                                       article.announcement} +
                          m_reading.factColumns(facts));
        addBody(article, read.html);
        const ArticleId cluster = m_memory.add(article, facts, read.compared);
        m_touched.insert(cluster);
        if (cluster != id)
            m_joined.append(id);
        m_states.append({id.value, sqlTime(article.firstSeen), cluster.value,
                         facts.promotion.isEmpty() && !m_muted.contains(article.source)});
        m_reading.add(article, facts, read.words);
    }

    void addBody(const Article &article, const QByteArray &html)
    {
        m_bodies.append({article.id.value, sqlBytes(html), html.size(), article.fullText});
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
        addBody(next, next.html.toUtf8());
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
            QList<QVariantList> &rows;
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
            // No REPLACE: it would make SQLite write the words gathered so far (fts5 does at each savepoint).
            {u"INSERT INTO article_bodies (article, html, bytes, full_text) VALUES (?, CAST(? AS TEXT), ?, ?)"
             " ON CONFLICT (article) DO UPDATE SET html = excluded.html, bytes = excluded.bytes,"
             " full_text = excluded.full_text"_s,
             m_bodies},
            // A story that comes back has its state still.
            {u"INSERT INTO article_states (article, read, saved, arrived, cluster, counted)"
             " VALUES (?, 0, 0, ?, ?, ?)"
             " ON CONFLICT (article) DO UPDATE SET cluster = excluded.cluster, counted = excluded.counted"_s,
             m_states},
            {u"UPDATE article_states SET cluster = ? WHERE article = ?"_s, m_moved},
            {u"INSERT OR IGNORE INTO article_keys (feed, key, article) VALUES (?, ?, ?)"_s, m_keys},
            {u"INSERT INTO earlier_titles (article, title, until) VALUES (?, ?, ?)"_s, m_earlier},
        };
        for (const auto &step : steps)
            if (const auto done = m_connection.runEach(step.sql, std::exchange(step.rows, {})); !done)
                return done;
        return std::exchange(m_reading, ReadingRows(m_reader.version())).write(m_connection);
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
    const ReadReach m_reach;
    ReadingRows m_reading;
    QStringList m_muted;
    QList<ArticleId> m_added, m_updated;
    QList<ArticleId> m_joined; // of the added ones: an event that was known
    QSet<ArticleId> m_touched; // clusters
    QList<QVariantList> m_articles, m_bodies, m_states, m_moved, m_keys, m_changes, m_digests, m_earlier;
};
} // namespace

Result<ArticleChanges> ArticleTables::merge(SqlConnection &connection, const StoryRules &rules,
                                            StoryMemory &clusters, const FeedInfo &feed, ParsedFeed parsed,
                                            const FeedValidators &validators, UtcTime now, ReadReach reach)
{
    ArticleChanges changes;
    if (!parsed.items.isEmpty()) {
        const auto reader = StoryReader::open(connection, rules);
        if (!reader)
            return tl::unexpected(reader.error());
        if (const auto ready = clusters.prepare(connection, now); !ready)
            return tl::unexpected(ready.error());
        QList<IncomingArticle> items = incomingArticles(feed, parsed, now);
        parsed = {};
        auto merged = Merge(connection, *reader, clusters, feed, now, reach).run(std::move(items));
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

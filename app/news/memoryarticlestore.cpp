#include "app/news/memoryarticlestore.h"

#include "app/news/searchtext.h"

#include <algorithm>

namespace {
template <typename T> struct PendingAnswer final : PendingRequest
{
    explicit PendingAnswer(std::shared_ptr<Reply<T>> pending) : done(std::move(pending)) {}
    ~PendingAnswer() override { *done = nullptr; }
    std::shared_ptr<Reply<T>> done;
};

Story withoutBody(Story story)
{
    story.article.html.clear();
    return story;
}

QStringList wordsOf(const Article &article)
{
    return searchWords(article.title + u'\n' + article.summary + u'\n' + article.source);
}

KnownStory knownOf(const Article &article)
{
    return {article.id,    article.feed,      article.source,  article.language,
            article.title, article.published, article.sortTime};
}

bool isAsked(const StoryQuery &query, const Story &story)
{
    const Article &article = story.article;
    if ((query.unreadOnly && story.state.read) || (query.savedOnly && !story.state.saved))
        return false;
    if (!query.source.isEmpty() && article.source != query.source)
        return false;
    if (query.since && article.sortTime < *query.since)
        return false;
    return !query.before ||
           std::pair(article.sortTime, article.id) < std::pair(*query.before, query.beforeId);
}
} // namespace

template <typename T> Request MemoryArticleStore::answer(Result<T> value, Reply<T> done)
{
    auto pending = std::make_shared<Reply<T>>(std::move(done));
    QMetaObject::invokeMethod(
        this,
        [pending, value = std::move(value)] {
            if (const auto call = std::exchange(*pending, nullptr))
                call(value);
        },
        Qt::QueuedConnection);
    return std::make_unique<PendingAnswer<T>>(std::move(pending));
}

void MemoryArticleStore::announce(const ArticleChanges &changes)
{
    if (!changes.isEmpty())
        QMetaObject::invokeMethod(
            this, [this, changes] { emit changed(changes); }, Qt::QueuedConnection);
}

void MemoryArticleStore::add(const QList<Story> &stories)
{
    ArticleChanges changes;
    for (const Story &story : stories) {
        const ArticleId id = insert({story, linkKey(story.article.link), {}, wordsOf(story.article)});
        changes.added.append(withoutBody(m_records[id].story));
    }
    announce(changes);
}

Request MemoryArticleStore::merge(const FeedInfo &feed, const ParsedFeed &parsed,
                                  const FeedValidators &validators, UtcTime now, Reply<ArticleChanges> done)
{
    ArticleChanges changes;
    const QList<IncomingArticle> items = incomingArticles(feed, parsed, now);
    const QList<std::optional<ArticleId>> matches = matchItems(items, *this);
    for (qsizetype i = 0; i < items.size(); ++i) {
        const IncomingArticle &item = items[i];
        if (!matches[i]) {
            const ArticleId id =
                insert({Story{item.article, {}, {}}, item.linkKey, item.digest, wordsOf(item.article)});
            m_keys.insert({feed.id, item.key}, id);
            changes.added.append(withoutBody(m_records[id].story));
            continue;
        }
        m_keys.insert({feed.id, item.key}, *matches[i]);
        Record &record = m_records[*matches[i]];
        if (update(record, item, now))
            changes.updated.append(withoutBody(record.story));
    }
    m_validators.insert(feed.id, validators);
    announce(changes);
    return answer<ArticleChanges>(changes, std::move(done));
}

ArticleId MemoryArticleStore::insert(Record record)
{
    const ArticleId id{++m_lastId};
    record.story.article.id = id;
    m_order.emplace(Place{record.story.article.sortTime, id}, id);
    if (!record.linkKey.isEmpty())
        m_links.insert(record.linkKey, id);
    m_records.insert(id, std::move(record));
    return id;
}

bool MemoryArticleStore::update(Record &record, const IncomingArticle &item, UtcTime now)
{
    Article &stored = record.story.article;
    if (stored.feed != item.article.feed || record.digest == item.digest)
        return false;
    const Article next = articleSeenAgain(stored, item.article);
    record.digest = item.digest;
    if (next == stored)
        return false;
    if (next.title != stored.title)
        record.story.earlierTitles.append({stored.title, now});
    if (next.sortTime != stored.sortTime) {
        m_order.erase(Place{stored.sortTime, stored.id});
        m_order.emplace(Place{next.sortTime, stored.id}, stored.id);
    }
    if (item.linkKey != record.linkKey && !item.linkKey.isEmpty()) {
        m_links.insert(item.linkKey, stored.id);
        record.linkKey = item.linkKey;
    }
    stored = next;
    record.words = wordsOf(next);
    return true;
}

Request MemoryArticleStore::stories(const StoryQuery &query, Reply<QList<Story>> done)
{
    const QList<SearchPhrase> phrases = searchPhrases(query.text);
    QList<Story> found;
    for (const auto &[place, id] : m_order) {
        if (found.size() >= query.limit)
            break;
        const Record &record = m_records[id];
        if (isAsked(query, record.story) && hasPhrases(record.words, phrases))
            found.append(withoutBody(record.story));
    }
    return answer<QList<Story>>(found, std::move(done));
}

Request MemoryArticleStore::story(ArticleId id, Reply<Story> done)
{
    const auto record = m_records.constFind(id);
    if (record == m_records.cend())
        return answer<Story>(failure(Error::Kind::Storage, QStringLiteral("no story %1").arg(id.value)),
                             std::move(done));
    return answer<Story>(record->story, std::move(done));
}

Request MemoryArticleStore::unreadCount(Reply<int> done)
{
    const auto unread = std::count_if(m_records.cbegin(), m_records.cend(),
                                      [](const Record &record) { return !record.story.state.read; });
    return answer<int>(static_cast<int>(unread), std::move(done));
}

void MemoryArticleStore::setState(const QList<ArticleId> &ids, bool ArticleState::*field, bool value)
{
    ArticleChanges changes;
    for (const ArticleId id : ids) {
        const auto record = m_records.find(id);
        if (record == m_records.end() || record->story.state.*field == value)
            continue;
        record->story.state.*field = value;
        changes.updated.append(withoutBody(record->story));
    }
    announce(changes);
}

void MemoryArticleStore::setRead(const QList<ArticleId> &ids, bool read)
{
    setState(ids, &ArticleState::read, read);
}

void MemoryArticleStore::setAllRead()
{
    QList<ArticleId> ids;
    for (const auto &[place, id] : m_order)
        ids.append(id);
    setState(ids, &ArticleState::read, true);
}

void MemoryArticleStore::setSaved(ArticleId id, bool saved)
{
    setState({id}, &ArticleState::saved, saved);
}

void MemoryArticleStore::dropTexts(const TextRetention &keep, UtcTime now)
{
    QList<Record *> kept; // newest first
    for (const auto &[place, id] : m_order)
        if (Record &record = m_records[id]; !record.story.state.saved)
            kept.append(&record);
    std::stable_sort(kept.begin(), kept.end(), [](const Record *a, const Record *b) {
        return a->story.article.firstSeen > b->story.article.firstSeen;
    });
    qint64 bytes = 0;
    for (Record *record : std::as_const(kept)) {
        QString &html = record->story.article.html;
        bytes += html.toUtf8().size();
        if (record->story.article.firstSeen < now - keep.days || bytes > keep.bytes)
            html.clear();
    }
}

Request MemoryArticleStore::validators(const FeedId &feed, Reply<FeedValidators> done)
{
    return answer<FeedValidators>(m_validators.value(feed), std::move(done));
}

std::optional<ArticleId> MemoryArticleStore::byKey(const FeedId &feed, const QString &key)
{
    const auto found = m_keys.constFind({feed, key});
    return found == m_keys.cend() ? std::nullopt : std::optional(*found);
}

QList<KnownStory> MemoryArticleStore::byLink(const QString &linkKey)
{
    QList<KnownStory> found;
    for (const ArticleId id : m_links.values(linkKey))
        found.append(knownOf(m_records[id].story.article));
    return found;
}

QList<KnownStory> MemoryArticleStore::byMoment(const QString &source, UtcTime from, UtcTime to)
{
    QList<KnownStory> found;
    for (const Record &record : std::as_const(m_records)) {
        const Article &article = record.story.article;
        if (article.source == source && article.published >= from && article.published <= to)
            found.append(knownOf(article));
    }
    return found;
}

#pragma once

#include "app/news/articlestore.h"
#include "tests/support/waituntil.h"

#include <gtest/gtest.h>

// Short ways to write feeds and to wait for a store.
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

inline const UtcTime noon = fromMsecs(1'757'764'800'000); // 2025-09-13T12:00:00Z

inline FeedInfo feedNamed(const QString &id, const QString &source = {})
{
    FeedInfo feed;
    feed.id = {id};
    feed.source = source.isEmpty() ? id : source;
    feed.url = QUrl(u"https://%1.example/feed"_s.arg(id));
    feed.language = u"en"_s;
    return feed;
}

inline ParsedArticle item(const QString &key, const QString &title, UtcTime published = noon - 1h)
{
    ParsedArticle article;
    article.key = key;
    article.title = title;
    article.link = QUrl(u"https://news.example/"_s + key);
    article.published = published;
    article.summary = u"Summary of "_s + title;
    article.html = u"<p>Body of %1</p>"_s.arg(title);
    return article;
}

inline ParsedFeed feedOf(QList<ParsedArticle> items)
{
    ParsedFeed feed;
    feed.format = u"rss20"_s;
    feed.items = std::move(items);
    return feed;
}

// The answer to one call of a store, waited for. `call` takes the Reply and gives the Request.
template <typename T, typename Call> Result<T> answerTo(Call call)
{
    std::optional<Result<T>> answer;
    const Request request = call([&](Result<T> result) { answer = std::move(result); });
    EXPECT_FALSE(answer) << "answered before the call returned";
    if (!waitUntil([&] { return answer.has_value(); })) {
        ADD_FAILURE() << "no answer";
        return failure(Error::Kind::Timeout, u"no answer"_s);
    }
    return *answer;
}

inline ArticleChanges merged(ArticleStore &store, const FeedInfo &feed, const QList<ParsedArticle> &items,
                             UtcTime now = noon, const FeedValidators &validators = {})
{
    const auto changes = answerTo<ArticleChanges>(
        [&](auto done) { return store.merge(feed, feedOf(items), validators, now, std::move(done)); });
    EXPECT_TRUE(changes) << (changes ? "" : changes.error().detail.toStdString());
    return changes.value_or(ArticleChanges{});
}

inline QList<Story> stored(ArticleStore &store, const StoryQuery &query = {})
{
    const auto stories =
        answerTo<QList<Story>>([&](auto done) { return store.stories(query, std::move(done)); });
    EXPECT_TRUE(stories) << (stories ? "" : stories.error().detail.toStdString());
    return stories.value_or(QList<Story>{});
}

inline QStringList titles(const QList<Story> &stories)
{
    QStringList list;
    for (const Story &story : stories)
        list.append(story.article.title);
    return list;
}

// Page by page, each from where the last one ended.
inline QStringList pagedTitles(ArticleStore &store, StoryQuery query)
{
    QStringList found;
    for (QList<Story> page = stored(store, query); !page.isEmpty(); page = stored(store, query)) {
        found += titles(page);
        query.before = page.last().article.sortTime;
        query.beforeId = page.last().article.id;
    }
    return found;
}

inline QStringList storedTitles(ArticleStore &store, const StoryQuery &query = {})
{
    return titles(stored(store, query));
}

inline int unread(ArticleStore &store)
{
    return answerTo<int>([&](auto done) { return store.unreadCount(std::move(done)); }).value_or(-1);
}

inline Story whole(ArticleStore &store, ArticleId id)
{
    return answerTo<Story>([&](auto done) { return store.story(id, std::move(done)); }).value_or(Story{});
}

inline FeedValidators validatorsOf(ArticleStore &store, const FeedId &feed)
{
    return answerTo<FeedValidators>([&](auto done) { return store.validators(feed, std::move(done)); })
        .value_or(FeedValidators{});
}

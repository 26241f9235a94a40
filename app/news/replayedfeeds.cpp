#include "app/news/replayedfeeds.h"

#include "app/base/log.h"
#include "app/news/newsservices.h"

void ReplayedFeeds::play(const FeedInfo &feed, const QByteArray &bytes, UtcTime at,
                         std::function<void()> done)
{
    FeedDocument document;
    document.bytes = bytes;
    document.url = feed.url;
    document.language = feed.language;
    document.zoneOffsetMinutes = feed.zoneOffsetMinutes;
    document.receivedAt = at;
    document.keepFound = false;
    m_step = m_workers.run([document, parse = feedParseFor(feed.format)] { return parse(document); },
                           [this, feed, at, done](const ParsedFeed &parsed) {
                               const Request keep = std::move(m_step);
                               if (parsed.ok())
                                   return store(feed, parsed, at, done);
                               qCInfo(logNews, "%s: %s", qPrintable(feed.source), qPrintable(parsed.error));
                               done();
                           });
}

void ReplayedFeeds::playUnchanged(const FeedInfo &feed, UtcTime at, std::function<void()> done)
{
    store(feed, {}, at, std::move(done)); // that it was read
}

void ReplayedFeeds::store(const FeedInfo &feed, const ParsedFeed &parsed, UtcTime at,
                          std::function<void()> done)
{
    FeedValidators validators;
    validators.lastSuccess = at;
    m_step = m_store.merge(feed, parsed, validators, at,
                           [done = std::move(done)](const Result<ArticleChanges> &) { done(); });
}

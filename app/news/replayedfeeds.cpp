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
    const auto stored = [done](const Result<ArticleChanges> &) { done(); };
    m_step =
        m_workers.run([document, parse = feedParseFor(feed.format)] { return parse(document); },
                      [this, feed, at, stored](const ParsedFeed &parsed) {
                          const Request keep = std::move(m_step);
                          if (!parsed.ok())
                              qCInfo(logNews, "%s: %s", qPrintable(feed.source), qPrintable(parsed.error));
                          FeedValidators validators;
                          validators.lastSuccess = parsed.ok() ? at : UtcTime{};
                          m_step = m_store.merge(feed, parsed, validators, at, stored);
                      });
}

#pragma once

#include "app/base/workerpool.h"
#include "app/net/httpclient.h"
#include "app/news/foundfeed.h"

// Finds the feed of an address as a person types it: that of a feed, or of a site that names its feeds
// (<link rel="alternate">), or has one at one of the usual places. A typed address may lack its scheme (https
// is tried, then http) and be one of a file; plain http and private hosts are the user's own choice.
//
// Polite: one request after another, a second apart; a page that shows a bot check is not asked further.
// Errors: `detail` is a sentence for people. Thread: as NewsSource.
class FeedFinder
{
public:
    static constexpr int mostHeadlines = 3;
    static constexpr std::chrono::seconds gap{1};
    // Of the site, in this order.
    static QStringList usualPlaces();

    FeedFinder(HttpClient &http, WorkerPool &workers, Clock &clock)
        : m_http(http), m_workers(workers), m_clock(clock)
    {
    }

    [[nodiscard]] Request find(const QString &typed, const QList<FeedEntry> &listed, Reply<FoundFeed> done);

private:
    HttpClient &m_http;
    WorkerPool &m_workers;
    Clock &m_clock;
};

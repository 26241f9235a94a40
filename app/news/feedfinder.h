#pragma once

#include "app/base/workerpool.h"
#include "app/net/httpclient.h"
#include "app/news/feedlist.h"

// A feed that was found: what a person sees before it is added.
struct FoundFeed
{
    FeedEntry entry;     // as UserFeeds::add takes it; as the list has it, when it does
    bool listed = false; // the list knows this address
    QString format;      // "RSS 2.0", "Atom", "JSON Feed"
    int items = 0;
    std::optional<double> itemsPerDay; // feedpace.h
    QStringList headlines;             // of the newest three
    QList<QUrl> others;                // what else the page names as a feed
};

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

// "RSS 2.0" for "rss20", "Atom" for "atom10": a format of ParsedFeed for people.
QString feedFormatName(const QString &format);

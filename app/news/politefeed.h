#pragma once

#include "app/net/hostrules.h"
#include "app/news/politerefresher.h"

// What PoliteRefresher remembers of a feed; its own files alone include this.
struct PoliteRefresher::Feed
{
    FeedInfo info;
    std::unique_ptr<NewsSource> source;
    FeedHealth health;
    FeedValidators last;
    bool lastLoaded = false;
    bool fetching = false;
    bool insisted = false;                    // the user named it, gone or not
    QString host;                             // that of the fetch under way, else of the next
    MonoTime due{};                           // by our own schedule
    MonoTime userMay{};                       // before that not even the user may ask
    std::optional<MonoTime> lastDone;         // end of the last successful fetch
    std::optional<std::chrono::seconds> hint; // of the feed
    int failures = 0;
    QUrl movingTo;
    int moves = 0;
    Request step; // what is under way: validators, fetch, merge

    QString nextHost() const
    {
        const QUrl &url = last.movedTo.isEmpty() || last.url != info.url ? info.url : last.movedTo;
        return url.isLocalFile() ? QString() : hostKey(url);
    }
};

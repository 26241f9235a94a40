#pragma once

#include "app/news/article.h"

#include <QByteArray>
#include <QPair>
#include <chrono>

// Never changes for a source.
struct FeedInfo
{
    FeedId id;
    QString source; // the outlet as shown
    QString owner;  // whose word it is: what sister sites, editions and sections have in common. Counts once
    QString section;
    QUrl url, homePage;
    QList<QUrl> otherUrls; // the same elsewhere, tried in this order when `url` has no feed (金色财经 moves)
    QString language;
    std::chrono::seconds interval{300};           // shortest polite interval
    bool flashes = false;                         // a news wire: every 1 to 3 minutes
    bool announcements = false;                   // an exchange's own
    bool userNamed = false;                       // plain http and private hosts are allowed
    int zoneOffsetMinutes = 0;                    // for dates without a zone (金色财经, Bitget: +480)
    QList<QPair<QByteArray, QByteArray>> headers; // BlockBeats wants its language as a header
    QString format; // empty: RSS, Atom, JSON Feed; else a publisher's own API ("jinse", "odaily")
    bool operator==(const FeedInfo &) const = default;
};

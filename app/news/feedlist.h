#pragma once

#include "app/news/newssource.h"

#include <QStringList>

// A line of the feed list: a feed and what the list says about it.
struct FeedEntry
{
    enum class Kind { News, Flashes, Announcements, Project };
    FeedInfo info;
    Kind kind = Kind::News;
    QString group;        // heading in lists: "English", "中文", "Many posts, many promotions"
    double weight = 1.0;  // 0.5 to 1.5: how much a story there counts when stories are ranked
    bool on = false;      // whether it is fetched
    bool removed = false; // not shown in the list either
    QString note;         // what is known to be odd about it; for people
    bool operator==(const FeedEntry &) const = default;
};

// What was read and, in sentences for people, what was not: one bad entry costs that entry alone.
struct FeedListing
{
    QList<FeedEntry> feeds;
    QStringList problems;
};

// The feeds Wickpost comes with (resources/feeds.json, from reference/news.md 1).
QList<FeedEntry> shippedFeeds();

// The user's own list over `base`: JSON of the shipped list's shape. An entry with a known id changes only
// what it names ({"id": "coindesk", "on": false}); others are new feeds and need "source" and "url". Plain
// http and local files are fine there. `name` is what problems call the file.
FeedListing overlaidFeeds(const QList<FeedEntry> &base, const QByteArray &json, const QString &name);

// The feeds to fetch: those switched on. News are asked no more often than every `newsEvery`; flashes keep
// their own interval.
QList<FeedInfo> chosenFeeds(const QList<FeedEntry> &feeds, std::chrono::seconds newsEvery);

// "news", "flashes", "announcements", "project".
std::optional<FeedEntry::Kind> feedKind(const QString &name);
QString feedKindName(FeedEntry::Kind kind);
// Sets the kind and with it how often such a feed is asked.
void setFeedKind(FeedEntry &entry, FeedEntry::Kind kind);

// What a person or a list wrote as a feed's address: http(s), feed:, file:, an absolute path, or one relative
// to `folder` (none when empty). Nothing when it is none of these.
std::optional<QUrl> feedAddress(const QString &text, const QString &folder);

// Whose word a feed at this address is, as far as the list tells: the owner of a listed feed of the same
// host, unless very different people publish there (github.com). Empty: unknown.
QString feedOwnerAt(const QUrl &url, const QList<FeedEntry> &listed);

// A stable id for a feed known by its address alone: "blog.example.com/feed", the same for http and https.
FeedId feedIdFor(const QUrl &url);

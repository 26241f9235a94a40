#pragma once

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

// "RSS 2.0" for "rss20", "Atom" for "atom10": a format of ParsedFeed for people.
QString feedFormatName(const QString &format);

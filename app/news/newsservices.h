#pragma once

#include "app/news/parsedfeed.h"

#include <QStringList>
#include <functional>

// Makes a document out of bytes. Pure, safe on any thread. What is no feed comes back with ok() false.
using FeedParse = std::function<ParsedFeed(const FeedDocument &)>;

// How to read a feed of FeedInfo::format. Empty: RSS, Atom, JSON Feed, whatever the bytes say (feedparser.h).
// Else a publisher's own JSON, news.md 1.2 and 1.3: "jinse", "odaily", "blockbeats", "foresight",
// "bitget-announcements", "bybit-announcements", "okx-announcements", "binance-announcements". Null for a
// name nobody knows.
//
// Most of these services wrap their items in an envelope with a code of its own: an error inside a 200 is an
// error, and so is JSON of another shape. Items without title and text are left out.
FeedParse feedParseFor(const QString &format);
// All names above but the empty one.
QStringList newsServiceFormats();

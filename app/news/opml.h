#pragma once

#include "app/news/feedlist.h"

// The feeds of an OPML document, in its order, all on unless it says otherwise; groups are the outlines
// around them. An address may be http(s), file: or a path, relative ones to `folder`. What `known` says about
// a feed of the same address (id, zone, headers, format) is kept. Extensions of ours: wickpostFormat,
// wickpostKind, wickpostSection, wickpostOn.

// As much as can be read: a bad outline costs itself alone and is named among the problems, with file and
// line. Error (Malformed): this is no OPML document, or not one feed can be read.
Result<FeedListing> opmlListing(const QByteArray &opml, const QString &folder, const QString &name,
                                const QList<FeedEntry> &known);

// All or nothing: the first problem is the error.
Result<QList<FeedEntry>> parseOpml(const QByteArray &opml, const QString &folder, const QString &name,
                                   const QList<FeedEntry> &known);
// The same from a file (Storage when it can't be read).
Result<QList<FeedEntry>> readOpml(const QString &path, const QList<FeedEntry> &known);
// The bytes alone.
Result<QByteArray> readOpmlFile(const QString &path);

// The feeds as an OPML 2.0 document, groups as outlines; opmlListing() gives them again, but for what only
// the feed list knows (headers, zone, weight).
QByteArray writeOpml(const QList<FeedEntry> &feeds);

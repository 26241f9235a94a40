#pragma once

#include "app/news/feedlist.h"

// The feeds of an OPML document, in its order, all on; groups are the outlines around them. An address may be
// http(s), file: or a path, relative ones to `folder`. What `known` says about a feed of the same address
// (id, zone, headers, format) is kept. Extensions of ours: wickpostFormat, wickpostKind, wickpostSection.
// Error (Malformed) names the file, the line and what is wrong there; a document without feeds is one.
Result<QList<FeedEntry>> parseOpml(const QByteArray &opml, const QString &folder, const QString &name,
                                   const QList<FeedEntry> &known);
// The same from a file (Storage when it can't be read).
Result<QList<FeedEntry>> readOpml(const QString &path, const QList<FeedEntry> &known);

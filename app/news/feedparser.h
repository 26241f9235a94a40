#pragma once

#include "app/news/parsedfeed.h"

// Reads RSS 0.90 to 2.0, RSS 1.0 and 1.1 (RDF), Atom 0.3 and 1.0, CDF, JSON Feed 1.0 and 1.1 and RSS in JSON.
// Which one is decided by the bytes, never by the Content-Type.
//
// Pure and safe to run on a worker: no clock, no network, no state. Never fails on bad input: what can be
// read is read and `malformed` set; what is no feed at all (a challenge page, an error in JSON, nothing)
// comes back with `error`. Bounded in time and memory whatever the bytes; what the limits cut is said in
// `notes`.
ParsedFeed parseFeed(FeedDocument document);

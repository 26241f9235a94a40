#pragma once

#include "app/news/parsedfeed.h"

// One line of `wickpost feed`: {"file","format","encoding","malformed","error","feed":{...},"items":[...]}
// and a line end. `error` is true for what is no feed; then `reason` says why, and feed and items are empty.
//
// title, summary and content are HTML as found (plain text where the format says so), summary and content
// fall back to each other; safe_html is the sanitised body, plain_text and summary_text its words. Dates are
// UTC, "YYYY-MM-DDTHH:MM:SSZ". What a feed doesn't say is null, a list is empty. `receivedAt` (epoch:
// unknown) only decides sort_date.
QByteArray feedToJson(const QString &file, const ParsedFeed &feed, UtcTime receivedAt = {});

#pragma once

#include "app/insight/movefinder.h"

// A line of `moves --format json`: {"coin", "venue", "market", "start", "end", "minutes", "toTheMinute",
// "from", "to", "pct", "usualPct", "times", "marketPct", "netPct", "answer": "explained" | "market" |
// "unexplained", "story": {"id", "title", "source", "published", "minutesBefore", "market"}, "stories":
// [{"id", "minutesBefore", "explains"}, those that explain first], "looked": {"from", "until", "stories",
// "feeds"}}; of the simulated market with "simulated": true.
QByteArray moveToJson(const ExplainedMove &move);
// Why it moved, in words: "Validators schedule an upgrade (Block Dispatch, 8 min before)", "rose with the
// market, BTC +0.42%", "nothing in your feeds explains this · 14 feeds searched".
QString moveReason(const ExplainedMove &move);
// A row a move, newest first as given.
QByteArray moveTable(const QList<ExplainedMove> &moves);

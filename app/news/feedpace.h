#pragma once

#include "app/news/parsedfeed.h"

// How many items a feed brings a day, by its own dates: those of the last seven days, or of as far as the
// document reaches back when that is less (an hour at least). A feed that was silent for longer: over all it
// has. One older item among many is a pinned one and doesn't count. Nothing when fewer than two items say
// when they are from, or all say the same.
std::optional<double> itemsPerDay(const QList<ParsedArticle> &items, UtcTime now);

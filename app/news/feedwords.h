#pragma once

#include "app/news/newssource.h"

// What is the matter with a feed, as a clause for people: "is blocked by the site (HTTP 403 from
// decrypt.co)", to stand after the feed's name. Never a code alone. Empty while all is well.
QString feedTrouble(const FeedHealth &health);
// The same without the detail: "is blocked by the site".
QString feedTroubleInShort(const FeedHealth &health);

// "about 30 a day", "about 2 a week"; empty when unknown.
QString feedPace(std::optional<double> itemsPerDay);

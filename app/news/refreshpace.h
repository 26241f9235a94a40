#pragma once

#include "app/base/result.h"
#include "app/news/feedinfo.h"

// How often feeds are asked (news.md 3), without the jitter. Pure.
namespace RefreshPace {
inline constexpr std::chrono::seconds hostGap{1};      // between two requests to a host
inline constexpr std::chrono::seconds startSpread{10}; // over which first fetches are spread
// Before that not even the user may ask again: after any try, and after the site refused us.
inline constexpr std::chrono::seconds userGap{60}, userGapRefused{300};
// Of a Retry-After: where none is named, and at most.
inline constexpr std::chrono::seconds unnamedEmbargo{600}, longestEmbargo{24 * 3600};

// Until the next try after so many failures in a row.
std::chrono::seconds afterFailure(const Error &error, int failures);
// Between two good fetches; `hint` is the feed's own.
std::chrono::seconds between(const FeedInfo &feed, std::optional<std::chrono::seconds> hint, bool hidden);
} // namespace RefreshPace

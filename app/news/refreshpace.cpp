#include "app/news/refreshpace.h"

#include <algorithm>

using namespace std::chrono;
using namespace std::chrono_literals;

namespace {
constexpr seconds fastestFlashes{60}, fastestNews{300};
constexpr seconds longestHint{5h}; // a silly header must not kill a feed
constexpr int hiddenFactor = 3;

// The n-th delay of a series that doubles from `first` up to `last`.
seconds doubled(seconds first, seconds last, int n)
{
    seconds delay = first;
    for (int i = 1; i < n && delay < last; ++i)
        delay *= 2;
    return std::min(delay, last);
}

} // namespace

seconds RefreshPace::afterFailure(const Error &error, int failures)
{
    switch (error.kind) {
    case Error::Kind::RateLimited:
        return std::max(error.retryAfter.value_or(unnamedEmbargo), seconds{60s});
    case Error::Kind::Refused:
    case Error::Kind::Malformed:
        return doubled(1h, 24h, failures);
    case Error::Kind::Rejected:
        return doubled(10min, 24h, failures);
    default:
        return doubled(1min, 60min, failures);
    }
}

seconds RefreshPace::between(const FeedInfo &feed, std::optional<seconds> hint, bool hidden)
{
    const seconds fastest = feed.flashes ? fastestFlashes : fastestNews;
    return std::max({feed.interval, fastest, std::min(hint.value_or(0s), longestHint)}) *
           (hidden ? hiddenFactor : 1);
}

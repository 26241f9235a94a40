#pragma once

#include "app/base/time.h"

// The one span of the day in which no alert rings.
struct QuietHours
{
    bool on = false;
    int fromMinute = 23 * 60, toMinute = 7 * 60; // of the day; from > to goes over midnight; equal: none
    bool utc = false;                            // else by the machine's zone

    bool contains(UtcTime time) const;
    // The end of the span `time` is in; nothing when it is in none.
    std::optional<UtcTime> endAfter(UtcTime time) const;
    bool operator==(const QuietHours &) const = default;
};

#pragma once

#include "app/base/time.h"

#include <QStringView>
#include <optional>

// How to read what a date leaves open.
struct DateHints
{
    bool chinese = false;      // CST is +0800, not -0600
    int zoneOffsetMinutes = 0; // for dates that name no zone
};

// A date as feeds write them: RFC 822 and 2822 with every usual mistake, ISO 8601 and W3C-DTF, the C
// library's form, slashes, month names in a dozen languages, Unix seconds and milliseconds. Two-digit years
// as POSIX has them: 69 to 99 are 19xx. A number with slashes is month first unless it can't be. Offsets
// beyond ±14 h count as none. Nothing when it can't be a date; a day that doesn't exist is none.
std::optional<UtcTime> parseFeedDate(QStringView text, const DateHints &hints = {});

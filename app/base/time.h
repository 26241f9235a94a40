#pragma once

#include <QByteArrayView>
#include <QString>
#include <chrono>
#include <optional>

// A moment by the wall clock, UTC, in milliseconds. The epoch itself stands for "unknown".
using UtcTime = std::chrono::sys_time<std::chrono::milliseconds>;

// A clock that never jumps and counts while the machine sleeps (CLOCK_BOOTTIME on Linux). Ages and deadlines
// are measured with it: setting the wall clock makes nothing stale or fresh.
struct BootClock
{
    using duration = std::chrono::milliseconds;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<BootClock>;
    static constexpr bool is_steady = true;
};
using MonoTime = BootClock::time_point;

constexpr bool isKnown(UtcTime time)
{
    return time != UtcTime{};
}
constexpr UtcTime fromMsecs(qint64 msecs)
{
    return UtcTime{std::chrono::milliseconds{msecs}};
}
constexpr qint64 toMsecs(UtcTime time)
{
    return time.time_since_epoch().count();
}

// RFC 3339 ("2026-08-12T19:29:00.921195Z", any number of fraction digits, Z or ±hh:mm), cut to milliseconds.
// Nothing when the text is not one, or the date does not exist.
std::optional<UtcTime> parseRfc3339(QByteArrayView text);
// "2026-08-12T19:29:00.921Z"
QString toRfc3339(UtcTime time);

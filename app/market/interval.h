#pragma once

#include "app/base/time.h"

#include <QHashFunctions>
#include <QString>
#include <chrono>
#include <optional>

// A candle's length. Values are minutes, except Month.
enum class Interval {
    M1 = 1,
    M5 = 5,
    M15 = 15,
    M30 = 30,
    H1 = 60,
    H2 = 120, // of no venue's list: built from 1h
    H4 = 240,
    H6 = 360,
    H8 = 480, // of no venue's list: built from 4h or 1h
    H12 = 720,
    D1 = 1440,
    W1 = 10080,
    Month = 0
};

// "1m" "5m" "15m" "30m" "1h" "2h" "4h" "6h" "8h" "12h" "1d" "1w" "1M": our names, case matters (1m minute, 1M
// month).
QString intervalName(Interval interval);
std::optional<Interval> intervalFromName(QStringView name);
// Month counts 30 days: for choosing windows, not for aligning.
std::chrono::milliseconds intervalLength(Interval interval);
// When the candle that holds `time` starts, and when one that starts at `start` ends: UTC, days from
// midnight, weeks from Monday, months by the calendar. A venue's own weeks may begin on another day: go by
// the times it sends.
UtcTime candleStart(Interval interval, UtcTime time);
UtcTime candleEnd(Interval interval, UtcTime start);
inline size_t qHash(Interval interval, size_t seed = 0)
{
    return ::qHash(static_cast<int>(interval), seed);
}

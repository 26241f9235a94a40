#pragma once

#include "app/base/time.h"
#include "app/market/interval.h"

#include <QString>
#include <array>
#include <chrono>
#include <optional>

// How much of the past a chart shows.
enum class ChartRange { H1, H24, D7, D30, Y1, All };
inline constexpr std::array chartRanges{ChartRange::H1,  ChartRange::H24, ChartRange::D7,
                                        ChartRange::D30, ChartRange::Y1,  ChartRange::All};

// "1H" "24H" "7D" "30D" "1Y" "All": the names people see and type, any case.
QString rangeName(ChartRange range);
std::optional<ChartRange> rangeFromName(QStringView name);
// Nothing for All: as far back as is stored. A year has 365 days.
std::optional<std::chrono::milliseconds> rangeLength(ChartRange range);
// The candles' length when the user chose none: 1m, 15m, 2h, 8h, 1d, 1w.
Interval automaticInterval(ChartRange range);
// Of the shortest range that is as long.
Interval automaticInterval(std::chrono::milliseconds length);

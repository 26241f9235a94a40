#pragma once

#include "app/exchanges/dialecttools.h"

#include <array>

// What Binance's stream and its REST have in common (exchanges.md 3).
namespace binance {
inline const VenueId venue{QStringLiteral("binance")};

inline constexpr std::array intervalNames{
    IntervalName{Interval::M1, "1m"},   IntervalName{Interval::M5, "5m"},
    IntervalName{Interval::M15, "15m"}, IntervalName{Interval::M30, "30m"},
    IntervalName{Interval::H1, "1h"},   IntervalName{Interval::H4, "4h"},
    IntervalName{Interval::H6, "6h"},   IntervalName{Interval::H12, "12h"},
    IntervalName{Interval::D1, "1d"},   IntervalName{Interval::W1, "1w"},
    IntervalName{Interval::Month, "1M"}};

inline bool isSpotSymbol(std::string_view symbol)
{
    return !symbol.empty() && symbol.find('_') == std::string_view::npos; // BTCUSDT_210625, BTCUSD_PERP
}
} // namespace binance

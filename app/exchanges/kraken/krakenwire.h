#pragma once

#include "app/exchanges/dialecttools.h"

#include <array>

// What Kraken's stream and its REST have in common (exchanges.md 5).
namespace kraken {
inline const VenueId venue{QStringLiteral("kraken")};

inline constexpr std::array intervalNames{
    IntervalName{Interval::M1, "1"},    IntervalName{Interval::M5, "5"},    IntervalName{Interval::M15, "15"},
    IntervalName{Interval::M30, "30"},  IntervalName{Interval::H1, "60"},   IntervalName{Interval::H4, "240"},
    IntervalName{Interval::D1, "1440"}, IntervalName{Interval::W1, "10080"}};
} // namespace kraken

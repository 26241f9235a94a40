#pragma once

#include "app/insight/closeline.h"
#include "app/insight/usualmove.h"

// The unusual moves of a price: pure, the same candles give the same moves every time.
//
// A move goes from one close to another at most 4 h later, further than twice the coin's usual move for that
// span (design.md 7, "beyond twice the usual"). That alone is met by chance: half of all stretches reach the
// usual, and of the more than a thousand of a day's closes the furthest of a random walk reaches four times
// of it. So a move is also stronger (in times the usual) than the strongest of the coin's median day: every
// move told keeps the design's rule, and half of the days have none. It begins with the last close within a
// tenth of the way from its origin and ends with the first within a tenth of its goal. Of all such stretches
// the strongest (most times its usual; then the shorter, then the later one) counts first; those that touch
// it, or come within half an hour of it, are parts of it and don't count again. A wild day has as many moves
// as it has.
struct PriceMove
{
    UtcTime start{}, end{}; // moments of the two closes
    Decimal from, to;
    double pct = 0;           // signed
    double usualPct = 0;      // for the span
    double times = 0;         // |pct| / usualPct, above 2
    bool toTheMinute = false; // start and end were looked up in candles of a minute

    std::chrono::milliseconds span() const { return end - start; }
    bool operator==(const PriceMove &) const = default;
};

constexpr std::chrono::hours longestMove{4};
constexpr std::chrono::minutes betweenMoves{30};
constexpr int leastDays = 7; // that tell what the median day is; with fewer, twice the usual is enough
inline constexpr Interval moveInterval = Interval::M15;

// Moves that begin at `since` or later, ascending, never overlapping. `candles` of moveInterval, ascending:
// as far back as the usual is to be worked out from (usualReach). None when that is too little (usualMove).
QList<PriceMove> unusualMoves(const QList<Candle> &candles, UtcTime since);

// The same move with start and end to the minute; near is within a twentieth of the way here. `minutes`:
// candles of a minute from a quarter of an hour before start to a quarter of an hour after the end; as it is
// when they don't tell. `line` is that of the candles it was found in.
PriceMove refined(const PriceMove &move, const QList<Candle> &minutes, const CloseLine &line);

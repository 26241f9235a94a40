#pragma once

#include "app/market/candle.h"
#include "app/market/instrument.h"

// Candles whose extreme one venue alone saw.

// The candles of one market on one venue.
struct VenueCandles
{
    Instrument instrument;
    QString venueName;
    QList<Candle> candles; // ascending
};

struct LoneWick
{
    UtcTime time{};    // start of the candle
    bool low = true;   // its low, else its high
    Decimal lone;      // as far as the venue alone went
    Decimal others;    // as far as the others went, the furthest of them
    int otherVenues{}; // that have this candle
    InstrumentId furthest;
    std::optional<int> othersScale; // digits of `others`, as its market trades
    bool operator==(const LoneWick &) const = default;
};

// What counts as alone: further than each of these, past the furthest of the others. Venues differ by a few
// hundredths of a percent at any time; restless candles and coins of which little is traded elsewhere by
// more.
constexpr double leastLonePct = 0.2;
constexpr double loneOfOthersRange = 1.0 / 3; // of the span between the others' highs and lows in the candle
constexpr double loneOfUsualRange = 1.0 / 2;  // of the median span of the venue's own candles
constexpr int leastOthers = 2;                // that have the candle

// Of `own`, closed candles that start within [from, to], ascending; a candle can be told of twice. Pure.
// `own` may reach further: its usual range is worked out from all of it. A steady distance between venues (a
// dollar against a stablecoin) is taken out first; it isn't a wick.
QList<LoneWick> loneWicks(const VenueCandles &own, const QList<VenueCandles> &others, UtcTime from,
                          UtcTime to);

// The roundest price that the one venue passed and the others did not, for "below 98,000".
Decimal loneLevel(const LoneWick &wick);

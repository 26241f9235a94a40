#pragma once

#include "app/base/decimal.h"
#include "app/base/time.h"
#include "app/market/ids.h"
#include "app/market/interval.h"

#include <QList>
#include <optional>

// Open, high, low, close and base volume over an interval that starts at `time` (UTC).
struct Candle
{
    UtcTime time{};
    Decimal open, high, low, close;
    std::optional<Decimal> volume;
    bool closed = false; // false: it can still move

    bool operator==(const Candle &) const = default;
};

struct CandleUpdate
{
    InstrumentId instrument;
    Interval interval = Interval::M1;
    QList<Candle> candles; // ascending
    bool snapshot = false; // history sent after subscribing, not a live change
    // Exchange time of the newest trade in the last row, where the rows themselves can't tell which of two is
    // newer: a candle kept up from tickers has the volume of its last read. The epoch elsewhere.
    UtcTime asOf{};

    bool operator==(const CandleUpdate &) const = default;
};

// What to ask a venue's REST for. Nothing in from/to means the newest rows.
struct CandleQuery
{
    InstrumentId instrument;
    Interval interval = Interval::H1;
    std::optional<UtcTime> from, to; // first and last candle start wanted, both included
    int limit = 0;                   // 0: the venue's maximum
};

#pragma once

#include "app/base/request.h"
#include "app/base/result.h"
#include "app/quotes/quotesource.h"
#include "app/quotes/timespans.h"

// Closed candles that are kept between runs, as the venues' own history told them.
struct CachedCandles
{
    QList<Candle> candles; // ascending, closed
    QList<TimeSpan> known; // of starts: where a row is missing in here there was no trade
    bool operator==(const CachedCandles &) const = default;
};

// Thread: one; nothing blocks it. `done` runs once, after the call has returned, unless the Request is
// destroyed first.
class CandleCache
{
public:
    virtual ~CandleCache() = default;
    // What is kept of candles that start within.
    [[nodiscard]] virtual Request load(const CandleKey &key, const TimeSpan &span,
                                       Reply<CachedCandles> done) = 0;
    // All closed candles that start within `span`. What was kept there before is replaced.
    virtual void store(const CandleKey &key, const TimeSpan &span, const QList<Candle> &candles) = 0;
};

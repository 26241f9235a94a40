#pragma once

#include "app/market/candle.h"

#include <ostream>

// 2025-09-01T00:00:00Z, a Monday.
inline constexpr UtcTime monday = fromMsecs(1'756'684'800'000);

inline Candle candleAt(UtcTime time, int open, int high, int low, int close, int volume, bool closed = true)
{
    return {time,  Decimal(open, 0), Decimal(high, 0), Decimal(low, 0), Decimal(close, 0), Decimal(volume, 0),
            closed};
}

inline void PrintTo(const Candle &candle, std::ostream *os)
{
    *os << toRfc3339(candle.time).toStdString() << " o" << candle.open.toByteArray().constData() << " h"
        << candle.high.toByteArray().constData() << " l" << candle.low.toByteArray().constData() << " c"
        << candle.close.toByteArray().constData() << " v"
        << (candle.volume ? candle.volume->toByteArray().constData() : "none")
        << (candle.closed ? " closed" : " forming");
}
inline std::ostream &operator<<(std::ostream &os, const Candle &candle)
{
    PrintTo(candle, &os);
    return os;
}

#pragma once

#include "app/market/candle.h"
#include "app/quotes/candlehistory.h"

#include <QtMath>
#include <cmath>
#include <functional>
#include <gtest/gtest.h>

// Short ways to write candles and to compare moves.
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

inline const UtcTime noonThen = fromMsecs(1'757'764'800'000); // 2025-09-13T12:00:00Z
inline const AssetId bitcoin{u"bitcoin"_s}, ether{u"ethereum"_s}, solana{u"solana"_s}, tether{u"tether"_s};

inline Decimal cents(double price)
{
    return Decimal(static_cast<Decimal::Coefficient>(std::llround(price * 10'000)), 4);
}

inline Candle candleOf(UtcTime start, double close, bool closed = true)
{
    const Decimal price = cents(close);
    return {start, price, price, price, price, "1"_dec, closed};
}

// Closed candles whose closes are price(moment of the close), from the one that ends at `from` to the one
// that ends at `to`.
inline QList<Candle> candlesOf(Interval interval, UtcTime from, UtcTime to,
                               const std::function<double(UtcTime)> &price)
{
    QList<Candle> candles;
    for (UtcTime end = from; end <= to; end += intervalLength(interval))
        candles.append(candleOf(end - intervalLength(interval), price(end)));
    return candles;
}

inline CandleSeries seriesOf(const QString &symbol, Interval interval, QList<Candle> candles,
                             const QString &venue = u"bitget"_s)
{
    CandleSeries series;
    series.instrument.id = {{venue}, symbol + u"-USDT"_s};
    series.instrument.base = symbol;
    series.instrument.quote = u"USDT"_s;
    series.venueName = venue.left(1).toUpper() + venue.mid(1);
    series.interval = interval;
    series.candles = std::move(candles);
    series.complete = true;
    return series;
}

// A price that goes up and down by the same share with every quarter of an hour, so that what is usual is
// known: `pct` for odd multiples of 15 min, nothing for even ones.
inline double zigzag(UtcTime time, double base, double pct)
{
    const auto quarter = time.time_since_epoch() / 15min;
    return quarter % 2 == 0 ? base : base * (1 + pct / 100);
}

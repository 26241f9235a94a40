#pragma once

#include "tests/support/fakecandlehistory.h"
#include "tests/ui/quotes/seedmarket.h"

#include <cmath>

// A walk of candles that ends at `end`, the same in each run, around the seed's price of the coin.
inline CandleSeries sampleSeries(const Instrument &instrument, const QString &venueName, Interval interval,
                                 UtcTime end, int count, double around = 114'500)
{
    CandleSeries series;
    series.instrument = instrument;
    series.venueName = venueName;
    series.interval = interval;
    series.complete = true;
    const auto step = intervalLength(interval);
    const UtcTime last = candleStart(interval, end);
    quint32 state = 11;
    const auto random = [&] {
        state = state * 1664525u + 1013904223u;
        return static_cast<double>(state >> 16) / 65536 - 0.5;
    };
    const auto price = [](double value) {
        return Decimal(static_cast<qint64>(std::llround(value * 100)), 2);
    };
    double at = around;
    for (int i = 0; i < count; ++i) {
        Candle candle;
        candle.time = last - step * (count - 1 - i);
        const double open = at;
        at += around * (random() * 0.002 + std::sin(i * 0.09) * 0.0006);
        candle.open = price(open);
        candle.close = price(at);
        candle.high = price(std::max(open, at) * (1 + std::abs(random()) * 0.0008));
        candle.low = price(std::min(open, at) * (1 - std::abs(random()) * 0.0008));
        candle.volume = Decimal(static_cast<qint64>(20'000 + 10'000 * random()), 2);
        candle.closed = i + 1 < count;
        series.candles.append(candle);
    }
    return series;
}

// Every interval of one coin on one venue, as far back as charts look by themselves.
inline void fillHistory(FakeCandleHistory &history, const AssetId &asset, const Instrument &instrument,
                        const QString &venueName, UtcTime end, double around = 114'500)
{
    constexpr std::pair<Interval, int> known[] = {
        {Interval::M1, 180}, {Interval::M5, 400}, {Interval::M15, 300},
        {Interval::H1, 300}, {Interval::H2, 200}, {Interval::H4, 300},
        {Interval::H8, 200}, {Interval::D1, 500}, {Interval::W1, 80}};
    for (const auto &[interval, count] : known)
        history.set(asset, sampleSeries(instrument, venueName, interval, end, count, around));
}

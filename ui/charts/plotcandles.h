#pragma once

#include "ui/charts/chartdata.h"
#include "ui/charts/chartscale.h"

#include <QPointF>

// Candles as the painter needs them.
struct PlotCandle
{
    double time = 0, end = 0; // UTC milliseconds
    double open = 0, high = 0, low = 0, close = 0;
    double volume = 0; // 0 where the venue gives none
    bool rises() const { return close >= open; }
    bool operator==(const PlotCandle &) const = default;
};
PlotCandle plotCandle(const Candle &candle, double length);
QList<PlotCandle> plotCandles(const CandleSeries &series);

// Indexes [first, last) of an ascending list.
struct IndexRange
{
    qsizetype first = 0, last = 0;
    qsizetype size() const { return last - first; }
    bool isEmpty() const { return last <= first; }
    bool operator==(const IndexRange &) const = default;
};
// Those that touch [from, to].
IndexRange candlesWithin(const QList<PlotCandle> &candles, double from, double to);
// The candle at a moment: that which holds it, else the nearest. -1 for an empty list.
qsizetype candleAt(const QList<PlotCandle> &candles, double time);
// Close of the newest candle that ended by `time`, or the open of the first one; none before that.
std::optional<double> valueAt(const QList<PlotCandle> &candles, double time);

// Candles narrower than `leastWidth` px are joined to wider ones, aligned to UTC so that panning doesn't make
// them flicker: first open, last close, highest high, lowest low, volumes added. Others stay as they are.
QList<PlotCandle> joinedCandles(const QList<PlotCandle> &candles, IndexRange range, const TimeScale &scale,
                                double leastWidth);

// The closes as a line at the candles' ends, beginning with the open of the first. Beyond two a pixel column
// only the lowest and the highest of each stay, in their order.
// The forming candle has not ended: its point stands at `now`, where that is known.
QList<QPointF> closeLine(const QList<PlotCandle> &candles, IndexRange range, const TimeScale &x,
                         const ValueScale &y, std::optional<double> now = std::nullopt);
// Any other values, one a candle, NaN where there is none; at the middle of the candles.
QList<QPointF> valueLine(const QList<PlotCandle> &candles, const QList<double> &values, IndexRange range,
                         const TimeScale &x, const ValueScale &y);

// Moving average of the closes; NaN until `period` candles are there. The exponential one starts with the
// simple one and weighs the newest with 2 / (period + 1).
QList<double> movingAverage(const QList<PlotCandle> &candles, const AverageSpec &spec);

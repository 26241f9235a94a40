#pragma once

#include "app/market/candle.h"

#include <optional>

// Bigger candles from smaller ones, for venues that lack an interval: 2 h from 1 h everywhere, 8 h from 4 h,
// or from 1 h where there are no 4 h (Coinbase). Aligned to UTC (candleStart()).

// The largest of `offered` that whole `wanted` candles can be made of; `wanted` itself if it is offered.
std::optional<Interval> sourceInterval(const QList<Interval> &offered, Interval wanted);

// `small` ascending, of the interval `from`. A missing row is one without a trade: what it lacks to a bigger
// candle is nothing. The caller leaves out what it knows only a part of. Volume is unknown where one of the
// rows' is. The last candle is closed when the row that ends it is.
QList<Candle> buildCandles(const QList<Candle> &small, Interval from, Interval to);

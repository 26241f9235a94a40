#pragma once

#include "app/market/candle.h"

#include <vector>

// The closing prices of a coin on an even grid, for working out percentages: hence doubles.
struct CloseLine
{
    UtcTime first{}; // the moment of the first close: the end of the first candle
    std::chrono::milliseconds step{0};
    std::vector<double> closes; // NaN where no candle was recorded

    // Closed candles of one interval (not Month), ascending. One that can still move is left out.
    static CloseLine of(const QList<Candle> &candles, Interval interval);

    bool isEmpty() const { return closes.empty(); }
    UtcTime timeOf(size_t index) const { return first + step * static_cast<qint64>(index); }
    // The close at exactly this moment; nothing when none was recorded or it lies off the grid.
    std::optional<double> at(UtcTime time) const;
    // In percent, between two indexes; nothing when one of the closes is missing.
    std::optional<double> move(size_t from, size_t to) const;
};

// (to - from) / from * 100.
double percentMove(double from, double to);
double percentMove(const Decimal &from, const Decimal &to);
// The middle value, or the mean of the two middle ones. Nothing for an empty list.
std::optional<double> medianOf(std::vector<double> values);

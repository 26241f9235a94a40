#pragma once

#include "app/base/decimal.h"
#include "app/base/time.h"
#include "app/quotes/candlehistory.h"

#include <QColor>
#include <QList>
#include <QString>
#include <optional>

// What a chart is given, as plain data. The chart asks nobody: no network, no store, no news.

enum class ChartStyle { Line, Candles };

// A moving average of the closes over `period` candles.
struct AverageSpec
{
    int period = 20; // 2 or more
    bool exponential = false;
    bool operator==(const AverageSpec &) const = default;
};

// The newest price, for the dotted line and the tag on the axis.
struct LivePrice
{
    Decimal price;
    UtcTime time{};
    bool operator==(const LivePrice &) const = default;
};

// Another coin drawn in percent beside the chart's own.
struct ComparedCoin
{
    QString symbol; // "ETH"
    QColor colour;
    CandleSeries series;
};

// A story in the lane below the plot.
struct ChartMarker
{
    qint64 id = 0;
    UtcTime time{}; // published
    QString title, source;
    QString detail;               // the since-text, worded by the caller; may be empty
    bool market = false;          // a market story: a diamond
    std::optional<Decimal> price; // at publication; without one no ring is drawn on the chart
    bool operator==(const ChartMarker &) const = default;
};

// A candle whose extreme one venue alone saw.
struct WickNote
{
    UtcTime time{};  // start of the candle
    bool low = true; // its low, else its high
    Decimal lone;    // as far as the one venue went
    Decimal others;  // as far as the others went
    QString text;    // "Only Bitget traded below 98,000; five others' low 98,410.2."
    QString detail;  // "2025/06/22 · 1 h candle · Bitget low 97,905.0"
    bool operator==(const WickNote &) const = default;
};

// Part of the time axis, from left edge to right edge.
struct TimeSpan
{
    UtcTime from{}, to{};
    bool operator==(const TimeSpan &) const = default;
};

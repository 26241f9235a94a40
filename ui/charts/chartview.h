#pragma once

#include "ui/charts/chartstate.h"

#include <QImage>

class ChartStage;

// How far the visible range may go.
struct ViewLimits
{
    double first = 0, last = 1; // the outermost edges
    double least = 1, most = 2; // length
};

constexpr double zoomStep = 0.8;
constexpr int leastCandles = 10; // that a view may be zoomed in to

// `factor` below 1 zooms in; the moment `at` stays where it is, as far as the limits let it.
ViewSpan zoomed(const ViewSpan &span, double factor, double at, const ViewLimits &limits);
// Later by `by`; keeps its length.
ViewSpan panned(const ViewSpan &span, double by, const ViewLimits &limits);

// How far the market has come: the live price's time within the newest candle, else that candle's end. 0
// without candles.
double newestMoment(const ChartState &state);
// A span that held the newest moment `before` goes on until it holds the present one; others stay.
ViewSpan following(const ViewSpan &span, double before, const ChartState &state);

ViewSpan wholeSpan(const ChartState &state); // all candles and the space at the right
// Half a view may be empty on the left, where older candles are still to come; at the right the newest candle
// stays in view.
ViewLimits viewLimits(const ChartState &state, const std::optional<ViewSpan> &home);

// Puts changed and new candles in by time. The first index that changed, or -1.
qsizetype mergeCandles(ChartState &state, const QList<Candle> &candles);

// The chart as it stands, with its caption, for a file or the clipboard.
QImage chartPicture(ChartStage &stage, qreal scale);

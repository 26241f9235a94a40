#pragma once

#include "ui/charts/chartstate.h"

// What the chart says in words and figures. Pure; the state must be laid out.

// A name and its figure in the legend row: "H 114,743.00".
struct LegendPart
{
    QString label, value;
    QColor labelColour, valueColour;
};
// Of the candle under the crosshair, else of the newest visible one. In a comparison: each coin's change
// since the left edge.
QList<LegendPart> legendParts(const ChartState &state);
// "01:07 114,478.30" of the crosshair, else of the selected story; empty without either.
QString readoutText(const ChartState &state);
// The moment the readout is about.
std::optional<double> readoutTime(const ChartState &state);

QString chartSummary(const ChartState &state);
QString crosshairWords(const ChartState &state);
// "2025/09/13 01:07, source, headline, since"
QString markerWords(const ChartState &state, const ChartMarker &marker);
QString chartData(const ChartState &state, QChar separator);
// "BTC/USDT · Bitget · 15m · UTC+8 · Simulated", above a saved picture.
QString pictureCaption(const ChartState &state);

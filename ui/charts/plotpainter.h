#pragma once

#include "ui/charts/chartstate.h"

#include <QPainter>

// The parts of the plot. Each paints what of it lies in `exposed`.

// Qt Charts' own axes know neither zones nor tick sizes and lay the whole chart out anew at each change, so
// lines and labels are painted here.
void paintGrid(QPainter &painter, const ChartState &state);
void paintVolume(QPainter &painter, const ChartState &state, const QRectF &exposed);
// Candles, or line with area, or the lines of a comparison.
void paintPrices(QPainter &painter, const ChartState &state, const QRectF &exposed);
void paintAverages(QPainter &painter, const ChartState &state, const QRectF &exposed);

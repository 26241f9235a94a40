#pragma once

#include <QList>
#include <QPainter>
#include <QPolygonF>

// The trend as a polyline in `box`, oldest left. Values are spread over the box's height, the least range
// being 0.4 % of the middle, so that a stablecoin's noise stays a flat line. More than two values a pixel are
// thinned to lowest and highest of each pixel. Empty with fewer than two values.
QPolygonF sparkline(const QList<float> &trend, const QRectF &box);

// Whether `now` looks like `drawn`: the same, but for an end that moved by less than half a pixel of a line
// twice as high as any list's. The live price is that end, and moves with every tick.
bool sameSparkline(const QList<float> &drawn, const QList<float> &now);

// 1.2 px line in `colour`, with a dot of 3.5 at its end when `live`.
void drawSparkline(QPainter &painter, const QList<float> &trend, const QRectF &box, const QColor &colour,
                   bool live);

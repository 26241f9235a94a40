#pragma once

#include <QRectF>

// What takes room beside the plot, in px as they stand on the screen.
struct ChartRoom
{
    double legend = 0, priceAxis = 84, timeAxis = 20, lane = 22, volume = 0; // 0: not shown
    bool operator==(const ChartRoom &) const = default;
};

// Where the parts of a chart are. `plot` holds the grid; `prices` is the part of it that prices use,
// `volume` the rest at its foot. Nothing overlaps; parts that don't fit are empty.
struct ChartLayout
{
    QRectF legend, plot, prices, volume, lane, timeAxis, priceAxis;
    bool operator==(const ChartLayout &) const = default;
};

ChartLayout chartLayout(const QSizeF &size, const ChartRoom &room);

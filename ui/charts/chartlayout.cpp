#include "ui/charts/chartlayout.h"

#include <algorithm>

ChartLayout chartLayout(const QSizeF &size, const ChartRoom &room)
{
    constexpr double leastPlot = 48; // below, legend and lane give way
    ChartLayout parts;
    const double spare = size.height() - room.timeAxis - leastPlot;
    const double lane = spare >= room.lane ? room.lane : 0;
    const double legend = spare - lane >= room.legend ? room.legend : 0;
    const double axis = size.width() > 2 * room.priceAxis ? room.priceAxis : 0;
    const double right = size.width() - axis;
    const double bottom = std::max(legend, size.height() - room.timeAxis - lane);
    parts.legend = QRectF(0, 0, size.width(), legend);
    parts.plot = QRectF(0, legend, right, bottom - legend);
    // Volume may take a third at most: the price is what one looks for.
    const double volume = std::min(room.volume, parts.plot.height() / 3);
    parts.prices = parts.plot.adjusted(0, 0, 0, -volume);
    parts.volume = QRectF(0, parts.prices.bottom(), right, volume);
    parts.lane = QRectF(0, bottom, right, lane);
    parts.timeAxis = QRectF(0, bottom + lane, right, std::max(0.0, size.height() - bottom - lane));
    parts.priceAxis = QRectF(right, legend, axis, bottom - legend);
    return parts;
}

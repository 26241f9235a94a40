#include "ui/quotes/sparkline.h"

#include <algorithm>
#include <cmath>

namespace {
// A pen wider than a pixel over thousands of points costs tens of milliseconds; the eye sees no more than
// the extremes of each pixel column.
QList<float> thinned(const QList<float> &values, int columns)
{
    if (values.size() <= 2 * columns)
        return values;
    QList<float> kept;
    kept.reserve(2 * columns);
    for (int column = 0; column < columns; ++column) {
        const auto from = values.cbegin() + column * values.size() / columns;
        const auto to = values.cbegin() + (column + 1) * values.size() / columns;
        const auto [low, high] = std::minmax_element(from, to);
        kept.append(*std::min(low, high)); // by place, not by value
        kept.append(*std::max(low, high));
    }
    kept.last() = values.last();
    return kept;
}

double rangeOf(double low, double high)
{
    return std::max({high - low, std::abs((low + high) / 2) * 0.004, 1e-30});
}
} // namespace

QPolygonF sparkline(const QList<float> &trend, const QRectF &box)
{
    QPolygonF line;
    if (trend.size() < 2 || box.width() < 2 ||
        !std::all_of(trend.cbegin(), trend.cend(), [](float v) { return std::isfinite(v); }))
        return line;
    const QList<float> values = thinned(trend, static_cast<int>(box.width()));
    const auto [low, high] = std::minmax_element(values.cbegin(), values.cend());
    const double middle = (static_cast<double>(*low) + static_cast<double>(*high)) / 2;
    const double range = rangeOf(static_cast<double>(*low), static_cast<double>(*high));
    const double step = box.width() / static_cast<double>(values.size() - 1);
    line.reserve(values.size());
    for (qsizetype i = 0; i < values.size(); ++i) {
        const double share = (static_cast<double>(values[i]) - middle) / range; // -0.5 to 0.5
        line.append({box.left() + static_cast<double>(i) * step, box.center().y() - share * box.height()});
    }
    return line;
}

bool sameSparkline(const QList<float> &drawn, const QList<float> &now)
{
    constexpr double steps = 2 * 2 * 48; // half pixels
    if (drawn.size() != now.size() || now.size() < 2)
        return drawn == now;
    if (!std::equal(drawn.cbegin(), drawn.cend() - 1, now.cbegin()))
        return false;
    const auto [low, high] = std::minmax_element(drawn.cbegin(), drawn.cend());
    const double moved = std::abs(static_cast<double>(now.last()) - static_cast<double>(drawn.last()));
    return moved * steps < rangeOf(static_cast<double>(*low), static_cast<double>(*high));
}

void drawSparkline(QPainter &painter, const QList<float> &trend, const QRectF &box, const QColor &colour,
                   bool live)
{
    constexpr double dot = 1.75;
    const QRectF inner = box.adjusted(0.5, dot, -dot, -dot);
    const QPolygonF line = sparkline(trend, inner);
    if (line.isEmpty())
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 1.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(line);
    if (live) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawEllipse(line.last(), dot, dot);
    }
}

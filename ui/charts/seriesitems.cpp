#include "ui/charts/seriesitems.h"

#include <QPainterPath>
#include <QStyleOptionGraphicsItem>
#include <algorithm>

namespace {
constexpr double lineWidth = 1.4;

QColor faded(QColor colour, double share)
{
    colour.setAlphaF(static_cast<float>(share));
    return colour;
}

// Body of a candle `pitch` px wide, on whole px around `middle`.
QRectF bodyOf(double middle, double pitch, double top, double bottom)
{
    const double width = pitch < 3 ? 1.0 : std::max(1.0, std::floor(pitch * 0.64));
    const double left = std::floor(middle - width / 2 + 0.5);
    return {left, std::round(top), width, std::max(1.0, std::round(bottom) - std::round(top))};
}

struct Bars
{
    QList<QRectF> rising, falling;
    QList<QRectF> &of(const PlotCandle &candle) { return candle.rises() ? rising : falling; }
    // With one colour for both, what rises is hollow.
    void paint(QPainter &painter, const QColor &up, const QColor &down, const QColor &inside) const
    {
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(Qt::NoPen);
        painter.setBrush(up);
        painter.drawRects(rising);
        painter.setBrush(down);
        painter.drawRects(falling);
        if (up != down)
            return;
        painter.setBrush(inside);
        for (const QRectF &body : rising) {
            if (body.width() >= 3 && body.height() >= 3)
                painter.drawRect(body.adjusted(1, 1, -1, -1));
        }
    }
};

// Of the painted shapes, those that reach into the exposed part.
IndexRange exposedShapes(const ChartState &state, const QRectF &exposed)
{
    return candlesWithin(state.shapes, state.x.time(exposed.left() - 1), state.x.time(exposed.right() + 1));
}
} // namespace

void VolumeItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *)
{
    const QRectF &room = m_state.layout.volume;
    const IndexRange range = exposedShapes(m_state, option->exposedRect);
    if (m_state.mostVolume <= 0)
        return;
    Bars bars;
    for (qsizetype i = range.first; i < range.last; ++i) {
        const PlotCandle &candle = m_state.shapes[i];
        const double height = candle.volume / m_state.mostVolume * (room.height() - 8);
        if (height <= 0)
            continue;
        bars.of(candle).append(bodyOf(m_state.x.x((candle.time + candle.end) / 2),
                                      m_state.x.width(candle.end - candle.time), room.bottom() - height,
                                      room.bottom()));
    }
    const bool coloured =
        m_state.look.style == ChartStyle::Candles && !m_state.look.stale && !tokens().highContrast;
    const QColor plain = faded(tokens().textSecondary, tokens().highContrast ? 0.6 : 0.24);
    bars.paint(*painter, coloured ? faded(tokens().up, 0.4) : plain,
               coloured ? faded(tokens().down, 0.36) : plain, plain);
}

void SeriesItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *)
{
    painter->setClipRect(m_state.layout.prices.intersected(option->exposedRect));
    if (!m_state.comparing() && m_state.look.style == ChartStyle::Candles) {
        paintCandles(*painter, option->exposedRect);
        return;
    }
    for (const QList<QPointF> &line : m_state.lines) {
        if (!m_state.comparing())
            paintArea(*painter, line);
    }
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(Qt::NoBrush);
    for (qsizetype i = 0; i < m_state.comparedPaths.size(); ++i) {
        painter->setPen(
            QPen(m_state.compared[i].colour, lineWidth, Qt::SolidLine, Qt::FlatCap, Qt::BevelJoin));
        painter->drawPolyline(m_state.comparedPaths[i]);
    }
    painter->setPen(QPen(m_state.lineColour(), lineWidth, Qt::SolidLine, Qt::FlatCap, Qt::BevelJoin));
    for (const QList<QPointF> &line : m_state.lines)
        painter->drawPolyline(line);
}

void SeriesItem::paintCandles(QPainter &painter, const QRectF &exposed) const
{
    const IndexRange range = exposedShapes(m_state, exposed);
    Bars bars;
    for (qsizetype i = range.first; i < range.last; ++i) {
        const PlotCandle &candle = m_state.shapes[i];
        const double middle = m_state.x.x((candle.time + candle.end) / 2);
        const double pitch = m_state.x.width(candle.end - candle.time);
        const double open = m_state.y.y(candle.open), close = m_state.y.y(candle.close);
        const QRectF body = bodyOf(middle, pitch, std::min(open, close), std::max(open, close));
        QList<QRectF> &list = bars.of(candle);
        const double high = std::round(m_state.y.y(candle.high)), low = std::round(m_state.y.y(candle.low));
        list.append(QRectF(body.left() + std::floor(body.width() / 2), high, 1, std::max(1.0, low - high)));
        list.append(body);
    }
    const bool grey = m_state.look.stale;
    bars.paint(painter, grey ? tokens().textSecondary : tokens().up,
               grey ? tokens().textSecondary : tokens().down, tokens().surface);
}

void SeriesItem::paintArea(QPainter &painter, const QList<QPointF> &line) const
{
    if (line.size() < 2 || tokens().highContrast)
        return;
    const double bottom = m_state.layout.prices.bottom();
    QLinearGradient fade(0, m_state.layout.prices.top(), 0, bottom);
    fade.setColorAt(0, faded(m_state.lineColour(), tokens().dark ? 0.24 : 0.18));
    fade.setColorAt(1, faded(m_state.lineColour(), 0));
    QList<QPointF> area = line;
    area.append({line.last().x(), bottom});
    area.append({line.first().x(), bottom});
    painter.setRenderHint(QPainter::Antialiasing, false); // the line lies over the edge
    painter.setPen(Qt::NoPen);
    painter.setBrush(fade);
    painter.drawPolygon(area);
}

void AveragesItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *)
{
    painter->setClipRect(m_state.layout.prices.intersected(option->exposedRect));
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(Qt::NoBrush);
    for (qsizetype i = 0; i < m_state.averageLines.size(); ++i) {
        QPen pen(i == 0 ? tokens().average1 : tokens().average2, lineWidth, Qt::SolidLine, Qt::FlatCap,
                 Qt::BevelJoin);
        if (i == 1)
            pen.setDashPattern({3.0, 2.5});
        painter->setPen(pen);
        painter->drawPolyline(m_state.averageLines[i]);
    }
}

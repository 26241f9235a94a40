#include "ui/charts/crosshairitems.h"

#include "ui/charts/axisitems.h"

#include <algorithm>

std::optional<double> crossY(const ChartState &state)
{
    const Crosshair *cross = state.cross();
    if (!cross || !state.hasPlot())
        return std::nullopt;
    std::optional<double> y = cross->y;
    if (!y && cross->origin == Crosshair::Origin::Brush) {
        if (const auto price = valueAt(state.candles, cross->time))
            y = state.y.y(state.shown(*price));
    } else if (!y && cross->candle >= 0) {
        y = state.y.y(state.shown(state.candles[cross->candle].close));
    }
    const QRectF &prices = state.layout.prices;
    return y && *y >= prices.top() && *y <= prices.bottom() ? y : std::nullopt;
}

QString crossTime(const ChartState &state)
{
    const Crosshair *cross = state.cross();
    if (!cross)
        return {};
    if (cross->origin == Crosshair::Origin::Brush)
        return state.theme.times().dayMinute(fromMsecs(std::llround(cross->time)));
    return cross->candle >= 0 ? state.candleTime(state.candles[cross->candle].time) : QString();
}

QRectF CrossLineItem::place() const
{
    const Crosshair *cross = m_state.cross();
    if (!cross || !m_state.hasPlot() || !m_state.x.contains(cross->time))
        return {};
    const ChartLayout &parts = m_state.layout;
    if (m_way == Way::Down)
        return {std::round(m_state.x.x(cross->time)), parts.plot.top(), 1,
                parts.timeAxis.top() - parts.plot.top()};
    const auto y = crossY(m_state);
    return y ? QRectF(parts.plot.left(), std::round(*y), parts.plot.width(), 1) : QRectF();
}

void CrossLineItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    const QRectF line = boundingRect();
    if (m_way == Way::Down)
        drawDashesDown(*painter, line.left(), line.top(), line.bottom(), tokens().textSecondary, 3, 3);
    else
        drawDashesAcross(*painter, line.left(), line.right(), line.top(), tokens().textSecondary, 3, 3);
}

QString CrossTagItem::text() const
{
    if (m_axis == Axis::Time)
        return crossTime(m_state);
    const auto y = crossY(m_state);
    if (!y)
        return {};
    return m_state.comparing() ? m_state.theme.numbers().change(m_state.y.value(*y))
                               : m_state.priceText(m_state.priceAt(*y));
}

QRectF CrossTagItem::tagBox() const
{
    const Crosshair *cross = m_state.cross();
    const QString words = text();
    if (!cross || words.isEmpty() || !m_state.hasPlot() || !m_state.x.contains(cross->time))
        return {};
    const ChartLayout &parts = m_state.layout;
    if (m_axis == Axis::Price)
        return parts.priceAxis.isEmpty() ? QRectF() : priceTagBox(m_state, *crossY(m_state));
    const double width = std::ceil(m_state.figures.tag.width(words)) + m_state.theme.px(16);
    const double most = std::max(0.0, parts.timeAxis.right() - width);
    return {std::clamp(std::round(m_state.x.x(cross->time) - width / 2), 0.0, most), parts.timeAxis.top() + 1,
            width, parts.timeAxis.height() - 2};
}

QList<QRectF> CrossTagItem::cutLabels(const QRectF &tag) const
{
    QList<QRectF> cut;
    for (const AxisLabel &label : m_axis == Axis::Price ? priceLabels(m_state) : timeLabels(m_state)) {
        if (label.box.intersects(tag))
            cut.append(label.box.adjusted(-1, 0, 1, 0));
    }
    return cut;
}

QRectF CrossTagItem::place() const
{
    QRectF all = tagBox();
    if (all.isEmpty())
        return all;
    for (const QRectF &label : cutLabels(all))
        all |= label;
    return all;
}

void CrossTagItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    const QRectF tag = tagBox();
    for (const QRectF &label : cutLabels(tag))
        painter->fillRect(label, tokens().surface);
    drawAxisTag(*painter, m_state, tag, text(), tokens().textSecondary, tokens().surface);
}

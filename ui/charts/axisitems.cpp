#include "ui/charts/axisitems.h"

#include <algorithm>

namespace {
std::optional<double> liveY(const ChartState &state)
{
    if (!state.live || !state.hasPlot())
        return std::nullopt;
    const double y = std::round(state.y.y(state.shown(state.live->price.toDouble())));
    const QRectF &prices = state.layout.prices;
    if (!(y >= prices.top() && y <= prices.bottom()))
        return std::nullopt;
    return y;
}

QColor liveColour(const ChartState &state)
{
    return state.look.stale ? state.theme.tokens().stale : state.lineColour();
}
} // namespace

void FrameItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    const ChartLayout &parts = m_state.layout;
    const QRectF &plot = parts.plot;
    if (!parts.priceAxis.isEmpty())
        drawRuleDown(*painter, plot.right(), plot.top(), parts.timeAxis.top(), tokens().border);
    if (!parts.lane.isEmpty())
        drawRuleAcross(*painter, plot.left(), plot.right(), plot.bottom(), tokens().border);
    drawRuleAcross(*painter, plot.left(), plot.right(), parts.timeAxis.top(), tokens().border);
}

QList<AxisLabel> priceLabels(const ChartState &state)
{
    const QRectF &axis = state.layout.priceAxis;
    const double line = state.theme.fonts().lineHeight(FontRole::Meta), right = axis.right() - 9;
    const auto live = liveY(state);
    const QRectF tag = live ? priceTagBox(state, *live) : QRectF();
    QList<AxisLabel> labels;
    for (const Decimal &tick : state.valueTickList) {
        const double top = std::round(state.y.y(tick.toDouble())) - line / 2;
        const bool covered = top < tag.bottom() && top + line > tag.top();
        if (covered || top < axis.top() || top + line > axis.bottom())
            continue;
        const QString text = state.axisText(tick);
        const double width = state.figures.axis.width(text);
        labels.append({QRectF(right - width, top, width, line), text});
    }
    return labels;
}

QList<AxisLabel> timeLabels(const ChartState &state)
{
    const QRectF &axis = state.layout.timeAxis;
    const QFontMetricsF &strong = state.theme.fonts().metrics(FontRole::MetaStrong);
    QList<AxisLabel> labels;
    for (const TimeTick &tick : state.timeTickList) {
        const double width =
            tick.strong ? strong.horizontalAdvance(tick.label) : state.figures.axis.width(tick.label);
        const QRectF box(state.x.x(tick.time) - width / 2, axis.top() + 1, width, axis.height() - 1);
        if (box.left() >= axis.left() && box.right() <= axis.right())
            labels.append({box, tick.label, tick.strong});
    }
    return labels;
}

void PriceAxisItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    const Fonts &fonts = m_state.theme.fonts();
    painter->setPen(tokens().textSecondary);
    for (const AxisLabel &label : priceLabels(m_state)) {
        const double baseline = fonts.baseline(FontRole::Meta, label.box.top(), label.box.height());
        m_state.figures.axis.drawRight(*painter, QPointF(label.box.right(), baseline), label.text);
    }
}

void TimeAxisItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    const QRectF &axis = m_state.layout.timeAxis;
    const Fonts &fonts = m_state.theme.fonts();
    const double baseline = fonts.baseline(FontRole::Meta, axis.top(), axis.height());
    for (const AxisLabel &label : timeLabels(m_state)) {
        painter->setPen(label.strong ? tokens().text : tokens().textSecondary);
        const QPointF at(label.box.left(), baseline);
        if (label.strong) {
            painter->setFont(m_state.theme.font(FontRole::MetaStrong));
            painter->drawText(at, label.text);
        } else {
            m_state.figures.axis.draw(*painter, at, label.text);
        }
    }
    const QRectF &prices = m_state.layout.priceAxis;
    if (prices.isEmpty() || !m_state.hasPlot())
        return;
    painter->setPen(tokens().textDisabled);
    painter->setFont(m_state.theme.font(FontRole::Meta));
    const QString zone = m_state.theme.times().zoneName(fromMsecs(std::llround(m_state.x.to)));
    painter->drawText(
        QPointF(prices.right() - 9 - fonts.metrics(FontRole::Meta).horizontalAdvance(zone), baseline), zone);
}

QRectF PriceLineItem::place() const
{
    const auto y = liveY(m_state);
    const QRectF &plot = m_state.layout.plot;
    return y && !m_state.layout.priceAxis.isEmpty() ? QRectF(plot.left(), *y, plot.width(), 1) : QRectF();
}

void PriceLineItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    const QRectF line = boundingRect();
    drawDashesAcross(*painter, line.left(), line.right(), line.top(), liveColour(m_state), 2, 2);
}

QRectF PriceTagItem::place() const
{
    const auto y = liveY(m_state);
    return y && !m_state.layout.priceAxis.isEmpty() ? priceTagBox(m_state, *y) : QRectF();
}

void PriceTagItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    const Decimal &price = m_state.live->price;
    const QString text = m_state.comparing() ? m_state.theme.numbers().change(m_state.shown(price.toDouble()))
                                             : m_state.priceText(price);
    drawAxisTag(*painter, m_state, boundingRect(), text, liveColour(m_state), tokens().surface);
}

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

void PriceAxisItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    const QRectF &axis = m_state.layout.priceAxis;
    const Fonts &fonts = m_state.theme.fonts();
    const double line = fonts.lineHeight(FontRole::Meta);
    painter->setPen(tokens().textSecondary);
    const auto live = liveY(m_state);
    const QRectF tag = live ? priceTagBox(m_state, *live) : QRectF();
    for (const Decimal &tick : m_state.valueTickList) {
        const double top = std::round(m_state.y.y(tick.toDouble())) - line / 2;
        const bool covered = top < tag.bottom() && top + line > tag.top();
        if (covered || top < axis.top() || top + line > axis.bottom())
            continue;
        m_state.figures.axis.drawRight(*painter,
                                       QPointF(axis.right() - 9, fonts.baseline(FontRole::Meta, top, line)),
                                       m_state.axisText(tick));
    }
}

void TimeAxisItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    const QRectF &axis = m_state.layout.timeAxis;
    const Fonts &fonts = m_state.theme.fonts();
    const double baseline = fonts.baseline(FontRole::Meta, axis.top(), axis.height());
    const Figures &figures = m_state.figures.axis;
    for (const TimeTick &tick : m_state.timeTickList) {
        const double width = figures.width(tick.label), middle = m_state.x.x(tick.time);
        if (middle - width / 2 < axis.left() || middle + width / 2 > axis.right())
            continue;
        painter->setPen(tick.strong ? tokens().text : tokens().textSecondary);
        if (tick.strong) {
            painter->setFont(m_state.theme.font(FontRole::MetaStrong));
            const double strong = fonts.metrics(FontRole::MetaStrong).horizontalAdvance(tick.label);
            painter->drawText(QPointF(middle - strong / 2, baseline), tick.label);
        } else {
            figures.draw(*painter, QPointF(middle - width / 2, baseline), tick.label);
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

#include "ui/charts/overlayitems.h"

#include "ui/charts/chartwords.h"
#include "ui/style/chips.h"

#include <QCoreApplication>
#include <algorithm>

namespace {
struct ChartText
{
    Q_DECLARE_TR_FUNCTIONS(ChartText)
};

} // namespace

void LegendItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    const QRectF &row = m_state.layout.legend;
    const Fonts &fonts = m_state.theme.fonts();
    const Figures &figures = m_state.figures.axis;
    const double baseline = fonts.baseline(FontRole::Meta, row.top(), row.height());
    const QFontMetricsF &metrics = fonts.metrics(FontRole::Meta);
    double x = row.left() + 16;
    painter->setFont(m_state.theme.font(FontRole::Meta));
    for (const LegendPart &part : legendParts(m_state)) {
        const double label = part.label.isEmpty() ? 0 : metrics.horizontalAdvance(part.label) + 4;
        const double width = label + figures.width(part.value);
        if (x + width > row.right() - 8)
            break;
        painter->setPen(part.labelColour);
        painter->drawText(QPointF(x, baseline), part.label);
        painter->setPen(part.valueColour);
        figures.draw(*painter, QPointF(x + label, baseline), part.value);
        x += width + 12;
    }
}

QRectF ReadoutItem::place() const
{
    if (m_state.look.legend || !m_state.hasPlot())
        return {};
    const QString text = readoutText(m_state);
    if (text.isEmpty())
        return {};
    const QRectF &plot = m_state.layout.plot;
    const double width = std::ceil(m_state.figures.axis.width(text)) + 18;
    return {beside(m_state.x.x(*readoutTime(m_state)), width, 7, plot), plot.top() + 4, width,
            static_cast<double>(m_state.theme.px(21))};
}

void ReadoutItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    const QRectF box = boundingRect();
    drawPanel(*painter, box, tokens(), 4);
    painter->setPen(tokens().text);
    m_state.figures.axis.draw(
        *painter,
        QPointF(box.left() + 9, m_state.theme.fonts().baseline(FontRole::Meta, box.top(), box.height())),
        readoutText(m_state));
}

void MessageItem::paintSkeleton(QPainter &painter) const
{
    const ChartLayout &parts = m_state.layout;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens().skeleton);
    const double gap = m_state.theme.px(64), bar = m_state.theme.px(8);
    for (double y = parts.plot.top() + gap / 2; !parts.priceAxis.isEmpty() && y < parts.plot.bottom();
         y += gap)
        painter.drawRoundedRect(QRectF(parts.priceAxis.right() - 9 - 54, y, 54, bar), 4, 4);
    for (double x = parts.plot.left() + gap / 2; x + 32 < parts.plot.right(); x += gap * 1.5)
        painter.drawRoundedRect(QRectF(x, parts.timeAxis.center().y() - bar / 2, 32, bar), 4, 4);
}

void MessageItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    const QRectF &plot = m_state.layout.plot;
    if (m_state.hasPlot()) {
        if (m_state.series.simulated)
            drawChip(*painter, plot.topLeft() + QPointF(12, 8), m_state.theme, ChartText::tr("Simulated"),
                     tokens().demo, tokens().demoTint);
        return;
    }
    if (m_state.look.message.isEmpty() && m_state.look.loading) {
        paintSkeleton(*painter);
        return;
    }
    const QString text =
        m_state.look.message.isEmpty() ? ChartText::tr("No history for this range.") : m_state.look.message;
    painter->setPen(tokens().textSecondary);
    painter->setFont(m_state.theme.font(FontRole::Text));
    const QRectF room(0, plot.top(), m_state.size.width(), plot.height());
    painter->drawText(room.adjusted(16, 0, -16, 0), Qt::AlignCenter | Qt::TextWordWrap, text);
}

void FocusItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(tokens().accent, 2));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(boundingRect().adjusted(1, 1, -1, -1), 4, 4);
}

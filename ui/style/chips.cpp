#include "ui/style/chips.h"

#include <cmath>

qreal chipWidth(const Fonts &fonts, const QString &text, bool withIcon)
{
    return std::ceil(fonts.metrics(FontRole::Chip).horizontalAdvance(text)) + 12 +
           (withIcon ? fonts.px(12) : 0);
}

void drawChip(QPainter &painter, QPointF topLeft, const UiTheme &theme, const QString &text,
              const QColor &ink, const QColor &ground, std::optional<Icon> icon)
{
    const Fonts &fonts = theme.fonts();
    const QRectF box(topLeft, QSizeF(chipWidth(fonts, text, icon.has_value()), fonts.px(16)));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(box, 4, 4);
    qreal x = box.left() + 6;
    if (icon) {
        const qreal side = fonts.px(10);
        drawIcon(painter, *icon, QRectF(x, box.top() + (box.height() - side) / 2, side, side), ink);
        x += fonts.px(12);
    }
    painter.setFont(fonts.font(FontRole::Chip));
    painter.setPen(ink);
    painter.drawText(QPointF(x, fonts.baseline(FontRole::Chip, box.top(), box.height())), text);
}

void fillRule(QPainter &painter, const QRectF &rule, const QColor &colour)
{
    const QTransform toDevice = painter.deviceTransform();
    QRectF device = toDevice.mapRect(rule);
    const bool lying = rule.width() >= rule.height();
    const double thick = std::max(1.0, std::floor(lying ? device.height() : device.width()));
    if (lying)
        device = QRectF(device.left(), std::round(device.top()), device.width(), thick);
    else
        device = QRectF(std::round(device.left()), device.top(), thick, device.height());
    const bool smooth = painter.testRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(toDevice.inverted().mapRect(device), colour);
    painter.setRenderHint(QPainter::Antialiasing, smooth);
}

void fillSelected(QPainter &painter, const QRect &row, const Tokens &tokens)
{
    constexpr int bar = 2;
    painter.fillRect(row, tokens.selected);
    painter.fillRect(QRect(row.left(), row.top(), bar, row.height()), tokens.accent);
    if (!tokens.highContrast)
        return;
    fillRule(painter, QRect(row.left(), row.top(), row.width(), 1), tokens.accent);
    fillRule(painter, QRect(row.left(), row.bottom() - 1, row.width(), 1), tokens.accent);
}

void drawDot(QPainter &painter, QPointF centre, const QColor &colour, bool hollow)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(hollow ? QPen(colour, 1) : QPen(Qt::NoPen));
    painter.setBrush(hollow ? QBrush(Qt::NoBrush) : QBrush(colour));
    const qreal radius = hollow ? 3 : 3.5;
    painter.drawEllipse(centre, radius, radius);
}

void drawCount(QPainter &painter, const QRectF &least, const UiTheme &theme, int count, const QColor &ground,
               const QColor &ink, int most)
{
    const Fonts &fonts = theme.fonts();
    const QString text = count > most ? QString::number(most) + u'+' : QString::number(count);
    const qreal width = fonts.metrics(FontRole::Badge).horizontalAdvance(text) - fonts.px(1) / 2.0;
    QRectF box = least;
    if (text.size() > 1)
        box.setLeft(std::min(box.left(), box.right() - std::ceil(width) - 6));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2);
    painter.setFont(fonts.font(FontRole::Badge));
    painter.setPen(ink);
    painter.drawText(
        QPointF(box.center().x() - width / 2, fonts.baseline(FontRole::Badge, box.top(), box.height())),
        text);
}

#include "ui/charts/chartitem.h"

#include "ui/style/chips.h"

#include <algorithm>

void drawRuleAcross(QPainter &painter, double left, double right, double y, const QColor &colour)
{
    fillRule(painter, QRectF(left, y, right - left, 1), colour);
}

void drawRuleDown(QPainter &painter, double x, double top, double bottom, const QColor &colour)
{
    fillRule(painter, QRectF(x, top, 1, bottom - top), colour);
}

namespace {
// Dashes as rectangles: a dashed pen costs a stroker for each repaint and blurs between pixels.
void drawDashes(QPainter &painter, QRectF first, QPointF step, double length, const QColor &colour)
{
    const double each = step.x() + step.y();
    QList<QRectF> dashes;
    for (double at = 0; at < length; at += each, first.translate(step))
        dashes.append(first);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawRects(dashes);
}
} // namespace

void drawDashesAcross(QPainter &painter, double left, double right, double y, const QColor &colour, int on,
                      int off)
{
    drawDashes(painter, QRectF(left, std::round(y), on, 1), QPointF(on + off, 0), right - left, colour);
}

void drawDashesDown(QPainter &painter, double x, double top, double bottom, const QColor &colour, int on,
                    int off)
{
    drawDashes(painter, QRectF(std::round(x), top, 1, on), QPointF(0, on + off), bottom - top, colour);
}

void drawAxisTag(QPainter &painter, const ChartState &state, const QRectF &box, const QString &text,
                 const QColor &ground, const QColor &ink)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(box, 3, 3);
    painter.setPen(ink);
    const Figures &figures = state.figures.tag;
    const double baseline = state.theme.fonts().baseline(FontRole::MetaStrong, box.top(), box.height());
    figures.draw(painter, QPointF(box.center().x() - figures.width(text) / 2, baseline), text);
}

QRectF priceTagBox(const ChartState &state, double y)
{
    const QRectF &axis = state.layout.priceAxis;
    const double height = state.theme.px(20);
    const double top =
        std::clamp(std::round(y - height / 2), axis.top(), std::max(axis.top(), axis.bottom() - height));
    return {axis.left() + 1, top, axis.width() - 2, height};
}

void drawRing(QPainter &painter, QPointF centre, const QColor &colour, const QColor &ground)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 2));
    painter.setBrush(ground);
    painter.drawEllipse(centre, 4.5, 4.5);
}

void drawPanel(QPainter &painter, const QRectF &box, const Tokens &tokens, double radius)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(tokens.line, 1));
    painter.setBrush(tokens.elevated);
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

double beside(double x, double width, double gap, const QRectF &room)
{
    const double left = x - gap - width;
    const double at = left >= room.left() + 4 ? left : x + gap;
    return std::round(std::clamp(at, room.left(), std::max(room.left(), room.right() - width)));
}

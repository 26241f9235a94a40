#pragma once

#include "ui/charts/chartstate.h"

#include <QGraphicsItem>
#include <QPainter>

// A part of the chart, painted from the state, in the chart's own px. Its bounds are set by the stage;
// within them it repaints only what is asked for.
class ChartItem : public QGraphicsItem
{
public:
    ChartItem(const ChartState &state, QGraphicsItem *parent, qreal height)
        : QGraphicsItem(parent), m_state(state)
    {
        setZValue(height);
        setFlag(ItemUsesExtendedStyleOption); // exposedRect: a tick repaints one candle, not all
        setAcceptedMouseButtons(Qt::NoButton);
    }
    QRectF boundingRect() const override { return m_bounds; }
    void setBounds(const QRectF &bounds)
    {
        if (bounds == m_bounds)
            return;
        prepareGeometryChange();
        m_bounds = bounds;
    }

protected:
    const ChartState &m_state;
    const Tokens &tokens() const { return m_state.theme.tokens(); }

private:
    QRectF m_bounds;
};

// A 1 px line on whole device pixels. Horizontal and vertical rules of the chart are all drawn so.
void drawRuleAcross(QPainter &painter, double left, double right, double y, const QColor &colour);
void drawRuleDown(QPainter &painter, double x, double top, double bottom, const QColor &colour);
// The same, dashed: `on` px drawn, `off` px not.
void drawDashesAcross(QPainter &painter, double left, double right, double y, const QColor &colour, int on,
                      int off);
void drawDashesDown(QPainter &painter, double x, double top, double bottom, const QColor &colour, int on,
                    int off);
// Text in a filled box on an axis: price tag, crosshair's tags, the level of a wick.
void drawAxisTag(QPainter &painter, const ChartState &state, const QRectF &box, const QString &text,
                 const QColor &ground, const QColor &ink);
// The box of a tag at `y` on the price axis: 20 high, kept inside of the axis.
QRectF priceTagBox(const ChartState &state, double y);
// Ø9 ring on the price.
void drawRing(QPainter &painter, QPointF centre, const QColor &colour, const QColor &ground);
// The ground of readout and card.
void drawPanel(QPainter &painter, const QRectF &box, const Tokens &tokens, double radius);
// The left edge of a box left of `x` by `gap`, or right of it where there is no room, inside of `room`.
double beside(double x, double width, double gap, const QRectF &room);

#pragma once

#include "ui/charts/chartitem.h"

// One line of the crosshair: down the plot, or across it at the price.
class CrossLineItem : public ChartItem
{
public:
    enum class Way { Down, Across };
    CrossLineItem(const ChartState &state, QGraphicsItem *parent, qreal height, Way way)
        : ChartItem(state, parent, height), m_way(way)
    {
    }
    QRectF place() const;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *) override;

private:
    Way m_way;
};

// What the crosshair says on an axis: the candle's time, or the price at the pointer. Figures it would cut
// are covered whole.
class CrossTagItem : public ChartItem
{
public:
    enum class Axis { Time, Price };
    CrossTagItem(const ChartState &state, QGraphicsItem *parent, qreal height, Axis axis)
        : ChartItem(state, parent, height), m_axis(axis)
    {
    }
    QRectF place() const;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *) override;

private:
    QString text() const;
    QRectF tagBox() const;
    QList<QRectF> cutLabels(const QRectF &tag) const;
    Axis m_axis;
};

// Where the crosshair's horizontal line stands: at the pointer, else at the price of its moment.
std::optional<double> crossY(const ChartState &state);
QString crossTime(const ChartState &state); // exact for a brush, else the candle's start

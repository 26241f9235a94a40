#pragma once

#include "ui/charts/chartitem.h"

class VolumeItem : public ChartItem
{
public:
    using ChartItem::ChartItem;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *) override;
};

// Candles, or line with area, or the lines of a comparison.
class SeriesItem : public ChartItem
{
public:
    using ChartItem::ChartItem;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *) override;

private:
    void paintCandles(QPainter &painter, const QRectF &exposed) const;
    void paintArea(QPainter &painter, const QList<QPointF> &line) const;
};

class AveragesItem : public ChartItem
{
public:
    using ChartItem::ChartItem;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *) override;
};

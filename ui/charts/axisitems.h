#pragma once

#include "ui/charts/chartitem.h"

// The rules around the plot, the lane and the legend.
class FrameItem : public ChartItem
{
public:
    using ChartItem::ChartItem;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *) override;
};

// A figure on an axis and where it stands. What has no room, or stands below the live price's tag, has none.
struct AxisLabel
{
    QRectF box;
    QString text;
    bool strong = false; // midnight
};
QList<AxisLabel> priceLabels(const ChartState &state);
QList<AxisLabel> timeLabels(const ChartState &state);

class PriceAxisItem : public ChartItem
{
public:
    using ChartItem::ChartItem;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *) override;
};

// Times below the lane; the zone's name in the corner below the prices.
class TimeAxisItem : public ChartItem
{
public:
    using ChartItem::ChartItem;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *) override;
};

// The live price: dotted line across the plot, and the tag on the axis.
class PriceLineItem : public ChartItem
{
public:
    using ChartItem::ChartItem;
    QRectF place() const; // of the line; empty without one
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *) override;
};

class PriceTagItem : public ChartItem
{
public:
    using ChartItem::ChartItem;
    QRectF place() const;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *) override;
};

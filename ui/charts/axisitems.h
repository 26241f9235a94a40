#pragma once

#include "ui/charts/chartitem.h"

// Grid and rules of the plot. Qt Charts' own axes know neither zones nor tick sizes and lay the whole chart
// out anew at each change, so lines and labels are painted here.
class GridItem : public ChartItem
{
public:
    using ChartItem::ChartItem;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *) override;
};

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

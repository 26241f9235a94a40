#pragma once

#include "ui/charts/chartitem.h"

// The row of 34 px with time, open, high, low, close, change, volume and averages. What has no room is left
// out from the right.
class LegendItem : public ChartItem
{
public:
    using ChartItem::ChartItem;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *) override;
};

// "01:07 114,478.30" beside the line, where there is no legend.
class ReadoutItem : public ChartItem
{
public:
    using ChartItem::ChartItem;
    QRectF place() const;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *) override;
};

// Skeleton, "No history for this range.", and the word "Simulated".
class MessageItem : public ChartItem
{
public:
    using ChartItem::ChartItem;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *) override;

private:
    void paintSkeleton(QPainter &painter) const;
};

class FocusItem : public ChartItem
{
public:
    using ChartItem::ChartItem;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *) override;
};

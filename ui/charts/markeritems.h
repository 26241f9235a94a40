#pragma once

#include "ui/charts/chartitem.h"

// The stories below the plot: a page for one, a number for several, a diamond for a market story.
class LaneItem : public ChartItem
{
public:
    using ChartItem::ChartItem;
    // Index into groups of what stands at a point, with room around for the pointer; -1: nothing.
    qsizetype groupAt(QPointF point) const;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *) override;

private:
    void paintGroup(QPainter &painter, const MarkerGroup &group) const;
    bool holds(const MarkerGroup &group, std::optional<qint64> id) const;
};

// The selected story's dashed line up from the lane, and the ring on its price.
class SelectionItem : public ChartItem
{
public:
    using ChartItem::ChartItem;
    QRectF place() const;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *) override;
};

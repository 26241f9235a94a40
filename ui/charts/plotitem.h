#pragma once

#include "ui/charts/chartitem.h"

#include <QPixmap>

// Grid, volume, prices and averages, kept as they were last painted: the crosshair, the price line and the
// stories come and go above without painting them again.
class PlotItem : public ChartItem
{
public:
    using ChartItem::ChartItem;
    // To be painted anew, and nothing else.
    void change(const QRectF &part);
    void changeAll() { change(boundingRect()); }
    void forget(); // gives the memory back
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    void paintPart(QPainter &painter, const QRectF &part) const;
    void freshen(qreal pixelRatio);

    QPixmap m_layer; // from the chart's own corner on, so that whole pixels stay whole at any scale
    QRectF m_changed;
};

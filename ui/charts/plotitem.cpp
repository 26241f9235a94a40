#include "ui/charts/plotitem.h"

#include "ui/charts/plotpainter.h"

#include <QStyleOptionGraphicsItem>

void PlotItem::change(const QRectF &part)
{
    m_changed |= part;
    update(part);
}

void PlotItem::forget()
{
    m_layer = {};
}

void PlotItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget)
{
    if (!widget) { // into a picture, at a scale of its own
        paintPart(*painter, boundingRect());
        return;
    }
    freshen(painter->device()->devicePixelRatioF());
    const qreal ratio = m_layer.devicePixelRatio();
    const QRectF part = option->exposedRect.toAlignedRect().intersected(boundingRect().toAlignedRect());
    painter->drawPixmap(part, m_layer, QRectF(part.topLeft() * ratio, part.size() * ratio));
}

void PlotItem::freshen(qreal pixelRatio)
{
    const QRectF place = boundingRect();
    const QSize size = (QSizeF(place.right(), place.bottom()) * pixelRatio).toSize();
    if (m_layer.size() != size || m_layer.devicePixelRatio() != pixelRatio) {
        m_layer = QPixmap(size);
        m_layer.setDevicePixelRatio(pixelRatio);
        m_changed = place;
    }
    const QRectF part = m_changed.intersected(place).toAlignedRect();
    m_changed = {};
    if (part.isEmpty())
        return;
    QPainter painter(&m_layer);
    painter.setClipRect(part);
    painter.fillRect(part, tokens().surface);
    paintPart(painter, part);
}

void PlotItem::paintPart(QPainter &painter, const QRectF &part) const
{
    paintGrid(painter, m_state);
    paintVolume(painter, m_state, part);
    painter.save();
    painter.setClipRect(m_state.layout.prices.intersected(part), Qt::IntersectClip);
    paintPrices(painter, m_state, part);
    paintAverages(painter, m_state, part);
    painter.restore();
}

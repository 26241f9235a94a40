// Mouse, wheel, gestures and the context menu of CandleChart.
#include "ui/charts/candlechart.h"
#include "ui/charts/chartstage.h"
#include "ui/charts/chartview.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QGestureEvent>
#include <QNativeGestureEvent>
#include <QPinchGesture>
#include <QWheelEvent>
#include <algorithm>

namespace {
UtcTime utc(double time)
{
    return fromMsecs(std::llround(time));
}
} // namespace

bool CandleChart::pinch(QGestureEvent *event)
{
    auto *gesture = static_cast<QPinchGesture *>(event->gesture(Qt::PinchGesture));
    if (!gesture || !m_zoomEnabled)
        return false;
    const double factor = gesture->scaleFactor();
    const QPointF centre = mapFromGlobal(gesture->centerPoint());
    if (factor > 0 && gesture->changeFlags().testFlag(QPinchGesture::ScaleFactorChanged))
        zoomAt(1 / factor, m_stage->laidOut().x.time(centre.x()));
    event->accept(gesture);
    return true;
}

bool CandleChart::nativeZoom(QNativeGestureEvent *event)
{
    if (!m_zoomEnabled)
        return false;
    if (event->gestureType() == Qt::SmartZoomNativeGesture) {
        resetZoom();
        return true;
    }
    if (event->gestureType() != Qt::ZoomNativeGesture)
        return false;
    zoomAt(1 / std::clamp(1 + event->value(), 0.2, 5.0), m_stage->laidOut().x.time(event->position().x()));
    return true;
}

void CandleChart::mouseMoveEvent(QMouseEvent *event)
{
    const QPointF at = event->position();
    if (m_drag && m_zoomEnabled) {
        if (!m_drag->moved && (at - m_drag->from).manhattanLength() >= QApplication::startDragDistance())
            m_drag->moved = true;
        if (m_drag->moved) {
            setCursor(Qt::ClosedHandCursor);
            const double perPixel = m_stage->laidOut().x.perPixel();
            panBy((m_drag->lastX - at.x()) * perPixel);
            m_drag->lastX = at.x();
        }
    }
    hover(at);
    pointTo(at);
}

void CandleChart::hover(QPointF position)
{
    const qsizetype group = m_stage->groupAt(position);
    ChartState &state = m_stage->edit();
    std::optional<qint64> id;
    if (group >= 0) {
        const QList<qsizetype> &members = state.groups[group].members;
        id = state.markers[members.first()].id;
        for (const qsizetype member : members) {
            const qint64 own = state.markers[member].id;
            if (state.hovered == own || (!state.hovered && state.selected == own))
                id = own;
        }
    }
    const bool plot = state.hasPlot() && state.layout.plot.contains(position);
    if (!m_drag || !m_drag->moved)
        setCursor(group >= 0                     ? Qt::PointingHandCursor
                  : plot && state.look.crosshair ? Qt::CrossCursor
                                                 : Qt::ArrowCursor);
    if (state.hovered == id)
        return;
    state.hovered = id;
    m_stage->markersChanged();
    emit markerHovered(id);
}

void CandleChart::pointTo(QPointF position)
{
    const ChartState &laid = m_stage->laidOut();
    if (!laid.look.crosshair || !laid.hasPlot() || !laid.layout.plot.contains(position)) {
        if (laid.own && laid.own->origin == Crosshair::Origin::Pointer)
            dropCrosshair();
        return;
    }
    const double time = laid.x.time(position.x());
    const bool line = laid.look.style == ChartStyle::Line || laid.comparing();
    const qsizetype candle = candleAt(laid.candles, line ? time - laid.length() / 2 : time);
    std::optional<double> y;
    if (position.y() <= laid.layout.prices.bottom())
        y = position.y();
    m_stage->edit().own =
        Crosshair{Crosshair::Origin::Pointer, laid.standOf(candle), y, candle, laid.candles[candle].time};
    m_stage->crosshairChanged();
    emit crosshairMoved(utc(time));
}

void CandleChart::dropCrosshair()
{
    if (!m_stage->edit().own)
        return;
    m_stage->edit().own.reset();
    m_stage->crosshairChanged();
    emit crosshairMoved(std::nullopt);
}

void CandleChart::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton) {
        event->ignore();
        return;
    }
    const qsizetype group = m_stage->groupAt(event->position());
    if (group >= 0)
        activateGroup(group);
    else if (m_stage->laidOut().layout.plot.contains(event->position()))
        m_drag = Drag{event->position(), event->position().x(), false};
}

void CandleChart::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_drag.reset();
    hover(event->position());
}

void CandleChart::mouseDoubleClickEvent(QMouseEvent *event)
{
    const ChartState &state = m_stage->laidOut();
    const QPointF at = event->position();
    if (event->button() != Qt::LeftButton || !state.hasPlot())
        return;
    if (state.layout.priceAxis.contains(at) && at.y() <= state.layout.prices.bottom() && !state.comparing())
        emit alertRequested(state.priceAt(at.y()));
    else if (state.layout.plot.contains(at) && m_zoomEnabled)
        resetZoom();
}

void CandleChart::leaveEvent(QEvent *)
{
    if (const auto &own = m_stage->edit().own; own && own->origin == Crosshair::Origin::Pointer)
        dropCrosshair();
    hover({-1, -1});
}

void CandleChart::wheelEvent(QWheelEvent *event)
{
    const ChartState &state = m_stage->laidOut();
    if (!m_zoomEnabled || !state.hasPlot()) {
        event->ignore();
        return;
    }
    const QPoint turned = event->angleDelta();
    const bool sideways =
        event->modifiers().testFlag(Qt::ShiftModifier) || std::abs(turned.x()) > std::abs(turned.y());
    const double notches = (sideways && turned.x() != 0 ? turned.x() : turned.y()) / 120.0;
    if (sideways)
        panBy(-notches * 0.1 * (state.to - state.from));
    else
        zoomAt(std::pow(zoomStep, notches), state.x.time(event->position().x()));
    pointTo(event->position());
}

void CandleChart::activateGroup(qsizetype group)
{
    ChartState &state = m_stage->edit();
    const QList<qsizetype> members = state.groups[group].members;
    qsizetype next = 0;
    for (qsizetype i = 0; i < members.size(); ++i) {
        if (state.selected == state.markers[members[i]].id)
            next = (i + 1) % members.size();
    }
    const qint64 id = state.markers[members[next]].id;
    state.hovered = id;
    setSelectedMarker(id);
    emit markerActivated(id);
}

void CandleChart::contextMenuEvent(QContextMenuEvent *event)
{
    const ChartState &state = m_stage->laidOut();
    QPointF at = event->pos();
    if (event->reason() == QContextMenuEvent::Keyboard) {
        const auto y = crossY(state);
        at = state.own && y ? QPointF(state.x.x(state.own->time), *y) : state.layout.prices.center();
    }
    const bool inside = state.hasPlot() && state.layout.prices.united(state.layout.priceAxis).contains(at);
    const bool priced = inside && !state.comparing() && at.y() <= state.layout.prices.bottom();
    emit contextMenuRequested(mapToGlobal(at.toPoint()),
                              priced ? std::optional(state.priceAt(at.y())) : std::nullopt,
                              inside ? std::optional(utc(state.x.time(at.x()))) : std::nullopt);
}

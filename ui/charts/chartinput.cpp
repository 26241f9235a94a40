// The pointer, the keys and gestures of CandleChart.
#include "ui/charts/candlechart.h"
#include "ui/charts/chartstage.h"
#include "ui/charts/chartview.h"

#include <QAccessible>
#include <QApplication>
#include <QContextMenuEvent>
#include <QGestureEvent>
#include <QKeyEvent>
#include <QNativeGestureEvent>
#include <QPinchGesture>
#include <QWheelEvent>
#include <algorithm>

namespace {
UtcTime utc(double time)
{
    return fromMsecs(std::llround(time));
}

bool isOurKey(const QKeyEvent &event)
{
    const Qt::KeyboardModifiers held = event.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier);
    switch (event.key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Home:
    case Qt::Key_End:
    case Qt::Key_Plus:
    case Qt::Key_Minus:
    case Qt::Key_Equal:
    case Qt::Key_0:
    case Qt::Key_M:
        return held == Qt::NoModifier;
    default:
        return false;
    }
}

// Where the crosshair's line stands for a candle: on its body, or on the line's point.
double standOf(const ChartState &state, qsizetype candle)
{
    const PlotCandle &one = state.candles[candle];
    const bool line = state.look.style == ChartStyle::Line || state.comparing();
    double time = line ? one.end : (one.time + one.end) / 2;
    if (line && state.live && candle == state.candles.size() - 1)
        time = std::min(time, std::max(one.time, static_cast<double>(toMsecs(state.live->time))));
    return time;
}
} // namespace

bool CandleChart::event(QEvent *event)
{
    switch (event->type()) {
    case QEvent::ShortcutOverride: // ours while we have the focus, whatever the window binds them to
        if (isOurKey(*static_cast<QKeyEvent *>(event))) {
            event->accept();
            return true;
        }
        break;
    case QEvent::Gesture:
        return pinch(static_cast<QGestureEvent *>(event)) || QWidget::event(event);
    case QEvent::NativeGesture:
        return nativeZoom(static_cast<QNativeGestureEvent *>(event)) || QWidget::event(event);
    default:
        break;
    }
    return QWidget::event(event);
}

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
    m_stage->edit().own = Crosshair{Crosshair::Origin::Pointer, standOf(laid, candle), y, candle};
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

void CandleChart::keyPressEvent(QKeyEvent *event)
{
    const int candles = event->modifiers().testFlag(Qt::ShiftModifier) ? 10 : 1;
    const bool plain = isOurKey(*event);
    const int key = event->key();
    const qsizetype all = m_stage->edit().candles.size();
    if (plain && (key == Qt::Key_Left || key == Qt::Key_Right))
        moveCrosshair(key == Qt::Key_Left ? -candles : candles);
    else if (plain && (key == Qt::Key_Home || key == Qt::Key_End))
        moveCrosshair(static_cast<int>(key == Qt::Key_Home ? -all : all));
    else if (plain && key == Qt::Key_M)
        stepMarker(candles == 1 ? 1 : -1);
    else if (plain && m_zoomEnabled && (key == Qt::Key_Plus || key == Qt::Key_Equal))
        zoomIn();
    else if (plain && m_zoomEnabled && key == Qt::Key_Minus)
        zoomOut();
    else if (plain && m_zoomEnabled && key == Qt::Key_0)
        resetZoom();
    else if (key == Qt::Key_Escape && m_stage->edit().own)
        dropCrosshair();
    else if ((key == Qt::Key_Return || key == Qt::Key_Enter) && m_stage->edit().marker(selectedMarker()))
        emit markerActivated(*selectedMarker());
    else
        event->ignore();
}

void CandleChart::moveCrosshair(int candles)
{
    const ChartState &laid = m_stage->laidOut();
    if (laid.isEmpty() || laid.visible.isEmpty())
        return;
    const qsizetype last = laid.candles.size() - 1;
    const Crosshair *cross = laid.cross();
    // The first key shows it at the newest candle in view; the next ones move it.
    const bool jump = std::abs(candles) > 10;
    qsizetype candle = cross && cross->candle >= 0 ? cross->candle + candles : laid.visible.last - 1;
    if (jump)
        candle = candles < 0 ? 0 : last;
    candle = std::clamp<qsizetype>(candle, 0, last);
    m_stage->edit().own = Crosshair{Crosshair::Origin::Keys, standOf(laid, candle), std::nullopt, candle};
    bringIntoView(laid.own->time);
    m_stage->crosshairChanged();
    emit crosshairMoved(laid.series.candles[candle].time);
    say(crosshairText());
}

void CandleChart::bringIntoView(double time)
{
    const ChartState &state = m_stage->laidOut();
    const double margin = (state.to - state.from) * 0.05;
    if (time < state.from)
        panBy(time - state.from - margin);
    else if (time > state.to)
        panBy(time - state.to + margin);
}

void CandleChart::stepMarker(int by)
{
    const ChartState &state = m_stage->laidOut();
    if (state.markers.isEmpty() || !state.look.markers)
        return;
    const ChartMarker *current = state.marker(state.selected);
    const qsizetype count = state.markers.size();
    qsizetype next = -1;
    if (current) {
        next = (current - state.markers.constData()) + by;
    } else {
        // From the crosshair on, or from the edge of the view.
        const double from = state.own ? state.own->time : by > 0 ? state.from : state.to;
        const auto at = std::lower_bound(
            state.markers.begin(), state.markers.end(), from,
            [](const ChartMarker &m, double time) { return static_cast<double>(toMsecs(m.time)) < time; });
        next = at - state.markers.begin() - (by > 0 ? 0 : 1);
    }
    if (next >= 0 && next < count)
        selectMarker(state.markers[next]);
}

void CandleChart::selectMarker(const ChartMarker &marker)
{
    const ChartMarker chosen = marker; // a listener may replace the list
    bringIntoView(static_cast<double>(toMsecs(chosen.time)));
    m_stage->edit().own.reset(); // the selection has a line of its own
    m_stage->crosshairChanged();
    setSelectedMarker(chosen.id);
    emit markerSelected(chosen.id);
    QStringList parts{m_stage->edit().theme.times().full(chosen.time), chosen.source, chosen.title};
    if (!chosen.detail.isEmpty())
        parts.append(chosen.detail);
    say(parts.join(QStringLiteral(", ")));
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

void CandleChart::focusInEvent(QFocusEvent *event)
{
    const Qt::FocusReason why = event->reason();
    m_stage->setFocused(why == Qt::TabFocusReason || why == Qt::BacktabFocusReason ||
                        why == Qt::ShortcutFocusReason);
}

void CandleChart::focusOutEvent(QFocusEvent *)
{
    m_stage->setFocused(false);
    if (const auto &own = m_stage->edit().own; own && own->origin == Crosshair::Origin::Keys)
        dropCrosshair();
}

void CandleChart::say(const QString &text)
{
    if (!QAccessible::isActive() || text.isEmpty())
        return;
    QAccessibleValueChangeEvent value(this, text);
    QAccessible::updateAccessibility(&value);
    QAccessibleEvent description(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&description);
}

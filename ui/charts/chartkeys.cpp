// Keys, focus and what is spoken of CandleChart.
#include "ui/charts/candlechart.h"
#include "ui/charts/chartstage.h"

#include <QAccessible>
#include <QGestureEvent>
#include <QKeyEvent>
#include <QNativeGestureEvent>
#include <algorithm>

namespace {
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
    m_stage->edit().own = Crosshair{Crosshair::Origin::Keys, laid.standOf(candle), std::nullopt, candle,
                                    laid.candles[candle].time};
    bringIntoView(laid.own->time);
    m_stage->crosshairChanged();
    emit crosshairMoved(laid.series.candles[candle].time);
    say(spokenText());
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
    say(spokenText());
}

void CandleChart::focusInEvent(QFocusEvent *event)
{
    const Qt::FocusReason why = event->reason();
    m_stage->setFocused(why == Qt::TabFocusReason || why == Qt::BacktabFocusReason ||
                        why == Qt::ShortcutFocusReason);
}

void CandleChart::focusOutEvent(QFocusEvent *event)
{
    m_stage->setFocused(false);
    if (event->reason() == Qt::PopupFocusReason)
        return; // its own menu asks about the place of the crosshair
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

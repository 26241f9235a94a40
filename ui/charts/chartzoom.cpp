// The visible range of CandleChart.
#include "ui/charts/candlechart.h"
#include "ui/charts/chartstage.h"
#include "ui/charts/chartview.h"

#include <algorithm>

namespace {
double msecs(UtcTime time)
{
    return static_cast<double>(toMsecs(time));
}

UtcTime utc(double time)
{
    return fromMsecs(std::llround(time));
}
} // namespace

void CandleChart::showRange(UtcTime from, UtcTime to)
{
    if (to <= from)
        return;
    const double length = msecs(to) - msecs(from);
    m_home = ViewSpan{msecs(from), msecs(to) + length * m_stage->edit().look.rightSpace};
    m_zoomed = false;
    showSpan(*m_home);
}

TimeSpan CandleChart::visibleRange() const
{
    const ChartState &state = m_stage->edit();
    return {utc(state.from), utc(state.to)};
}

void CandleChart::showSpan(const ViewSpan &span)
{
    ChartState &state = m_stage->edit();
    if (state.from == span.from && state.to == span.to) {
        m_stage->everythingChanged();
        return;
    }
    state.from = span.from;
    state.to = span.to;
    placeBrush();
    m_stage->everythingChanged();
    emit visibleRangeChanged(visibleRange());
    if (!state.isEmpty() && state.from < state.candles.first().time + (state.to - state.from) * 0.1) {
        const UtcTime first = state.series.candles.first().time;
        if (m_olderAsked != first) {
            m_olderAsked = first;
            emit olderWanted(first);
        }
    }
}

bool CandleChart::follow(double before)
{
    const ChartState &state = m_stage->edit();
    if (m_home)
        m_home = following(*m_home, before, state);
    const ViewSpan now{state.from, state.to}, next = following(now, before, state);
    // Less than a pixel isn't worth painting all for.
    if (next.from - now.from < m_stage->edit().x.perPixel())
        return false;
    showSpan(next);
    return true;
}

void CandleChart::zoomAt(double factor, double time)
{
    const ChartState &state = m_stage->edit();
    if (state.isEmpty())
        return;
    m_zoomed = true;
    showSpan(zoomed({state.from, state.to}, factor, time, viewLimits(state, m_home)));
}

void CandleChart::panBy(double time)
{
    const ChartState &state = m_stage->edit();
    if (state.isEmpty() || time == 0)
        return;
    m_zoomed = true;
    showSpan(panned({state.from, state.to}, time, viewLimits(state, m_home)));
}

void CandleChart::zoomIn()
{
    zoomAt(zoomStep, keyCentre());
}

void CandleChart::zoomOut()
{
    zoomAt(1 / zoomStep, keyCentre());
}

void CandleChart::resetZoom()
{
    m_zoomed = false;
    const ChartState &state = m_stage->edit();
    if (m_home)
        showSpan(*m_home);
    else if (!state.isEmpty())
        showSpan(wholeSpan(state));
}

bool CandleChart::isZoomed() const
{
    return m_zoomed;
}

double CandleChart::keyCentre() const
{
    const ChartState &state = m_stage->edit();
    return state.own ? state.own->time : state.to;
}

void CandleChart::setZoomEnabled(bool enabled)
{
    m_zoomEnabled = enabled;
}

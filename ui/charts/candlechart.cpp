#include "ui/charts/candlechart.h"

#include "ui/charts/chartaccess.h"
#include "ui/charts/chartstage.h"
#include "ui/charts/chartview.h"
#include "ui/charts/chartwords.h"

#include <QResizeEvent>
#include <algorithm>

namespace {
double msecs(UtcTime time)
{
    return static_cast<double>(toMsecs(time));
}

} // namespace

CandleChart::CandleChart(UiTheme &theme, QWidget *parent)
    : QWidget(parent), m_stage(std::make_unique<ChartStage>(theme, this))
{
    installChartAccess();
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setProperty("ownFocus", true);
    grabGesture(Qt::PinchGesture);
}

CandleChart::~CandleChart() = default;

void CandleChart::setCoin(const Asset &coin)
{
    m_stage->edit().coin = coin;
    m_stage->everythingChanged();
}

void CandleChart::setSeries(const CandleSeries &series)
{
    ChartState &state = m_stage->edit();
    if (state.series.instrument.id != series.instrument.id || state.series.interval != series.interval)
        m_olderAsked.reset();
    state.series = series;
    state.readSeries();
    if (!series.candles.isEmpty())
        state.look.message.clear();
    placeCrosshair();
    if (!state.isEmpty() && candlesWithin(state.candles, state.from, state.to).isEmpty()) {
        m_home.reset();
        m_zoomed = false;
        m_olderAsked = state.series.candles.first().time; // all of it is shown, nobody went there
        showSpan(wholeSpan(state));
        m_olderAsked.reset();
        return;
    }
    m_stage->everythingChanged();
}

void CandleChart::updateCandles(const QList<Candle> &candles)
{
    ChartState &state = m_stage->edit();
    if (candles.isEmpty())
        return;
    const double newest = newestMoment(state);
    const qsizetype first = mergeCandles(state, candles);
    if (first < 0)
        return;
    placeCrosshair();
    if (!follow(newest))
        m_stage->candlesChanged(first);
}

void CandleChart::setPrice(const std::optional<LivePrice> &price)
{
    ChartState &state = m_stage->edit();
    if (state.live == price)
        return;
    const double newest = newestMoment(state);
    state.live = price;
    if (!follow(newest))
        m_stage->priceChanged();
}

void CandleChart::setComparison(const QList<ComparedCoin> &coins)
{
    m_stage->edit().compared = coins.first(std::min<qsizetype>(4, coins.size()));
    m_stage->edit().readCompared();
    m_stage->everythingChanged();
}

void CandleChart::setMarkers(const QList<ChartMarker> &markers)
{
    ChartState &state = m_stage->edit();
    state.markers = markers;
    std::stable_sort(state.markers.begin(), state.markers.end(),
                     [](const ChartMarker &a, const ChartMarker &b) { return a.time < b.time; });
    if (!state.marker(state.hovered))
        state.hovered.reset();
    m_stage->everythingChanged();
}

void CandleChart::setWicks(const QList<WickNote> &notes)
{
    m_stage->edit().wicks = notes;
    m_stage->everythingChanged();
}

template <typename Value> void CandleChart::look(Value ChartLook::*member, const Value &value)
{
    Value &own = m_stage->edit().look.*member;
    if (own == value)
        return;
    own = value;
    m_stage->everythingChanged();
}

void CandleChart::setStyle(ChartStyle style)
{
    look(&ChartLook::style, style);
}

void CandleChart::setVolumeShown(bool shown)
{
    look(&ChartLook::volume, shown);
}

void CandleChart::setVolumeHeight(int designPixels)
{
    look(&ChartLook::volumeHeight, designPixels);
}

void CandleChart::setAverages(const QList<AverageSpec> &two)
{
    m_stage->edit().look.averages = two.first(std::min<qsizetype>(2, two.size()));
    m_stage->edit().readAverages();
    m_stage->everythingChanged();
}

void CandleChart::setLogScale(bool log)
{
    look(&ChartLook::log, log);
}

void CandleChart::setLegendShown(bool shown)
{
    look(&ChartLook::legend, shown);
}

void CandleChart::setPriceAxisShown(bool shown)
{
    look(&ChartLook::priceAxis, shown);
}

void CandleChart::setMarkersShown(bool shown)
{
    look(&ChartLook::markers, shown);
}

void CandleChart::setCrosshairEnabled(bool enabled)
{
    look(&ChartLook::crosshair, enabled);
    if (!enabled)
        dropCrosshair();
}

void CandleChart::setRightSpace(double share)
{
    look(&ChartLook::rightSpace, std::clamp(share, 0.0, 0.5));
}

void CandleChart::setStale(bool stale)
{
    look(&ChartLook::stale, stale);
}

void CandleChart::setLoading(bool loading)
{
    look(&ChartLook::loading, loading);
}

void CandleChart::setMessage(const QString &message)
{
    look(&ChartLook::message, message);
}

void CandleChart::setSelectedMarker(std::optional<qint64> id)
{
    if (m_stage->edit().selected == id)
        return;
    m_stage->edit().selected = id;
    m_stage->markersChanged();
}

std::optional<qint64> CandleChart::selectedMarker() const
{
    return m_stage->edit().selected;
}

void CandleChart::setBrush(std::optional<UtcTime> time)
{
    m_brush = time;
    placeBrush();
    m_stage->crosshairChanged();
}

// Its candle, once there are others.
void CandleChart::placeCrosshair()
{
    ChartState &state = m_stage->edit();
    if (state.own && state.isEmpty())
        state.own.reset();
    if (state.own) {
        state.own->candle = candleAt(state.candles, state.own->start);
        state.own->time = state.standOf(state.own->candle);
    }
    placeBrush();
}

void CandleChart::placeBrush()
{
    ChartState &state = m_stage->edit();
    state.brush.reset();
    if (m_brush && !state.isEmpty())
        state.brush = Crosshair{.origin = Crosshair::Origin::Brush,
                                .time = msecs(*m_brush),
                                .y = {},
                                .candle = candleAt(state.candles, msecs(*m_brush)),
                                .start = 0};
}

QString CandleChart::summary() const
{
    return chartSummary(m_stage->laidOut());
}

QString CandleChart::crosshairText() const
{
    return crosshairWords(m_stage->laidOut());
}

QString CandleChart::spokenText() const
{
    const ChartState &state = m_stage->laidOut();
    const ChartMarker *marker = state.own ? nullptr : state.marker(state.selected);
    return marker ? markerWords(state, *marker) : crosshairWords(state);
}

QStringList CandleChart::legend() const
{
    QStringList texts;
    for (const LegendPart &part : legendParts(m_stage->laidOut()))
        texts.append(part.label.isEmpty() ? part.value : part.label + u' ' + part.value);
    return texts;
}

QString CandleChart::dataText(QChar separator) const
{
    return chartData(m_stage->laidOut(), separator);
}

QImage CandleChart::picture(qreal scale) const
{
    return chartPicture(*m_stage, scale);
}

void CandleChart::resizeEvent(QResizeEvent *event)
{
    m_stage->resize(event->size());
}

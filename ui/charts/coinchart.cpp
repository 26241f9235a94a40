#include "ui/charts/coinchart.h"

#include "app/base/clock.h"
#include "app/quotes/candlebuild.h"
#include "ui/charts/chartcontrols.h"
#include "ui/style/badges.h"
#include "ui/style/menu.h"

#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>

using namespace std::chrono_literals;

namespace {
// No longer than an eye takes; the first prices come before what they are drawn on.
constexpr auto buildAfter = 40ms;
constexpr auto priceWaits = 150ms; // for its candle
constexpr int volumeFrom = 400;    // lower, the volume leaves its room to the line
constexpr int comparedAtMost = 4;
} // namespace

CoinChart::CoinChart(CandleHistory &history, QuoteBoard &board, SettingsFile &settings, UiTheme &theme,
                     Clock &clock, Place place, QWidget *parent)
    : QWidget(parent),
      m_history(history),
      m_board(board),
      m_settings(settings),
      m_theme(theme),
      m_clock(clock),
      m_place(place),
      m_exposure(this),
      m_notice(new QLabel(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    m_notice->setTextFormat(Qt::PlainText);
    m_notice->setProperty("role", QStringLiteral("meta"));
    m_notice->hide();
    connect(&m_exposure, &Exposure::changed, this, &CoinChart::visibilityChanged);
    connect(&settings, &SettingsFile::changed, this, [this](const Settings &now, const Settings &before) {
        if (now.priceFrom.value(m_coin) != before.priceFrom.value(m_coin) || now.sources != before.sources)
            ask();
        settingsChanged(now.chart, before.chart);
    });
    connect(&board, &QuoteBoard::quotesChanged, this, [this](const QList<AssetId> &assets) {
        // The candle of this price follows the quote at once: both are painted together.
        if (assets.contains(m_coin) && m_exposure.isVisible() && !m_priceDue)
            m_priceDue = m_clock.after(priceWaits, [this] { showPrice(); });
    });
    connect(&theme, &UiTheme::changed, this, [this] {
        placeNotice();
        showCompared();
    });
}

CoinChart::~CoinChart() = default;

void CoinChart::build()
{
    m_chart = new CandleChart(m_theme, this);
    layout()->addWidget(m_chart);
    setFocusProxy(m_chart);
    m_notice->raise();
    connect(m_chart, &CandleChart::visibleRangeChanged, this, &CoinChart::visibleRangeChanged);
    connect(m_chart, &CandleChart::crosshairMoved, this, &CoinChart::crosshairMoved);
    connect(m_chart, &CandleChart::markerActivated, this, &CoinChart::markerActivated);
    connect(m_chart, &CandleChart::markerSelected, this, &CoinChart::markerSelected);
    connect(m_chart, &CandleChart::markerHovered, this, &CoinChart::markerHovered);
    connect(m_chart, &CandleChart::olderWanted, this, &CoinChart::askOlder);
    connect(m_chart, &CandleChart::alertRequested, this,
            [this](const Decimal &price) { emit alertWanted(m_coin, price); });
    connect(m_chart, &CandleChart::contextMenuRequested, this,
            [this](const QPoint &at, const std::optional<Decimal> &price, std::optional<UtcTime> time) {
                makeMenu(price, time)->popup(at);
            });
    m_chart->setCoin(m_board.quote(m_coin).asset);
    m_chart->setMarkers(m_markers);
    m_chart->setWicks(m_wicks);
    m_chart->setSelectedMarker(m_selected);
    dress();
    m_chart->setLoading(true);
    m_chart->setVisible(true);
}

// As the settings have it, as far as this place and its height allow.
void CoinChart::dress()
{
    if (!m_chart)
        return;
    const ChartSettings &chart = m_settings.settings().chart;
    const bool page = m_place == Place::Page, story = m_place == Place::Story;
    m_chart->setStyle(showsCandles() ? ChartStyle::Candles : ChartStyle::Line);
    m_chart->setVolumeShown(chart.volume && !story && (page || height() >= m_theme.px(volumeFrom)));
    m_chart->setVolumeHeight(page ? 84 : 92);
    m_chart->setLegendShown(page);
    m_chart->setPriceAxisShown(!story);
    m_chart->setZoomEnabled(!story);
    m_chart->setRightSpace(page ? 0.02 : 0);
    m_chart->setMarkersShown(chart.stories || story);
    m_chart->setCrosshairEnabled(!page || chart.crosshair);
    m_chart->setLogScale(chart.logScale && !story);
    QList<AverageSpec> averages;
    if (page || (chart.paneAverages && !story)) {
        if (chart.average1)
            averages.append({chart.average1Period, chart.exponential});
        if (chart.average2)
            averages.append({chart.average2Period, chart.exponential});
    }
    m_chart->setAverages(averages);
}

bool CoinChart::showsCandles() const
{
    const ChartSettings &chart = m_settings.settings().chart;
    return m_place == Place::Page ? chart.pageCandles : m_place == Place::Pane && chart.candles;
}

void CoinChart::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    // After what is around it has been painted: a chart is no part of the first picture of a window.
    if (!m_chart && !m_build)
        m_build = m_clock.after(buildAfter, [this] {
            m_build.reset();
            build();
            ask();
        });
}

void CoinChart::visibilityChanged(bool visible)
{
    if (visible) {
        if (m_chart)
            ask();
        return;
    }
    m_follow.reset();
    m_asked.reset();
    m_comparedFollows.clear();
}

void CoinChart::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    dress();
    placeNotice();
}

void CoinChart::setCoin(const AssetId &asset)
{
    if (asset == m_coin)
        return;
    m_coin = asset;
    m_compared.clear();
    m_older.reset();
    m_shown = false;
    m_follow.reset();
    m_asked.reset();
    m_comparedFollows.clear();
    if (m_chart) {
        m_chart->setComparison({});
        m_chart->setCoin(m_board.quote(asset).asset);
        m_chart->setSeries({});
        m_chart->setPrice(std::nullopt);
        m_chart->setLoading(true);
    }
    ask();
}

void CoinChart::setOwnRange(std::optional<TimeSpan> range)
{
    if (range == m_ownRange)
        return;
    m_ownRange = range;
    m_shown = false;
    ask();
}

HistoryQuery CoinChart::query(const AssetId &asset) const
{
    const ChartSettings &chart = m_settings.settings().chart;
    HistoryQuery query;
    query.asset = asset;
    const auto preferred = m_settings.settings().priceFrom.constFind(asset);
    if (preferred != m_settings.settings().priceFrom.cend())
        query.venue = *preferred;
    if (m_ownRange) {
        query.interval = Interval::M15;
        query.from = m_ownRange->from;
        return query;
    }
    query.interval = shownInterval(chart);
    const auto length = rangeLength(chart.range);
    if (!length)
        return query;
    // What the averages look back on; and a little more than is shown, or the chart would ask for it at once.
    const int before =
        std::max(chart.average1 ? chart.average1Period : 0, chart.average2 ? chart.average2Period : 0);
    const auto lead = std::max<std::chrono::milliseconds>(
        *length * 3 / 20, intervalLength(query.interval) * (m_place == Place::Page ? before : 0));
    const UtcTime start = candleStart(query.interval, m_clock.now() - *length - lead);
    query.from = m_older ? std::min(start, *m_older) : start;
    return query;
}

// A query differs from the last in its `from` alone when time has passed: that is no reason to ask again.
void CoinChart::ask()
{
    if (!m_chart || m_coin.value.isEmpty() || !m_exposure.isVisible())
        return;
    const HistoryQuery wanted = query(m_coin);
    m_asked = wanted;
    m_failed = false;
    m_follow = m_history.follow(wanted);
    connect(m_follow.get(), &CandleFollow::changed, this, &CoinChart::take);
    connect(m_follow.get(), &CandleFollow::failed, this, &CoinChart::fail);
    followCompared();
    showPrice();
}

void CoinChart::askOlder(UtcTime before)
{
    if (!m_asked || !m_asked->from || m_ownRange)
        return;
    const auto length = rangeLength(m_settings.settings().chart.range).value_or(24h * 365);
    m_older = before - length;
    ask();
}

const CandleSeries &CoinChart::series() const
{
    static const CandleSeries none;
    return m_follow ? m_follow->series() : none;
}

void CoinChart::take(UtcTime from)
{
    const CandleSeries &now = m_follow->series();
    m_failed = false;
    const bool live = m_shown && !now.candles.isEmpty() && from > now.candles.first().time;
    if (live) {
        const auto first = std::lower_bound(now.candles.begin(), now.candles.end(), from,
                                            [](const Candle &c, UtcTime time) { return c.time < time; });
        m_chart->updateCandles(QList<Candle>(first, now.candles.end()));
    } else {
        m_chart->setLoading(now.candles.isEmpty() && !now.complete);
        m_chart->setSeries(now);
        if (!m_shown && !now.candles.isEmpty()) {
            m_shown = true;
            showRange();
        }
    }
    showPrice();
    placeNotice();
    if (isSettled())
        emit settled();
}

void CoinChart::fail(const Error &)
{
    m_failed = true;
    if (series().candles.isEmpty()) {
        m_chart->setLoading(false);
        m_chart->setMessage(tr("No history for this range."));
    }
    placeNotice();
    emit settled();
}

bool CoinChart::isSettled() const
{
    // Of a venue that is down (a replay that is over) nothing more comes, and nobody is asked.
    const QuoteSource *source = shownSource();
    const bool down = source && source->status().link == SourceStatus::Link::Down;
    return m_failed || (m_shown && (series().complete || down));
}

const QuoteSource *CoinChart::shownSource() const
{
    const QList<QuoteSource *> sources = m_board.sources();
    const auto own = std::find_if(sources.begin(), sources.end(), [this](const QuoteSource *source) {
        return source->info().id == series().instrument.id.venue;
    });
    return own == sources.end() ? nullptr : *own;
}

void CoinChart::showRange()
{
    const CandleSeries &now = series();
    if (now.candles.isEmpty())
        return;
    const UtcTime end = std::max(m_clock.now(), now.candles.last().time);
    if (m_ownRange) {
        m_chart->showRange(m_ownRange->from, std::min(m_ownRange->to, end));
        return;
    }
    const auto length = rangeLength(m_settings.settings().chart.range);
    m_chart->showRange(length ? end - *length : now.candles.first().time, end);
}

TimeSpan CoinChart::visibleRange() const
{
    return m_chart ? m_chart->visibleRange() : TimeSpan{};
}

// The tag is the series' own venue's price, or there is none: two venues are never mixed in one picture.
void CoinChart::showPrice()
{
    const Request keep = std::move(m_priceDue);
    if (!m_chart || series().candles.isEmpty())
        return;
    const CoinQuote &quote = m_board.quote(m_coin);
    for (const SourceQuote &source : quote.sources) {
        if (source.instrument.id != series().instrument.id || source.state == PriceState::Missing)
            continue;
        const bool fresh = source.state == PriceState::Live || source.state == PriceState::Simulated;
        m_chart->setPrice(LivePrice{source.ticker.last, source.ticker.receivedTime});
        m_chart->setStale(!fresh);
        return;
    }
    m_chart->setPrice(std::nullopt);
}

void CoinChart::settingsChanged(const ChartSettings &now, const ChartSettings &before)
{
    if (now == before)
        return;
    dress();
    if (m_ownRange)
        return;
    const bool other = now.interval != before.interval || now.range != before.range;
    const bool longer =
        m_place == Place::Page &&
        (now.average1Period != before.average1Period || now.average2Period != before.average2Period ||
         now.average1 != before.average1 || now.average2 != before.average2);
    if (!other && !longer)
        return;
    if (other) {
        m_older.reset();
        m_shown = false;
        if (m_chart)
            m_chart->setLoading(true);
    }
    ask();
}

QString CoinChart::notice() const
{
    const CandleSeries &now = series();
    if (!m_saveProblem.isEmpty())
        return m_saveProblem;
    if (now.lacking.isEmpty() || now.candles.isEmpty() || m_ownRange)
        return {};
    return tr("No %1 history from %2. Showing %3.")
        .arg(rangeName(m_settings.settings().chart.range), now.lacking.join(QStringLiteral(", ")),
             now.venueName);
}

void CoinChart::placeNotice()
{
    const QString text = notice();
    const bool told = text != m_notice->text();
    m_notice->setText(text);
    m_notice->setVisible(!text.isEmpty());
    m_notice->adjustSize();
    m_notice->move(16, m_place == Place::Page ? m_theme.px(34) + 6 : 8);
    m_notice->raise();
    if (told)
        emit noticeChanged();
}

std::optional<Interval> CoinChart::builtFrom(Interval interval) const
{
    const QuoteSource *source = shownSource();
    const auto from = source ? sourceInterval(source->info().restIntervals, interval) : std::nullopt;
    return from == interval ? std::nullopt : from;
}

// ---- comparison ----

void CoinChart::setCompared(const QList<AssetId> &assets)
{
    m_compared = assets.mid(0, comparedAtMost);
    m_compared.removeAll(m_coin);
    followCompared();
    showCompared();
}

void CoinChart::followCompared()
{
    m_comparedFollows.clear();
    if (!m_chart || !m_exposure.isVisible())
        return;
    for (const AssetId &asset : std::as_const(m_compared)) {
        auto follow = m_history.follow(query(asset));
        connect(follow.get(), &CandleFollow::changed, this, &CoinChart::showCompared);
        m_comparedFollows.emplace(asset, std::move(follow));
    }
}

void CoinChart::showCompared()
{
    if (!m_chart)
        return;
    QList<ComparedCoin> coins;
    QList<QColor> taken;
    for (const AssetId &asset : std::as_const(m_compared)) {
        const auto found = m_comparedFollows.find(asset);
        if (found == m_comparedFollows.end() || found->second->series().candles.isEmpty())
            continue;
        const Asset &coin = m_board.quote(asset).asset;
        taken.append(hueApart(coinGlyph(coin).hue, taken));
        coins.append({coin.symbol, taken.last(), found->second->series()});
    }
    m_chart->setComparison(coins);
}

// ---- what is told from outside ----

void CoinChart::setMarkers(const QList<ChartMarker> &markers)
{
    m_markers = markers;
    if (m_chart)
        m_chart->setMarkers(markers);
}

void CoinChart::setSelectedMarker(std::optional<qint64> id)
{
    m_selected = id;
    if (m_chart)
        m_chart->setSelectedMarker(id);
}

void CoinChart::setBrush(std::optional<UtcTime> time)
{
    if (m_chart)
        m_chart->setBrush(time);
}

void CoinChart::setWicks(const QList<WickNote> &notes)
{
    if (notes == m_wicks)
        return;
    m_wicks = notes;
    if (m_chart)
        m_chart->setWicks(notes);
}

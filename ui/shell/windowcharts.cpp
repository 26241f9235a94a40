// The charts of the main window: which coin is shown and where, the coin's page over the dashboard, and the
// brush between chart and news.
#include "app/base/clock.h"
#include "app/insight/insight.h"
#include "app/settings/settingsfile.h"
#include "app/settings/windowplaces.h"
#include "ui/alerts/alertspanel.h"
#include "ui/charts/chartcontrols.h"
#include "ui/news/newspane.h"
#include "ui/news/readingpane.h"
#include "ui/quotes/pricepanel.h"
#include "ui/shell/chartpane.h"
#include "ui/shell/coinview.h"
#include "ui/shell/columns.h"
#include "ui/shell/demoframe.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/statusbar.h"
#include "ui/shell/storychart.h"
#include "ui/shell/storylane.h"
#include "ui/shell/toolbar.h"
#include "ui/shell/windowalerts.h"

#include <QVBoxLayout>

using namespace std::chrono_literals;

namespace {
constexpr auto around = 15min; // stories so near to what the chart is looked at stand out
constexpr auto keepAfter = 1s;
const QString coinKey = QStringLiteral("coin");

// How a coin moved since a story, as far as it is known: asks nobody. "—" where no price was recorded.
SinceWords sinceOf(const StoryPrices &prices, const Story &story, const AssetId &coin, const Numbers &numbers)
{
    const StoryPrice price = prices.price(story, coin);
    if (price.gap == PriceGap::Loading)
        return {};
    const bool fresh = price.nowState == PriceState::Live || price.nowState == PriceState::Simulated;
    if (!price.sincePct || !fresh)
        return {Numbers::unknown(), 0, price.atPublication, price.instrument};
    return {numbers.change(*price.sincePct), price.unusual ? Numbers::changeSign(*price.sincePct) : 0,
            price.atPublication, price.instrument};
}
} // namespace

void MainWindow::connectChart()
{
    connect(m_prices, &PricePanel::currentCoinChanged, this, &MainWindow::selectCoin);
    connect(m_prices, &PricePanel::coinClicked, this, [this] {
        if (m_columns->arrangement() != Columns::Layout::Three)
            showChart();
    });
    connect(m_prices, &PricePanel::openWanted, this, &MainWindow::openCoin);
    connect(m_chart, &ChartPane::backRequested, this, &MainWindow::closeChart);
    connect(m_chart, &ChartPane::linkWanted, this, &MainWindow::openLink);
    connect(m_chart, &ChartPane::whyWanted, this, &MainWindow::openWhy);
    connect(&m_chart->lane(), &StoryLane::storyWanted, this, &MainWindow::openStory);
    connect(&m_chart->lane(), &StoryLane::lightWanted, this, &MainWindow::lightStories);
    connect(m_news, &NewsPane::storyLookedAt, &m_chart->lane(), &StoryLane::lookAt);
    connect(m_news, &NewsPane::showOnChartWanted, this, &MainWindow::showOnChart);
    connect(m_toolbar, &Toolbar::backRequested, this, &MainWindow::closePage);
    connectSince(m_chart->lane(), m_chart->chart());

    const QList<AssetId> watchlist = m_services.settings.settings().watchlist;
    const AssetId kept{m_services.places.value(coinKey).toString()};
    const AssetId first = watchlist.isEmpty() ? AssetId{QStringLiteral("bitcoin")} : watchlist.first();
    const AssetId coin = watchlist.contains(kept) ? kept : first;
    m_prices->setCurrentCoin(coin);
    selectCoin(coin);
}

void MainWindow::connectSince(StoryLane &lane, const CoinChart &chart)
{
    if (!m_services.insight)
        return;
    StoryPrices &prices = m_services.insight->storyPrices();
    lane.setSince([this, &prices, &chart](const Story &story) {
        return sinceOf(prices, story, chart.coin(), m_services.theme.numbers());
    });
    connect(&prices, &StoryPrices::changed, &lane, [&lane, &chart] {
        if (chart.isVisible())
            lane.sinceChanged();
    });
}

// None is selected while a search hides it, or when it is gone: the chart stays.
void MainWindow::selectCoin(const AssetId &asset)
{
    if (asset.value.isEmpty() || asset == m_chart->coin())
        return;
    m_chart->setCoin(asset);
    m_coinKept = m_services.clock.after(keepAfter,
                                        [this, asset] { m_services.places.setValue(coinKey, asset.value); });
}

CoinView &MainWindow::coinPage()
{
    if (!m_page) {
        m_page = new CoinView(m_services, this);
        m_page->hide();
        auto *column = static_cast<QVBoxLayout *>(layout());
        column->insertWidget(column->indexOf(m_columns), m_page, 1);
        m_frame->raise();
        connect(m_page, &CoinView::linkWanted, this, &MainWindow::openLink);
        connect(m_page, &CoinView::whyWanted, this, &MainWindow::openWhy);
        m_page->setWhyOffered(true);
        connect(m_page, &CoinView::expandWanted, this, &MainWindow::toggleChartAlone);
        connect(m_page, &CoinView::storyWanted, this, &MainWindow::openStory);
        if (m_services.insight) {
            StoryPrices &prices = m_services.insight->storyPrices();
            m_page->setSince([this, &prices](const Story &story) {
                return sinceOf(prices, story, m_page->coin(), m_services.theme.numbers());
            });
            connect(&prices, &StoryPrices::changed, m_page, &CoinView::sinceChanged);
            connect(&m_page->lane(), &StoryLane::inSightChanged, m_page,
                    [this, &prices, before = std::pair<AssetId, QList<Story>>()]() mutable {
                        const std::pair seen{m_page->coin(), m_page->lane().inSight()};
                        if (isPageShown() && std::exchange(before, seen) != seen)
                            prices.setVisible(seen.second, seen.first);
                    });
        }
        connect(m_page, &CoinView::alertWanted, this, &MainWindow::addAlert);
        if (m_services.alertDesk)
            startAlerts();
        if (m_alerts)
            m_page->setAlertsPane(m_alerts->makePagePanel(m_page));
    }
    return *m_page;
}

bool MainWindow::isPageShown() const
{
    return m_page && !m_page->isHidden();
}

bool MainWindow::hasRoomForPage() const
{
    return Columns::arrangementFor(width() * 100 / m_services.theme.fonts().percent()) ==
           Columns::Layout::Three;
}

void MainWindow::openCoin(const AssetId &asset)
{
    m_prices->setCurrentCoin(asset);
    selectCoin(asset);
    if (!hasRoomForPage()) {
        showChart();
        return;
    }
    CoinView &page = coinPage();
    page.setCoin(asset);
    if (m_alerts)
        m_alerts->setPageCoin(asset);
    m_columns->hide();
    page.show();
    m_toolbar->setBackTo(tr("Dashboard"));
    page.chart().setFocus(Qt::OtherFocusReason);
}

void MainWindow::closePage()
{
    if (!isPageShown())
        return;
    if (m_chartAlone)
        toggleChartAlone();
    m_page->hide();
    m_columns->setVisible(!m_narrow);
    m_toolbar->setBackTo({});
    m_prices->view().setFocus(Qt::OtherFocusReason);
}

void MainWindow::showChart()
{
    if (m_columns->arrangement() == Columns::Layout::Tabs)
        m_columns->showPane(Columns::Pane::Chart);
    else
        m_columns->setChartOpen(true);
    nameWaysBack();
}

void MainWindow::closeChart()
{
    const bool inChart = m_chart->isAncestorOf(focusWidget());
    m_columns->setChartOpen(false);
    nameWaysBack();
    if (inChart || !focusWidget())
        m_prices->view().setFocus(Qt::OtherFocusReason);
}

// What lies over something says what: the news, the story, or the chart.
void MainWindow::nameWaysBack()
{
    const Columns::Layout layout = m_columns->arrangement();
    const bool two = layout == Columns::Layout::Two;
    const bool overChart = two && m_columns->isChartOpen() && !m_columns->isChartInFront();
    m_reader->setBackTo(layout == Columns::Layout::Three ? QString()
                        : overChart                      ? tr("Chart")
                                                         : m_news->tabName());
    m_chart->setBackTo(!two ? QString() : m_reader->openStory() ? tr("Story") : tr("News"));
    m_chart->lane().setOpenStory(m_news->openStory());
    showStoryChart();
    placeAway();
}

// Where panes hide one another, the chart comes to the text.
void MainWindow::showStoryChart()
{
    const std::optional<Story> &story = m_news->openStory();
    const bool wanted = story && m_columns->arrangement() == Columns::Layout::Tabs;
    const auto coin = wanted ? StoryChart::coinOf(*story, m_services.clock.now()) : std::nullopt;
    if (!m_storyChart && !coin)
        return;
    if (!m_storyChart) {
        m_storyChart = new StoryChart(m_services);
        connect(m_storyChart, &StoryChart::storyWanted, this, &MainWindow::openStory);
        connectSince(m_storyChart->lane(), m_storyChart->chart());
    }
    if (coin)
        m_storyChart->setStory(*story, *coin);
    m_reader->setChart(m_storyChart, coin ? m_services.theme.px(StoryChart::frameHeight) : 0);
}

CoinChart *MainWindow::shownChart() const
{
    if (isPageShown())
        return &m_page->chart();
    return m_chart->isVisible() ? &m_chart->chart() : nullptr;
}

bool MainWindow::chartSettled() const
{
    if (m_storyChart && m_storyChart->isVisible() &&
        !(m_storyChart->chart().isSettled() && m_storyChart->lane().stories().isSettled()))
        return false;
    const CoinChart *chart = shownChart();
    if (!chart)
        return true;
    const StoryLane &lane = isPageShown() ? m_page->lane() : m_chart->lane();
    return chart->isSettled() && lane.stories().isSettled();
}

void MainWindow::withChart(void (*run)(CoinChart &))
{
    if (CoinChart *chart = shownChart())
        run(*chart);
}

void MainWindow::changeRange(ChartRange range)
{
    m_services.settings.change([range](Settings &settings) { settings.chart.range = range; });
}

void MainWindow::openIntervals()
{
    if (isPageShown())
        m_page->controls().openIntervals();
    else if (m_chart->isVisible())
        m_chart->controls().openIntervals();
}

// On the chart of its own coin, or on the one that is there; with a range that reaches back to it.
void MainWindow::showOnChart(const Story &story)
{
    const QList<AssetId> watchlist = m_services.settings.settings().watchlist;
    for (const CoinTag &tag : story.facts.coins) {
        const auto found = std::find_if(watchlist.begin(), watchlist.end(), [&](const AssetId &asset) {
            return m_services.board.quote(asset).asset.symbol == tag.symbol;
        });
        if (found == watchlist.end())
            continue;
        m_prices->setCurrentCoin(*found);
        selectCoin(*found);
        break;
    }
    const auto age = m_services.clock.now() - story.article.sortTime;
    const auto reaches = [age](ChartRange range) {
        const auto length = rangeLength(range);
        return !length || age < *length * 9 / 10;
    };
    const ChartRange now = m_services.settings.settings().chart.range;
    if (!reaches(now))
        changeRange(*std::find_if(chartRanges.begin(), chartRanges.end(), reaches));
    if (m_columns->arrangement() != Columns::Layout::Three)
        showChart();
    m_chart->lane().setOpenStory(story);
    m_chart->setFocus(Qt::OtherFocusReason);
}

void MainWindow::lightStories(std::optional<UtcTime> time)
{
    m_news->lightStories(time ? std::optional(std::pair(*time - around, *time + around)) : std::nullopt);
}

void MainWindow::toggleChartAlone()
{
    if (!m_chartAlone && !shownChart())
        showChart();
    m_chartAlone = !m_chartAlone;
    m_toolbar->setVisible(!m_chartAlone);
    m_status->setVisible(!m_chartAlone);
    if (isPageShown())
        m_page->setChartAlone(m_chartAlone);
    else
        m_columns->setChartAlone(m_chartAlone);
    setWindowState(m_chartAlone ? windowState() | Qt::WindowFullScreen
                                : windowState() & ~Qt::WindowFullScreen);
    if (CoinChart *chart = shownChart())
        chart->setFocus(Qt::OtherFocusReason);
}

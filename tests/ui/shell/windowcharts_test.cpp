// The charts of the dashboard as a user comes to them: which coin, where, back, and the brush to the news.
#include "tests/ui/shell/mainwindowfixture.h"
#include "ui/charts/chartcontrols.h"
#include "ui/shell/columns.h"
#include "ui/shell/storychart.h"
#include "ui/shell/storylane.h"
#include "ui/shell/toolbar.h"
#include "ui/style/buttons.h"

#include <QMouseEvent>
#include <QTableView>

namespace {
class WindowChartsTest : public MainWindowTest
{
protected:
    WindowChartsTest()
    {
        fillHistory(history, btc, market.bitget.instrument(QStringLiteral("BTC"), QStringLiteral("USDT")),
                    QStringLiteral("Bitget"), market.clock.now());
        fillHistory(history, eth, market.bitget.instrument(QStringLiteral("ETH"), QStringLiteral("USDT")),
                    QStringLiteral("Bitget"), market.clock.now(), 4500);
    }
    ChartPane *pane() const { return window->findChild<ChartPane *>(); }
    CoinView *page() const { return window->findChild<CoinView *>(); }
    bool pageShown() const { return page() && page()->isVisible(); }
    void letChart()
    {
        market.clock.advance(50ms);
        waitUntil([&] {
            market.clock.advance(50ms); // stories are asked for together
            return window->chartSettled();
        });
    }
    void size(int width, int height)
    {
        window->resize(width, height);
        settle();
    }
    int rowOf(const AssetId &asset) const { return prices()->model().rowOf(asset); }
    QPoint coinAt(const AssetId &asset) const
    {
        return prices()->view().visualRect(prices()->model().index(rowOf(asset), 0)).center();
    }
    void clickCoin(const AssetId &asset)
    {
        QTest::mouseClick(prices()->view().viewport(), Qt::LeftButton, {}, coinAt(asset));
        settle();
    }
    // A story about a coin half an hour ago, stored and on the chart.
    Story putStory(const char *symbol, std::chrono::minutes ago = 30min)
    {
        Story story =
            makeStory(QStringLiteral("About %1").arg(QString::fromLatin1(symbol)), market.clock.now() - ago);
        story.facts.coins = {{QString::fromLatin1(symbol), 1, QString::fromLatin1(symbol)}};
        const Story stored = store.put({story}).first();
        market.clock.advance(300ms);
        settle();
        return stored;
    }
    static void hover(QWidget *widget, const QPoint &at)
    {
        QMouseEvent move(QEvent::MouseMove, at, widget->mapToGlobal(at), Qt::NoButton, Qt::NoButton,
                         Qt::NoModifier);
        QCoreApplication::sendEvent(widget, &move);
    }
};
} // namespace

TEST_F(WindowChartsTest, TheFirstCoinOfTheWatchlistIsSelectedAndItsChartFillsTheCentre)
{
    letChart();
    EXPECT_EQ(prices()->currentCoin(), btc);
    EXPECT_EQ(pane()->coin(), btc);
    EXPECT_TRUE(pane()->isVisible());
    EXPECT_EQ(pane()->findChild<TextLink *>()->text(), QStringLiteral("0 stories"));
    EXPECT_FALSE(reader()->isVisible());
    press(Qt::Key_J);
    EXPECT_TRUE(reader()->isVisible());
    EXPECT_TRUE(pane()->isVisible());
    EXPECT_LT(pane()->height(), 420);
    press(Qt::Key_Escape);
    EXPECT_FALSE(reader()->isVisible());
}

TEST_F(WindowChartsTest, AClickOnACoinShowsItsChartAndTheNextStartRemembersIt)
{
    clickCoin(eth);
    EXPECT_EQ(pane()->coin(), eth);
    EXPECT_FALSE(pageShown());
    market.clock.advance(2s);
    EXPECT_EQ(places.value(QStringLiteral("coin")).toString(), eth.value);
}

TEST_F(WindowChartsTest, EnterOpensTheCoinsPageAndEscLeadsBack)
{
    clickCoin(eth);
    prices()->view().setFocus();
    press(Qt::Key_Return);
    ASSERT_TRUE(pageShown());
    EXPECT_EQ(page()->coin(), eth);
    EXPECT_FALSE(list()->isVisible());
    press(Qt::Key_Escape);
    EXPECT_FALSE(pageShown());
    EXPECT_TRUE(list()->isVisible());
    EXPECT_TRUE(prices()->isAncestorOf(window->focusWidget()));
}

TEST_F(WindowChartsTest, ADoubleClickOpensThePageAndTheToolbarLeadsBack)
{
    QTest::mouseDClick(prices()->view().viewport(), Qt::LeftButton, {}, coinAt(btc));
    settle();
    ASSERT_TRUE(pageShown());
    auto *toolbar = window->findChild<Toolbar *>();
    WordButton *back = nullptr;
    for (WordButton *button : toolbar->findChildren<WordButton *>())
        if (button->text() == QStringLiteral("Dashboard"))
            back = button;
    ASSERT_NE(back, nullptr);
    EXPECT_TRUE(back->isVisible());
    QTest::mouseClick(back, Qt::LeftButton);
    EXPECT_FALSE(pageShown());
    EXPECT_FALSE(back->isVisible());
}

TEST_F(WindowChartsTest, InTwoColumnsTheChartCoversTheNewsAndPricesStay)
{
    size(868, 500);
    EXPECT_FALSE(pane()->isVisible());
    clickCoin(eth);
    EXPECT_TRUE(pane()->isVisible());
    EXPECT_TRUE(prices()->isVisible());
    EXPECT_FALSE(list()->isVisible());
    press(Qt::Key_Escape);
    EXPECT_FALSE(pane()->isVisible());
    EXPECT_TRUE(list()->isVisible());
}

TEST_F(WindowChartsTest, AStoryOpenedFromTheChartLeadsBackToIt)
{
    putStory("BTC");
    size(868, 500);
    clickCoin(btc);
    letChart();
    market.clock.advance(300ms);
    settle();
    const QList<Story> onChart = pane()->lane().inSight();
    ASSERT_FALSE(onChart.isEmpty());
    emit pane()->chart().markerActivated(onChart.first().article.id.value);
    settle();
    EXPECT_TRUE(reader()->isVisible());
    EXPECT_EQ(openTitle(), QStringLiteral("About BTC"));
    EXPECT_FALSE(pane()->isVisible());
    press(Qt::Key_Escape);
    EXPECT_TRUE(pane()->isVisible());
    press(Qt::Key_Escape);
    EXPECT_TRUE(list()->isVisible());
}

TEST_F(WindowChartsTest, NarrowTheChartHasATabOfItsOwnWithThePricesBySource)
{
    size(420, 640);
    window->findChild<Columns *>()->showPane(Columns::Pane::Prices);
    settle();
    clickCoin(eth);
    EXPECT_TRUE(pane()->isVisible());
    EXPECT_EQ(pane()->coin(), eth);
    const auto sources = pane()->findChildren<QTableView *>();
    ASSERT_EQ(sources.size(), 1);
    EXPECT_TRUE(sources.first()->isVisible());
    size(1280, 800);
    EXPECT_FALSE(sources.first()->isVisible());
}

TEST_F(WindowChartsTest, NarrowAStoryHasASmallChartOfItsHoursBelowItsText)
{
    const Story story = putStory("ETH");
    size(420, 900);
    window->showStory(story.article.id);
    ASSERT_TRUE(waitUntil([this] { return openTitle() == QStringLiteral("About ETH"); }));
    const auto *small = window->findChild<StoryChart *>();
    ASSERT_NE(small, nullptr);
    ASSERT_TRUE(waitUntil([&] { return small->isVisible(); })); // below a text that a worker lays down
    letChart();
    EXPECT_EQ(small->chart().coin(), eth);
    EXPECT_FALSE(small->chart().series().candles.isEmpty());
    EXPECT_EQ(small->lane().inSight().value(0).article.id, story.article.id);
    EXPECT_EQ(small->height(), 96);
    size(1280, 800);
    EXPECT_FALSE(small->isVisible()) << "the chart has its own place";
}

TEST_F(WindowChartsTest, NarrowAStoryAboutNoCoinHasNoChart)
{
    size(420, 900);
    press(Qt::Key_J);
    settle();
    EXPECT_EQ(window->findChild<StoryChart *>(), nullptr);
}

TEST_F(WindowChartsTest, APageWithoutRoomBecomesTheChartInPlaceOfTheNews)
{
    prices()->view().setFocus();
    press(Qt::Key_Return);
    ASSERT_TRUE(pageShown());
    size(868, 500);
    EXPECT_FALSE(pageShown());
    EXPECT_TRUE(pane()->isVisible());
    size(1280, 800);
    EXPECT_TRUE(list()->isVisible());
    EXPECT_TRUE(pane()->isVisible());
}

TEST_F(WindowChartsTest, InALowWindowTheChartGivesWayToTheStory)
{
    size(1280, 470);
    press(Qt::Key_J);
    EXPECT_TRUE(reader()->isVisible());
    EXPECT_FALSE(pane()->isVisible());
    press(Qt::Key_Escape);
    EXPECT_TRUE(pane()->isVisible());
}

TEST_F(WindowChartsTest, DigitsAreRangesAndLettersLooks)
{
    letChart();
    const auto chart = [&] { return market.settings.settings().chart; };
    press(Qt::Key_3);
    EXPECT_EQ(chart().range, ChartRange::D7);
    press(Qt::Key_2);
    EXPECT_EQ(chart().range, ChartRange::H24);
    press(Qt::Key_C);
    EXPECT_TRUE(chart().candles);
    const bool volume = chart().volume;
    press(Qt::Key_V);
    EXPECT_NE(chart().volume, volume);
    letChart();
    press(Qt::Key_Plus);
    EXPECT_TRUE(pane()->chart().chart()->isZoomed());
    press(Qt::Key_0);
    EXPECT_FALSE(pane()->chart().chart()->isZoomed());
    press(Qt::Key_F, Qt::ControlModifier);
    QTest::keyClicks(field(), QStringLiteral("13"));
    EXPECT_EQ(field()->text(), QStringLiteral("13")); // typed, not a range
    EXPECT_EQ(chart().range, ChartRange::H24);
}

TEST_F(WindowChartsTest, TheSheetNamesTheChartsKeys)
{
    QStringList actions;
    for (const KeyLine &line : MainWindow::keyLines())
        if (line.section == QStringLiteral("Chart"))
            actions.append(line.action);
    for (const char *action :
         {"Line or candles", "Full-screen chart", "Interval menu", "Crosshair by one candle"})
        EXPECT_TRUE(actions.contains(QString::fromUtf8(action))) << action;
}

TEST_F(WindowChartsTest, F11ShowsTheChartAloneAndEscGivesTheRestBack)
{
    letChart();
    press(Qt::Key_F11);
    EXPECT_TRUE(pane()->isVisible());
    EXPECT_FALSE(list()->isVisible());
    EXPECT_FALSE(prices()->isVisible());
    EXPECT_FALSE(window->findChild<Toolbar *>()->isVisible());
    press(Qt::Key_Escape);
    EXPECT_TRUE(list()->isVisible());
    EXPECT_TRUE(window->findChild<Toolbar *>()->isVisible());
    EXPECT_FALSE(window->isFullScreen());
}

TEST_F(WindowChartsTest, AStoryUnderThePointerMovesTheCrosshairToItsMinute)
{
    const Story story = putStory("BTC");
    letChart();
    QModelIndex index;
    ASSERT_TRUE(waitUntil([&] { return (index = list()->rows().indexOf(story.article.id)).isValid(); }));
    list()->scrollTo(index);
    hover(list()->viewport(), list()->visualRect(index).center());
    EXPECT_TRUE(pane()->chart().chart()->crosshairText().contains(
        market.theme.times().minute(story.article.sortTime)))
        << pane()->chart().chart()->crosshairText().toStdString();
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(list(), &leave);
    EXPECT_TRUE(pane()->chart().chart()->crosshairText().isEmpty());
}

TEST_F(WindowChartsTest, TheChartsMomentLightsTheStoriesWithinAQuarterOfAnHour)
{
    letChart();
    const QImage before = pictureOf(*window->findChild<NewsPane *>());
    emit pane()->chart().crosshairMoved(designNow - 20min);
    const QImage lit = pictureOf(*window->findChild<NewsPane *>());
    EXPECT_NE(lit, before);
    emit pane()->chart().crosshairMoved(std::nullopt);
    EXPECT_EQ(pictureOf(*window->findChild<NewsPane *>()), before);
}

TEST_F(WindowChartsTest, ShowOnChartGoesToTheStorysCoinAndAsFarBackAsItIs)
{
    const Story old = putStory("ETH", 72h);
    letChart();
    emit window->findChild<NewsPane *>()->showOnChartWanted(old);
    letChart();
    EXPECT_EQ(pane()->coin(), eth);
    EXPECT_EQ(market.settings.settings().chart.range, ChartRange::D7);
    EXPECT_EQ(pane()->chart().chart()->selectedMarker(), old.article.id.value);
}

TEST_F(WindowChartsTest, APageWithoutStoriesSaysSo)
{
    prices()->view().setFocus();
    press(Qt::Key_Return);
    ASSERT_TRUE(pageShown());
    EXPECT_TRUE(page()->storyList().emptyText().isEmpty()) << "nobody knows yet";
    letChart();
    market.clock.advance(300ms);
    EXPECT_TRUE(waitUntil([&] { return !page()->storyList().emptyText().isEmpty(); }));
    EXPECT_EQ(page()->storyList().stories().rowCount(), 0);
}

TEST_F(WindowChartsTest, ThePageListsItsStoriesAndTheSecondClickReadsOne)
{
    putStory("BTC");
    prices()->view().setFocus();
    press(Qt::Key_Return);
    ASSERT_TRUE(pageShown());
    letChart();
    market.clock.advance(300ms);
    settle();
    ChartStoryList &stories = page()->storyList();
    ASSERT_TRUE(waitUntil([&] { return stories.stories().rowCount() >= 2; }));
    const QPoint at = stories.visualRect(stories.stories().index(1)).center();
    QTest::mouseClick(stories.viewport(), Qt::LeftButton, {}, at);
    EXPECT_TRUE(pageShown());
    EXPECT_TRUE(page()->chart().chart()->selectedMarker());
    QTest::mouseClick(stories.viewport(), Qt::LeftButton, {}, at);
    settle();
    EXPECT_FALSE(pageShown());
    EXPECT_EQ(openTitle(), QStringLiteral("About BTC"));
}

TEST_F(WindowChartsTest, TheAlertsSeamTakesWhateverIsPutThere)
{
    prices()->view().setFocus();
    press(Qt::Key_Return);
    ASSERT_TRUE(pageShown());
    auto *alerts = new QWidget;
    alerts->setFixedHeight(120);
    page()->setAlertsPane(alerts);
    settle();
    EXPECT_TRUE(alerts->isVisible());
    EXPECT_EQ(alerts->mapTo(page(), QPoint(0, 120)).y(), page()->height());
}

TEST_F(WindowChartsTest, AWindowThatEndsWhileItsChartFollowsHearsOfItsSourcesAsAWholeWindow)
{
    int ended = 0;
    history.unfollowed = [&] {
        ++ended;
        market.bitget.setLink(ended % 2 != 0 ? SourceStatus::Link::Retrying : SourceStatus::Link::Live);
    };
    clickCoin(btc);
    letChart();
    ASSERT_FALSE(history.follows.isEmpty());
    const QSignalSpy told(&market.board, &QuoteBoard::sourceStatusChanged);
    window.reset();
    EXPECT_GE(ended, 1);
    EXPECT_GE(told.size(), 1);
}

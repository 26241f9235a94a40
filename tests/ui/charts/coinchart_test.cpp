// A coin's chart with its data and its row of controls, driven as people do, on a history by hand.
#include "tests/support/waituntil.h"
#include "tests/support/warnings.h"
#include "tests/ui/charts/samplehistory.h"
#include "tests/ui/news/newsfakes.h"
#include "ui/charts/averagesmenu.h"
#include "ui/charts/chartcontrols.h"
#include "ui/charts/coinchart.h"
#include "ui/style/buttons.h"
#include "ui/style/menu.h"
#include "ui/style/tabs.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <gtest/gtest.h>

namespace {
class CoinChartTest : public testing::Test, public SeedMarket
{
protected:
    CoinChartTest()
    {
        allLive();
        fillHistory(history, btc, bitget.instrument(QStringLiteral("BTC"), QStringLiteral("USDT")),
                    QStringLiteral("Bitget"), clock.now());
        fillHistory(history, eth, bitget.instrument(QStringLiteral("ETH"), QStringLiteral("USDT")),
                    QStringLiteral("Bitget"), clock.now(), 4500);
    }
    std::unique_ptr<CoinChart> shown(CoinChart::Place place = CoinChart::Place::Pane, int height = 500)
    {
        auto chart = std::make_unique<CoinChart>(history, board, settings, theme, clock, place);
        chart->setCoin(btc);
        chart->resize(550, height);
        chart->show();
        letBuild(*chart);
        return chart;
    }
    void letBuild(CoinChart &chart)
    {
        clock.advance(50ms); // after the first paint
        waitUntil([&] { return chart.isSettled(); });
    }
    void set(void (*apply)(ChartSettings &))
    {
        settings.change([&](Settings &now) { apply(now.chart); });
        settle();
    }
    static QStringList texts(const Menu &menu)
    {
        QStringList list;
        for (const QAction *action : menu.actions())
            if (!action->isSeparator())
                list.append(action->text().section(u'\t', 0, 0));
        return list;
    }
    static QAction *action(const Menu &menu, const QString &text)
    {
        for (QAction *each : menu.actions())
            if (each->text().section(u'\t', 0, 0) == text)
                return each;
        return nullptr;
    }

    FakeCandleHistory history;
};
} // namespace

TEST_F(CoinChartTest, ItIsMadeAfterTheFirstPaintAndAsksForTheRangeAsSet)
{
    CoinChart chart(history, board, settings, theme, clock, CoinChart::Place::Pane);
    chart.setCoin(btc);
    chart.resize(550, 400);
    EXPECT_TRUE(history.follows.isEmpty()); // nobody looks
    chart.show();
    EXPECT_EQ(chart.chart(), nullptr);
    letBuild(chart);
    ASSERT_NE(chart.chart(), nullptr);
    ASSERT_EQ(history.follows.size(), 1);
    const HistoryQuery &asked = history.follows.first();
    EXPECT_EQ(asked.asset, btc);
    EXPECT_EQ(asked.interval, Interval::M15);
    ASSERT_TRUE(asked.from);
    EXPECT_LE(*asked.from, clock.now() - 24h);
    EXPECT_GE(*asked.from, clock.now() - 30h);
    const TimeSpan seen = chart.visibleRange();
    EXPECT_NEAR(static_cast<double>(toMsecs(seen.to) - toMsecs(seen.from)), 24 * 3600e3, 20 * 60e3);
}

TEST_F(CoinChartTest, ARangeAndAnIntervalAskAnew)
{
    const auto chart = shown();
    set([](ChartSettings &now) { now.range = ChartRange::D7; });
    EXPECT_EQ(history.follows.last().interval, Interval::H2);
    ASSERT_TRUE(waitUntil([&] { return chart->isSettled(); }));
    EXPECT_NEAR(static_cast<double>(toMsecs(chart->visibleRange().to) - toMsecs(chart->visibleRange().from)),
                7 * 86'400e3, 3 * 3600e3);
    set([](ChartSettings &now) { now.interval = Interval::H4; });
    EXPECT_EQ(history.follows.last().interval, Interval::H4);
    const qsizetype before = history.follows.size();
    set([](ChartSettings &now) { now.candles = true; }); // a look is no reason to ask
    EXPECT_EQ(history.follows.size(), before);
}

TEST_F(CoinChartTest, HiddenItFollowsNothingAndComesBackWithWhatIsNew)
{
    const auto chart = shown();
    const qsizetype before = history.follows.size();
    chart->hide();
    EXPECT_TRUE(chart->series().candles.isEmpty());
    set([](ChartSettings &now) { now.range = ChartRange::H1; });
    EXPECT_EQ(history.follows.size(), before);
    chart->show();
    ASSERT_TRUE(waitUntil([&] { return chart->isSettled(); }));
    EXPECT_EQ(history.follows.last().interval, Interval::M1);
}

TEST_F(CoinChartTest, LiveCandlesReachTheChart)
{
    const auto chart = shown();
    Candle last = chart->series().candles.last();
    last.close = last.high = "119999.99"_dec;
    history.push(btc, bitget.info().id, Interval::M15, {last});
    EXPECT_TRUE(chart->chart()->summary().contains(QStringLiteral("119,999.99")))
        << chart->chart()->summary().toStdString();
}

TEST_F(CoinChartTest, SaysWhoseHistoryItShowsInPlaceOfWhose)
{
    CandleSeries other = sampleSeries(binance.instrument(QStringLiteral("BTC"), QStringLiteral("USDT")),
                                      QStringLiteral("Binance"), Interval::D1, clock.now(), 400);
    other.lacking = {QStringLiteral("Kraken")};
    FakeCandleHistory own;
    own.set(btc, other);
    settings.change([](Settings &now) { now.chart.range = ChartRange::Y1; });
    CoinChart chart(own, board, settings, theme, clock, CoinChart::Place::Pane);
    chart.setCoin(btc);
    chart.resize(550, 400);
    chart.show();
    letBuild(chart);
    EXPECT_EQ(chart.notice(), QStringLiteral("No 1Y history from Kraken. Showing Binance."));
}

TEST_F(CoinChartTest, WithoutHistoryItSaysSoAndIsSettled)
{
    FakeCandleHistory empty;
    CoinChart chart(empty, board, settings, theme, clock, CoinChart::Place::Pane);
    chart.setCoin(doge);
    chart.resize(550, 400);
    chart.show();
    letBuild(chart);
    EXPECT_TRUE(chart.isSettled());
    EXPECT_TRUE(chart.chart()->summary().contains(QStringLiteral("No history for this range.")))
        << chart.chart()->summary().toStdString();
}

TEST_F(CoinChartTest, AVenueThatIsDownLeavesNothingToWaitFor)
{
    CandleSeries cut = sampleSeries(bitget.instrument(QStringLiteral("BTC"), QStringLiteral("USDT")),
                                    QStringLiteral("Bitget"), Interval::M15, clock.now() - 1h, 300);
    cut.complete = false;
    FakeCandleHistory own;
    own.set(btc, cut);
    CoinChart chart(own, board, settings, theme, clock, CoinChart::Place::Pane);
    chart.setCoin(btc);
    chart.resize(550, 400);
    chart.show();
    letBuild(chart);
    EXPECT_FALSE(chart.isSettled()) << "its newest candles are on the way";
    bitget.setLink(SourceStatus::Link::Down);
    EXPECT_TRUE(chart.isSettled());
}

TEST_F(CoinChartTest, WhatACoinIsComparedWithIsFollowedTooAndNeverMoreThanFour)
{
    const auto chart = shown();
    chart->setCompared({eth, xrp, sol, doge, usdt});
    EXPECT_EQ(chart->compared().size(), 4);
    settle();
    QSet<QString> asked;
    for (const HistoryQuery &query : std::as_const(history.follows))
        asked.insert(query.asset.value);
    EXPECT_TRUE(asked.contains(eth.value));
    EXPECT_TRUE(asked.contains(doge.value));
    EXPECT_FALSE(asked.contains(usdt.value));
    chart->setCoin(eth); // its comparison goes with it
    EXPECT_TRUE(chart->compared().isEmpty());
}

TEST_F(CoinChartTest, TheMenuHasTheDesignsEntriesAndDoesThem)
{
    const auto chart = shown();
    chart->setAlertOffered(true);
    QSignalSpy alert(chart.get(), &CoinChart::alertWanted);
    const std::unique_ptr<Menu> menu(chart->makeMenu("115130.00"_dec, clock.now()));
    const QStringList entries = texts(*menu);
    EXPECT_EQ(entries.value(0), QStringLiteral("Add alert at 115,130.00"));
    EXPECT_EQ(entries.value(1), QStringLiteral("Copy price here"));
    for (const char *text : {"Candles", "Stories", "Volume", "Averages…", "Reset zoom", "Save picture…"})
        EXPECT_TRUE(entries.contains(QString::fromUtf8(text))) << text;
    action(*menu, entries.at(0))->trigger();
    ASSERT_EQ(alert.size(), 1);
    EXPECT_EQ(alert.at(0).at(1).value<Decimal>(), "115130.00"_dec);
    action(*menu, QStringLiteral("Copy price here"))->trigger();
    EXPECT_EQ(QGuiApplication::clipboard()->text(), QStringLiteral("115130.00"));
    action(*menu, QStringLiteral("Candles"))->trigger();
    EXPECT_TRUE(settings.settings().chart.candles);
    EXPECT_TRUE(settings.settings().chart.pageCandles);
    action(*menu, QStringLiteral("Copy data"))->trigger();
    EXPECT_TRUE(
        QGuiApplication::clipboard()->text().startsWith(QStringLiteral("time\topen\thigh\tlow\tclose")));
    EXPECT_FALSE(action(*menu, QStringLiteral("Reset zoom"))->isEnabled());
    chart->zoomIn();
    const std::unique_ptr<Menu> zoomed(chart->makeMenu(std::nullopt, std::nullopt));
    EXPECT_TRUE(action(*zoomed, QStringLiteral("Reset zoom"))->isEnabled());
}

TEST_F(CoinChartTest, TheAveragesLookBackBeyondTheRange)
{
    set([](ChartSettings &now) { now.average2Period = 200; });
    const auto chart = shown(CoinChart::Place::Page);
    ASSERT_TRUE(history.follows.last().from);
    EXPECT_LE(*history.follows.last().from, clock.now() - 24h - 200 * 15min + 15min);
}

TEST_F(CoinChartTest, TheControlsChangeTheSettingsAndShowThem)
{
    ChartControls controls(settings, theme, ChartControls::Kind::Pane);
    controls.resize(550, 36);
    controls.show();
    settle();
    QList<QAbstractButton *> ranges;
    for (QAbstractButton *button : controls.findChildren<QAbstractButton *>())
        if (button->text() == QStringLiteral("7D"))
            ranges.append(button);
    ASSERT_EQ(ranges.size(), 1);
    QTest::mouseClick(ranges.first(), Qt::LeftButton);
    EXPECT_EQ(settings.settings().chart.range, ChartRange::D7);
    const auto *interval = controls.findChild<DropButton *>();
    EXPECT_EQ(interval->text(), QStringLiteral("Auto 2h"));
    set([](ChartSettings &now) { now.interval = Interval::D1; });
    EXPECT_EQ(interval->text(), QStringLiteral("1D"));
    auto *stories = controls.findChild<TextLink *>();
    EXPECT_EQ(stories->text(), QStringLiteral("Stories")) << "there is no chart to count them on";
    controls.setStoryCount(7);
    EXPECT_EQ(stories->text(), QStringLiteral("7 stories"));
    QTest::mouseClick(stories, Qt::LeftButton);
    EXPECT_FALSE(settings.settings().chart.stories);
}

TEST_F(CoinChartTest, TheIntervalMenuNamesWhatIsMadeFromWhat)
{
    ChartControls controls(settings, theme, ChartControls::Kind::Page);
    controls.setBuiltFrom([](Interval interval) -> std::optional<Interval> {
        return interval == Interval::W1 ? std::optional(Interval::D1) : std::nullopt;
    });
    controls.resize(887, 36);
    controls.show();
    allowWarning(QStringLiteral("This plugin does not support")); // popups, offscreen
    controls.openIntervals();
    auto *menu = controls.findChild<Menu *>();
    ASSERT_NE(menu, nullptr);
    EXPECT_EQ(texts(*menu), (QStringList{QStringLiteral("Auto"), QStringLiteral("1m"), QStringLiteral("5m"),
                                         QStringLiteral("15m"), QStringLiteral("1h"), QStringLiteral("4h"),
                                         QStringLiteral("1D"), QStringLiteral("1W")}));
    EXPECT_EQ(menu->actions().first()->text(), QStringLiteral("Auto\t15m for 24H"));
    EXPECT_EQ(menu->actions().last()->text(), QStringLiteral("1W\tfrom 1D"));
    EXPECT_TRUE(menu->actions().first()->isChecked());
    action(*menu, QStringLiteral("4h"))->trigger();
    EXPECT_EQ(settings.settings().chart.interval, Interval::H4);
    menu->close();
}

TEST_F(CoinChartTest, TheAveragesAreNamedAndTheirPeriodsTyped)
{
    ChartControls controls(settings, theme, ChartControls::Kind::Page);
    controls.resize(887, 36);
    controls.show();
    EXPECT_EQ(averagesLabel(settings.settings().chart), QStringLiteral("MA 20, 50"));
    AveragesMenu menu(settings, theme);
    auto *period = menu.findChild<QSpinBox *>();
    period->setValue(9);
    EXPECT_EQ(settings.settings().chart.average1Period, 9);
    action(menu, QStringLiteral("MA 50"))->trigger();
    EXPECT_EQ(averagesLabel(settings.settings().chart), QStringLiteral("MA 9"));
    action(menu, QStringLiteral("Exponential"))->trigger();
    EXPECT_EQ(averagesLabel(settings.settings().chart), QStringLiteral("EMA 9"));
    set([](ChartSettings &now) { now.average1 = false; });
    EXPECT_EQ(averagesLabel(settings.settings().chart), QStringLiteral("EMA off"));
}

TEST_F(CoinChartTest, NarrowControlsKeepWhatMattersAndNothingOverlaps)
{
    for (const ChartControls::Kind kind : {ChartControls::Kind::Pane, ChartControls::Kind::Page}) {
        for (const int width : {1058, 887, 688, 550, 475, 420, 406, 360}) {
            ChartControls controls(settings, theme, kind);
            controls.setStoryCount(7);
            controls.resize(width, 36);
            controls.show();
            settle();
            QList<QRect> taken;
            for (const QWidget *child :
                 controls.findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly)) {
                if (!child->isVisible())
                    continue;
                EXPECT_GE(child->x(), 0) << width;
                EXPECT_LE(child->geometry().right(), width) << width;
                for (const QRect &other : std::as_const(taken))
                    EXPECT_FALSE(other.intersects(child->geometry())) << width;
                taken.append(child->geometry());
            }
            EXPECT_GE(taken.size(), 2) << width; // ranges and style are always there
        }
    }
}

TEST_F(CoinChartTest, TheTagFollowsTheTicksOfItsOwnVenueAndWaitsForItsCandleNoLongerThanThat)
{
    const auto chart = shown();
    binance.tick(QStringLiteral("BTC-USDT"), "99999.11"_dec);
    bitget.tick(QStringLiteral("BTC-USDT"), "114321.98"_dec);
    clock.advance(250ms);
    EXPECT_TRUE(chart->chart()->summary().contains(QStringLiteral("to 114,321.98")))
        << chart->chart()->summary().toStdString();
    bitget.tick(QStringLiteral("BTC-USDT"), "114322.01"_dec);
    clock.advance(60ms); // told, and its candle comes
    Candle candle = chart->series().candles.last();
    candle.close = candle.high = "114322.01"_dec;
    history.push(btc, bitget.info().id, Interval::M15, {candle});
    EXPECT_TRUE(chart->chart()->summary().contains(QStringLiteral("to 114,322.01")))
        << chart->chart()->summary().toStdString();
}

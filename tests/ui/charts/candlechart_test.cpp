#include "tests/ui/charts/samplechart.h"
#include "ui/charts/chartstage.h"
#include "ui/charts/chartwords.h"

#include <QAccessible>
#include <QGraphicsView>
#include <QNativeGestureEvent>
#include <QPaintEvent>
#include <QPointingDevice>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>
#include <QWheelEvent>
#include <gtest/gtest.h>

using namespace std::chrono_literals;
using namespace sample;

namespace {
// What of the chart was painted, and how often.
class PaintWatch : public QObject
{
public:
    explicit PaintWatch(QWidget &chart) : m_viewport(chart.findChild<QGraphicsView *>()->viewport())
    {
        QCoreApplication::processEvents();
        m_viewport->installEventFilter(this);
    }
    QRegion settle()
    {
        QCoreApplication::processEvents();
        return std::exchange(m_painted, {});
    }
    qint64 area()
    {
        qint64 sum = 0;
        for (const QRect &part : settle())
            sum += qint64(part.width()) * part.height();
        return sum;
    }

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            m_painted += static_cast<QPaintEvent *>(event)->region();
        return false;
    }

private:
    QWidget *m_viewport;
    QRegion m_painted;
};

struct CandleChartTest : testing::Test, Chart
{
    QList<std::optional<UtcTime>> moved;
    QList<qint64> activated, selected;

    CandleChartTest()
    {
        QObject::connect(&chart, &CandleChart::crosshairMoved, &chart,
                         [this](auto time) { moved.append(time); });
        QObject::connect(&chart, &CandleChart::markerActivated, &chart,
                         [this](qint64 id) { activated.append(id); });
        QObject::connect(&chart, &CandleChart::markerSelected, &chart,
                         [this](qint64 id) { selected.append(id); });
        show();
    }
    // In the plot: 466 px for 24 hours.
    QPoint at(std::chrono::minutes since, int y = 100) const
    {
        return {static_cast<int>(466.0 * static_cast<double>(since.count()) / 1440), y};
    }
    QPoint inLane(std::chrono::minutes since) const { return at(since, chart.height() - 20 - 11); }
    void wheel(int angle, QPoint place, Qt::KeyboardModifiers held = Qt::NoModifier)
    {
        QWheelEvent event(place, chart.mapToGlobal(place), {}, {0, angle}, Qt::NoButton, held,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&chart, &event);
    }
    void key(Qt::Key key, Qt::KeyboardModifiers held = Qt::NoModifier) { QTest::keyClick(&chart, key, held); }
    std::chrono::milliseconds shown() const { return chart.visibleRange().to - chart.visibleRange().from; }
};
} // namespace

TEST_F(CandleChartTest, SaysInOneSentenceWhatItShows)
{
    CandleSeries series = wave(96);
    series.candles.first().open = "114012.82"_dec;
    series.candles[40].low = "113412.05"_dec;
    series.candles[60].high = "115348.70"_dec;
    chart.setSeries(series);
    chart.setPrice(LivePrice{"114959.13"_dec, start + 24h});
    chart.setMarkers({story(1, start + 1h), story(2, start + 2h), story(3, start - 5h)});
    EXPECT_EQ(chart.summary(),
              QStringLiteral("Bitcoin, 24 hours: from 114,012.82 to 114,959.13, low 113,412.05, "
                             "high 115,348.70, 2 stories."));
    chart.setStale(true);
    EXPECT_TRUE(chart.summary().endsWith(QStringLiteral("Not current.")));
    series.simulated = true;
    chart.setSeries(series);
    EXPECT_TRUE(chart.summary().startsWith(QStringLiteral("Simulated. Bitcoin")));
}

TEST_F(CandleChartTest, SaysWhatIsMissing)
{
    chart.setSeries({});
    EXPECT_EQ(chart.summary(), QStringLiteral("Bitcoin: no history for this range"));
    chart.setLoading(true);
    EXPECT_EQ(chart.summary(), QStringLiteral("Bitcoin: loading history"));
    chart.setMessage(QStringLiteral("No 1Y history from any source."));
    EXPECT_EQ(chart.summary(), QStringLiteral("Bitcoin: No 1Y history from any source."));
    key(Qt::Key_Left);
    wheel(120, at(600min));
    QTest::mouseMove(&chart, at(600min));
    EXPECT_TRUE(moved.isEmpty());
    EXPECT_TRUE(chart.legend().isEmpty());
}

TEST_F(CandleChartTest, LegendTellsTheCandleUnderTheCrosshair)
{
    CandleSeries series = wave(96);
    Candle &candle = series.candles[13]; // 03:15
    candle.open = "114689.87"_dec;
    candle.high = "114743.00"_dec;
    candle.low = "114644.71"_dec;
    candle.close = "114696.60"_dec;
    candle.volume = "186.4"_dec;
    chart.setSeries(series);
    chart.setStyle(ChartStyle::Candles);
    chart.setLegendShown(true);
    QTest::mouseMove(&chart, at(203min));
    EXPECT_EQ(chart.legend(), (QStringList{QStringLiteral("09/12 03:15"), QStringLiteral("O 114,689.87"),
                                           QStringLiteral("H 114,743.00"), QStringLiteral("L 114,644.71"),
                                           QStringLiteral("C 114,696.60"), QStringLiteral("+0.01%"),
                                           QStringLiteral("Vol 186.40 BTC")}));
    EXPECT_EQ(chart.crosshairText(), QStringLiteral("2025/09/12 03:15, 114,696.60"));
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(&chart, &leave);
    EXPECT_EQ(chart.legend().first(), QStringLiteral("09/12 23:45")); // the newest again
    ASSERT_GE(moved.size(), 2);
    EXPECT_LT(std::chrono::abs(*moved.first() - (start + 203min)), 4min); // the moment itself, to the pixel
    EXPECT_EQ(moved.last(), std::nullopt);
}

TEST_F(CandleChartTest, LegendNamesTheAveragesWithTheirValues)
{
    CandleSeries flat = wave(60);
    for (Candle &candle : flat.candles)
        candle.close = "114000.00"_dec;
    chart.setSeries(flat);
    chart.setAverages({{20, false}, {50, true}});
    EXPECT_EQ(chart.legend().mid(7),
              (QStringList{QStringLiteral("MA 20 114,000.00"), QStringLiteral("EMA 50 114,000.00")}));
    for (int i = 0; i < 30; ++i)
        key(Qt::Key_Left);
    EXPECT_EQ(chart.legend().last(), QStringLiteral("EMA 50 —")); // not enough candles before it
}

TEST_F(CandleChartTest, DigitsFollowTheTickSize)
{
    CandleSeries doge = wave(96, Interval::M15, 0.26, 0.01);
    doge.instrument.tickSize = "0.00001"_dec;
    for (Candle &candle : doge.candles)
        candle.close = candle.open = candle.low = candle.high = "0.25"_dec;
    chart.setSeries(doge);
    EXPECT_EQ(chart.legend().at(4), QStringLiteral("C 0.25000"));
    doge.instrument.tickSize = {}; // the venue doesn't say: as many digits as its prices have
    doge.candles[3].close = "0.2512"_dec;
    chart.setSeries(doge);
    EXPECT_EQ(chart.legend().at(4), QStringLiteral("C 0.2500"));
}

TEST_F(CandleChartTest, ArrowsMoveTheCrosshairByCandles)
{
    chart.setStyle(ChartStyle::Candles);
    key(Qt::Key_Left); // shows it
    EXPECT_EQ(moved.last(), start + 95 * 15min);
    key(Qt::Key_Left);
    EXPECT_EQ(moved.last(), start + 94 * 15min);
    key(Qt::Key_Left, Qt::ShiftModifier);
    EXPECT_EQ(moved.last(), start + 84 * 15min);
    key(Qt::Key_Right);
    EXPECT_EQ(moved.last(), start + 85 * 15min);
    key(Qt::Key_Home);
    EXPECT_EQ(moved.last(), start);
    key(Qt::Key_Left);
    EXPECT_EQ(moved.last(), start);
    key(Qt::Key_End);
    EXPECT_EQ(moved.last(), start + 95 * 15min);
    key(Qt::Key_Escape);
    EXPECT_EQ(moved.last(), std::nullopt);
    EXPECT_TRUE(chart.crosshairText().isEmpty());
}

TEST_F(CandleChartTest, KeyboardCrosshairBringsItsCandleIntoView)
{
    chart.showRange(start + 12h, start + 18h);
    key(Qt::Key_Home);
    EXPECT_LE(chart.visibleRange().from, start);
    EXPECT_EQ(shown(), 6h);
    key(Qt::Key_End);
    EXPECT_GE(chart.visibleRange().to, start + 24h);
}

TEST_F(CandleChartTest, OtherKeysAreLeftToTheWindow)
{
    QKeyEvent escape(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
    QCoreApplication::sendEvent(&chart, &escape);
    EXPECT_FALSE(escape.isAccepted()); // nothing to close here
    QKeyEvent bigger(QEvent::KeyPress, Qt::Key_Plus, Qt::ControlModifier);
    QCoreApplication::sendEvent(&chart, &bigger);
    EXPECT_FALSE(bigger.isAccepted()); // the text size
    EXPECT_FALSE(chart.isZoomed());
    QKeyEvent own(QEvent::ShortcutOverride, Qt::Key_M, Qt::NoModifier),
        others(QEvent::ShortcutOverride, Qt::Key_J, Qt::NoModifier);
    own.ignore();
    others.ignore();
    QCoreApplication::sendEvent(&chart, &own);
    QCoreApplication::sendEvent(&chart, &others);
    EXPECT_TRUE(own.isAccepted());
    EXPECT_FALSE(others.isAccepted());
}

TEST_F(CandleChartTest, ZoomsPansAndGoesBack)
{
    QSignalSpy ranges(&chart, &CandleChart::visibleRangeChanged);
    key(Qt::Key_Plus);
    EXPECT_LT(shown(), 24h);
    EXPECT_EQ(chart.visibleRange().to, start + 24h); // the newest stays
    EXPECT_TRUE(chart.isZoomed());
    EXPECT_EQ(ranges.size(), 1);
    key(Qt::Key_Minus);
    EXPECT_EQ(shown(), 24h);
    wheel(240, at(360min));
    EXPECT_LT(shown(), 16h);
    const UtcTime from = chart.visibleRange().from;
    wheel(120, at(360min), Qt::ShiftModifier);
    EXPECT_LT(chart.visibleRange().from, from);
    key(Qt::Key_0);
    EXPECT_EQ(chart.visibleRange(), (TimeSpan{start, start + 24h}));
    EXPECT_FALSE(chart.isZoomed());
}

TEST_F(CandleChartTest, ZoomHasLimits)
{
    for (int i = 0; i < 60; ++i)
        wheel(120, at(700min));
    EXPECT_EQ(shown(), 150min); // ten candles
    for (int i = 0; i < 60; ++i)
        wheel(-120, at(700min));
    EXPECT_EQ(shown(), 24h); // all there is
    for (int i = 0; i < 60; ++i)
        wheel(-120, at(700min), Qt::ShiftModifier);
    EXPECT_LE(chart.visibleRange().to, start + 24h + 30min); // never off into the future
}

TEST_F(CandleChartTest, DraggingMovesTheTimeWithThePointer)
{
    chart.showRange(start + 12h, start + 24h);
    QTest::mousePress(&chart, Qt::LeftButton, {}, {200, 100});
    QTest::mouseMove(&chart, {250, 100});
    QTest::mouseMove(&chart, {300, 100});
    QTest::mouseRelease(&chart, Qt::LeftButton, {}, {300, 100});
    const double moved =
        std::chrono::duration<double, std::ratio<60>>(start + 12h - chart.visibleRange().from).count();
    EXPECT_NEAR(moved, 100.0 * 720 / 466, 2);
    EXPECT_EQ(shown(), 12h);
    QTest::mouseDClick(&chart, Qt::LeftButton, {}, {300, 100});
    EXPECT_EQ(chart.visibleRange(), (TimeSpan{start + 12h, start + 24h}));
}

TEST_F(CandleChartTest, TwoFingersZoomWhereTheyAre)
{
    QPointingDevice *screen = QTest::createTouchDevice();
    QTest::touchEvent(&chart, screen).press(0, {180, 100}).press(1, {220, 100});
    for (int spread = 30; spread <= 120; spread += 10)
        QTest::touchEvent(&chart, screen).move(0, {200 - spread, 100}).move(1, {200 + spread, 100});
    QTest::touchEvent(&chart, screen).release(0, {80, 100}).release(1, {320, 100});
    EXPECT_LT(shown(), 20h);
    EXPECT_GT(chart.visibleRange().from, start);
    EXPECT_LT(chart.visibleRange().to, start + 24h); // in the middle, not at an edge
}

TEST_F(CandleChartTest, ATouchpadsPinchZoomsAndItsDoubleTapGoesBack)
{
    const QPointF place(200, 100);
    const auto gesture = [&](Qt::NativeGestureType type, double value) {
        QNativeGestureEvent event(type, QPointingDevice::primaryPointingDevice(), 2, place, place,
                                  chart.mapToGlobal(place), value, {});
        QCoreApplication::sendEvent(&chart, &event);
    };
    gesture(Qt::ZoomNativeGesture, 0.25);
    EXPECT_NEAR(static_cast<double>(shown() / 1min), 1440 / 1.25, 2);
    gesture(Qt::SmartZoomNativeGesture, 0);
    EXPECT_EQ(shown(), 24h);
}

TEST_F(CandleChartTest, WithoutZoomTheWheelBelongsToWhatIsAround)
{
    chart.setZoomEnabled(false);
    QWheelEvent event(QPointF(100, 100), QPointF(100, 100), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&chart, &event);
    EXPECT_FALSE(event.isAccepted());
    key(Qt::Key_Plus);
    EXPECT_EQ(chart.visibleRange(), (TimeSpan{start, start + 24h}));
}

TEST_F(CandleChartTest, AsksForOlderCandlesOnce)
{
    QSignalSpy older(&chart, &CandleChart::olderWanted);
    chart.showRange(start + 1h, start + 24h);
    ASSERT_EQ(older.size(), 1); // the first to go there; showing all of it asked nobody
    EXPECT_EQ(older.first().first().value<UtcTime>(), start);
    chart.updateCandles({candle(start - 15min, 114'000, 114'010, 113'990, 114'020)});
    chart.showRange(start + 12h, start + 24h);
    EXPECT_EQ(older.size(), 1); // far from the first
    chart.showRange(start + 1h, start + 24h);
    chart.showRange(start, start + 24h);
    ASSERT_EQ(older.size(), 2);
    EXPECT_EQ(older.last().first().value<UtcTime>(), start - 15min);
}

TEST_F(CandleChartTest, RightSpaceStaysEmptyBehindTheNewest)
{
    chart.setRightSpace(0.02);
    chart.showRange(start, start + 24h);
    EXPECT_EQ(chart.visibleRange().to, start + 24h + 1728s);
}

TEST_F(CandleChartTest, AViewAtTheNewestCandleMovesAlong)
{
    chart.updateCandles({candle(start + 24h, 114'000, 114'010, 113'990, 114'020)});
    EXPECT_EQ(chart.visibleRange(), (TimeSpan{start + 15min, start + 24h + 15min}));
    EXPECT_EQ(shown(), 24h);
    key(Qt::Key_0);
    EXPECT_EQ(chart.visibleRange().to, start + 24h + 15min); // and so does what one goes back to
    chart.showRange(start + 2h, start + 4h);
    chart.updateCandles({candle(start + 24h + 15min, 114'000, 114'010, 113'990, 114'020)});
    EXPECT_EQ(chart.visibleRange(), (TimeSpan{start + 2h, start + 4h}));
}

TEST_F(CandleChartTest, UpdatesGiveTheSameChartInAnyOrder)
{
    const CandleSeries all = wave(96);
    CandleSeries part = all;
    const QList<Candle> late = part.candles.mid(40, 20);
    part.candles.remove(40, 20);
    chart.setSeries(part);
    QList<Candle> shuffled{late.rbegin(), late.rend()};
    Candle changed = all.candles.last();
    changed.close = changed.high = "115999.99"_dec;
    chart.updateCandles({changed});
    chart.updateCandles(shuffled);
    chart.updateCandles({all.candles.last()});
    const QString merged = chart.dataText(u',');
    chart.setSeries(all);
    EXPECT_EQ(merged, chart.dataText(u','));
}

TEST_F(CandleChartTest, TheCrosshairStaysOnItsCandleWhenOlderOnesCome)
{
    key(Qt::Key_Left);
    key(Qt::Key_Left);
    const QString said = chart.crosshairText();
    chart.updateCandles({candle(start - 30min, 114'000, 114'010, 113'990, 114'020),
                         candle(start - 15min, 114'010, 114'020, 114'000, 114'030)});
    EXPECT_EQ(chart.crosshairText(), said);
    CandleSeries longer = wave(96);
    longer.candles.prepend(candle(start - 15min, 114'010, 114'020, 114'000, 114'030));
    chart.setSeries(longer);
    EXPECT_EQ(chart.crosshairText(), said);
}

TEST_F(CandleChartTest, CandlesEndTheMessage)
{
    chart.setSeries({});
    chart.setMessage(QStringLiteral("No history for this range."));
    chart.setSeries(wave(96));
    EXPECT_TRUE(chart.summary().startsWith(QStringLiteral("Bitcoin, 24 hours")));
}

TEST_F(CandleChartTest, AnotherCoinInOtherTimesIsShownWhole)
{
    const CandleSeries later = wave(50, Interval::H1, 4'500, 70, start + 24h * 30);
    chart.setSeries(later);
    EXPECT_EQ(chart.visibleRange(), (TimeSpan{start + 24h * 30, start + 24h * 30 + 50h}));
    chart.setSeries(wave(40, Interval::H1, 238, 3, start + 24h * 30)); // the same times: the view stays
    EXPECT_EQ(shown(), 50h);
}

TEST_F(CandleChartTest, ABrushShowsAnExactMoment)
{
    chart.setBrush(start + 15h + 7min);
    EXPECT_TRUE(chart.crosshairText().startsWith(QStringLiteral("2025/09/12 15:07, 11")));
    EXPECT_TRUE(moved.isEmpty()); // told by us, not by the user
    QTest::mouseMove(&chart, at(60min));
    EXPECT_TRUE(chart.crosshairText().startsWith(QStringLiteral("2025/09/12 0"))); // the pointer's own wins
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(&chart, &leave);
    EXPECT_TRUE(chart.crosshairText().startsWith(QStringLiteral("2025/09/12 15:07")));
    chart.setBrush(std::nullopt);
    EXPECT_TRUE(chart.crosshairText().isEmpty());
}

TEST_F(CandleChartTest, AClickOpensAMarkerAndGoesOnThroughACount)
{
    chart.setMarkers({story(3, start + 12h), story(1, start + 6h), story(2, start + 6h + 20min)});
    QTest::mouseClick(&chart, Qt::LeftButton, {}, inLane(720min));
    QTest::mouseClick(&chart, Qt::LeftButton, {}, inLane(362min));
    QTest::mouseClick(&chart, Qt::LeftButton, {}, inLane(362min));
    QTest::mouseClick(&chart, Qt::LeftButton, {}, inLane(362min));
    EXPECT_EQ(activated, (QList<qint64>{3, 1, 2, 1}));
    EXPECT_EQ(chart.selectedMarker(), 1);
    QTest::mouseClick(&chart, Qt::LeftButton, {}, inLane(1000min));
    EXPECT_EQ(activated.size(), 4);
}

TEST_F(CandleChartTest, HoveringAMarkerTellsItOnce)
{
    QList<std::optional<qint64>> hovered;
    QObject::connect(&chart, &CandleChart::markerHovered, &chart, [&](auto id) { hovered.append(id); });
    chart.setMarkers({story(7, start + 12h)});
    QTest::mouseMove(&chart, inLane(720min));
    QTest::mouseMove(&chart, inLane(722min));
    QTest::mouseMove(&chart, at(100min));
    EXPECT_EQ(hovered, (QList<std::optional<qint64>>{7, std::nullopt}));
    chart.setMarkersShown(false);
    QTest::mouseMove(&chart, inLane(720min));
    EXPECT_EQ(hovered.size(), 2);
}

TEST_F(CandleChartTest, MGoesFromStoryToStory)
{
    chart.setMarkers({story(1, start + 2h), story(2, start + 4h), story(3, start + 30h)});
    key(Qt::Key_M, Qt::ShiftModifier);
    EXPECT_EQ(selected, (QList<qint64>{2})); // the last in view
    key(Qt::Key_M, Qt::ShiftModifier);
    key(Qt::Key_M, Qt::ShiftModifier); // none before the first
    EXPECT_EQ(selected, (QList<qint64>{2, 1}));
    key(Qt::Key_M);
    EXPECT_EQ(chart.selectedMarker(), 2);
    key(Qt::Key_Return);
    EXPECT_EQ(activated, (QList<qint64>{2}));
}

TEST_F(CandleChartTest, TheMenuGetsThePriceOfTheTickSizeUnderThePointer)
{
    CandleSeries coarse = wave(96);
    coarse.instrument.tickSize = "2.5"_dec;
    chart.setSeries(coarse);
    QList<std::optional<Decimal>> prices;
    QObject::connect(
        &chart, &CandleChart::contextMenuRequested, &chart,
        [&](QPoint, std::optional<Decimal> price, std::optional<UtcTime>) { prices.append(price); });
    const auto ask = [&](QPoint place) {
        QContextMenuEvent event(QContextMenuEvent::Mouse, place, chart.mapToGlobal(place));
        QCoreApplication::sendEvent(&chart, &event);
    };
    ask({200, 100});
    ask({200, 160});
    ask({200, chart.height() - 5});
    chart.setComparison({{QStringLiteral("ETH"), Qt::blue, wave(96)}});
    ask({200, 100});
    ASSERT_EQ(prices.size(), 4);
    ASSERT_TRUE(prices[0] && prices[1]);
    EXPECT_GT(*prices[0], *prices[1]);
    EXPECT_EQ(prices[0]->rounded(1).coefficient() % 25, 0);
    EXPECT_EQ(prices[2], std::nullopt);
    EXPECT_EQ(prices[3], std::nullopt); // percent are no prices
}

TEST_F(CandleChartTest, ADoubleClickOnTheAxisAsksForAnAlertThere)
{
    QSignalSpy alerts(&chart, &CandleChart::alertRequested);
    QTest::mouseDClick(&chart, Qt::LeftButton, {}, {500, 100});
    ASSERT_EQ(alerts.size(), 1);
    EXPECT_GT(alerts.first().first().value<Decimal>(), "113000"_dec);
}

TEST_F(CandleChartTest, ComparesInPercentSinceTheLeftEdge)
{
    CandleSeries own = wave(96), other = wave(96, Interval::M15, 4'500, 70);
    own.candles[47].close = own.candles[48].open = "100000"_dec; // ends at 12:00, the left edge
    own.candles.last().close = "110000"_dec;
    other.candles[47].close = "4000"_dec;
    other.candles.last().close = "3000"_dec;
    chart.setSeries(own);
    chart.setComparison({{QStringLiteral("ETH"), Qt::blue, other}, {QStringLiteral("NEW"), Qt::red, {}}});
    chart.showRange(start + 12h, start + 24h);
    EXPECT_EQ(chart.legend(), (QStringList{QStringLiteral("09/12 23:45"), QStringLiteral("BTC +10.00%"),
                                           QStringLiteral("ETH −25.00%"), QStringLiteral("NEW —")}));
    chart.setComparison({});
    EXPECT_EQ(chart.legend().at(4), QStringLiteral("C 110,000.00"));
}

TEST_F(CandleChartTest, DataCarriesEveryDigitAsReceived)
{
    CandleSeries series = wave(3);
    series.candles[1] = candle(start + 15min, 1, 2, 1, 2);
    series.candles[1].close = "114696.60000000"_dec;
    series.candles[1].volume.reset();
    chart.setSeries(series);
    chart.showRange(start + 15min, start + 30min);
    EXPECT_EQ(chart.dataText(u','),
              QStringLiteral("time,open,high,low,close,volume,venue,pair\n"
                             "2025-09-12T00:15:00.000Z,1.00,2.00,1.00,114696.60000000,,Bitget,BTC/USDT\n"));
    EXPECT_TRUE(chart.dataText(u'\t').startsWith(QStringLiteral("time\topen\t")));
}

TEST_F(CandleChartTest, ThePictureHasNeitherCrosshairNorFocus)
{
    const QImage before = chart.picture(1);
    EXPECT_GT(before.height(), chart.height()); // it carries its caption
    key(Qt::Key_Left);
    chart.setBrush(start + 3h);
    EXPECT_EQ(chart.picture(1), before);
    EXPECT_FALSE(chart.crosshairText().isEmpty()); // and they are back
}

TEST_F(CandleChartTest, AnIdleChartPaintsNothing)
{
    PaintWatch watch(chart);
    watch.settle();
    for (const QTimer *timer : chart.findChildren<QTimer *>())
        EXPECT_FALSE(timer->isActive()) << timer->objectName().toStdString(); // nothing to paint for later
    EXPECT_TRUE(watch.settle().isEmpty());
    chart.setPrice(LivePrice{wave(96).candles.last().close, start + 24h});
    watch.settle();
    chart.setPrice(LivePrice{wave(96).candles.last().close, start + 24h}); // nothing new
    chart.updateCandles({wave(96).candles.last()});
    EXPECT_TRUE(watch.settle().isEmpty());
}

TEST_F(CandleChartTest, ATickPaintsItsCandleAndNotTheRest)
{
    chart.setStyle(ChartStyle::Candles);
    chart.setVolumeShown(true);
    Candle newest = wave(96).candles.last();
    chart.setPrice(LivePrice{newest.close, newest.time + 3min});
    PaintWatch watch(chart);
    watch.settle();
    newest.close = *Decimal::add(newest.close, "7.00"_dec);
    newest.high = std::max(newest.high, newest.close);
    chart.updateCandles({newest});
    chart.setPrice(LivePrice{newest.close, newest.time + 4min});
    const qint64 painted = watch.area();
    EXPECT_GT(painted, 0);
    EXPECT_LT(painted, qint64(chart.width()) * chart.height() / 4);
}

TEST_F(CandleChartTest, ATickBeyondTheRangePaintsTheScaleAnew)
{
    PaintWatch watch(chart);
    watch.settle();
    Candle newest = wave(96).candles.last();
    newest.close = newest.high = "120000"_dec;
    chart.updateCandles({newest});
    EXPECT_GT(watch.area(), qint64(chart.width()) * chart.height() / 2);
}

TEST_F(CandleChartTest, AHiddenChartPaintsNothingAndIsCurrentWhenShown)
{
    PaintWatch watch(chart);
    chart.hide();
    watch.settle();
    Candle newest = wave(96).candles.last();
    for (int i = 0; i < 50; ++i) {
        newest.close = *Decimal::add(newest.close, "1.00"_dec);
        newest.high = std::max(newest.high, newest.close);
        chart.updateCandles({newest});
        chart.setPrice(LivePrice{newest.close, newest.time + 1min});
    }
    EXPECT_TRUE(watch.settle().isEmpty());
    chart.show();
    watch.settle();
    EXPECT_EQ(chart.legend().at(4), QStringLiteral("C ") + theme.numbers().tickPrice(newest.close, 2));
}

TEST_F(CandleChartTest, AssistiveTechnologyHearsSummaryAndCrosshair)
{
    QAccessibleInterface *access = QAccessible::queryAccessibleInterface(&chart);
    ASSERT_TRUE(access);
    EXPECT_EQ(access->role(), QAccessible::Graphic);
    EXPECT_EQ(access->text(QAccessible::Name), chart.summary());
    EXPECT_TRUE(access->text(QAccessible::Value).isEmpty());
    key(Qt::Key_Left);
    EXPECT_EQ(access->text(QAccessible::Value), chart.crosshairText());
    EXPECT_EQ(access->text(QAccessible::Description), chart.crosshairText());
    EXPECT_EQ(access->childCount(), 0);
}

TEST_F(CandleChartTest, AssistiveTechnologyHearsTheStoryThatMReached)
{
    QAccessibleInterface *access = QAccessible::queryAccessibleInterface(&chart);
    ASSERT_TRUE(access);
    chart.setMarkers({story(1, start + 2h, "Miner balances little changed")});
    key(Qt::Key_M);
    EXPECT_EQ(access->text(QAccessible::Value),
              QStringLiteral("2025/09/12 02:00, Chainside, Miner balances little changed"));
    key(Qt::Key_Left); // from there on
    EXPECT_EQ(access->text(QAccessible::Value), chart.crosshairText());
}

TEST_F(CandleChartTest, ALargerTextTakesItsRoomWithoutOverlap)
{
    settings.change([](Settings &chosen) { chosen.textSizePercent = 200; });
    QCoreApplication::processEvents();
    EXPECT_FALSE(chart.summary().isEmpty());
    const QImage image = chart.grab().toImage();
    EXPECT_EQ(image.pixelColor(1, image.height() - 2), theme.tokens().surface);
}

TEST_F(CandleChartTest, NoLineIsDrawnOverMissingHistory)
{
    CandleSeries holed = wave(96);
    ChartStage stage(theme, &chart);
    stage.edit().from = static_cast<double>(toMsecs(start));
    stage.edit().to = static_cast<double>(toMsecs(start + 24h));
    stage.edit().series = holed;
    stage.edit().series.candles.remove(40, 8); // nothing traded: the line goes on
    stage.edit().readSeries();
    stage.resize({550, 320});
    EXPECT_EQ(stage.laidOut().lines.size(), 1);
    stage.edit().series.gaps = {{holed.candles[40].time, holed.candles[47].time}}; // not known
    stage.everythingChanged();
    const ChartState &state = stage.laidOut();
    ASSERT_EQ(state.lines.size(), 2);
    EXPECT_NEAR(state.lines[0].last().x(), state.x.x(state.candles[39].end), 0.01);
    EXPECT_NEAR(state.lines[1].first().x(), state.x.x(state.candles[40].time), 0.01);
}

TEST_F(CandleChartTest, TheWickInQuestionIsTheOneUnderTheCrosshairOrTheOnlyOne)
{
    const CandleSeries series = wave(96);
    ChartStage stage(theme, &chart);
    ChartState &state = stage.edit();
    state.series = series;
    state.readSeries();
    state.from = static_cast<double>(toMsecs(start));
    state.to = static_cast<double>(toMsecs(start + 24h));
    stage.resize({550, 320});
    state.wicks = {{series.candles[10].time, true, "1"_dec, "2"_dec, {}, {}}};
    EXPECT_EQ(shownWick(stage.laidOut()), &state.wicks[0]);
    state.wicks.append({series.candles[20].time, true, "1"_dec, "2"_dec, {}, {}});
    EXPECT_EQ(shownWick(stage.laidOut()), nullptr);
    state.own = Crosshair{.origin = Crosshair::Origin::Keys, .time = 0, .y = {}, .candle = 20, .start = 0};
    EXPECT_EQ(shownWick(stage.laidOut()), &state.wicks[1]);
}

TEST_F(CandleChartTest, TheWickUnderTheCrosshairIsSpokenWhereCandlesAreDrawn)
{
    const CandleSeries series = wave(96);
    ChartStage stage(theme, &chart);
    ChartState &state = stage.edit();
    state.series = series;
    state.readSeries();
    state.from = static_cast<double>(toMsecs(start));
    state.to = static_cast<double>(toMsecs(start + 24h));
    stage.resize({550, 320});
    const QString note = QStringLiteral("Only Bitget traded below 98,000; five others\u2019 low 98,410.2.");
    state.wicks = {{series.candles[20].time, true, "1"_dec, "2"_dec, note, {}}};
    state.own = Crosshair{.origin = Crosshair::Origin::Keys, .time = 0, .y = {}, .candle = 20, .start = 0};
    state.look.style = ChartStyle::Candles;
    EXPECT_TRUE(crosshairWords(stage.laidOut()).endsWith(note));
    state.own->candle = 21;
    EXPECT_FALSE(crosshairWords(stage.laidOut()).contains(note));
    state.own->candle = 20;
    state.look.style = ChartStyle::Line;
    EXPECT_FALSE(crosshairWords(stage.laidOut()).contains(note));
}

TEST_F(CandleChartTest, QtChartsAgreesOnEveryPlace)
{
    ChartStage stage(theme, &chart);
    stage.edit().series = wave(96);
    stage.edit().readSeries();
    stage.edit().from = static_cast<double>(toMsecs(start));
    stage.edit().to = static_cast<double>(toMsecs(start + 24h));
    for (const bool log : {false, true}) {
        stage.edit().look.log = log;
        stage.resize(log ? QSize(550, 320) : QSize(887, 556));
        const ChartState &state = stage.laidOut();
        for (const PlotCandle &candle : state.candles) {
            const QPointF theirs = stage.chartPosition(candle.end, candle.close);
            EXPECT_NEAR(theirs.x(), state.x.x(candle.end), 0.01);
            EXPECT_NEAR(theirs.y(), state.y.y(candle.close), 0.01);
        }
    }
}

TEST_F(CandleChartTest, WithoutAPriceAxisOnlyTheCrosshairHasAReadout)
{
    ChartState state(theme);
    state.series = wave(96);
    state.from = static_cast<double>(toMsecs(start));
    state.to = static_cast<double>(toMsecs(start + 24h));
    state.size = {372, 92};
    state.markers = {story(5, start + 10h)};
    state.selected = 5;
    state.readSeries();
    state.layOut();
    EXPECT_FALSE(readoutText(state).isEmpty());
    state.look.priceAxis = false;
    EXPECT_EQ(readoutText(state), QString());
    state.own = Crosshair{};
    state.own->time = static_cast<double>(toMsecs(start + 10h));
    EXPECT_FALSE(readoutText(state).isEmpty());
}

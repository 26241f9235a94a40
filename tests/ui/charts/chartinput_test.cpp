// Mouse, keys and fingers on the chart.
#include "tests/ui/charts/candlechartcase.h"

#include <QNativeGestureEvent>
#include <QPointingDevice>
#include <QSignalSpy>

using namespace std::chrono_literals;
using namespace sample;

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

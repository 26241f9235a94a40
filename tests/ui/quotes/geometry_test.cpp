#include "tests/support/manualclock.h"
#include "ui/quotes/pricecolumns.h"
#include "ui/quotes/sparkline.h"
#include "ui/quotes/tickflash.h"

#include <QSignalSpy>
#include <gtest/gtest.h>

using namespace std::chrono_literals;

namespace {
// In Inter at 100 %: "$114,959" and ".2615".
constexpr double whole = 64.2, fraction = 38.4;
PriceColumns at(int width, int percent = 100)
{
    return layOutColumns(RowStyle::dashboard(RowHeight::Comfortable), Fonts(percent), width,
                         whole * percent / 100, fraction * percent / 100);
}
} // namespace

TEST(PriceColumnsTest, TheDashboardsRowHasTheDesignsMeasures)
{
    const PriceColumns c = at(392);
    EXPECT_EQ(c.height, 46);
    EXPECT_EQ(c.badgeX, 14);
    EXPECT_EQ(c.nameX, 50);
    EXPECT_EQ(c.trendX, 146);
    EXPECT_NEAR(c.trendWidth, 66, 1);
    EXPECT_NEAR(c.pointX, 392 - 14 - 54 - 3 - 38.4, 0.01);
    EXPECT_EQ(c.changeEnd, 378);
    EXPECT_EQ(layOutColumns(RowStyle::dashboard(RowHeight::Compact), Fonts(), 392, whole, fraction).height,
              36);
}

TEST(PriceColumnsTest, TheTrendTakesSpareWidthUpTo160)
{
    EXPECT_GT(at(420).trendWidth, at(392).trendWidth);
    EXPECT_EQ(at(600).trendWidth, 160);
}

TEST(PriceColumnsTest, NarrowRowsLoseTrendThenSecondLineThenChange)
{
    int stage = 0; // 1: no trend, 2: no second line, 3: no change
    for (int width = 420; width >= 170; --width) {
        const PriceColumns c = at(width);
        const int now = c.showTrend ? 0 : c.showSecond ? 1 : c.showChange ? 2 : 3;
        EXPECT_GE(now, stage) << width;
        stage = std::max(stage, now);
        if (!c.showTrend) {
            EXPECT_LE(c.nameX + c.nameWidth, c.pointX - whole) << "names run into prices at " << width;
        }
        EXPECT_LE(c.changeCell, width);
    }
    EXPECT_EQ(stage, 3);
}

TEST(PriceColumnsTest, ALongFractionHidesTheTrendBeforeItShrinksBelow40)
{
    const RowStyle style = RowStyle::dashboard(RowHeight::Comfortable);
    const PriceColumns c = layOutColumns(style, Fonts(), 392, whole, fraction + 30);
    EXPECT_TRUE(!c.showTrend || c.trendWidth >= 40);
    EXPECT_FALSE(layOutColumns(style, Fonts(), 392, whole, fraction + 34).showTrend);
}

TEST(PriceColumnsTest, RowsGrowWithTheText)
{
    EXPECT_EQ(at(392, 200).height, 92);
    EXPECT_FALSE(at(392, 200).showTrend);
}

TEST(SparklineTest, RunsFromLeftToRightInsideItsBox)
{
    const QRectF box(10, 20, 66, 24);
    const QPolygonF line = sparkline({1, 3, 2, 4}, box);
    ASSERT_EQ(line.size(), 4);
    EXPECT_EQ(line.first().x(), 10);
    EXPECT_EQ(line.last().x(), 76);
    EXPECT_EQ(line.first().y(), 44); // the lowest
    EXPECT_EQ(line.last().y(), 20);
    for (const QPointF &point : line)
        EXPECT_TRUE(point.y() >= 20 && point.y() <= 44);
}

TEST(SparklineTest, TheNoiseOfAStablecoinStaysFlat)
{
    const QPolygonF line = sparkline({1.0000f, 1.0001f, 0.9999f, 1.0000f}, {0, 0, 66, 24});
    for (const QPointF &point : line)
        EXPECT_NEAR(point.y(), 12, 1);
}

TEST(SparklineTest, ThousandsOfValuesKeepTheirExtremes)
{
    QList<float> values(5000, 10.0f);
    values[2500] = 20.0f;
    const QPolygonF line = sparkline(values, {0, 0, 66, 24});
    EXPECT_LE(line.size(), 132);
    const double top =
        std::min_element(line.begin(), line.end(), [](auto a, auto b) { return a.y() < b.y(); })->y();
    EXPECT_EQ(top, 0);
}

TEST(SparklineTest, NothingIsDrawnWithoutALine)
{
    EXPECT_TRUE(sparkline({}, {0, 0, 66, 24}).isEmpty());
    EXPECT_TRUE(sparkline({1}, {0, 0, 66, 24}).isEmpty());
    EXPECT_TRUE(sparkline({1, std::numeric_limits<float>::quiet_NaN()}, {0, 0, 66, 24}).isEmpty());
}

TEST(SparklineTest, AnEndThatMovesByLessThanAPixelLooksTheSameUntilItHasAddedUp)
{
    const QList<float> drawn{100, 104, 102, 103};
    QList<float> now = drawn;
    now.last() += 0.01f; // of a range of 4: a four-hundredth
    EXPECT_TRUE(sameSparkline(drawn, now));
    now.last() = 103.1f;
    EXPECT_FALSE(sameSparkline(drawn, now));
    now = drawn;
    now[1] += 0.001f; // the past
    EXPECT_FALSE(sameSparkline(drawn, now));
    EXPECT_FALSE(sameSparkline(drawn, drawn + QList<float>{103}));
    EXPECT_TRUE(sameSparkline({}, {}));
    EXPECT_FALSE(sameSparkline({}, drawn));
}

TEST(TickFlashTest, HoldsThenFadesThenEnds)
{
    ManualClock clock;
    TickFlash flash(clock);
    const AssetId coin{QStringLiteral("bitcoin")};
    flash.start(coin, -1);
    EXPECT_EQ(flash.look(coin).direction, -1);
    clock.advance(150ms);
    EXPECT_EQ(flash.look(coin).strength, 1.0);
    clock.advance(225ms);
    EXPECT_NEAR(flash.look(coin).strength, 0.5, 0.01);
    clock.advance(225ms);
    EXPECT_EQ(flash.look(coin).direction, 0);
}

TEST(TickFlashTest, FlashesAtMostOnceASecond)
{
    ManualClock clock;
    TickFlash flash(clock);
    const AssetId coin{QStringLiteral("bitcoin")};
    flash.start(coin, 1);
    clock.advance(800ms);
    flash.start(coin, -1);
    EXPECT_EQ(flash.look(coin).direction, 0);
    clock.advance(200ms);
    flash.start(coin, -1);
    EXPECT_EQ(flash.look(coin).direction, -1);
}

TEST(TickFlashTest, ItsTimerEndsWithTheLastFlashAfterABarePaint)
{
    ManualClock clock;
    TickFlash flash(clock);
    const AssetId coin{QStringLiteral("bitcoin")};
    MonoTime lastMove{};
    QObject::connect(&flash, &TickFlash::moved, &flash, [&] { lastMove = clock.monotonic(); });
    const MonoTime begin = clock.monotonic();
    flash.start(coin, 1);
    clock.advance(3s);
    EXPECT_EQ(clock.pendingTimers(), 0u);
    EXPECT_GE(lastMove - begin, 600ms); // the tint is not left standing
}

TEST(TickFlashTest, ABusyMomentDoesNotLeaveATintStanding)
{
    ManualClock clock;
    TickFlash flash(clock);
    const AssetId coin{QStringLiteral("bitcoin")};
    flash.start(coin, 1);
    int moves = 0;
    QObject::connect(&flash, &TickFlash::moved, &flash, [&] { ++moves; });
    clock.suspend(5s); // no timer fires on the way
    clock.advance(300ms);
    EXPECT_EQ(moves, 1);
    EXPECT_EQ(flash.look(coin).direction, 0);
    EXPECT_EQ(clock.pendingTimers(), 0u);
}

TEST(TickFlashTest, TheStepsOfAFlashComeWithTheTicksOfOthers)
{
    ManualClock clock;
    TickFlash flash(clock);
    const AssetId first{QStringLiteral("bitcoin")}, second{QStringLiteral("ethereum")};
    flash.start(first, 1);
    clock.advance(241ms); // its first step
    QList<MonoTime> moves;
    QObject::connect(&flash, &TickFlash::moved, &flash, [&] { moves.append(clock.monotonic()); });
    clock.advance(60ms);
    const MonoTime tick = clock.monotonic();
    flash.start(second, -1);
    ASSERT_FALSE(moves.isEmpty());
    EXPECT_EQ(moves.first(), tick);
    clock.advance(60ms); // the step that was due in between is not taken again
    EXPECT_EQ(moves.last(), tick);
}

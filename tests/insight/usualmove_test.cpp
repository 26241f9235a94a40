#include "app/insight/usualmove.h"

#include "tests/insight/candlecase.h"
#include "tests/support/fakecandlehistory.h"
#include "tests/support/manualclock.h"
#include "tests/support/waituntil.h"

#include <QSignalSpy>

namespace {
CloseLine zigzagLine(std::chrono::hours reach)
{
    return CloseLine::of(candlesOf(Interval::M15, noonThen - reach, noonThen,
                                   [](UtcTime time) { return zigzag(time, 100, 1); }),
                         Interval::M15);
}
} // namespace

TEST(UsualMove, IsTheMedianOfAbsoluteMovesOfThatSpan)
{
    const CloseLine line = zigzagLine(30 * 24h);
    EXPECT_NEAR(*usualMove(line, 15min), 1, 0.01); // up 1 %, down 0.99 %
    EXPECT_NEAR(*usualMove(line, 30min), 0, 1e-9);
    EXPECT_NEAR(*usualMove(line, 45min), 1, 0.01);
}

TEST(UsualMove, TakesASpanToTheNearestStepAndNeverToNone)
{
    const CloseLine line = zigzagLine(30 * 24h);
    EXPECT_EQ(usualMove(line, 1min), usualMove(line, 15min));
    EXPECT_EQ(usualMove(line, 40min), usualMove(line, 45min));
    EXPECT_NE(usualMove(line, 35min), usualMove(line, 45min));
}

TEST(UsualMove, OneWildDayDoesNotChangeWhatIsUsual)
{
    const auto candles = candlesOf(Interval::M15, noonThen - usualReach, noonThen, [](UtcTime time) {
        return zigzag(time, 100, time > noonThen - 24h ? 20 : 1);
    });
    EXPECT_NEAR(*usualMove(CloseLine::of(candles, Interval::M15), 15min), 1, 0.02);
}

TEST(UsualMove, SaysNothingWithTooLittleData)
{
    EXPECT_FALSE(usualMove(zigzagLine(6 * 24h), 15min));
    EXPECT_TRUE(usualMove(zigzagLine(7 * 24h), 15min));
    EXPECT_FALSE(usualMove(zigzagLine(8 * 24h), 3 * 24h)); // not three spans
    EXPECT_FALSE(usualMove(CloseLine(), 15min));
    // A week, but hardly any trade in it.
    QList<Candle> sparse;
    for (int i = 0; i <= 80; ++i)
        sparse.append(candleOf(noonThen - 7 * 24h + i * 2h + 15min * (i % 2), 100 + i));
    EXPECT_FALSE(usualMove(CloseLine::of(sparse, Interval::M15), 15min));
}

TEST(UsualMove, HolesAreNoMoves)
{
    QList<Candle> candles = candlesOf(Interval::M15, noonThen - usualReach, noonThen,
                                      [](UtcTime time) { return zigzag(time, 100, 1); });
    // Every third hour nothing was traded: pairs over the edge of a hole are left out, not bridged.
    candles.removeIf([](const Candle &candle) {
        return std::chrono::floor<std::chrono::hours>(candle.time).time_since_epoch().count() % 3 == 0;
    });
    EXPECT_NEAR(*usualMove(CloseLine::of(candles, Interval::M15), 15min), 1, 0.01);
}

TEST(UsualMove, LeavesOutTheCandleThatCanStillMove)
{
    QList<Candle> candles = candlesOf(Interval::M15, noonThen - 1h, noonThen, [](UtcTime) { return 100; });
    candles.append(candleOf(noonThen, 500, false));
    const CloseLine line = CloseLine::of(candles, Interval::M15);
    EXPECT_EQ(line.closes.size(), 5u);
    EXPECT_EQ(line.at(noonThen), 100);
    EXPECT_FALSE(line.at(noonThen + 15min));
    EXPECT_FALSE(line.at(noonThen - 7min));
}

class UsualMovesTest : public testing::Test
{
protected:
    void know(Interval interval, double pct)
    {
        const UtcTime now = clock.now();
        const UtcTime grid = std::chrono::floor<std::chrono::hours>(now);
        history.set(bitcoin, seriesOf(u"BTC"_s, interval,
                                      candlesOf(interval, grid - usualReach, grid, [pct](UtcTime time) {
                                          const auto step = time.time_since_epoch() / 15min / 4;
                                          return zigzag(time, step % 2 ? 100 : 102, pct);
                                      })));
    }
    ManualClock clock;
    FakeCandleHistory history;
    UsualMoves usual{history, clock};
};

TEST_F(UsualMovesTest, ReadsOnceForManySpansAndAgainAfterSixHours)
{
    know(Interval::M15, 1);
    QSignalSpy changed(&usual, &UsualMoves::changed);
    EXPECT_FALSE(usual.usual(bitcoin, 15min));
    usual.want(bitcoin, 15min);
    usual.want(bitcoin, 1h);
    ASSERT_TRUE(waitUntil([&] { return changed.size() == 1; }));
    EXPECT_EQ(history.loads.size(), 1);
    EXPECT_EQ(history.loads.first().interval, Interval::M15);
    EXPECT_EQ(*history.loads.first().from, clock.now() - usualReach);
    EXPECT_TRUE(usual.usual(bitcoin, 15min));
    usual.want(bitcoin, 30min);
    EXPECT_EQ(history.loads.size(), 1);
    clock.advance(6h);
    usual.want(bitcoin, 30min);
    EXPECT_EQ(history.loads.size(), 2);
    EXPECT_TRUE(usual.usual(bitcoin, 15min)); // what was known stays meanwhile
}

TEST_F(UsualMovesTest, LongSpansComeFromHours)
{
    know(Interval::H1, 0);
    QSignalSpy changed(&usual, &UsualMoves::changed);
    usual.want(bitcoin, 24h);
    ASSERT_TRUE(waitUntil([&] { return changed.size() == 1; }));
    EXPECT_EQ(history.loads.first().interval, Interval::H1);
    EXPECT_TRUE(usual.usual(bitcoin, 24h));
    EXPECT_FALSE(usual.usual(bitcoin, 15min));
}

TEST_F(UsualMovesTest, OneReadAtATimeAndAFailureIsTriedAgainAfterAWhile)
{
    history.error = Error{Error::Kind::Network, u"down"_s, {}};
    QSignalSpy changed(&usual, &UsualMoves::changed);
    usual.want(bitcoin, 15min);
    usual.want(ether, 15min);
    usual.want(solana, 15min);
    EXPECT_EQ(history.loads.size(), 1);
    ASSERT_TRUE(waitUntil([&] { return changed.size() == 3; }));
    EXPECT_EQ(history.loads.size(), 3);
    EXPECT_TRUE(usual.isSettled(ether, 15min));
    EXPECT_FALSE(usual.usual(ether, 15min));
    usual.want(bitcoin, 15min);
    EXPECT_EQ(history.loads.size(), 3);
    clock.advance(10min);
    usual.want(bitcoin, 15min);
    EXPECT_EQ(history.loads.size(), 4);
}

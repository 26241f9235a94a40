#include "app/quotes/trend.h"
#include "tests/quotes/boardfixture.h"

namespace {
const QString btcUsdt = QStringLiteral("BTC-USDT");

// `count` quarter hours, closing at 1, 2, 3 ...; the newest began at `newest`.
QList<Candle> quarters(int count, UtcTime newest)
{
    QList<Candle> list;
    for (int i = 0; i < count; ++i) {
        const Decimal close(i + 1, 0);
        list.append({newest - 15min * (count - 1 - i),
                     Decimal(i, 0),
                     close,
                     Decimal(i, 0),
                     close,
                     {},
                     i + 1 < count});
    }
    return list;
}

class TrendTest : public BoardTest
{
protected:
    TrendTest()
    {
        board.setWatchlist({btc});
        useAll();
    }
    QList<Candle> day() const { return quarters(97, clock.now() - 5min); }
};
} // namespace

TEST_F(TrendTest, IsReadOnceFromTheLiveSourceAndEndsAtThePrice)
{
    bitget.goLive({btcUsdt});
    ASSERT_EQ(bitget.candlesWanted.size(), 1);
    EXPECT_EQ(bitget.candlesWanted[0].instrument.symbol, btcUsdt);
    EXPECT_EQ(bitget.candlesWanted[0].interval, Interval::M15);
    bitget.answerCandles(day());
    ASSERT_EQ(quote().trend.size(), 96);
    EXPECT_EQ(quote().trend.first(), 2.0F);
    EXPECT_EQ(quote().trend.last(), 97.0F);
    bitget.tick(btcUsdt, "100.5"_dec);
    EXPECT_EQ(quote().trend.last(), 100.5F);
    clock.advance(1h);
    EXPECT_EQ(bitget.candlesWanted.size(), 1);
}

TEST_F(TrendTest, MovesOnAQuarterHourAtATime)
{
    bitget.goLive({btcUsdt});
    bitget.tick(btcUsdt, "100"_dec);
    bitget.answerCandles(day());
    clock.advance(9min);
    bitget.tick(btcUsdt, "101"_dec);
    EXPECT_EQ(quote().trend.first(), 2.0F);
    EXPECT_EQ(quote().trend.last(), 101.0F);
    clock.advance(2min); // the candle began 5 min before it was read
    bitget.tick(btcUsdt, "102"_dec);
    EXPECT_EQ(quote().trend.size(), 96);
    EXPECT_EQ(quote().trend.first(), 3.0F);
    EXPECT_EQ(quote().trend.at(94), 101.0F);
    EXPECT_EQ(quote().trend.last(), 102.0F);
}

TEST_F(TrendTest, TheNextSourceIsAskedWhenOneHasNoCandles)
{
    bitget.goLive({btcUsdt});
    binance.goLive({btcUsdt});
    bitget.answerCandles(failure(Error::Kind::Unsupported, QStringLiteral("none")));
    clock.advance(300ms);
    ASSERT_EQ(binance.candlesWanted.size(), 1);
    binance.answerCandles(day());
    EXPECT_EQ(quote().trend.size(), 96);
}

TEST_F(TrendTest, WithoutCandlesItIsTriedAgainAfterFiveMinutes)
{
    bitget.goLive({btcUsdt});
    bitget.answerCandles(failure(Error::Kind::Network, QStringLiteral("gone")));
    clock.advance(4min);
    EXPECT_EQ(bitget.candlesWanted.size(), 1);
    EXPECT_TRUE(quote().trend.isEmpty());
    clock.advance(1min);
    EXPECT_EQ(bitget.candlesWanted.size(), 2);
}

TEST_F(TrendTest, OneCallAtATime)
{
    board.setWatchlist({btc, eth, sol});
    bitget.goLive({btcUsdt, QStringLiteral("ETH-USDT"), QStringLiteral("SOL-USDT")});
    EXPECT_EQ(bitget.candlesWanted.size(), 1);
    bitget.answerCandles(day());
    EXPECT_EQ(bitget.candlesWanted.size(), 1);
    clock.advance(200ms);
    EXPECT_EQ(bitget.candlesWanted.size(), 2);
}

TEST_F(TrendTest, IsReadAnewAfterTwoHoursAndAfterAWakeUp)
{
    bitget.goLive({btcUsdt});
    bitget.answerCandles(day());
    for (int i = 0; i < 121; ++i) {
        clock.advance(1min);
        bitget.tick(btcUsdt, "100"_dec);
    }
    EXPECT_EQ(bitget.candlesWanted.size(), 2);
    bitget.answerCandles(day());
    board.reconnectAll();
    clock.advance(1s);
    EXPECT_EQ(bitget.candlesWanted.size(), 3);
}

TEST_F(TrendTest, AHoleIsFilledWhenTheSourceIsBack)
{
    bitget.goLive({btcUsdt});
    bitget.answerCandles(day());
    bitget.setLink(SourceStatus::Link::Retrying);
    clock.advance(40min);
    bitget.setLink(SourceStatus::Link::Live);
    clock.advance(1s);
    EXPECT_EQ(bitget.candlesWanted.size(), 2);
}

TEST_F(TrendTest, IsNotReadWhereNobodyLooks)
{
    BoardSettings settings;
    settings.trends = false;
    board.setSettings(settings);
    bitget.goLive({btcUsdt});
    clock.advance(10s);
    EXPECT_TRUE(bitget.candlesWanted.isEmpty());
}

TEST(TrendLineTest, WhereNothingWasTradedThePriceBeforeStands)
{
    const UtcTime newest = fromMsecs(1'757'727'000'000);
    QList<Candle> holes = quarters(97, newest);
    holes.erase(holes.begin() + 90, holes.begin() + 95);
    Trend trend;
    trend.set({}, Interval::M15, holes, MonoTime{1h}, newest);
    ASSERT_EQ(trend.points().size(), 96);
    EXPECT_EQ(trend.points().at(88), 90.0F);
    EXPECT_EQ(trend.points().at(93), 90.0F);
    EXPECT_EQ(trend.points().at(94), 96.0F);
}

TEST(TrendLineTest, AYoungMarketBeginsFlat)
{
    const UtcTime newest = fromMsecs(1'757'727'000'000);
    Trend trend;
    trend.set({}, Interval::M15, quarters(3, newest), MonoTime{1h}, std::nullopt);
    ASSERT_EQ(trend.points().size(), 96);
    EXPECT_EQ(trend.points().first(), 0.0F); // the first candle's open
    EXPECT_EQ(trend.points().last(), 3.0F);
}

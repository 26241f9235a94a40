#include "tests/support/fakemarket/listing.h"

#include <gtest/gtest.h>

using namespace std::chrono_literals;
using fake::hourMs;
using fake::minuteMs;

namespace {
const UtcTime start = fromMsecs(1'757'727'738'000);

fake::Listing btcUsdt()
{
    fake::Listing listing;
    listing.symbol = "BTCUSDT";
    listing.base = listing.coin = "BTC";
    listing.quote = "USDT";
    return listing;
}
} // namespace

TEST(FakePrices, OneSeedIsOneMarket)
{
    const fake::PricePath a(7, start), b(7, start), other(8, start);
    const UtcTime later = start + 1h;
    EXPECT_EQ(a.usd("ETH", later), b.usd("ETH", later));
    EXPECT_NE(a.usd("ETH", later), other.usd("ETH", later));
}

TEST(FakePrices, BeginAtTheTableAndMadeItsChangeTheDayBefore)
{
    const fake::PricePath path(1, start);
    for (const fake::Coin &coin : fake::coins()) {
        const double quote = coin.stable ? 1 : path.usd("USDT", start),
                     before = coin.stable ? 1 : path.usd("USDT", start - 24h);
        const double now = path.usd(coin.symbol, start) / quote,
                     dayAgo = path.usd(coin.symbol, start - 24h) / before;
        EXPECT_NEAR(now / coin.price, 1, 1e-9) << coin.symbol.constData();
        EXPECT_NEAR((now / dayAgo - 1) * 100, coin.changePct, 1e-6) << coin.symbol.constData();
    }
}

TEST(FakePrices, ShorterCandlesLieInsideTheLongerOne)
{
    const fake::PricePath path(1, start);
    const fake::Listing listing = btcUsdt();
    const qint64 hour = fake::BarStep{hourMs}.startOf(toMsecs(start) - 3 * hourMs);
    const fake::Bar whole = listing.barsFrom(path, hour, {hourMs}, 1, start).first();
    const QList<fake::Bar> minutes = listing.barsFrom(path, hour, {minuteMs}, 60, start);
    ASSERT_EQ(minutes.size(), 60);
    double high = 0, low = 1e12;
    for (const fake::Bar &bar : minutes) {
        high = std::max(high, bar.high.toDouble());
        low = std::min(low, bar.low.toDouble());
    }
    EXPECT_NEAR(whole.high.toDouble(), high, 0.011);
    EXPECT_NEAR(whole.low.toDouble(), low, 0.011);
    EXPECT_EQ(minutes.first().open, whole.open);
    EXPECT_EQ(minutes.last().close, whole.close);
}

TEST(FakePrices, TheDaysRangeHoldsItsHoursAndTheTickerEndsTheLastCandle)
{
    const fake::PricePath path(1, start);
    const fake::Listing listing = btcUsdt();
    const fake::Figures figures = listing.figures(path, start);
    const QList<fake::Bar> hours = listing.barsUpTo(path, toMsecs(start), {hourMs}, 24, start);
    ASSERT_EQ(hours.size(), 24);
    for (const fake::Bar &bar : hours) {
        EXPECT_GE(figures.high24h.toDouble(), bar.high.toDouble());
        EXPECT_LE(figures.low24h.toDouble(), bar.low.toDouble());
    }
    EXPECT_EQ(hours.last().close, figures.last);
    EXPECT_FALSE(hours.last().closed);
    EXPECT_TRUE(hours.at(22).closed);
}

TEST(FakePrices, WeeksBeginOnMondayAndMonthsOnTheirFirst)
{
    const qint64 saturday = toMsecs(start); // 2025-09-13
    EXPECT_EQ(toRfc3339(fromMsecs(fake::BarStep{fake::weekMs}.startOf(saturday))),
              QStringLiteral("2025-09-08T00:00:00.000Z"));
    const fake::BarStep month{fake::monthMs};
    EXPECT_EQ(toRfc3339(fromMsecs(month.startOf(saturday))), QStringLiteral("2025-09-01T00:00:00.000Z"));
    EXPECT_EQ(toRfc3339(fromMsecs(month.next(month.startOf(saturday)))),
              QStringLiteral("2025-10-01T00:00:00.000Z"));
    const fake::BarStep east{fake::dayMs, 8 * hourMs};
    EXPECT_EQ(toRfc3339(fromMsecs(east.startOf(saturday))), QStringLiteral("2025-09-12T16:00:00.000Z"));
}

TEST(FakePrices, StandStillAfterTheStartWhenToldTo)
{
    fake::PricePath path(1, start);
    path.stop();
    EXPECT_EQ(path.usd("SOL", start + 5h), path.usd("SOL", start));
    EXPECT_NE(path.usd("SOL", start - 5h), path.usd("SOL", start));
    path.set("SOL", 300, start + 1h);
    EXPECT_NEAR(path.usd("SOL", start + 2h), 300, 1e-9);
}

#include "app/insight/lonewicks.h"

#include "tests/insight/candlecase.h"

namespace {

// Hours that go from 99,000 to 99,600 and back, the same everywhere but for what a test sets.
class LoneWicksTest : public testing::Test
{
protected:
    static VenueCandles venue(const QString &name, const QString &quote = u"USDT"_s)
    {
        VenueCandles venue;
        venue.instrument.id = {{name.toLower()}, u"BTC"_s + quote};
        venue.instrument.base = u"BTC"_s;
        venue.instrument.quote = quote;
        venue.instrument.tickSize = "0.1"_dec;
        venue.venueName = name;
        for (int i = 0; i < 24; ++i)
            venue.candles.append({noonThen + i * 1h, "99000.0"_dec, "99700.0"_dec, "98900.0"_dec,
                                  "99600.0"_dec, "1"_dec, true});
        return venue;
    }
    QList<LoneWick> found() const { return loneWicks(own, others, noonThen, noonThen + 23h); }

    VenueCandles own = venue(u"Bitget"_s);
    QList<VenueCandles> others{venue(u"Binance"_s), venue(u"OKX"_s), venue(u"Kraken"_s, u"USD"_s)};
};

} // namespace

TEST_F(LoneWicksTest, ALowThatOneVenueAloneSawIsToldWithTheOthersLow)
{
    own.candles[7].low = "97905.0"_dec;
    others[1].candles[7].low = "98810.2"_dec;
    const QList<LoneWick> wicks = found();
    ASSERT_EQ(wicks.size(), 1);
    EXPECT_EQ(wicks[0].time, noonThen + 7h);
    EXPECT_TRUE(wicks[0].low);
    EXPECT_EQ(wicks[0].lone, "97905.0"_dec);
    EXPECT_EQ(wicks[0].others, "98810.2"_dec);
    EXPECT_EQ(wicks[0].otherVenues, 3);
    EXPECT_EQ(wicks[0].furthest.venue.value, u"okx"_s);
    EXPECT_EQ(wicks[0].othersScale, 1);
}

TEST_F(LoneWicksTest, AHighThatOneVenueAloneSawIsToldToo)
{
    own.candles[3].high = "100480.5"_dec;
    const QList<LoneWick> wicks = found();
    ASSERT_EQ(wicks.size(), 1);
    EXPECT_FALSE(wicks[0].low);
    EXPECT_EQ(wicks[0].others, "99700.0"_dec);
    EXPECT_EQ(loneLevel(wicks[0]), "100000"_dec);
}

TEST_F(LoneWicksTest, WhatASecondVenueSawIsNoLoneWick)
{
    own.candles[7].low = "97905.0"_dec;
    others[2].candles[7].low = "97951.0"_dec;
    EXPECT_TRUE(found().isEmpty());
}

TEST_F(LoneWicksTest, SmallDifferencesAreWhatVenuesAlwaysHave)
{
    own.candles[7].low = "98890.0"_dec;  // a hundredth of a percent
    own.candles[9].low = "98600.0"_dec;  // less than half a usual candle
    own.candles[11].low = "98400.0"_dec; // more, but the others went wide too
    for (VenueCandles &venue : others)
        venue.candles[11].high = "101500.0"_dec;
    EXPECT_TRUE(found().isEmpty());
    own.candles[9].low = "98400.0"_dec;
    EXPECT_EQ(found().size(), 1);
}

TEST_F(LoneWicksTest, AtLeastTwoOthersMustHaveTheCandleAndItMustBeOver)
{
    own.candles[7].low = own.candles[23].low = "97905.0"_dec;
    own.candles[23].closed = false;
    others[0].candles.removeAt(7);
    ASSERT_EQ(found().size(), 1);
    EXPECT_EQ(found().first().otherVenues, 2);
    others[1].candles[7].closed = false;
    EXPECT_TRUE(found().isEmpty());
}

TEST_F(LoneWicksTest, ASteadyDistanceBetweenTheirUnitsIsNoWick)
{
    for (VenueCandles &venue : others)
        for (Candle &candle : venue.candles)
            for (Decimal *price : {&candle.open, &candle.high, &candle.low, &candle.close})
                *price = Decimal(price->coefficient() * 101 / 100, price->scale()); // 1 % dearer there
    EXPECT_TRUE(found().isEmpty());
    own.candles[7].low = "97000.0"_dec;
    EXPECT_EQ(found().size(), 1);
}

TEST_F(LoneWicksTest, OnlyTheAskedSpanIsToldOf)
{
    own.candles[2].low = own.candles[7].low = "97905.0"_dec;
    EXPECT_EQ(loneWicks(own, others, noonThen + 5h, noonThen + 23h).size(), 1);
}

TEST_F(LoneWicksTest, TheLevelIsTheRoundestPriceBetweenThem)
{
    const auto level = [](const Decimal &lone, const Decimal &others) {
        return loneLevel({noonThen, lone < others, lone, others, 3, {}, {}}).toByteArray().toStdString();
    };
    EXPECT_EQ(level("97905.0"_dec, "98410.2"_dec), "98000");
    EXPECT_EQ(level("97905.0"_dec, "98000.0"_dec), "98000"); // nobody else was below it
    EXPECT_EQ(level("98000.0"_dec, "98010.2"_dec), "98010"); // it was not below 98,000 itself
    EXPECT_EQ(level("98010.2"_dec, "97940.0"_dec), "98000");
    EXPECT_EQ(level("0.2581"_dec, "0.26151"_dec), "0.26");
    EXPECT_EQ(level("0.00001231"_dec, "0.00001234"_dec), "0.00001234");
}

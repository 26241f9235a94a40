#include "app/quotes/candlebuild.h"

#include "tests/quotes/candles.h"

#include <gtest/gtest.h>

using namespace std::chrono_literals;

namespace {
QList<Candle> hours(int count, bool lastClosed = true)
{
    QList<Candle> list;
    for (int i = 0; i < count; ++i)
        list.append(
            candleAt(monday + i * 1h, 100 + i, 110 + i, 90 - i, 101 + i, 1 + i, lastClosed || i + 1 < count));
    return list;
}
} // namespace

TEST(CandleBuildTest, EachVenuesMissingIntervalsComeFromItsLargestThatFit)
{
    const QList<Interval> most{Interval::M1, Interval::M5, Interval::M15, Interval::M30,
                               Interval::H1, Interval::H4, Interval::D1,  Interval::W1};
    EXPECT_EQ(sourceInterval(most, Interval::H2), Interval::H1);
    EXPECT_EQ(sourceInterval(most, Interval::H8), Interval::H4);
    EXPECT_EQ(sourceInterval(most, Interval::H4), Interval::H4);
    EXPECT_EQ(sourceInterval(most, Interval::Month), Interval::D1) << "weeks cross the months' borders";
    const QList<Interval> coinbase{Interval::M1, Interval::M5, Interval::M15,
                                   Interval::H1, Interval::H6, Interval::D1};
    EXPECT_EQ(sourceInterval(coinbase, Interval::H4), Interval::H1);
    EXPECT_EQ(sourceInterval(coinbase, Interval::H8), Interval::H1) << "6 h don't fit into 8 h";
    EXPECT_EQ(sourceInterval(coinbase, Interval::H12), Interval::H6);
    EXPECT_EQ(sourceInterval(coinbase, Interval::W1), Interval::D1);
    EXPECT_FALSE(sourceInterval({Interval::H1}, Interval::M30));
    EXPECT_FALSE(sourceInterval({}, Interval::H1));
}

TEST(CandleBuildTest, TwoHoursAreTheirHoursTogether)
{
    const QList<Candle> built = buildCandles(hours(4), Interval::H1, Interval::H2);
    ASSERT_EQ(built.size(), 2);
    EXPECT_EQ(built.at(0), candleAt(monday, 100, 111, 89, 102, 3));
    EXPECT_EQ(built.at(1), candleAt(monday + 2h, 102, 113, 87, 104, 7));
}

TEST(CandleBuildTest, TheLastOneIsFormingUntilTheHourThatEndsItIsClosed)
{
    EXPECT_FALSE(buildCandles(hours(3), Interval::H1, Interval::H2).constLast().closed);
    EXPECT_FALSE(buildCandles(hours(4, false), Interval::H1, Interval::H2).constLast().closed);
    EXPECT_TRUE(buildCandles(hours(4), Interval::H1, Interval::H2).constLast().closed);
}

TEST(CandleBuildTest, AnHourWithoutATradeAddsNothingAndShiftsNoBorder)
{
    QList<Candle> rows = hours(4);
    rows.removeAt(2);
    const QList<Candle> built = buildCandles(rows, Interval::H1, Interval::H2);
    ASSERT_EQ(built.size(), 2);
    EXPECT_EQ(built.at(1), candleAt(monday + 2h, 103, 113, 87, 104, 4));
}

TEST(CandleBuildTest, AVolumeThatIsNotKnownMakesTheSumUnknown)
{
    QList<Candle> rows = hours(2);
    rows[1].volume.reset();
    EXPECT_FALSE(buildCandles(rows, Interval::H1, Interval::H2).constFirst().volume);
}

TEST(CandleBuildTest, WeeksAreBuiltFromMonday)
{
    QList<Candle> daysOf;
    for (int i = -1; i < 8; ++i)
        daysOf.append(candleAt(monday + i * 24h, 10, 10, 10, 10 + i, 1));
    const QList<Candle> built = buildCandles(daysOf, Interval::D1, Interval::W1);
    ASSERT_EQ(built.size(), 3);
    EXPECT_EQ(built.at(1).time, monday);
    EXPECT_EQ(built.at(1).close, "16"_dec);
    EXPECT_EQ(built.at(1).volume, "7"_dec);
}

// Places on the screen, without a painter.
#include "ui/charts/chartlayout.h"
#include "ui/charts/chartticks.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace {
double at(const char *time)
{
    return static_cast<double>(toMsecs(*parseRfc3339(time)));
}

TimeScale span(const char *from, const char *to, double width)
{
    return {at(from), at(to), 0, width};
}

QStringList texts(const QList<Decimal> &ticks)
{
    QStringList list;
    for (const Decimal &tick : ticks)
        list.append(tick.toString());
    return list;
}

QStringList labels(const QList<TimeTick> &ticks)
{
    QStringList list;
    for (const TimeTick &tick : ticks)
        list.append(tick.strong ? tick.label + u'*' : tick.label);
    return list;
}

QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(u' ');
}

const Times utc{QTimeZone::utc()}, shanghai{QTimeZone("Asia/Shanghai")}, berlin{QTimeZone("Europe/Berlin")};
} // namespace

RC_GTEST_PROP(ChartScaleTest, APlaceAndItsValueAreOneTheSame, ())
{
    const double low = *rc::gen::inRange(1, 1'000'000) / 100.0;
    const double high = low * (1 + *rc::gen::inRange(1, 5000) / 1000.0);
    const bool log = *rc::gen::arbitrary<bool>();
    const ValueScale scale = valueScale(low, high, 0, 20, 420, log);
    RC_ASSERT(scale.y(high) > 20);
    RC_ASSERT(scale.y(low) < 420);
    RC_ASSERT(scale.y(high) < scale.y(low));
    const double y = *rc::gen::inRange(20, 420);
    RC_ASSERT(std::abs(scale.y(scale.value(y)) - y) < 1e-6);
    const TimeScale time{1.7e12, 1.7e12 + *rc::gen::inRange(60, 100'000'000) * 1000.0, 0, 800};
    const double x = *rc::gen::inRange(0, 800);
    RC_ASSERT(std::abs(time.x(time.time(x)) - x) < 1e-3);
}

TEST(ChartScaleTest, OnALogScaleEqualFactorsAreEqualHeights)
{
    const ValueScale scale = valueScale(10, 1000, 0, 0, 300, true);
    EXPECT_NEAR(scale.y(10) - scale.y(100), scale.y(100) - scale.y(1000), 1e-9);
    const ValueScale linear = valueScale(10, 1000, 0, 0, 300, false);
    EXPECT_NEAR(linear.y(100) - linear.y(200), linear.y(200) - linear.y(300), 1e-9);
}

TEST(ChartScaleTest, AStillMarketGetsARangeAroundIt)
{
    const ValueScale scale = valueScale(1, 1, 0.0004, 0, 100, false);
    EXPECT_GT(scale.high - scale.low, 0.0004);
    EXPECT_NEAR(scale.y(1), 49, 2);
}

TEST(ChartScaleTest, WhatHasNoLogarithmStaysLinear)
{
    EXPECT_FALSE(valueScale(0, 10, 0, 0, 100, true).log);
    EXPECT_FALSE(valueScale(-1, 10, 0, 0, 100, true).log);
}

TEST(ValueTicksTest, AreTheRoundPricesOfTheDesign)
{
    // The pictures' three charts: 56, 77 and 51 px apart.
    EXPECT_EQ(texts(valueTicks({113'150, 115'560, 0, 270, false}, 48, 0.01)),
              words("113500 114000 114500 115000 115500"));
    EXPECT_EQ(texts(valueTicks({113'050, 115'615, 0, 396, false}, 48, 0.01)),
              words("113500 114000 114500 115000 115500"));
    EXPECT_EQ(texts(valueTicks({113'130, 115'560, 0, 495, false}, 48, 0.01)),
              words("113250 113500 113750 114000 114250 114500 114750 115000 115250 115500"));
}

TEST(ValueTicksTest, NeverFallBetweenThePricesOfAMarket)
{
    EXPECT_EQ(texts(valueTicks({0.9997, 1.0003, 0, 400, false}, 48, 0.0001)),
              words("0.9997 0.9998 0.9999 1.0000 1.0001 1.0002 1.0003"));
    for (const Decimal &tick : valueTicks({100.02, 100.62, 0, 400, false}, 20, 0.05)) {
        const double steps = tick.toDouble() / 0.05;
        EXPECT_NEAR(steps, std::round(steps), 1e-6) << tick.toString().toStdString();
    }
}

TEST(ValueTicksTest, ServeTheSmallestAndTheLargestPrices)
{
    EXPECT_EQ(texts(valueTicks({1.0e-12, 1.5e-12, 0, 100, false}, 20, 0)),
              words("0.0000000000010 0.0000000000011 0.0000000000012 0.0000000000013 0.0000000000014 "
                    "0.0000000000015"));
    EXPECT_EQ(texts(valueTicks({1.0e15, 1.4e15, 0, 100, false}, 40, 0)),
              words("1000000000000000 1200000000000000 "
                    "1400000000000000"));
    EXPECT_TRUE(valueTicks({1, 1, 0, 100, false}, 40, 0).isEmpty());
    EXPECT_TRUE(valueTicks({1, 2, 0, 10, false}, 40, 0).isEmpty());
}

RC_GTEST_PROP(ValueTicksTest, KeepTheirDistanceInsideOfTheScale, ())
{
    const double low = std::pow(10.0, *rc::gen::inRange(-60, 60) / 10.0);
    const double high = low * (1 + *rc::gen::inRange(1, 30'000) / 1000.0);
    const bool log = *rc::gen::arbitrary<bool>();
    const double height = *rc::gen::inRange(100, 1000);
    const ValueScale scale{low, high, 0, height, log};
    const QList<Decimal> ticks = valueTicks(scale, 48, 0);
    double above = 1e9;
    for (const Decimal &tick : ticks) {
        const double y = scale.y(tick.toDouble());
        RC_ASSERT(y >= -1e-6);
        RC_ASSERT(y <= height + 1e-6);
        RC_ASSERT(above - y >= 48 * 0.999);
        above = y;
    }
    RC_ASSERT(ticks.size() >= static_cast<qsizetype>(height / 48 / 5)); // and there are enough of them
}

TEST(TimeTicksTest, AreHoursWithMidnightAsAStrongDate)
{
    EXPECT_EQ(labels(timeTicks(span("2025-09-12T01:42:00Z", "2025-09-13T01:42:00Z", 466), 64, shanghai)),
              words("12:00 16:00 20:00 09/13* 04:00 08:00"));
    EXPECT_EQ(labels(timeTicks(span("2025-09-12T01:42:00Z", "2025-09-13T01:42:00Z", 787), 64, shanghai)),
              words("10:00 12:00 14:00 16:00 18:00 20:00 22:00 09/13* 02:00 04:00 06:00 08:00"));
    EXPECT_EQ(labels(timeTicks(span("2025-09-13T00:42:00Z", "2025-09-13T01:42:00Z", 466), 64, shanghai)),
              words("08:50 09:00 09:10 09:20 09:30 09:40"));
}

TEST(TimeTicksTest, AreDatesOverDaysAndMonthsOverAYear)
{
    EXPECT_EQ(labels(timeTicks(span("2025-09-06T01:42:00Z", "2025-09-13T01:42:00Z", 466), 64, shanghai)),
              words("09/07 09/08 09/09 09/10 09/11 09/12 09/13"));
    const QStringList month =
        labels(timeTicks(span("2025-08-14T01:42:00Z", "2025-09-13T01:42:00Z", 466), 64, shanghai));
    EXPECT_EQ(month.size(), 6);
    EXPECT_TRUE(month.first().startsWith(QStringLiteral("08/")));
    EXPECT_EQ(labels(timeTicks(span("2024-09-13T00:00:00Z", "2025-09-13T00:00:00Z", 466), 64, utc)),
              words("2024/11 2025/01 2025/03 2025/05 2025/07 2025/09"));
    EXPECT_EQ(labels(timeTicks(span("2015-03-01T00:00:00Z", "2025-09-13T00:00:00Z", 466), 64, utc)),
              words("2016/01 2018/01 2020/01 2022/01 2024/01"));
}

TEST(TimeTicksTest, StayRoundThroughAChangeOfSummerTime)
{
    // 2025/10/26: 03:00 becomes 02:00 in Berlin. 2025/03/30: 02:00 becomes 03:00.
    EXPECT_EQ(labels(timeTicks(span("2025-10-25T20:00:00Z", "2025-10-26T10:00:00Z", 500), 64, berlin)),
              words("22:00 10/26* 02:00 04:00 06:00 08:00 10:00"));
    const QList<TimeTick> spring =
        timeTicks(span("2025-03-29T20:00:00Z", "2025-03-30T10:00:00Z", 1000), 64, berlin);
    for (qsizetype i = 1; i < spring.size(); ++i)
        EXPECT_LT(spring[i - 1].time, spring[i].time);
    EXPECT_TRUE(labels(spring).contains(QStringLiteral("12:00")));
}

RC_GTEST_PROP(TimeTicksTest, AscendInsideOfTheScaleAndKeepTheirDistance, ())
{
    const double from = 1.4e12 + *rc::gen::inRange(0, 300'000) * 1e6;
    const double length = std::pow(10.0, *rc::gen::inRange(45, 118) / 10.0); // half a minute to 20 years
    const TimeScale scale{from, from + length, 0, static_cast<double>(*rc::gen::inRange(100, 2000))};
    double last = -1e9;
    for (const TimeTick &tick : timeTicks(scale, 64, shanghai)) { // no summer time: distances are exact
        const double x = scale.x(tick.time);
        RC_ASSERT(x >= -1e-6);
        RC_ASSERT(x <= scale.right + 1e-6);
        RC_ASSERT(x - last >= 64 * 0.9); // February is shorter than the month before it
        last = x;
    }
}

TEST(ChartLayoutTest, GivesTheDesignsPartsTheirSizes)
{
    const ChartLayout detail =
        chartLayout({887, 556}, {.legend = 34, .priceAxis = 84, .timeAxis = 20, .lane = 22, .volume = 84});
    EXPECT_EQ(detail.legend, QRectF(0, 0, 887, 34));
    EXPECT_EQ(detail.plot, QRectF(0, 34, 803, 480));
    EXPECT_EQ(detail.volume, QRectF(0, 430, 803, 84));
    EXPECT_EQ(detail.lane, QRectF(0, 514, 803, 22));
    EXPECT_EQ(detail.timeAxis, QRectF(0, 536, 803, 20));
    EXPECT_EQ(detail.priceAxis, QRectF(803, 34, 84, 480));
}

RC_GTEST_PROP(ChartLayoutTest, FitsAnySize, ())
{
    const QSizeF size(*rc::gen::inRange(0, 2000), *rc::gen::inRange(0, 1200));
    const ChartLayout parts = chartLayout(size, {.legend = 34, .volume = 92});
    RC_ASSERT(parts.plot.height() >= 0);
    RC_ASSERT(parts.prices.height() >= 0);
    RC_ASSERT(parts.volume.height() <= parts.plot.height() / 3 + 1e-9);
    RC_ASSERT(std::abs(parts.legend.height() + parts.plot.height() + parts.lane.height() +
                       parts.timeAxis.height() - size.height()) < 1e-9);
    RC_ASSERT(std::abs(parts.plot.width() + parts.priceAxis.width() - size.width()) < 1e-9);
}

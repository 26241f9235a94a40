#include "app/quotes/candlemerge.h"

#include "tests/quotes/candles.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <random>
#include <rapidcheck/gtest.h>

using namespace std::chrono_literals;

namespace {
struct Told
{
    QList<Candle> rows;
    CandleOrigin origin;
    UtcTime asOf;
};

QList<Candle> all(const CandleMerge &merge)
{
    return merge.candles(UtcTime::min(), UtcTime::max());
}

// Few times and few figures, so that they meet often.
rc::Gen<Told> told()
{
    const auto candle = rc::gen::apply(
        [](int minute, int open, int up, int down, int volume, bool closed) {
            Candle made = candleAt(monday + minute * 1min, open, open + up, open - down, open + up - down,
                                   volume, closed);
            if (volume == 0)
                made.volume.reset();
            return made;
        },
        rc::gen::inRange(0, 5), rc::gen::inRange(100, 103), rc::gen::inRange(0, 3), rc::gen::inRange(0, 3),
        rc::gen::inRange(0, 4), rc::gen::arbitrary<bool>());
    return rc::gen::apply(
        [](const std::vector<Candle> &rows, bool rest, int asOf) {
            return Told{QList<Candle>(rows.begin(), rows.end()),
                        rest ? CandleOrigin::Rest : CandleOrigin::Stream,
                        asOf == 0 ? UtcTime{} : monday + asOf * 1s};
        },
        rc::gen::resize(3, rc::gen::container<std::vector<Candle>>(candle)), rc::gen::arbitrary<bool>(),
        rc::gen::inRange(0, 3));
}

CandleMerge merged(const std::vector<Told> &list)
{
    CandleMerge merge;
    for (const Told &one : list)
        merge.add(one.rows, one.origin, one.asOf);
    return merge;
}
} // namespace

// Case 37, and issue 4: the same updates give the same candles, whatever the order of arrival.
RC_GTEST_PROP(CandleMergeProperty, TheOrderOfArrivalDecidesNothing, ())
{
    auto list = *rc::gen::container<std::vector<Told>>(told());
    const QList<Candle> before = all(merged(list));
    std::shuffle(list.begin(), list.end(), std::mt19937(*rc::gen::arbitrary<unsigned>()));
    const QList<Candle> after = all(merged(list));
    RC_ASSERT(after == before);
    for (qsizetype i = 0; i < after.size(); ++i) // the same digits, not only the same value
        RC_ASSERT(after.at(i).close.toByteArray() == before.at(i).close.toByteArray());
}

RC_GTEST_PROP(CandleMergeProperty, HearingItTwiceChangesNothing, ())
{
    const auto list = *rc::gen::container<std::vector<Told>>(told());
    CandleMerge merge = merged(list);
    const QList<Candle> before = all(merge);
    for (const Told &one : list)
        RC_ASSERT(!merge.add(one.rows, one.origin, one.asOf));
    RC_ASSERT(all(merge) == before);
}

RC_GTEST_PROP(CandleMergeProperty, WhatChangedStartsWhereItSays, ())
{
    const auto list = *rc::gen::container<std::vector<Told>>(told());
    CandleMerge merge;
    for (const Told &one : list) {
        const QList<Candle> before = all(merge);
        const auto changed = merge.add(one.rows, one.origin, one.asOf);
        const QList<Candle> now = all(merge);
        const auto differ = std::mismatch(before.begin(), before.end(), now.begin(), now.end());
        RC_ASSERT(changed.has_value() == (before != now));
        if (changed)
            RC_ASSERT(std::min(differ.first == before.end() ? UtcTime::max() : differ.first->time,
                               differ.second == now.end() ? UtcTime::max() : differ.second->time) ==
                      *changed);
    }
}

RC_GTEST_PROP(CandleMergeProperty, OnlyTheNewestCandleCanBeForming, ())
{
    const QList<Candle> candles = all(merged(*rc::gen::container<std::vector<Told>>(told())));
    for (qsizetype i = 0; i + 1 < candles.size(); ++i)
        RC_ASSERT(candles.at(i).closed && candles.at(i).time < candles.at(i + 1).time);
}

TEST(CandleMergeTest, AFormingCandleNeverReplacesAClosedOne)
{
    CandleMerge merge;
    const Candle closed = candleAt(monday, 10, 12, 9, 11, 5);
    merge.add({closed}, CandleOrigin::Stream);
    EXPECT_FALSE(merge.add({candleAt(monday, 10, 20, 1, 15, 50, false)}, CandleOrigin::Rest));
    EXPECT_EQ(merge.at(monday), closed);
}

TEST(CandleMergeTest, TheHistoryCorrectsWhatTheStreamClosed)
{
    CandleMerge merge;
    merge.add({candleAt(monday, 10, 12, 9, 11, 5)}, CandleOrigin::Stream);
    EXPECT_EQ(merge.add({candleAt(monday, 10, 12, 9, 10, 4)}, CandleOrigin::Rest), monday);
    EXPECT_FALSE(merge.add({candleAt(monday, 10, 12, 9, 11, 5)}, CandleOrigin::Stream));
    EXPECT_EQ(merge.at(monday)->close, "10"_dec);
}

TEST(CandleMergeTest, TheFormingCandleIsTheOneWithMoreTradedWhateverCameLast)
{
    CandleMerge merge;
    merge.add({candleAt(monday, 10, 12, 9, 12, 7, false)}, CandleOrigin::Stream);
    merge.add({candleAt(monday, 10, 11, 9, 11, 5, false)}, CandleOrigin::Stream); // overtaken on the way
    EXPECT_EQ(merge.at(monday)->close, "12"_dec);
}

// Coinbase's forming candle follows its tickers while the volume waits for the next read.
TEST(CandleMergeTest, OfTheSameVolumeTheLaterTradeIsNewer)
{
    CandleMerge merge;
    merge.add({candleAt(monday, 10, 12, 9, 12, 7, false)}, CandleOrigin::Stream, monday + 2s);
    EXPECT_EQ(merge.add({candleAt(monday, 10, 12, 9, 11, 7, false)}, CandleOrigin::Stream, monday + 3s),
              monday);
    EXPECT_FALSE(merge.add({candleAt(monday, 10, 12, 9, 10, 7, false)}, CandleOrigin::Stream, monday + 1s));
    EXPECT_EQ(merge.at(monday)->close, "11"_dec);
}

TEST(CandleMergeTest, ALaterCandleClosesTheOneBefore)
{
    CandleMerge merge;
    merge.add({candleAt(monday, 10, 12, 9, 12, 7, false)}, CandleOrigin::Stream);
    EXPECT_FALSE(merge.at(monday)->closed);
    EXPECT_EQ(merge.add({candleAt(monday + 1min, 12, 12, 12, 12, 1, false)}, CandleOrigin::Stream), monday)
        << "the closed one changed too";
    EXPECT_TRUE(merge.at(monday)->closed);
    EXPECT_FALSE(merge.at(monday + 1min)->closed);
}

#include "app/alerts/movewindow.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

using namespace std::chrono_literals;

namespace {
MoveWindow::Point point(int price, MonoTime at)
{
    return {Decimal(price, 0), double(price), at};
}
constexpr MonoTime start{1h};
} // namespace

TEST(MoveWindowTest, WhatIsOlderThanTheWindowIsLeftOut)
{
    MoveWindow window(1h);
    window.add(point(90, start));
    window.add(point(100, start + 2min));
    window.add(point(110, start + 30min));
    EXPECT_EQ(window.low()->price, "90"_dec);
    window.advance(start + 61min);
    EXPECT_EQ(window.low()->price, "90"_dec) << "it held until the next price, which is still in it";
    window.advance(start + 63min);
    EXPECT_EQ(window.low()->price, "100"_dec);
    EXPECT_EQ(window.high()->price, "110"_dec);
}

TEST(MoveWindowTest, AQuietMarketsPriceHolds)
{
    MoveWindow window(1h);
    window.add(point(100, start));
    window.advance(start + 5h);
    EXPECT_EQ(window.low()->price, "100"_dec);
    EXPECT_EQ(window.heardFor(start + 5h), 1h);
}

TEST(MoveWindowTest, AfterAGapTheOldPriceIsNoBase)
{
    MoveWindow window(1h);
    window.add(point(100, start));
    window.pause();
    window.add(point(120, start + 30min));
    EXPECT_EQ(window.low()->price, "100"_dec) << "it was the price half an hour ago";
    window.advance(start + 62min);
    EXPECT_EQ(window.low()->price, "120"_dec);
    window.pause();
    window.advance(start + 3h);
    EXPECT_FALSE(window.low().has_value());
    EXPECT_EQ(window.heardFor(start + 3h), 0ms);
}

TEST(MoveWindowTest, PercentagesAreExactAtTheirEdge)
{
    EXPECT_TRUE(risesBy("114000"_dec, "117420"_dec, "3"_dec));
    EXPECT_FALSE(risesBy("114000"_dec, "117419.99999999"_dec, "3"_dec));
    EXPECT_TRUE(fallsBy("100"_dec, "97"_dec, "3"_dec));
    EXPECT_FALSE(fallsBy("100"_dec, "97.00000001"_dec, "3"_dec));
}

// Never says more than the true lowest and highest of the window, and never less than those of the window
// less one of its sixty parts.
RC_GTEST_PROP(MoveWindowProperty, LiesBetweenTheWindowAndTheWindowLessAStep, ())
{
    const auto steps = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::pair<int, int>>>(
        rc::gen::pair(rc::gen::inRange(0, 90), rc::gen::inRange(1, 1000))));
    MoveWindow window(10min); // steps of 10 s
    std::vector<MoveWindow::Point> all;
    MonoTime now = start;
    for (const auto &[seconds, price] : steps) {
        now += std::chrono::seconds{seconds};
        all.push_back(point(price, now));
        window.add(all.back());
        const auto extremes = [&](MonoTime from) {
            int low = 1'000'000, high = 0;
            for (size_t i = 0; i < all.size(); ++i) {
                const bool heldThen = all[i].at < from && i + 1 < all.size() && all[i + 1].at >= from;
                if (all[i].at >= from || heldThen) {
                    low = std::min(low, int(all[i].value));
                    high = std::max(high, int(all[i].value));
                }
            }
            return std::pair(low, high);
        };
        const auto whole = extremes(now - 10min), less = extremes(now - 10min + 11s);
        RC_ASSERT(window.low()->value >= whole.first);
        RC_ASSERT(window.high()->value <= whole.second);
        RC_ASSERT(window.low()->value <= less.first);
        RC_ASSERT(window.high()->value >= less.second);
    }
}

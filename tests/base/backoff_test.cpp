#include "app/base/backoff.h"

#include <QList>
#include <gtest/gtest.h>
#include <random>

using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {
constexpr MonoTime start{1h};

TEST(Backoff, TheFirstRetryComesWithinHalfASecondAndThenItDoubles)
{
    Backoff backoff([] { return 0.5; });
    EXPECT_EQ(backoff.next(start), 250ms);
    const QList<milliseconds> full = {1s, 2s, 4s, 8s, 8s};
    for (const milliseconds step : full)
        EXPECT_EQ(backoff.next(start), step * 3 / 4);
}

TEST(Backoff, TheCapRisesTheLongerItFails)
{
    Backoff backoff([] { return 0.999; });
    for (int i = 0; i < 10; ++i)
        EXPECT_LE(backoff.next(start + 59s), 8s);
    Backoff later([] { return 0.999; });
    (void)later.next(start);
    for (int i = 0; i < 10; ++i)
        (void)later.next(start + 1s);
    EXPECT_GT(later.next(start + 61s), 28s);
    EXPECT_LE(later.next(start + 9min), 30s);
    EXPECT_GT(later.next(start + 11min), 58s);
    EXPECT_LE(later.next(start + 24h), 60s);
}

TEST(Backoff, OnlyAMinuteOfDataResetsIt)
{
    Backoff backoff([] { return 0.5; });
    for (int i = 0; i < 4; ++i)
        (void)backoff.next(start);
    backoff.dataAt(start + 1s);
    EXPECT_GE(backoff.next(start + 2s), 4s) << "one message resets nothing";
    for (auto at = 10s; at <= 69s; at += 1s)
        backoff.dataAt(start + at);
    EXPECT_GE(backoff.next(start + 70s), 4s) << "59 seconds are not a minute";
    for (auto at = 100s; at <= 160s; at += 1s)
        backoff.dataAt(start + at);
    EXPECT_LE(backoff.next(start + 161s), 500ms);
}

TEST(Backoff, DataWithAHoleIsNoMinuteOfData)
{
    Backoff backoff([] { return 0.5; });
    for (int i = 0; i < 4; ++i)
        (void)backoff.next(start);
    backoff.dataAt(start + 1s);
    backoff.dataAt(start + 62s);
    EXPECT_GE(backoff.next(start + 63s), 4s);
}

TEST(Backoff, AHoldIsKeptOnceWithJitterOnTop)
{
    Backoff backoff([] { return 0.5; });
    backoff.holdAtLeast(60s);
    const milliseconds held = backoff.next(start);
    EXPECT_GE(held, 60s);
    EXPECT_LE(held, 75s);
    EXPECT_LE(backoff.next(start), 1s);
}

// Figure R3: the jitter is at least a fifth of the delay at every step, so that a herd does not come back
// together.
TEST(Backoff, FigureR3EveryStepIsJittered)
{
    std::mt19937 engine(3);
    std::uniform_real_distribution<double> fraction(0, 1);
    for (const milliseconds failing : {milliseconds{1s}, milliseconds{2min}, milliseconds{20min}}) {
        QList<QPair<milliseconds, milliseconds>> range(12, {24h, 0ms});
        for (int run = 0; run < 10'000; ++run) {
            Backoff backoff([&] { return fraction(engine); });
            for (auto &[least, most] : range) {
                const milliseconds delay =
                    backoff.next(&least == &range.first().first ? start : start + failing);
                least = std::min(least, delay);
                most = std::max(most, delay);
            }
        }
        for (const auto &[least, most] : std::as_const(range))
            EXPECT_GE((most - least).count(), most.count() / 5);
    }
}
} // namespace

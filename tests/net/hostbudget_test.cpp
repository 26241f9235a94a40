#include "app/net/hostbudget.h"

#include "app/base/backoff.h"
#include "tests/support/manualclock.h"

#include <gtest/gtest.h>
#include <random>

using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {
const QString host = QStringLiteral("ws.example.com");

TEST(HostBudget, GivesOneAttemptASecond)
{
    ManualClock clock;
    HostBudget budget(clock);
    EXPECT_FALSE(budget.take(host));
    EXPECT_EQ(budget.take(host), 1000ms);
    clock.advance(400ms);
    EXPECT_EQ(budget.take(host), 600ms);
    EXPECT_FALSE(budget.take(QStringLiteral("other.example.com"))) << "hosts do not share a budget";
    clock.advance(600ms);
    EXPECT_FALSE(budget.take(host));
}

TEST(HostBudget, GivesThirtyAttemptsInFiveMinutes)
{
    ManualClock clock;
    HostBudget budget(clock);
    for (int i = 0; i < 30; ++i) {
        EXPECT_FALSE(budget.take(host));
        clock.advance(1s);
    }
    EXPECT_EQ(budget.take(host), 270s);
    clock.advance(270s);
    EXPECT_FALSE(budget.take(host));
    EXPECT_EQ(budget.take(host), 1s);
}

// R3: whatever the sockets of a host do, its budget holds: any two attempts are a second apart and any 31 of
// them take more than five minutes. 10^5 steps of several sockets that fail at random moments and wait by
// Backoff.
TEST(HostBudget, FigureR3HoldsForAnyPatternOfFailures)
{
    std::mt19937 engine(20261122); // NOLINT: the same run each time
    std::uniform_real_distribution<double> fraction(0, 1);
    int attempts = 0;
    for (int run = 0; run < 100; ++run) {
        ManualClock clock;
        HostBudget budget(clock);
        struct Socket
        {
            Backoff backoff;
            MonoTime due{};
        };
        std::vector<Socket> sockets;
        const int count = 1 + run % 8;
        for (int i = 0; i < count; ++i)
            sockets.push_back({Backoff([&] { return fraction(engine); }), clock.monotonic()});
        QList<MonoTime> made;
        for (int step = 0; step < 1000; ++step) {
            const auto next = std::min_element(sockets.begin(), sockets.end(),
                                               [](const auto &a, const auto &b) { return a.due < b.due; });
            if (next->due > clock.monotonic())
                clock.advance(next->due - clock.monotonic());
            if (const auto wait = budget.take(host)) {
                next->due = clock.monotonic() + *wait;
                continue;
            }
            made.append(clock.monotonic());
            const milliseconds lived{
                static_cast<qint64>(fraction(engine) * (run % 3 == 0 ? 200'000 : 2'000))};
            for (milliseconds at{0}; at < lived; at += 5s) // data flows while it lives
                next->backoff.dataAt(clock.monotonic() + at);
            next->due = clock.monotonic() + lived + next->backoff.next(clock.monotonic() + lived);
        }
        for (qsizetype i = 1; i < made.size(); ++i)
            ASSERT_GE(made.at(i) - made.at(i - 1), 1000ms);
        for (qsizetype i = 30; i < made.size(); ++i)
            ASSERT_GE(made.at(i) - made.at(i - 30), 5min);
        attempts += static_cast<int>(made.size());
    }
    EXPECT_GT(attempts, 10'000);
}
} // namespace

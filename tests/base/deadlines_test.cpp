#include "app/base/fairdeadline.h"
#include "app/base/suspendwatch.h"
#include "tests/support/manualclock.h"

#include <QList>
#include <gtest/gtest.h>

using namespace std::chrono_literals;

namespace {
TEST(FairDeadline, MissesAtItsTime)
{
    ManualClock clock;
    FairDeadline deadline(clock);
    int missed = 0;
    deadline.arm(10s, [&] { ++missed; });
    clock.advance(9999ms);
    EXPECT_EQ(missed, 0);
    EXPECT_TRUE(deadline.isArmed());
    clock.advance(1ms);
    EXPECT_EQ(missed, 1);
    EXPECT_FALSE(deadline.isArmed());
    clock.advance(60s);
    EXPECT_EQ(missed, 1);
}

TEST(FairDeadline, DisarmedOrArmedAnewTheOldOneIsForgotten)
{
    ManualClock clock;
    FairDeadline deadline(clock);
    QString missed;
    deadline.arm(10s, [&] { missed += u'a'; });
    deadline.arm(20s, [&] { missed += u'b'; });
    clock.advance(15s);
    EXPECT_EQ(missed, QString());
    clock.advance(5s);
    EXPECT_EQ(missed, QStringLiteral("b"));
    deadline.arm(1s, [&] { missed += u'c'; });
    deadline.disarm();
    clock.advance(5s);
    EXPECT_EQ(missed, QStringLiteral("b"));
}

TEST(FairDeadline, Case47AStoppedProcessGetsOneGrace)
{
    ManualClock clock;
    FairDeadline deadline(clock);
    int missed = 0;
    deadline.arm(5s, [&] { ++missed; });
    clock.advance(4s);
    clock.suspend(3s); // stopped for 3 s: the timer comes 3 s late
    clock.advance(1s);
    EXPECT_EQ(missed, 0) << "what came meanwhile is still unread";
    clock.advance(1999ms);
    EXPECT_EQ(missed, 0);
    clock.advance(1ms);
    EXPECT_EQ(missed, 1) << "one grace, not two";
}

TEST(SuspendWatch, Case46TellsOfASleepWithinASecondOfWaking)
{
    ManualClock clock;
    QList<std::chrono::milliseconds> slept;
    const SuspendWatch watch(clock, [&](std::chrono::milliseconds time) { slept.append(time); });
    clock.advance(10min);
    EXPECT_TRUE(slept.isEmpty());
    clock.suspend(8h);
    clock.advance(1s);
    ASSERT_EQ(slept.size(), 1);
    EXPECT_EQ(slept.constFirst(), 8h);
    clock.advance(10min);
    EXPECT_EQ(slept.size(), 1);
}

TEST(SuspendWatch, Case45And47AWallClockThatJumpsAndAShortStopAreNoSleep)
{
    ManualClock clock;
    int slept = 0;
    const SuspendWatch watch(clock, [&](std::chrono::milliseconds) { ++slept; });
    clock.jumpWall(1h);
    clock.advance(5s);
    clock.jumpWall(-1h);
    clock.advance(5s);
    clock.suspend(3s);
    clock.advance(5s);
    EXPECT_EQ(slept, 0);
}
} // namespace

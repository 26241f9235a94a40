#include "tests/support/manualclock.h"
#include "tests/support/waituntil.h"
#include "tests/ui/platform/testbus.h"
#include "ui/platform/sleepwatch.h"

#include <QDBusMessage>
#include <QSignalSpy>

using namespace std::chrono_literals;

namespace {
void sayPrepareForSleep(QDBusConnection bus, bool before)
{
    QDBusMessage signal = QDBusMessage::createSignal(QStringLiteral("/org/freedesktop/login1"),
                                                     QStringLiteral("org.freedesktop.login1.Manager"),
                                                     QStringLiteral("PrepareForSleep"));
    signal << before;
    bus.send(signal);
}
} // namespace

TEST(SleepWatchTest, SeesASleepByTheClockAlone)
{
    ManualClock clock;
    SleepWatch watch(clock);
    QSignalSpy resumed(&watch, &SleepWatch::resumed);
    clock.advance(1min);
    EXPECT_EQ(resumed.size(), 0);
    clock.suspend(8h);
    clock.advance(2s);
    EXPECT_EQ(resumed.size(), 1);
    clock.advance(1min);
    EXPECT_EQ(resumed.size(), 1);
}

TEST(SleepWatchTest, ALateTimerIsNoSleep)
{
    ManualClock clock;
    SleepWatch watch(clock);
    QSignalSpy resumed(&watch, &SleepWatch::resumed);
    clock.suspend(3s); // a stopped process, a long stall
    clock.advance(10s);
    EXPECT_EQ(resumed.size(), 0);
}

TEST(SleepWatchTest, AWallClockThatJumpsIsNoSleep)
{
    ManualClock clock;
    SleepWatch watch(clock);
    QSignalSpy resumed(&watch, &SleepWatch::resumed);
    clock.jumpWall(1h);
    clock.advance(10s);
    clock.jumpWall(-2h);
    clock.advance(10s);
    EXPECT_EQ(resumed.size(), 0);
}

TEST(SleepWatchTest, BelievesLogindAndTellsOneSleepOnce)
{
    REQUIRE_BUS();
    ManualClock clock;
    SleepWatch watch(clock);
    QSignalSpy resumed(&watch, &SleepWatch::resumed);
    const QDBusConnection logind = TestBus::other(QStringLiteral("logind"));
    sayPrepareForSleep(logind, true);
    clock.suspend(8h);
    sayPrepareForSleep(logind, false);
    ASSERT_TRUE(waitUntil([&] { return resumed.size() == 1; }));
    clock.advance(2s); // the clock's look finds the same sleep
    EXPECT_EQ(resumed.size(), 1);
    clock.advance(1min);
    sayPrepareForSleep(logind, false);
    EXPECT_TRUE(waitUntil([&] { return resumed.size() == 2; }));
}

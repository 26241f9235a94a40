#include "tests/support/waituntil.h"
#include "tests/ui/platform/testbus.h"
#include "ui/platform/sleepwatch.h"

#include <QDBusMessage>
#include <QSignalSpy>

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

TEST(SleepWatchTest, TellsOfWakingUpAndNotOfGoingToSleep)
{
    REQUIRE_BUS();
    SleepWatch watch;
    QSignalSpy resumed(&watch, &SleepWatch::resumed);
    const QDBusConnection logind = TestBus::other(QStringLiteral("logind"));
    sayPrepareForSleep(logind, true);
    sayPrepareForSleep(logind, false);
    ASSERT_TRUE(waitUntil([&] { return resumed.size() > 0; }));
    sayPrepareForSleep(logind, false);
    ASSERT_TRUE(waitUntil([&] { return resumed.size() > 1; }));
    EXPECT_EQ(resumed.size(), 2);
}

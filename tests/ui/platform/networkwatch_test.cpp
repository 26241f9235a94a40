#include "tests/support/manualclock.h"
#include "tests/support/waituntil.h"
#include "tests/ui/platform/testbus.h"
#include "ui/platform/networkwatch.h"

#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QSignalSpy>

using namespace std::chrono_literals;

namespace {
const QString path = QStringLiteral("/org/freedesktop/NetworkManager");
const QString interface = QStringLiteral("org.freedesktop.NetworkManager");

void sayState(QDBusConnection bus, uint state)
{
    QDBusMessage signal = QDBusMessage::createSignal(path, interface, QStringLiteral("StateChanged"));
    signal << state;
    bus.send(signal);
}

void sayPrimary(QDBusConnection bus, const QString &connection)
{
    QDBusMessage signal = QDBusMessage::createSignal(path, QStringLiteral("org.freedesktop.DBus.Properties"),
                                                     QStringLiteral("PropertiesChanged"));
    const QVariantMap values{
        {QStringLiteral("PrimaryConnection"), QVariant::fromValue(QDBusObjectPath(connection))}};
    signal << interface << values << QStringList();
    bus.send(signal);
}
} // namespace

TEST(NetworkWatchTest, ABurstOfGoodNewsIsOneChange)
{
    REQUIRE_BUS();
    ManualClock clock;
    NetworkWatch watch(clock);
    QSignalSpy changed(&watch, &NetworkWatch::changed);
    const QDBusConnection nm = TestBus::other(QStringLiteral("nm"));
    sayState(nm, 70);
    sayPrimary(nm, QStringLiteral("/org/freedesktop/NetworkManager/ActiveConnection/7"));
    ASSERT_TRUE(waitUntil([&] { return clock.pendingTimers() == 1; }));
    clock.advance(NetworkWatch::settle);
    EXPECT_EQ(changed.size(), 1);
}

TEST(NetworkWatchTest, LosingTheNetworkIsNoReasonToTryAgain)
{
    REQUIRE_BUS();
    ManualClock clock;
    NetworkWatch watch(clock);
    QSignalSpy changed(&watch, &NetworkWatch::changed);
    const QDBusConnection nm = TestBus::other(QStringLiteral("nm"));
    sayState(nm, 20);
    sayPrimary(nm, QStringLiteral("/"));
    sayState(nm, 60); // has come: so have the others
    ASSERT_TRUE(waitUntil([&] { return clock.pendingTimers() > 0; }));
    clock.advance(1min);
    EXPECT_EQ(changed.size(), 1);
}

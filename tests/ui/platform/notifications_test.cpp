#include "tests/support/waituntil.h"
#include "tests/ui/platform/fakenotifications.h"
#include "ui/platform/notifications.h"

#include <QDBusArgument>
#include <QDBusConnectionInterface>
#include <QElapsedTimer>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
DesktopNote crossed(const QString &key = u"alert-1"_s)
{
    DesktopNote note;
    note.key = key;
    note.title = u"BTC crossed above 115,000.00"_s;
    note.body = u"115,004.62 at 09:44:03 · 4 of 4 agree"_s;
    note.actions = {{u"default"_s, {}}, {u"open"_s, u"Open chart"_s}, {u"off"_s, u"Turn off"_s}};
    return note;
}
} // namespace

TEST(NotificationsTest, ANoteReachesTheServiceWithItsButtonsAndHints)
{
    REQUIRE_BUS();
    FakeNotifications desktop(u"desktop1"_s);
    Notifications notifications;
    DesktopNote note = crossed();
    note.critical = true;
    note.sound = u"message-new-instant"_s;
    notifications.show(note);
    ASSERT_TRUE(waitUntil([&] { return desktop.notes() == 1; }));
    const QVariantList sent = desktop.note(0);
    EXPECT_EQ(sent.at(0), u"Wickpost"_s);
    EXPECT_EQ(sent.at(1).toUInt(), 0u);
    EXPECT_EQ(sent.at(3), note.title);
    EXPECT_EQ(sent.at(5).toStringList(),
              (QStringList{u"default"_s, {}, u"open"_s, u"Open chart"_s, u"off"_s, u"Turn off"_s}));
    const QVariantMap hints = qdbus_cast<QVariantMap>(sent.at(6));
    EXPECT_EQ(hints.value(u"urgency"_s).value<uchar>(), 2);
    EXPECT_EQ(hints.value(u"sound-name"_s), u"message-new-instant"_s);
    EXPECT_TRUE(notifications.playsSound());
}

TEST(NotificationsTest, PressedButtonsComeBackWithTheNotesKey)
{
    REQUIRE_BUS();
    FakeNotifications desktop(u"desktop2"_s);
    Notifications notifications;
    QSignalSpy invoked(&notifications, &Notifications::actionInvoked);
    notifications.show(crossed());
    notifications.show(crossed(u"alert-2"_s));
    ASSERT_TRUE(waitUntil([&] { return desktop.notes() == 2; }));
    EXPECT_EQ(desktop.count(u"GetCapabilities"_s), 1) << "asked once";
    notifications.show(crossed()); // has the answer to the first by then
    ASSERT_TRUE(waitUntil([&] { return desktop.notes() == 3; }));
    EXPECT_EQ(desktop.note(2).at(1).toUInt(), 41u) << "it takes the first one's place";
    desktop.invoke(42, u"off"_s);
    ASSERT_TRUE(waitUntil([&] { return !invoked.isEmpty(); }));
    EXPECT_EQ(invoked.first().at(0), u"alert-2"_s);
    EXPECT_EQ(invoked.first().at(1), u"off"_s);
}

TEST(NotificationsTest, ANoteWhoseButtonWasPressedIsTakenDown)
{
    REQUIRE_BUS();
    FakeNotifications desktop(u"desktop9"_s);
    Notifications notifications;
    QSignalSpy invoked(&notifications, &Notifications::actionInvoked);
    notifications.show(crossed());
    notifications.show(crossed(u"alert-2"_s));
    ASSERT_TRUE(waitUntil([&] { return desktop.notes() == 2; }));
    desktop.invoke(42, u"off"_s);
    ASSERT_TRUE(waitUntil([&] { return desktop.count(u"CloseNotification"_s) == 1; }))
        << "services may leave it up";
    EXPECT_EQ(desktop.calls.last().arguments().value(0).toUInt(), 42u);
    EXPECT_EQ(invoked.size(), 1);
}

TEST(NotificationsTest, SignalsOfAStrangerAreNotHeard)
{
    REQUIRE_BUS();
    FakeNotifications desktop(u"desktop3"_s);
    Notifications notifications;
    QSignalSpy invoked(&notifications, &Notifications::actionInvoked);
    notifications.show(crossed());
    ASSERT_TRUE(waitUntil([&] { return desktop.notes() == 1; }));
    QDBusMessage signal =
        QDBusMessage::createSignal(notificationPath, notificationService, u"ActionInvoked"_s);
    signal << 41u << u"off"_s;
    TestBus::other(u"stranger"_s).send(signal);
    // What the service itself says after it comes after it.
    notifications.show(crossed(u"alert-2"_s));
    ASSERT_TRUE(waitUntil([&] { return desktop.notes() == 2; }));
    desktop.invoke(42, u"open"_s);
    ASSERT_TRUE(waitUntil([&] { return !invoked.isEmpty(); }));
    EXPECT_EQ(invoked.size(), 1);
    EXPECT_EQ(invoked.first().at(0), u"alert-2"_s);
    QDBusConnection::disconnectFromBus(u"stranger"_s);
}

TEST(NotificationsTest, WordsOfStrangersAreNoMarkupAndButtonsOnlyWhereTheyWork)
{
    REQUIRE_BUS();
    FakeNotifications desktop(u"desktop4"_s);
    Notifications notifications;
    DesktopNote note = crossed();
    note.body = u"<b>Bold</b> & <img src=x>"_s;
    notifications.show(note);
    ASSERT_TRUE(waitUntil([&] { return desktop.notes() == 1; }));
    EXPECT_EQ(desktop.note(0).at(4), u"&lt;b&gt;Bold&lt;/b&gt; &amp; &lt;img src=x&gt;"_s);
    EXPECT_EQ(qdbus_cast<QVariantMap>(desktop.note(0).at(6)).value(u"suppress-sound"_s), true);

    Notifications plain;
    desktop.capabilities = QStringList{u"body"_s};
    plain.show(note);
    ASSERT_TRUE(waitUntil([&] { return desktop.notes() == 2; }));
    EXPECT_EQ(desktop.note(1).at(4), note.body);
    EXPECT_TRUE(desktop.note(1).at(5).toStringList().isEmpty());
}

TEST(NotificationsTest, AFrozenServiceFreezesNothingAndIsToldOf)
{
    REQUIRE_BUS();
    FakeNotifications desktop(u"desktop5"_s);
    desktop.frozen = true;
    Notifications notifications(300ms);
    QSignalSpy failed(&notifications, &Notifications::failed);
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 100; ++i)
        notifications.show(crossed(u"alert-%1"_s.arg(i % 3)));
    EXPECT_LT(timer.elapsed(), 500);
    ASSERT_TRUE(waitUntil([&] { return failed.size() == 3; }, 10'000)) << failed.size();
    EXPECT_EQ(desktop.calls.size(), 1) << "one question is enough";
    desktop.frozen = false; // thawed
    notifications.show(crossed());
    EXPECT_TRUE(waitUntil([&] { return desktop.notes() == 1; }));
}

TEST(NotificationsTest, WithoutAServiceItFailsAtOnce)
{
    REQUIRE_BUS();
    Notifications notifications;
    QSignalSpy failed(&notifications, &Notifications::failed);
    notifications.show(crossed());
    EXPECT_TRUE(failed.isEmpty()) << "after the call has returned";
    ASSERT_TRUE(waitUntil([&] { return failed.size() == 1; }));
    EXPECT_EQ(failed.first().first(), u"alert-1"_s);
}

TEST(NotificationsTest, AServiceThatIsStartedAgainIsAskedAnew)
{
    REQUIRE_BUS();
    Notifications notifications;
    auto first = std::make_unique<FakeNotifications>(u"desktop6"_s);
    notifications.show(crossed());
    ASSERT_TRUE(waitUntil([&] { return first->notes() == 1; }));
    first.reset();
    FakeNotifications second(u"desktop7"_s);
    second.lastId = 90;
    // Once the bus has answered us, we have heard of the change too.
    EXPECT_TRUE(QDBusConnection::sessionBus().interface()->isServiceRegistered(notificationService));
    QCoreApplication::processEvents();
    notifications.show(crossed());
    ASSERT_TRUE(waitUntil([&] { return second.notes() == 1; }));
    EXPECT_EQ(second.count(u"GetCapabilities"_s), 1);
    EXPECT_EQ(second.note(0).at(1).toUInt(), 0u) << "it knows nothing of the old one's notes";
}

TEST(NotificationsTest, AWithdrawnNoteIsClosedAlsoWhenItWasNotUpYet)
{
    REQUIRE_BUS();
    FakeNotifications desktop(u"desktop8"_s);
    Notifications notifications;
    notifications.show(crossed());
    ASSERT_TRUE(waitUntil([&] { return desktop.notes() == 1; }));
    notifications.withdraw(u"alert-1"_s); // its answer may still be on the way
    EXPECT_TRUE(waitUntil([&] { return desktop.count(u"CloseNotification"_s) == 1; }));
}

#include "tests/alerts/alertsfixture.h"
#include "tests/support/waituntil.h"
#include "tests/ui/platform/fakenotifications.h"
#include "ui/shell/alertnotifier.h"

namespace {
class AlertNotifierTest : public AlertsTest
{
protected:
    static AlertNotifier::Words words(const QList<AlertFiring> &firings)
    {
        return {u"%1 fired"_s.arg(firings.size()), firings.value(0).price.value_or(Decimal{}).toString()};
    }
    // What the service was sent, once it was sent so many.
    QVariantList note(int number)
    {
        EXPECT_TRUE(waitUntil([&] { return desktop.notes() >= number; })) << "no note " << number;
        return desktop.note(number - 1);
    }
    // Whatever was on the way is there now.
    void flush()
    {
        QDBusConnection::sessionBus().call(QDBusMessage::createMethodCall(
            u"org.freedesktop.DBus"_s, u"/org/freedesktop/DBus"_s, u"org.freedesktop.DBus"_s, u"GetId"_s));
        const int before = desktop.notes();
        waitUntil([&] { return desktop.notes() > before; }, 100);
    }

    FakeNotifications desktop{u"alerts desktop"_s};
    SettingsFile settings{clock, QString(), defaultSettings()};
    AlertNotifier notifier{clock, *engine, book, settings, words};
};
} // namespace

TEST_F(AlertNotifierTest, OneFiringIsOneNoteWithItsWordsAndButtons)
{
    REQUIRE_BUS();
    add(u"BTC above 115000"_s);
    settle();
    allTick("115004.62"_dec);
    settle();
    const QVariantList sent = note(1);
    EXPECT_EQ(sent.value(3), u"1 fired"_s);
    EXPECT_EQ(sent.value(4), u"115004.62"_s);
    EXPECT_EQ(sent.value(5).toStringList(), (QStringList{u"default"_s, u"Open"_s, u"open"_s, u"Open chart"_s,
                                                         u"snooze"_s, u"Snooze"_s, u"off"_s, u"Turn off"_s}));
}

TEST_F(AlertNotifierTest, ItsButtonsWork)
{
    REQUIRE_BUS();
    const AlertId first = add(u"BTC above 115000"_s, false), second = add(u"BTC above 115001"_s, false),
                  third = add(u"BTC above 115002"_s);
    QList<AlertFiring> opened;
    QObject::connect(&notifier, &AlertNotifier::openWanted, &notifier,
                     [&](const AlertFiring &firing) { opened.append(firing); });
    settle();
    allTick("115004.62"_dec);
    settle();
    note(3);
    QHash<AlertId, uint> ids;
    uint id = desktop.lastId - 3;
    for (const AlertFiring &firing : std::as_const(fired))
        ids.insert(firing.alert, ++id);
    flush(); // the answers are here
    desktop.invoke(ids.value(first), u"snooze"_s);
    EXPECT_TRUE(waitUntil([&] { return state(first) == AlertStatus::State::Snoozed; }));
    EXPECT_EQ(book.find(first)->state.snoozedUntil, clock.now() + 15min);
    desktop.invoke(ids.value(second), u"off"_s);
    EXPECT_TRUE(waitUntil([&] { return state(second) == AlertStatus::State::Off; }));
    desktop.invoke(ids.value(third), u"default"_s);
    ASSERT_TRUE(waitUntil([&] { return !opened.isEmpty(); }));
    EXPECT_EQ(opened.first().alert, third);
}

TEST_F(AlertNotifierTest, AThousandAtOnceAreOneNote)
{
    REQUIRE_BUS();
    for (int i = 0; i < 1000; ++i)
        add(u"BTC above %1"_s.arg(Decimal(1'150'000 + i, 1).toString()));
    settle();
    allTick("115200"_dec);
    settle();
    EXPECT_EQ(note(1).value(3), u"1000 fired"_s);
    flush();
    EXPECT_EQ(desktop.notes(), 1);
}

TEST_F(AlertNotifierTest, ManyOneAfterTheOtherBecomeOneNoteThatCountsOn)
{
    REQUIRE_BUS();
    for (int i = 1; i <= 6; ++i)
        add(u"BTC above %1"_s.arg(115'000 + i * 100));
    settle();
    for (int i = 1; i <= 6; ++i) {
        allTick(Decimal(115'000 + i * 100, 0));
        settle();
        note(i);
        flush();
    }
    EXPECT_EQ(desktop.note(2).value(3), u"1 fired"_s);
    EXPECT_EQ(desktop.note(3).value(3), u"4 fired"_s);
    EXPECT_EQ(desktop.note(5).value(3), u"6 fired"_s);
    EXPECT_EQ(desktop.note(5).value(1), desktop.note(4).value(1)) << "in the same place";
    EXPECT_EQ(desktop.count(u"CloseNotification"_s), 3) << "those it counts are not up twice";
}

TEST_F(AlertNotifierTest, InQuietHoursNothingRingsUntilTheyAreOver)
{
    REQUIRE_BUS();
    AlertSettings quiet;
    quiet.quiet = {true, 1 * 60, 2 * 60, true}; // it is 01:42 UTC
    engine->setSettings(quiet);
    add(u"BTC above 115000"_s);
    settle();
    allTick("115004.62"_dec);
    settle();
    flush();
    EXPECT_EQ(desktop.notes(), 0);
    settle(20min);
    EXPECT_EQ(note(1).value(3), u"1 fired"_s);
}

TEST_F(AlertNotifierTest, WhatTheUserSwitchedOffIsNotSent)
{
    REQUIRE_BUS();
    settings.change([](Settings &all) { all.alertNotifications = false; });
    add(u"BTC above 115000"_s);
    settle();
    allTick("115004.62"_dec);
    settle();
    flush();
    EXPECT_EQ(fired.size(), 1);
    EXPECT_EQ(desktop.notes(), 0);
}

TEST_F(AlertNotifierTest, WhatWasSeenInTheWindowIsTakenDown)
{
    REQUIRE_BUS();
    const AlertId id = add(u"BTC above 115000"_s);
    settle();
    allTick("115004.62"_dec);
    settle();
    note(1);
    ASSERT_TRUE(book.acknowledge(id));
    EXPECT_TRUE(waitUntil([&] { return desktop.count(u"CloseNotification"_s) == 1; }));
}

#include "tests/support/waituntil.h"
#include "tests/ui/platform/testbus.h"
#include "ui/platform/singleinstance.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QLockFile>
#include <QSignalSpy>
#include <QTemporaryDir>

namespace {
using Role = SingleInstance::Role;

class SingleInstanceTest : public testing::Test
{
protected:
    std::optional<Role> claim(SingleInstance &instance, const QStringList &arguments = {})
    {
        std::optional<Role> role;
        instance.claim(arguments, [&](Role got) { role = got; });
        EXPECT_FALSE(role) << "answered inside the call";
        waitUntil([&] { return role.has_value(); });
        return role;
    }
    // Holds the name as another process would.
    void takeName(QDBusConnection bus, const QString &id)
    {
        QDBusMessage call = QDBusMessage::createMethodCall(
            QStringLiteral("org.freedesktop.DBus"), QStringLiteral("/org/freedesktop/DBus"),
            QStringLiteral("org.freedesktop.DBus"), QStringLiteral("RequestName"));
        call << QStringLiteral("org.wickpost.Wickpost.i") + id << 4U;
        QDBusPendingCallWatcher watcher(bus.asyncCall(call));
        ASSERT_TRUE(waitUntil([&] { return watcher.isFinished(); }));
    }

    QTemporaryDir dir;
    QString lockFile = dir.filePath(QStringLiteral("wickpost.lock"));
};

// The first Wickpost, as seen by a second start.
class FirstStart : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.wickpost.Wickpost")
public:
    QStringList heard;
    bool frozen = false;
public slots:
    void Start(const QStringList &arguments, const QVariantMap &, const QDBusMessage &message)
    {
        heard = arguments;
        if (frozen)
            message.setDelayedReply(true);
    }
};
} // namespace

TEST_F(SingleInstanceTest, TheFirstHasTheFolderAndHearsLaterStarts)
{
    REQUIRE_BUS();
    SingleInstance first(QStringLiteral("abc"), lockFile);
    ASSERT_EQ(claim(first), Role::First);
    QSignalSpy activated(&first, &SingleInstance::activated);
    QDBusMessage call = QDBusMessage::createMethodCall(
        QStringLiteral("org.wickpost.Wickpost.iabc"), QStringLiteral("/org/wickpost/Wickpost"),
        QStringLiteral("org.wickpost.Wickpost"), QStringLiteral("Start"));
    call << QStringList{QStringLiteral("--view"), QStringLiteral("compact")} << QVariantMap();
    TestBus::other(QStringLiteral("second")).asyncCall(call);
    ASSERT_TRUE(waitUntil([&] { return activated.size() == 1; }));
    EXPECT_EQ(activated.at(0).at(0).toStringList(),
              (QStringList{QStringLiteral("--view"), QStringLiteral("compact")}));
    QDBusMessage show = QDBusMessage::createMethodCall(
        QStringLiteral("org.wickpost.Wickpost.iabc"), QStringLiteral("/org/wickpost/Wickpost"),
        QStringLiteral("org.freedesktop.Application"), QStringLiteral("Activate"));
    show << QVariantMap();
    TestBus::other(QStringLiteral("second")).asyncCall(show);
    ASSERT_TRUE(waitUntil([&] { return activated.size() == 2; }));
    EXPECT_TRUE(activated.at(1).at(0).toStringList().isEmpty());
}

TEST_F(SingleInstanceTest, ASecondStartPassesItsArgumentsOn)
{
    REQUIRE_BUS();
    QDBusConnection bus = TestBus::other(QStringLiteral("first"));
    FirstStart running;
    bus.registerObject(QStringLiteral("/org/wickpost/Wickpost"), &running, QDBusConnection::ExportAllSlots);
    takeName(bus, QStringLiteral("def"));
    SingleInstance second(QStringLiteral("def"), lockFile);
    EXPECT_EQ(claim(second, {QStringLiteral("--theme"), QStringLiteral("light")}), Role::Passed);
    EXPECT_EQ(running.heard, (QStringList{QStringLiteral("--theme"), QStringLiteral("light")}));
}

TEST_F(SingleInstanceTest, AFirstThatDoesNotAnswerIsNotWaitedForLong)
{
    REQUIRE_BUS();
    QDBusConnection bus = TestBus::other(QStringLiteral("frozen"));
    FirstStart running;
    running.frozen = true;
    bus.registerObject(QStringLiteral("/org/wickpost/Wickpost"), &running, QDBusConnection::ExportAllSlots);
    takeName(bus, QStringLiteral("ghi"));
    SingleInstance second(QStringLiteral("ghi"), lockFile);
    EXPECT_EQ(claim(second), Role::Occupied);
}

TEST_F(SingleInstanceTest, AnotherSessionsLockKeepsTheFolder)
{
    REQUIRE_BUS();
    QLockFile elsewhere(lockFile);
    ASSERT_TRUE(elsewhere.tryLock(0));
    SingleInstance second(QStringLiteral("jkl"), lockFile);
    EXPECT_EQ(claim(second), Role::Occupied);
}

TEST_F(SingleInstanceTest, AnotherFolderIsAnotherInstance)
{
    REQUIRE_BUS();
    takeName(TestBus::other(QStringLiteral("first")), QStringLiteral("mno"));
    SingleInstance other(QStringLiteral("pqr"), lockFile);
    EXPECT_EQ(claim(other), Role::First);
}

#include "singleinstance_test.moc"

#include "tests/ui/platform/testbus.h"

#include <QStandardPaths>

namespace {
QByteArray address;
const auto *const registered = testing::AddGlobalTestEnvironment(new TestBus);
} // namespace

bool TestBus::running()
{
    return !address.isEmpty() && registered;
}

QDBusConnection TestBus::other(const QString &name)
{
    return QDBusConnection::connectToBus(QString::fromLatin1(address), name);
}

void TestBus::SetUp()
{
    const QString daemon = QStandardPaths::findExecutable(QStringLiteral("dbus-daemon"));
    if (daemon.isEmpty())
        return;
    m_daemon.start(daemon, {QStringLiteral("--session"), QStringLiteral("--nofork"),
                            QStringLiteral("--print-address"), QStringLiteral("--address=unix:tmpdir=/tmp")});
    if (!m_daemon.waitForReadyRead(5000))
        return;
    address = m_daemon.readLine().trimmed();
    qputenv("DBUS_SESSION_BUS_ADDRESS", address);
    qputenv("DBUS_SYSTEM_BUS_ADDRESS", address);
}

void TestBus::TearDown()
{
    QDBusConnection::disconnectFromBus(QStringLiteral("qt_default_session_bus"));
    QDBusConnection::disconnectFromBus(QStringLiteral("qt_default_system_bus"));
    m_daemon.terminate();
    m_daemon.waitForFinished(2000);
}

// systemd-logind, org.freedesktop.login1.Manager: PrepareForSleep(true) before, (false) after a sleep.
#include "ui/platform/desktop.h"

#include <QDBusConnection>

namespace {
class Logind final : public QObject
{
    Q_OBJECT
public:
    explicit Logind(std::function<void()> wokeUp) : m_wokeUp(std::move(wokeUp))
    {
        QDBusConnection bus = QDBusConnection::systemBus();
        if (bus.isConnected())
            bus.connect({}, QStringLiteral("/org/freedesktop/login1"),
                        QStringLiteral("org.freedesktop.login1.Manager"), QStringLiteral("PrepareForSleep"),
                        this, SLOT(prepareForSleep(bool)));
    }

private slots:
    void prepareForSleep(bool before)
    {
        if (!before)
            m_wokeUp();
    }

private:
    std::function<void()> m_wokeUp;
};
} // namespace

std::unique_ptr<QObject> watchSleep(std::function<void()> wokeUp)
{
    return std::make_unique<Logind>(std::move(wokeUp));
}

#include "logind.moc"

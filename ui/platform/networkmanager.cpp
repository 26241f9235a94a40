// NetworkManager's D-Bus API: NMState >= 60 is some connectivity; PrimaryConnection names the default route's
// connection.
#include "ui/platform/desktop.h"

#include <QDBusConnection>
#include <QDBusObjectPath>
#include <QVariantMap>

namespace {
const QString path = QStringLiteral("/org/freedesktop/NetworkManager");
const QString interface = QStringLiteral("org.freedesktop.NetworkManager");

class NetworkManager final : public QObject
{
    Q_OBJECT
public:
    explicit NetworkManager(std::function<void()> changed) : m_changed(std::move(changed))
    {
        QDBusConnection bus = QDBusConnection::systemBus();
        if (!bus.isConnected())
            return;
        bus.connect({}, path, interface, QStringLiteral("StateChanged"), this, SLOT(stateChanged(uint)));
        bus.connect({}, path, QStringLiteral("org.freedesktop.DBus.Properties"),
                    QStringLiteral("PropertiesChanged"), this,
                    SLOT(propertiesChanged(QString, QVariantMap, QStringList)));
    }

private slots:
    void stateChanged(uint state)
    {
        constexpr uint connectedSite = 60; // NM_STATE_CONNECTED_SITE
        if (state >= connectedSite)
            m_changed();
    }
    void propertiesChanged(const QString &of, const QVariantMap &values, const QStringList &)
    {
        const QVariant primary = values.value(QStringLiteral("PrimaryConnection"));
        if (of == interface && primary.isValid() && // "/": none any more
            primary.value<QDBusObjectPath>().path() != QLatin1String("/"))
            m_changed();
    }

private:
    std::function<void()> m_changed;
};
} // namespace

std::unique_ptr<QObject> watchConnectivity(std::function<void()> changed)
{
    return std::make_unique<NetworkManager>(std::move(changed));
}

#include "networkmanager.moc"

// XDG Desktop Portal, org.freedesktop.portal.Settings: namespace org.freedesktop.appearance, color-scheme (0
// none, 1 dark, 2 light), reduced-motion (0 none, 1 reduced) and contrast (0 none, 1 higher).
#include "ui/platform/desktop.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusVariant>

namespace {
const QString service = QStringLiteral("org.freedesktop.portal.Desktop");
const QString path = QStringLiteral("/org/freedesktop/portal/desktop");
const QString interface = QStringLiteral("org.freedesktop.portal.Settings");
const QString appearance = QStringLiteral("org.freedesktop.appearance");
const QString schemeKey = QStringLiteral("color-scheme");
const QString motionKey = QStringLiteral("reduced-motion");
const QString contrastKey = QStringLiteral("contrast");

// Read() wraps its answer in a variant once more than SettingChanged does.
QVariant bare(QVariant value)
{
    while (value.metaType() == QMetaType::fromType<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value;
}

class Portal final : public QObject
{
    Q_OBJECT
public:
    explicit Portal(std::function<void(const AppearanceWish &)> tell) : m_tell(std::move(tell))
    {
        // The slot below is looked up by the names of its types, and this one's is not known before its first
        // use.
        qRegisterMetaType<QDBusVariant>();
        QDBusConnection bus = QDBusConnection::sessionBus();
        if (!bus.isConnected())
            return;
        // Without a service name: naming one makes Qt look its owner up and wait for the answer.
        bus.connect({}, path, interface, QStringLiteral("SettingChanged"), this,
                    SLOT(settingChanged(QString, QString, QDBusVariant)));
        for (const QString &key : {schemeKey, motionKey, contrastKey})
            ask(bus, key);
    }

private slots:
    void settingChanged(const QString &space, const QString &key, const QDBusVariant &value)
    {
        if (space == appearance)
            take(key, bare(value.variant()));
    }

private:
    void ask(QDBusConnection &bus, const QString &key)
    {
        QDBusMessage call = QDBusMessage::createMethodCall(service, path, interface, QStringLiteral("Read"));
        call << appearance << key;
        auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(call), this);
        connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, key, watcher] {
            watcher->deleteLater();
            if (!watcher->isError())
                take(key, bare(watcher->reply().arguments().value(0)));
        });
    }

    void take(const QString &key, const QVariant &value)
    {
        bool number = false;
        const uint code = value.toUInt(&number);
        if (!number)
            return;
        if (key == schemeKey)
            m_wish.dark = code == 1 ? std::optional(true) : code == 2 ? std::optional(false) : std::nullopt;
        else if (key == motionKey)
            m_wish.reducedMotion = code == 1 ? std::optional(true) : std::nullopt;
        else if (key == contrastKey)
            m_wish.highContrast = code == 1;
        else
            return;
        m_tell(m_wish);
    }

    std::function<void(const AppearanceWish &)> m_tell;
    AppearanceWish m_wish;
};
} // namespace

std::unique_ptr<QObject> watchAppearance(std::function<void(const AppearanceWish &)> tell)
{
    return std::make_unique<Portal>(std::move(tell));
}

#include "appearance_portal.moc"

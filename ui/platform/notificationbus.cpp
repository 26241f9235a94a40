// org.freedesktop.Notifications (Desktop Notifications Specification 1.2). A blocking call, and
// QDBusInterface's constructor, wait 25 s for a service that is frozen: everything here is a message with a
// watcher.
#include "ui/platform/desktop.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QVariantMap>

namespace {
const QString service = QStringLiteral("org.freedesktop.Notifications");
const QString path = QStringLiteral("/org/freedesktop/Notifications");
const QString bus = QStringLiteral("org.freedesktop.DBus");

QVariantMap hintsOf(const DesktopNote &note)
{
    constexpr uchar normal = 1, critical = 2;
    QVariantMap hints{{QStringLiteral("urgency"), QVariant::fromValue(note.critical ? critical : normal)},
                      {QStringLiteral("desktop-entry"), QStringLiteral("org.wickpost.Wickpost")}};
    if (note.sound.isEmpty())
        hints.insert(QStringLiteral("suppress-sound"), true);
    else
        hints.insert(QStringLiteral("sound-name"), note.sound);
    return hints;
}

class FreedesktopNotifications final : public NotificationBus
{
    Q_OBJECT
public:
    explicit FreedesktopNotifications(Events events) : m_events(std::move(events))
    {
        QDBusConnection session = QDBusConnection::sessionBus();
        session.connect({}, path, service, QStringLiteral("ActionInvoked"), this,
                        SLOT(invoked(uint, QString, QDBusMessage)));
        session.connect({}, path, service, QStringLiteral("NotificationClosed"), this,
                        SLOT(closed(uint, uint, QDBusMessage)));
        session.connect(bus, QStringLiteral("/org/freedesktop/DBus"), bus, QStringLiteral("NameOwnerChanged"),
                        {service}, QStringLiteral("sss"), this,
                        SLOT(ownerChanged(QString, QString, QString)));
    }

    void askCapabilities(std::chrono::milliseconds within,
                         std::function<void(std::optional<QStringList>)> done) override
    {
        answered(ask(QStringLiteral("GetCapabilities"), {}, within), [done](const QDBusMessage &reply) {
            const bool good = reply.type() == QDBusMessage::ReplyMessage;
            done(good ? std::optional(reply.arguments().value(0).toStringList()) : std::nullopt);
        });
    }

    void show(uint replaced, const DesktopNote &note, std::chrono::milliseconds within,
              std::function<void(std::optional<uint>)> done) override
    {
        constexpr int asTheServiceLikes = -1;
        QStringList actions;
        for (const DesktopNote::Action &action : note.actions)
            actions << action.id << action.label;
        const QVariantList arguments{QStringLiteral("Wickpost"),
                                     replaced,
                                     QStringLiteral("wickpost"),
                                     note.title,
                                     note.body,
                                     actions,
                                     hintsOf(note),
                                     asTheServiceLikes};
        answered(ask(QStringLiteral("Notify"), arguments, within), [this, done](const QDBusMessage &reply) {
            const bool good = reply.type() == QDBusMessage::ReplyMessage;
            if (good)
                m_owner = reply.service();
            done(good ? std::optional(reply.arguments().value(0).toUInt()) : std::nullopt);
        });
    }

    void close(uint id) override
    {
        QDBusMessage call = message(QStringLiteral("CloseNotification"), {id});
        call.setAutoStartService(false);
        QDBusConnection::sessionBus().send(call);
    }

private slots:
    // Anybody on the bus can send signals: only those of who answered us count.
    void invoked(uint id, const QString &action, const QDBusMessage &signal)
    {
        if (signal.service() == m_owner)
            m_events.invoked(id, action);
    }
    void closed(uint id, uint, const QDBusMessage &signal)
    {
        if (signal.service() == m_owner)
            m_events.closed(id);
    }
    void ownerChanged(const QString &, const QString &, const QString &owner)
    {
        if (owner == m_owner)
            return;
        m_owner.clear();
        m_events.restarted();
    }

private:
    static QDBusMessage message(const QString &method, const QVariantList &arguments)
    {
        QDBusMessage call = QDBusMessage::createMethodCall(service, path, service, method);
        call.setArguments(arguments);
        return call;
    }
    static QDBusPendingCall ask(const QString &method, const QVariantList &arguments,
                                std::chrono::milliseconds within)
    {
        return QDBusConnection::sessionBus().asyncCall(message(method, arguments),
                                                       static_cast<int>(within.count()));
    }
    void answered(const QDBusPendingCall &pending, std::function<void(const QDBusMessage &)> then)
    {
        auto *watcher = new QDBusPendingCallWatcher(pending, this);
        connect(watcher, &QDBusPendingCallWatcher::finished, this, [watcher, then] {
            watcher->deleteLater();
            then(watcher->reply());
        });
    }

    Events m_events;
    QString m_owner; // the unique name of the service that answered last
};
} // namespace

std::unique_ptr<NotificationBus> notificationBus(NotificationBus::Events events)
{
    if (!QDBusConnection::sessionBus().isConnected())
        return nullptr;
    return std::make_unique<FreedesktopNotifications>(std::move(events));
}

#include "notificationbus.moc"

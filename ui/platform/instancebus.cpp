// The name on the session bus, and org.freedesktop.Application (Desktop Entry Specification, "D-Bus
// Activation") beside a method of our own that carries arguments.
#include "ui/platform/desktop.h"

#include <QDBusAbstractAdaptor>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QVariantMap>

namespace {
const QString objectPath = QStringLiteral("/org/wickpost/Wickpost");
const QString ourInterface = QStringLiteral("org.wickpost.Wickpost");
constexpr int answerWithinMs = 2500;

using Heard = std::function<void(const QStringList &)>;

// Wayland grants focus by a token that the second start was given by whoever started it.
void keepActivationToken(const QVariantMap &platformData)
{
    const QString token = platformData.value(QStringLiteral("activation-token")).toString();
    if (!token.isEmpty())
        qputenv("XDG_ACTIVATION_TOKEN", token.toUtf8());
}

class StartAdaptor final : public QDBusAbstractAdaptor
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.wickpost.Wickpost")
public:
    StartAdaptor(QObject *parent, const Heard &heard) : QDBusAbstractAdaptor(parent), m_heard(heard) {}
public slots:
    void Start(const QStringList &arguments, const QVariantMap &platformData)
    {
        keepActivationToken(platformData);
        m_heard(arguments);
    }

private:
    const Heard &m_heard;
};

class ApplicationAdaptor final : public QDBusAbstractAdaptor
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Application")
public:
    ApplicationAdaptor(QObject *parent, const Heard &heard) : QDBusAbstractAdaptor(parent), m_heard(heard) {}
public slots:
    void Activate(const QVariantMap &platformData)
    {
        keepActivationToken(platformData);
        m_heard({});
    }
    void Open(const QStringList &, const QVariantMap &platformData) { Activate(platformData); }
    void ActivateAction(const QString &, const QVariantList &, const QVariantMap &platformData)
    {
        Activate(platformData);
    }

private:
    const Heard &m_heard;
};

class SessionBus final : public InstanceBus
{
    Q_OBJECT
public:
    SessionBus(const QString &id, Heard heard)
        : m_name(QStringLiteral("org.wickpost.Wickpost.i") + id), m_heard(std::move(heard))
    {
        new StartAdaptor(this, m_heard);
        new ApplicationAdaptor(this, m_heard);
    }
    ~SessionBus() override
    {
        if (!m_held)
            return;
        QDBusConnection bus = QDBusConnection::sessionBus();
        bus.unregisterObject(objectPath);
        bus.send(daemonCall(QStringLiteral("ReleaseName"), {m_name}));
    }

    void claim(std::function<void(Claim)> done) override
    {
        QDBusConnection bus = QDBusConnection::sessionBus();
        if (!bus.isConnected()) {
            QMetaObject::invokeMethod(
                this, [done] { done(Claim::NoBus); }, Qt::QueuedConnection);
            return;
        }
        // The object first: who finds the name taken calls it at once.
        bus.registerObject(objectPath, this, QDBusConnection::ExportAdaptors);
        constexpr uint doNotQueue = 4;
        const QDBusMessage call = daemonCall(QStringLiteral("RequestName"), {m_name, doNotQueue});
        answered(bus.asyncCall(call, answerWithinMs), [this, done](const QDBusMessage &reply) {
            constexpr uint primaryOwner = 1, alreadyOwner = 4;
            const uint code = reply.arguments().value(0).toUInt();
            m_held = code == primaryOwner || code == alreadyOwner;
            const bool refused = reply.type() == QDBusMessage::ErrorMessage;
            done(m_held ? Claim::Held : refused ? Claim::NoBus : Claim::Taken);
        });
    }

    void pass(const QStringList &arguments, std::function<void(bool)> done) override
    {
        QVariantMap platformData;
        if (const QString token = qEnvironmentVariable("XDG_ACTIVATION_TOKEN"); !token.isEmpty())
            platformData.insert(QStringLiteral("activation-token"), token);
        if (const QString id = qEnvironmentVariable("DESKTOP_STARTUP_ID"); !id.isEmpty())
            platformData.insert(QStringLiteral("desktop-startup-id"), id);
        QDBusMessage call =
            QDBusMessage::createMethodCall(m_name, objectPath, ourInterface, QStringLiteral("Start"));
        call.setAutoStartService(false);
        call << arguments << platformData;
        answered(QDBusConnection::sessionBus().asyncCall(call, answerWithinMs),
                 [done](const QDBusMessage &reply) { done(reply.type() == QDBusMessage::ReplyMessage); });
    }

private:
    static QDBusMessage daemonCall(const QString &method, const QVariantList &arguments)
    {
        QDBusMessage call = QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.DBus"),
                                                           QStringLiteral("/org/freedesktop/DBus"),
                                                           QStringLiteral("org.freedesktop.DBus"), method);
        call.setArguments(arguments);
        return call;
    }
    void answered(const QDBusPendingCall &pending, std::function<void(const QDBusMessage &)> then)
    {
        auto *watcher = new QDBusPendingCallWatcher(pending, this);
        connect(watcher, &QDBusPendingCallWatcher::finished, this, [watcher, then] {
            watcher->deleteLater();
            then(watcher->reply());
        });
    }

    QString m_name;
    Heard m_heard;
    bool m_held = false;
};
} // namespace

std::unique_ptr<InstanceBus> instanceBus(const QString &id, std::function<void(const QStringList &)> heard)
{
    return std::make_unique<SessionBus>(id, std::move(heard));
}

#include "instancebus.moc"

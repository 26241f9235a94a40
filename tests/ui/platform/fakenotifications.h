#pragma once

#include "tests/ui/platform/testbus.h"

#include <QDBusMessage>
#include <QDBusVirtualObject>
#include <algorithm>

using namespace Qt::StringLiterals;

inline const QString notificationService = u"org.freedesktop.Notifications"_s;
inline const QString notificationPath = u"/org/freedesktop/Notifications"_s;

// A notification service that does what a test says; frozen, it takes calls and never answers.
class FakeNotifications final : public QDBusVirtualObject
{
public:
    explicit FakeNotifications(const QString &name) : m_bus(TestBus::other(name)), m_name(name)
    {
        m_bus.registerVirtualObject(notificationPath, this);
        m_bus.registerService(notificationService);
    }
    ~FakeNotifications() override
    {
        m_bus.unregisterService(notificationService);
        QDBusConnection::disconnectFromBus(m_name);
    }
    QString introspect(const QString &) const override { return {}; }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &connection) override
    {
        calls.append(message);
        if (frozen) {
            message.setDelayedReply(true);
            return true;
        }
        if (message.member() == "GetCapabilities"_L1)
            connection.send(message.createReply(QVariant(capabilities)));
        else if (message.member() == "Notify"_L1)
            connection.send(message.createReply(QVariant(given(message))));
        return true;
    }
    uint given(const QDBusMessage &message)
    {
        const uint replaced = message.arguments().at(1).toUInt();
        return replaced != 0 ? replaced : ++lastId;
    }
    void invoke(uint id, const QString &action)
    {
        QDBusMessage signal =
            QDBusMessage::createSignal(notificationPath, notificationService, u"ActionInvoked"_s);
        signal << id << action;
        m_bus.send(signal);
    }
    int count(const QString &member) const
    {
        return static_cast<int>(std::count_if(
            calls.begin(), calls.end(), [&](const QDBusMessage &call) { return call.member() == member; }));
    }
    int notes() const { return count(u"Notify"_s); }
    QVariantList note(int index) const
    {
        QList<QDBusMessage> list = calls;
        list.removeIf([](const QDBusMessage &call) { return call.member() != "Notify"_L1; });
        return list.value(index).arguments();
    }

    bool frozen = false;
    uint lastId = 40;
    QStringList capabilities{u"actions"_s, u"body"_s, u"body-markup"_s, u"sound"_s};
    QList<QDBusMessage> calls;

private:
    QDBusConnection m_bus;
    QString m_name;
};

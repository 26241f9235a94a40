#pragma once

#include <QObject>
#include <QStringList>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>

// What the classes of this folder ask of the desktop. Everything here answers later and on this thread, and
// may never answer: no bus, no such service, another system. Destroying the watch ends it. Null: not offered.

struct AppearanceWish
{
    std::optional<bool> dark; // nothing: the desktop has no preference
    std::optional<bool> reducedMotion;
    bool highContrast = false;
    bool operator==(const AppearanceWish &) const = default;
};
// The settings portal (org.freedesktop.appearance): once soon, then at each change.
std::unique_ptr<QObject> watchAppearance(std::function<void(const AppearanceWish &)> tell);

// logind's PrepareForSleep(false): the machine woke up.
std::unique_ptr<QObject> watchSleep(std::function<void()> wokeUp);

// NetworkManager: the machine's way to the network changed or came back.
std::unique_ptr<QObject> watchConnectivity(std::function<void()> changed);

// What a desktop shows in a corner for a while.
struct DesktopNote
{
    struct Action
    {
        QString id, label; // "default": the note itself was pressed
    };
    QString key;         // one with the key of an earlier one takes its place
    QString title, body; // plain text
    QList<Action> actions;
    bool critical = false; // above everything, until it is dismissed
    QString sound;         // of the freedesktop sound names; empty: silent
};
// The desktop's notification service. Ids are the service's.
class NotificationBus : public QObject
{
public:
    struct Events
    {
        std::function<void(uint id, const QString &action)> invoked;
        std::function<void(uint id)> closed;
        std::function<void()> restarted; // another process is the service now
    };
    // Nothing: no service, or none that answers in time.
    virtual void askCapabilities(std::chrono::milliseconds within,
                                 std::function<void(std::optional<QStringList>)> done) = 0;
    // In place of note `replaced`, unless that is 0. The body is shown as it is.
    virtual void show(uint replaced, const DesktopNote &note, std::chrono::milliseconds within,
                      std::function<void(std::optional<uint> id)> done) = 0;
    virtual void close(uint id) = 0;
};
std::unique_ptr<NotificationBus> notificationBus(NotificationBus::Events events);

// A bus name that only one process holds.
class InstanceBus : public QObject
{
public:
    enum class Claim { Held, Taken, NoBus };
    // Nothing may have been told before claim() was called.
    virtual void claim(std::function<void(Claim)> done) = 0;
    // To the process that holds the name. False: it did not answer in time.
    virtual void pass(const QStringList &arguments, std::function<void(bool)> done) = 0;
};
// `heard` gets the arguments of each later start; empty: only "come to the front".
std::unique_ptr<InstanceBus> instanceBus(const QString &id, std::function<void(const QStringList &)> heard);

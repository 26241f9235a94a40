#pragma once

#include "ui/platform/desktop.h"

#include <QHash>

// What the desktop shows for us, through whatever service it has. Nothing here waits for it: a service that
// is frozen, gone or started again only makes failed() come, or the note appear anew.
//
// A note with the key of one that is up takes its place. While a service has not answered, only the newest
// note of each key waits for it, and at most `mostAwaited` at once; what is beyond that has failed.
class Notifications : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype mostAwaited = 8;

    explicit Notifications(std::chrono::milliseconds answerWithin = std::chrono::seconds{5},
                           QObject *parent = nullptr);
    ~Notifications() override;

    void show(const DesktopNote &note);
    void withdraw(const QString &key);
    // The service plays the sounds it is given. False until it has said so.
    bool playsSound() const;

signals:
    // A button was pressed, or "default": the note itself. It is down now.
    void actionInvoked(const QString &key, const QString &action);
    // Nobody shows it.
    void failed(const QString &key);

private:
    struct Shown
    {
        uint id = 0; // 0: not answered yet, or of a service that is gone
        bool asked = false;
        std::optional<DesktopNote> next; // waits for the answer
        bool withdrawn = false;
    };
    void begin();
    void send(const DesktopNote &note);
    void answered(const QString &key, std::optional<uint> id);
    void restarted();
    QString keyOf(uint id) const;
    qsizetype awaited() const;

    const std::chrono::milliseconds m_answerWithin;
    std::unique_ptr<NotificationBus> m_bus;
    std::optional<QStringList> m_capabilities;
    bool m_asking = false;        // for the capabilities
    QList<DesktopNote> m_waiting; // for them
    QHash<QString, Shown> m_shown;
};

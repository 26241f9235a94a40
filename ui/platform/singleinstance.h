#pragma once

#include "ui/platform/desktop.h"

class QLockFile;

// One Wickpost a data folder. The first holds a name on the session bus and hears the later ones' arguments;
// the lock file beside the data guards it where no bus can: without one, or from another session.
class SingleInstance : public QObject
{
    Q_OBJECT
public:
    enum class Role {
        First,    // this process has the data folder
        Passed,   // another has it, and has taken the arguments: exit with 0
        Occupied, // another has it and can't be reached: say so, exit with 1
    };

    // `id` and `lockFile` as in Paths: short, stable, one a data folder.
    SingleInstance(const QString &id, const QString &lockFile, QObject *parent = nullptr);
    ~SingleInstance() override;

    // `done` runs once, after the call has returned, within about 3 s.
    void claim(const QStringList &arguments, std::function<void(Role)> done);

signals:
    // A later start: come to the front and do as these arguments say (may be empty).
    void activated(const QStringList &arguments);

private:
    void claimed(InstanceBus::Claim claim, const QStringList &arguments, std::function<void(Role)> done);
    bool lock();

    std::unique_ptr<InstanceBus> m_bus;
    std::unique_ptr<QLockFile> m_lock;
};

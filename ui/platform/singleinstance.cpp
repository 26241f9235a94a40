#include "ui/platform/singleinstance.h"

#include <QLockFile>

SingleInstance::SingleInstance(const QString &id, const QString &lockFile, QObject *parent)
    : QObject(parent),
      m_bus(instanceBus(id, [this](const QStringList &arguments) { emit activated(arguments); })),
      m_lock(std::make_unique<QLockFile>(lockFile))
{
    m_lock->setStaleLockTime(0); // a window runs for weeks; only a dead owner's lock is stale
}

SingleInstance::~SingleInstance() = default;

void SingleInstance::claim(const QStringList &arguments, std::function<void(Role)> done)
{
    const auto then = [this, arguments, done = std::move(done)](InstanceBus::Claim claim) {
        claimed(claim, arguments, done);
    };
    if (m_bus)
        m_bus->claim(then);
    else
        QMetaObject::invokeMethod(
            this, [then] { then(InstanceBus::Claim::NoBus); }, Qt::QueuedConnection);
}

void SingleInstance::claimed(InstanceBus::Claim claim, const QStringList &arguments,
                             std::function<void(Role)> done)
{
    if (claim == InstanceBus::Claim::Taken)
        m_bus->pass(arguments, [done](bool heard) { done(heard ? Role::Passed : Role::Occupied); });
    else
        done(lock() ? Role::First : Role::Occupied);
}

// A folder that can't be written needs no guard: the run keeps nothing there.
bool SingleInstance::lock()
{
    return m_lock->tryLock(0) || m_lock->error() == QLockFile::PermissionError;
}

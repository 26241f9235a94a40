#pragma once

#include "app/base/clock.h"

#include <QHash>
#include <QList>
#include <QString>

// How often we may try to connect to a host: at most once a second and 30 times in any five minutes, shared
// by all sockets of that host (platform.md 1.4, figure R3). Venues allow more; a fault must not look like an
// attack. Hosts are named by hostKey().
class HostBudget
{
public:
    explicit HostBudget(const Clock &clock) : m_clock(clock) {}
    // Takes one attempt, which the caller makes now: nothing is returned. Otherwise nothing is taken and the
    // answer is how long to wait before asking again.
    [[nodiscard]] std::optional<std::chrono::milliseconds> take(const QString &host);

private:
    const Clock &m_clock;
    QHash<QString, QList<MonoTime>> m_attempts; // of the last five minutes, oldest first
};

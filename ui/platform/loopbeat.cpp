#include "ui/platform/loopbeat.h"

#include <numeric>

LoopBeat::LoopBeat()
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.callOnTimeout([this] { beat(); });
    m_since.start();
    m_timer.start(everyMs);
}

int LoopBeat::beats() const
{
    return std::accumulate(m_late.begin(), m_late.end(), 0);
}

int LoopBeat::lateness(double share) const
{
    const double wanted = share * beats();
    int seen = 0;
    for (size_t ms = 0; ms < m_late.size(); ++ms) {
        seen += m_late[ms];
        if (seen > 0 && seen >= wanted)
            return static_cast<int>(ms);
    }
    return 0;
}

void LoopBeat::beat()
{
    const int last = static_cast<int>(m_late.size()) - 1;
    int late = std::clamp(static_cast<int>(m_since.restart()) - everyMs, 0, last);
    do {
        ++m_late[static_cast<size_t>(late)];
        late -= everyMs;
    } while (late > 0);
}

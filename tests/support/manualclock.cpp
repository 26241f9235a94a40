#include "tests/support/manualclock.h"

#include <algorithm>

class ManualTimer final : public PendingRequest
{
public:
    ManualTimer(ManualClock &clock, quint64 id) : m_clock(clock), m_id(id) {}
    ~ManualTimer() override
    {
        auto &timers = m_clock.m_timers;
        const auto at = std::find_if(timers.begin(), timers.end(),
                                     [this](const auto &entry) { return entry.second.id == m_id; });
        if (at != timers.end())
            timers.erase(at);
    }

private:
    ManualClock &m_clock;
    quint64 m_id;
};

ManualClock::ManualClock(UtcTime start) : m_now(start) {}

Request ManualClock::after(std::chrono::milliseconds delay, std::function<void()> fire)
{
    const quint64 id = m_nextId++;
    m_timers.emplace(m_mono - m_slept + std::max(delay, std::chrono::milliseconds{0}),
                     Timer{id, std::move(fire)});
    return std::make_unique<ManualTimer>(*this, id);
}

void ManualClock::advance(std::chrono::milliseconds by)
{
    const MonoTime end = m_mono - m_slept + by;
    while (!m_timers.empty() && m_timers.begin()->first <= end) {
        const auto first = m_timers.begin();
        const auto step = std::max(first->first - (m_mono - m_slept), BootClock::duration{0});
        m_mono += step;
        m_now += step;
        const auto fire = std::move(first->second.fire);
        m_timers.erase(first);
        fire();
    }
    const auto rest = end - (m_mono - m_slept);
    m_mono += rest;
    m_now += rest;
}

void ManualClock::suspend(std::chrono::milliseconds by)
{
    m_mono += by;
    m_now += by;
    m_slept += by;
}

#pragma once

#include "app/base/clock.h"

#include <map>

// A clock that stands still until a test advances it. Timers fire inside advance(), in order of their time.
class ManualClock final : public Clock
{
public:
    explicit ManualClock(UtcTime start = fromMsecs(1'757'727'738'000)); // 2025-09-13T01:42:18Z

    UtcTime now() const override { return m_now; }
    MonoTime monotonic() const override { return m_mono; }
    [[nodiscard]] Request after(std::chrono::milliseconds delay, std::function<void()> fire) override;

    // Both clocks move on; every timer due on the way fires at its own moment.
    void advance(std::chrono::milliseconds by);
    // The wall clock alone jumps (NTP step, a user's hand).
    void jumpWall(std::chrono::milliseconds by) { m_now += by; }
    // The machine slept: both clocks move on, no timer has counted it (CLOCK_MONOTONIC stands still).
    void suspend(std::chrono::milliseconds by);
    size_t pendingTimers() const { return m_timers.size(); }

private:
    friend class ManualTimer;
    struct Timer
    {
        quint64 id;
        std::function<void()> fire;
    };
    UtcTime m_now;
    MonoTime m_mono{std::chrono::hours{1}};
    std::chrono::milliseconds m_slept{0};
    quint64 m_nextId = 1;
    std::multimap<MonoTime, Timer> m_timers; // keyed by monotonic time less time slept
};

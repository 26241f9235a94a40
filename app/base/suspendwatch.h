#pragma once

#include "app/base/clock.h"

// Tells when the machine slept. Timers count a clock that stands still meanwhile, so after a night every
// timer still waits its rest (platform.md 1.6, case 46): whoever holds connections must be told to try at
// once.
//
// It looks once a second, on the clock's own thread. A process that was merely stopped for a few seconds
// (case 47) has not slept.
class SuspendWatch
{
public:
    static constexpr std::chrono::milliseconds shortest{10'000};

    // `awake` runs each time more than `shortest` of time went by that timers did not count; it gets how
    // long.
    SuspendWatch(Clock &clock, std::function<void(std::chrono::milliseconds)> awake);

private:
    void look();

    Clock &m_clock;
    std::function<void(std::chrono::milliseconds)> m_awake;
    MonoTime m_due{};
    Request m_timer; // repeats: nothing in the system calls us when the machine wakes on every desktop
};

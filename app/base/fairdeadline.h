#pragma once

#include "app/base/clock.h"

// A deadline for the other side that does not punish it for our own delays: when our timer fires more than 2
// s late (a stopped or stalled process, platform.md 1.4), what was sent meanwhile still waits unread, so
// there is one grace of 2 s before it counts as missed.
class FairDeadline
{
public:
    explicit FairDeadline(Clock &clock) : m_clock(clock) {}
    // Replaces what was armed. `missed` may arm it again or destroy it.
    void arm(std::chrono::milliseconds within, std::function<void()> missed);
    void disarm();
    bool isArmed() const { return m_timer != nullptr; }

private:
    void onTimer();

    Clock &m_clock;
    std::function<void()> m_missed;
    MonoTime m_due{};
    bool m_graced = false;
    Request m_timer;
};

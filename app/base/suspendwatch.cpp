#include "app/base/suspendwatch.h"

using namespace std::chrono;

namespace {
constexpr milliseconds interval = 1s;
}

SuspendWatch::SuspendWatch(Clock &clock, std::function<void(milliseconds)> awake)
    : m_clock(clock), m_awake(std::move(awake))
{
    m_due = m_clock.monotonic() + interval;
    m_timer = m_clock.after(interval, [this] { look(); });
}

void SuspendWatch::look()
{
    const milliseconds late = m_clock.monotonic() - m_due;
    m_due = m_clock.monotonic() + interval;
    m_timer = m_clock.after(interval, [this] { look(); });
    if (late > shortest)
        m_awake(late);
}

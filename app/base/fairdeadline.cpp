#include "app/base/fairdeadline.h"

using namespace std::chrono;

namespace {
constexpr milliseconds latest = 2s, grace = 2s;
}

void FairDeadline::arm(milliseconds within, std::function<void()> missed)
{
    m_missed = std::move(missed);
    m_graced = false;
    m_due = m_clock.monotonic() + within;
    m_timer = m_clock.after(within, [this] { onTimer(); });
}

void FairDeadline::disarm()
{
    m_timer.reset();
    m_missed = nullptr;
}

void FairDeadline::onTimer()
{
    if (!m_graced && m_clock.monotonic() - m_due > latest) {
        m_graced = true;
        m_due = m_clock.monotonic() + grace;
        m_timer = m_clock.after(grace, [this] { onTimer(); });
        return;
    }
    const auto missed = std::exchange(m_missed, nullptr);
    m_timer.reset();
    missed();
}

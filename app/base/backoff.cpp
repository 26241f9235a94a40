#include "app/base/backoff.h"

#include <algorithm>

using namespace std::chrono;

namespace {
constexpr milliseconds firstRetry = 500ms;
constexpr milliseconds base = 1s;
constexpr milliseconds earlyCap = 8s, laterCap = 30s, lastCap = 60s;
constexpr milliseconds laterAfter = 60s, lastAfter = 10min;
constexpr milliseconds dataToReset = 60s;
constexpr milliseconds dataGap = 30s; // quiet for longer than this and the run of data starts anew
} // namespace

Backoff::Backoff(std::function<double()> random) : m_random(std::move(random)) {}

milliseconds Backoff::next(MonoTime now)
{
    m_dataSince.reset();
    if (!m_failingSince)
        m_failingSince = now;
    const milliseconds failing = now - *m_failingSince;
    const milliseconds cap = failing >= lastAfter ? lastCap : failing >= laterAfter ? laterCap : earlyCap;
    milliseconds delay{0};
    if (m_step == 0) {
        delay = milliseconds{static_cast<qint64>(m_random() * static_cast<double>(firstRetry.count()))};
    } else {
        const milliseconds full = std::min(cap, base * (1 << std::min(m_step - 1, 6)));
        delay =
            milliseconds{static_cast<qint64>((0.5 + 0.5 * m_random()) * static_cast<double>(full.count()))};
    }
    ++m_step;
    if (delay < m_hold) // the jitter is kept on a hold too: a herd must not come back in one second
        delay = m_hold +
                milliseconds{static_cast<qint64>(m_random() * 0.25 * static_cast<double>(m_hold.count()))};
    m_hold = 0ms;
    return delay;
}

void Backoff::dataAt(MonoTime now)
{
    if (!m_dataSince || now - m_lastData > dataGap)
        m_dataSince = now;
    m_lastData = now;
    if (now - *m_dataSince >= dataToReset)
        reset();
}

void Backoff::holdAtLeast(milliseconds delay)
{
    m_hold = std::max(m_hold, delay);
}

void Backoff::reset()
{
    m_step = 0;
    m_hold = 0ms;
    m_failingSince.reset();
}

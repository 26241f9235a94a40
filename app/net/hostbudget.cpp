#include "app/net/hostbudget.h"

#include <algorithm>

using namespace std::chrono;

namespace {
constexpr milliseconds apart = 1s;
constexpr milliseconds window = 5min;
constexpr qsizetype mostInWindow = 30;
} // namespace

std::optional<milliseconds> HostBudget::take(const QString &host)
{
    const MonoTime now = m_clock.monotonic();
    auto &attempts = m_attempts[host];
    while (!attempts.isEmpty() && now - attempts.first() >= window)
        attempts.removeFirst();
    milliseconds wait{0};
    if (!attempts.isEmpty())
        wait = std::max(wait, attempts.last() + apart - now);
    if (attempts.size() >= mostInWindow)
        wait = std::max(wait, attempts.at(attempts.size() - mostInWindow) + window - now);
    if (wait > milliseconds{0})
        return wait;
    attempts.append(now);
    return {};
}

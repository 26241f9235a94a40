#include "app/base/clock.h"

#include <QElapsedTimer>
#include <QTimer>
#include <ctime>

using namespace std::chrono;

namespace {
class TimerRequest final : public PendingRequest
{
public:
    TimerRequest(milliseconds delay, std::function<void()> fire)
    {
        m_timer.setSingleShot(true);
        // Precise below 2 s, where 5 % coarseness and second alignment would show.
        m_timer.setTimerType(delay < 2s ? Qt::PreciseTimer : Qt::CoarseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [fire = std::move(fire)] {
            const auto call = fire; // destroying the Request inside its own call is allowed
            call();
        });
        m_timer.start(std::max(delay, 0ms));
    }

private:
    QTimer m_timer;
};
} // namespace

UtcTime SystemClock::now() const
{
    return time_point_cast<milliseconds>(system_clock::now());
}

MonoTime SystemClock::monotonic() const
{
#ifdef CLOCK_BOOTTIME
    timespec t{};
    clock_gettime(CLOCK_BOOTTIME, &t);
    return MonoTime{duration_cast<milliseconds>(seconds{t.tv_sec} + nanoseconds{t.tv_nsec})};
#else
    QElapsedTimer timer;
    timer.start();
    return MonoTime{milliseconds{timer.msecsSinceReference()}};
#endif
}

Request SystemClock::after(milliseconds delay, std::function<void()> fire)
{
    return std::make_unique<TimerRequest>(delay, std::move(fire));
}

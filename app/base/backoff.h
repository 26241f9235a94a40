#pragma once

#include "app/base/time.h"

#include <functional>

// How long to wait before trying a lost connection again (platform.md 1.4, figure R3):
// the first retry after a random 0–500 ms, then 50–100 % of 1, 2, 4, 8 s. The cap rises to 30 s after 60 s
// of failing and to 60 s after ten minutes. Only 60 s of data reset it, not a connection: a server that
// accepts and drops would otherwise be hammered.
class Backoff
{
public:
    // `random` gives numbers in [0, 1); injected so that tests can pin it.
    explicit Backoff(std::function<double()> random);

    // The delay before the next attempt. `now` is the time of the failure.
    std::chrono::milliseconds next(MonoTime now);
    // Data came at `now`; call it for each message, or at least once in a few seconds of data.
    void dataAt(MonoTime now);
    // The next delay is at least this long (429: 60 s, 418: 120 s, close codes 1008 and 1013: 30 s).
    void holdAtLeast(std::chrono::milliseconds delay);
    void reset();

private:
    std::function<double()> m_random;
    int m_step = 0;
    std::chrono::milliseconds m_hold{0};
    std::optional<MonoTime> m_failingSince;
    std::optional<MonoTime> m_dataSince;
    MonoTime m_lastData{};
};

#pragma once

#include "app/base/request.h"
#include "app/base/time.h"

#include <functional>

// The only "now" and the only delay in the program, so that tests can pin both.
// Thread: use it on the thread that made it.
class Clock
{
public:
    virtual ~Clock() = default;
    // By the wall clock: for showing and for comparing with outside times. It may jump.
    virtual UtcTime now() const = 0;
    // Never jumps, counts suspend: for ages, limits and deadlines.
    virtual MonoTime monotonic() const = 0;
    // Runs `fire` once on this thread, never before the call has returned. Destroying the Request cancels it.
    // Timers may be up to 5 % late; a suspended machine's timers wait (SuspendWatch tells when that
    // happened).
    [[nodiscard]] virtual Request after(std::chrono::milliseconds delay, std::function<void()> fire) = 0;
};

// The machine's own clocks and the thread's event loop.
class SystemClock final : public Clock
{
public:
    UtcTime now() const override;
    MonoTime monotonic() const override;
    [[nodiscard]] Request after(std::chrono::milliseconds delay, std::function<void()> fire) override;
};

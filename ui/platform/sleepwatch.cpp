#include "ui/platform/sleepwatch.h"

SleepWatch::SleepWatch(Clock &clock, QObject *parent) : QObject(parent), m_clock(clock)
{
    m_logind = watchSleep([this] { tell(); });
    arm();
}

// Armed again each time: it waits for a look that comes too late.
void SleepWatch::arm()
{
    m_armed = m_clock.monotonic();
    m_timer = m_clock.after(look, [this] {
        const bool late = m_clock.monotonic() - m_armed > look + slept;
        arm();
        if (late)
            tell();
    });
}

// The second witness of the same sleep says nothing new.
void SleepWatch::tell()
{
    const MonoTime now = m_clock.monotonic();
    if (m_told && now - *m_told < look + slept)
        return;
    m_told = now;
    emit resumed();
}

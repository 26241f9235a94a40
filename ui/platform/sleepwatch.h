#pragma once

#include "app/base/clock.h"
#include "ui/platform/desktop.h"

// Tells when the machine woke up. Two witnesses: logind's word, and a look at the clock, because a machine
// may sleep without logind, and Qt's timers count a clock that stands still in suspend: what was due in 60 s
// before the lid closed is due in 60 s after it opened.
class SleepWatch : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::seconds look{2};
    static constexpr std::chrono::seconds slept{5}; // later than that beyond the look: it was no late timer

    explicit SleepWatch(Clock &clock, QObject *parent = nullptr);

signals:
    void resumed(); // once a sleep

private:
    void arm();
    void tell();

    Clock &m_clock;
    MonoTime m_armed{};
    std::optional<MonoTime> m_told;
    Request m_timer;
    std::unique_ptr<QObject> m_logind;
};

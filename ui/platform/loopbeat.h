#pragma once

#include <QElapsedTimer>
#include <QTimer>
#include <array>

// How late the event loop of this thread comes to what it should do: it is asked for a beat each 10 ms while
// this lives. A beat that comes late stands for those that fell out meanwhile too, as they would have waited.
class LoopBeat
{
public:
    static constexpr int everyMs = 10;

    LoopBeat();
    int beats() const;
    // Milliseconds that this share of the beats (0 to 1) was late at most; 1: the latest one.
    int lateness(double share) const;

private:
    void beat();

    QTimer m_timer;
    QElapsedTimer m_since;
    std::array<int, 2001> m_late{}; // how many were late by so many ms; the last: by more
};

#pragma once

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QEventLoop>
#include <QTimer>

// Runs the event loop until `condition` holds; false when the deadline passed. It waits for events, it does
// not poll by sleeping: a 5 ms timer wakes the loop only so that conditions without a signal are seen.
template <typename Condition> bool waitUntil(Condition condition, int deadlineMs = 5000)
{
    QDeadlineTimer deadline(deadlineMs);
    QTimer wake;
    wake.start(5);
    while (!condition()) {
        if (deadline.hasExpired())
            return false;
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    return true;
}

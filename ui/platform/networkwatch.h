#pragma once

#include "app/base/clock.h"
#include "ui/platform/desktop.h"

// Tells when the machine's way to the network changed: another Wi-Fi, a cable, a VPN, back from nothing. A
// hint that trying again is worth it, never a verdict that the network works. Silent where nobody knows.
class NetworkWatch : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds settle{1000}; // one change makes a burst of signals

    explicit NetworkWatch(Clock &clock, QObject *parent = nullptr);

signals:
    void changed();

private:
    Clock &m_clock;
    Request m_settle;
    std::unique_ptr<QObject> m_watch;
};

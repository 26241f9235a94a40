#pragma once

#include "ui/platform/loopbeat.h"

#include <QApplication>
#include <optional>

// Measures how long the GUI thread takes over one event, whatever that sets off included. Those over `limit`
// are logged (wickpost.ui, debug); tests/bench/process.py reads them. With the category wickpost.beat on, how
// late its loop was is logged at the end; tests/bench/hostilefeeds.py reads that. Unless one of them is on,
// it is a QApplication and no more.
class TimedApplication : public QApplication
{
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds limit{10};

    TimedApplication(int &argc, char **argv);
    ~TimedApplication() override;
    bool notify(QObject *receiver, QEvent *event) override;

private:
    const bool m_timed;
    bool m_within = false;
    std::optional<LoopBeat> m_beat;
};

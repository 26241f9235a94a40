#pragma once

#include <QApplication>

// Measures how long the GUI thread takes over one event, whatever that sets off included. Those over `limit`
// are logged (wickpost.ui, debug); tests/bench/process.py reads them. Unless that category is on, it is a
// QApplication and no more.
class TimedApplication : public QApplication
{
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds limit{10};

    TimedApplication(int &argc, char **argv);
    bool notify(QObject *receiver, QEvent *event) override;

private:
    const bool m_timed;
    bool m_within = false;
};

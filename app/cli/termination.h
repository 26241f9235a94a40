#pragma once

#include <QObject>
#include <QSocketNotifier>
#include <memory>

// SIGINT, SIGTERM and SIGHUP as a signal of the event loop, so that a run ends as if the user had quit: state
// saved, connections closed politely. A second one ends the process at once. Make one, on the main thread.
class Termination : public QObject
{
    Q_OBJECT
public:
    Termination();
    ~Termination() override;

signals:
    void requested();

private:
    std::unique_ptr<QSocketNotifier> m_notifier;
};

#pragma once

#include "ui/platform/desktop.h"

// logind's word that the machine woke up. It comes at once where there is logind; everywhere else, and for
// sleeps nobody announced, SuspendWatch looks at the clock.
class SleepWatch : public QObject
{
    Q_OBJECT
public:
    explicit SleepWatch(QObject *parent = nullptr);

signals:
    void resumed();

private:
    std::unique_ptr<QObject> m_logind;
};

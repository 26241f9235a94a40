#include "ui/platform/sleepwatch.h"

SleepWatch::SleepWatch(QObject *parent) : QObject(parent)
{
    m_logind = watchSleep([this] { emit resumed(); });
}

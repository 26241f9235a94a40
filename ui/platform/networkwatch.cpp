#include "ui/platform/networkwatch.h"

NetworkWatch::NetworkWatch(Clock &clock, QObject *parent) : QObject(parent), m_clock(clock)
{
    m_watch = watchConnectivity([this] { m_settle = m_clock.after(settle, [this] { emit changed(); }); });
}

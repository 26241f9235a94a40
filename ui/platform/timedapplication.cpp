#include "ui/platform/timedapplication.h"

#include "app/base/log.h"

#include <QElapsedTimer>
#include <QEvent>

TimedApplication::TimedApplication(int &argc, char **argv)
    : QApplication(argc, argv), m_timed(logUi().isDebugEnabled())
{
}

bool TimedApplication::notify(QObject *receiver, QEvent *event)
{
    if (!m_timed || m_within)
        return QApplication::notify(receiver, event);
    const char *const what = receiver->metaObject()->className(); // it may be gone afterwards
    const QEvent::Type type = event->type();
    QElapsedTimer timer;
    timer.start();
    m_within = true;
    const bool result = QApplication::notify(receiver, event);
    m_within = false;
    if (timer.elapsed() > limit.count())
        qCDebug(logUi).noquote() << "busy" << timer.elapsed() << "ms:" << what << "event" << int(type);
    return result;
}

#include "ui/platform/timedapplication.h"

#include "app/base/log.h"

#include <QElapsedTimer>
#include <QEvent>
#include <QThread>
#include <ctime>

Q_LOGGING_CATEGORY(logBeat, "wickpost.beat", QtWarningMsg)

namespace {
// What of the time was our own: on a busy machine the rest is other programs'.
qint64 ownMs()
{
#ifdef CLOCK_THREAD_CPUTIME_ID
    timespec time{};
    if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) == 0)
        return qint64{time.tv_sec} * 1000 + time.tv_nsec / 1'000'000;
#endif
    return 0;
}
} // namespace

TimedApplication::TimedApplication(int &argc, char **argv)
    : QApplication(argc, argv), m_timed(logUi().isDebugEnabled())
{
    if (logBeat().isDebugEnabled())
        m_beat.emplace();
}

TimedApplication::~TimedApplication()
{
    if (m_beat)
        qCDebug(logBeat).noquote() << m_beat->beats() << "beats, p50" << m_beat->lateness(0.5) << "ms, p99"
                                   << m_beat->lateness(0.99) << "ms, longest" << m_beat->lateness(1) << "ms";
}

bool TimedApplication::notify(QObject *receiver, QEvent *event)
{
    // Events of other threads are delivered here too, on those threads.
    if (!m_timed || QThread::currentThread() != thread() || m_within)
        return QApplication::notify(receiver, event);
    const char *const what = receiver->metaObject()->className(); // it may be gone afterwards
    const QEvent::Type type = event->type();
    QElapsedTimer timer;
    timer.start();
    const qint64 own = ownMs();
    m_within = true;
    const bool result = QApplication::notify(receiver, event);
    m_within = false;
    if (timer.elapsed() > limit.count())
        qCDebug(logUi).noquote() << "busy" << timer.elapsed() << "ms:" << ownMs() - own << "ms own," << what
                                 << "event" << int(type);
    return result;
}

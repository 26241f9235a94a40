#include "ui/shell/awaydesk.h"

#include "app/alerts/alertbook.h"
#include "app/insight/sourcessettled.h"
#include "ui/alerts/alertwords.h"

#include <QCoreApplication>
#include <QEvent>
#include <algorithm>

using namespace std::chrono_literals;

namespace {
// After a night the connections come back within seconds; what isn't there by then is told as lacking.
constexpr auto betweenLooks = 1s, longestWait = 30s;

bool isUse(QEvent::Type type)
{
    switch (type) {
    case QEvent::KeyPress:
    case QEvent::ShortcutOverride: // a key that is a shortcut is never pressed
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
    case QEvent::WindowActivate:
        return true;
    default:
        return false;
    }
}
} // namespace

QList<AwayAlert> awayAlerts(const AlertBook &book, const UiTheme &theme, UtcTime from, UtcTime until)
{
    QList<AwayAlert> alerts;
    for (const AlertFiring &firing : book.firings()) {
        if (firing.at < from || firing.at > until)
            continue;
        const FiringWords words = firingWords(firing, theme);
        const auto agreeing = firing.agreeing.size();
        const QString confirmed =
            AwayDesk::tr("Confirmed by %1 of %2 sources").arg(agreeing).arg(firing.live);
        alerts.append({firing.at, firing.condition.asset, firingTitle(firing, theme),
                       agreeing > 0 && firing.live > 1 ? confirmed : words.evidence});
    }
    std::stable_sort(alerts.begin(), alerts.end(),
                     [](const AwayAlert &a, const AwayAlert &b) { return a.time < b.time; });
    return alerts;
}

AwayDesk::AwayDesk(AwayWatch &watch, AwayDigestBuilder &builder, AlertBook &alerts, QuoteBoard &board,
                   UiTheme &theme, Clock &clock, QObject *parent)
    : QObject(parent), m_watch(watch), m_builder(builder), m_board(board), m_clock(clock)
{
    builder.setAlerts(
        [&alerts, &theme](UtcTime from, UtcTime until) { return awayAlerts(alerts, theme, from, until); });
    connect(&watch, &AwayWatch::returned, this, [this](UtcTime from, UtcTime until) {
        want({from, until, false});
    });
}

void AwayDesk::listen()
{
    QCoreApplication::instance()->installEventFilter(this);
}

bool AwayDesk::eventFilter(QObject *watched, QEvent *event)
{
    // Each input comes by once more as the window system's own event, to a QWindow.
    if (isUse(event->type()) && watched->isWidgetType())
        m_watch.noteUse();
    return false;
}

void AwayDesk::show(UtcTime from, UtcTime until)
{
    want({from, until, true});
}

void AwayDesk::want(const Span &span)
{
    m_span = span;
    m_wantedAt = m_clock.monotonic();
    m_request.reset();
    look();
}

void AwayDesk::look()
{
    m_later.reset();
    const bool ready = areSourcesSettled(m_board) && !m_board.offline();
    if (ready || m_clock.monotonic() - m_wantedAt >= longestWait)
        return build();
    m_later = m_clock.after(betweenLooks, [this] { look(); });
}

void AwayDesk::build()
{
    const Span span = *m_span;
    m_request = m_builder.build(span.from, span.until, [this, span](const Result<AwayDigest> &digest) {
        const Request keep = std::move(m_request);
        m_span.reset();
        if (!digest || (digest->isEmpty() && !span.evenEmpty))
            return;
        m_digest = *digest;
        emit changed();
    });
}

void AwayDesk::dismiss()
{
    if (!m_digest)
        return;
    m_digest.reset();
    emit changed();
}

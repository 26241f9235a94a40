#include "ui/shell/alertnotifier.h"

#include <QApplication>

using namespace Qt::StringLiterals;

namespace {
const QString bundleKey = u"alerts"_s;

QString keyOf(AlertId id)
{
    return u"alert-%1"_s.arg(id.value);
}
} // namespace

AlertNotifier::AlertNotifier(Clock &clock, AlertEngine &engine, AlertBook &book, SettingsFile &settings,
                             std::function<Words(const QList<AlertFiring> &)> words, QObject *parent)
    : QObject(parent), m_clock(clock), m_book(book), m_settings(settings), m_words(std::move(words))
{
    connect(&engine, &AlertEngine::fired, this, &AlertNotifier::fired);
    connect(&engine, &AlertEngine::quietEnded, this, [this](const QList<AlertFiring> &missed) {
        m_recent = missed;
        m_lastAt = m_clock.monotonic();
        showBundle();
    });
    connect(&m_desktop, &Notifications::actionInvoked, this, &AlertNotifier::invoked);
    connect(&book, &AlertBook::changed, this, &AlertNotifier::withdrawAcknowledged);
}

void AlertNotifier::fired(const QList<AlertFiring> &firings)
{
    QList<AlertFiring> ringing = firings;
    ringing.removeIf([](const AlertFiring &firing) {
        return firing.quiet != AlertFiring::Quiet::No || firing.origin == AlertFiring::Origin::Replay;
    });
    if (ringing.isEmpty())
        return;
    const MonoTime now = m_clock.monotonic();
    if (now - m_lastAt > bundleWithin) {
        m_recent.clear();
        m_bundled = false;
    }
    m_lastAt = now;
    m_recent.append(ringing);
    m_bundled = m_bundled || m_recent.size() > mostAlone;
    if (m_bundled)
        return showBundle();
    for (const AlertFiring &firing : std::as_const(ringing))
        showAlone(firing);
}

void AlertNotifier::showAlone(const AlertFiring &firing)
{
    const bool story = firing.condition.kind == AlertCondition::Kind::Story;
    DesktopNote note;
    note.key = keyOf(firing.alert);
    // Menus of some services name the note itself too.
    note.actions = {{u"default"_s, tr("Open")},
                    {u"open"_s, story ? tr("Open story") : tr("Open chart")},
                    {u"snooze"_s, tr("Snooze")},
                    {u"off"_s, tr("Turn off")}};
    m_alone.insert(note.key, firing);
    show(std::move(note), {firing});
}

void AlertNotifier::showBundle()
{
    for (const QString &key : m_alone.keys())
        m_desktop.withdraw(key); // they are in the bundle
    m_alone.clear();
    DesktopNote note;
    note.key = bundleKey;
    note.actions = {{u"default"_s, tr("Open")}, {u"open"_s, tr("Show alerts")}};
    show(std::move(note), m_recent);
}

void AlertNotifier::show(DesktopNote note, const QList<AlertFiring> &firings)
{
    const Settings &settings = m_settings.settings();
    const auto [title, evidence] = m_words(firings);
    note.title = title;
    note.body = evidence;
    note.critical =
        std::any_of(firings.begin(), firings.end(), [](const AlertFiring &each) { return each.critical; });
    if (settings.alertSound)
        note.sound = u"message-new-instant"_s;
    // The service plays it, or else we do.
    if (settings.alertSound && (!settings.alertNotifications || !m_desktop.playsSound()))
        QApplication::beep();
    if (settings.alertNotifications)
        m_desktop.show(note);
}

void AlertNotifier::invoked(const QString &key, const QString &action)
{
    if (key == bundleKey) {
        emit listWanted();
        return;
    }
    const AlertFiring firing = m_alone.take(key);
    if (action == "snooze"_L1)
        std::ignore = m_book.snooze(firing.alert, m_clock.now() + snoozeFor);
    else if (action == "off"_L1)
        std::ignore = m_book.setEnabled(firing.alert, false);
    else
        emit openWanted(firing);
}

// What was seen in the window needs no note any more.
void AlertNotifier::withdrawAcknowledged()
{
    for (const QString &key : m_alone.keys()) {
        const AlertEntry *entry = m_book.find(m_alone.value(key).alert);
        if (entry && entry->state.unacknowledged)
            continue;
        m_alone.remove(key);
        m_desktop.withdraw(key);
    }
    if (m_bundled && m_book.unacknowledgedCount() == 0) {
        m_bundled = false;
        m_recent.clear();
        m_desktop.withdraw(bundleKey);
    }
}

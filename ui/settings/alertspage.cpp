#include "ui/settings/alertspage.h"

#include <QPointer>
#include <QPushButton>

using namespace std::chrono;

AlertsPage::AlertsPage(SettingsServices &services, QWidget *parent)
    : SettingsPage(services, tr("Alerts"), tr("Changes apply at once."), parent),
      m_notice(new PageNotice(services.theme, services.clock, this))
{
    addTitle();
    if (services.alerts) {
        QWidget *alerts = services.alerts(this, [this](const QString &words, std::function<void()> undo) {
            m_notice->offerUndo(words, std::move(undo));
        });
        m_rows->addWidget(alerts, 1);
    }
    m_rows->addWidget(m_notice);
    addFiring();
    addQuietHours();
    addLimits();
    m_rows->addStretch();
}

void AlertsPage::follow(std::function<void(const Settings &)> update)
{
    update(settings());
    connect(&m_services.settings, &SettingsFile::changed, this,
            [update = std::move(update)](const Settings &now, const Settings &) { update(now); });
}

Toggle *AlertsPage::toggle(const QString &name, bool Settings::*field)
{
    auto *made = new Toggle(m_services.theme, name, this);
    connect(made, &Toggle::clicked, this,
            [this, field](bool on) { change([&](Settings &s) { s.*field = on; }); });
    follow([made, field](const Settings &now) { made->setChecked(now.*field); });
    return made;
}

// Values of the file that are none of the choices are shown as they are (`other` words them).
Combo *AlertsPage::choice(const QString &name, const QList<QPair<QString, int>> &values, int Settings::*field,
                          std::function<QString(int)> other)
{
    auto *combo = new Combo(m_services.theme, name, this);
    for (const auto &[text, value] : values)
        combo->addItem(text, value);
    connect(combo, &QComboBox::activated, this,
            [this, combo, field] { change([&](Settings &s) { s.*field = combo->currentData().toInt(); }); });
    follow([combo, field, other = std::move(other)](const Settings &now) {
        int at = combo->findData(now.*field);
        if (at < 0) {
            combo->addItem(other(now.*field), now.*field);
            at = combo->count() - 1;
        }
        combo->setCurrentIndex(at);
    });
    return combo;
}

void AlertsPage::addFiring()
{
    addHeading(tr("When an alert fires"));
    auto *test = new QPushButton(tr("Test"), this);
    test->setProperty("small", true);
    test->setAutoDefault(false);
    test->setVisible(m_services.testNotification != nullptr);
    auto *said = words({}, "secondary");
    connect(test, &QPushButton::clicked, this, [this, said] {
        said->setText(tr("asking …"));
        m_services.testNotification([said = QPointer(said)](const QString &answer) {
            if (said)
                said->setText(answer);
        });
    });
    addRow(tr("Desktop notification"), {},
           {said, test, toggle(tr("Desktop notification"), &Settings::alertNotifications)});
    addRow(tr("Sound"), {}, {toggle(tr("Sound"), &Settings::alertSound)});
}

void AlertsPage::addQuietHours()
{
    QList<QPair<QString, int>> hours;
    for (int minute = 0; minute < 24 * 60; minute += 30)
        hours.append({Times::ofDay(minute), minute});
    auto *from = choice(tr("Quiet hours from"), hours, &Settings::quietFrom, Times::ofDay);
    auto *to = choice(tr("Quiet hours to"), hours, &Settings::quietTo, Times::ofDay);
    follow([from, to](const Settings &now) {
        from->setEnabled(now.quietHours);
        to->setEnabled(now.quietHours);
    });
    addRow(tr("Quiet hours"), tr("All alerts. Anything that fires is shown in the morning."),
           {from, words(tr("to"), "secondary"), to, toggle(tr("Quiet hours"), &Settings::quietHours)});
}

void AlertsPage::addLimits()
{
    const auto span = [this](int ms) {
        return ms == 0 ? tr("none") : m_services.theme.numbers().age(milliseconds{ms});
    };
    const auto listed = [&](std::initializer_list<int> values) {
        QList<QPair<QString, int>> list;
        for (const int value : values)
            list.append({span(value), value});
        return list;
    };
    addHeading(tr("Limits"));
    addRow(tr("Cool-down"), tr("Of alerts that fire every time."),
           {choice(tr("Cool-down"), listed({0, 60'000, 300'000, 900'000, 3'600'000, 14'400'000}),
                   &Settings::alertCoolDownMs, span)});
    addRow(tr("Where one exchange alone lists a coin"), tr("Time between the two ticks that have to agree."),
           {choice(tr("Time between two ticks of a lone exchange"),
                   listed({0, 500, 1'000, 2'000, 5'000, 10'000}), &Settings::alertLoneGapMs, span)});
}

QString AlertsPage::restoredNames() const
{
    return tr("Notification, Sound, Quiet hours, Cool-down and the time of a lone exchange");
}

void AlertsPage::restore(Settings &settings, const Settings &defaults) const
{
    settings.alertNotifications = defaults.alertNotifications;
    settings.alertSound = defaults.alertSound;
    settings.quietHours = defaults.quietHours;
    settings.quietFrom = defaults.quietFrom;
    settings.quietTo = defaults.quietTo;
    settings.alertCoolDownMs = defaults.alertCoolDownMs;
    settings.alertLoneGapMs = defaults.alertLoneGapMs;
}

#pragma once

#include "ui/settings/pagenotice.h"
#include "ui/settings/settingspage.h"
#include "ui/style/combo.h"

// The alerts themselves (the shell's list and form), and what happens when one fires: notification, sound,
// quiet hours, cool-down, and how a lone exchange confirms itself.
class AlertsPage : public SettingsPage
{
    Q_OBJECT
public:
    AlertsPage(SettingsServices &services, QWidget *parent);
    QString restoredNames() const override;
    // The alerts stay.
    void restore(Settings &settings, const Settings &defaults) const override;

private:
    void addFiring();
    void addQuietHours();
    void addLimits();
    Toggle *toggle(const QString &name, bool Settings::*field);
    Combo *choice(const QString &name, const QList<QPair<QString, int>> &values, int Settings::*field,
                  std::function<QString(int)> other);
    void follow(std::function<void(const Settings &)> update); // now and at each change

    PageNotice *m_notice;
};

#pragma once

#include "ui/settings/settingspage.h"

// Theme, up and down colours, numbers, text size, motion.
class AppearancePage : public SettingsPage
{
    Q_OBJECT
public:
    AppearancePage(SettingsServices &services, QWidget *parent);
    QString restoredNames() const override;
    void restore(Settings &settings, const Settings &defaults) const override;

private:
    void addThemes();
    void addUpDown();
    void addNumbers();
    void follow(std::function<void(const Settings &)> update); // now and at each change
};

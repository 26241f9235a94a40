#pragma once

#include "ui/settings/settingspage.h"

// Mode, pin, snapping and opacity, with what the desktop really granted.
class WindowPage : public SettingsPage
{
    Q_OBJECT
public:
    WindowPage(SettingsServices &services, QWidget *parent);
    QString restoredNames() const override;
    void restore(Settings &settings, const Settings &defaults) const override;
    // Reads the grants again; the window tells when they changed.
    void refreshGrants();

private:
    class Lamps;
    void addModes();
    void addPin();
    void follow(std::function<void(const Settings &)> update);

    Lamps *m_lamps = nullptr;
    Toggle *m_onTop = nullptr, *m_workspaces = nullptr, *m_taskbar = nullptr;
};

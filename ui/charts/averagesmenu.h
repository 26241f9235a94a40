#pragma once

#include "app/settings/settingsfile.h"
#include "ui/style/menu.h"

// The two moving averages: on or off, their periods, simple or exponential. Changes take effect at once.
class AveragesMenu : public Menu
{
    Q_OBJECT
public:
    AveragesMenu(SettingsFile &settings, UiTheme &theme, QWidget *parent = nullptr);

private:
    void addSwitch(int number, bool ChartSettings::*on, int ChartSettings::*period);
    void addPeriod(int number, int ChartSettings::*period);
    void addKind();

    SettingsFile &m_settings;
    UiTheme &m_theme;
};

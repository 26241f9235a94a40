#pragma once

#include "app/insight/changefigures.h"
#include "app/settings/settingsfile.h"
#include "ui/style/menu.h"

// What changes are measured from, to choose from. Choosing "Since pinned" the first time pins the prices of
// that moment; later they can be pinned anew. All of it goes to the settings; they and `figures` outlive the
// menu.
void addChangeBases(Menu &menu, SettingsFile &settings, const ChangeFigures &figures, const UiTheme &theme);
// The rows' order by change: for the menu of the column's head.
void addChangeOrder(Menu &menu, SettingsFile &settings);

#pragma once

#include "app/base/clock.h"
#include "app/base/workerpool.h"
#include "app/cli/commandline.h"
#include "app/cli/termination.h"
#include "app/settings/paths.h"
#include "app/settings/settingsfile.h"
#include "app/settings/windowplaces.h"
#include "ui/style/theme.h"

// What every run of this process shares: what was typed, and where the user's things lie.
struct Desk
{
    CommandLine line;
    SystemClock clock;
    Termination termination;
    Paths paths;
    SettingsFile settings;
    WindowPlaces places;
    UiTheme theme;
    WorkerPool workers;

    explicit Desk(const CommandLine &commandLine);

    // What was typed of the chart is a choice like one by mouse: it is kept.
    void applyChart(const WindowOptions &options);
};

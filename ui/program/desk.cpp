#include "ui/program/desk.h"

#include <QLocale>

Desk::Desk(const CommandLine &commandLine)
    : line(commandLine),
      paths(Paths::in(line.global.dataDir)),
      settings(clock, paths.settingsFile, defaultSettings(QLocale::system().name())),
      // A picture leaves no trace of where its window stood.
      places(line.window.screenshot.isEmpty() ? paths.stateFile : QString()),
      theme(settings)
{
    if (!line.window.screenshot.isEmpty())
        settings.keepInMemory();
    applyChart(line.window);
}

void Desk::applyChart(const WindowOptions &options)
{
    if (!options.range && !options.interval && !options.candles)
        return;
    settings.change([&](Settings &now) {
        if (options.range)
            now.chart.range = *options.range;
        if (options.range || options.interval)
            now.chart.interval = options.interval;
        if (options.candles)
            now.chart.candles = now.chart.pageCandles = *options.candles;
    });
}

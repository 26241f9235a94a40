// Wires the whole thing, decides nothing: a command without a screen, or the window on a session.
#include "app/base/heap.h"
#include "app/cli/commandline.h"
#include "app/cli/commands.h"
#include "app/cli/version.h"
#include "app/net/tlslibrary.h"
#include "ui/platform/plainstems.h"
#include "ui/platform/timedapplication.h"
#include "ui/platform/warmstart.h"
#include "ui/program/application.h"

#include <cstdio>

namespace {
int runWindow(int argc, char **argv, const CommandLine &line)
{
    // A picture needs no display, and must not flash a window on one that is there.
    if (!line.window.screenshot.isEmpty() && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    WarmStart warm;
    const TimedApplication app(argc, argv);
    drawPlainStems();
    if (!line.global.demo && line.global.replayFile.isEmpty())
        warm.load(loadTlsLibrary);
    Application application(line);
    return application.exec();
}
} // namespace

int main(int argc, char **argv)
{
    useOneHeap();
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    const auto line = parseCommandLine(arguments);
    if (!line) {
        std::fprintf(stderr, "wickpost: %s (see wickpost --help)\n", qPrintable(line.error().detail));
        return 2;
    }
    if (line->help) {
        std::fputs(qPrintable(helpText(line->command)), stdout);
        return 0;
    }
    if (line->version) {
        std::printf("wickpost %s (build %s)\n", qPrintable(wickpostVersion()), qPrintable(wickpostBuild()));
        return 0;
    }
    QCoreApplication::setApplicationName(QStringLiteral("wickpost"));
    QCoreApplication::setApplicationVersion(wickpostVersion());
    if (!line->command.isEmpty()) {
        const QCoreApplication app(argc, argv);
        return runCommand(*line);
    }
    return runWindow(argc, argv, *line);
}

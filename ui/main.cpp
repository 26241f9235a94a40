#include "app/cli/commandline.h"
#include "app/cli/commands.h"
#include "app/cli/version.h"

#include <QCoreApplication>
#include <cstdio>

int main(int argc, char **argv)
{
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
    QCoreApplication app(argc, argv);
    return runCommand(*line);
}

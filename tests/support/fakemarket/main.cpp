#include "tests/support/fakemarket/fakemarket.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <cstdio>

// fakemarket: seven venues on loopback. Prints a line "venue=http://127.0.0.1:PORT" for each when ready.
int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("fakemarket"));
    FakeMarket market;
    if (!market.isListening()) {
        std::fputs("fakemarket: no port could be had\n", stderr);
        return 1;
    }
    for (const auto &venue : market.venues())
        std::printf("%s=%s\n", venue->id().constData(), venue->endpoint().toEncoded().constData());
    std::fflush(stdout);
    return app.exec();
}

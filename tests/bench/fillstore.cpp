// fillstore DATABASE STORIES: a store of that many stories, the newest of now, for process.py.
#include "app/base/clock.h"
#include "tests/bench/filledstore.h"

#include <QCoreApplication>

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (argc != 3)
        return 2;
    fillStore(QString::fromLocal8Bit(argv[1]), QByteArray(argv[2]).toInt(), SystemClock().now());
    return 0;
}

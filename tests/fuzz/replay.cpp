// Without libFuzzer: runs a fuzz target over files and folders, each file as it is and with a number of small
// damages. The same every time. `NAME MUTATIONS FILE|FOLDER...`; what fails is named by file and damage.

#include "tests/support/mutation.h"

#include <QDirIterator>
#include <QFile>
#include <QTextStream>
#include <csignal>
#include <cstdio>
#include <unistd.h>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

namespace {
char running[512]; // for the signal handler

void tellAndDie(int signal)
{
    std::ignore = ::write(STDERR_FILENO, running, qstrlen(running));
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

void runOn(const QString &name, int damage, const QByteArray &bytes)
{
    std::snprintf(running, sizeof running, "\nfailed on %s, damage %d\n", qPrintable(name), damage);
    LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t *>(bytes.constData()), size_t(bytes.size()));
}

QStringList filesOf(const QString &path)
{
    if (!QFileInfo(path).isDir())
        return {path};
    QStringList files;
    for (QDirIterator it(path, QDir::Files, QDirIterator::Subdirectories); it.hasNext();)
        files << it.next();
    files.sort();
    return files;
}
} // namespace

int main(int argc, char **argv)
{
    for (const int signal : {SIGABRT, SIGSEGV, SIGILL, SIGFPE, SIGTRAP})
        std::signal(signal, tellAndDie);
    const int damages = argc > 1 ? QByteArray(argv[1]).toInt() : 0;
    quint64 runs = 0;
    for (int i = 2; i < argc; ++i) {
        for (const QString &name : filesOf(QString::fromLocal8Bit(argv[i]))) {
            QFile file(name);
            if (!file.open(QIODevice::ReadOnly)) {
                std::fprintf(stderr, "%s can't be read\n", qPrintable(name));
                return 1;
            }
            const QByteArray bytes = file.readAll();
            quint32 chance = 20250913;
            runOn(name, 0, bytes);
            for (int damage = 1; damage <= damages; ++damage)
                runOn(name, damage, mutated(bytes, chance));
            runs += 1 + static_cast<quint64>(damages);
        }
    }
    std::printf("%llu inputs\n", static_cast<unsigned long long>(runs));
    return runs == 0 ? 1 : 0;
}

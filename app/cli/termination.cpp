#include "app/cli/termination.h"

#include <QtGlobal>

#ifdef Q_OS_UNIX
#include <array>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace {
std::array<int, 2> wakePipe{-1, -1};

// Only what is safe in a signal handler.
void onSignal(int number)
{
    const char byte = 1;
    if (::write(wakePipe[1], &byte, 1) != 1)
        _exit(128 + number);
    std::signal(number, SIG_DFL); // a second one means it
}
} // namespace

Termination::Termination()
{
    if (::pipe2(wakePipe.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    m_notifier = std::make_unique<QSocketNotifier>(wakePipe[0], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        while (::read(wakePipe[0], &byte, 1) == 1) {
        }
        emit requested();
    });
    for (const int number : {SIGINT, SIGTERM, SIGHUP})
        std::signal(number, onSignal);
    std::signal(SIGPIPE, SIG_IGN); // a closed reader shows as a failed write
}

Termination::~Termination()
{
    for (const int number : {SIGINT, SIGTERM, SIGHUP})
        std::signal(number, SIG_DFL);
    m_notifier.reset();
    for (int &end : wakePipe) {
        if (end >= 0)
            ::close(end);
        end = -1;
    }
}
#else
Termination::Termination() = default;
Termination::~Termination() = default;
#endif

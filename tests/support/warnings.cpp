#include "tests/support/warnings.h"

#include <QMutex>
#include <QStringList>

namespace {
QMutex mutex;
QStringList allowed, seen;
QtMessageHandler previous = nullptr;

// Not ours to mend: what the platform says about itself on a bare machine.
bool fromPlatform(const QString &text)
{
    return text.contains(QLatin1String("XDG_RUNTIME_DIR")) ||
           text.contains(QLatin1String("propagateSizeHints")) ||
           text.contains(QLatin1String("QFontDatabase"));
}

void handle(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    if (type != QtDebugMsg && type != QtInfoMsg && !fromPlatform(text)) {
        const QMutexLocker lock(&mutex);
        seen.append(text);
    }
    if (previous)
        previous(type, context, text);
}
} // namespace

void allowWarning(const QString &part)
{
    const QMutexLocker lock(&mutex);
    allowed.append(part);
}

void WarningListener::OnTestStart(const testing::TestInfo &)
{
    const QMutexLocker lock(&mutex);
    allowed.clear();
    seen.clear();
    previous = qInstallMessageHandler(handle);
}

void WarningListener::OnTestEnd(const testing::TestInfo &)
{
    qInstallMessageHandler(previous);
    const QMutexLocker lock(&mutex);
    for (const QString &text : std::as_const(seen)) {
        const bool expected = std::any_of(allowed.cbegin(), allowed.cend(),
                                          [&](const QString &part) { return text.contains(part); });
        if (!expected)
            ADD_FAILURE() << "unexpected warning: " << text.toStdString();
    }
}

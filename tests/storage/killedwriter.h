#pragma once

#include <QElapsedTimer>
#include <QProcess>
#include <csignal>
#include <gtest/gtest.h>

// Starts storagewriter, kills it in the middle of whatever it is doing, and says what it last acknowledged;
// -1: nothing yet.
inline int writeUntilKilled(const QStringList &arguments, int afterMs)
{
    QProcess writer;
    writer.start(QStringLiteral(WICKPOST_BINARY_DIR "/storagewriter"), arguments);
    EXPECT_TRUE(writer.waitForStarted());
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < afterMs)
        writer.waitForReadyRead(static_cast<int>(std::max<qint64>(1, afterMs - timer.elapsed())));
    ::kill(static_cast<pid_t>(writer.processId()), SIGKILL);
    writer.waitForFinished();
    EXPECT_EQ(writer.exitStatus(), QProcess::CrashExit) << writer.readAllStandardError().toStdString();
    const QByteArrayList lines = writer.readAllStandardOutput().split('\n');
    int acknowledged = -1;
    for (const QByteArray &line : lines) // the last may be cut, but never to another number that is higher
        acknowledged = std::max(acknowledged, line.isEmpty() ? -1 : line.toInt());
    return acknowledged;
}

// How often a test that kills does so.
inline int rounds()
{
    return qEnvironmentVariableIntValue("WICKPOST_LONG") > 0 ? 250 : 10;
}

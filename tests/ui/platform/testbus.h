#pragma once

#include <QDBusConnection>
#include <QProcess>
#include <gtest/gtest.h>

// A bus of the test's own, standing in for session and system bus. Qt connects to each once a process, so
// there is one for the whole run.
class TestBus : public testing::Environment
{
public:
    static bool running();
    // Another connection, as another process would have: for fake services and later starts.
    static QDBusConnection other(const QString &name);

    void SetUp() override;
    void TearDown() override;

private:
    QProcess m_daemon;
};

#define REQUIRE_BUS()                                                                                        \
    if (!TestBus::running())                                                                                 \
    GTEST_SKIP() << "NO dbus-daemon HERE: what needs a bus is not tested"

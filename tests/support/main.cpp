#include "tests/support/warnings.h"

#include <QApplication>
#include <QLocale>
#include <QStandardPaths>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

// One QApplication for the run, the C locale, UTC, and folders of the test's own. An unexpected qWarning
// fails the test it came from.
int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("TZ", "UTC");
    QLocale::setDefault(QLocale::c());
    QStandardPaths::setTestModeEnabled(true);
    QApplication app(argc, argv);
    QApplication::setApplicationName(QStringLiteral("wickpost-test"));
    app.setQuitOnLastWindowClosed(false);
    testing::InitGoogleMock(&argc, argv);
    testing::UnitTest::GetInstance()->listeners().Append(new WarningListener);
    return RUN_ALL_TESTS();
}

// On a real X server with a real window manager. The X server and openbox are this test's own children.
#include "tests/support/waituntil.h"
#include "tests/support/warnings.h"
#include "ui/platform/pinning.h"
#include "ui/platform/x11window.h"

#include <QApplication>
#include <QDir>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QWidget>
#include <QWindow>

namespace {
QString program(const char *name)
{
    return QStandardPaths::findExecutable(QString::fromLatin1(name));
}

// What another program sees of the window.
QString xprop(const QWidget &window, const char *property)
{
    QProcess process;
    process.start(program("xprop"), {QStringLiteral("-id"), QString::number(window.windowHandle()->winId()),
                                     QString::fromLatin1(property)});
    waitUntil([&] { return process.state() == QProcess::NotRunning; });
    return QString::fromUtf8(process.readAllStandardOutput());
}

bool eventually(const QWidget &window, const char *property, const char *part, bool present = true)
{
    return waitUntil([&] { return xprop(window, property).contains(QLatin1String(part)) == present; });
}

struct Window : QWidget
{
    Window()
    {
        setGeometry(200, 150, 400, 300);
        setWindowTitle(QStringLiteral("Pinned"));
    }
};
const PinWish everything{true, true, true};
} // namespace

TEST(PinningTest, AWishBeforeTheFirstShowIsGrantedAndReadBack)
{
    Window window;
    Pinning pinning(window);
    pinning.setWish(everything);
    window.show();
    ASSERT_TRUE(waitUntil([&] {
        return pinning.grants().onTop == Grant::Yes && pinning.grants().allWorkspaces == Grant::Yes &&
               pinning.grants().offTaskbar == Grant::Yes;
    }));
    EXPECT_TRUE(eventually(window, "_NET_WM_STATE", "_NET_WM_STATE_ABOVE"));
    EXPECT_TRUE(eventually(window, "_NET_WM_STATE", "_NET_WM_STATE_SKIP_TASKBAR"));
    EXPECT_TRUE(eventually(window, "_NET_WM_STATE", "_NET_WM_STATE_SKIP_PAGER"));
    EXPECT_TRUE(eventually(window, "_NET_WM_DESKTOP", "4294967295"));
}

// Qt writes the wish into the window before it is mapped: that is no answer of the window manager's.
TEST(PinningTest, NothingIsGrantedBeforeTheWindowManagerHasTheWindow)
{
    Window window;
    Pinning pinning(window);
    pinning.setWish(everything);
    window.show();
    ASSERT_TRUE(waitUntil([&] {
        const bool granted = pinning.grants().onTop == Grant::Yes;
        EXPECT_TRUE(!granted || xprop(window, "WM_STATE").contains(QLatin1String("Normal")));
        return granted;
    }));
}

TEST(PinningTest, TogglingKeepsTheNativeWindow)
{
    Window window;
    Pinning pinning(window);
    window.show();
    ASSERT_TRUE(waitUntil([&] { return window.windowHandle()->isExposed(); }));
    const WId id = window.windowHandle()->winId();
    pinning.setWish(everything);
    ASSERT_TRUE(eventually(window, "_NET_WM_STATE", "_NET_WM_STATE_ABOVE"));
    ASSERT_TRUE(waitUntil([&] { return pinning.grants().onTop == Grant::Yes; }));
    pinning.setWish({});
    ASSERT_TRUE(eventually(window, "_NET_WM_STATE", "_NET_WM_STATE_ABOVE", false));
    EXPECT_TRUE(eventually(window, "_NET_WM_DESKTOP", "4294967295", false));
    EXPECT_TRUE(eventually(window, "_NET_WM_STATE", "SKIP_TASKBAR", false));
    EXPECT_TRUE(waitUntil([&] { return pinning.grants().onTop == Grant::No; }));
    EXPECT_EQ(window.windowHandle()->winId(), id);
    EXPECT_TRUE(window.isVisible());
}

TEST(PinningTest, AWishThatIsTakenBackBeforeItsAnswerIsNotGranted)
{
    Window window;
    Pinning pinning(window);
    window.show();
    ASSERT_TRUE(waitUntil([&] { return window.windowHandle()->isExposed(); }));
    pinning.setWish(everything);
    pinning.setWish({});
    window.setWindowTitle(QStringLiteral("Asked"));
    ASSERT_TRUE(eventually(window, "_NET_WM_VISIBLE_NAME", "Asked")); // the manager has come to the end
    EXPECT_TRUE(eventually(window, "_NET_WM_STATE", "SKIP_TASKBAR", false));
    EXPECT_TRUE(eventually(window, "_NET_WM_DESKTOP", "4294967295", false));
    EXPECT_TRUE(eventually(window, "_NET_WM_STATE", "_NET_WM_STATE_ABOVE", false));
}

TEST(PinningTest, HidingForgetsNothing)
{
    Window window;
    Pinning pinning(window);
    pinning.setWish(everything);
    window.show();
    ASSERT_TRUE(waitUntil([&] { return pinning.grants().offTaskbar == Grant::Yes; }));
    window.hide();
    ASSERT_TRUE(eventually(window, "_NET_WM_STATE", "_NET_WM_STATE_ABOVE", false));
    window.show();
    EXPECT_TRUE(eventually(window, "_NET_WM_STATE", "_NET_WM_STATE_ABOVE"));
    EXPECT_TRUE(eventually(window, "_NET_WM_STATE", "_NET_WM_STATE_SKIP_TASKBAR"));
    EXPECT_TRUE(eventually(window, "_NET_WM_DESKTOP", "4294967295"));
}

TEST(PinningTest, ANewNativeWindowIsPinnedToo)
{
    Window window;
    Pinning pinning(window);
    pinning.setWish(everything);
    window.show();
    ASSERT_TRUE(waitUntil([&] { return pinning.grants().onTop == Grant::Yes; }));
    window.hide();
    ASSERT_TRUE(eventually(window, "_NET_WM_STATE", "_NET_WM_STATE_ABOVE", false));
    window.setWindowFlag(Qt::FramelessWindowHint, true); // makes another X window
    window.show();
    EXPECT_TRUE(eventually(window, "_NET_WM_STATE", "_NET_WM_STATE_ABOVE"));
    EXPECT_TRUE(eventually(window, "_NET_WM_DESKTOP", "4294967295"));
}

TEST(PinningTest, SeesWhatTheWindowManagerTookBack)
{
    Window window;
    Pinning pinning(window);
    pinning.setWish(everything);
    window.show();
    // All of it: what is taken back before the window was seen is asked for again.
    ASSERT_TRUE(waitUntil([&] {
        return pinning.grants().onTop == Grant::Yes && pinning.grants().allWorkspaces == Grant::Yes &&
               pinning.grants().offTaskbar == Grant::Yes;
    }));
    askX11(*window.windowHandle(), X11Wish::Above, false); // as the window menu's own switch does
    EXPECT_TRUE(waitUntil([&] { return pinning.grants().onTop == Grant::No; }));
}

TEST(PinningTest, APlaceIsKeptOnceTheWindowStoodThere)
{
    Window window;
    Pinning pinning(window);
    window.setGeometry(300, 200, 400, 300);
    pinning.expectPlace({300, 200});
    window.show();
    EXPECT_TRUE(waitUntil([&] { return pinning.grants().placeKept == Grant::Yes; }));
    window.move(500, 400);
    EXPECT_TRUE(waitUntil([&] { return window.pos() == QPoint(500, 400); }));
    EXPECT_EQ(pinning.grants().placeKept, Grant::Yes);
}

// Last, because it ends the window manager.
TEST(PinningZTest, WithoutAWindowManagerNothingIsClaimed)
{
    Window window;
    Pinning pinning(window);
    pinning.setWish(everything);
    window.show();
    ASSERT_TRUE(waitUntil([&] { return pinning.grants().onTop == Grant::Yes; }));
    auto *manager = qApp->findChild<QProcess *>(QStringLiteral("openbox"));
    manager->kill();
    ASSERT_TRUE(waitUntil([&] { return manager->state() == QProcess::NotRunning; }));
    window.hide();
    window.show();
    EXPECT_TRUE(waitUntil([&] { return pinning.grants() == Grants{}; }));
}

int main(int argc, char **argv)
{
    testing::InitGoogleTest(&argc, argv);
    if (program("Xvfb").isEmpty() || program("openbox").isEmpty() || program("xprop").isEmpty()) {
        puts("SKIPPED: NO Xvfb, openbox OR xprop HERE: pinning on X11 is not tested");
        return 0;
    }
    QProcess server;
    server.setStandardErrorFile(QProcess::nullDevice());
    server.setStandardOutputFile(QDir::tempPath() + QStringLiteral("/wickpost-x11-%1").arg(getpid()));
    server.start(program("Xvfb"),
                 {QStringLiteral("-displayfd"), QStringLiteral("1"), QStringLiteral("-screen"),
                  QStringLiteral("0"), QStringLiteral("1600x900x24")});
    QByteArray display;
    for (int tries = 0; tries < 500 && !display.endsWith('\n'); ++tries) {
        server.waitForFinished(20);
        QFile out(QDir::tempPath() + QStringLiteral("/wickpost-x11-%1").arg(getpid()));
        if (out.open(QIODevice::ReadOnly))
            display = out.readAll();
    }
    QFile::remove(QDir::tempPath() + QStringLiteral("/wickpost-x11-%1").arg(getpid()));
    if (!display.endsWith('\n')) {
        puts("SKIPPED: Xvfb DID NOT START: pinning on X11 is not tested");
        return 0;
    }
    qputenv("DISPLAY", ":" + display.trimmed());
    qputenv("QT_QPA_PLATFORM", "xcb");
    int result = 1;
    {
        QApplication app(argc, argv);
        app.setQuitOnLastWindowClosed(false);
        auto *manager = new QProcess(&app);
        manager->setObjectName(QStringLiteral("openbox"));
        manager->setStandardErrorFile(QProcess::nullDevice());
        manager->start(program("openbox"), {});
        // Mapped before the window manager starts: what is mapped while openbox starts may lie in its queue
        // until another event wakes it.
        QWidget first;
        first.show();
        if (waitUntil([&] { return x11Support().has_value() && first.windowHandle()->isExposed(); })) {
            testing::UnitTest::GetInstance()->listeners().Append(new WarningListener);
            result = RUN_ALL_TESTS();
        } else {
            puts("openbox did not start");
        }
        manager->kill();
        manager->waitForFinished();
    }
    server.kill();
    server.waitForFinished();
    return result;
}

#include "tests/support/manualclock.h"
#include "ui/shell/windowplacement.h"

#include <QFile>
#include <QGuiApplication>
#include <QScreen>
#include <QTemporaryDir>
#include <gtest/gtest.h>

using namespace std::chrono_literals;

namespace {
// The offscreen platform's one screen is 800×800.
class WindowPlacementTest : public testing::Test
{
protected:
    WindowPlacementTest() { window.setMinimumSize(300, 240); }
    QRect restore(QSize first = {640, 480})
    {
        placement =
            std::make_unique<WindowPlacement>(window, places, clock, QStringLiteral("dashboard"), first);
        return placement->restore();
    }
    QString here() const
    {
        const QScreen *screen = QGuiApplication::primaryScreen();
        return WindowPlacement::screenKey(screen->name(), screen->size());
    }
    QRect area() const { return QGuiApplication::primaryScreen()->availableGeometry(); }

    QTemporaryDir dir;
    QString file = dir.filePath(QStringLiteral("state.json"));
    ManualClock clock;
    WindowPlaces places{file};
    QWidget window;
    std::unique_ptr<WindowPlacement> placement;
};
} // namespace

TEST_F(WindowPlacementTest, TheFirstTimeItStandsInTheMiddle)
{
    const QRect place = restore();
    EXPECT_EQ(place.size(), QSize(640, 480));
    EXPECT_LE(std::abs(place.center().x() - area().center().x()), 1);
    EXPECT_LE(std::abs(place.center().y() - area().center().y()), 1);
}

TEST_F(WindowPlacementTest, AScreenSmallerThanTheFirstSizeBoundsIt)
{
    EXPECT_TRUE(area().contains(restore({5000, 4000})));
}

TEST_F(WindowPlacementTest, ComesBackWhereItStood)
{
    const QRect before(120, 90, 500, 400);
    places.set(QStringLiteral("dashboard"), here(), before);
    EXPECT_EQ(restore(), before);
    EXPECT_EQ(window.geometry(), before);
}

TEST_F(WindowPlacementTest, EachModeHasItsOwnPlace)
{
    places.set(QStringLiteral("compact"), here(), QRect(1, 2, 300, 420));
    EXPECT_EQ(restore().size(), QSize(640, 480));
}

TEST_F(WindowPlacementTest, AnUnpluggedScreenBringsItBackIntoSight)
{
    places.set(QStringLiteral("dashboard"), QStringLiteral("HDMI-1 3840x2160"), QRect(2500, 1200, 600, 500));
    const QRect place = restore();
    EXPECT_TRUE(area().contains(place));
    EXPECT_EQ(place.size(), QSize(600, 500));
}

TEST_F(WindowPlacementTest, AnotherScreenOfThatNameIsAnotherScreen)
{
    places.set(QStringLiteral("dashboard"), here(), QRect(10, 20, 400, 300));
    const QString name = QGuiApplication::primaryScreen()->name();
    places.set(QStringLiteral("dashboard"), WindowPlacement::screenKey(name, {3840, 2160}),
               QRect(3000, 1500, 640, 480));
    EXPECT_EQ(restore(), QRect(10, 20, 400, 300)); // where it stood on this one
}

TEST_F(WindowPlacementTest, ADamagedFileIsNoPlaceAtAll)
{
    for (const char *text :
         {"", "{", "[]", "{\"windows\":{\"dashboard\":{\"last\":7,\"screens\":[1]}}}",
          "{\"windows\":{\"dashboard\":{\"last\":\"x\",\"screens\":{\"x\":[1,2,\"a\",99999999]}}}}"}) {
        QFile state(file);
        ASSERT_TRUE(state.open(QIODevice::WriteOnly | QIODevice::Truncate));
        state.write(text);
        state.close();
        WindowPlaces damaged(file);
        QWidget other;
        WindowPlacement place(other, damaged, clock, QStringLiteral("dashboard"), {640, 480});
        EXPECT_TRUE(area().contains(place.restore())) << text;
    }
}

TEST_F(WindowPlacementTest, IsSavedWhileItLivesNotWhenItEnds)
{
    restore();
    window.show();
    window.setGeometry(50, 60, 420, 320);
    clock.advance(1s);
    const WindowPlaces written(file); // as another process reads it
    EXPECT_EQ(written.place(QStringLiteral("dashboard"), here()), QRect(50, 60, 420, 320));
    EXPECT_EQ(written.lastScreen(QStringLiteral("dashboard")), here());
}

TEST_F(WindowPlacementTest, HidingSavesWhatWasStillWaiting)
{
    restore();
    window.show();
    window.setGeometry(50, 60, 420, 320);
    window.hide();
    EXPECT_EQ(WindowPlaces(file).place(QStringLiteral("dashboard"), here()), QRect(50, 60, 420, 320));
}

TEST_F(WindowPlacementTest, AMaximisedWindowKeepsItsPlaceForLater)
{
    restore();
    window.show();
    window.setGeometry(50, 60, 420, 320);
    clock.advance(1s);
    window.setWindowState(Qt::WindowMaximized);
    clock.advance(1s);
    EXPECT_EQ(WindowPlaces(file).place(QStringLiteral("dashboard"), here()), QRect(50, 60, 420, 320));
    QWidget next;
    WindowPlaces again(file);
    WindowPlacement placed(next, again, clock, QStringLiteral("dashboard"), {640, 480});
    placed.restore();
    EXPECT_TRUE(next.windowState() & Qt::WindowMaximized);
}

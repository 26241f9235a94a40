#include "app/settings/windowplaces.h"
#include "tests/ui/news/newsfakes.h"
#include "ui/shell/columns.h"
#include "ui/shell/panetabs.h"

#include <QSplitter>
#include <QTest>
#include <gtest/gtest.h>

using Layout = Columns::Layout;

namespace {
class ColumnsTest : public testing::Test
{
protected:
    ColumnsTest() { columns.show(); }
    void widen(int width)
    {
        columns.resize(width, 600);
        settle();
    }
    QString shown() const
    {
        QString names;
        for (const QWidget *pane : {news, chart, reader, prices})
            names += pane->isVisible() ? pane->objectName() : QString();
        return names;
    }
    static QWidget *pane(const char *name)
    {
        auto *widget = new QWidget;
        widget->setObjectName(QString::fromLatin1(name));
        return widget;
    }

    NewsWorld world;
    WindowPlaces places{QString()};
    QWidget *news = pane("N"), *chart = pane("C"), *reader = pane("R"), *prices = pane("P");
    Columns columns{news, chart, reader, prices, world.theme, places};
};
} // namespace

TEST_F(ColumnsTest, ThreeColumnsHaveTheDesignsWidths)
{
    widen(1280);
    EXPECT_EQ(shown(), QStringLiteral("NCP"));
    EXPECT_EQ(news->width(), 336);
    EXPECT_EQ(chart->width(), 550);
    EXPECT_EQ(prices->width(), 392);
    EXPECT_EQ(chart->mapTo(&columns, QPoint()).x(), 337);
    widen(1920);
    EXPECT_EQ(news->width(), 400);
    EXPECT_EQ(chart->width(), 1058);
    EXPECT_EQ(prices->width(), 460);
}

TEST_F(ColumnsTest, AtTheirNarrowestEachKeepsItsLeast)
{
    widen(1080);
    EXPECT_EQ(columns.arrangement(), Layout::Three);
    EXPECT_GE(news->width(), 280);
    EXPECT_GE(chart->width(), 406);
    EXPECT_GE(prices->width(), 392);
    EXPECT_LE(prices->geometry().right(), 1079);
}

TEST_F(ColumnsTest, ChartAndStoryShareTheCentreAsDesigned)
{
    columns.resize(1280, 730);
    settle();
    EXPECT_EQ(chart->height(), 730); // no story: all of it
    columns.setStoryOpen(true);
    settle();
    EXPECT_EQ(shown(), QStringLiteral("NCRP"));
    EXPECT_EQ(chart->height(), 413); // 320 below head and controls
    columns.resize(1920, 1010);
    settle();
    EXPECT_EQ(chart->height(), 413 + 140);
    EXPECT_EQ(reader->height(), 316 + 140);
    columns.resize(1280, 400); // a window of 470
    settle();
    EXPECT_EQ(shown(), QStringLiteral("NRP"));
    columns.setStoryOpen(false);
    EXPECT_EQ(shown(), QStringLiteral("NCP"));
}

TEST_F(ColumnsTest, TheDraggedHeightOfTheChartIsKept)
{
    columns.setStoryOpen(true);
    columns.resize(1280, 730);
    settle();
    auto *centre = qobject_cast<QSplitter *>(chart->parentWidget());
    auto *handle = centre->handle(1);
    QTest::mousePress(handle, Qt::LeftButton, {}, QPoint(100, 3));
    QTest::mouseMove(handle, QPoint(100, 103));
    QTest::mouseRelease(handle, Qt::LeftButton, {}, QPoint(100, 3));
    settle();
    const int dragged = chart->height();
    EXPECT_GT(dragged, 470);
    QWidget *again = pane("c");
    Columns next(pane("a"), again, pane("b"), pane("d"), world.theme, places);
    next.setStoryOpen(true);
    next.resize(1280, 730);
    next.show();
    settle();
    EXPECT_NEAR(again->height(), dragged, 2);
}

TEST_F(ColumnsTest, TwoColumnsShowStoryOrChartInPlaceOfTheNewsTheLastOneInFront)
{
    widen(868);
    EXPECT_EQ(columns.arrangement(), Layout::Two);
    EXPECT_EQ(shown(), QStringLiteral("NP"));
    EXPECT_EQ(prices->width(), 392);
    EXPECT_EQ(news->width(), 475);
    columns.setStoryOpen(true);
    settle();
    EXPECT_EQ(shown(), QStringLiteral("RP"));
    EXPECT_EQ(reader->width(), 475);
    columns.setChartOpen(true);
    EXPECT_EQ(shown(), QStringLiteral("CP"));
    columns.setStoryOpen(true);
    EXPECT_EQ(shown(), QStringLiteral("RP"));
    columns.setStoryOpen(false);
    EXPECT_EQ(shown(), QStringLiteral("CP"));
    columns.setChartOpen(false);
    EXPECT_EQ(shown(), QStringLiteral("NP"));
    widen(720);
    EXPECT_EQ(prices->width(), 392);
    EXPECT_EQ(news->width(), 327);
}

TEST_F(ColumnsTest, NarrowWindowsShowOnePaneBehindTabs)
{
    auto *tabs = columns.findChild<PaneTabs *>();
    widen(1280);
    EXPECT_FALSE(tabs->isVisible());
    widen(420);
    ASSERT_TRUE(tabs->isVisible());
    EXPECT_EQ(shown(), QStringLiteral("N"));
    EXPECT_EQ(news->width(), 420);
    QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(1).center());
    EXPECT_EQ(shown(), QStringLiteral("P"));
    QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(2).center());
    EXPECT_EQ(shown(), QStringLiteral("C"));
    columns.showPane(Columns::Pane::Prices);
    columns.setStoryOpen(true);
    EXPECT_EQ(shown(), QStringLiteral("P")); // it opens inside its own tab
    columns.showPane(Columns::Pane::News);
    EXPECT_EQ(shown(), QStringLiteral("R"));
    widen(300);
    EXPECT_EQ(reader->width(), 300);
}

TEST_F(ColumnsTest, TheChartAloneHidesEverythingElseAtAnyWidth)
{
    for (const int width : {1280, 868, 420}) {
        widen(width);
        columns.setChartAlone(true);
        EXPECT_EQ(shown(), QStringLiteral("C")) << width;
        settle();
        EXPECT_EQ(chart->width(), width);
        columns.setChartAlone(false);
    }
}

TEST_F(ColumnsTest, LargerTextCollapsesAsANarrowerWindowWould)
{
    widen(1280);
    world.settings.change([](Settings &settings) { settings.textSizePercent = 150; });
    settle();
    EXPECT_EQ(columns.arrangement(), Layout::Two); // 853 of its own pixels
    world.settings.change([](Settings &settings) { settings.textSizePercent = 200; });
    settle();
    EXPECT_EQ(columns.arrangement(), Layout::Tabs); // 640
    EXPECT_EQ(shown(), QStringLiteral("N"));
}

TEST_F(ColumnsTest, WhatIsDraggedIsKept)
{
    widen(1280);
    auto *handle = columns.findChild<QSplitter *>()->handle(1);
    // Seven pixels answer to the pointer, one is drawn.
    EXPECT_EQ(handle->width(), 7);
    EXPECT_EQ(handle->contentsRect().width(), 1);
    QTest::mousePress(handle, Qt::LeftButton, {}, QPoint(3, 100));
    QTest::mouseMove(handle, QPoint(63, 100));
    QTest::mouseRelease(handle, Qt::LeftButton, {}, QPoint(3, 100));
    settle();
    const int dragged = news->width();
    EXPECT_GT(dragged, 380);
    widen(1400);
    EXPECT_EQ(news->width(), dragged);
    Columns next(pane("a"), pane("b"), pane("c"), pane("d"), world.theme, places);
    next.resize(1280, 600);
    next.show();
    settle();
    EXPECT_EQ(next.findChild<QWidget *>(QStringLiteral("a"))->width(), dragged);
}

TEST_F(ColumnsTest, WideAndHighWindowsHaveMoreBelowThePrices)
{
    int made = 0;
    QWidget *more = nullptr;
    columns.setBelowPrices([&]() -> QWidget * {
        ++made;
        more = pane("M");
        more->setMinimumHeight(120);
        return more;
    });
    prices->setMinimumHeight(500); // all there is to them
    columns.resize(1599, 900);
    settle();
    EXPECT_EQ(made, 0);
    columns.resize(1600, 900);
    settle();
    ASSERT_EQ(made, 1);
    EXPECT_TRUE(more->isVisible());
    EXPECT_EQ(more->width(), prices->width());
    EXPECT_EQ(prices->height(), 500) << "what is left is below";
    EXPECT_EQ(more->mapTo(&columns, QPoint()).y(), prices->height());
    columns.resize(1600, 600); // low: the prices alone
    settle();
    EXPECT_FALSE(more->isVisible());
    EXPECT_EQ(prices->height(), columns.height());
    columns.resize(1920, 1000);
    settle();
    EXPECT_TRUE(more->isVisible());
    EXPECT_EQ(made, 1);
    columns.resize(1280, 1000);
    settle();
    EXPECT_FALSE(more->isVisible());
}

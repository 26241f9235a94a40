#include "tests/support/warnings.h"
#include "tests/ui/quotes/seedmarket.h"
#include "ui/quotes/compactview.h"

#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

namespace {
class CompactViewTest : public testing::Test, public SeedMarket
{
protected:
    CompactViewTest()
    {
        allowWarning(QStringLiteral("This plugin does not support"));
        allLive();
        compact.resize(300, 420);
        compact.move(300, 300);
        compact.show();
        QCoreApplication::processEvents();
    }
    CompactView compact{board, settings, theme, clock};
};
} // namespace

TEST_F(CompactViewTest, TenCoinsFitItsOwnSizeWithoutScrolling)
{
    EXPECT_EQ(compact.sizeHint(), QSize(300, 420));
    EXPECT_EQ(compact.view().rowHeight(), 32);
    EXPECT_GE(compact.view().viewport()->height(), 320);
    EXPECT_FALSE(compact.view().columns().showSecond);
    EXPECT_EQ(compact.view().columns().trendWidth, 48);
}

TEST_F(CompactViewTest, ThePinShowsWhatWasGrantedNotWhatWasAsked)
{
    QSignalSpy wanted(&compact, &CompactView::pinWanted);
    QTest::mouseClick(&compact.pinButton(), Qt::LeftButton);
    ASSERT_EQ(wanted.size(), 1);
    EXPECT_TRUE(wanted.at(0).at(0).toBool());
    EXPECT_FALSE(compact.pinButton().isChecked());
    compact.setPinned(true);
    EXPECT_TRUE(compact.pinButton().isChecked());
}

TEST_F(CompactViewTest, TheHeaderMovesTheWindowAndOpensTheDashboard)
{
    QSignalSpy moves(&compact, &CompactView::moveWanted), expands(&compact, &CompactView::expandWanted);
    QTest::mousePress(&compact, Qt::LeftButton, {}, {120, 16});
    QTest::mouseMove(&compact, {160, 18});
    EXPECT_EQ(moves.size(), 1);
    QTest::mouseRelease(&compact, Qt::LeftButton, {}, {160, 18});
    QTest::mouseDClick(&compact, Qt::LeftButton, {}, {120, 16});
    EXPECT_EQ(expands.size(), 1);
}

TEST_F(CompactViewTest, ItsEdgesResizeAlsoWhereRowsAndFooterReachThem)
{
    QSignalSpy resizes(&compact, &CompactView::resizeWanted);
    QTest::mousePress(&compact, Qt::LeftButton, {}, {120, 1});
    QTest::mousePress(compact.view().viewport(), Qt::LeftButton, {}, {1, 100});
    ASSERT_EQ(resizes.size(), 2);
    EXPECT_EQ(resizes.at(0).at(0).value<Qt::Edges>(), Qt::Edges(Qt::TopEdge));
    EXPECT_EQ(resizes.at(1).at(0).value<Qt::Edges>(), Qt::Edges(Qt::LeftEdge));
}

TEST_F(CompactViewTest, TheFooterOpensItsHeadline)
{
    QSignalSpy wanted(&compact, &CompactView::headlineWanted);
    QAbstractButton *footer = nullptr;
    for (QAbstractButton *button : compact.findChildren<QAbstractButton *>())
        if (button->height() == 64)
            footer = button;
    ASSERT_TRUE(footer);
    QTest::mouseClick(footer, Qt::LeftButton, {}, {100, 30});
    EXPECT_EQ(wanted.size(), 0); // no stories yet
    compact.setHeadline(CompactHeadline{QStringLiteral("a1"),
                                        QStringLiteral("Officials call off talks"),
                                        QStringLiteral("Axios"),
                                        clock.now(),
                                        {},
                                        {},
                                        Tone::Secondary});
    QTest::mouseClick(footer, Qt::LeftButton, {}, {100, 30});
    ASSERT_EQ(wanted.size(), 1);
    EXPECT_EQ(wanted.at(0).at(0).toString(), QStringLiteral("a1"));
    EXPECT_TRUE(footer->accessibleName().contains(QStringLiteral("Officials call off talks")));
}

TEST_F(CompactViewTest, ItsMenuHasTheCoinsActionsAndTheWindowsOwn)
{
    QString added;
    QObject::connect(&compact, &CompactView::menuFilling, &compact, [&](Menu *menu) {
        menu->add(QStringLiteral("Always on top"));
        for (const QAction *action : menu->actions())
            added += action->text().section(u'\t', 0, 0) + u'|';
        QMetaObject::invokeMethod(menu, &QWidget::close, Qt::QueuedConnection);
    });
    compact.view().setCurrentCoin(btc);
    QContextMenuEvent event(QContextMenuEvent::Keyboard, {10, 10}, {310, 310});
    QCoreApplication::sendEvent(compact.view().viewport(), &event);
    QCoreApplication::processEvents();
    EXPECT_TRUE(added.startsWith(
        QStringLiteral("Open chart|Add alert…|Only stories about BTC|Why this number|Copy price|")));
    EXPECT_TRUE(added.endsWith(QStringLiteral("|Always on top|")));
}

TEST_F(CompactViewTest, TheDemosColourIsInIt)
{
    FakeQuoteSource demo(clock, QStringLiteral("simulated"));
    demo.editInfo().simulated = true;
    demo.editInfo().countsInAgreement = false;
    board.setSources({&demo});
    list(demo);
    tick(demo);
    announce();
    QImage image(compact.size(), QImage::Format_RGB32);
    compact.render(&image);
    EXPECT_EQ(image.pixelColor(150, 33), theme.tokens().demo); // the line below the header
    int badge = 0;
    for (int x = 60; x < 180; ++x)
        badge += image.pixelColor(x, 12) == theme.tokens().demo;
    EXPECT_GT(badge, 20);
    board.setSources({});
}

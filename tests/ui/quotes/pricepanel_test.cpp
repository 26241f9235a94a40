#include "tests/support/warnings.h"
#include "tests/ui/quotes/seedmarket.h"
#include "ui/quotes/addcoinpopup.h"
#include "ui/quotes/coinmenu.h"
#include "ui/quotes/pricepanel.h"

#include <QAccessible>
#include <QClipboard>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

namespace {
class PricePanelTest : public testing::Test, public SeedMarket
{
protected:
    PricePanelTest()
    {
        allowWarning(QStringLiteral("This plugin does not support")); // popups, offscreen
        allLive();
        panel.resize(392, 560);
        panel.move(300, 300);
        panel.show();
        QCoreApplication::processEvents();
    }
    WatchlistView &view() { return panel.view(); }
    QPoint rowAt(int row) { return {60, view().rowViewportPosition(row) + 20}; }
    QImage picture(const QRect &area)
    {
        QImage image(view().viewport()->size(), QImage::Format_RGB32);
        view().viewport()->render(&image);
        return image.copy(area);
    }
    QRect priceCell(int row)
    {
        return view().visualRect(panel.model().index(row, WatchlistModel::PriceColumn));
    }
    bool paintsTint(int row)
    {
        const QImage image = picture(priceCell(row));
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                if (image.pixelColor(x, y) == theme.tokens().upTint)
                    return true;
        return false;
    }
    template <typename Bar> Bar *barWithText(const QString &part)
    {
        for (Bar *bar : panel.findChildren<Bar *>())
            if (bar->isVisible() && bar->text().contains(part))
                return bar;
        return nullptr;
    }
    QStringList symbols()
    {
        QStringList list;
        for (int row = 0; row < panel.model().rowCount(); ++row)
            list.append(panel.model().quote(row).asset.symbol);
        return list;
    }

    PricePanel panel{board, settings, theme, clock};
};

// Counts the paint events of one widget.
class PaintCounter : public QObject
{
public:
    explicit PaintCounter(QWidget *widget) { widget->installEventFilter(this); }
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint) {
            ++paints;
            area = static_cast<QPaintEvent *>(event)->region();
        }
        return false;
    }
    int paints = 0;
    QRegion area;
};
} // namespace

TEST_F(PricePanelTest, ATickRepaintsItsOwnCellAlone)
{
    PaintCounter counter(view().viewport());
    tickOne(bitget, QStringLiteral("SOL"), true, "238.60"_dec, 4.70);
    announce();
    QCoreApplication::processEvents();
    EXPECT_EQ(counter.paints, 1);
    const QRect row(0, view().rowViewportPosition(4), view().viewport()->width(), view().rowHeight());
    EXPECT_TRUE(row.contains(counter.area.boundingRect()));
    EXPECT_GE(counter.area.boundingRect().left(), priceCell(4).left());
}

TEST_F(PricePanelTest, NothingIsPaintedWhileHiddenOrMinimised)
{
    PaintCounter counter(view().viewport());
    panel.showMinimized();
    QCoreApplication::processEvents();
    counter.paints = 0;
    for (int i = 1; i < 5; ++i) {
        tick(bitget, 10'000 + i);
        clock.advance(1s);
        QCoreApplication::processEvents();
    }
    EXPECT_EQ(counter.paints, 0);
    panel.hide();
    tick(bitget, 10'010);
    clock.advance(1s);
    QCoreApplication::processEvents();
    EXPECT_EQ(counter.paints, 0);
    panel.showNormal();
    QCoreApplication::processEvents();
    EXPECT_GT(counter.paints, 0); // and then all of it, newest figures
}

TEST_F(PricePanelTest, ATickFlashesInItsDirectionsTintAndFades)
{
    EXPECT_FALSE(paintsTint(4));
    tickOne(bitget, QStringLiteral("SOL"), true, "238.60"_dec, 4.70);
    announce();
    EXPECT_TRUE(paintsTint(4));
    clock.advance(700ms);
    EXPECT_FALSE(paintsTint(4));
}

TEST_F(PricePanelTest, NoFlashWithReducedMotionOrSwitchedOff)
{
    settings.change([](Settings &s) { s.flashPrices = false; });
    tickOne(bitget, QStringLiteral("SOL"), true, "238.60"_dec, 4.70);
    announce();
    EXPECT_FALSE(paintsTint(4));
    settings.change([](Settings &s) {
        s.flashPrices = true;
        s.reducedMotion = true;
    });
    tickOne(bitget, QStringLiteral("SOL"), true, "238.70"_dec, 4.70);
    announce();
    EXPECT_FALSE(paintsTint(4));
}

TEST_F(PricePanelTest, ArrowsHomeAndEndMoveByRows)
{
    view().setCurrentCoin(btc);
    QTest::keyClick(&view(), Qt::Key_Down);
    EXPECT_EQ(panel.currentCoin(), eth);
    QTest::keyClick(&view(), Qt::Key_End);
    EXPECT_EQ(panel.model().rowOf(panel.currentCoin()), 9);
    QTest::keyClick(&view(), Qt::Key_Home);
    EXPECT_EQ(panel.currentCoin(), btc);
}

TEST_F(PricePanelTest, AltArrowsMoveTheCoinInMyOrder)
{
    view().setCurrentCoin(eth);
    QTest::keyClick(&view(), Qt::Key_Up, Qt::AltModifier);
    EXPECT_EQ(symbols().first(), QStringLiteral("ETH"));
    EXPECT_EQ(panel.currentCoin(), eth);
    QTest::keyClick(&view(), Qt::Key_Down, Qt::AltModifier);
    QTest::keyClick(&view(), Qt::Key_Down, Qt::AltModifier);
    EXPECT_EQ(settings.settings().watchlist.indexOf(eth), 2);
    panel.model().sortBy(WatchlistOrder::BySymbol, false);
    QTest::keyClick(&view(), Qt::Key_Down, Qt::AltModifier);
    EXPECT_EQ(settings.settings().watchlist.indexOf(eth), 2); // only in my order
}

TEST_F(PricePanelTest, DraggingARowMovesItsCoin)
{
    QTest::mousePress(view().viewport(), Qt::LeftButton, {}, rowAt(0));
    QTest::mouseMove(view().viewport(), rowAt(2));
    QTest::mouseMove(view().viewport(), rowAt(2) + QPoint(0, 20));
    QTest::mouseRelease(view().viewport(), Qt::LeftButton, {}, rowAt(2) + QPoint(0, 20));
    EXPECT_EQ(symbols().mid(0, 3).join(u' '), QStringLiteral("ETH XRP BTC"));
}

TEST_F(PricePanelTest, EscapeEndsADragWithoutAMove)
{
    QTest::mousePress(view().viewport(), Qt::LeftButton, {}, rowAt(0));
    QTest::mouseMove(view().viewport(), rowAt(3));
    QTest::keyClick(&view(), Qt::Key_Escape);
    QTest::mouseRelease(view().viewport(), Qt::LeftButton, {}, rowAt(3));
    EXPECT_EQ(symbols().first(), QStringLiteral("BTC"));
}

TEST_F(PricePanelTest, DeleteRemovesAndUndoPutsItBackWhereItWas)
{
    view().setCurrentCoin(eth);
    QTest::keyClick(&view(), Qt::Key_Delete);
    EXPECT_FALSE(settings.settings().watchlist.contains(eth));
    EXPECT_EQ(panel.currentCoin(), xrp); // the keyboard stays where it was
    auto *bar = barWithText<NoticeBar>(QStringLiteral("ETH removed"));
    ASSERT_TRUE(bar);
    QTest::mouseClick(bar->findChild<QPushButton *>(), Qt::LeftButton);
    EXPECT_EQ(settings.settings().watchlist.indexOf(eth), 1);
    EXPECT_EQ(panel.currentCoin(), eth);
    EXPECT_FALSE(bar->isVisible());
}

TEST_F(PricePanelTest, UndoIsOfferedForEightSeconds)
{
    view().setCurrentCoin(eth);
    QTest::keyClick(&view(), Qt::Key_Delete);
    clock.advance(7900ms);
    EXPECT_TRUE(barWithText<NoticeBar>(QStringLiteral("ETH removed")));
    clock.advance(200ms);
    EXPECT_FALSE(barWithText<NoticeBar>(QStringLiteral("ETH removed")));
}

TEST_F(PricePanelTest, CtrlCCopiesEveryDigitAsSent)
{
    tickOne(bitget, QStringLiteral("XRP"), true, "3.03120000"_dec, 1.14);
    announce();
    view().setCurrentCoin(xrp);
    QTest::keyClick(&view(), Qt::Key_C, Qt::ControlModifier);
    EXPECT_EQ(QGuiApplication::clipboard()->text(), QStringLiteral("3.03120000"));
    view().setCurrentCoin(btc);
    QTest::keyClick(&view(), Qt::Key_C, Qt::ControlModifier);
    EXPECT_EQ(QGuiApplication::clipboard()->text(), QStringLiteral("114959.13"));
}

TEST_F(PricePanelTest, FAsksForTheCoinsStoriesAndOtherLettersPassOn)
{
    QSignalSpy wanted(&panel, &PricePanel::storiesWanted);
    view().setCurrentCoin(sol);
    QTest::keyClick(&view(), Qt::Key_F);
    ASSERT_EQ(wanted.size(), 1);
    EXPECT_EQ(wanted.at(0).at(0).value<AssetId>(), sol);
    QTest::keyClick(&view(), Qt::Key_E); // would find "ETH", were it typed to a list
    EXPECT_EQ(panel.currentCoin(), sol);
}

TEST_F(PricePanelTest, ClickingAHeadSortsThenTurnsThenReturnsToMyOrder)
{
    auto *header = view().horizontalHeader();
    const auto click = [&](int column) {
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                          QPoint(header->sectionViewportPosition(column) + 10, 10));
    };
    click(WatchlistModel::ChangeColumn);
    EXPECT_EQ(settings.settings().watchlistOrder, WatchlistOrder::ByChange);
    EXPECT_TRUE(settings.settings().watchlistDescending);
    EXPECT_EQ(symbols().first(), QStringLiteral("SOL"));
    click(WatchlistModel::ChangeColumn);
    EXPECT_FALSE(settings.settings().watchlistDescending);
    click(WatchlistModel::ChangeColumn);
    EXPECT_EQ(settings.settings().watchlistOrder, WatchlistOrder::Mine);
    click(WatchlistModel::TrendColumn);
    EXPECT_EQ(settings.settings().watchlistOrder, WatchlistOrder::Mine);
}

TEST_F(PricePanelTest, FailoverIsSaidOnceAndGoesWithTheReturn)
{
    QSignalSpy details(&panel, &PricePanel::sourceDetailsWanted);
    bitget.setLink(SourceStatus::Link::Retrying);
    clock.advance(3s);
    tick(binance);
    announce();
    auto *bar = barWithText<NoticeBar>(QStringLiteral("Bitget stopped answering. Now from Binance."));
    ASSERT_TRUE(bar);
    QTest::mouseClick(bar->findChild<QPushButton *>(), Qt::LeftButton);
    ASSERT_EQ(details.size(), 1);
    EXPECT_EQ(details.at(0).at(0).value<VenueId>(), bitget.info().id);
    clock.advance(2min);
    EXPECT_FALSE(bar->isVisible());
}

TEST_F(PricePanelTest, AnEmptyWatchlistSaysSoAndOffersToAdd)
{
    settings.change([](Settings &s) { s.watchlist.clear(); });
    bool found = false;
    for (const QLabel *label : panel.findChildren<QLabel *>())
        found |= label->isVisible() && label->text() == QLatin1String("Your watchlist is empty.");
    EXPECT_TRUE(found);
    EXPECT_FALSE(view().isVisible());
    settings.change([](Settings &s) { s.watchlist = {btc}; });
    EXPECT_TRUE(view().isVisible());
}

TEST_F(PricePanelTest, TheMenuChoosesWhereAPriceComesFrom)
{
    bitget.page = QUrl(QStringLiteral("https://www.bitget.com/spot/BTCUSDT"));
    ::CoinMenu menu(btc, panel.model(), board, settings, theme);
    QSignalSpy link(&menu, &::CoinMenu::linkWanted);
    QStringList texts;
    for (QAction *action : menu.actions())
        if (!action->isSeparator())
            texts.append(action->text().section(u'\t', 0, 0));
    EXPECT_EQ(texts.join(u'|'),
              QStringLiteral("Open chart|Add alert…|Only stories about BTC|Why this number|Copy price|"
                             "Open BTC/USDT on Bitget|Price from|Move up|Move down|Remove from watchlist"));
    menu.actions().at(5)->trigger();
    ASSERT_EQ(link.size(), 1);
    EXPECT_EQ(link.at(0).at(0).toUrl(), bitget.page);
    EXPECT_FALSE(menu.actions().at(8)->isEnabled()); // first: can't move up
    auto *from = menu.findChild<Menu *>();
    ASSERT_EQ(from->actions().size(), 5);
    EXPECT_TRUE(from->actions().at(0)->isChecked());
    from->actions().at(3)->trigger();
    EXPECT_EQ(settings.settings().priceFrom.value(btc), coinbase.info().id);
    from->actions().at(0)->trigger();
    EXPECT_FALSE(settings.settings().priceFrom.contains(btc));
}

TEST_F(PricePanelTest, TheTableIsATableToScreenReaders)
{
    QAccessibleInterface *table = QAccessible::queryAccessibleInterface(&view());
    ASSERT_TRUE(table);
    EXPECT_EQ(table->role(), QAccessible::Table);
    EXPECT_EQ(table->text(QAccessible::Name), QStringLiteral("Prices"));
    ASSERT_TRUE(table->tableInterface());
    EXPECT_EQ(table->tableInterface()->rowCount(), 10);
    QAccessibleInterface *cell = table->tableInterface()->cellAt(0, 0);
    ASSERT_TRUE(cell);
    EXPECT_TRUE(cell->text(QAccessible::Name).startsWith(QStringLiteral("Bitcoin, BTC, 114,959.13 dollars")));
}

TEST_F(PricePanelTest, AddCoinFindsShowsAndAdds)
{
    settings.change([](Settings &s) { s.watchlist.removeAll(doge); });
    panel.openAddCoin();
    auto *popup = panel.findChild<AddCoinPopup *>();
    ASSERT_TRUE(popup && popup->isVisible());
    EXPECT_EQ(popup->countText(), QStringLiteral("10 coins on your sources"));
    QTest::keyClicks(&popup->field(), QStringLiteral("doge"));
    EXPECT_EQ(popup->countText(), QStringLiteral("1 of 10 coins on your sources"));
    EXPECT_FALSE(bitget.wants(QStringLiteral("DOGE-USDT")));
    clock.advance(1s); // resting on it asks for its price
    EXPECT_TRUE(bitget.wants(QStringLiteral("DOGE-USDT")));
    QTest::keyClick(&popup->field(), Qt::Key_Return);
    EXPECT_EQ(settings.settings().watchlist.last(), doge);
    EXPECT_TRUE(popup->isVisible());
    QTest::keyClick(&popup->field(), Qt::Key_Return); // once is enough
    EXPECT_EQ(settings.settings().watchlist.count(doge), 1);
    QTest::keyClicks(&popup->field(), QStringLiteral("no such coin"));
    EXPECT_EQ(popup->list().model()->rowCount(), 0);
    QTest::keyClick(&popup->field(), Qt::Key_Escape);
    EXPECT_FALSE(popup->isVisible());
}

TEST_F(PricePanelTest, AClosedSearchNoLongerFollowsWhatItShowed)
{
    settings.change([](Settings &s) { s.watchlist.removeAll(doge); });
    panel.openAddCoin();
    auto *popup = panel.findChild<AddCoinPopup *>();
    QTest::keyClicks(&popup->field(), QStringLiteral("doge"));
    clock.advance(1s);
    ASSERT_TRUE(bitget.wants(QStringLiteral("DOGE-USDT")));
    popup->hide();
    EXPECT_FALSE(bitget.wants(QStringLiteral("DOGE-USDT")));
}

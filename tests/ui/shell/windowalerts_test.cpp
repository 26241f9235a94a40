#include "app/alerts/alertengine.h"
#include "app/base/workerpool.h"
#include "app/settings/windowplaces.h"
#include "tests/support/fakecandlehistory.h"
#include "tests/support/warnings.h"
#include "tests/ui/news/newsfakes.h"
#include "tests/ui/quotes/seedmarket.h"
#include "ui/alerts/alertcard.h"
#include "ui/alerts/alerteditor.h"
#include "ui/alerts/alertfooter.h"
#include "ui/alerts/alertspanel.h"
#include "ui/alerts/firingspopup.h"
#include "ui/news/newspane.h"
#include "ui/quotes/pricepanel.h"
#include "ui/shell/alertdesk.h"
#include "ui/shell/compactlist.h"
#include "ui/shell/mainwindow.h"

#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

namespace {
// The dashboard over four live exchanges, with an engine that watches.
class WindowAlertsTest : public testing::Test
{
protected:
    WindowAlertsTest()
    {
        allowWarning(QStringLiteral("This plugin does not support")); // popups, offscreen
        market.allLive();
        QList<Story> stories;
        for (int i = 0; i < 30; ++i)
            stories.append(makeStory(QStringLiteral("Story %1").arg(i), designNow - i * 1min));
        store.put(stories);
        refresher.success = designNow;
        window = std::make_unique<MainWindow>(services());
        window->resize(1280, 800);
        window->show();
        window->activateWindow();
        waitUntil([&] { return panel() && panel()->isVisible(); });
    }
    Services services()
    {
        return {market.board, history,      store,        refresher, market.settings,
                places,       market.theme, market.clock, workers,   book,
                engine,       {},           {},           {},        nullptr,
                nullptr,      &desk};
    }
    AlertId add(const QString &text)
    {
        Alert alert;
        alert.condition = parseAlert(text, AssetDirectory::shipped()).value();
        const AlertId id = book.add(alert).value();
        settleEngine();
        return id;
    }
    void settleEngine()
    {
        market.clock.advance(600ms);
        QCoreApplication::processEvents();
    }
    void moveBitcoin(const Decimal &price)
    {
        for (FakeQuoteSource *source : {&market.bitget, &market.binance, &market.coinbase, &market.kraken})
            SeedMarket::tickOne(*source, QStringLiteral("BTC"),
                                source == &market.bitget || source == &market.binance, price, 0.87);
        settleEngine();
    }
    AlertsPanel *panel() const { return window->findChild<AlertsPanel *>(); }
    AlertCard *card() const { return window->findChild<AlertCard *>(); }
    PricePanel *prices() const { return window->findChild<PricePanel *>(); }
    NewsPane *news() const { return window->findChild<NewsPane *>(); }
    QRect inWindow(const QWidget *widget) const
    {
        return QRect(widget->mapTo(window.get(), QPoint()), widget->size());
    }
    IconButton *button(const QString &name) const
    {
        for (IconButton *each : window->findChildren<IconButton *>())
            if (each->isVisible() && each->accessibleName() == name)
                return each;
        return nullptr;
    }
    void press(const QString &text)
    {
        for (QPushButton *each : card()->findChildren<QPushButton *>())
            if (each->isVisible() && each->text() == text)
                QTest::mouseClick(each, Qt::LeftButton);
        QCoreApplication::processEvents();
    }

    SeedMarket market;
    FakeStore store;
    FakeRefresher refresher;
    FakeCandleHistory history;
    WindowPlaces places{QString()};
    WorkerPool workers;
    AlertBook book{market.clock, {}, AssetDirectory::shipped()};
    AlertEngine engine{
        market.clock, book, market.board, store, AssetDirectory::shipped(), AlertFiring::Origin::Market};
    AlertDesk desk{book, engine, market.board, AssetDirectory::shipped(), market.theme, market.clock};
    std::unique_ptr<MainWindow> window;
};
} // namespace

TEST_F(WindowAlertsTest, ThePanelStandsBelowAllRowsOfThePrices)
{
    add(QStringLiteral("BTC above 120000"));
    EXPECT_EQ(inWindow(prices()).bottom() + 1, inWindow(panel()).top());
    EXPECT_EQ(prices()->height(), 40 + 24 + 10 * 46);
    EXPECT_FALSE(panel()->isFolded());
}

TEST_F(WindowAlertsTest, InALowWindowItFoldsToItsHead)
{
    add(QStringLiteral("BTC above 120000"));
    window->resize(1280, 540);
    QCoreApplication::processEvents();
    EXPECT_TRUE(panel()->isFolded());
    EXPECT_EQ(panel()->height(), 41);
    window->resize(1280, 800);
    QCoreApplication::processEvents();
    EXPECT_FALSE(panel()->isFolded());
}

TEST_F(WindowAlertsTest, TheCardLiesOverTheNewsAndNeverOverThePrices)
{
    add(QStringLiteral("BTC above 115000"));
    QWidget *focus = window->focusWidget();
    moveBitcoin("115004.62"_dec);
    for (const QSize &size : {QSize(1280, 800), QSize(1920, 1080), QSize(720, 440), QSize(420, 640)}) {
        window->resize(size);
        QCoreApplication::processEvents();
        ASSERT_TRUE(card()->isVisible()) << size.width();
        EXPECT_TRUE(inWindow(news()).contains(inWindow(card()))) << size.width();
        if (prices()->isVisible()) {
            EXPECT_FALSE(inWindow(prices()).intersects(inWindow(card()))) << size.width();
        }
    }
    EXPECT_EQ(window->focusWidget(), focus);
}

TEST_F(WindowAlertsTest, RowAndBellStayAmberUntilItIsAcknowledged)
{
    const AlertId id = add(QStringLiteral("BTC above 115000"));
    moveBitcoin("115004.62"_dec);
    EXPECT_TRUE(button(QStringLiteral("Alerts, 1 new")));
    EXPECT_EQ(desk.amberCoins(), QSet<AssetId>{btc});
    const auto tint = [&] {
        const QRect row = prices()->view().visualRect(prices()->model().index(0, 0));
        return prices()->view().viewport()->grab(row).toImage().pixelColor(row.width() - 3, 4);
    };
    EXPECT_EQ(tint(), market.theme.tokens().warningTint);
    ASSERT_TRUE(book.acknowledge(id));
    QCoreApplication::processEvents();
    EXPECT_TRUE(button(QStringLiteral("Alerts")));
    EXPECT_FALSE(card()->isVisible());
    EXPECT_NE(tint(), market.theme.tokens().warningTint);
}

TEST_F(WindowAlertsTest, TheButtonsOfTheCardDoWhatTheySay)
{
    QSignalSpy charts(&desk, &AlertDesk::chartWanted);
    const AlertId id = add(QStringLiteral("BTC above 115000"));
    moveBitcoin("115004.62"_dec);
    press(QStringLiteral("Snooze"));
    settleEngine();
    EXPECT_EQ(engine.status(id).state, AlertStatus::State::Snoozed);
    EXPECT_FALSE(card()->isVisible());
    const AlertId second = add(QStringLiteral("BTC above 115100"));
    moveBitcoin("115104"_dec);
    press(QStringLiteral("Turn off"));
    EXPECT_FALSE(book.find(second)->alert.enabled);
    const AlertId third = add(QStringLiteral("BTC above 115200"));
    moveBitcoin("115204"_dec);
    press(QStringLiteral("Open chart"));
    ASSERT_EQ(charts.size(), 1);
    EXPECT_EQ(charts.first().first().value<AssetId>(), btc);
    EXPECT_FALSE(book.find(third)->state.unacknowledged);
}

TEST_F(WindowAlertsTest, ManyAtOnceAreOneCard)
{
    for (int i = 0; i < 40; ++i)
        add(QStringLiteral("BTC above %1").arg(115'000 + i));
    moveBitcoin("116000"_dec);
    EXPECT_EQ(card()->accessibleName(), QStringLiteral("40 alerts fired"));
    EXPECT_EQ(desk.waiting().size(), 40);
}

TEST_F(WindowAlertsTest, QuietHoursRingAtTheirEnd)
{
    add(QStringLiteral("BTC above 115000"));
    AlertSettings quiet = engine.settings();
    const auto time = market.clock.now().time_since_epoch() % std::chrono::days{1};
    const int minute = static_cast<int>(std::chrono::floor<std::chrono::minutes>(time).count());
    quiet.quiet = {true, (minute + 1430) % 1440, (minute + 10) % 1440, true};
    engine.setSettings(quiet);
    ASSERT_TRUE(engine.isQuietNow());
    moveBitcoin("115004.62"_dec);
    EXPECT_FALSE(card()->isVisible());
    EXPECT_TRUE(button(QStringLiteral("Alerts, 1 new"))); // the list has it all the same
    market.clock.advance(11min);
    settleEngine();
    EXPECT_TRUE(card()->isVisible());
}

TEST_F(WindowAlertsTest, TheKeyAAsksForAnAlertOfTheSelectedCoin)
{
    prices()->setCurrentCoin(eth);
    QTest::keyClick(window->focusWidget(), Qt::Key_A);
    auto *editor = window->findChild<AlertEditor *>();
    ASSERT_TRUE(editor);
    EXPECT_TRUE(editor->isVisible());
    bool found = false;
    for (QComboBox *box : editor->findChildren<QComboBox *>())
        found |= box->accessibleName() == QLatin1String("Coin") && box->currentText() == QLatin1String("ETH");
    EXPECT_TRUE(found);
    editor->close();
}

TEST_F(WindowAlertsTest, TheBellListsWhatFired)
{
    add(QStringLiteral("BTC above 115000"));
    moveBitcoin("115004.62"_dec);
    QTest::mouseClick(button(QStringLiteral("Alerts, 1 new")), Qt::LeftButton);
    auto *popup = window->findChild<FiringsPopup *>();
    ASSERT_TRUE(popup);
    EXPECT_EQ(popup->list().model()->rowCount(), 1);
    popup->close();
}

TEST_F(WindowAlertsTest, F6ReachesTheAlertsToo)
{
    add(QStringLiteral("BTC above 120000"));
    prices()->view().setFocus();
    QTest::keyClick(&prices()->view(), Qt::Key_F6);
    EXPECT_TRUE(panel()->list().hasFocus());
}

TEST_F(WindowAlertsTest, TheCompactListShowsItInTheHeadlinesPlace)
{
    add(QStringLiteral("BTC above 115000"));
    window->resize(340, 420);
    QCoreApplication::processEvents();
    auto *compact = window->findChild<CompactList *>();
    ASSERT_TRUE(compact);
    EXPECT_FALSE(compact->findChild<AlertFooter *>());
    moveBitcoin("115004.62"_dec);
    auto *footer = compact->findChild<AlertFooter *>();
    ASSERT_TRUE(footer);
    EXPECT_TRUE(footer->isVisible());
    EXPECT_EQ(footer->title(), QStringLiteral("BTC crossed above 115,000.00"));
    EXPECT_FALSE(card()->isVisible());
    for (QPushButton *each : footer->findChildren<QPushButton *>())
        if (each->text() == QLatin1String("OK"))
            QTest::mouseClick(each, Qt::LeftButton);
    EXPECT_FALSE(footer->isVisible());
    EXPECT_EQ(book.unacknowledgedCount(), 0);
}

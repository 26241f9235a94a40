#include "tests/ui/shell/mainwindowfixture.h"

TEST_F(MainWindowTest, LettersWalkThroughTheStoriesAndEscGoesBack)
{
    press(Qt::Key_J);
    EXPECT_EQ(openTitle(), QStringLiteral("Story 0"));
    press(Qt::Key_J);
    press(Qt::Key_J);
    press(Qt::Key_K);
    EXPECT_EQ(openTitle(), QStringLiteral("Story 1"));
    press(Qt::Key_S);
    EXPECT_TRUE(list()->currentIndex().data(ArticleListModel::SavedRole).toBool());
    press(Qt::Key_Escape);
    EXPECT_FALSE(reader()->openStory());
}

TEST_F(MainWindowTest, TheKeyboardStartsInTheStories)
{
    EXPECT_TRUE(list()->hasFocus());
    press(Qt::Key_Down);
    EXPECT_TRUE(list()->currentIndex().isValid());
}

TEST_F(MainWindowTest, LettersTypedIntoTheSearchAreText)
{
    press(Qt::Key_J);
    press(Qt::Key_F, Qt::ControlModifier);
    ASSERT_TRUE(field()->hasFocus());
    QTest::keyClicks(field(), QStringLiteral("sluno"));
    EXPECT_EQ(field()->text(), QStringLiteral("sluno"));
    EXPECT_FALSE(list()->currentIndex().data(ArticleListModel::SavedRole).toBool());
    EXPECT_EQ(openTitle(), QStringLiteral("Story 0"));
    press(Qt::Key_Escape); // its words first
    EXPECT_TRUE(field()->text().isEmpty());
    EXPECT_TRUE(reader()->openStory());
}

TEST_F(MainWindowTest, TheSearchFiltersStoriesAndCoins)
{
    press(Qt::Key_Slash);
    ASSERT_TRUE(field()->hasFocus());
    QTest::keyClicks(field(), QStringLiteral("ethereum"));
    market.clock.advance(200ms);
    ASSERT_TRUE(waitUntil([&] { return !list()->isVisible(); })); // no story has the word
    EXPECT_EQ(prices()->model().rowCount(), 1);
    press(Qt::Key_Escape);
    ASSERT_TRUE(waitUntil([&] { return list()->isVisible(); }));
    EXPECT_EQ(prices()->model().rowCount(), 10);
}

TEST_F(MainWindowTest, F6WalksThroughThePanes)
{
    market.clock.advance(50ms); // the chart is made after the first paint
    press(Qt::Key_J);
    list()->setFocus();
    press(Qt::Key_F6);
    EXPECT_TRUE(window->findChild<ChartPane *>()->isAncestorOf(window->focusWidget()));
    press(Qt::Key_F6);
    EXPECT_TRUE(reader()->isAncestorOf(window->focusWidget()));
    press(Qt::Key_F6);
    EXPECT_TRUE(prices()->isAncestorOf(window->focusWidget()));
    press(Qt::Key_F6);
    EXPECT_TRUE(field()->hasFocus());
    press(Qt::Key_F6);
    EXPECT_TRUE(list()->hasFocus());
    press(Qt::Key_F6, Qt::ShiftModifier);
    EXPECT_TRUE(field()->hasFocus());
}

TEST_F(MainWindowTest, F6BringsThePaneBehindATabToTheFront)
{
    window->resize(420, 640);
    settle();
    list()->setFocus();
    press(Qt::Key_F6);
    EXPECT_TRUE(prices()->isVisible());
    EXPECT_TRUE(prices()->isAncestorOf(window->focusWidget()));
    press(Qt::Key_F6, Qt::ShiftModifier);
    EXPECT_TRUE(list()->isVisible());
    EXPECT_TRUE(list()->hasFocus());
}

TEST_F(MainWindowTest, GoToCoinEndsOnTheCoinItFound)
{
    press(Qt::Key_K, Qt::ControlModifier);
    ASSERT_TRUE(field()->hasFocus());
    QTest::keyClicks(field(), QStringLiteral("doge"));
    QTest::keyClick(field(), Qt::Key_Return);
    settle();
    EXPECT_TRUE(prices()->isAncestorOf(window->focusWidget()));
    EXPECT_EQ(prices()->currentCoin(), doge);
    press(Qt::Key_F, Qt::ControlModifier); // the next search is one for stories again
    QTest::keyClick(field(), Qt::Key_Return);
    EXPECT_FALSE(prices()->isAncestorOf(window->focusWidget()));
}

TEST_F(MainWindowTest, ThePinIsASettingThatKeyAndButtonShare)
{
    const bool before = market.settings.settings().alwaysOnTop;
    press(Qt::Key_T, Qt::ControlModifier);
    EXPECT_EQ(market.settings.settings().alwaysOnTop, !before);
    EXPECT_EQ(window->pinning().wish().onTop, !before);
    EXPECT_EQ(bool(window->windowFlags() & Qt::WindowStaysOnTopHint), !before);
}

TEST_F(MainWindowTest, TextSizeStopsAtItsLimits)
{
    for (int i = 0; i < 30; ++i)
        press(Qt::Key_Equal, Qt::ControlModifier);
    EXPECT_EQ(market.settings.settings().textSizePercent, 200);
    press(Qt::Key_0, Qt::ControlModifier);
    EXPECT_EQ(market.settings.settings().textSizePercent, 100);
    press(Qt::Key_Minus, Qt::ControlModifier);
    press(Qt::Key_Minus, Qt::ControlModifier);
    EXPECT_EQ(market.settings.settings().textSizePercent, 90);
}

TEST_F(MainWindowTest, InTwoColumnsAStoryCoversTheNewsAndThePricesStay)
{
    window->resize(868, 500);
    settle();
    QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, QPoint(100, 50));
    settle();
    EXPECT_EQ(openTitle(), QStringLiteral("Story 0"));
    EXPECT_FALSE(list()->isVisible());
    EXPECT_TRUE(prices()->isVisible());
    EXPECT_TRUE(reader()->isAncestorOf(window->focusWidget()));
    press(Qt::Key_Escape);
    EXPECT_TRUE(list()->isVisible());
    EXPECT_EQ(list()->currentIndex().data().toString(), QStringLiteral("Story 0"));
}

TEST_F(MainWindowTest, OfflineSaysSinceWhenAndWhatIsDone)
{
    EXPECT_EQ(banner("offline"), nullptr);
    market.clock.advance(5s);
    for (FakeQuoteSource *source : {&market.bitget, &market.binance, &market.coinbase, &market.kraken}) {
        source->editStatus().nextAttempt = market.clock.now() + 12s;
        source->setLink(SourceStatus::Link::Retrying);
    }
    market.clock.advance(5s);
    Banner *offline = banner("You're offline. Prices are from");
    ASSERT_NE(offline, nullptr);
    EXPECT_TRUE(offline->text().contains(QStringLiteral("Trying again in 7 s.")))
        << offline->text().toStdString();
    market.clock.advance(2s);
    EXPECT_TRUE(offline->text().contains(QStringLiteral("Trying again in 5 s.")))
        << offline->text().toStdString();
    QSignalSpy again(window.get(), &MainWindow::refreshRequested),
        demo(window.get(), &MainWindow::demoRequested);
    click(offline, "Try now");
    click(offline, "Try the demo");
    EXPECT_EQ(again.size(), 1);
    ASSERT_EQ(demo.size(), 1);
    EXPECT_TRUE(demo.at(0).at(0).toBool());
    market.bitget.setLink(SourceStatus::Link::Live);
    market.tick(market.bitget);
    market.announce();
    EXPECT_FALSE(offline->isVisible());
}

TEST_F(MainWindowTest, DemoIsUnmistakable)
{
    QSignalSpy live(window.get(), &MainWindow::demoRequested);
    window->setDemo(true);
    EXPECT_TRUE(window->windowTitle().contains(QStringLiteral("Demo")));
    const QImage picture = pictureOf(*window);
    const QColor frame = market.theme.tokens().demo;
    for (const QPoint &at :
         {QPoint(0, 300), QPoint(1279, 300), QPoint(600, 0), QPoint(600, 799), QPoint(1, 300)})
        EXPECT_EQ(QColor(picture.pixel(at)), frame);
    window->setDemo(false);
    EXPECT_NE(QColor(pictureOf(*window).pixel(0, 300)), frame);
}

TEST_F(MainWindowTest, ANoticeStaysUntilItIsClosedOrGone)
{
    window->showNotice(QStringLiteral("storage"),
                       QStringLiteral("The disk is full. *Not* marked up: <b>x</b>"));
    ASSERT_NE(banner("The disk is full."), nullptr);
    window->showNotice(QStringLiteral("storage"), QStringLiteral("The disk is still full."));
    EXPECT_EQ(banner("The disk is full."), nullptr);
    ASSERT_NE(banner("still full"), nullptr);
    window->showNotice(QStringLiteral("storage"), {});
    EXPECT_EQ(banner("still full"), nullptr);
}

TEST_F(MainWindowTest, ClosingQuitsWhileThereIsNoTray)
{
    QSignalSpy quit(window.get(), &MainWindow::quitRequested);
    window->close();
    EXPECT_EQ(quit.size(), 1);
}

TEST_F(MainWindowTest, TellsTheRefresherWhenNobodyLooks)
{
    EXPECT_FALSE(refresher.hidden);
    window->hide();
    EXPECT_TRUE(refresher.hidden);
    window->show();
    EXPECT_FALSE(refresher.hidden);
}

TEST_F(MainWindowTest, HiddenTheCountdownRests)
{
    for (FakeQuoteSource *source : {&market.bitget, &market.binance, &market.coinbase, &market.kraken}) {
        source->editStatus().nextAttempt = market.clock.now() + 90s;
        source->setLink(SourceStatus::Link::Retrying);
    }
    market.clock.advance(10s);
    Banner *offline = banner("You're offline");
    ASSERT_NE(offline, nullptr);
    const QString before = offline->text();
    window->hide();
    market.clock.advance(20s);
    EXPECT_EQ(offline->text(), before);
    window->show();
    EXPECT_NE(offline->text(), before);
}

TEST_F(MainWindowTest, NoPaneLeavesTheWindowAtAnyWidth)
{
    press(Qt::Key_J);
    for (const int width : {1920, 1280, 1080, 1079, 800, 720, 719, 420, 360, 359, 300, 1280}) {
        window->resize(width, 640);
        settle();
        EXPECT_EQ(pictureOf(*window).width(), width);
        for (const QWidget *pane : {static_cast<QWidget *>(reader()), static_cast<QWidget *>(prices())}) {
            if (pane->isVisible()) {
                EXPECT_GE(pane->mapTo(window.get(), QPoint()).x(), 0) << width;
                EXPECT_LE(pane->mapTo(window.get(), QPoint(pane->width(), 0)).x(), width) << width;
            }
        }
    }
}

TEST_F(MainWindowTest, Below360ItIsTheCompactListAndWidensToWhatItWas)
{
    window->resize(1100, 700);
    settle();
    window->resize(340, 500);
    settle();
    auto *compact = window->findChild<CompactView *>();
    ASSERT_NE(compact, nullptr);
    EXPECT_TRUE(compact->isVisible());
    EXPECT_FALSE(list()->isVisible());
    EXPECT_FALSE(prices()->isVisible());
    emit compact->expandWanted();
    settle();
    EXPECT_EQ(window->size(), QSize(1100, 700));
    EXPECT_FALSE(compact->isVisible());
    EXPECT_TRUE(list()->isVisible());
}

TEST_F(MainWindowTest, FShowsOnlyTheSelectedCoinsStoriesAndAllOfThemAgain)
{
    Story about = makeStory(QStringLiteral("Of one coin"), designNow + std::chrono::seconds{1});
    about.facts.coins = {{QStringLiteral("BTC"), 1, QStringLiteral("bitcoin")}};
    store.put({about});
    const auto stories = [&] { return list()->rows().storyCount(); };
    const int all = 31; // and the fixture's
    ASSERT_TRUE(waitUntil([&] { return stories() == all; })) << stories();
    prices()->setCurrentCoin(prices()->model().asset(0));
    list()->setFocus();
    press(Qt::Key_F);
    EXPECT_TRUE(waitUntil([&] { return stories() == 1; }));
    EXPECT_TRUE(field()->text().isEmpty()); // a filter, no search: the prices stay
    press(Qt::Key_F);
    EXPECT_TRUE(waitUntil([&] { return stories() == all; })) << stories() << " of " << all;
}

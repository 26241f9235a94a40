#include "tests/support/warnings.h"
#include "tests/ui/news/newspanefixture.h"
#include "ui/news/skeletonlist.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QScrollBar>
#include <QSignalSpy>

TEST_F(NewsPaneTest, AClickOpensAStory)
{
    open(many(5));
    click(QStringLiteral("Story 2"));
    EXPECT_EQ(opened, QStringList{QStringLiteral("Story 2")});
}

TEST_F(NewsPaneTest, AClickOnADateOpensNothing)
{
    open(many(5));
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, QPoint(100, 10));
    EXPECT_TRUE(opened.isEmpty());
}

TEST_F(NewsPaneTest, TheKeyboardWalksAndOpens)
{
    open(many(5));
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Home);
    QTest::keyClick(list, Qt::Key_Down);
    EXPECT_TRUE(opened.isEmpty()); // walking opens nothing
    QTest::keyClick(list, Qt::Key_Return);
    EXPECT_EQ(opened, QStringList{QStringLiteral("Story 1")});
    pane->nextStory();
    pane->nextStory();
    pane->previousStory();
    EXPECT_EQ(opened, (QStringList{QStringLiteral("Story 1"), QStringLiteral("Story 2"),
                                   QStringLiteral("Story 3"), QStringLiteral("Story 2")}));
}

TEST_F(NewsPaneTest, ARowThatNobodyChoseIsNotWhereTheWalkBegins)
{
    QList<Story> stories = many(3);
    stories[0].article.source = QStringLiteral("Morning Ledger");
    open(stories);
    list->setFocus(); // the first row has the keyboard; the one below takes its place when it goes
    ASSERT_EQ(list->currentIndex().data().toString(), QStringLiteral("Story 0"));
    world.store.setMuted(QStringLiteral("Morning Ledger"), true);
    ASSERT_TRUE(waitUntil([&] { return !visibleTitles().contains(QStringLiteral("Story 0")); }));
    world.store.put({makeStory(QStringLiteral("Late"), designNow - 30s)});
    ASSERT_TRUE(waitUntil([&] { return visibleTitles().contains(QStringLiteral("Late")); }));
    pane->nextStory();
    EXPECT_EQ(opened, QStringList{QStringLiteral("Late")});
}

TEST_F(NewsPaneTest, CopyTakesHeadlineAndLink)
{
    open(many(2));
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Home);
    QTest::keyClick(list, Qt::Key_C, Qt::ControlModifier);
    EXPECT_EQ(QGuiApplication::clipboard()->text(),
              QStringLiteral("Story 0\nhttps://example.com/%1").arg(toMsecs(designNow)));
}

TEST_F(NewsPaneTest, NextUnreadSkipsWhatIsReadAndGoesAround)
{
    QList<Story> stories = many(4);
    stories[1].state.read = stories[2].state.read = true;
    open(stories);
    click(QStringLiteral("Story 1"));
    pane->nextUnread();
    EXPECT_EQ(opened.last(), QStringLiteral("Story 3"));
    pane->nextUnread();
    EXPECT_EQ(opened.last(), QStringLiteral("Story 0"));
}

TEST_F(NewsPaneTest, CountsTheUnread)
{
    QList<Story> stories = many(3); // of three events, so the headlines have nothing in common
    stories[0].article.title = QStringLiteral("Rates rise");
    stories[1].article.title = QStringLiteral("Bridge reopens");
    open(stories);
    ASSERT_TRUE(waitUntil([&] { return pane->unreadCount() == 3; }));
    pane->nextStory();
    pane->toggleRead();
    settle();
    ASSERT_TRUE(waitUntil([&] { return pane->unreadCount() == 2; }));
    pane->markAllRead();
    ASSERT_TRUE(waitUntil([&] { return pane->unreadCount() == 0; }));
}

TEST_F(NewsPaneTest, ThePillShowsOnlyUnreadStories)
{
    QList<Story> stories = many(3);
    stories[0].state.read = true;
    open(stories);
    QTest::mouseClick(pane->findChild<Pill *>(), Qt::LeftButton);
    ASSERT_TRUE(waitUntil([&] { return visibleTitles().size() == 2; }));
    EXPECT_EQ(visibleTitles(), (QStringList{QStringLiteral("Story 1"), QStringLiteral("Story 2")}));
    pane->toggleUnreadOnly();
    EXPECT_TRUE(waitUntil([&] { return visibleTitles().size() == 3; }));
}

TEST_F(NewsPaneTest, SavedStoriesHaveATabOfTheirOwn)
{
    open(many(3));
    click(QStringLiteral("Story 1"));
    pane->toggleSaved();
    settle();
    auto *tabs = pane->findChild<Tabs *>();
    QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(2).center());
    ASSERT_TRUE(waitUntil([&] { return visibleTitles() == QStringList{QStringLiteral("Story 1")}; }));
    EXPECT_EQ(pane->tabName(), QStringLiteral("Saved"));
    EXPECT_FALSE(pane->findChild<Pill *>()->isVisible());
}

TEST_F(NewsPaneTest, AtTheTopNewStoriesAppearInPlace)
{
    open(many(40));
    world.store.put({makeStory(QStringLiteral("Fresh"), designNow + 1s)});
    EXPECT_EQ(visibleTitles().first(), QStringLiteral("Fresh"));
    EXPECT_GE(rowOf(QStringLiteral("Fresh")).top(), 0);
    EXPECT_FALSE(arrivals()->isVisible());
}

TEST_F(NewsPaneTest, ScrolledDownThePlaceHoldsAndAPillSaysWhatArrived)
{
    open(many(40));
    list->verticalScrollBar()->setValue(600);
    const QModelIndex top = list->indexAt({100, 4});
    const QString title = top.data().toString();
    const int before = rowOf(title).top();
    world.store.put({makeStory(QStringLiteral("Fresh"), designNow + 1s),
                     makeStory(QStringLiteral("Fresh 2"), designNow + 2s)});
    EXPECT_EQ(rowOf(title).top(), before);
    ASSERT_TRUE(arrivals()->isVisible());
    EXPECT_EQ(arrivals()->text(), QStringLiteral("2 new stories"));
    QTest::mouseClick(arrivals(), Qt::LeftButton);
    EXPECT_TRUE(list->atTop());
    EXPECT_FALSE(arrivals()->isVisible());
}

TEST_F(NewsPaneTest, AnotherWidthKeepsThePlaceToo)
{
    QList<Story> stories = many(60);
    for (Story &story : stories)
        story.article.title +=
            QStringLiteral(" with a headline that needs a second line when there is little room");
    open(stories);
    list->verticalScrollBar()->setValue(1500);
    const QModelIndex top = list->indexAt({100, 4});
    const QString title = top.data().toString();
    pane->resize(700, 500);
    QCoreApplication::processEvents();
    EXPECT_EQ(list->indexAt({100, 4}).data().toString(), title);
}

TEST_F(NewsPaneTest, SelectionStaysOnItsStoryWhenOthersArrive)
{
    open(many(10));
    click(QStringLiteral("Story 3"));
    world.store.put({makeStory(QStringLiteral("Fresh"), designNow + 1s)});
    EXPECT_EQ(list->currentIndex().data().toString(), QStringLiteral("Story 3"));
}

TEST_F(NewsPaneTest, SaysSoWhenThereAreNoStoriesYet)
{
    open({});
    EXPECT_TRUE(message()->isVisible());
    EXPECT_EQ(message()->title(), QStringLiteral("No stories yet."));
    world.settings.change([](Settings &settings) { settings.newsEveryMs = 600'000; });
    const auto labels = message()->findChildren<QLabel *>();
    EXPECT_TRUE(std::any_of(labels.cbegin(), labels.cend(), [](const QLabel *label) {
        return label->text() == QStringLiteral("Wickpost checks every 10 min.");
    }));
    QTest::mouseClick(message()->findChild<QPushButton *>(), Qt::LeftButton);
    EXPECT_EQ(world.refresher.asked, 1);
}

TEST_F(NewsPaneTest, TheFirstFetchShowsBarsUntilItsStoriesCome)
{
    world.refresher.success.reset();
    world.refresher.fetching = true;
    pane = std::make_unique<NewsPane>(world.store, world.refresher, world.settings, world.theme, world.clock);
    pane->show();
    list = pane->findChild<NewsList *>(QStringLiteral("stories"));
    auto *skeleton = pane->findChild<SkeletonList *>();
    EXPECT_TRUE(waitUntil([&] { return world.store.queries.size() > 0 && skeleton->isVisible(); }));
    world.store.put(many(1));
    EXPECT_TRUE(waitUntil([&] { return list->isVisible(); }));
    EXPECT_FALSE(skeleton->isVisible());
}

TEST_F(NewsPaneTest, AnEmptySearchNamesItsWordsAndOffersToClear)
{
    open(many(3));
    QSignalSpy cleared(pane.get(), &NewsPane::searchCleared);
    pane->setSearch(QStringLiteral("  halving   etf "));
    ASSERT_TRUE(waitUntil([&] { return message()->isVisible(); }));
    EXPECT_EQ(message()->title(), QStringLiteral("No stories match “halving etf”"));
    for (const QLabel *label : message()->findChildren<QLabel *>()) {
        if (label->isVisible() && label->wordWrap()) {
            EXPECT_GE(label->height(), label->heightForWidth(label->width())); // nothing is cut
        }
    }
    QTest::mouseClick(message()->findChild<QPushButton *>(), Qt::LeftButton);
    EXPECT_EQ(cleared.size(), 1);
    pane->setSearch({});
    EXPECT_TRUE(waitUntil([&] { return list->isVisible(); }));
}

TEST_F(NewsPaneTest, TheMenuActsOnItsStory)
{
    allowWarning(QStringLiteral("This plugin does not support")); // offscreen, of every menu
    open(many(3));
    const auto menu = [&](const QString &title) {
        QContextMenuEvent event(QContextMenuEvent::Mouse, rowOf(title).center(),
                                list->viewport()->mapToGlobal(rowOf(title).center()));
        QCoreApplication::sendEvent(list->viewport(), &event);
        return pane->findChild<Menu *>();
    };
    const auto act = [](Menu *menu, const char *text) {
        const QList<QAction *> actions = menu->actions();
        for (QAction *action : actions)
            if (action->text().startsWith(QLatin1String(text)))
                action->trigger();
        menu->close();
    };
    Menu *shown = menu(QStringLiteral("Story 1"));
    ASSERT_NE(shown, nullptr);
    QSignalSpy browser(pane.get(), &NewsPane::browserRequested);
    act(shown, "Open in browser (example.com)");
    ASSERT_EQ(browser.size(), 1);
    act(shown, "Copy link");
    EXPECT_TRUE(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("https://example.com/")));
    act(shown, "Copy headline");
    EXPECT_EQ(QGuiApplication::clipboard()->text(), QStringLiteral("Story 1"));
    act(shown, "Save");
    settle();
    EXPECT_TRUE(list->currentIndex().data(ArticleListModel::SavedRole).toBool());
}

TEST_F(NewsPaneTest, AStoryWithoutAnAddressOffersNoBrowser)
{
    QList<Story> stories = many(1);
    stories[0].article.link = QUrl(QStringLiteral("javascript:alert(1)"));
    open(stories);
    QSignalSpy browser(pane.get(), &NewsPane::browserRequested);
    pane->nextStory();
    pane->openInBrowser();
    EXPECT_EQ(browser.size(), 0);
}

TEST_F(NewsPaneTest, TellsWhatHappensToTheOpenStory)
{
    open(many(3));
    QSignalSpy changed(pane.get(), &NewsPane::openStoryChanged);
    click(QStringLiteral("Story 1"));
    world.store.setSaved(list->currentIndex().data(ArticleListModel::IdRole).value<ArticleId>(), true);
    settle();
    ASSERT_EQ(changed.size(), 1);
    EXPECT_TRUE(changed.at(0).at(0).value<Story>().state.saved);
}

TEST_F(NewsPaneTest, KeysActOnTheOpenStoryEvenWhenASearchHidesIt)
{
    open(many(5));
    click(QStringLiteral("Story 1"));
    list->clearFocus();
    pane->setSearch(QStringLiteral("Story 3"));
    ASSERT_TRUE(waitUntil([&] { return visibleTitles() == QStringList{QStringLiteral("Story 3")}; }));
    pane->copyHeadlineAndLink();
    EXPECT_TRUE(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("Story 1\nhttps://")));
    QSignalSpy changed(pane.get(), &NewsPane::openStoryChanged);
    pane->toggleSaved();
    settle();
    ASSERT_EQ(changed.size(), 1);
    EXPECT_EQ(changed.at(0).at(0).value<Story>().article.title, QStringLiteral("Story 1"));
    pane->toggleSaved(); // it knows the new state
    settle();
    ASSERT_EQ(changed.size(), 2);
    EXPECT_FALSE(changed.at(1).at(0).value<Story>().state.saved);
}

TEST_F(NewsPaneTest, RowsAreSpokenAsSentences)
{
    open(many(1));
    EXPECT_EQ(list->model()->index(1, 0).data(Qt::AccessibleTextRole).toString(),
              QStringLiteral("Unread. Story 0. Chainside, today 01:42."));
}

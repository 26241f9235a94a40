#include "tests/support/warnings.h"
#include "tests/ui/news/newspanefixture.h"
#include "ui/news/tagsdialog.h"
#include "ui/style/noticebar.h"

#include <QContextMenuEvent>
#include <QLineEdit>
#include <QScrollBar>

TEST_F(NewsPaneEventsTest, AClickOnTheOtherOutletsUnfoldsThem)
{
    open(breach());
    ASSERT_TRUE(waitUntil([&] { return list->model()->rowCount() == 2; }));
    const QModelIndex head = list->model()->index(1, 0);
    const QRect row = list->visualRect(head);
    const auto *delegate = qobject_cast<const ArticleDelegate *>(list->itemDelegate());
    QPoint at;
    for (int x = row.right(); x > row.left() && at.isNull(); --x)
        if (delegate->partAt(row, *list->rows().row(head), {x, row.bottom() - 14}) ==
            ArticleDelegate::Part::Outlets)
            at = {x, row.bottom() - 14};
    ASSERT_FALSE(at.isNull());
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, at);
    ASSERT_TRUE(waitUntil([&] { return list->model()->rowCount() == 5; }));
    EXPECT_TRUE(opened.isEmpty());
    EXPECT_EQ(list->model()->index(2, 0).data(Qt::AccessibleTextRole).toString().section(u'.', 0, 0),
              QStringLiteral("First report"));
    list->setFocus();
    pane->toggleUnfolded(); // E
    EXPECT_EQ(list->model()->rowCount(), 2);
}

TEST_F(NewsPaneEventsTest, ReadingOneReportReadsItsEvent)
{
    open(breach());
    ASSERT_TRUE(waitUntil([&] { return pane->unreadCount() == 1; }));
    pane->nextStory();
    world.store.setRead({list->currentIndex().data(StoryRows::IdRole).value<ArticleId>()}, true,
                        ReadReach::Cluster); // as the reader does
    EXPECT_TRUE(waitUntil([&] { return pane->unreadCount() == 0; }));
    pane->toggleRead(); // unread again: this report alone
    EXPECT_TRUE(waitUntil([&] { return pane->unreadCount() == 1; }));
}

TEST_F(NewsPaneEventsTest, ReadingLeavesOtherReportsAloneWhereTheUserWantsSo)
{
    world.settings.change([](Settings &settings) { settings.readMarksEvent = false; });
    open(breach());
    ASSERT_TRUE(waitUntil([&] { return pane->unreadCount() == 1; }));
    pane->nextStory();
    pane->toggleRead();
    settle();
    EXPECT_EQ(pane->unreadCount(), 1); // the others are unread
}

TEST_F(NewsPaneEventsTest, RowsSayTheirTagsAndOtherSources)
{
    Story story = breach().first();
    story.facts.kind = StoryKind::Geopolitics;
    story.state.read = true;
    open({story, breach().at(1)});
    EXPECT_EQ(
        list->model()->index(1, 0).data(Qt::AccessibleTextRole).toString(),
        QStringLiteral("Read. Market, geopolitics. Harbour exchange halts withdrawals after a breach of its "
                       "hot wallet. Chainside, today 01:37, and 1 other source."));
}

TEST_F(NewsPaneEventsTest, TrendingRanksWhatSeveralOutletsTell)
{
    QList<Story> stories = breach();
    stories += event({QStringLiteral("Chainside"), QStringLiteral("Morning Ledger")},
                     QStringLiteral("Lantern protocol pauses lending markets after an oracle failure"));
    open(stories);
    openTab(1);
    ASSERT_TRUE(waitUntil([&] { return shown() && shown() != list; }));
    NewsList *ranking = shown();
    ASSERT_EQ(ranking->model()->rowCount(), 2);
    EXPECT_EQ(ranking->rows().row(ranking->model()->index(0, 0))->text, QStringLiteral("3 outlets · 15 min"));
    EXPECT_EQ(pane->tabName(), QStringLiteral("Trending"));
    // It ages, and keys work as in the other list.
    world.clock.advance(60s);
    EXPECT_TRUE(waitUntil([&] {
        return ranking->rows().row(ranking->model()->index(0, 0))->text ==
               QStringLiteral("3 outlets · 16 min");
    }));
    ranking->setFocus();
    QTest::keyClick(ranking, Qt::Key_Home);
    QTest::keyClick(ranking, Qt::Key_Return);
    EXPECT_EQ(opened.size(), 1);
    EXPECT_EQ(opened.first(), ranking->model()->index(0, 0).data().toString());
}

TEST_F(NewsPaneEventsTest, TheKeyboardFollowsToTheRanking)
{
    open(breach());
    pane->activateWindow();
    list->setFocus();
    ASSERT_TRUE(waitUntil([&] { return list->hasFocus(); }));
    openTab(1);
    ASSERT_TRUE(waitUntil([&] { return shown() && shown() != list; }));
    EXPECT_TRUE(shown()->hasFocus());
    openTab(0);
    EXPECT_TRUE(waitUntil([&] { return list->hasFocus(); }));
}

TEST_F(NewsPaneEventsTest, MoreOpensTheWholeRanking)
{
    QList<Story> stories;
    const QStringList words{QStringLiteral("alpha"),   QStringLiteral("bravo"),  QStringLiteral("cargo"),
                            QStringLiteral("delta"),   QStringLiteral("ember"),  QStringLiteral("falcon"),
                            QStringLiteral("glacier"), QStringLiteral("harbor"), QStringLiteral("island"),
                            QStringLiteral("jungle"),  QStringLiteral("kernel"), QStringLiteral("lantern")};
    for (const QString &word : words)
        stories += event({QStringLiteral("Chainside"), QStringLiteral("Morning Ledger")},
                         QStringLiteral("%1 %1corp %1ville opens %1land %1ium").arg(word));
    open(stories);
    openTab(1);
    ASSERT_TRUE(waitUntil([&] { return shown() && shown() != list; }));
    NewsList *ranking = shown();
    ASSERT_EQ(ranking->model()->rowCount(), TrendingModel::firstRows + 1);
    ranking->setFocus();
    QTest::keyClick(ranking, Qt::Key_End);
    QTest::keyClick(ranking, Qt::Key_Return);
    EXPECT_EQ(ranking->model()->rowCount(), 12);
    EXPECT_TRUE(opened.isEmpty());
}

TEST_F(NewsPaneEventsTest, ACoinNarrowsTheListUntilItsChipIsTakenAway)
{
    open({tagged(QStringLiteral("Fees fall"), QStringLiteral("BNB")),
          tagged(QStringLiteral("Queue shortens"), QStringLiteral("ETH"))});
    pane->showCoin(QStringLiteral("ETH"));
    EXPECT_EQ(pane->shownCoin(), QStringLiteral("ETH"));
    ASSERT_TRUE(waitUntil([&] { return visibleTitles() == QStringList{QStringLiteral("Queue shortens")}; }));
    ASSERT_EQ(chips().size(), 1);
    EXPECT_EQ(chips().first()->text(), QStringLiteral("ETH"));
    QTest::mouseClick(chips().first(), Qt::LeftButton);
    ASSERT_TRUE(waitUntil([&] { return visibleTitles().size() == 2; }));
    EXPECT_FALSE(pane->findChild<FilterBar *>()->isVisible());
    EXPECT_EQ(pane->shownCoin(), QString());
    pane->showCoin(QStringLiteral("ETH"));
    pane->showCoin({});
    EXPECT_TRUE(waitUntil([&] { return visibleTitles().size() == 2; }));
}

TEST_F(NewsPaneEventsTest, TheFilterMenuAddsKindsSourcesAndDays)
{
    allowWarning(QStringLiteral("This plugin does not support"));
    Story hack =
        makeStory(QStringLiteral("Bridge drained"), designNow - 1h, QStringLiteral("Morning Ledger"));
    hack.facts.kind = StoryKind::Hack;
    Story old = makeStory(QStringLiteral("Old breach"), designNow - std::chrono::days{20});
    old.facts.kind = StoryKind::Hack;
    open({hack, old, makeStory(QStringLiteral("Rates unchanged"), designNow)});
    world.refresher.add(QStringLiteral("c"), QStringLiteral("Chainside"), FeedHealth::State::Good);
    auto *bar = pane->findChild<FilterBar *>();
    const auto choose = [&](const char *group, const char *entry) {
        Menu *menu = bar->openMenu();
        for (QAction *action : menu->actions())
            if (action->text() == QLatin1String(group))
                for (QAction *each : action->menu()->actions())
                    if (each->text() == QLatin1String(entry))
                        each->trigger();
        menu->close();
        settle();
    };
    choose("Kind", "Hack");
    EXPECT_TRUE(waitUntil([&] {
        return visibleTitles() ==
               (QStringList{QStringLiteral("Bridge drained"), QStringLiteral("Old breach")});
    }));
    choose("Date", "7 days");
    EXPECT_TRUE(waitUntil([&] { return visibleTitles() == QStringList{QStringLiteral("Bridge drained")}; }));
    choose("Source", "Chainside");
    ASSERT_TRUE(waitUntil([&] { return message()->isVisible(); }));
    EXPECT_EQ(message()->title(), QStringLiteral("No stories match these filters"));
    QTest::mouseClick(message()->findChild<QPushButton *>(), Qt::LeftButton);
    EXPECT_TRUE(waitUntil([&] { return visibleTitles().size() == 3; }));
}

TEST_F(NewsPaneEventsTest, AnEmptySearchSaysSinceWhenItLooked)
{
    open({makeStory(QStringLiteral("Old"), designNow - std::chrono::days{195})});
    pane->setSearch(QStringLiteral("halving etf"));
    ASSERT_TRUE(waitUntil([&] { return message()->isVisible(); }));
    EXPECT_TRUE(waitUntil([&] {
        return labels(message()).contains(QStringLiteral(
            "Searched everything stored: headlines, texts, sources and coin tags, since 2025/03/02."));
    }));
}

TEST_F(NewsPaneEventsTest, ASearchFromTrendingLooksThroughAllStories)
{
    open(many(3));
    openTab(1);
    pane->setSearch(QStringLiteral("Story 2"));
    EXPECT_TRUE(waitUntil(
        [&] { return list->isVisible() && visibleTitles() == QStringList{QStringLiteral("Story 2")}; }));
    EXPECT_EQ(pane->tabName(), QStringLiteral("Latest"));
}

TEST_F(NewsPaneEventsTest, AHiddenSourceCanBeShownAgainForAWhile)
{
    allowWarning(QStringLiteral("This plugin does not support"));
    open({makeStory(QStringLiteral("a"), designNow, QStringLiteral("Loud")),
          makeStory(QStringLiteral("b"), designNow - 1min)});
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Home);
    QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(), QPoint());
    QCoreApplication::sendEvent(list->viewport(), &event);
    Menu *menu = pane->findChild<Menu *>();
    ASSERT_NE(menu, nullptr);
    for (QAction *action : menu->actions())
        if (action->text() == QStringLiteral("Hide stories from Loud"))
            action->trigger();
    menu->close();
    ASSERT_TRUE(waitUntil([&] { return visibleTitles() == QStringList{QStringLiteral("b")}; }));
    auto *undo = pane->findChild<NoticeBar *>();
    EXPECT_EQ(undo->text(), QStringLiteral("Stories from Loud are hidden."));
    for (QPushButton *button : undo->findChildren<QPushButton *>())
        if (button->text() == QStringLiteral("Undo"))
            QTest::mouseClick(button, Qt::LeftButton);
    EXPECT_TRUE(waitUntil([&] { return visibleTitles().size() == 2; }));
    EXPECT_FALSE(undo->isVisible());
}

TEST_F(NewsPaneEventsTest, TagsAreCorrectedWithTheWordsThatSayThem)
{
    TagsDialog dialog(tagged(QStringLiteral("Sol sets"), QStringLiteral("SOL")), world.store, world.theme);
    dialog.show();
    EXPECT_TRUE(labels(&dialog).contains(QStringLiteral("SOL|because of “sol”")));
    const auto corrections = [&] {
        QList<TagCorrection> all;
        bool told = false;
        const Request request = world.store.corrections([&](const Result<QList<TagCorrection>> &found) {
            all = *found;
            told = true;
        });
        waitUntil([&] { return told; });
        return all;
    };
    for (IconButton *cross : dialog.findChildren<IconButton *>())
        QTest::mouseClick(cross, Qt::LeftButton);
    EXPECT_EQ(corrections(), (QList<TagCorrection>{{QStringLiteral("SOL"), QStringLiteral("sol"), false}}));
    const auto fields = dialog.findChildren<QLineEdit *>();
    QTest::keyClicks(fields[0], QStringLiteral("nonesuch"));
    QTest::keyClick(fields[0], Qt::Key_Return);
    EXPECT_TRUE(labels(&dialog).contains(QStringLiteral("No coin goes by “nonesuch”.")));
    fields[0]->setText(QStringLiteral("bitcoin"));
    QTest::keyClicks(fields[1], QStringLiteral("orange coin"));
    QTest::keyClick(fields[1], Qt::Key_Return);
    EXPECT_EQ(corrections().last(),
              (TagCorrection{QStringLiteral("BTC"), QStringLiteral("orange coin"), true}));
    for (QPushButton *button : dialog.findChildren<QPushButton *>())
        if (button->text() == QStringLiteral("Undo"))
            QTest::mouseClick(button, Qt::LeftButton);
    EXPECT_EQ(corrections().size(), 1);
}

TEST_F(NewsPaneEventsTest, FoldedPromotionsDontCountAsNewStories)
{
    open(many(40));
    list->verticalScrollBar()->setValue(600);
    Story promotion = makeStory(QStringLiteral("Best tokens"), designNow + 1s);
    promotion.facts.promotion = QStringLiteral("presale advert");
    world.store.put({promotion});
    EXPECT_FALSE(arrivals()->isVisible());
}

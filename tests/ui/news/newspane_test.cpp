#include "tests/support/warnings.h"
#include "tests/ui/news/newsfakes.h"
#include "ui/news/filterbar.h"
#include "ui/news/messagepane.h"
#include "ui/news/newspane.h"
#include "ui/news/skeletonlist.h"
#include "ui/news/tagsdialog.h"
#include "ui/style/controls.h"
#include "ui/style/noticebar.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

using namespace std::chrono_literals;

namespace {
class NewsPaneTest : public testing::Test
{
protected:
    NewsPaneTest() { world.refresher.success = designNow - 2min; }

    void open(const QList<Story> &stories)
    {
        if (!stories.isEmpty())
            world.store.put(stories);
        pane = std::make_unique<NewsPane>(world.store, world.refresher, world.settings, world.theme,
                                          world.clock);
        pane->resize(336, 500);
        pane->show();
        list = pane->findChild<NewsList *>(QStringLiteral("stories"));
        ASSERT_TRUE(waitUntil([&] { return list->isVisible() || message()->isVisible(); }));
        QObject::connect(pane.get(), &NewsPane::storyOpened, pane.get(), [this](const Story &story) {
            opened.append(story.article.title);
            pane->setOpenStory(story);
        });
    }
    QList<Story> many(int count)
    {
        QList<Story> stories;
        for (int i = 0; i < count; ++i)
            stories.append(makeStory(QStringLiteral("Story %1").arg(i), designNow - i * 1min));
        return stories;
    }
    MessagePane *message() const { return pane->findChild<MessagePane *>(); }
    QPushButton *arrivals() const { return list->findChild<QPushButton *>(); }
    QRect rowOf(const QString &title) const
    {
        for (int i = 0; i < list->model()->rowCount(); ++i)
            if (list->model()->index(i, 0).data().toString() == title)
                return list->visualRect(list->model()->index(i, 0));
        return {};
    }
    void click(const QString &title, Qt::MouseButton button = Qt::LeftButton)
    {
        QTest::mouseClick(list->viewport(), button, {}, rowOf(title).center());
    }
    QStringList visibleTitles() const
    {
        QStringList titles;
        for (int i = 0; i < list->model()->rowCount(); ++i) {
            const QModelIndex index = list->model()->index(i, 0);
            if (index.flags() & Qt::ItemIsEnabled)
                titles.append(index.data().toString());
        }
        return titles;
    }

    NewsWorld world;
    std::unique_ptr<NewsPane> pane;
    NewsList *list = nullptr;
    QStringList opened;
};
} // namespace

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

namespace {
class NewsPaneEventsTest : public NewsPaneTest
{
protected:
    // Outlets that all tell of one event, the newest first.
    static QList<Story> event(const QStringList &sources, const QString &title)
    {
        QList<Story> reports;
        for (const QString &source : sources)
            reports.append(makeStory(title, designNow - (5min * (reports.size() + 1)), source));
        return reports;
    }
    static QList<Story> breach()
    {
        return event(
            {QStringLiteral("Chainside"), QStringLiteral("Morning Ledger"), QStringLiteral("Meridian Wire")},
            QStringLiteral("Harbour exchange halts withdrawals after a breach of its hot wallet"));
    }
    static Story tagged(const QString &title, const QString &coin)
    {
        Story story = makeStory(title, designNow - 1h);
        story.facts.coins = {{coin, 1, coin.toLower()}};
        return story;
    }
    void openTab(int tab)
    {
        auto *tabs = pane->findChild<Tabs *>();
        QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(tab).center());
        settle();
    }
    NewsList *shown() const
    {
        for (NewsList *each : pane->findChildren<NewsList *>())
            if (each->isVisible())
                return each;
        return nullptr;
    }
    QList<QAbstractButton *> chips() const
    {
        QList<QAbstractButton *> found;
        for (QAbstractButton *button : pane->findChild<FilterBar *>()->findChildren<QAbstractButton *>())
            if (button->isVisible() &&
                button->accessibleName().startsWith(QStringLiteral("Remove the filter")))
                found.append(button);
        return found;
    }
    QString labels(QWidget *of) const
    {
        QStringList texts;
        for (const QLabel *label : of->findChildren<QLabel *>())
            if (label->isVisible())
                texts.append(label->text());
        return texts.join(u'|');
    }
};
} // namespace

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

#include "tests/ui/news/newsfakes.h"
#include "ui/news/articlelistmodel.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <gtest/gtest.h>

using namespace std::chrono_literals;
using State = ArticleListModel::State;
using Kind = StoryRow::Kind;

namespace {
class ArticleListModelTest : public testing::Test
{
protected:
    void load(const StoryQuery &query = {})
    {
        model.ask(query);
        ASSERT_TRUE(waitUntil([&] { return model.state() == State::Ready; }));
    }
    // "# day" for headings, titles for stories.
    QStringList rows() const
    {
        QStringList all;
        for (int i = 0; i < model.rowCount(); ++i) {
            const QModelIndex index = model.index(i);
            if (const Story *story = model.story(index))
                all.append(story->article.title);
            else
                all.append(u'#' +
                           theme.heading(index.data(ArticleListModel::TimeRole).value<UtcTime>(), designNow)
                               .section(u' ', 0, 0));
        }
        return all;
    }
    ArticleId idOf(const QString &title) const
    {
        for (int i = 0; i < model.rowCount(); ++i) {
            if (const Story *story = model.story(model.index(i)); story && story->article.title == title)
                return story->article.id;
        }
        return {};
    }

    Times theme{QTimeZone::utc()};
    FakeStore store;
    ArticleListModel model{store};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
};
} // namespace

TEST_F(ArticleListModelTest, PutsAHeadingAboveEachDayNewestFirst)
{
    store.put({makeStory(QStringLiteral("old"), designNow - 50h),
               makeStory(QStringLiteral("late"), designNow - 1h),
               makeStory(QStringLiteral("yesterday"), designNow - 3h),
               makeStory(QStringLiteral("now"), designNow)});
    load();
    EXPECT_EQ(rows(), (QStringList{QStringLiteral("#Today"), QStringLiteral("now"), QStringLiteral("late"),
                                   QStringLiteral("#Yesterday"), QStringLiteral("yesterday"),
                                   QStringLiteral("#2025/09/10"), QStringLiteral("old")}));
    EXPECT_EQ(model.storyCount(), 4);
}

TEST_F(ArticleListModelTest, DaysAreThoseOfTheZone)
{
    store.put({makeStory(QStringLiteral("a"), designNow), makeStory(QStringLiteral("b"), designNow - 3h)});
    load();
    EXPECT_EQ(model.rowCount(), 4); // 01:42 and 22:42 UTC
    model.setZone(QTimeZone(8 * 3600));
    EXPECT_EQ(model.rowCount(), 3); // 09:42 and 06:42 in UTC+8
}

TEST_F(ArticleListModelTest, AChangeTouchesOnlyItsOwnRows)
{
    store.put(
        {makeStory(QStringLiteral("a"), designNow - 2min), makeStory(QStringLiteral("c"), designNow - 3h)});
    load();
    const QPersistentModelIndex kept = model.indexOf(idOf(QStringLiteral("c")));
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted),
        removed(&model, &QAbstractItemModel::rowsRemoved), changed(&model, &QAbstractItemModel::dataChanged),
        reset(&model, &QAbstractItemModel::modelReset);
    store.put({makeStory(QStringLiteral("b"), designNow - 1h)});
    EXPECT_EQ(rows(), (QStringList{QStringLiteral("#Today"), QStringLiteral("a"), QStringLiteral("b"),
                                   QStringLiteral("#Yesterday"), QStringLiteral("c")}));
    ASSERT_EQ(inserted.size(), 1);
    EXPECT_EQ(inserted.at(0).at(1).toInt(), 2);
    EXPECT_EQ(inserted.at(0).at(2).toInt(), 2);
    store.setRead({idOf(QStringLiteral("c"))}, true);
    settle();
    ASSERT_EQ(changed.size(), 1);
    EXPECT_EQ(changed.at(0).at(0).toModelIndex().row(), 4);
    EXPECT_EQ(inserted.size(), 1);
    EXPECT_EQ(removed.size(), 0);
    EXPECT_EQ(reset.size(), 0);
    EXPECT_EQ(kept.row(), 4);
    EXPECT_TRUE(kept.data(ArticleListModel::ReadRole).toBool());
}

TEST_F(ArticleListModelTest, ALastStoryTakesItsHeadingAlong)
{
    store.put({makeStory(QStringLiteral("a"), designNow), makeStory(QStringLiteral("b"), designNow - 3h)});
    load();
    emit store.changed(ArticleChanges{{}, {}, {idOf(QStringLiteral("b"))}});
    EXPECT_EQ(rows(), (QStringList{QStringLiteral("#Today"), QStringLiteral("a")}));
    emit store.changed(ArticleChanges{{}, {}, {idOf(QStringLiteral("a"))}});
    EXPECT_EQ(model.rowCount(), 0);
}

TEST_F(ArticleListModelTest, AStoryWhoseTimeChangedMovesToItsPlace)
{
    store.put({makeStory(QStringLiteral("a"), designNow), makeStory(QStringLiteral("b"), designNow - 1min),
               makeStory(QStringLiteral("c"), designNow - 2min)});
    load();
    Story moved = *model.story(model.indexOf(idOf(QStringLiteral("a"))));
    moved.article.sortTime = designNow - 3h;
    emit store.changed(ArticleChanges{{}, {moved}, {}});
    EXPECT_EQ(rows(), (QStringList{QStringLiteral("#Today"), QStringLiteral("b"), QStringLiteral("c"),
                                   QStringLiteral("#Yesterday"), QStringLiteral("a")}));
}

TEST_F(ArticleListModelTest, AnnouncesWhatArrivedButNotWhatChanged)
{
    store.put({makeStory(QStringLiteral("a"), designNow - 1h)});
    load();
    QSignalSpy arrived(&model, &ArticleListModel::arrived);
    store.setSaved(idOf(QStringLiteral("a")), true);
    settle();
    EXPECT_EQ(arrived.size(), 0);
    store.put({makeStory(QStringLiteral("b"), designNow), makeStory(QStringLiteral("c"), designNow - 2h)});
    ASSERT_EQ(arrived.size(), 1);
    EXPECT_EQ(arrived.at(0).at(0).value<QList<ArticleId>>().size(), 2);
}

TEST_F(ArticleListModelTest, AChangeWhileThePageIsUnderWayIsNotLost)
{
    store.put({makeStory(QStringLiteral("a"), designNow - 1h)});
    store.holding = true;
    model.ask({});
    ASSERT_TRUE(waitUntil([&] { return store.held != nullptr; }));
    store.put({makeStory(QStringLiteral("b"), designNow)}); // after the page was read
    store.release();
    EXPECT_EQ(rows(), (QStringList{QStringLiteral("#Today"), QStringLiteral("b"), QStringLiteral("a")}));
}

TEST_F(ArticleListModelTest, ReadStoriesStayAmongTheUnreadUntilAskedAgain)
{
    store.put({makeStory(QStringLiteral("a"), designNow), makeStory(QStringLiteral("b"), designNow - 1min)});
    StoryQuery unread;
    unread.unreadOnly = true;
    load(unread);
    store.setRead({idOf(QStringLiteral("a"))}, true);
    settle();
    EXPECT_EQ(model.storyCount(), 2);
    load(unread);
    EXPECT_EQ(rows(), (QStringList{QStringLiteral("#Today"), QStringLiteral("b")}));
}

TEST_F(ArticleListModelTest, NewStoriesJoinOnlyTheQuestionTheyAnswer)
{
    store.put({makeStory(QStringLiteral("Halving explained"), designNow - 1h)});
    StoryQuery words;
    words.text = QStringLiteral("halving");
    load(words);
    Story other = makeStory(QStringLiteral("Rates unchanged"), designNow);
    Story match = makeStory(QStringLiteral("After the halving"), designNow);
    store.put({other, match});
    const QStringList found{QStringLiteral("#Today"), QStringLiteral("After the halving"),
                            QStringLiteral("Halving explained")};
    EXPECT_TRUE(waitUntil([&] { return rows() == found; }));
    StoryQuery saved;
    saved.savedOnly = true;
    load(saved);
    EXPECT_EQ(model.rowCount(), 0);
    store.put({makeStory(QStringLiteral("new"), designNow)});
    EXPECT_EQ(model.rowCount(), 0);
}

TEST_F(ArticleListModelTest, LoadsFurtherPagesInOrderWithoutDoubles)
{
    QList<Story> many;
    for (int i = 0; i < 450; ++i)
        many.append(makeStory(QString::number(i), designNow - i * 30s));
    store.put(many);
    load();
    EXPECT_EQ(model.storyCount(), ArticleListModel::firstLook);
    ASSERT_TRUE(waitUntil([&] { return model.storyCount() == ArticleListModel::pageSize; })) << "by itself";
    ASSERT_TRUE(model.canFetchMore({}));
    model.fetchMore({});
    EXPECT_FALSE(model.canFetchMore({})); // one page at a time
    ASSERT_TRUE(waitUntil([&] { return model.storyCount() == 400; }));
    // Older than what is loaded: it comes with its page.
    store.put({makeStory(QStringLiteral("older"), designNow - 5h)});
    EXPECT_EQ(model.storyCount(), 400);
    model.fetchMore({});
    ASSERT_TRUE(waitUntil([&] { return !model.canFetchMore({}) && model.storyCount() == 451; }));
    QStringList titles = rows();
    titles.removeIf([](const QString &row) { return row.startsWith(u'#'); });
    EXPECT_EQ(titles.last(), QStringLiteral("older"));
    EXPECT_EQ(titles.at(449), QStringLiteral("449"));
    EXPECT_EQ(QSet<QString>(titles.cbegin(), titles.cend()).size(), 451);
}

TEST_F(ArticleListModelTest, ALostDiskIsSaidAndWhatWasShownStays)
{
    store.put({makeStory(QStringLiteral("a"), designNow)});
    load();
    store.broken = true;
    model.ask({});
    ASSERT_TRUE(waitUntil([&] { return model.state() == State::Failed; }));
    EXPECT_EQ(model.storyCount(), 1);
}

TEST_F(ArticleListModelTest, NeighboursSkipHeadingsAndReadStories)
{
    store.put({makeStory(QStringLiteral("a"), designNow), makeStory(QStringLiteral("b"), designNow - 3h),
               makeStory(QStringLiteral("c"), designNow - 4h)});
    load();
    store.setRead({idOf(QStringLiteral("b"))}, true);
    settle();
    const auto title = [&](const QModelIndex &index) {
        const Story *story = model.story(index);
        return story ? story->article.title : QString();
    };
    const QModelIndex a = model.neighbour({}, 1);
    EXPECT_EQ(title(a), QStringLiteral("a"));
    EXPECT_EQ(title(model.neighbour(a, 1)), QStringLiteral("b"));
    EXPECT_EQ(title(model.neighbour(a, 1, true)), QStringLiteral("c"));
    EXPECT_FALSE(model.neighbour(a, -1).isValid());
    EXPECT_FALSE(model.neighbour(model.indexOf(idOf(QStringLiteral("c"))), 1).isValid());
}

TEST_F(ArticleListModelTest, HeadingsCannotBeSelected)
{
    store.put({makeStory(QStringLiteral("a"), designNow)});
    load();
    EXPECT_FALSE(model.flags(model.index(0)) & Qt::ItemIsSelectable);
    EXPECT_FALSE(model.flags(model.index(0)) & Qt::ItemIsEnabled);
    EXPECT_TRUE(model.flags(model.index(1)) & Qt::ItemIsSelectable);
}

namespace {
// An event that three outlets tell of, the strongest headline last; ids are the store's.
QList<Story> threeReports()
{
    QList<Story> reports;
    const QString title =
        QStringLiteral("Harbour exchange halts withdrawals after a breach of its hot wallet");
    int minutes = 30;
    for (const QString &source : {QStringLiteral("First"), QStringLiteral("Second"), QStringLiteral("Third")})
        reports.append(makeStory(title, designNow - std::chrono::minutes{minutes -= 5}, source));
    return reports;
}
StoryQuery folded()
{
    StoryQuery query;
    query.folded = true;
    return query;
}
Story promotion(const QString &title, UtcTime time)
{
    Story story = makeStory(title, time);
    story.facts.promotion = QStringLiteral("sponsored post");
    return story;
}
} // namespace

TEST_F(ArticleListModelTest, AnEventIsOneRowThatUnfoldsByTime)
{
    store.put(threeReports());
    load(folded());
    ASSERT_EQ(model.storyCount(), 1);
    const QModelIndex head = model.index(1);
    EXPECT_EQ(model.story(head)->article.source, QStringLiteral("Third"));
    model.toggleUnfolded(head);
    ASSERT_TRUE(waitUntil([&] { return model.rowCount() == 5; }));
    EXPECT_TRUE(model.row(head)->unfolded);
    EXPECT_EQ(model.story(model.index(2))->article.source, QStringLiteral("First"));
    EXPECT_EQ(model.row(model.index(2))->lag, 0min);
    EXPECT_EQ(model.row(model.index(4))->lag, 10min);
    model.toggleUnfolded(model.index(3)); // from below too
    EXPECT_EQ(model.rowCount(), 2);
}

TEST_F(ArticleListModelTest, AReportThatComesLaterJoinsItsRow)
{
    const QList<Story> reports = threeReports();
    store.put({reports[0], reports[1]});
    load(folded());
    model.toggleUnfolded(model.index(1));
    ASSERT_TRUE(waitUntil([&] { return model.rowCount() == 4; }));
    QSignalSpy arrived(&model, &ArticleListModel::arrived);
    store.put({reports[2]});
    ASSERT_TRUE(waitUntil([&] { return model.rowCount() == 5; }));
    EXPECT_EQ(model.storyCount(), 1);
    EXPECT_EQ(model.story(model.index(1))->article.source,
              QStringLiteral("Third")); // the newest stands for it
    EXPECT_EQ(arrived.size(), 0);
}

TEST_F(ArticleListModelTest, AWeightierOutletStandsForItsEvent)
{
    QList<Story> reports = threeReports();
    reports[2].article.feed = {QStringLiteral("strong")};
    store.setStandings({{{QStringLiteral("strong")}, {1.5, {}}}});
    store.put({reports[2]});
    load(folded());
    reports[1].article.sortTime = designNow; // newer, and of less weight
    store.put({reports[1]});
    ASSERT_TRUE(waitUntil([&] { return model.story(model.index(1))->clusterSize == 2; }));
    EXPECT_EQ(model.story(model.index(1))->article.source, QStringLiteral("Third"));
}

TEST_F(ArticleListModelTest, WhatArrivesDuringASearchIsFoundByItsBodyToo)
{
    Story before = makeStory(QStringLiteral("Quiet day"), designNow - 1h);
    before.article.html = QStringLiteral("<p>The halving is near.</p>");
    store.put({before});
    StoryQuery query;
    query.text = QStringLiteral("halving");
    query.order = StoryQuery::Order::Rank;
    query.folded = true;
    load(query);
    ASSERT_EQ(model.storyCount(), 1);
    Story hit = makeStory(QStringLiteral("Miners meet"), designNow);
    hit.article.html = QStringLiteral("<p>They spoke of the halving.</p>"); // not in what is announced
    store.put({hit, makeStory(QStringLiteral("Ether staking queue shortens"), designNow)});
    EXPECT_TRUE(waitUntil([&] { return model.storyCount() == 2; }));
    settle();
    EXPECT_EQ(model.storyCount(), 2) << "and what has no such word stays out";
}

TEST_F(ArticleListModelTest, EachDayHasARowForItsPromotions)
{
    store.put(
        {makeStory(QStringLiteral("a"), designNow - 10min),
         promotion(QStringLiteral("p1"), designNow - 20min), makeStory(QStringLiteral("b"), designNow - 3h),
         promotion(QStringLiteral("p2"), designNow - 4h), promotion(QStringLiteral("p3"), designNow - 5h)});
    load(folded());
    ASSERT_EQ(model.rowCount(), 6);
    EXPECT_EQ(model.row(model.index(2))->count, 1);
    EXPECT_EQ(model.row(model.index(5))->count, 2);
    model.toggleUnfolded(model.index(5));
    EXPECT_EQ(model.rowCount(), 8) << "the other day's stay folded";
    model.toggleUnfolded(model.index(7)); // by one of them
    EXPECT_EQ(model.rowCount(), 6);
}

TEST_F(ArticleListModelTest, TheRowCountsAllPromotionsOfItsDayWhateverIsLoaded)
{
    QList<Story> stories;
    for (int i = 0; i < 300; ++i) {
        const UtcTime time = designNow - i * 10s;
        stories.append(i % 10 == 0 ? promotion(QStringLiteral("p%1").arg(i), time)
                                   : makeStory(QStringLiteral("s%1").arg(i), time));
    }
    store.put(stories);
    load(folded());
    ASSERT_TRUE(model.canFetchMore({}));
    const auto head = [&] { return *model.row(model.index(1)); };
    ASSERT_EQ(head().kind, Kind::Promotions);
    EXPECT_TRUE(waitUntil([&] { return head().count == 30; })) << head().count;
    ASSERT_TRUE(waitUntil([&] { return model.storyCount() == ArticleListModel::pageSize * 9 / 10; }));
    model.toggleUnfolded(model.index(1));
    EXPECT_EQ(model.row(model.index(31))->kind, Kind::Promotion);
    EXPECT_EQ(model.row(model.index(31))->story.article.title, QStringLiteral("p290"));
    store.setPromotion(model.row(model.index(31))->story.article.id, false);
    EXPECT_TRUE(waitUntil([&] { return head().count == 29; }));
    model.fetchMore({});
    ASSERT_TRUE(waitUntil([&] { return !model.canFetchMore({}) && model.storyCount() == 271; }));
    EXPECT_EQ(head().count, 29);
}

TEST_F(ArticleListModelTest, PromotionsFoldWhereTheNewestWouldStand)
{
    store.put({makeStory(QStringLiteral("a"), designNow), promotion(QStringLiteral("p1"), designNow - 1min),
               makeStory(QStringLiteral("b"), designNow - 2min),
               promotion(QStringLiteral("p2"), designNow - 3min)});
    load(folded());
    ASSERT_EQ(model.rowCount(), 4);
    const QModelIndex row = model.index(2);
    EXPECT_EQ(model.row(row)->kind, Kind::Promotions);
    EXPECT_EQ(model.row(row)->count, 2);
    EXPECT_EQ(model.storyCount(), 2);
    model.toggleUnfolded(row);
    EXPECT_EQ(rows(), (QStringList{QStringLiteral("#Today"), QStringLiteral("a"), QStringLiteral("#Today"),
                                   QStringLiteral("p1"), QStringLiteral("p2"), QStringLiteral("b")}));
    store.setPromotion(idOf(QStringLiteral("p1")), false);
    ASSERT_TRUE(waitUntil([&] { return model.storyCount() == 3; }));
    EXPECT_EQ(model.row(model.index(2))->kind, Kind::Story);
    // A promotion is never the next unread one.
    EXPECT_FALSE(model.neighbour(model.indexOf(idOf(QStringLiteral("b"))), 1, true).isValid());
}

TEST_F(ArticleListModelTest, ASearchKeepsTheStoresOrderAndHasNoDays)
{
    Story text = makeStory(QStringLiteral("Rates unchanged"), designNow);
    text.article.summary = QStringLiteral("A word on the halving.");
    store.put({text, makeStory(QStringLiteral("Halving explained: what the halving is"), designNow - 1h)});
    StoryQuery query = folded();
    query.text = QStringLiteral("halving");
    query.order = StoryQuery::Order::Rank;
    load(query);
    EXPECT_EQ(rows(), (QStringList{QStringLiteral("Halving explained: what the halving is"),
                                   QStringLiteral("Rates unchanged")}));
    // A story that comes while the words stand takes its place in it.
    store.put({makeStory(QStringLiteral("The halving, halving by halving"), designNow + 1s)});
    EXPECT_TRUE(waitUntil([&] { return model.storyCount() == 3; }));
}

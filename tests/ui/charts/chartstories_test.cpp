#include "tests/ui/news/newsfakes.h"
#include "ui/charts/chartstories.h"
#include "ui/charts/storylist.h"

#include <QAbstractItemModelTester>
#include <QMouseEvent>
#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

using namespace std::chrono_literals;

namespace {
class ChartStoriesTest : public testing::Test, public NewsWorld
{
protected:
    ChartStoriesTest()
    {
        stories.setCoin(QStringLiteral("BTC"));
        stories.setSpan({designNow - 24h, designNow});
    }
    static Story about(const QString &title, const char *symbol, UtcTime time)
    {
        Story story = makeStory(title, time);
        story.facts.coins = {{QString::fromLatin1(symbol), 1, QString::fromLatin1(symbol)}};
        return story;
    }
    static Story market(const QString &title, UtcTime time)
    {
        Story story = makeStory(title, time);
        story.facts.kind = StoryKind::Geopolitics;
        return story;
    }
    QStringList titles()
    {
        clock.advance(200ms);
        settle();
        QStringList list;
        for (const Story &story : stories.stories())
            list.append(story.article.title);
        return list;
    }
    ChartStories stories{store, clock};
};
} // namespace

TEST_F(ChartStoriesTest, TheCoinsAndTheMarketsStoriesStandOnTheChartAndNoOthers)
{
    Story advert = about(QStringLiteral("Advert"), "BTC", designNow - 1h);
    advert.facts.promotion = QStringLiteral("sponsored post");
    Story wrap = about(QStringLiteral("Wrap-up"), "BTC", designNow - 2h);
    wrap.facts.manyCoins = true;
    store.put({about(QStringLiteral("Bitcoin"), "BTC", designNow - 3h), advert, wrap,
               about(QStringLiteral("Solana"), "SOL", designNow - 4h),
               market(QStringLiteral("Talks"), designNow - 5h),
               about(QStringLiteral("Long ago"), "BTC", designNow - 80h)});
    EXPECT_EQ(titles(), (QStringList{QStringLiteral("Bitcoin"), QStringLiteral("Talks")}));
    EXPECT_TRUE(markerOf(stories.stories().at(1), {}).market);
    EXPECT_FALSE(markerOf(stories.stories().at(0), {}).market);
}

TEST_F(ChartStoriesTest, ASampleHasNoOutletsName)
{
    Story story;
    story.article.source = QStringLiteral("Meridian Wire");
    EXPECT_EQ(markerOf(story, {}).source, QStringLiteral("Meridian Wire"));
    story.article.sample = true;
    EXPECT_EQ(markerOf(story, {}).source, QStringLiteral("Sample"));
}

TEST_F(ChartStoriesTest, WhatArrivesComesOntoTheChartAndWhatIsOfAnotherCoinAsksNobody)
{
    titles();
    const qsizetype before = store.queries.size();
    store.put({about(QStringLiteral("Solana"), "SOL", designNow - 1h)});
    EXPECT_TRUE(titles().isEmpty());
    EXPECT_EQ(store.queries.size(), before);
    store.put({about(QStringLiteral("Bitcoin"), "BTC", designNow - 1h)});
    EXPECT_EQ(titles(), QStringList{QStringLiteral("Bitcoin")});
}

TEST_F(ChartStoriesTest, ASmallPanAsksNobodyALongOneAsksOnce)
{
    titles();
    const qsizetype before = store.queries.size();
    stories.setSpan({designNow - 26h, designNow - 2h});
    titles();
    EXPECT_EQ(store.queries.size(), before);
    for (int i = 0; i < 10; ++i)
        stories.setSpan({designNow - 124h - i * 1h, designNow - 100h - i * 1h});
    titles();
    EXPECT_EQ(store.queries.size(), before + 2); // the coin's and the market's
}

TEST_F(ChartStoriesTest, AnotherCoinHasItsOwn)
{
    store.put({about(QStringLiteral("Bitcoin"), "BTC", designNow - 1h),
               about(QStringLiteral("Solana"), "SOL", designNow - 2h)});
    titles();
    stories.setCoin(QStringLiteral("SOL"));
    EXPECT_EQ(titles(), QStringList{QStringLiteral("Solana")});
}

TEST_F(ChartStoriesTest, TheListHasADayAHeadingAndSpeaks)
{
    ChartStoryModel model(theme);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setSince([](const Story &) { return SinceWords{QStringLiteral("+0.42%"), 0}; });
    model.setStories({market(QStringLiteral("Talks"), designNow - 1h),
                      about(QStringLiteral("Bitcoin"), "BTC", designNow - 10h)});
    ASSERT_EQ(model.rowCount(), 4);
    EXPECT_EQ(model.index(0).data().toString(), QStringLiteral("09/13"));
    EXPECT_EQ(model.index(2).data().toString(), QStringLiteral("09/12"));
    EXPECT_EQ(model.index(1).data(Qt::AccessibleTextRole).toString(),
              QStringLiteral("Market. Talks. Chainside, 2025/09/13 00:42. +0.42% since."));
    EXPECT_FALSE(model.flags(model.index(0)).testFlag(Qt::ItemIsEnabled));
}

TEST_F(ChartStoriesTest, HoveringARowTellsWhereAClickOpensAndNearOnesAreLit)
{
    ChartStoryList list(theme);
    Story talks = market(QStringLiteral("Talks"), designNow - 1h);
    talks.article.id = ArticleId{7};
    Story coin = about(QStringLiteral("Bitcoin"), "BTC", designNow - 3h);
    coin.article.id = ArticleId{8};
    list.stories().setStories({talks, coin});
    list.resize(392, 200);
    list.show();
    settle();
    QSignalSpy hovered(&list, &ChartStoryList::storyHovered), chosen(&list, &ChartStoryList::storyChosen);
    const QPoint at = list.visualRect(list.stories().index(1)).center();
    QMouseEvent move(QEvent::MouseMove, at, list.viewport()->mapToGlobal(at), Qt::NoButton, Qt::NoButton,
                     Qt::NoModifier);
    QCoreApplication::sendEvent(list.viewport(), &move);
    ASSERT_EQ(hovered.size(), 1);
    EXPECT_EQ(hovered.at(0).at(0).value<std::optional<qint64>>(), 7);
    QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, at);
    ASSERT_EQ(chosen.size(), 1);
    EXPECT_EQ(chosen.at(0).at(0).toLongLong(), 7);
    list.setLit(TimeSpan{designNow - 75min, designNow - 45min});
    EXPECT_TRUE(list.isLit(talks));
    EXPECT_FALSE(list.isLit(coin));
}

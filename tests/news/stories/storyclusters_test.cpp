#include "app/news/stories/storyclusters.h"

#include "tests/news/stories/pairscore.h"
#include "tests/news/stories/storycase.h"
#include "tests/support/fixtures.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace {
class StoryClustersTest : public testing::Test
{
protected:
    ArticleId add(const QString &title, const StoryFacts &facts = {}, UtcTime at = noon)
    {
        return clusters.add(headline(++last, title, at), facts);
    }
    StoryClusters clusters;
    qint64 last = 0;
};
} // namespace

TEST_F(StoryClustersTest, ReportsOfOneEventShareACluster)
{
    const ArticleId first = add(u"Lender Harborlight files for bankruptcy after $40M exploit"_s);
    EXPECT_EQ(first, ArticleId{1});
    EXPECT_EQ(add(u"Harborlight, a crypto lender, files for bankruptcy"_s, {}, noon + 20min), first);
    EXPECT_EQ(add(u"Exploit of $40 million drives lender Harborlight into bankruptcy"_s, {}, noon + 2h),
              first);
    EXPECT_EQ(clusters.members(first), (QList<ArticleId>{{1}, {2}, {3}}));
}

TEST_F(StoryClustersTest, OtherEventsStandAlone)
{
    add(u"Lender Harborlight files for bankruptcy after $40M exploit"_s);
    EXPECT_EQ(add(u"Exchange Quayside files for a listing on Nasdaq"_s), ArticleId{2});
    EXPECT_EQ(add(u"Dogecoin jumps 9% as traders return"_s, about({u"DOGE"_s})), ArticleId{3});
}

TEST_F(StoryClustersTest, NumbersThatContradictNeverShareACluster)
{
    add(u"Northwall buys 1,229 BTC for its treasury"_s, about({u"BTC"_s}));
    EXPECT_EQ(add(u"Northwall buys 1,283 BTC for its treasury"_s, about({u"BTC"_s})), ArticleId{2});
    add(u"Fenwick ETF sees outflows for third day"_s, about({u"BTC"_s}));
    EXPECT_EQ(add(u"Fenwick ETF sees outflows for fourth day"_s, about({u"BTC"_s})), ArticleId{4});
    EXPECT_EQ(add(u"Fenwick ETF sees outflows for three straight days"_s, about({u"BTC"_s})), ArticleId{3});
}

TEST_F(StoryClustersTest, AClusterTakesNoStoryAfterTwoDays)
{
    const QString title = u"Harborlight freezes withdrawals of stakers"_s;
    add(title);
    EXPECT_EQ(add(title, {}, noon + 47h), ArticleId{1});
    EXPECT_EQ(add(title, {}, noon + 60h), ArticleId{1}) << "a slow story: the last report is 13 h old";
    EXPECT_EQ(add(title, {}, noon + 73h), ArticleId{4});
}

TEST_F(StoryClustersTest, AStoryThatStoppedTakesNoneAfterTwoDays)
{
    const QString title = u"Harborlight freezes withdrawals of stakers"_s;
    add(title);
    EXPECT_EQ(add(title, {}, noon + 49h), ArticleId{2});
}

TEST_F(StoryClustersTest, ColumnsAndPromotionsStayAlone)
{
    const QString title = u"Morning Lantern: Harborlight freezes withdrawals of stakers"_s;
    StoryFacts column, promotion;
    column.recurring = true;
    promotion.promotion = u"sponsored post"_s;
    add(title);
    EXPECT_EQ(add(title, column), ArticleId{2});
    EXPECT_EQ(add(title, promotion), ArticleId{3});
    EXPECT_EQ(add(title), ArticleId{1});
}

TEST_F(StoryClustersTest, WhatIsRestoredTakesStoriesAgain)
{
    StoryClusters restarted;
    restarted.restore(headline(7, u"Harborlight freezes withdrawals of stakers"_s), {}, ArticleId{4});
    EXPECT_EQ(restarted.add(headline(9, u"Withdrawals of stakers frozen at Harborlight"_s), {}),
              ArticleId{4});
}

TEST_F(StoryClustersTest, ForgottenStoriesTakeNone)
{
    add(u"Harborlight freezes withdrawals of stakers"_s, {}, noon - 10h);
    add(u"Harborlight freezes withdrawals of stakers, users say"_s, {}, noon);
    clusters.forget(noon - 5h);
    EXPECT_EQ(clusters.size(), 1);
    EXPECT_FALSE(clusters.clusterOf({1}));
    EXPECT_EQ(clusters.clusterOf({2}), ArticleId{1}) << "the others keep the cluster's name";
}

TEST(StoryClustersEvents, TheEventsOfADayAreFoundAndKeptApart)
{
    QList<LabelledHeadline> headlines;
    for (const QJsonValue &value :
         QJsonDocument::fromJson(fixture(u"news/events.json"_s))["headlines"_L1].toArray()) {
        LabelledHeadline one;
        one.id = QString::number(headlines.size() + 1);
        one.event = value["event"_L1].toString();
        one.article = headline(headlines.size() + 1, value["title"_L1].toString(),
                               noon + std::chrono::minutes{value["minutes"_L1].toInt()});
        one.facts =
            about(value["coins"_L1].toVariant().toStringList(), storyKind(value["kind"_L1].toString()));
        headlines.append(one);
    }
    ASSERT_GT(headlines.size(), 100);
    const PairScore score = pairScore(headlines, "own headlines");
    EXPECT_GE(score.precision(), 0.9);
    EXPECT_GE(score.recall(), 0.7);
}

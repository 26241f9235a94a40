#include "app/news/stories/storyclusters.h"

#include "tests/news/stories/pairscore.h"

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

TEST_F(StoryClustersTest, AChainOfStoriesOfOneCoinDoesNotBecomeOneBlob)
{
    // Each is a little like the one before; the ends have nothing in common but the coin.
    const StoryFacts zcash = about({u"ZEC"_s});
    QSet<ArticleId> ids;
    int minutes = 0;
    for (const QString &title :
         {u"Zcash developers resign after clash with foundation board"_s,
          u"Zcash foundation board defends audit of grants"_s, u"Zcash grants audit finds missing receipts"_s,
          u"Zcash shielded pool receipts explained"_s, u"Zcash shielded pool reaches five million coins"_s,
          u"Zcash miners earn more coins as fees climb"_s,
          u"Zcash fees climb to two-year high on exchange listings"_s,
          u"Zcash exchange listings return in Japan"_s})
        ids.insert(add(title, zcash, noon + std::chrono::minutes{minutes += 40}));
    for (const ArticleId id : ids)
        EXPECT_LE(clusters.members(id).size(), 3);
    EXPECT_NE(clusters.clusterOf({1}), clusters.clusterOf({8}));
}

TEST_F(StoryClustersTest, ANumberThatContradictsOneStoryOfAClusterKeepsOut)
{
    const StoryFacts bitcoin = about({u"BTC"_s});
    add(u"Northwall buys bitcoin for its treasury"_s, bitcoin);
    EXPECT_EQ(add(u"Northwall buys 1,229 bitcoin for its treasury"_s, bitcoin), ArticleId{1});
    EXPECT_EQ(add(u"Northwall buys 1,283 bitcoin for its treasury"_s, bitcoin), ArticleId{3})
        << "near the first, which names no number, but not beside the second";
}

TEST_F(StoryClustersTest, OppositeMovesAndOtherCountriesAreOtherEvents)
{
    const StoryFacts bitcoin = about({u"BTC"_s});
    add(u"Bitcoin falls below $88,000"_s, bitcoin);
    EXPECT_EQ(add(u"Bitcoin rises above $88,000"_s, bitcoin), ArticleId{2});
    add(u"Norway plans tax on crypto mining"_s);
    add(u"Japan plans tax on crypto gains"_s);
    EXPECT_EQ(add(u"Brazil plans tax on crypto gains"_s), ArticleId{5});
}

TEST_F(StoryClustersTest, TwoNamesAloneAreNoEvent)
{
    add(u"UK regulator FCA opens gateway for licence applications"_s);
    EXPECT_EQ(add(u"Payments firm Harborlight wins a nod from UK regulator FCA"_s), ArticleId{2});
}

TEST_F(StoryClustersTest, AHeadlineOfManyStatementsTellsOfNoOneEvent)
{
    add(u"Harborlight freezes withdrawals of stakers"_s);
    EXPECT_EQ(add(u"Harborlight freezes withdrawals of stakers! Dogecoin jumps! Quayside lists on Nasdaq!"_s),
              ArticleId{2});
}

TEST_F(StoryClustersTest, SummariesHelpWhereHeadlinesAreWordedApart)
{
    const QString summary =
        u"Harborlight, a lender in Oslo, froze withdrawals of all stakers on Monday after its custodian Quayside found keys missing."_s;
    const auto added = [&](const QString &title, const QString &text) {
        Article article = headline(++last, title);
        article.summary = text;
        return clusters.add(article, {});
    };
    added(u"Harborlight freezes withdrawals"_s, summary);
    EXPECT_EQ(added(u"Stakers locked out as Harborlight custodian loses keys"_s, summary), ArticleId{1});
    StoryClusters titles;
    titles.add(headline(1, u"Harborlight freezes withdrawals"_s), {});
    EXPECT_EQ(titles.add(headline(2, u"Stakers locked out as Harborlight custodian loses keys"_s), {}),
              ArticleId{2});
}

TEST_F(StoryClustersTest, ALiveBlogThatTurnsToAnotherEventLeavesItsCluster)
{
    add(u"Harborlight freezes withdrawals of stakers"_s);
    add(u"Quayside wins licence in Singapore"_s);
    const Article blog = headline(3, u"Live: Harborlight freezes withdrawals of its stakers"_s);
    EXPECT_EQ(clusters.add(blog, {}), ArticleId{1});
    Article turned = blog;
    turned.title = u"Live: Quayside wins its licence in Singapore"_s;
    EXPECT_EQ(clusters.update(turned, {}), ArticleId{2});
    EXPECT_EQ(clusters.members({1}), QList<ArticleId>{{1}});
    EXPECT_EQ(clusters.members({2}), (QList<ArticleId>{{2}, {3}}));
}

TEST_F(StoryClustersTest, AStoryRewordedStaysInItsCluster)
{
    add(u"Harborlight freezes withdrawals of stakers"_s);
    add(u"Stakers' withdrawals frozen at Harborlight"_s);
    EXPECT_EQ(
        clusters.update(headline(2, u"Harborlight halts stakers' withdrawals, says keys are missing"_s), {}),
        ArticleId{1});
}

TEST_F(StoryClustersTest, TheStoryAClusterIsNamedAfterStaysInIt)
{
    add(u"Harborlight freezes withdrawals of stakers"_s);
    add(u"Stakers' withdrawals frozen at Harborlight"_s);
    EXPECT_EQ(clusters.update(headline(1, u"Bakery opens shops in Norway"_s), {}), ArticleId{1});
    EXPECT_EQ(clusters.clusterOf({2}), ArticleId{1});
}

TEST_F(StoryClustersTest, AStoryMarkedAsAPromotionLeavesAndComesBack)
{
    add(u"Harborlight freezes withdrawals of stakers"_s);
    const Article second = headline(2, u"Stakers' withdrawals frozen at Harborlight"_s);
    EXPECT_EQ(clusters.add(second, {}), ArticleId{1});
    EXPECT_EQ(clusters.update(second, withPromotion({}, true)), ArticleId{2});
    EXPECT_EQ(clusters.update(second, {}), ArticleId{1});
}

TEST_F(StoryClustersTest, WhatIsAddedTwiceIsOneStory)
{
    const Article story = headline(1, u"Harborlight freezes withdrawals of stakers"_s);
    clusters.add(story, {});
    EXPECT_EQ(clusters.add(story, {}), ArticleId{1});
    EXPECT_EQ(clusters.size(), 1);
    EXPECT_EQ(clusters.members({1}), QList<ArticleId>{{1}});
}

TEST_F(StoryClustersTest, WhatIsRemovedTakesNoStory)
{
    add(u"Harborlight freezes withdrawals of stakers"_s);
    clusters.remove({1});
    clusters.remove({1});
    EXPECT_EQ(clusters.size(), 0);
    EXPECT_FALSE(clusters.clusterOf({1}));
    EXPECT_EQ(add(u"Harborlight freezes withdrawals of stakers"_s), ArticleId{2});
}

TEST_F(StoryClustersTest, AddingNeverMovesAnotherStory)
{
    QHash<ArticleId, ArticleId> before;
    for (int i = 0; i < 200; ++i) {
        add(u"Harborlight %1 withdrawals %2 of stakers %3"_s.arg(i % 7).arg(i % 11).arg(i % 13), {},
            noon + std::chrono::minutes{i * 17 % 900});
        for (auto it = before.cbegin(); it != before.cend(); ++it)
            ASSERT_EQ(clusters.clusterOf(it.key()), *it);
        before.insert({last}, *clusters.clusterOf({last}));
    }
}

TEST_F(StoryClustersTest, TheSameStoriesInTheSameOrderGiveTheSameClusters)
{
    StoryClusters again;
    for (int i = 0; i < 100; ++i) {
        const Article article =
            headline(i + 1, u"Harborlight %1 halts %2 vault %3"_s.arg(i % 5).arg(i % 9).arg(i % 4));
        EXPECT_EQ(clusters.add(article, {}), again.add(article, {}));
    }
}

TEST_F(StoryClustersTest, AnEventEveryoneTellsOfStaysOne)
{
    for (int i = 0; i < 60; ++i)
        EXPECT_EQ(add(u"Harborlight freezes withdrawals of stakers"_s, {}, noon + std::chrono::minutes{i}),
                  ArticleId{1});
}

TEST_F(StoryClustersTest, StoriesWithoutWordsStandAlone)
{
    EXPECT_EQ(add(QString()), ArticleId{1});
    EXPECT_EQ(add(QString()), ArticleId{2});
    EXPECT_EQ(add(u"…"_s), ArticleId{3});
    EXPECT_EQ(add(u"the of and"_s), ArticleId{4});
    EXPECT_EQ(add(u"the of and"_s), ArticleId{5});
}

TEST(StoryClustersEvents, TheEventsOfADayAreFoundAndKeptApart)
{
    const QList<LabelledHeadline> headlines = eventsIn(u"events.json"_s);
    ASSERT_GT(headlines.size(), 100);
    const PairScore score = pairScore(headlines, "own headlines");
    EXPECT_GE(score.precision(), 0.85);
    EXPECT_GE(score.recall(), 0.75);
}

TEST(StoryClustersEvents, ThoseToldInChineseToo)
{
    const QList<LabelledHeadline> headlines = eventsIn(u"events_zh.json"_s);
    ASSERT_GT(headlines.size(), 60);
    const PairScore score = pairScore(headlines, "own headlines in Chinese");
    EXPECT_GE(score.precision(), 0.85);
    EXPECT_GE(score.recall(), 0.60);
}

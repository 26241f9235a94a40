#include "app/news/stories/trending.h"

#include "app/news/stories/steadyranking.h"
#include "tests/news/stories/storycase.h"

namespace {
// One report of event `cluster` by an outlet, `age` before noon.
TrendingReport report(qint64 cluster, const QString &source, std::chrono::milliseconds age, double weight = 1)
{
    static qint64 last = 1000;
    TrendingReport report;
    report.id = {++last};
    report.cluster = {cluster};
    report.source = source;
    report.time = noon - age;
    report.weight = weight;
    return report;
}

QList<qint64> clustersOf(const QList<TrendingStory> &ranking)
{
    QList<qint64> ids;
    for (const TrendingStory &story : ranking)
        ids.append(story.cluster.value);
    return ids;
}

// An hour's worth of mentions, each by another outlet.
void mention(QList<TopicMention> &mentions, const QString &topic, int owners, UtcTime at)
{
    for (int i = 0; i < owners; ++i)
        mentions.append({topic, u"outlet %1"_s.arg(i), at});
}

QList<TrendingStory> rankingOf(const QList<qint64> &clusters)
{
    QList<TrendingStory> ranking;
    for (const qint64 cluster : clusters) {
        TrendingStory story;
        story.cluster = {cluster};
        story.rank = int(ranking.size()) + 1;
        ranking.append(story);
    }
    return ranking;
}
} // namespace

TEST(TrendingTest, TheScoreIsTheOwnersWeightsByAgeTimesTheirNumber)
{
    const auto ranking = trending({report(1, u"A"_s, 6h, 1.5), report(1, u"B"_s, 12h, 0.8)}, noon);
    ASSERT_EQ(ranking.size(), 1);
    EXPECT_NEAR(ranking[0].score, (1.5 * 0.5 + 0.8 * 0.25) * 1.25, 1e-9);
    EXPECT_EQ(ranking[0].owners, 2);
    EXPECT_EQ(ranking[0].first, noon - 12h);
    EXPECT_EQ(ranking[0].sources, (QStringList{u"B"_s, u"A"_s})) << "the first to report first";
}

TEST(TrendingTest, AnOwnerCountsOnceByItsFirstReport)
{
    TrendingReport edition = report(1, u"A in Spanish"_s, 1h), first = report(1, u"A"_s, 6h);
    edition.owner = first.owner = u"A"_s;
    const auto ranking = trending({edition, first, report(1, u"B"_s, 6h), report(1, u"B"_s, 0h)}, noon);
    ASSERT_EQ(ranking.size(), 1);
    EXPECT_EQ(ranking[0].owners, 2);
    EXPECT_NEAR(ranking[0].score, (0.5 + 0.5) * 1.25, 1e-9);
}

TEST(TrendingTest, MoreOwnersRankHigherThanOneLouderOne)
{
    const auto ranking = trending({report(1, u"A"_s, 0h, 1.5), report(1, u"B"_s, 0h), report(2, u"A"_s, 2h),
                                   report(2, u"B"_s, 2h), report(2, u"C"_s, 2h), report(2, u"D"_s, 2h)},
                                  noon);
    EXPECT_EQ(clustersOf(ranking), (QList<qint64>{2, 1}));
    EXPECT_EQ(ranking[0].rank, 1);
    EXPECT_EQ(ranking[1].rank, 2);
}

TEST(TrendingTest, InTheLastHoursViewOldStoriesFadeFaster)
{
    const QList<TrendingReport> reports{report(1, u"A"_s, 6h), report(1, u"B"_s, 6h), report(1, u"C"_s, 6h),
                                        report(2, u"A"_s, 1h), report(2, u"B"_s, 4h)};
    TrendingOptions lastHour;
    lastHour.halfLife = 2h;
    EXPECT_EQ(clustersOf(trending(reports, noon)), (QList<qint64>{1, 2}));
    EXPECT_EQ(clustersOf(trending(reports, noon, lastHour)), (QList<qint64>{2, 1}));
}

TEST(TrendingTest, OneOutletAloneOnlyFillsAShortList)
{
    QList<TrendingReport> reports{report(1, u"A"_s, 20h), report(1, u"B"_s, 20h)};
    for (qint64 cluster = 2; cluster < 12; ++cluster)
        reports.append(report(cluster, u"A"_s, std::chrono::minutes{cluster}));
    const auto ranking = trending(reports, noon);
    EXPECT_EQ(clustersOf(ranking), (QList<qint64>{1, 2, 3, 4, 5})) << "five rows, the shared one first";
    EXPECT_EQ(ranking[1].owners, 1);
    TrendingOptions unfilled;
    unfilled.filledTo = 0;
    EXPECT_EQ(clustersOf(trending(reports, noon, unfilled)), QList<qint64>{1});
}

TEST(TrendingTest, AnExchangesListingRanksAlone)
{
    TrendingReport listing = report(3, u"Venue"_s, 0h, 0.5);
    listing.announcement = true;
    listing.kind = StoryKind::Listing;
    TrendingReport notice = report(4, u"Venue"_s, 0h, 0.5);
    notice.announcement = true;
    TrendingOptions unfilled;
    unfilled.filledTo = 0;
    const auto ranking = trending({listing, notice}, noon, unfilled);
    EXPECT_EQ(clustersOf(ranking), QList<qint64>{3});
    EXPECT_NEAR(ranking[0].score, 1.5, 1e-9);
}

TEST(TrendingTest, PromotionsAreNeverRankedAndColumnsAndUndatedStoriesCountLess)
{
    TrendingReport promotion = report(1, u"A"_s, 0h), column = report(2, u"A"_s, 0h),
                   undated = report(3, u"A"_s, 0h);
    promotion.promoted = column.recurring = undated.undated = true;
    const auto ranking = trending({promotion, column, undated, report(4, u"A"_s, 0h)}, noon);
    EXPECT_EQ(clustersOf(ranking), (QList<qint64>{4, 3, 2}));
    EXPECT_NEAR(ranking[1].score, 0.5, 1e-9);
    EXPECT_NEAR(ranking[2].score, 0.3, 1e-9);
}

TEST(TrendingTest, APromotionAddsNoVoiceToAnEvent)
{
    TrendingReport promotion = report(1, u"B"_s, 0h);
    promotion.promoted = true;
    const auto ranking = trending({report(1, u"A"_s, 0h), promotion}, noon);
    ASSERT_EQ(ranking.size(), 1);
    EXPECT_EQ(ranking[0].owners, 1);
}

TEST(TrendingTest, AStrongPriceMoveRaisesTheCoinsStories)
{
    TrendingReport moving = report(1, u"A"_s, 1h), other = report(2, u"A"_s, 0h);
    moving.coins = {u"ZEC"_s};
    other.coins = {u"BTC"_s};
    TrendingOptions options;
    options.priceMoves = {{u"ZEC"_s, -3.2}, {u"BTC"_s, 2.9}};
    EXPECT_EQ(clustersOf(trending({moving, other}, noon)), (QList<qint64>{2, 1}));
    EXPECT_EQ(clustersOf(trending({moving, other}, noon, options)), (QList<qint64>{1, 2}));
}

TEST(TrendingTest, TiesGoToTheNewestThenToTheHighestId)
{
    TrendingReport older = report(1, u"A"_s, -1h); // a date in the future is no younger than now
    EXPECT_EQ(clustersOf(trending({report(2, u"A"_s, 0h), older, report(3, u"B"_s, 0h)}, noon)),
              (QList<qint64>{1, 3, 2}));
}

TEST(TrendingTest, WhatIsOverIsNotRanked)
{
    EXPECT_TRUE(trending({report(1, u"A"_s, 49h), report(1, u"B"_s, 49h)}, noon).isEmpty());
}

TEST(TrendingTest, ManyOutletsAtOnceAreABurst)
{
    QList<TopicMention> mentions;
    for (int day = 1; day <= 7; ++day) {
        mention(mentions, u"ZEC"_s, 1, noon - day * 24h - 30min);
        mention(mentions, u"BTC"_s, 6, noon - day * 24h - 30min);
    }
    mention(mentions, u"ZEC"_s, 6, noon - 30min);
    mention(mentions, u"BTC"_s, 7, noon - 30min);
    mention(mentions, u"LTC"_s, 2, noon - 30min);
    const auto found = bursts(mentions, noon);
    EXPECT_EQ(found.keys(), QStringList{u"ZEC"_s});
    EXPECT_EQ(found[u"ZEC"_s].owners, 6);
    EXPECT_NEAR(found[u"ZEC"_s].usual, 1, 1e-9);
    EXPECT_NEAR(found[u"ZEC"_s].z, 5 / std::sqrt(2.0), 1e-9);
}

TEST(TrendingTest, NothingIsABurstBeforeDaysAreKnown)
{
    QList<TopicMention> mentions;
    mention(mentions, u"ZEC"_s, 9, noon - 30min);
    mention(mentions, u"ZEC"_s, 1, noon - 50h);
    EXPECT_TRUE(bursts(mentions, noon).isEmpty());
}

TEST(TrendingTest, AStoryOfABurstRanksAloneAndSaysSo)
{
    TrendingReport alone = report(1, u"A"_s, 20min);
    alone.coins = {u"ZEC"_s};
    TrendingOptions options;
    options.filledTo = 0;
    options.bursts = {{u"ZEC"_s, {6, 1, 3.5}}};
    const auto ranking = trending({alone, report(2, u"A"_s, 0h)}, noon, options);
    ASSERT_EQ(clustersOf(ranking), QList<qint64>{1});
    EXPECT_EQ(trendingReason(ranking[0], noon), u"1 outlet · 20 min · many write of ZEC"_s);
}

TEST(TrendingTest, TheReasonNamesOutletsAndTheAgeOfTheFirstReport)
{
    const auto ranking = trending({report(1, u"A"_s, 2h + 59min), report(1, u"B"_s, 1h)}, noon);
    EXPECT_EQ(trendingReason(ranking[0], noon), u"2 outlets · 2 h"_s);
}

TEST(TrendingTest, AStoryGivesItsReport)
{
    Story story;
    story.article = headline(7, u"ZEC and others fall"_s, noon - 1h, u"A"_s);
    story.cluster = {4};
    story.facts = about({u"ZEC"_s}, StoryKind::Hack);
    story.facts.promotion = u"sponsored post"_s;
    const TrendingReport made = trendingReport(story, u"Owner"_s, 1.2);
    EXPECT_EQ(made.cluster, ArticleId{4});
    EXPECT_EQ(made.owner, u"Owner"_s);
    EXPECT_EQ(made.coins, QStringList{u"ZEC"_s});
    EXPECT_TRUE(made.promoted);
    EXPECT_TRUE(made.undated);
    story.facts.manyCoins = true;
    EXPECT_TRUE(trendingReport(story, {}, 1).coins.isEmpty()) << "a wrap-up is about no coin";
}

TEST(SteadyRankingTest, ARowMovesByTwoRanksOrEveryFiveMinutes)
{
    SteadyRanking ranking;
    EXPECT_EQ(clustersOf(ranking.settle(rankingOf({1, 2, 3, 4}), noon)), (QList<qint64>{1, 2, 3, 4}));
    EXPECT_EQ(clustersOf(ranking.settle(rankingOf({2, 1, 3, 4}), noon + 1min)), (QList<qint64>{1, 2, 3, 4}))
        << "neighbours changed places";
    EXPECT_EQ(clustersOf(ranking.settle(rankingOf({4, 1, 2, 3}), noon + 2min)), (QList<qint64>{4, 1, 2, 3}));
    EXPECT_EQ(clustersOf(ranking.settle(rankingOf({4, 2, 1, 3}), noon + 4min)), (QList<qint64>{4, 1, 2, 3}));
    EXPECT_EQ(clustersOf(ranking.settle(rankingOf({4, 2, 1, 3}), noon + 5min)), (QList<qint64>{4, 2, 1, 3}));
}

TEST(SteadyRankingTest, WhatIsNewComesInAndWhatIsGoneGoesAtOnce)
{
    SteadyRanking ranking;
    ranking.settle(rankingOf({1, 2, 3}), noon);
    const auto shown = ranking.settle(rankingOf({5, 2, 1}), noon + 1min);
    EXPECT_EQ(clustersOf(shown), (QList<qint64>{5, 1, 2})) << "3 is gone, 1 and 2 keep their order";
    EXPECT_EQ(shown[0].rank, 1);
    EXPECT_EQ(shown[2].rank, 3);
    EXPECT_EQ(clustersOf(ranking.settle(rankingOf({1, 2}), noon + 2min)), (QList<qint64>{1, 2}));
}

TEST(SteadyRankingTest, AClockSetBackOrdersAnew)
{
    SteadyRanking ranking;
    ranking.settle(rankingOf({1, 2}), noon);
    EXPECT_EQ(clustersOf(ranking.settle(rankingOf({2, 1}), noon - 24h)), (QList<qint64>{2, 1}));
}

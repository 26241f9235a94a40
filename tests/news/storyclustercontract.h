#pragma once

#include "tests/news/storystandingcontract.h"

// What every ArticleStore promises of events that several outlets tell of.

class StoryClusterContract : public ArticleStoreContract
{
protected:
    // Three outlets on one purchase; another event beside it.
    void SetUp() override
    {
        ArticleStoreContract::SetUp();
        store->setStandings({{feed.id, {1.0, {}}}, {other.id, {1.5, {}}}, {third.id, {0.5, {}}}});
        first = tell(feed, u"a"_s, u"Strategy buys 1,229 BTC for $108 million"_s, noon - 3h);
        alone = tell(feed, u"x"_s, u"Ether staking queue shortens in Europe"_s, noon - 2h);
        second = tell(other, u"b"_s, u"Strategy acquires 1,229 BTC for $108 million"_s, noon - 1h);
    }
    ArticleId tell(const FeedInfo &by, const QString &key, const QString &title, UtcTime published,
                   UtcTime now = noon)
    {
        return merged(*store, by, {item(by.id.value + key, title, published)}, now).added.value(0).article.id;
    }

    FeedInfo third = feedNamed(u"third"_s);
    ArticleId first, alone, second;
};

TEST_P(StoryClusterContract, ReportsOfOneEventAreACluster)
{
    EXPECT_EQ(whole(*store, first).cluster, first);
    EXPECT_EQ(whole(*store, second).cluster, first);
    EXPECT_EQ(whole(*store, alone).cluster, alone);
    EXPECT_EQ(whole(*store, first).clusterSize, 2);
    EXPECT_EQ(whole(*store, first).clusterSources, (QStringList{u"wire"_s, u"other"_s}))
        << "the first reporter first";
    const QList<Story> members = stored(*store, StoryQuery::ofCluster(first));
    ASSERT_EQ(members.size(), 2);
    EXPECT_EQ(members[0].article.id, second) << "newest first";
}

TEST_P(StoryClusterContract, OthersOfTheEventSayThatThereIsOneMore)
{
    ArticleChanges heard;
    QObject::connect(store.get(), &ArticleStore::changed, store.get(),
                     [&](const ArticleChanges &changes) { heard = changes; });
    const ArticleId id = tell(third, u"c"_s, u"Strategy buys 1,229 BTC for $108 million"_s, noon - 30min);
    ASSERT_EQ(heard.added.size(), 1);
    EXPECT_EQ(heard.added[0].cluster, first);
    EXPECT_EQ(heard.added[0].clusterSize, 3);
    QSet<ArticleId> updated;
    for (const Story &story : heard.updated) {
        updated.insert(story.article.id);
        EXPECT_EQ(story.clusterSize, 3);
    }
    EXPECT_EQ(updated, (QSet<ArticleId>{first, second}));
    EXPECT_EQ(whole(*store, id).clusterSources.size(), 3);
}

TEST_P(StoryClusterContract, AFoldedListHasOneRowForTheEvent)
{
    StoryQuery query;
    query.folded = true;
    const auto rows = [&] {
        QList<ArticleId> ids;
        for (const Story &story : stored(*store, query))
            ids.append(story.article.id);
        return ids;
    };
    EXPECT_EQ(rows(), (QList<ArticleId>{second, alone}));
    tell(third, u"c"_s, u"Strategy buys 1,229 BTC for $108 million"_s, noon - 30min);
    EXPECT_EQ(rows(), (QList<ArticleId>{second, alone})) << "a weightier outlet stands before a newer one";
    query.sources = {u"wire"_s};
    EXPECT_EQ(rows(), (QList<ArticleId>{alone, first})) << "of those that answer the question";
    query.sources = {};
    store->setMuted(u"other"_s, true);
    EXPECT_EQ(rows(), (QList<ArticleId>{alone, first}));
    EXPECT_EQ(whole(*store, first).clusterSize, 2) << "a hidden outlet is not counted";
}

TEST_P(StoryClusterContract, FoldedPagesNeitherLoseNorRepeatAnEvent)
{
    for (int i = 0; i < 6; ++i)
        tell(third, u"p%1"_s.arg(i),
             QString(QChar(u'a' + i)).repeated(5) + u" plain news"_s + QString(QChar(u'q' + i)).repeated(4),
             noon - std::chrono::minutes{100 + i * 20});
    StoryQuery query;
    query.folded = true;
    const QStringList all = storedTitles(*store, query);
    query.limit = 1;
    const QStringList paged = pagedTitles(*store, query);
    EXPECT_EQ(paged, all);
}

TEST_P(StoryClusterContract, ASearchFoldsToItsBestHit)
{
    StoryQuery query;
    query.text = u"1,229 strategy"_s;
    query.order = StoryQuery::Order::Rank;
    EXPECT_EQ(stored(*store, query).size(), 2);
    query.folded = true;
    EXPECT_EQ(stored(*store, query).size(), 1);
    query.text = u"buys"_s;
    EXPECT_EQ(stored(*store, query).value(0).article.id, first);
}

TEST_P(StoryClusterContract, UnreadEventsAreCountedOnceAndReadAsAWhole)
{
    EXPECT_EQ(unread(*store), 2);
    store->setRead({first}, true);
    EXPECT_EQ(unread(*store), 2) << "the other report is still unread";
    store->setRead({first}, false);
    store->setRead({first}, true, ReadReach::Cluster);
    EXPECT_EQ(unread(*store), 1);
    EXPECT_TRUE(whole(*store, second).state.read);
    EXPECT_FALSE(whole(*store, alone).state.read);
    store->setRead({second}, false, ReadReach::Cluster);
    EXPECT_FALSE(whole(*store, first).state.read);
}

TEST_P(StoryClusterContract, AnotherWordingMayBeAnotherEvent)
{
    ParsedArticle reworded =
        item(feed.id.value + u"x"_s, u"Strategy buys 1,229 BTC for $108 million"_s, noon - 2h);
    const ArticleChanges joined = merged(*store, feed, {reworded}, noon + 1min);
    EXPECT_EQ(whole(*store, alone).cluster, first);
    EXPECT_EQ(whole(*store, second).clusterSize, 3);
    EXPECT_EQ(joined.updated.size(), 3) << "the others hear of it";
    reworded.title = u"Ether staking queue shortens in Europe"_s;
    reworded.summary = u"Of validators"_s;
    merged(*store, feed, {reworded}, noon + 2min);
    EXPECT_EQ(whole(*store, alone).cluster, alone);
    EXPECT_EQ(whole(*store, second).clusterSize, 2);
}

TEST_P(StoryClusterContract, APromotionLeavesTheEvent)
{
    ArticleChanges heard;
    QObject::connect(store.get(), &ArticleStore::changed, store.get(),
                     [&](const ArticleChanges &changes) { heard = changes; });
    store->setPromotion(second, true);
    EXPECT_EQ(whole(*store, second).cluster, second);
    EXPECT_EQ(whole(*store, first).clusterSize, 1);
    EXPECT_EQ(heard.updated.size(), 2);
    store->setPromotion(second, false);
    EXPECT_EQ(whole(*store, second).cluster, first);
}

TEST_P(StoryClusterContract, OtherNumbersAreAnotherEvent)
{
    const ArticleId id = tell(third, u"d"_s, u"Strategy buys 1,283 BTC for $116 million"_s, noon - 30min);
    EXPECT_EQ(whole(*store, id).cluster, id);
}

TEST_P(StoryClusterContract, WhatSeveralOutletsTellTrends)
{
    const auto trends = [&] {
        TrendingQuery query;
        query.now = noon;
        return answerTo<QList<TrendingRow>>(
                   [&](auto done) { return store->trending(query, std::move(done)); })
            .value_or(QList<TrendingRow>{});
    };
    const QList<TrendingRow> rows = trends();
    ASSERT_FALSE(rows.isEmpty());
    EXPECT_EQ(rows[0].ranked.rank, 1);
    EXPECT_EQ(rows[0].ranked.cluster, first);
    EXPECT_EQ(rows[0].ranked.owners, 2);
    EXPECT_EQ(rows[0].ranked.sources, (QStringList{u"wire"_s, u"other"_s}));
    EXPECT_EQ(rows[0].story.article.id, second) << "the weightier outlet stands for the event";
    EXPECT_EQ(rows[0].story.clusterSize, 2);

    store->setStandings({{feed.id, {1.0, u"one house"_s}}, {other.id, {1.5, u"one house"_s}}});
    EXPECT_EQ(trends().value(0).ranked.owners, 1) << "sister sites have one voice";
    store->setMuted(u"other"_s, true);
    store->setStandings({});
    EXPECT_EQ(trends().value(0).ranked.owners, 1) << "a hidden outlet has none";
    for (const TrendingRow &row : trends())
        EXPECT_NE(row.story.article.id, second);
}

TEST_P(StoryClusterContract, OffersOtherStoriesOfTheSameCoin)
{
    const ArticleId more = tell(third, u"m"_s, u"Miners hold on to BTC as fees fall"_s, noon - 5h);
    const auto offered = [&](ArticleId open) {
        RelatedQuery query;
        query.now = noon;
        return answerTo<QList<RelatedRow>>(
                   [&](auto done) { return store->related(open, query, std::move(done)); })
            .value_or(QList<RelatedRow>{});
    };
    const QList<RelatedRow> rows = offered(first);
    ASSERT_EQ(rows.size(), 1)
        << "the other report of the event is no news, the rest has nothing to do with it";
    EXPECT_EQ(rows[0].story.article.id, more);
    EXPECT_EQ(rows[0].related.why, RelatedStory::Why::SameCoin);
    EXPECT_EQ(rows[0].related.shared, QStringList{u"BTC"_s});
    store->noteOpened(first, noon);
    EXPECT_EQ(offered(first).size(), 1);
    store->setRead({more}, true);
    EXPECT_TRUE(offered(first).isEmpty()) << "empty rather than random";
    EXPECT_TRUE(offered({4711}).isEmpty());
}

TEST_P(StoryClusterContract, AReportOfWhatWasReadWholeArrivesReadWhereReadingMarksEvents)
{
    store->setReadReach(ReadReach::Cluster);
    store->setRead({first}, true, ReadReach::Cluster);
    ASSERT_EQ(unread(*store), 1) << "the other event";
    ArticleChanges heard;
    QObject::connect(store.get(), &ArticleStore::changed, store.get(),
                     [&](const ArticleChanges &changes) { heard = changes; });
    const ArticleId late = tell(third, u"c"_s, u"Strategy buys 1,229 BTC for $108 million"_s, noon - 30min);
    EXPECT_TRUE(heard.added.value(0).state.read) << "announced as it is stored";
    EXPECT_TRUE(whole(*store, late).state.read);
    EXPECT_EQ(unread(*store), 1);
    // Another event is news.
    EXPECT_FALSE(whole(*store, tell(third, u"d"_s, u"Solana validators halt"_s, noon - 20min)).state.read);
    EXPECT_EQ(unread(*store), 2);
}

TEST_P(StoryClusterContract, AReportOfAnEventThatIsUnreadInPartArrivesUnread)
{
    store->setReadReach(ReadReach::Cluster);
    store->setRead({first}, true); // this report alone
    EXPECT_FALSE(
        whole(*store, tell(third, u"c"_s, u"Strategy buys 1,229 BTC for $108 million"_s, noon - 30min))
            .state.read);
}

TEST_P(StoryClusterContract, AReportArrivesUnreadWhereReadingMarksStoriesAlone)
{
    store->setRead({first}, true, ReadReach::Cluster);
    EXPECT_FALSE(
        whole(*store, tell(third, u"c"_s, u"Strategy buys 1,229 BTC for $108 million"_s, noon - 30min))
            .state.read);
    EXPECT_EQ(unread(*store), 2);
}

TEST_P(StoryClusterContract, ReportsThatComeTogetherAreReadTogetherOrNotAtAll)
{
    store->setReadReach(ReadReach::Cluster);
    merged(*store, feed, {item(u"n"_s, u"Tether mints 2 billion USDT on Tron"_s, noon - 50min)}, noon);
    const ArticleId fresh = tell(other, u"o"_s, u"Tether mints 2 billion USDT on Tron"_s, noon - 40min);
    EXPECT_FALSE(whole(*store, fresh).state.read) << "none of them was read";
    store->setRead({first}, true, ReadReach::Cluster);
    const ArticleChanges both =
        merged(*store, third,
               {item(u"e"_s, u"Strategy buys 1,229 BTC for $108 million"_s, noon - 30min),
                item(u"f"_s, u"Strategy acquires 1,229 BTC for $108 million in all"_s, noon - 20min)},
               noon);
    ASSERT_EQ(both.added.size(), 2);
    for (const Story &story : both.added) {
        EXPECT_EQ(story.cluster, first);
        EXPECT_TRUE(story.state.read);
    }
}

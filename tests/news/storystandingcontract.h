#pragma once

#include "tests/news/articlestorecontract.h"

// What every ArticleStore promises of promotions, hidden outlets and counts.

inline ArticleId addedId(ArticleStore &store, const FeedInfo &feed, const QString &key,
                         UtcTime published = noon - 1h)
{
    return merged(store, feed, {item(key, key.toUpper(), published)}).added.value(0).article.id;
}

TEST_P(ArticleStoreContract, AStoryStandsAloneAtFirst)
{
    const ArticleId id = addedId(*store, feed, u"a"_s);
    const Story story = whole(*store, id);
    EXPECT_EQ(story.cluster, id);
    EXPECT_EQ(story.clusterSize, 1);
    EXPECT_EQ(story.clusterSources, QStringList{u"wire"_s});
    EXPECT_EQ(storedTitles(*store, StoryQuery::ofCluster(id)), QStringList{u"A"_s});
}

TEST_P(ArticleStoreContract, TheUsersMarkMakesAPromotionAndUnmakesIt)
{
    const ArticleId id = addedId(*store, feed, u"a"_s);
    addedId(*store, feed, u"b"_s, noon - 2h);
    QList<ArticleChanges> heard;
    QObject::connect(store.get(), &ArticleStore::changed, store.get(),
                     [&](const ArticleChanges &changes) { heard.append(changes); });
    store->setPromotion(id, true);
    EXPECT_FALSE(whole(*store, id).facts.promotion.isEmpty()) << "it says why";
    EXPECT_EQ(unread(*store), 1) << "promotions never count";
    ASSERT_EQ(heard.size(), 1);
    EXPECT_FALSE(heard[0].updated.value(0).facts.promotion.isEmpty());

    StoryQuery query;
    EXPECT_EQ(storedTitles(*store, query), (QStringList{u"A"_s, u"B"_s}));
    query.promoted = StoryQuery::Promoted::Only;
    EXPECT_EQ(storedTitles(*store, query), QStringList{u"A"_s});
    query.promoted = StoryQuery::Promoted::Exclude;
    EXPECT_EQ(storedTitles(*store, query), QStringList{u"B"_s});

    merged(*store, feed, {item(u"a"_s, u"A, reworded"_s)}, noon + 1min);
    EXPECT_FALSE(whole(*store, id).facts.promotion.isEmpty())
        << "a new wording does not undo the user's word";
    store->setPromotion(id, false);
    EXPECT_EQ(whole(*store, id).facts.promotion, QString());
    EXPECT_EQ(unread(*store), 2);
}

TEST_P(ArticleStoreContract, AHiddenOutletIsLeftOutUnlessAskedFor)
{
    addedId(*store, feed, u"a"_s);
    merged(*store, other, {item(u"b"_s, u"B"_s, noon - 2h)});
    int rearranged = 0;
    QObject::connect(store.get(), &ArticleStore::rearranged, store.get(), [&] { ++rearranged; });
    store->setMuted(u"other"_s, true);
    store->setMuted(u"other"_s, true);
    EXPECT_EQ(storedTitles(*store), QStringList{u"A"_s});
    EXPECT_EQ(rearranged, 1);
    EXPECT_EQ(unread(*store), 1);

    StoryQuery query;
    query.withMuted = true;
    EXPECT_EQ(storedTitles(*store, query), (QStringList{u"A"_s, u"B"_s}));
    EXPECT_TRUE(stored(*store, query)[1].muted);
    query = {};
    query.sources = {u"other"_s};
    EXPECT_EQ(storedTitles(*store, query), QStringList{u"B"_s}) << "named, it is shown";

    merged(*store, other, {item(u"c"_s, u"C"_s)});
    EXPECT_EQ(storedTitles(*store), QStringList{u"A"_s}) << "what it writes later is hidden too";
    EXPECT_EQ(unread(*store), 1);
    const auto muted = answerTo<QStringList>([&](auto done) { return store->mutedSources(std::move(done)); });
    EXPECT_EQ(muted.value_or(QStringList{}), QStringList{u"other"_s});
    store->setMuted(u"other"_s, false);
    EXPECT_EQ(stored(*store).size(), 3);
    EXPECT_EQ(unread(*store), 3);
}

TEST_P(ArticleStoreContract, AllOfAQuestionAreMarkedReadAndNoOthers)
{
    addedId(*store, feed, u"a"_s);
    addedId(*store, feed, u"old"_s, noon - 30h);
    merged(*store, other, {item(u"o"_s, u"O"_s)});
    StoryQuery query;
    query.sources = {u"wire"_s};
    query.since = noon - 24h;
    query.limit = 1;
    store->setAllRead(query);
    EXPECT_EQ(unread(*store), 2);
    query = {};
    query.unreadOnly = true;
    EXPECT_EQ(storedTitles(*store, query), (QStringList{u"O"_s, u"OLD"_s}));
}

TEST_P(ArticleStoreContract, StoriesUpToAMomentAreThoseOfTheMomentToo)
{
    addedId(*store, feed, u"a"_s, noon - 1h);
    addedId(*store, feed, u"b"_s, noon - 2h);
    addedId(*store, feed, u"c"_s, noon - 3h);
    StoryQuery query;
    query.until = noon - 2h;
    EXPECT_EQ(storedTitles(*store, query), (QStringList{u"B"_s, u"C"_s}));
    query.since = noon - 2h;
    EXPECT_EQ(storedTitles(*store, query), QStringList{u"B"_s});
}

TEST_P(ArticleStoreContract, CountsTheFeedsThatWereReadSince)
{
    const auto read = [&](UtcTime since) {
        return answerTo<int>([&](auto done) { return store->feedsRead(since, std::move(done)); })
            .value_or(-1);
    };
    const auto keep = [&](const QString &id, UtcTime lastSuccess) {
        FeedInfo info = feed;
        info.id = {id};
        FeedValidators validators;
        validators.lastSuccess = lastSuccess;
        validators.lastTry = noon;
        EXPECT_TRUE(answerTo<ArticleChanges>(
            [&](auto done) { return store->merge(info, {}, validators, noon, std::move(done)); }));
    };
    EXPECT_EQ(read({}), 0) << "no feed was asked yet";
    keep(u"fresh"_s, noon);
    keep(u"earlier"_s, noon - 2h);
    keep(u"never"_s, {});
    EXPECT_EQ(read(noon - 1h), 1);
    EXPECT_EQ(read(noon - 2h), 2);
    EXPECT_EQ(read({}), 2) << "a try that failed reads nothing";
}

TEST_P(ArticleStoreContract, TellsSinceWhenStoriesAreStored)
{
    const auto oldest = [&] {
        return answerTo<std::optional<UtcTime>>(
                   [&](auto done) { return store->oldestStory(std::move(done)); })
            .value_or(UtcTime{});
    };
    EXPECT_EQ(oldest(), std::nullopt);
    addedId(*store, feed, u"a"_s, noon - 1h);
    addedId(*store, feed, u"b"_s, noon - 50h);
    EXPECT_EQ(oldest(), noon - 50h);
}

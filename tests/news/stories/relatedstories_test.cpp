#include "app/news/stories/relatedstories.h"

#include "tests/news/stories/storycase.h"

namespace {
Story story(qint64 id, const QString &title, const StoryFacts &facts = {}, UtcTime at = noon,
            const QString &source = {})
{
    Story story;
    story.article = headline(id, title, at, source.isEmpty() ? u"Outlet %1"_s.arg(id) : source);
    story.cluster = {id};
    story.facts = facts;
    return story;
}

// Of a store with so many other stories.
StoredTermCounts countsOf(int stories)
{
    StoredTermCounts counts;
    for (int i = 0; i < stories; ++i)
        counts.add(readStory(u"Markets report %1 on prices and traders"_s.arg(i), {}), noon);
    return counts;
}

QList<qint64> ids(const QList<RelatedStory> &related)
{
    QList<qint64> list;
    for (const RelatedStory &one : related)
        list.append(one.id.value);
    return list;
}

class RelatedStoriesTest : public testing::Test
{
protected:
    QList<RelatedStory> related(const QList<Story> &candidates, const RelatedOptions &options = {})
    {
        return relatedStories(open, candidates, counts, noon, options);
    }
    Story open = story(1, u"Lighthouse validators on Quartz chain face slashing after faulty client update"_s,
                       about({u"ETH"_s}));
    const StoredTermCounts counts = countsOf(300);
};
} // namespace

TEST_F(RelatedStoriesTest, TheLikestComesFirstWithItsReason)
{
    const auto found = related({story(2, u"Bakery chain opens shops in Norway"_s),
                                story(3, u"Slashing of Lighthouse validators traced to faulty client"_s),
                                story(4, u"Quartz holds its festival for operators in Lisbon"_s)});
    EXPECT_EQ(ids(found), (QList<qint64>{3, 4}));
    EXPECT_GT(found[0].likeness, found[1].likeness);
    EXPECT_EQ(found[0].why, RelatedStory::Why::SameEvent);
    EXPECT_EQ(relatedReason(found[0]), u"same event"_s);
    EXPECT_EQ(found[1].why, RelatedStory::Why::SimilarWords);
    EXPECT_TRUE(found[1].shared.contains(u"Quartz"_s)) << relatedReason(found[1]).toStdString();
}

TEST_F(RelatedStoriesTest, ASharedCoinOrKindIsTheReason)
{
    open.facts.kind = StoryKind::Hack;
    const auto found = related(
        {story(2, u"Ethereum client update brings faster validators"_s, about({u"ETH"_s})),
         story(3, u"Faulty update of Marble bridge freezes validators"_s, about({}, StoryKind::Hack))});
    QHash<qint64, QString> reasons;
    for (const RelatedStory &one : found)
        reasons.insert(one.id.value, relatedReason(one));
    EXPECT_EQ(reasons.value(2), u"same coin: ETH"_s);
    EXPECT_EQ(reasons.value(3), u"same kind: hacks and outages"_s);
}

TEST_F(RelatedStoriesTest, WhatWasReadPromotedHiddenOldOrOfTheSameEventIsLeftOut)
{
    const QString title = u"Slashing hits Lighthouse validators"_s;
    QList<Story> candidates;
    for (qint64 id = 2; id <= 7; ++id)
        candidates.append(story(id, title));
    candidates[0].state.read = true;
    candidates[1].facts.promotion = u"press release"_s;
    candidates[2].muted = true;
    candidates[3].article.sortTime = noon - 15 * 24h;
    candidates[4].cluster = open.cluster;
    candidates.append(open);
    EXPECT_EQ(ids(related(candidates)), QList<qint64>{7});
}

TEST_F(RelatedStoriesTest, OneOutletStandsAtMostTwiceAndOneEventOnce)
{
    QList<Story> candidates;
    for (qint64 id = 2; id <= 5; ++id)
        candidates.append(
            story(id, u"Lighthouse validators slashed, part %1"_s.arg(id), {}, noon, u"Loud"_s));
    candidates.append(story(6, u"Lighthouse client at fault"_s, {}, noon, u"B"_s));
    candidates.append(story(7, u"Lighthouse client is at fault"_s, {}, noon, u"C"_s));
    candidates[5].cluster = {6};
    const auto found = related(candidates);
    EXPECT_EQ(found.size(), 3);
    const auto loud =
        std::count_if(found.begin(), found.end(), [](const RelatedStory &r) { return r.id.value < 6; });
    EXPECT_EQ(loud, 2);
}

TEST_F(RelatedStoriesTest, DifferentStoriesGoBeforeMoreOfTheSame)
{
    open.article.title = u"Quartz chain validators slashed as Marble bridge freezes"_s;
    const auto found = related({story(2, u"Quartz chain validators slashed overnight"_s, {}, noon),
                                story(3, u"Quartz chain validators slashed again overnight"_s, {}, noon),
                                story(4, u"Marble bridge freezes withdrawals"_s, {}, noon - 10h)},
                               {2, nullptr});
    EXPECT_EQ(found.size(), 2);
    EXPECT_TRUE(ids(found).contains(4));
}

TEST_F(RelatedStoriesTest, NewerOnesGoFirstAmongEquals)
{
    const auto found = related({story(2, u"Lighthouse validators slashed"_s, {}, noon - 100h),
                                story(3, u"Lighthouse validators slashed"_s, {}, noon - 1h)});
    EXPECT_EQ(ids(found), (QList<qint64>{3, 2}));
}

TEST_F(RelatedStoriesTest, NothingIsBetterThanSomethingAtRandom)
{
    EXPECT_TRUE(
        related({story(2, u"Bakery opens shops in Norway"_s), story(3, u"Robot dances on television"_s)})
            .isEmpty());
}

TEST_F(RelatedStoriesTest, WithFewStoriesTheNewestOfTheSameTag)
{
    const auto found = relatedStories(open,
                                      {story(2, u"Ether holders vote"_s, about({u"ETH"_s}), noon - 2h),
                                       story(3, u"Ether treasury grows"_s, about({u"ETH"_s}), noon - 1h),
                                       story(4, u"Lighthouse validators slashed"_s)},
                                      countsOf(150), noon);
    EXPECT_EQ(ids(found), (QList<qint64>{3, 2}));
    EXPECT_EQ(relatedReason(found[0]), u"same coin: ETH"_s);
}

TEST_F(RelatedStoriesTest, TheOrderOfTheCandidatesDoesNotMatter)
{
    QList<Story> candidates;
    for (qint64 id = 2; id < 30; ++id)
        candidates.append(story(id, u"Lighthouse validators and client %1"_s.arg(id % 7)));
    const auto found = related(candidates);
    std::reverse(candidates.begin(), candidates.end());
    EXPECT_EQ(related(candidates), found);
}

TEST_F(RelatedStoriesTest, TheReadersTastesRaiseWhatIsAlike)
{
    ReadingHistory history;
    for (int i = 0; i < 10; ++i)
        history.add(story(100 + i, u"Any"_s, about({u"SOL"_s})), noon);
    const QList<Story> candidates{story(2, u"Lighthouse validators slashed on Quartz"_s, {}, noon),
                                  story(3, u"Lighthouse validators slashed too"_s, about({u"SOL"_s}), noon)};
    EXPECT_EQ(ids(related(candidates)).value(0), 2);
    EXPECT_EQ(ids(related(candidates, {5, &history})).value(0), 3);
}

TEST_F(RelatedStoriesTest, TheWordsToSearchForAreTheTellingOnes)
{
    open.article.summary = u"Operators lost stake near Reykjavik."_s;
    const QStringList words = relatedWords(open, counts, 6);
    EXPECT_EQ(words.size(), 6);
    EXPECT_TRUE(words.contains(u"Lighthouse"_s));
    EXPECT_FALSE(words.contains(u"after"_s));
    EXPECT_TRUE(relatedWords(open, counts).contains(u"Reykjavik"_s));
}

TEST_F(RelatedStoriesTest, ChineseStoriesAreLikeByTheirCharacters)
{
    open.article.title = u"灯塔协议验证者因客户端故障遭罚没"_s;
    const auto found =
        related({story(2, u"咖啡连锁店在挪威开业"_s), story(3, u"灯塔协议公布客户端故障原因"_s)});
    EXPECT_EQ(ids(found), QList<qint64>{3});
}

TEST(ReadingHistoryTest, InterestIsAShareAndFades)
{
    ReadingHistory history;
    const Story solana = story(1, u"Any"_s, about({u"SOL"_s}), noon, u"A"_s);
    EXPECT_EQ(history.interest(solana, noon), 0);
    history.add(solana, noon);
    EXPECT_LT(history.interest(solana, noon), 0.5) << "one story is no habit";
    for (int i = 0; i < 9; ++i)
        history.add(solana, noon);
    EXPECT_NEAR(history.interest(solana, noon), 1, 1e-9);
    EXPECT_EQ(history.interest(story(2, u"Any"_s, about({u"BTC"_s}), noon, u"B"_s), noon), 0);
    EXPECT_LT(history.interest(solana, noon + 60 * 24h), 0.2) << "four half-lives later";
}

TEST(ReadingHistoryTest, NewHabitsOutweighOldOnes)
{
    ReadingHistory history;
    const Story old = story(1, u"Any"_s, about({u"SOL"_s}), noon, u"A"_s),
                now = story(2, u"Any"_s, about({u"BTC"_s}), noon, u"B"_s);
    for (int i = 0; i < 10; ++i)
        history.add(old, noon);
    for (int i = 0; i < 6; ++i)
        history.add(now, noon + 28 * 24h);
    EXPECT_GT(history.interest(now, noon + 28 * 24h), history.interest(old, noon + 28 * 24h));
}

TEST(ReadingHistoryTest, ItIsStoredAndBrokenBytesAreNone)
{
    ReadingHistory history;
    history.add(story(1, u"Any"_s, about({u"SOL"_s}, StoryKind::Etf), noon, u"A"_s), noon);
    const QByteArray bytes = history.toBytes();
    EXPECT_EQ(ReadingHistory::fromBytes(bytes), history);
    EXPECT_FALSE(ReadingHistory::fromBytes(bytes.chopped(1)));
    EXPECT_FALSE(ReadingHistory::fromBytes("rubbish"));
    EXPECT_FALSE(ReadingHistory::fromBytes({}));
}

TEST(TermCountsTest, RareTermsWeighMoreThanFrequentOnes)
{
    StoredTermCounts counts;
    for (int i = 0; i < 50; ++i)
        counts.add(readStory(u"Quartz again"_s, {}), noon);
    const StoryReading both = readStory(u"Quartz and Marble"_s, {});
    ASSERT_EQ(both.terms.size(), 2u);
    const auto quartz = readStory(u"Quartz"_s, {}).terms[0], marble = readStory(u"Marble"_s, {}).terms[0];
    EXPECT_EQ(counts.stories(), 50);
    EXPECT_EQ(counts.storiesWith(quartz.term), 50);
    EXPECT_EQ(counts.storiesWith(marble.term), 0);
    EXPECT_LT(rarity(quartz, counts), rarity(marble, counts));
}

TEST(TermCountsTest, AfterThirtyDaysOldStoriesCountHalf)
{
    StoredTermCounts counts;
    for (int i = 0; i < 10; ++i)
        counts.add(readStory(u"Quartz"_s, {}), noon);
    counts.add(readStory(u"Marble"_s, {}), noon + 31 * 24h);
    EXPECT_EQ(counts.stories(), 6);
    EXPECT_EQ(counts.storiesWith(readStory(u"Quartz"_s, {}).terms[0].term), 5);
    EXPECT_EQ(counts.storiesWith(readStory(u"Marble"_s, {}).terms[0].term), 1);
}

TEST(TermCountsTest, TheyAreStoredAndBrokenBytesAreNone)
{
    const StoredTermCounts counts = countsOf(20);
    const QByteArray bytes = counts.toBytes();
    EXPECT_EQ(StoredTermCounts::fromBytes(bytes), counts);
    EXPECT_FALSE(StoredTermCounts::fromBytes(bytes.chopped(3)));
    EXPECT_FALSE(StoredTermCounts::fromBytes(bytes + "x"));
    EXPECT_FALSE(StoredTermCounts::fromBytes({}));
}

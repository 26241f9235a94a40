#include "app/news/facts/storyanalyst.h"

#include <gtest/gtest.h>
#include <thread>

using namespace Qt::StringLiterals;

TEST(StoryAnalystTest, AFlashAboutTalksIsTheWholeMarketsWithItsSources)
{
    const StoryAnalyst analyst;
    FactsInput story;
    story.source = u"金色财经"_s;
    story.language = u"zh"_s;
    story.title = u"美伊代表团结束在伊斯坦布尔的会谈"_s;
    story.text = u"【美伊代表团结束在伊斯坦布尔的会谈】金色财经报道，据Axios报道，美国与伊朗的核谈判结束，"
                 u"双方未确定下一轮日期。消息公布后，比特币短线走低。（金十）"_s;
    const StoryFacts facts = analyst.factsOf(story, {});
    EXPECT_TRUE(facts.coins.isEmpty()) << "what bitcoin did meanwhile is background";
    EXPECT_EQ(facts.kind, StoryKind::Geopolitics);
    EXPECT_TRUE(facts.isMarket());
    EXPECT_EQ(facts.provenance, (QStringList{u"Axios"_s, u"Jin10"_s}));
    EXPECT_TRUE(facts.promotion.isEmpty());
    EXPECT_FALSE(facts.recurring);
}

TEST(StoryAnalystTest, ASummaryThatBeginsTheTextIsReadOnce)
{
    const StoryAnalyst analyst;
    FactsInput story;
    story.title = u"Fees fall"_s;
    story.summary = u"Litecoin miners see fees fall for a third…"_s;
    story.text = u"Litecoin miners see fees fall for a third week."_s;
    const auto once = analyst.factsOf(story, {}).coins;
    ASSERT_EQ(once.size(), 1);
    story.summary.clear();
    EXPECT_EQ(analyst.factsOf(story, {}).coins, once);
}

TEST(StoryAnalystTest, AnythingCanBeRead)
{
    const StoryAnalyst analyst;
    for (const QString &text :
         {QString(), u"$"_s, u"($"_s, QString(u"(BTC "_s).repeated(5000),
          QString(u"BTC,ETH/"_s).repeated(5000), QString(u"Iran ceasefire talks "_s).repeated(5000),
          QString(QChar(0xD800)), u"https://"_s, QString(u"据Axios报道"_s).repeated(3000),
          QString(100'000, u'据'), u"U.S.A.B.C."_s, u"1.2.3,4"_s}) {
        FactsInput story;
        story.title = text;
        story.text = text;
        story.categories = {text};
        analyst.factsOf(story, {{u"BTC"_s, text, true}, {u"BTC"_s, u""_s, true}});
    }
    SUCCEED();
}

TEST(StoryAnalystTest, SeveralThreadsMayAskOne)
{
    const StoryAnalyst analyst;
    FactsInput story;
    story.title = u"Hacker drains $3 million from Uniswap pool, CoinDesk reports"_s;
    const StoryFacts expected = analyst.factsOf(story, {});
    ASSERT_EQ(expected.kind, StoryKind::Hack);
    bool same[2] = {false, false};
    std::thread first([&] { same[0] = analyst.factsOf(story, {}) == expected; });
    std::thread second([&] { same[1] = analyst.factsOf(story, {}) == expected; });
    first.join();
    second.join();
    EXPECT_TRUE(same[0] && same[1]);
}

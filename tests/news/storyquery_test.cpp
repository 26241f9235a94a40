#include "app/news/storyquery.h"

#include "tests/news/storybuilder.h"

namespace {
Story about(const QStringList &coins, std::optional<StoryKind> kind = {})
{
    Story story;
    for (const QString &coin : coins)
        story.facts.coins.append({coin, 1, coin});
    story.facts.kind = kind;
    story.article.sortTime = noon;
    return story;
}
} // namespace

TEST(StoryQueryTest, AnEmptyQuestionTakesAllButHiddenOutlets)
{
    Story story = about({});
    EXPECT_TRUE(isAsked({}, story));
    story.facts.promotion = u"sponsored"_s;
    story.state.read = true;
    EXPECT_TRUE(isAsked({}, story));
    story.muted = true;
    EXPECT_FALSE(isAsked({}, story));
}

TEST(StoryQueryTest, AnyOfTheCoinsIsEnough)
{
    StoryQuery query;
    query.coins = {u"BTC"_s, u"ETH"_s};
    EXPECT_TRUE(isAsked(query, about({u"SOL"_s, u"ETH"_s})));
    EXPECT_FALSE(isAsked(query, about({u"SOL"_s})));
    EXPECT_FALSE(isAsked(query, about({})));
}

TEST(StoryQueryTest, AnyOfTheKindsIsEnough)
{
    StoryQuery query;
    query.kinds = {StoryKind::Etf, StoryKind::Hack};
    EXPECT_TRUE(isAsked(query, about({}, StoryKind::Hack)));
    EXPECT_FALSE(isAsked(query, about({}, StoryKind::Listing)));
    EXPECT_FALSE(isAsked(query, about({})));
}

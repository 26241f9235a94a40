#include "app/cli/moveoutput.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <gtest/gtest.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
ExplainedMove move()
{
    ExplainedMove made;
    made.symbol = u"SOL"_s;
    made.instrument = {{u"bitget"_s}, u"SOLUSDT"_s};
    made.move.start = fromMsecs(1'757'725'320'000); // 2025-09-13T01:02:00Z
    made.move.end = made.move.start + 25min;
    made.move.from = "234.10"_dec;
    made.move.to = "238.59"_dec;
    made.move.pct = 1.91798;
    made.move.usualPct = 0.6187;
    made.move.times = 3.1;
    made.marketPct = 0.1;
    made.netPct = 1.81798;
    made.feedsSearched = 14;
    return made;
}

MoveStory story(std::chrono::minutes before)
{
    MoveStory told;
    told.story.article.id = {7};
    told.story.article.title = u"Validators schedule an upgrade"_s;
    told.story.article.source = u"Block Dispatch"_s;
    told.before = before;
    told.explains = true;
    return told;
}
} // namespace

TEST(MoveOutput, SaysWhyInPlainWords)
{
    ExplainedMove found = move();
    EXPECT_EQ(moveReason(found), u"nothing in your feeds explains this · 14 feeds searched"_s);
    found.feedsSearched = 0;
    EXPECT_EQ(moveReason(found), u"not explained yet · no feed read since"_s);
    found.answer = MoveAnswer::WithMarket;
    found.marketPct = 0.42;
    EXPECT_EQ(moveReason(found), u"rose with the market, BTC +0.42%"_s);
    found.move.pct = -1.9;
    found.marketPct = -0.42;
    EXPECT_EQ(moveReason(found), u"fell with the market, BTC -0.42%"_s);
    found.answer = MoveAnswer::Explained;
    found.stories = {story(8min)};
    EXPECT_EQ(moveReason(found), u"Validators schedule an upgrade (Block Dispatch, 8 min before)"_s);
    found.stories = {story(-2min)};
    EXPECT_EQ(moveReason(found), u"Validators schedule an upgrade (Block Dispatch, as it began)"_s);
}

TEST(MoveOutput, TheTableTellsWhatWhenAndHowUnusual)
{
    const QByteArray table = moveTable({move()});
    EXPECT_TRUE(table.contains("+1.92%")) << table.toStdString();
    EXPECT_TRUE(table.contains("25 min"));
    EXPECT_TRUE(table.contains("3.1"));
    EXPECT_TRUE(table.contains("+1.82%"));
}

TEST(MoveOutput, JsonKeepsEveryDigitOfMoney)
{
    ExplainedMove found = move();
    found.answer = MoveAnswer::Explained;
    found.stories = {story(8min)};
    const QJsonObject json = QJsonDocument::fromJson(moveToJson(found)).object();
    EXPECT_EQ(json.value(u"from"_s).toString(), u"234.10"_s);
    EXPECT_EQ(json.value(u"start"_s).toString(), u"2025-09-13T01:02:00Z"_s);
    EXPECT_EQ(json.value(u"minutes"_s).toInt(), 25);
    EXPECT_EQ(json.value(u"answer"_s).toString(), u"explained"_s);
    EXPECT_EQ(json.value(u"netPct"_s).toDouble(), 1.818);
    EXPECT_EQ(json.value(u"story"_s).toObject().value(u"minutesBefore"_s).toInt(), 8);
    EXPECT_EQ(json.value(u"stories"_s).toArray().size(), 1);
    EXPECT_EQ(json.value(u"looked"_s).toObject().value(u"feeds"_s).toInt(), 14);
    EXPECT_FALSE(json.contains(u"simulated"_s));
    found.answer = MoveAnswer::Unexplained;
    EXPECT_TRUE(QJsonDocument::fromJson(moveToJson(found)).object().value(u"story"_s).isNull());
}

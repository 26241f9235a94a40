#include "ui/news/stripwords.h"

#include "tests/ui/news/newsfakes.h"

#include <gtest/gtest.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
// The design's story: out at 01:07 in UTC+8, now is 09:42.
class StripWordsTest : public testing::Test
{
protected:
    StripWordsTest()
    {
        report.published = published;
        report.seen = published + 7min;
        report.delay = 7min;
        report.minute = published - 1min;
        report.coins = {priced(u"BTC"_s, 0.42)};
        report.coins.first().asset = {u"bitcoin"_s};
        report.coins.first().marketPct = 0.47;
        report.coins.first().netPct = -0.05;
        report.watchlistPct = 0.47;
    }
    static StoryPrice priced(const QString &symbol, double since)
    {
        StoryPrice price;
        price.symbol = symbol;
        price.venueName = u"Bitget"_s;
        price.atPublication = "114478.30"_dec;
        price.now = "114959.13"_dec;
        price.nowState = PriceState::Live;
        price.sincePct = since;
        price.usualPct = 1.0;
        price.gap = PriceGap::None;
        return price;
    }
    StripWords strip(const std::optional<TapeCheck> &tape = {}) const
    {
        return stripWords(report, tape, numbers, times, now);
    }
    SinceFigures figures() const { return sinceFigures(report, numbers, times, now); }
    static QStringList labels(const SinceFigures &figures)
    {
        QStringList labels;
        for (const SinceFigures::Moment &moment : figures.moments)
            labels.append(moment.label);
        return labels;
    }

    const UtcTime published = fromMsecs(1'757'696'820'000); // 2025-09-12T17:07:00Z
    UtcTime now = designNow;
    StoryReport report;
    Numbers numbers;
    Times times{QTimeZone("Asia/Shanghai")};
};
} // namespace

TEST_F(StripWordsTest, SaysTheMoveOfTheCoinAndWhatIsLeftOfItWithoutTheMarket)
{
    report.up = 9;
    report.flat = 1;
    const StripWords words = strip();
    EXPECT_EQ(words.since, u"Since 01:07"_s);
    ASSERT_EQ(words.coins.size(), 1);
    EXPECT_EQ(words.coins.first().label, u"BTC"_s);
    EXPECT_EQ(words.coins.first().value, u"+0.42%"_s);
    EXPECT_EQ(words.coins.first().tone, SinceText::Tone::Quiet);
    EXPECT_EQ(words.note.label + u' ' + words.note.value, u"net of market −0.05%"_s);
    EXPECT_EQ(words.watchlist, u"watchlist: 9 up, 1 flat"_s);
    EXPECT_EQ(words.watchlistShort, u"watchlist: 9 up"_s);
    EXPECT_EQ(words.spoken, u"Since 01:07: BTC up 0.42 percent, net of market down 0.05 percent. "
                            "watchlist: 9 up, 1 flat."_s);
}

TEST_F(StripWordsTest, OnlyAnUnusualMoveIsColouredAndAnOldPriceLooksOld)
{
    report.coins.first().unusual = true;
    EXPECT_EQ(strip().coins.first().tone, SinceText::Tone::Up);
    report.coins.first().nowState = PriceState::Stale;
    EXPECT_EQ(strip().coins.first().tone, SinceText::Tone::Stale);
    EXPECT_TRUE(strip().spoken.contains(u"by the last price heard"_s));
}

TEST_F(StripWordsTest, AStoryOfYesterdayNamesItsDay)
{
    now = published + 25h;
    EXPECT_EQ(strip().since, u"Since 09/13 01:07"_s);
    EXPECT_EQ(figures().heading, u"Your watchlist since 09/13 01:07"_s);
}

TEST_F(StripWordsTest, WithoutARecordedPriceTheReasonStandsWhereTheNetMoveWould)
{
    StoryPrice &price = report.coins.first();
    price.atPublication.reset();
    price.sincePct.reset();
    price.netPct.reset();
    price.gap = PriceGap::NotRecorded;
    EXPECT_EQ(strip().coins.first().value, u"—"_s);
    EXPECT_EQ(strip().coins.first().tip, u"No price recorded at 01:06"_s);
    EXPECT_EQ(strip().note.label, u"No price recorded at 01:06"_s);
    EXPECT_EQ(strip().spoken, u"Since 01:07: BTC —. No price recorded at 01:06."_s);
    EXPECT_EQ(figures().moments.first().figures.first().value, u"—"_s);
    EXPECT_EQ(figures().moments.first().figures.first().tip, u"No price recorded at 01:06"_s);
}

TEST_F(StripWordsTest, AnUndatedStoryHasNoMoveAndSaysWhy)
{
    report.published.reset();
    report.delay.reset();
    report.coins = {StoryPrice{}};
    report.coins.first().symbol = u"BTC"_s;
    report.coins.first().gap = PriceGap::NoDate;
    EXPECT_EQ(strip().since, u"Since publication"_s);
    EXPECT_EQ(strip().note.label, u"The feed doesn't say when this was published"_s);
    EXPECT_TRUE(figures().isEmpty());
}

TEST_F(StripWordsTest, NothingIsSaidWithoutACoinNorOfAStoryThatIsTooOld)
{
    report.coins.first().gap = PriceGap::TooOld;
    report.coins.first().sincePct.reset();
    EXPECT_TRUE(strip().isEmpty());
    EXPECT_TRUE(figures().heading.isEmpty());
    report.coins.clear();
    EXPECT_TRUE(strip().isEmpty());
    EXPECT_TRUE(figures().isEmpty());
}

TEST_F(StripWordsTest, AnOldStoryKeepsItsLastSnapshot)
{
    now = published + 240h;
    StoryPrice &price = report.coins.first();
    price.gap = PriceGap::TooOld;
    price.sincePct.reset();
    price.after.at(3) = "117912.65"_dec;
    price.afterPct.at(3) = 3.0;
    EXPECT_EQ(strip().since, u"After 09/13 01:07"_s);
    EXPECT_EQ(strip().coins.first().value, u"+3.00% in 7 d"_s);
    EXPECT_EQ(labels(figures()).last(), u"After 7 d"_s);
}

TEST_F(StripWordsTest, TellsTheDelayAndOnlyTheSnapshotsThatArePast)
{
    StoryPrice &price = report.coins.first();
    price.atSeen = "114615.67"_dec;
    price.beforeSeenPct = 0.12;
    price.after.at(0) = "114593"_dec;
    price.afterPct.at(0) = 0.1;
    const SinceFigures told = figures();
    EXPECT_EQ(labels(told), (QStringList{u"Published 01:07"_s, u"Until seen 01:14, 7 min later"_s,
                                         u"After 15 min"_s, u"After 1 h"_s}));
    EXPECT_EQ(told.moments.at(0).figures.first().value, u"114,478.30"_s);
    EXPECT_EQ(told.moments.at(1).figures.first().value, u"+0.12%"_s);
    EXPECT_EQ(told.moments.at(2).figures.first().value, u"+0.10%"_s);
    EXPECT_EQ(told.moments.at(3).figures.first().value, u"—"_s);
    EXPECT_EQ(told.moments.at(3).figures.first().tip, u"No price kept of 02:07"_s);
    EXPECT_TRUE(told.spoken.contains(u"Until seen 01:14, 7 min later +0.12%"_s)) << told.spoken.toStdString();
    report.delay = 20s;
    EXPECT_FALSE(labels(figures()).contains(u"Until seen 01:14, 7 min later"_s));
}

TEST_F(StripWordsTest, SeveralCoinsHaveEachItsMoveAndItsNetMove)
{
    report.coins.append(priced(u"ETH"_s, -1.5));
    report.coins.last().netPct = -1.92;
    report.coins.last().marketPct = 0.42;
    EXPECT_EQ(strip().coins.size(), 2);
    EXPECT_EQ(strip().coins.last().value, u"−1.50%"_s);
    EXPECT_TRUE(strip().note.label.isEmpty());
    const SinceFigures told = figures();
    EXPECT_EQ(told.coins, (QStringList{u"BTC"_s, u"ETH"_s}));
    EXPECT_EQ(told.moments.last().label, u"Net of market"_s);
    EXPECT_EQ(told.moments.last().figures.first().value, u"−0.05%"_s);
    EXPECT_EQ(told.moments.last().figures.last().value, u"−1.92%"_s);
    EXPECT_TRUE(told.spoken.contains(u"ETH, Net of market −1.92%"_s)) << told.spoken.toStdString();
}

TEST_F(StripWordsTest, NamesTheCoinsThatMovedUnusuallyOnlyAsFarAsTheUsualIsKnown)
{
    report.watchlist = {priced(u"SOL"_s, 1.94), priced(u"BTC"_s, 0.42), priced(u"XRP"_s, -0.2)};
    const auto words = [this] { return figures().usual.replace(QChar::Nbsp, u' '); };
    EXPECT_EQ(words(), u"None moved beyond twice its usual for 8 h."_s);
    report.watchlist[0].unusual = true;
    EXPECT_EQ(words(), u"Only SOL moved beyond twice its usual for 8 h."_s);
    report.watchlist[1].unusual = true;
    EXPECT_EQ(words(), u"SOL and BTC moved beyond twice their usual for 8 h."_s);
    report.watchlist[2].unusual = true;
    EXPECT_EQ(words(), u"SOL, BTC and 1 more moved beyond twice their usual for 8 h."_s);
    report.watchlist[1].unusual = report.watchlist[2].unusual = false;
    report.watchlist[2].usualPct.reset();
    EXPECT_EQ(words(), u"SOL moved beyond twice its usual for 8 h."_s);
    report.watchlist[0].unusual = false;
    EXPECT_EQ(words(), QString());
}

TEST_F(StripWordsTest, AClaimOfALevelStandsBesideWhatTheTapeSays)
{
    TapeCheck check;
    check.claim = {u"BTC"_s, true, "114000"_dec, u"holds above $114,000"_s, true};
    check.venueName = u"Bitget"_s;
    check.from = published - 24h;
    check.until = published;
    check.quarters = 96;
    check.quartersTrue = 36;
    const StripWords words = strip(check);
    EXPECT_EQ(words.before, u"Before 01:07"_s);
    EXPECT_EQ(words.tape.label + u' ' + words.tape.value, u"BTC above $114,000 in 9 of 24 h"_s);
    EXPECT_TRUE(words.tape.tip.startsWith(u"The headline says “holds above $114,000”."_s));
    EXPECT_TRUE(words.spoken.endsWith(u"Before 01:07: BTC above $114,000 in 9 of 24 h."_s));
}

#include "app/insight/levelclaims.h"

#include "tests/insight/candlecase.h"
#include "tests/support/fakecandlehistory.h"
#include "tests/support/waituntil.h"

namespace {
const LevelClaimFinder &finder()
{
    static const LevelClaimFinder made;
    return made;
}

Story saying(const QString &title, const QStringList &coins = {u"BTC"_s}, const QString &summary = {})
{
    Story story;
    story.article.title = title;
    story.article.summary = summary;
    story.article.published = story.article.sortTime = noonThen;
    for (const QString &coin : coins)
        story.facts.coins.append({coin, 3, coin});
    return story;
}

// "above 114000", or nothing.
std::string claimed(const Story &story)
{
    const auto claim = finder().claimOf(story);
    if (!claim)
        return {};
    return (claim->symbol + (claim->above ? u" above "_s : u" below "_s) + claim->level.trimmed().toString())
        .toStdString();
}
} // namespace

TEST(LevelClaims, AreFoundInEnglish)
{
    EXPECT_EQ(claimed(saying(u"Bitcoin holds above $114,000"_s)), "BTC above 114000");
    EXPECT_EQ(claimed(saying(u"BTC Climbs Back Above $114K as Traders Return"_s)), "BTC above 114000");
    EXPECT_EQ(claimed(saying(u"Bitcoin briefly dips below $100,000"_s)), "BTC below 100000");
    EXPECT_EQ(claimed(saying(u"Bitcoin price slips under the $110,000 mark"_s)), "BTC below 110000");
    EXPECT_EQ(claimed(saying(u"XRP tops $3 for first time since spring"_s, {u"XRP"_s})), "XRP above 3");
    EXPECT_EQ(claimed(saying(u"Dogecoin falls below the key $0.25 level"_s, {u"DOGE"_s})), "DOGE below 0.25");
    EXPECT_EQ(claimed(saying(u"Quiet weekend: Bitcoin (BTC) trades above $115,500.50"_s)),
              "BTC above 115500.5");
    EXPECT_EQ(claimed(saying(u"Solana reclaims $200 in Asian trading"_s, {u"SOL"_s})), "SOL above 200");
    EXPECT_EQ(claimed(saying(u"Spot desks report a calm night, bitcoin price holds above $114,000"_s)),
              "BTC above 114000");
    EXPECT_EQ(claimed(saying(u"Ether breaks above 4,500 USDT"_s, {u"ETH"_s})), "ETH above 4500");
}

TEST(LevelClaims, AreFoundInChinese)
{
    EXPECT_EQ(claimed(saying(u"BTC 跌破 114,000 美元，日内跌幅 1.2%"_s)), "BTC below 114000");
    EXPECT_EQ(claimed(saying(u"XRP 跌破 3 美元"_s, {u"XRP"_s})), "XRP below 3");
    EXPECT_EQ(claimed(saying(u"比特币突破 11.5 万美元"_s)), "BTC above 115000");
    EXPECT_EQ(claimed(saying(u"比特幣突破11萬美元"_s)), "BTC above 110000");
    EXPECT_EQ(claimed(saying(u"以太坊短时站上4500美元关口"_s, {u"ETH"_s})), "ETH above 4500");
    EXPECT_EQ(claimed(saying(u"行情显示，SOL 失守 230 USDT，现报 229.8 USDT"_s, {u"SOL"_s})),
              "SOL below 230");
    EXPECT_EQ(claimed(saying(u"XRP 24 小时交易活跃，价格守住 3 美元关口"_s, {u"XRP"_s})), "XRP above 3");
}

TEST(LevelClaims, TheSummaryIsReadWhenTheHeadlineClaimsNothing)
{
    const auto claim = finder().claimOf(
        saying(u"A calm weekend"_s, {u"BTC"_s}, u"Little moved. Bitcoin held above $114,000 on Saturday."_s));
    ASSERT_TRUE(claim);
    EXPECT_FALSE(claim->inHeadline);
    EXPECT_EQ(claim->words, u"Bitcoin held above $114,000"_s);
}

TEST(LevelClaims, ForecastsConditionsAndWishesAreNone)
{
    for (const QString &title : {u"Bitcoin could fall below $100,000, analysts say"_s,
                                 u"Will bitcoin hold above $114,000?"_s,
                                 u"If bitcoin falls below $100,000, expect more selling"_s,
                                 u"Bitcoin eyes break above $120,000"_s,
                                 u"Analyst: Bitcoin drops below $90,000 by spring"_s,
                                 u"Bitcoin needs to hold above $114,000"_s,
                                 u"Bitcoin fails to hold above $115,000"_s,
                                 u"Bitcoin not above $115,000"_s,
                                 u"Polymarket odds: bitcoin stays above $110,000"_s,
                                 u"Bitcoin poised to climb above $120,000"_s,
                                 u"What happens when bitcoin falls below $100,000"_s,
                                 u"Bitcoin nears $115,000"_s,
                                 u"Bitcoin might stay above $114,000 this week"_s,
                                 u"Why bitcoin trades above $114,000"_s,
                                 u"Traders bet bitcoin rises above $130,000"_s,
                                 u"Bitcoin risks falling below $110,000"_s,
                                 u"Trader says bitcoin holds above $114,000"_s,
                                 u"Bitcoin price prediction: BTC tops $150,000"_s,
                                 u"若 BTC 跌破 110,000 美元，多单清算强度将达 12 亿"_s,
                                 u"分析师：比特币将突破 12 万美元"_s,
                                 u"比特币能否站上 12 万美元"_s,
                                 u"BTC 或跌破 110,000 美元"_s,
                                 u"比特币未能站上 115,000 美元"_s,
                                 u"比特币有望突破 12 万美元"_s,
                                 u"BTC 逼近 115,000 美元"_s,
                                 u"预测：比特币年内突破 15 万美元"_s})
        EXPECT_EQ(claimed(saying(title)), "") << title.toStdString();
}

TEST(LevelClaims, LevelsOfOtherThingsAreNone)
{
    for (const QString &title : {u"Bitcoin market cap holds above $2 trillion"_s,
                                 u"Bitcoin market cap falls below $2,000 billion"_s,
                                 u"Bitcoin open interest climbs above $40,000"_s,
                                 u"Bitcoin ETF inflows rise above $500 million"_s,
                                 u"Bitcoin ETF falls below $60"_s,
                                 u"Bitcoin miner stock drops below $15"_s,
                                 u"Bitcoin treasury firm falls below $300"_s,
                                 u"Bitcoin dominance falls below 58%"_s,
                                 u"Bitcoin rises above 58%"_s,
                                 u"Bitcoin volume tops $30,000"_s,
                                 u"Bitcoin hashprice falls below $50"_s,
                                 u"Bitcoin average fee drops below $1"_s,
                                 u"Bitcoin rises above $114 billion"_s,
                                 u"Bitcoin stays above its 200-day average"_s,
                                 u"Gold tops $3,600 as bitcoin rests"_s,
                                 u"Bitcoin rests as gold tops $3,600"_s,
                                 u"Bitcoin futures fall, trading below $113,000"_s,
                                 u"Bitcoin realized price climbs above $52,000"_s,
                                 u"Bitcoin falls below €100,000"_s,
                                 u"Bitcoin falls below HK$800,000"_s,
                                 u"Bitcoin falls below 100,000"_s,
                                 u"Bitcoin wallets holding above $1,000 grow"_s,
                                 u"比特币市值突破 2 万亿美元"_s,
                                 u"比特币 ETF 净流入突破 5 亿美元"_s,
                                 u"比特币成交额突破 3000 美元"_s,
                                 u"比特币持仓量跌破 400 美元"_s,
                                 u"BTC 跌破 114,000 欧元"_s,
                                 u"比特币概念股跌破 15 美元"_s,
                                 u"比特币算力突破 1000"_s})
        EXPECT_EQ(claimed(saying(title)), "") << title.toStdString();
}

TEST(LevelClaims, AnotherCoinOrTwoOrNoneOfTheStorysAreNone)
{
    EXPECT_EQ(claimed(saying(u"Bitcoin and ether hold above $4,500"_s, {u"BTC"_s, u"ETH"_s})), "");
    EXPECT_EQ(claimed(saying(u"As bitcoin rests, ether climbs above $4,500"_s, {u"BTC"_s, u"ETH"_s})), "");
    EXPECT_EQ(claimed(saying(u"Ether climbs above $4,500"_s, {u"BTC"_s})), "");
    EXPECT_EQ(claimed(saying(u"Token falls below $3"_s, {u"XRP"_s})), "");
    EXPECT_EQ(claimed(saying(u"Bitcoin maker of chips falls below $3"_s)), "");
    EXPECT_EQ(claimed(saying(u"Holds above $114,000: bitcoin"_s)), "") << "the coin comes after";
}

TEST(LevelClaims, ThePastAndTwoComparisonsAreNone)
{
    for (const QString &title :
         {u"Bitcoin fell below $20,000 in 2022"_s, u"A year ago bitcoin held above $60,000"_s,
          u"Bitcoin traded above $100,000 last month"_s,
          u"Bitcoin slides from above $115,000 to below $112,000"_s,
          u"Bitcoin falls below $115,000, trades under $114,000"_s, u"比特币曾跌破 2 万美元"_s,
          u"去年比特币突破 10 万美元"_s, u"Bitcoin rose above $70,000 in March"_s})
        EXPECT_EQ(claimed(saying(title)), "") << title.toStdString();
}

TEST(LevelClaims, PromotionsAreNotChecked)
{
    Story story = saying(u"Bitcoin holds above $114,000"_s);
    story.facts.promotion = u"sponsored post"_s;
    EXPECT_FALSE(finder().claimOf(story));
}

class TapeCheckTest : public testing::Test
{
protected:
    // Above the level from `hours` before noon on.
    CandleSeries tape(double hours) const
    {
        return seriesOf(u"BTC"_s, Interval::M15,
                        candlesOf(Interval::M15, noonThen - 30h, noonThen, [hours](UtcTime time) {
                            return time > noonThen - std::chrono::minutes{int(hours * 60)} ? 114'500.0
                                                                                           : 113'500.0;
                        }));
    }
    static LevelClaim claim(bool above = true, const Decimal &level = "114000"_dec)
    {
        return {u"BTC"_s, above, level, {}, true};
    }
};

TEST_F(TapeCheckTest, CountsTheHoursOfTheDayBeforePublication)
{
    const auto check = checkOnTape(claim(), tape(9), noonThen);
    ASSERT_TRUE(check);
    EXPECT_EQ(check->quarters, 96);
    EXPECT_EQ(check->quartersTrue, 36);
    EXPECT_EQ(tapeCheckText(*check, u"$114,000"_s), u"above $114,000 in 9 of 24 h"_s);
    EXPECT_EQ(tapeCheckText(*checkOnTape(claim(false), tape(9), noonThen), u"$114,000"_s),
              u"below $114,000 in 15 of 24 h"_s);
    EXPECT_EQ(check->atPublication, "114500"_dec);
}

TEST_F(TapeCheckTest, SomeIsNeverNoneAndNotAllIsNeverAll)
{
    EXPECT_EQ(checkOnTape(claim(), tape(0.25), noonThen)->hoursTrue(), 1);
    EXPECT_EQ(checkOnTape(claim(), tape(23.75), noonThen)->hoursTrue(), 23);
    EXPECT_EQ(checkOnTape(claim(), tape(0), noonThen)->hoursTrue(), 0);
    EXPECT_EQ(checkOnTape(claim(), tape(24), noonThen)->hoursTrue(), 24);
}

TEST_F(TapeCheckTest, WhatCameAfterPublicationDoesNotCount)
{
    const auto check = checkOnTape(claim(), tape(9), noonThen - 6h);
    ASSERT_TRUE(check);
    EXPECT_EQ(check->quartersTrue, 12);
}

TEST_F(TapeCheckTest, TooFewCandlesOrALevelFarAwaySayNothing)
{
    CandleSeries sparse = tape(9);
    sparse.candles = sparse.candles.mid(60);
    EXPECT_FALSE(checkOnTape(claim(), sparse, noonThen));
    EXPECT_FALSE(checkOnTape(claim(true, "15"_dec), tape(9), noonThen));
    EXPECT_FALSE(checkOnTape(claim(true, "300000"_dec), tape(9), noonThen));
}

TEST_F(TapeCheckTest, AStoryIsCheckedOverTheHistory)
{
    FakeCandleHistory history;
    history.set(bitcoin, tape(9));
    TapeChecker checker(history);
    std::optional<TapeCheck> found;
    bool answered = false;
    const auto take = [&](const Result<std::optional<TapeCheck>> &check) {
        answered = true;
        found = check.value_or(std::nullopt);
    };
    Request request = checker.check(saying(u"Bitcoin holds above $114,000"_s), take);
    ASSERT_TRUE(waitUntil([&] { return answered; }));
    ASSERT_TRUE(found);
    EXPECT_EQ(found->asset, bitcoin);
    EXPECT_EQ(found->hoursTrue(), 9);
    EXPECT_EQ(history.loads.size(), 1);
    answered = false;
    request = checker.check(saying(u"Bitcoin could rise above $114,000"_s), take);
    ASSERT_TRUE(waitUntil([&] { return answered; }));
    EXPECT_FALSE(found);
    EXPECT_EQ(history.loads.size(), 1) << "nothing is read for a story that claims nothing";
}

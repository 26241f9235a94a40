#include "app/news/facts/storyanalyst.h"

#include <QFile>
#include <QTemporaryDir>
#include <gtest/gtest.h>

using namespace Qt::StringLiterals;

namespace {
class CoinTaggerTest : public testing::Test
{
protected:
    StoryFacts facts(const FactsInput &input, const QList<TagCorrection> &corrections = {}) const
    {
        return analyst.factsOf(input, corrections);
    }
    // Symbols, in alphabetical order, of a story of which only the headline is known.
    QString coins(const QString &title, const QString &language = u"en"_s,
                  const QList<TagCorrection> &corrections = {}) const
    {
        FactsInput input;
        input.title = title;
        input.language = language;
        return symbols(facts(input, corrections));
    }
    static QString symbols(const StoryFacts &facts)
    {
        QStringList list;
        for (const CoinTag &tag : facts.coins)
            list.append(tag.symbol);
        list.sort();
        return list.join(u' ');
    }
    StoryAnalyst analyst;
};
} // namespace

TEST_F(CoinTaggerTest, UnmistakableNamesCountInAnyCase)
{
    EXPECT_EQ(coins(u"Miners sell bitcoin while Litecoin’s hashrate grows"_s), u"BTC LTC"_s);
    EXPECT_EQ(coins(u"Outflows slow as adopters near the hotlink"_s), u""_s);
}

TEST_F(CoinTaggerTest, TheLongestNameUsesUpItsWords)
{
    EXPECT_EQ(coins(u"Bitcoin Cash developers set a date"_s), u"BCH"_s);
    EXPECT_EQ(coins(u"Ethereum Classic and Wrapped Bitcoin see thin books"_s), u"ETC WBTC"_s);
    EXPECT_EQ(coins(u"Sending bitcoin Cash App users can now set a memo"_s), u"BTC"_s);
}

TEST_F(CoinTaggerTest, PlainTickersCountInCapitalsOnly)
{
    EXPECT_EQ(coins(u"XRP and AVAX lead the week"_s), u"AVAX XRP"_s);
    EXPECT_EQ(coins(u"The old btc-e exchange case returns to court"_s), u""_s);
}

TEST_F(CoinTaggerTest, AmbiguousTickersNeedASignBesideThem)
{
    EXPECT_EQ(coins(u"Holiday retailers say NEAR field payments are up"_s), u""_s);
    EXPECT_EQ(coins(u"NEAR token unlock set for Thursday"_s), u"NEAR"_s);
    EXPECT_EQ(coins(u"OP slides 7% to $1.31 after the vote"_s), u"OP"_s);
    EXPECT_EQ(coins(u"Whale moves 4.2 million ATOM to an exchange"_s), u"ATOM"_s);
    EXPECT_EQ(coins(u"BTC, ETH, LINK and UNI close the week higher"_s), u"BTC ETH LINK UNI"_s);
    EXPECT_EQ(coins(u"Court hears ADA complaint against retailer"_s), u""_s);
    EXPECT_EQ(coins(u"Venue adds APT/USDT and lists SEI-USD perpetuals"_s), u"APT SEI"_s);
}

TEST_F(CoinTaggerTest, OrdinaryWordsNeedACapitalInsideOrASign)
{
    EXPECT_EQ(coins(u"Optimism grows over rate cuts"_s), u""_s);
    EXPECT_EQ(coins(u"Avalanche of liquidations hits crypto"_s), u""_s);
    EXPECT_EQ(coins(u"Avalanche validators vote on fees"_s), u"AVAX"_s);
    EXPECT_EQ(coins(u"Stablecoin issuer picks Stellar for payouts"_s), u"XLM"_s);
    EXPECT_EQ(coins(u"The compound was searched by police"_s), u""_s);
}

TEST_F(CoinTaggerTest, ManIsNotToken)
{
    EXPECT_EQ(coins(u"TRUMP SIGNS CRYPTO ORDER"_s), u""_s);
    EXPECT_EQ(coins(u"Trump family adviser leaves stablecoin council"_s), u""_s);
    EXPECT_EQ(coins(u"Holders of the TRUMP memecoin invited to dinner"_s), u"TRUMP"_s);
}

TEST_F(CoinTaggerTest, CashtagsAreCoinsUnlessTheyAreStocksOrMoney)
{
    EXPECT_EQ(coins(u"$TIA and $PENDLE trend on social media"_s), u"PENDLE TIA"_s);
    EXPECT_EQ(coins(u"$HOOD and $CRCL jump after results"_s), u""_s);
    EXPECT_EQ(coins(u"Starknet’s $STRK gets a new staking rule"_s), u"STRK"_s);
    EXPECT_EQ(coins(u"$STRK pays its first dividend, shareholders cheer"_s), u""_s);
}

TEST_F(CoinTaggerTest, BracketsAfterANameDeclareIt)
{
    EXPECT_EQ(coins(u"Harmony (ONE) restarts its bridge"_s), u"ONE"_s);
    EXPECT_EQ(coins(u"Suit cites Americans with Disabilities Act (ADA) over token kiosk"_s), u""_s);
    FactsInput listing;
    listing.title = u"New listing: Quantum Cats (QCATS) and Arbitrum (ARB)"_s;
    listing.announcement = true;
    EXPECT_EQ(symbols(facts(listing)), u"ARB QCATS"_s);
    listing.title = u"1000PEPEUSDT and QCATSUSDT perpetuals now open"_s;
    EXPECT_EQ(symbols(facts(listing)), u"PEPE QCATS"_s);
    EXPECT_EQ(coins(u"ARBUSDT and QCATSUSDT perpetuals open"_s), u"ARB"_s) << "not the exchange's own words";
}

TEST_F(CoinTaggerTest, AnUnknownCodeCalledATokenIsOne)
{
    EXPECT_EQ(coins(u"Handset maker to airdrop QZX token in March"_s), u"QZX"_s);
    EXPECT_EQ(coins(u"Rally in AI tokens and RWA tokens fades"_s), u""_s);
    EXPECT_EQ(coins(u"某巨鲸做空111万枚QZXCAT，浮亏4400美元"_s, u"zh"_s), u"QZXCAT"_s);
    EXPECT_EQ(coins(u"Exchange adds new metal futures and ARK ETFs"_s), u""_s);
}

TEST_F(CoinTaggerTest, TwoWeakPiecesMakeATagButOneWordIsOnePiece)
{
    EXPECT_EQ(coins(u"Optimism floats an OP plan"_s), u"OP"_s);
    EXPECT_EQ(coins(u"家用人形机器人NEO长出灵巧手"_s, u"zh"_s), u""_s);
}

TEST_F(CoinTaggerTest, RenamedCoinsGetTheirNewCode)
{
    EXPECT_EQ(coins(u"MATIC holders have a month left"_s), u"POL"_s);
    EXPECT_EQ(coins(u"RNDR token migration ends"_s), u"RENDER"_s);
}

TEST_F(CoinTaggerTest, ReadsChinese)
{
    EXPECT_EQ(coins(u"比特币跌破9.2万美元，狗狗币跌幅居前"_s, u"zh"_s), u"BTC DOGE"_s);
    EXPECT_EQ(coins(u"比特幣跌破9.2萬美元，以太幣同步走低"_s, u"zh-hant"_s), u"BTC ETH"_s);
    EXPECT_EQ(coins(u"某地址从币安提取320万枚APT"_s, u"zh"_s), u"APT"_s);
    EXPECT_EQ(coins(u"某巨鲸做空HYPE，增持LINK"_s, u"zh"_s), u"HYPE LINK"_s);
    EXPECT_EQ(coins(u"以太网设备厂商上市"_s, u"zh"_s), u""_s);
    EXPECT_EQ(coins(u"以太经典完成升级，比特现金社区提案"_s, u"zh"_s), u"BCH ETC"_s);
    EXPECT_EQ(coins(u"瑞士山区发生雪崩"_s, u"zh"_s), u""_s);
}

TEST_F(CoinTaggerTest, ReadsSpanishAndPortuguese)
{
    EXPECT_EQ(coins(u"El sol y la luna: una guía para todos"_s, u"es"_s), u""_s);
    EXPECT_EQ(coins(u"SOL cae un 6% y pierde los 140 dólares"_s, u"es"_s), u"SOL"_s);
    EXPECT_EQ(coins(u"Ether sobe 4% e puxa criptomoedas"_s, u"pt"_s), u"ETH"_s);
}

TEST_F(CoinTaggerTest, CategoriesAndAddressesDeclareCoins)
{
    FactsInput story;
    story.title = u"Developers argue over fees"_s;
    story.categories = {u"Markets"_s, u"Cardano"_s, u"Flow"_s, u"AI"_s};
    EXPECT_EQ(symbols(facts(story)), u"ADA"_s);
    story.categories.clear();
    story.link = QUrl(u"https://news.example/tags/solana/fees"_s);
    EXPECT_EQ(symbols(facts(story)), u"SOL"_s);
}

TEST_F(CoinTaggerTest, TheHeadlineWeighsMoreThanTheTextAndPassingMentionsDont)
{
    FactsInput story;
    story.title = u"Bitcoin miners expand in Norway"_s;
    story.summary = u"Ether traders took note."_s;
    story.text = story.summary + QString(400, u'.') + u" Elsewhere Dogecoin fell."_s;
    const StoryFacts found = facts(story);
    ASSERT_EQ(symbols(found), u"BTC ETH"_s);
    EXPECT_EQ(found.coins[0].symbol, u"BTC"_s);
    EXPECT_EQ(found.coins[0].evidence, u"Bitcoin"_s);
    EXPECT_GT(found.coins[0].weight, found.coins[1].weight);
}

TEST_F(CoinTaggerTest, AWrapUpKeepsAllItsCoinsAndIsMarked)
{
    FactsInput story;
    story.title = u"Levels to watch: BTC, ETH, XRP, BNB, SOL, DOGE, ADA, LTC, LINK, XLM"_s;
    const StoryFacts found = facts(story);
    EXPECT_EQ(found.coins.size(), 10);
    EXPECT_TRUE(found.manyCoins);
    story.title = u"BTC and ETH drift"_s;
    EXPECT_FALSE(facts(story).manyCoins);
}

TEST_F(CoinTaggerTest, WhatTheUserSaysIsNoCoinCountsForItNoMore)
{
    const QString title = u"Dai supply shrinks as Sky migration ends"_s;
    ASSERT_EQ(coins(title), u"DAI SKY"_s);
    EXPECT_EQ(coins(title, u"en"_s, {{u"SKY"_s, u"sky"_s, false}}), u"DAI"_s);
    EXPECT_EQ(coins(u"SKY token lists"_s, u"en"_s, {{u"DAI"_s, u"SKY"_s, false}}), u"SKY"_s);
    // Said and taken back: the last word counts.
    EXPECT_EQ(coins(title, u"en"_s, {{u"SKY"_s, u"sky"_s, false}, {u"SKY"_s, u"Sky"_s, true}}), u"DAI SKY"_s);
}

TEST_F(CoinTaggerTest, WhatTheUserSaysIsACoinCountsForItLater)
{
    const QList<TagCorrection> said{{u"BTC"_s, u"digital gold"_s, true}};
    EXPECT_EQ(coins(u"Pension fund adds Digital Gold"_s, u"en"_s, said), u"BTC"_s);
    EXPECT_EQ(coins(u"Pension fund adds digital goldfish"_s, u"en"_s, said), u""_s);
    EXPECT_EQ(coins(u"大佬看好数字黄金"_s, u"zh"_s, {{u"BTC"_s, u"数字黄金"_s, true}}), u"BTC"_s);
}

TEST_F(CoinTaggerTest, TheUsersFileMutesAndAddsCoins)
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"coin-tags.json"_s);
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(R"({"coins": [{"symbol": "DOGE", "muted": true}, {"symbol": "ETH", "mutedWords": ["Ether"]},
                             {"symbol": "MYC", "names": ["Mycelium Coin"]}, {"ticker": "plain"},
                             {"symbol": "XRP", "ticker": "loud"}]})");
    file.close();
    const StoryAnalyst own(path);
    FactsInput story;
    story.title = u"Dogecoin, ether and Mycelium Coin climb as XRP rests"_s;
    EXPECT_EQ(symbols(own.factsOf(story, {})), u"MYC XRP"_s);
    ASSERT_EQ(own.problems().size(), 2);
    EXPECT_TRUE(own.problems()[0].contains(u"coin 4 (): \"symbol\" is missing"_s));
    EXPECT_TRUE(own.problems()[1].contains(u"coin 5 (XRP): \"ticker\" is none of"_s));
    EXPECT_TRUE(StoryAnalyst(folder.filePath(u"none.json"_s)).problems().isEmpty());
}

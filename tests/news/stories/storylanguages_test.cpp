#include "app/news/stories/storyclusters.h"

#include "tests/news/stories/storycase.h"

namespace {
class StoryLanguagesTest : public testing::Test
{
protected:
    ArticleId add(const QString &title, const StoryFacts &facts, UtcTime at = noon)
    {
        return clusters.add(headline(++last, title, at), facts);
    }
    // Whether the second headline joins the first.
    bool together(const QString &first, const QString &second, const StoryFacts &facts,
                  std::chrono::milliseconds later = 20min)
    {
        StoryClusters two;
        two.add(headline(1, first), facts);
        return two.add(headline(2, second, noon + later), facts) == ArticleId{1};
    }
    StoryClusters clusters;
    qint64 last = 0;
};

const StoryFacts hack = about({}, StoryKind::Hack), bitcoin = about({u"BTC"_s}),
                 etf = about({u"SOL"_s}, StoryKind::Etf), banks = about({}, StoryKind::CentralBanks),
                 politics = about({}, StoryKind::Geopolitics);
} // namespace

TEST_F(StoryLanguagesTest, ChineseReportsOfOneEventShareACluster)
{
    EXPECT_TRUE(together(u"跨链桥 Marlin 遭黑客攻击，损失约 8300 万美元"_s,
                         u"Marlin 跨链桥被盗 8300 万美元，已暂停提款"_s, hack));
    EXPECT_TRUE(together(u"北星公司增持 1229 枚比特币，总持仓达 41310 枚"_s,
                         u"北星公司再购入 1,229 枚 BTC，持仓增至 41,310 枚"_s, bitcoin));
    EXPECT_TRUE(together(u"美联储维持利率不变，鲍威尔称通胀仍然偏高"_s,
                         u"鲍威尔：通胀仍偏高，美联储按兵不动"_s, banks));
    EXPECT_TRUE(
        together(u"特朗普与普京将在布达佩斯举行会晤"_s, u"特朗普：下周将与普京在布达佩斯会晤"_s, politics));
}

TEST_F(StoryLanguagesTest, OtherChineseEventsDoNot)
{
    EXPECT_FALSE(together(u"北星公司增持 1229 枚比特币，总持仓达 41310 枚"_s,
                          u"北星公司增持 1283 枚比特币，总持仓达 42593 枚"_s, bitcoin));
    EXPECT_FALSE(together(u"比特币现货 ETF 连续三日净流出 2.75 亿美元"_s,
                          u"比特币现货 ETF 连续四日净流出 1.9 亿美元"_s, bitcoin));
    EXPECT_FALSE(together(u"美联储维持利率不变，鲍威尔称通胀仍然偏高"_s,
                          u"日本央行维持利率不变，植田和男称将继续观察"_s, banks));
    EXPECT_FALSE(together(u"某巨鲸向币安转入 1000 枚 BTC"_s, u"灰度向 Coinbase 转入 2500 枚 BTC"_s, bitcoin));
}

TEST_F(StoryLanguagesTest, TraditionalCharactersAndWidthsMakeNoDifference)
{
    EXPECT_TRUE(together(u"聯準會維持利率不變，鮑威爾稱通膨仍然偏高"_s,
                         u"联准会维持利率不变，鲍威尔称通膨仍然偏高"_s, banks));
    EXPECT_TRUE(together(u"北星公司增持１２２９枚比特币"_s, u"北星公司增持 1229 枚比特币"_s, bitcoin));
}

TEST_F(StoryLanguagesTest, WhatTheWirePutsBeforeTheStoryIsNotOfIt)
{
    const StoryFacts none;
    EXPECT_TRUE(together(u"金色财经报道，灯塔协议公布客户端故障原因"_s,
                         u"BlockBeats 消息，5 月 11 日，灯塔协议公布客户端故障原因"_s, none));
    EXPECT_FALSE(together(u"金色财经报道，灯塔协议公布客户端故障原因"_s,
                          u"金色财经报道，咖啡连锁店在挪威开业"_s, none));
}

TEST_F(StoryLanguagesTest, AnEnglishAndAChineseReportOfOneEventStandTogether)
{
    EXPECT_TRUE(together(u"Marlin Bridge drained of $83 million"_s,
                         u"跨链桥 Marlin 遭黑客攻击，损失 8300 万美元"_s, hack));
    EXPECT_TRUE(together(u"北星公司增持 1229 枚比特币，总持仓达 41310 枚"_s,
                         u"Northstar buys 1,229 BTC, holdings reach 41,310"_s, bitcoin));
    EXPECT_TRUE(together(u"SEC approves first spot Solana ETFs with staking"_s,
                         u"美国证券交易委员会批准首批 Solana 质押现货 ETF"_s, etf));
    EXPECT_TRUE(
        together(u"Trump and Putin to meet in Budapest"_s, u"特朗普与普京将在布达佩斯会晤"_s, politics));
    EXPECT_TRUE(together(u"Satoshi-era whale moves $311 million in bitcoin to Binance"_s,
                         u"远古巨鲸向币安转入价值 3.11 亿美元的比特币"_s, bitcoin));
}

TEST_F(StoryLanguagesTest, ReportsInTwoLanguagesNeedMoreThanACoin)
{
    EXPECT_FALSE(together(u"Bitcoin slides below $88,000"_s, u"比特币矿工收入创年内新高"_s, bitcoin));
    EXPECT_FALSE(together(u"Northstar buys 1,229 BTC"_s, u"北星公司增持 1283 枚比特币"_s, bitcoin));
    EXPECT_FALSE(together(u"SEC delays decision on Solana ETFs"_s, u"美国 SEC 批准 Solana ETF"_s, etf));
    EXPECT_FALSE(together(u"Bitcoin jumps 5% in an hour"_s, u"比特币一小时下跌 5%"_s, bitcoin));
    EXPECT_FALSE(together(u"Trump speaks on tariffs"_s, u"普京就关税发表讲话"_s, politics));
}

TEST_F(StoryLanguagesTest, ReportsInTwoLanguagesLieWithinSixHours)
{
    const QString english = u"Marlin Bridge drained of $83 million"_s,
                  chinese = u"跨链桥 Marlin 遭黑客攻击，损失 8300 万美元"_s;
    EXPECT_TRUE(together(english, chinese, hack, 5h + 59min));
    EXPECT_FALSE(together(english, chinese, hack, 6h + 1min));
}

TEST_F(StoryLanguagesTest, BothLanguagesGrowOneCluster)
{
    EXPECT_EQ(add(u"跨链桥 Marlin 遭黑客攻击，损失 8300 万美元"_s, hack), ArticleId{1});
    EXPECT_EQ(add(u"Marlin Bridge drained of $83 million"_s, hack, noon + 14min), ArticleId{1});
    EXPECT_EQ(add(u"Hackers steal $83M from Marlin Bridge"_s, hack, noon + 30min), ArticleId{1});
    EXPECT_EQ(add(u"Marlin 跨链桥被盗约 8300 万美元，已暂停提款"_s, hack, noon + 40min), ArticleId{1});
}

#include "app/news/facts/storyanalyst.h"

#include <gtest/gtest.h>

using namespace Qt::StringLiterals;

namespace {
class ProvenanceTest : public testing::Test
{
protected:
    QString chain(const QString &text, const QString &source = u"Chainside"_s) const
    {
        FactsInput story;
        story.title = u"Untitled"_s;
        story.summary = text;
        story.source = source;
        return analyst.factsOf(story, {}).provenance.join(u" › "_s);
    }
    QString chainOfTitle(const QString &title, const QString &source = u"Chainside"_s) const
    {
        FactsInput story;
        story.title = title;
        story.source = source;
        return analyst.factsOf(story, {}).provenance.join(u" › "_s);
    }
    StoryAnalyst analyst;
};
} // namespace

TEST_F(ProvenanceTest, AFlashNamesWhoReportedItAndWhoPassedItOn)
{
    EXPECT_EQ(
        chain(u"According to Axios, the delegations will meet again in a week. (Jin10)"_s, u"金色财经"_s),
        u"Axios › Jin10"_s);
    EXPECT_EQ(chain(u"金色财经报道，据美国媒体Axios报道，双方代表团下周再次会晤。（金十）"_s, u"金色财经"_s),
              u"Axios › Jin10"_s);
    EXPECT_EQ(chain(u"金十数据8月8日讯，据路透社报道，产油国同意增产。"_s, u"律动"_s), u"Reuters › Jin10"_s);
}

TEST_F(ProvenanceTest, ReadsEnglishCitations)
{
    EXPECT_EQ(chain(u"The fund is in talks, Bloomberg reported on Monday."_s), u"Bloomberg"_s);
    EXPECT_EQ(chain(u"He told CNBC that the filing is ready."_s), u"CNBC"_s);
    EXPECT_EQ(chain(u"The two sides are close, the Financial Times reports, citing three people."_s),
              u"Financial Times"_s);
    EXPECT_EQ(chain(u"The wallet moved 900 BTC, according to on-chain watcher Lookonchain."_s),
              u"Lookonchain"_s);
    EXPECT_EQ(chain(u"The wallet moved 900 BTC, according to Lookonchain."_s), u"Lookonchain"_s);
    EXPECT_EQ(chain(u"The wallet moved 900 BTC, per data from Arkham."_s), u"Arkham"_s);
}

TEST_F(ProvenanceTest, ReadsChineseCitations)
{
    EXPECT_EQ(chain(u"据《华尔街日报》报道，该公司考虑出售部门。"_s), u"WSJ"_s);
    EXPECT_EQ(chain(u"彭博社消息，基金已递交申请。"_s), u"Bloomberg"_s);
    EXPECT_EQ(chain(u"据 Lookonchain 监测，某巨鲸买入 900 枚 BTC。"_s), u"Lookonchain"_s);
    EXPECT_EQ(chain(u"市場消息，據路透報導，央行將升息。"_s), u"Reuters"_s);
    EXPECT_EQ(chain(u"新华社快讯：会谈结束。"_s), u"Xinhua"_s);
}

TEST_F(ProvenanceTest, WhoIsQuotedStandsBeforeWhoQuotes)
{
    EXPECT_EQ(chain(u"Reuters reported the raid on Tuesday, citing Axios."_s), u"Axios › Reuters"_s);
    EXPECT_EQ(chain(u"财联社援引彭博报道，交易所考虑上市。"_s), u"Bloomberg › CLS"_s);
    EXPECT_EQ(chain(u"据金十报道，以色列媒体Axios称协议接近达成。"_s), u"Axios › Jin10"_s);
}

TEST_F(ProvenanceTest, TheStorysOwnOutletIsNotNamed)
{
    EXPECT_EQ(chain(u"The chairman told CoinDesk that he will stay."_s, u"CoinDesk"_s), u""_s);
    EXPECT_EQ(chain(u"BlockBeats 消息，5 月 11 日，据 Decrypt 报道，平台开放提现。"_s, u"律动"_s),
              u"Decrypt"_s);
}

TEST_F(ProvenanceTest, HeadlinesNameThemAtEitherEnd)
{
    EXPECT_EQ(chainOfTitle(u"Stablecoin transfers to pass card networks: Bloomberg"_s), u"Bloomberg"_s);
    EXPECT_EQ(chainOfTitle(u"Axios: delegations to meet again"_s), u"Axios"_s);
    EXPECT_EQ(chainOfTitle(u"彭博：基金递交申请"_s), u"Bloomberg"_s);
}

TEST_F(ProvenanceTest, NamingAnOutletIsNotCitingIt)
{
    EXPECT_EQ(chain(u"Fox and Time Warner fell in New York."_s), u""_s);
    EXPECT_EQ(
        chain(u"According to the block explorer, fees fell; at the time, according to data, it rose."_s),
        u""_s);
    EXPECT_EQ(chain(u"Dow Jones will add market data to the WSJ platforms."_s), u""_s);
    EXPECT_EQ(chainOfTitle(u"Bloomberg buys data firm"_s), u""_s);
}

TEST_F(ProvenanceTest, AnOutletHasOneNameWhateverItIsCalled)
{
    EXPECT_EQ(analyst.outlet(u"路透社"_s), u"Reuters"_s);
    EXPECT_EQ(analyst.outlet(u"律动"_s), analyst.outlet(u"BlockBeats"_s));
    EXPECT_EQ(analyst.outlet(u"動區"_s), analyst.outlet(u"BlockTempo"_s));
    EXPECT_EQ(analyst.outlet(u"www.axios.com"_s), u"Axios"_s);
    EXPECT_EQ(analyst.outlet(u" My own blog "_s), u"My own blog"_s);
}

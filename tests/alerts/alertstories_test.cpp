#include "tests/alerts/alertsfixture.h"
#include "tests/news/storybuilder.h"

namespace {
class StoryAlertsTest : public AlertsTest
{
protected:
    // A new story of an outlet, now.
    void publish(const QString &source, const QString &title, std::chrono::minutes ago = 1min)
    {
        ParsedArticle article = item(u"story-%1"_s.arg(++m_count), title, clock.now() - ago);
        article.summary.clear();
        article.html.clear();
        merged(articles, feedNamed(source.toLower().simplified().remove(u' '), source), {article},
               clock.now());
        settle();
    }
    QStringList firedTitles() const
    {
        QStringList titles;
        for (const AlertFiring &firing : fired)
            titles.append(firing.title);
        return titles;
    }

private:
    int m_count = 0;
};

const QString solHack = u"Solana lending protocol drained in $40 million exploit"_s;
} // namespace

TEST_F(StoryAlertsTest, ANewStoryAboutTheCoinFiresAndNamesItself)
{
    clock.advance(1h);
    const AlertId id = add(u"story about SOL"_s, false);
    clock.advance(5min);
    publish(u"CoinDesk"_s, u"Ethereum developers set a date for the next upgrade"_s);
    EXPECT_TRUE(fired.isEmpty());
    publish(u"CoinDesk"_s, solHack);
    ASSERT_EQ(fired.size(), 1);
    EXPECT_EQ(fired.first().alert, id);
    EXPECT_EQ(fired.first().title, solHack);
    EXPECT_EQ(fired.first().source, u"CoinDesk"_s);
    EXPECT_EQ(fired.first().symbol, u"SOL"_s);
    EXPECT_GT(fired.first().story.value, 0);
    EXPECT_FALSE(fired.first().price);
}

TEST_F(StoryAlertsTest, KindSourceAndTextAreHeeded)
{
    add(u"story from CoinDesk"_s, false);
    add(u"story of kind hack"_s, false);
    add(u"story with \"lending drained\""_s, false);
    add(u"story with \"lend\""_s, false);
    add(u"story about SOL from Decrypt with \"lending\""_s, false);
    clock.advance(5min);
    publish(u"Decrypt"_s, solHack);
    QStringList texts;
    for (const AlertFiring &firing : std::as_const(fired))
        texts.append(alertText(firing.condition, AssetDirectory::shipped()));
    texts.sort();
    EXPECT_EQ(texts, (QStringList{u"story about SOL from Decrypt with \"lending\""_s, u"story of kind hack"_s,
                                  u"story with \"lend\""_s, u"story with \"lending drained\""_s}));
}

TEST_F(StoryAlertsTest, OneEventFiresOnceWhoeverReportsIt)
{
    add(u"story of kind hack"_s, false);
    clock.advance(5min);
    publish(u"Decrypt"_s, u"Solana lending protocol Zeta drained of $40 million in exploit"_s);
    clock.advance(10min);
    publish(u"CoinDesk"_s, u"Solana lending protocol Zeta drained of $40 million in an exploit"_s);
    ASSERT_EQ(stored(articles).first().clusterSize, 2) << "the test needs one event";
    EXPECT_EQ(fired.size(), 1);
    clock.advance(10min);
    publish(u"CoinDesk"_s, u"Ronin bridge hacked again, attackers take $12 million"_s);
    EXPECT_EQ(fired.size(), 2) << firedTitles().join(u"; ").toStdString();
}

TEST_F(StoryAlertsTest, AnEventIsNotToldAgainAfterARestart)
{
    add(u"story of kind hack"_s, false);
    clock.advance(5min);
    publish(u"Decrypt"_s, u"Solana lending protocol Zeta drained of $40 million in exploit"_s);
    fired.clear();
    begin();
    clock.advance(10min);
    publish(u"CoinDesk"_s, u"Solana lending protocol Zeta drained of $40 million in an exploit"_s);
    EXPECT_TRUE(fired.isEmpty());
}

TEST_F(StoryAlertsTest, PromotionsHiddenOutletsAndOldStoriesFireNothing)
{
    add(u"story about SOL"_s, false);
    articles.setMuted(u"Hidden"_s, true);
    clock.advance(5min);
    publish(u"Decrypt"_s, u"Sponsored: Solana presale token set to explode 100x, buy now before it ends"_s);
    ASSERT_FALSE(stored(articles).first().facts.promotion.isEmpty()) << "the test needs a promotion";
    publish(u"Hidden"_s, u"Solana falls 5% after outage"_s);
    publish(u"Decrypt"_s, u"Solana rises 4% on ETF hopes"_s, 10min); // before there was the alert
    EXPECT_TRUE(fired.isEmpty()) << firedTitles().join(u"; ").toStdString();
}

TEST_F(StoryAlertsTest, AWrapUpOfManyCoinsIsAboutNoneOfThem)
{
    add(u"story about SOL"_s, false);
    clock.advance(5min);
    publish(u"Decrypt"_s, u"Price predictions: BTC, ETH, XRP, SOL, BNB, DOGE, ADA, TRX, LINK, AVAX"_s);
    ASSERT_TRUE(stored(articles).first().facts.manyCoins) << "the test needs a wrap-up";
    EXPECT_TRUE(fired.isEmpty());
}

TEST_F(StoryAlertsTest, AStoryWithinTheCoolDownIsListedButSilent)
{
    add(u"story from CoinDesk"_s, false);
    clock.advance(5min);
    publish(u"CoinDesk"_s, u"Ethereum developers set a date for the next upgrade"_s);
    publish(u"CoinDesk"_s, u"Dogecoin gains after a court ruling in Texas"_s);
    ASSERT_EQ(fired.size(), 2);
    EXPECT_EQ(fired[0].quiet, AlertFiring::Quiet::No);
    EXPECT_EQ(fired[1].quiet, AlertFiring::Quiet::CoolDown);
    clock.advance(6min);
    publish(u"CoinDesk"_s, u"Court in Singapore hears the case of a bankrupt lender"_s);
    EXPECT_EQ(fired.last().quiet, AlertFiring::Quiet::No);
}

TEST_F(StoryAlertsTest, OnceMeansOnce)
{
    const AlertId id = add(u"story from CoinDesk"_s);
    clock.advance(5min);
    publish(u"CoinDesk"_s, u"Ethereum developers set a date for the next upgrade"_s);
    publish(u"CoinDesk"_s, u"Dogecoin gains after a court ruling in Texas"_s);
    EXPECT_EQ(fired.size(), 1);
    EXPECT_EQ(state(id), AlertStatus::State::Done);
}

#include "tests/ui/alerts/alertsfixture.h"
#include "ui/alerts/alertwords.h"

namespace {
class AlertWordsTest : public AlertsFixture
{
protected:
    QString words(const QString &text)
    {
        return conditionWords(parseAlert(text, AssetDirectory::shipped()).value(), board, theme).line();
    }
    QString alone(const QString &text)
    {
        return conditionAlone(parseAlert(text, AssetDirectory::shipped()).value(), board, theme);
    }
    StandingWords standing(AlertId id)
    {
        return standingWords(*book.find(id), engine.status(id), theme, clock.now());
    }
    QString preview(const QString &text)
    {
        const AlertCondition condition = parseAlert(text, AssetDirectory::shipped()).value();
        return previewWords(condition, engine.preview(condition), board, theme);
    }
};
} // namespace

TEST_F(AlertWordsTest, ConditionsReadAsTheDesignHasThem)
{
    EXPECT_EQ(words(QStringLiteral("BTC above 115000")), QStringLiteral("BTC above 115,000.00"));
    EXPECT_EQ(words(QStringLiteral("ETH moves 3% in 1h")), QStringLiteral("ETH moves ±3% in 1 h"));
    EXPECT_EQ(words(QStringLiteral("USDT off peg 0.5%")), QStringLiteral("USDT off its peg by 0.5%"));
    EXPECT_EQ(words(QStringLiteral("story about SOL of kind hack from \"The Block\"")),
              QStringLiteral("SOL has a new story about hacks from The Block"));
    EXPECT_EQ(words(QStringLiteral("story with halving")), QStringLiteral("Story with “halving”"));
    EXPECT_EQ(alone(QStringLiteral("BTC above 115000")), QStringLiteral("Above 115,000.00"));
    EXPECT_EQ(alone(QStringLiteral("BTC moves 2% in 15min")), QStringLiteral("Moves ±2% in 15 min"));
    EXPECT_EQ(alone(QStringLiteral("story about BTC")), QStringLiteral("A story tagged BTC"));
}

TEST_F(AlertWordsTest, ALevelKeepsDigitsBeyondTheTickSize)
{
    EXPECT_EQ(words(QStringLiteral("BTC above 115000.125")), QStringLiteral("BTC above 115,000.125"));
    EXPECT_EQ(words(QStringLiteral("SOL above 200 EUR")), QStringLiteral("SOL above 200.00 EUR"));
}

TEST_F(AlertWordsTest, TheDistanceIsAmberOnlyClose)
{
    const StandingWords near = standing(add(QStringLiteral("BTC above 115000")));
    EXPECT_EQ(near.text, QStringLiteral("0.04% away"));
    EXPECT_TRUE(near.amber);
    const StandingWords far = standing(add(QStringLiteral("DOGE below 0.25")));
    EXPECT_EQ(far.text, QStringLiteral("4.40% away"));
    EXPECT_FALSE(far.amber);
    EXPECT_EQ(standing(add(QStringLiteral("BTC above 114960"))).text, QStringLiteral("<0.01% away"));
}

TEST_F(AlertWordsTest, WhatFiredSaysWhenAndWhatIsOffSaysSo)
{
    const AlertId id = add(QStringLiteral("BTC above 115000"));
    moveBitcoin("115004.62"_dec);
    const StandingWords fired = standing(id);
    EXPECT_EQ(fired.text, QStringLiteral("fired ") + theme.times().minute(book.find(id)->state.firedAt));
    EXPECT_TRUE(fired.amber);
    ASSERT_TRUE(book.acknowledge(id));
    settleEngine();
    EXPECT_FALSE(standing(id).amber);
    EXPECT_TRUE(standing(id).done);
    ASSERT_TRUE(book.setEnabled(id, false));
    settleEngine();
    EXPECT_EQ(standing(id).text, QStringLiteral("off"));
}

TEST_F(AlertWordsTest, AnAlertThatTooFewExchangesHearSaysSoInsteadOfADistance)
{
    const AlertId id = add(QStringLiteral("BTC above 115000"));
    for (FakeQuoteSource *source : {&binance, &coinbase, &kraken})
        source->setLink(SourceStatus::Link::Retrying);
    clock.advance(5s);
    settleEngine();
    const StandingWords words = standing(id);
    EXPECT_EQ(words.text, QStringLiteral("1 of 4 sources"));
    EXPECT_TRUE(words.detail.contains(QStringLiteral("takes 2 exchanges")));
}

TEST_F(AlertWordsTest, TheFiringNamesItsEvidence)
{
    add(QStringLiteral("BTC above 115000"));
    moveBitcoin("115004.62"_dec);
    ASSERT_EQ(book.firings().size(), 1);
    const AlertFiring &firing = book.firings().first();
    const FiringWords words = firingWords(firing, theme);
    EXPECT_EQ(words.title, QStringLiteral("BTC crossed above 115,000.00"));
    EXPECT_TRUE(words.evidence.startsWith(QStringLiteral("115,004.62 at ") + theme.times().second(firing.at)))
        << words.evidence.toStdString();
    EXPECT_TRUE(words.evidence.contains(QStringLiteral(" agree"))) << words.evidence.toStdString();
    EXPECT_TRUE(firingDetail(firing, theme).contains(firing.agreeing.first().venueName));
}

TEST_F(AlertWordsTest, TheEvidenceHasTheDigitsOfTheMarketsStep)
{
    AlertFiring firing;
    firing.condition.level = "0.4"_dec;
    firing.price = "0.41"_dec;
    firing.priceScale = 4;
    const auto evidence = [&] { return firingWords(firing, theme).evidence; };
    EXPECT_TRUE(evidence().startsWith(u"0.4100 at ")) << evidence().toStdString();
    firing.price = "0.40000100"_dec; // finer than the step, and what it was judged by
    EXPECT_TRUE(evidence().startsWith(u"0.400001 at ")) << evidence().toStdString();
    firing.priceScale = -1;
    firing.price = "0.41"_dec;
    EXPECT_TRUE(evidence().startsWith(u"0.41 at ")) << evidence().toStdString();
}

TEST_F(AlertWordsTest, TheDemoAndAReplayAreNeverPassedOffAsAMarket)
{
    AlertFiring firing;
    firing.symbol = QStringLiteral("BTC");
    firing.condition.level = "115000"_dec;
    firing.priceScale = 2;
    firing.origin = AlertFiring::Origin::Demo;
    EXPECT_EQ(firingWords(firing, theme).title, QStringLiteral("DEMO: BTC crossed above 115,000.00"));
    firing.origin = AlertFiring::Origin::Replay;
    EXPECT_TRUE(firingWords(firing, theme).title.startsWith(QStringLiteral("REPLAY")));
}

TEST_F(AlertWordsTest, ManyFiringsAreOneSentence)
{
    AlertFiring firing;
    firing.symbol = QStringLiteral("BTC");
    firing.condition.level = "115000"_dec;
    firing.priceScale = 2;
    const FiringWords words = firingWords(QList<AlertFiring>(1'000, firing), theme);
    EXPECT_EQ(words.title, QStringLiteral("1,000 alerts fired"));
    EXPECT_TRUE(words.evidence.endsWith(QStringLiteral("996 more")));
}

TEST_F(AlertWordsTest, ThePreviewTellsTheWayFromThePriceNow)
{
    EXPECT_EQ(preview(QStringLiteral("BTC above 116000")),
              QStringLiteral("0.91% above the price now, 114,959.13 on Bitget"));
    EXPECT_TRUE(preview(QStringLiteral("BTC above 100000")).contains(QStringLiteral("above it already")));
}

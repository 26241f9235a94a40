// What happened in the market and its news, as `wickpost news` and `wickpost moves` tell it. It is in the
// venues' history and the feed before anybody asks.
#include "tests/process/processtest.h"

#include <QJsonArray>
#include <cmath>

using namespace Qt::StringLiterals;

namespace {

class ScenesProcessTest : public ProcessTest
{
protected:
    QStringList marketArguments() const override
    {
        return {u"--script"_s, file(u"scenes.txt"_s, "-3h scene story-move SOL +10%\n"
                                                     "-2h scene lone-move DOGE -10%\n"
                                                     "-5h scene market -9%\n")};
    }
    Outcome news(const QStringList &options = {u"--refresh"_s}) const
    {
        const QByteArray feed = endpoints.value(u"feeds"_s).toUtf8() + "/rss.xml";
        return run(withMarket(QStringList{u"--feeds"_s, feedList(feed), u"news"_s, u"--format"_s, u"json"_s} +
                              options));
    }
    Outcome moves(const QStringList &options) const
    {
        const QByteArray feed = endpoints.value(u"feeds"_s).toUtf8() + "/rss.xml";
        return run(withMarket(QStringList{u"--feeds"_s, feedList(feed), u"moves"_s} + options));
    }
    static QJsonObject story(const Outcome &told, const QString &words)
    {
        for (int i = 0; i < told.lines().size(); ++i)
            if (told.json(i).value("title"_L1).toString().contains(words))
                return told.json(i);
        return {};
    }
    static QJsonObject priceOf(const QJsonObject &story, const QString &coin)
    {
        for (const QJsonValue &each : story.value("prices"_L1).toArray())
            if (each["coin"_L1] == coin)
                return each.toObject();
        return {};
    }
    static double figure(const QJsonObject &object, const char *name)
    {
        const QJsonValue value = object.value(QLatin1String(name));
        return value.isString() ? value.toString().toDouble() : value.toDouble(NAN);
    }
    // The largest move that `moves` tells.
    static QJsonObject largest(const Outcome &told)
    {
        QJsonObject found;
        for (int i = 0; i < told.lines().size(); ++i)
            if (found.isEmpty() || std::abs(figure(told.json(i), "pct")) > std::abs(figure(found, "pct")))
                found = told.json(i);
        return found;
    }
};

} // namespace

TEST_F(ScenesProcessTest, AStoryTellsThePriceBeforeItsMoveAndTheMoveSince)
{
    const Outcome told = news();
    ASSERT_EQ(told.code, 0) << told.err.toStdString();
    const QJsonObject price = priceOf(story(told, u"Solana developers bring"_s), u"SOL"_s);
    const double then = figure(price, "atPublication");
    ASSERT_GT(then, 0) << told.out.toStdString();
    EXPECT_NEAR(figure(price, "after15m") / then, 1.1, 0.006);
    EXPECT_NEAR(figure(price, "after1h") / then, 1.1, 0.015);
    EXPECT_NEAR(figure(price, "sincePct"), (figure(price, "now") / then - 1) * 100, 0.001);
    EXPECT_NEAR(figure(price, "sincePct"), 10, 3);
    EXPECT_TRUE(price.value("missing"_L1).isNull());
}

TEST_F(ScenesProcessTest, TheMoveIsFoundWithTheStoryThatCameBefore)
{
    ASSERT_EQ(news().code, 0);
    const Outcome found = moves({u"SOL"_s, u"--since"_s, u"4h"_s, u"--format"_s, u"json"_s});
    ASSERT_EQ(found.code, 0) << found.err.toStdString();
    const QJsonObject move = largest(found);
    EXPECT_NEAR(figure(move, "pct"), 10, 1) << found.out.toStdString();
    EXPECT_EQ(move.value("answer"_L1), u"explained"_s);
    EXPECT_TRUE(move["story"_L1]["title"_L1].toString().startsWith("Solana developers bring"_L1));
    EXPECT_NEAR(move["story"_L1]["minutesBefore"_L1].toDouble(), 8, 3);
}

TEST_F(ScenesProcessTest, AMoveWithoutAStorySaysThatNothingExplainsItAndHowManyFeedsWereSearched)
{
    ASSERT_EQ(news().code, 0);
    const QStringList asked{u"DOGE"_s, u"--since"_s, u"4h"_s};
    const Outcome found = moves(asked + QStringList{u"--format"_s, u"json"_s});
    const QJsonObject move = largest(found);
    EXPECT_NEAR(figure(move, "pct"), -10, 1) << found.err.toStdString();
    EXPECT_EQ(move.value("answer"_L1), u"unexplained"_s);
    EXPECT_TRUE(move.value("story"_L1).isNull());
    EXPECT_EQ(move["looked"_L1]["feeds"_L1].toInt(), 1);
    EXPECT_TRUE(moves(asked).out.contains("nothing in your feeds explains this \u00b7 1 feed searched"));
}

TEST_F(ScenesProcessTest, AStoryOfTheWholeMarketIsPricedOnBitcoinAndExplainsEveryCoinsMove)
{
    const Outcome told = news();
    const QJsonObject price = priceOf(story(told, u"Federal Reserve cuts"_s), u"BTC"_s);
    EXPECT_NEAR(figure(price, "after15m") / figure(price, "atPublication"), 0.91, 0.006)
        << told.out.toStdString();
    for (const QString &coin : {u"BTC"_s, u"ETH"_s}) {
        const QJsonObject move = largest(moves({coin, u"--since"_s, u"8h"_s, u"--format"_s, u"json"_s}));
        EXPECT_LT(figure(move, "pct"), -8) << coin.toStdString();
        EXPECT_EQ(move.value("answer"_L1), u"explained"_s);
        EXPECT_EQ(move["story"_L1]["market"_L1], true);
    }
}

TEST_F(ScenesProcessTest, AnEditedHeadlineKeepsTheOneItHadBefore)
{
    order("feeds tell talks Cardano foundation ends its talks with regulators");
    const QString before = u"Cardano foundation ends its talks with regulators"_s;
    const QJsonObject first = story(news(), before);
    ASSERT_FALSE(first.isEmpty());
    EXPECT_TRUE(first.value("earlierTitles"_L1).toArray().isEmpty());
    order("feeds retitle talks Cardano foundation goes on with its talks");
    const QJsonObject edited = story(news(), u"goes on with its talks"_s);
    EXPECT_EQ(edited.value("id"_L1), first.value("id"_L1));
    EXPECT_EQ(edited.value("earlierTitles"_L1).toArray(), QJsonArray{before});
}

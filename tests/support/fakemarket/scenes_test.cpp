// What a script makes happen, as the wire tells it.
#include "tests/support/fakemarket/commander.h"
#include "tests/support/fakemarket/testclient.h"

using namespace std::chrono_literals;

namespace {

struct Row
{
    double open = 0, high = 0, low = 0, close = 0, volume = 0;
};

struct ScenesTest : MarketTest
{
    FakeFeeds feeds{clock};
    fake::Commander commander{market, feeds};

    void schedule(const QByteArray &script)
    {
        const auto scheduled = commander.schedule(script);
        ASSERT_TRUE(scheduled) << scheduled.error().detail.toStdString();
    }
    // The last minutes on Bitget or Binance, oldest first.
    QList<Row> minutes(const QByteArray &venue, const QByteArray &symbol, int count)
    {
        const QByteArray number = QByteArray::number(count);
        const QJsonArray rows =
            venue == "bitget"
                ? list(object(market.venue(venue), "/api/v2/spot/market/candles?symbol=" + symbol +
                                                       "&granularity=1min&limit=" + number),
                       "data")
                : array(market.venue(venue),
                        "/api/v3/klines?symbol=" + symbol + "&interval=1m&limit=" + number);
        QList<Row> minutes;
        for (const QJsonValue &each : rows) {
            const auto figure = [&](qsizetype i) { return each.toArray().at(i).toString().toDouble(); };
            minutes.append({figure(1), figure(2), figure(3), figure(4), figure(5)});
        }
        return minutes;
    }
    QByteArray feed() { return get(feeds.endpoint(), "/rss.xml").body; }
};

} // namespace

TEST_F(ScenesTest, AStoryComesBeforeTheMoveItTells)
{
    schedule("10m scene story-move SOL +4%\n");
    const double before = minutes("bitget", "SOLUSDT", 1).last().close;
    EXPECT_FALSE(feed().contains("Solana developers"));
    clock.advance(10min);
    EXPECT_TRUE(feed().contains("Solana developers bring"));
    clock.advance(7min);
    EXPECT_NEAR(minutes("bitget", "SOLUSDT", 1).last().close, before, 0.02);
    clock.advance(6min);
    for (const char *venue : {"bitget", "binance"})
        EXPECT_NEAR(minutes(venue, "SOLUSDT", 1).last().close / before, 1.04, 0.0002) << venue;
    EXPECT_NEAR(minutes("bitget", "BTCUSDT", 1).last().close, 114959.13, 0.02) << "alone";
}

TEST_F(ScenesTest, WhatHappenedBeforeTheStartIsInTheHistoryAndTheOpeningPricesStay)
{
    schedule("-40m scene story-move SOL -5%\n-20m binance spike SOL -3% for=30s\n");
    const QList<Row> hour = minutes("bitget", "SOLUSDT", 60);
    ASSERT_EQ(hour.size(), 60);
    EXPECT_EQ(hour.last().close, 238.59);
    EXPECT_NEAR(hour.last().close / hour.first().open, 0.95, 0.01);
    EXPECT_TRUE(feed().contains("Solana developers bring"));
    const auto least = [](const QList<Row> &rows) {
        return std::min_element(rows.begin(), rows.end(),
                                [](const Row &a, const Row &b) { return a.low < b.low; })
            ->low;
    };
    EXPECT_LT(least(minutes("binance", "SOLUSDT", 30)), least(minutes("bitget", "SOLUSDT", 30)) * 0.98);
    const auto busiest = std::max_element(hour.begin(), hour.end(),
                                          [](const Row &a, const Row &b) { return a.volume < b.volume; });
    EXPECT_LT(busiest->close, busiest->open) << "the fall is what most was traded in";
}

TEST_F(ScenesTest, ASpikeIsOfOneVenueAloneAndGoesByItself)
{
    StreamClient one(market.venue("bitget").endpoint(), QStringLiteral("/v2/ws/public"));
    ASSERT_TRUE(one.isOpen());
    one.send(R"({"op":"subscribe","args":[{"instType":"SPOT","channel":"ticker","instId":"BTCUSDT"}]})");
    ASSERT_FALSE(one.waitFor("\"lastPr\":\"114959.13\"").isEmpty());
    clock.advance(1min);
    ASSERT_TRUE(commander.run("scene spike bitget BTC -2%"));
    EXPECT_FALSE(one.waitFor("\"lastPr\":\"112659.9").isEmpty());
    EXPECT_NEAR(minutes("binance", "BTCUSDT", 1).last().low, 114959.13, 0.02);
    clock.advance(20s);
    one.messages.clear();
    clock.advance(0s);
    one.settle();
    EXPECT_NEAR(minutes("bitget", "BTCUSDT", 1).last().low, 112659.95, 0.02);
    EXPECT_NEAR(minutes("bitget", "BTCUSDT", 1).last().close, 114959.13, 0.02);
    EXPECT_TRUE(object(market.venue("bitget"), "/api/v2/spot/market/tickers?symbol=BTCUSDT")
                    .value(QLatin1String("data"))[0]
                    .toObject()
                    .value(QLatin1String("low24h"))
                    .toString()
                    .startsWith(QLatin1String("112659.9")));
}

TEST_F(ScenesTest, AHeadlineIsEditedAndAMarketStoryMovesTheMarket)
{
    commander.setPace(60);
    schedule("1m scene edited XRP\n2m scene market -2%\n");
    clock.advance(1s);
    EXPECT_TRUE(feed().contains("XRP network upgrade is said to be called off"));
    clock.advance(14s);
    EXPECT_FALSE(feed().contains("goes ahead")) << "before a reader has seen the first wording";
    clock.advance(2s);
    EXPECT_TRUE(feed().contains("XRP network upgrade goes ahead"));
    EXPECT_FALSE(feed().contains("called off"));
    EXPECT_TRUE(feed().contains("Federal Reserve cuts interest rates"));
    clock.advance(10s);
    EXPECT_NEAR(minutes("bitget", "BTCUSDT", 1).last().close / 114959.13, 0.98, 0.0002);
    EXPECT_LT(minutes("bitget", "SOLUSDT", 1).last().close / 238.59, 0.975);
}

TEST_F(ScenesTest, OneScriptMakesOneHistory)
{
    const auto told = [this] {
        ManualClock same;
        FakeMarket twin({.clock = &same, .talkative = false});
        FakeFeeds news(same);
        fake::Commander orders(twin, news);
        EXPECT_TRUE(orders.schedule("-3h scene story-move BTC +3%\n-1h scene spike bitget BTC -2%\n"
                                    "5m scene lone-move BTC -3%\n"));
        same.advance(15min);
        return get(twin.venue("bitget").endpoint(),
                   "/api/v2/spot/market/candles?symbol=BTCUSDT&granularity=1min&limit=200")
            .json()
            .object()
            .value(QLatin1String("data"))
            .toArray();
    };
    const QJsonArray first = told();
    EXPECT_EQ(first.size(), 200);
    EXPECT_EQ(told(), first);
}

TEST_F(ScenesTest, WhatIsNoSceneOrCannotBeInThePastIsRefused)
{
    EXPECT_FALSE(commander.run("scene storm BTC"));
    EXPECT_FALSE(commander.run("scene lone-move NOSUCH 3%"));
    EXPECT_FALSE(commander.run("scene lone-move BTC much"));
    EXPECT_FALSE(commander.run("scene spike nowhere BTC 3%"));
    EXPECT_FALSE(commander.run("feeds retitle nothing Another title"));
    EXPECT_FALSE(commander.schedule("-1m bitget silence\n"));
    EXPECT_TRUE(commander.run("* move BTC 1% over=1m"));
}

#include "tests/support/fakemarket/testclient.h"

using namespace std::chrono_literals;

namespace {
struct CoinbaseFake : MarketTest
{
    fake::Venue &coinbase = market.venue("coinbase");
};
const QByteArray subscribeBtc =
    R"({"type":"subscribe","product_ids":["BTC-USD"],"channels":["ticker","heartbeat"]})";
} // namespace

TEST_F(CoinbaseFake, ListsNoBnbAndNoTrx)
{
    QStringList ids;
    for (const auto &row : array(coinbase, "/products"))
        ids.append(at(row.toObject(), "id"));
    EXPECT_TRUE(ids.contains(QStringLiteral("BTC-USD")) && ids.contains(QStringLiteral("USDT-USD")));
    EXPECT_FALSE(ids.contains(QStringLiteral("BNB-USD")) || ids.contains(QStringLiteral("TRX-USD")));
}

TEST_F(CoinbaseFake, QuotesTheSameCoinInDollars)
{
    // Bitget's 114959.13 USDT at 1.0001 dollars each.
    EXPECT_EQ(at(object(coinbase, "/products/BTC-USD/ticker"), "price"), QStringLiteral("114970.63"));
    EXPECT_EQ(at(object(coinbase, "/products/USDT-USD/ticker"), "price"), QStringLiteral("1.0001"));
}

TEST_F(CoinbaseFake, GivesCandlesNewestFirstAsTimeLowHighOpenClose)
{
    const QJsonArray rows = array(coinbase, "/products/BTC-USD/candles?granularity=3600");
    ASSERT_EQ(rows.size(), 300);
    const QJsonArray row = rows.at(5).toArray();
    EXPECT_EQ(row.at(0).toInteger() - rows.at(6).toArray().at(0).toInteger(), 3600);
    for (const int i : {3, 4}) {
        EXPECT_LE(row.at(1).toDouble(), row.at(i).toDouble());
        EXPECT_GE(row.at(2).toDouble(), row.at(i).toDouble());
    }
    EXPECT_EQ(get(coinbase.endpoint(), "/products/BTC-USD/candles?granularity=1800").status, 400);
    EXPECT_EQ(
        get(coinbase.endpoint(),
            "/products/BTC-USD/candles?granularity=60&start=2025-09-12T00:00:00Z&end=2025-09-12T06:00:00Z")
            .status,
        400);
}

TEST_F(CoinbaseFake, WantsAUserAgent)
{
    EXPECT_EQ(get(coinbase.endpoint(), "/time", "").status, 400);
    EXPECT_EQ(get(coinbase.endpoint(), "/time").status, 200);
}

TEST_F(CoinbaseFake, SendsTheFirstTickerAfterTheAckAndHasNoPercent)
{
    StreamClient client(coinbase.endpoint(), QStringLiteral("/"));
    ASSERT_TRUE(client.isOpen());
    client.send(subscribeBtc);
    const QJsonObject ticker = parsed(client.waitFor("\"type\":\"ticker\""));
    EXPECT_TRUE(client.messages.first().startsWith(
        R"({"type":"subscriptions","channels":[{"name":"ticker","product_ids":["BTC-USD"]},)"));
    EXPECT_EQ(at(ticker, "price"), QStringLiteral("114970.63"));
    EXPECT_NEAR(114970.63 / at(ticker, "open_24h").toDouble() - 1, 0.0084, 0.0001);
    EXPECT_TRUE(at(ticker, "time").endsWith(QLatin1Char('Z')));
}

TEST_F(CoinbaseFake, BeatsEachSecondAndOnlyWhenAsked)
{
    StreamClient client(coinbase.endpoint(), QStringLiteral("/"));
    ASSERT_TRUE(client.isOpen());
    client.send(subscribeBtc);
    ASSERT_FALSE(client.waitFor("ticker").isEmpty());
    clock.advance(3s);
    ASSERT_TRUE(waitUntil([&] { return client.messages.size() == 5; }));
    EXPECT_EQ(at(parsed(client.messages.last()), "type"), QStringLiteral("heartbeat"));
}

TEST_F(CoinbaseFake, CutsAClientThatDoesNotSubscribe)
{
    StreamClient client(coinbase.endpoint(), QStringLiteral("/"));
    ASSERT_TRUE(client.isOpen());
    clock.advance(7s);
    EXPECT_TRUE(waitUntil([&] { return client.closed; }));
    EXPECT_EQ(coinbase.violations().first().rule, QStringLiteral("nothing subscribed within five seconds"));
}

TEST_F(CoinbaseFake, KeepsAClientWhoseSubscribeIsOnTheWayWhenTheClockJumps)
{
    StreamClient client(coinbase.endpoint(), QStringLiteral("/"));
    ASSERT_TRUE(client.isOpen());
    client.send(subscribeBtc);
    clock.advance(7s);
    EXPECT_FALSE(client.waitFor("subscriptions").isEmpty());
    EXPECT_TRUE(coinbase.violations().isEmpty());
    EXPECT_FALSE(client.closed);
}

TEST_F(CoinbaseFake, FailsAWholeMessageForOneInvalidProduct)
{
    StreamClient client(coinbase.endpoint(), QStringLiteral("/"));
    ASSERT_TRUE(client.isOpen());
    client.send(R"({"type":"subscribe","product_ids":["BTC-USD","BTC-XXX"],"channels":["ticker"]})");
    EXPECT_EQ(
        client.waitFor("error"),
        R"({"type":"error","message":"Failed to subscribe","reason":"BTC-XXX is not a valid product"})");
    EXPECT_TRUE(coinbase.subscriptions().isEmpty());
}

TEST_F(CoinbaseFake, SpeaksAdvancedTradeToWhoeverAsksInItsWords)
{
    StreamClient client(coinbase.endpoint(), QStringLiteral("/"));
    ASSERT_TRUE(client.isOpen());
    client.send(R"({"type":"subscribe","product_ids":["BTC-USD"],"channel":"ticker"})");
    const QJsonObject frame = parsed(client.waitFor("price_percent_chg_24_h"));
    EXPECT_EQ(at(frame, "channel"), QStringLiteral("ticker"));
    EXPECT_FALSE(client.waitFor("subscriptions").isEmpty());
    const QJsonArray products =
        list(object(coinbase, "/api/v3/brokerage/market/products?product_type=SPOT"), "products");
    EXPECT_EQ(at(products.first().toObject(), "base_name"), QStringLiteral("Bitcoin"));
}

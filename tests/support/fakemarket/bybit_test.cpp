#include "tests/support/fakemarket/testclient.h"

using namespace std::chrono_literals;

namespace {
struct BybitFake : MarketTest
{
    fake::Venue &bybit = market.venue("bybit");
};
} // namespace

TEST_F(BybitFake, AnswersFuturesToWhoeverForgetsTheCategory)
{
    const QJsonObject spot =
        list(inside(object(bybit, "/v5/market/tickers?category=spot&symbol=BTCUSDT"), "result"), "list")
            .first()
            .toObject();
    const QJsonObject linear =
        list(inside(object(bybit, "/v5/market/tickers?symbol=BTCUSDT"), "result"), "list").first().toObject();
    EXPECT_EQ(at(spot, "lastPrice"), QStringLiteral("114959.13"));
    EXPECT_FALSE(spot.contains(QLatin1String("markPrice")));
    EXPECT_TRUE(linear.contains(QLatin1String("markPrice")));
    EXPECT_NE(at(linear, "lastPrice"), at(spot, "lastPrice"));
    EXPECT_EQ(bybit.violations().size(), 1);
}

TEST_F(BybitFake, SendsTheChangeAsAFractionOfFourDecimals)
{
    const QJsonObject spot =
        list(inside(object(bybit, "/v5/market/tickers?category=spot&symbol=BTCUSDT"), "result"), "list")
            .first()
            .toObject();
    EXPECT_EQ(at(spot, "price24hPcnt"), QStringLiteral("0.0083"));
    EXPECT_NEAR(114959.13 / at(spot, "prevPrice24h").toDouble() - 1, 0.0083, 1e-5);
}

TEST_F(BybitFake, GivesCandlesNewestFirst)
{
    const QJsonArray rows = list(
        inside(object(bybit, "/v5/market/kline?category=spot&symbol=BTCUSDT&interval=60&limit=3"), "result"),
        "list");
    ASSERT_EQ(rows.size(), 3);
    EXPECT_GT(rows.at(0).toArray().at(0).toString().toLongLong(),
              rows.at(1).toArray().at(0).toString().toLongLong());
    EXPECT_EQ(rows.at(0).toArray().size(), 7);
}

TEST_F(BybitFake, BansABodyInAGet)
{
    EXPECT_EQ(
        get(bybit.endpoint(), "/v5/market/time", "User-Agent: test\r\nContent-Length: 2\r\n\r\n{}").status,
        403);
}

TEST_F(BybitFake, SendsATickerObjectWithoutBidAndAsk)
{
    StreamClient client(bybit.endpoint(), QStringLiteral("/v5/public/spot"));
    ASSERT_TRUE(client.isOpen());
    client.send(R"({"req_id":"t1","op":"subscribe","args":["tickers.BTCUSDT","kline.1.BTCUSDT"]})");
    const QJsonObject frame = parsed(client.waitFor("\"topic\":\"tickers.BTCUSDT\""));
    EXPECT_EQ(at(frame, "type"), QStringLiteral("snapshot"));
    EXPECT_EQ(at(inside(frame, "data"), "lastPrice"), QStringLiteral("114959.13"));
    EXPECT_FALSE(inside(frame, "data").contains(QLatin1String("bid1Price")));
    EXPECT_TRUE(parsed(client.messages.first()).value(QLatin1String("success")).toBool());
    EXPECT_EQ(at(parsed(client.messages.first()), "req_id"), QStringLiteral("t1"));
    EXPECT_TRUE(parsed(client.waitFor("kline.1.BTCUSDT")).value(QLatin1String("data")).isArray());
}

TEST_F(BybitFake, TakesTenArgsAtMostAndFailsARequestForOneBadTopic)
{
    StreamClient client(bybit.endpoint(), QStringLiteral("/v5/public/spot"));
    ASSERT_TRUE(client.isOpen());
    QByteArrayList topics;
    for (const char *coin : {"BTC", "ETH", "XRP", "SOL", "BNB", "USDC", "DOGE", "TRX", "ADA", "LINK", "LTC"})
        topics.append("\"tickers." + QByteArray(coin) + "USDT\"");
    client.send(R"({"op":"subscribe","args":[)" + topics.join(',') + "]}");
    EXPECT_FALSE(client.waitFor("args size >10").isEmpty());
    client.send(R"({"op":"subscribe","args":["tickers.BTCUSDT","tickers.NOSUCH"]})");
    EXPECT_FALSE(client.waitFor("Invalid topic: tickers.NOSUCH").isEmpty());
    EXPECT_TRUE(bybit.subscriptions().isEmpty());
}

TEST_F(BybitFake, AnswersItsJsonPing)
{
    StreamClient client(bybit.endpoint(), QStringLiteral("/v5/public/spot"));
    ASSERT_TRUE(client.isOpen());
    client.send(R"({"op":"ping"})");
    const QJsonObject pong = parsed(client.waitFor("pong"));
    EXPECT_EQ(at(pong, "op"), QStringLiteral("ping"));
    EXPECT_TRUE(pong.value(QLatin1String("success")).toBool());
}

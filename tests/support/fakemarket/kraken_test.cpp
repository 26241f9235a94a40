#include "tests/support/fakemarket/testclient.h"

using namespace std::chrono_literals;

namespace {
struct KrakenFake : MarketTest
{
    fake::Venue &kraken = market.venue("kraken");
};
const QByteArray subscribeBtc =
    R"({"method":"subscribe","params":{"channel":"ticker","symbol":["BTC/USD"]},"req_id":1})";
} // namespace

TEST_F(KrakenFake, AnswersInTheNamesItWasAskedIn)
{
    const QJsonObject modern =
        inside(object(kraken, "/0/public/Ticker?pair=BTC/USD&assetVersion=1"), "result");
    const QJsonObject legacy = inside(object(kraken, "/0/public/Ticker?pair=XBTUSD"), "result");
    EXPECT_EQ(modern.keys(), QStringList{QStringLiteral("BTC/USD")});
    EXPECT_EQ(legacy.keys(), QStringList{QStringLiteral("XXBTZUSD")});
    EXPECT_EQ(list(inside(modern, "BTC/USD"), "c").first().toString(), QStringLiteral("114970.6"));
    const QJsonObject pair = inside(inside(object(kraken, "/0/public/AssetPairs"), "result"), "XXBTZUSD");
    EXPECT_EQ(at(pair, "wsname"), QStringLiteral("XBT/USD"));
    EXPECT_EQ(at(pair, "base"), QStringLiteral("XXBT"));
}

TEST_F(KrakenFake, PutsErrorsInsideA200)
{
    const RawAnswer answer = get(kraken.endpoint(), "/0/public/Ticker?pair=NOSUCH&assetVersion=1");
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(list(answer.json().object(), "error").first().toString(),
              QStringLiteral("EQuery:Unknown asset pair"));
}

TEST_F(KrakenFake, TellsTodaysOpenAndNotThePriceOfADayAgo)
{
    const QJsonObject row =
        inside(inside(object(kraken, "/0/public/Ticker?pair=BTC/USD&assetVersion=1"), "result"), "BTC/USD");
    EXPECT_GT(std::abs(114970.6 / at(row, "o").toDouble() - 1.0084), 1e-4);
}

TEST_F(KrakenFake, GivesAtMost720CandlesInSecondsWithALastBesideThem)
{
    const QJsonObject result =
        inside(object(kraken, "/0/public/OHLC?pair=BTC/USD&interval=60&assetVersion=1&since=1"), "result");
    EXPECT_EQ(list(result, "BTC/USD").size(), 720);
    EXPECT_EQ(list(result, "BTC/USD").last().toArray().first().toInteger(),
              toMsecs(clock.now()) / 3'600'000 * 3600);
    EXPECT_TRUE(result.contains(QLatin1String("last")));
}

TEST_F(KrakenFake, GreetsAcksEachSymbolAndSendsNumbers)
{
    StreamClient client(kraken.endpoint(), QStringLiteral("/v2"));
    ASSERT_TRUE(client.isOpen());
    ASSERT_FALSE(client.waitFor(R"("system":"online")").isEmpty());
    client.send(
        R"({"method":"subscribe","params":{"channel":"ticker","symbol":["BTC/USD","XBT/USD","PEPE/USD"]},"req_id":5})");
    EXPECT_FALSE(client.waitFor(R"("last":114970.6)").isEmpty());
    const QJsonObject refused = parsed(client.waitFor("Currency pair not supported XBT/USD"));
    EXPECT_EQ(at(refused, "symbol"), QStringLiteral("XBT/USD"));
    EXPECT_EQ(refused.value(QLatin1String("req_id")).toInt(), 5);
    EXPECT_FALSE(client.waitFor("PEPE/USD\",\"bid\":1.18").isEmpty()); // an exponent
    EXPECT_EQ(kraken.violations().size(), 1);
}

TEST_F(KrakenFake, SendsChangeInPriceAndInPercentOfTwoDecimals)
{
    StreamClient client(kraken.endpoint(), QStringLiteral("/v2"));
    ASSERT_TRUE(client.isOpen());
    client.send(subscribeBtc);
    const QByteArray frame = client.waitFor("snapshot\",\"data\"");
    EXPECT_TRUE(frame.contains(R"("change_pct":0.84)"));
    const QJsonObject row = list(parsed(frame), "data").first().toObject();
    const double change = row.value(QLatin1String("change")).toDouble();
    EXPECT_NEAR(change / (114970.6 - change) * 100, 0.84, 0.005);
}

TEST_F(KrakenFake, SendsHeartbeatsOnlyWhenNothingElseFlows)
{
    StreamClient client(kraken.endpoint(), QStringLiteral("/v2"));
    ASSERT_TRUE(client.isOpen());
    clock.advance(3s);
    client.send(subscribeBtc);
    ASSERT_FALSE(client.waitFor("\"data\":[{\"symbol\"").isEmpty());
    const qsizetype before = client.messages.size();
    clock.advance(1500ms);
    ASSERT_FALSE(client.waitFor(R"({"channel":"heartbeat"})").isEmpty());
    EXPECT_EQ(client.messages.size(), before + 1);
}

TEST_F(KrakenFake, AnswersItsJsonPing)
{
    StreamClient client(kraken.endpoint(), QStringLiteral("/v2"));
    ASSERT_TRUE(client.isOpen());
    client.send(R"({"method":"ping","req_id":101})");
    const QJsonObject pong = parsed(client.waitFor("pong"));
    EXPECT_EQ(pong.value(QLatin1String("req_id")).toInt(), 101);
}

TEST_F(KrakenFake, WritesCandleTimesWithNineDigits)
{
    StreamClient client(kraken.endpoint(), QStringLiteral("/v2"));
    ASSERT_TRUE(client.isOpen());
    client.send(
        R"({"method":"subscribe","params":{"channel":"ohlc","symbol":["BTC/USD"],"interval":1},"req_id":2})");
    const QJsonArray rows = list(parsed(client.waitFor("interval_begin\":\"2025")), "data");
    ASSERT_GT(rows.size(), 1);
    EXPECT_EQ(at(rows.last().toObject(), "interval_begin"), QStringLiteral("2025-09-13T01:42:00.000000000Z"));
    EXPECT_EQ(at(rows.last().toObject(), "timestamp"), QStringLiteral("2025-09-13T01:43:00.000000Z"));
}

TEST_F(KrakenFake, ClosesAnIdleConnectionAfterAMinute)
{
    StreamClient client(kraken.endpoint(), QStringLiteral("/v2"));
    ASSERT_TRUE(client.isOpen());
    clock.advance(62s);
    EXPECT_TRUE(waitUntil([&] { return client.closed; }));
}

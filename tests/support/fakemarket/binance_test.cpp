#include "tests/support/fakemarket/testclient.h"

using namespace std::chrono_literals;
using fake::Fault;

namespace {
struct BinanceFake : MarketTest
{
    fake::Venue &binance = market.venue("binance");
};
} // namespace

TEST_F(BinanceFake, PadsFiguresToEightDecimalsAndSendsPercent)
{
    const QJsonObject one = object(binance, "/api/v3/ticker/24hr?symbol=BTCUSDT");
    EXPECT_EQ(at(one, "lastPrice"), QStringLiteral("114959.13000000"));
    EXPECT_EQ(at(one, "priceChangePercent"), QStringLiteral("0.830"));
    EXPECT_GT(at(object(binance, "/api/v3/ticker/24hr?symbol=PEPEUSDT"), "volume").size(), 20);
}

TEST_F(BinanceFake, AnswersOneAsAnObjectAndSeveralAsAnArray)
{
    EXPECT_EQ(array(binance, "/api/v3/ticker/24hr?symbols=%5B%22BTCUSDT%22,%22ETHUSDT%22%5D").size(), 2);
    EXPECT_GT(array(binance, "/api/v3/ticker/24hr?type=MINI").size(), 15);
    const RawAnswer wrong =
        get(binance.endpoint(), "/api/v3/ticker/24hr?symbols=%5B%22BTCUSDT%22,%22NOSUCH%22%5D");
    EXPECT_EQ(wrong.status, 400);
    EXPECT_EQ(wrong.json().object().value(QLatin1String("code")).toInt(), -1121);
}

TEST_F(BinanceFake, CountsWeightInAHeader)
{
    get(binance.endpoint(), "/api/v3/exchangeInfo");
    EXPECT_TRUE(get(binance.endpoint(), "/api/v3/ticker/24hr?symbol=BTCUSDT")
                    .head.contains("X-MBX-USED-WEIGHT-1M: 22"));
    EXPECT_TRUE(get(binance.endpoint(), "/api/v3/ticker/24hr").head.contains("X-MBX-USED-WEIGHT-1M: 102"));
}

TEST_F(BinanceFake, Says429AtTheEndOfTheBudgetAnd418ToWhoeverGoesOn)
{
    FakeMarket strict({.clock = &clock, .quiet = true, .enforceRates = true, .talkative = false});
    const QUrl endpoint = strict.venue("binance").endpoint();
    int status = 200;
    for (int i = 0; i < 80 && status == 200; ++i)
        status = get(endpoint, "/api/v3/ticker/24hr").status;
    EXPECT_EQ(status, 429);
    EXPECT_TRUE(get(endpoint, "/api/v3/ping").head.contains("Retry-After: 60"));
    EXPECT_EQ(strict.violations().last().rule,
              QStringLiteral("asked again 60 s before Retry-After was over"));
    clock.advance(61s);
    EXPECT_EQ(get(endpoint, "/api/v3/ping").status, 200);
}

TEST_F(BinanceFake, RefusesSymbolStatusBesideASymbol)
{
    EXPECT_EQ(get(binance.endpoint(), "/api/v3/exchangeInfo?symbol=BTCUSDT&symbolStatus=TRADING").status,
              400);
    const RawAnswer mismatch =
        get(binance.endpoint(), "/api/v3/ticker/24hr?symbol=MATICUSDT&symbolStatus=TRADING");
    EXPECT_EQ(mismatch.json().object().value(QLatin1String("code")).toInt(), -1220);
    const QJsonObject dead = object(binance, "/api/v3/ticker/24hr?symbol=MATICUSDT");
    EXPECT_EQ(at(dead, "lastPrice"), QStringLiteral("0.00000000"));
}

TEST_F(BinanceFake, GivesMicrosecondsOnlyWhenAsked)
{
    const qint64 ms = array(binance, "/api/v3/klines?symbol=BTCUSDT&interval=1h&limit=1")
                          .first()
                          .toArray()
                          .first()
                          .toInteger();
    EXPECT_EQ(ms, toMsecs(clock.now()) / 3'600'000 * 3'600'000);
    const qint64 us = array(binance, "/api/v3/klines?symbol=BTCUSDT&interval=1h&limit=1&timeUnit=MICROSECOND")
                          .first()
                          .toArray()
                          .first()
                          .toInteger();
    EXPECT_EQ(us, ms * 1000);
}

TEST_F(BinanceFake, WrapsEventsOfCombinedStreamsAndNotOfRawOnes)
{
    StreamClient raw(binance.endpoint(), QStringLiteral("/ws/btcusdt@ticker"));
    StreamClient combined(binance.endpoint(),
                          QStringLiteral("/stream?streams=btcusdt@miniTicker/ethusdt@miniTicker"));
    ASSERT_TRUE(raw.isOpen() && combined.isOpen());
    binance.push("BTCUSDT", "115000.01000000");
    const QJsonObject event = parsed(raw.waitFor("115000.01"));
    EXPECT_EQ(at(event, "c"), QStringLiteral("115000.01000000"));
    const QJsonObject wrapped = parsed(combined.waitFor("115000.01"));
    EXPECT_EQ(at(wrapped, "stream"), QStringLiteral("btcusdt@miniTicker"));
    EXPECT_EQ(at(inside(wrapped, "data"), "c"), QStringLiteral("115000.01000000"));
    EXPECT_FALSE(inside(wrapped, "data").contains(QLatin1String("P")));
}

TEST_F(BinanceFake, TakesAnyNameBehindWsAndSubscriptionsLater)
{
    StreamClient client(binance.endpoint(), QStringLiteral("/ws/3"));
    ASSERT_TRUE(client.isOpen());
    client.send(R"({"method":"SUBSCRIBE","params":["btcusdt@ticker"],"id":7})");
    EXPECT_FALSE(client.waitFor(R"({"result":null,"id":7})").isEmpty());
    EXPECT_FALSE(client.waitFor("24hrTicker").isEmpty());
    client.send(R"({"method":"LIST_SUBSCRIPTIONS","id":8})");
    EXPECT_FALSE(client.waitFor(R"({"result":["btcusdt@ticker"],"id":8})").isEmpty());
    EXPECT_TRUE(binance.violations().isEmpty());
}

TEST_F(BinanceFake, AcceptsUpperCaseAndUnknownStreamsAndStaysSilent)
{
    StreamClient client(binance.endpoint(), QStringLiteral("/ws"));
    ASSERT_TRUE(client.isOpen());
    client.send(R"({"method":"SUBSCRIBE","params":["BTCUSDT@ticker","nosuch@ticker","!ticker@arr"],"id":1})");
    ASSERT_FALSE(client.waitFor("\"id\":1").isEmpty());
    binance.push("BTCUSDT", "1.00000000");
    client.settle();
    EXPECT_EQ(client.messages.size(), 1);
    EXPECT_EQ(binance.violations().size(), 3);
}

TEST_F(BinanceFake, TellsOfTheWholeMarketWhatMoved)
{
    StreamClient client(binance.endpoint(), QStringLiteral("/ws/!miniTicker@arr"));
    ASSERT_TRUE(client.isOpen());
    binance.push("ADAUSDT", "0.88810000");
    const QJsonArray events = QJsonDocument::fromJson(client.waitFor("ADAUSDT")).array();
    ASSERT_EQ(events.size(), 1);
    EXPECT_EQ(at(events.first().toObject(), "c"), QStringLiteral("0.88810000"));
}

TEST_F(BinanceFake, ClosesACandleBeforeTheNextOneForms)
{
    StreamClient client(binance.endpoint(), QStringLiteral("/ws/btcusdt@kline_1m"));
    ASSERT_TRUE(client.isOpen());
    binance.push("BTCUSDT", "115000.00");
    ASSERT_FALSE(client.waitFor("\"c\":\"115000").isEmpty());
    clock.advance(60s);
    binance.push("BTCUSDT", "115001.00");
    const QJsonObject ended = inside(parsed(client.waitFor("\"x\":true")), "k");
    EXPECT_EQ(at(ended, "c"), QStringLiteral("115000.00000000"));
    ASSERT_TRUE(waitUntil([&] { return client.messages.size() == 4; }));
    const QJsonObject forming = inside(parsed(client.messages.last()), "k");
    EXPECT_EQ(forming.value(QLatin1String("t")).toInteger(), ended.value(QLatin1String("T")).toInteger() + 1);
}

TEST_F(BinanceFake, PingsWithFramesAndClosesWithoutPongs)
{
    RawStream client(binance.endpoint(), "/ws/btcusdt@ticker");
    ASSERT_TRUE(client.isOpen());
    clock.advance(21s);
    ASSERT_TRUE(client.waitForFrames(2)); // a ticker and then
    EXPECT_EQ(client.frames.at(1).opcode, fake::Opcode::Ping);
    clock.advance(62s);
    ASSERT_TRUE(waitUntil([&] { return client.frames.last().opcode == fake::Opcode::Close; }));
    EXPECT_EQ(binance.violations().first().rule, QStringLiteral("no pong within a minute"));
}

TEST_F(BinanceFake, AnnouncesItsShutdown)
{
    StreamClient raw(binance.endpoint(), QStringLiteral("/ws/btcusdt@ticker"));
    StreamClient combined(binance.endpoint(), QStringLiteral("/stream"));
    ASSERT_TRUE(raw.isOpen() && combined.isOpen());
    binance.apply(Fault::Notice);
    EXPECT_TRUE(raw.waitFor("serverShutdown").startsWith(R"({"e":"serverShutdown","E":)"));
    EXPECT_TRUE(combined.waitFor("serverShutdown").startsWith(R"({"stream":"!serverShutdown","data":{)"));
}

TEST_F(BinanceFake, SaysWhatWasWrongWithABadMessage)
{
    StreamClient client(binance.endpoint(), QStringLiteral("/ws"));
    ASSERT_TRUE(client.isOpen());
    client.send("{nonsense");
    EXPECT_EQ(parsed(client.waitFor("Invalid JSON")).value(QLatin1String("code")).toInt(), 3);
    client.send(R"({"method":"FROB","id":4})");
    EXPECT_EQ(parsed(client.waitFor("Invalid request")).value(QLatin1String("id")).toInt(), 4);
}

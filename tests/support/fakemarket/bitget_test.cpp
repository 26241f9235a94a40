#include "tests/support/fakemarket/fakemarket.h"
#include "tests/support/fakemarket/testclient.h"
#include "tests/support/manualclock.h"

#include <gtest/gtest.h>

using namespace std::chrono_literals;
using fake::Fault;

namespace {
const QByteArray subscribeBtc =
    R"({"op":"subscribe","args":[{"instType":"SPOT","channel":"ticker","instId":"BTCUSDT"}]})";

struct BitgetFake : testing::Test
{
    ManualClock clock;
    FakeMarket market{{.clock = &clock, .quiet = true, .talkative = false}};
    fake::Venue &bitget = market.venue("bitget");

    QJsonObject firstTicker(const QByteArray &symbol)
    {
        return get(bitget.endpoint(), "/api/v2/spot/market/tickers?symbol=" + symbol)
            .json()
            .object()
            .value(QLatin1String("data"))
            .toArray()
            .first()
            .toObject();
    }
};
} // namespace

TEST_F(BitgetFake, OpensAtTheSeedsFigures)
{
    const QJsonObject ticker = firstTicker("BTCUSDT");
    EXPECT_EQ(ticker.value(QLatin1String("lastPr")).toString(), QStringLiteral("114959.13"));
    EXPECT_EQ(ticker.value(QLatin1String("change24h")).toString(), QStringLiteral("0.0083"));
    EXPECT_FALSE(ticker.contains(QLatin1String("open24h")));
}

TEST_F(BitgetFake, SubscribesAcksAndSendsATickerAtOnce)
{
    StreamClient client(bitget.endpoint(), QStringLiteral("/v2/ws/public"));
    ASSERT_TRUE(client.isOpen());
    client.send(subscribeBtc);
    ASSERT_FALSE(client.waitFor("\"lastPr\":\"114959.13\"").isEmpty());
    EXPECT_EQ(client.messages.first(),
              R"({"event":"subscribe","arg":{"instType":"SPOT","channel":"ticker","instId":"BTCUSDT"}})");
    EXPECT_EQ(bitget.subscriptions(), QStringList{QStringLiteral("ticker:BTCUSDT")});
}

TEST_F(BitgetFake, SendsAPushedPriceAsItWasWritten)
{
    StreamClient client(bitget.endpoint(), QStringLiteral("/v2/ws/public"));
    ASSERT_TRUE(client.isOpen());
    client.send(subscribeBtc);
    ASSERT_FALSE(client.waitFor("lastPr").isEmpty());
    clock.advance(1s);
    bitget.push("BTCUSDT", "114960.00");
    EXPECT_FALSE(client.waitFor("\"lastPr\":\"114960.00\"").isEmpty());
    EXPECT_EQ(firstTicker("BTCUSDT").value(QLatin1String("lastPr")).toString(), QStringLiteral("114960.00"));
}

TEST_F(BitgetFake, AnswersATextPingAndNotOnlyFrames)
{
    StreamClient client(bitget.endpoint(), QStringLiteral("/v2/ws/public"));
    ASSERT_TRUE(client.isOpen());
    client.send("ping");
    EXPECT_EQ(client.waitFor("pong"), "pong");
}

TEST_F(BitgetFake, CutsAClientThatNeverPings)
{
    StreamClient client(bitget.endpoint(), QStringLiteral("/v2/ws/public"));
    ASSERT_TRUE(client.isOpen());
    clock.advance(130s);
    EXPECT_TRUE(waitUntil([&] { return client.closed; }));
    ASSERT_EQ(bitget.violations().size(), 1);
    EXPECT_EQ(bitget.violations().first().rule, QStringLiteral("no text ping for two minutes"));
}

TEST_F(BitgetFake, SaysNothingWhileSilent)
{
    StreamClient client(bitget.endpoint(), QStringLiteral("/v2/ws/public"));
    ASSERT_TRUE(client.isOpen());
    bitget.apply(Fault::Silence);
    client.send(subscribeBtc);
    client.send("ping");
    ASSERT_TRUE(waitUntil([&] { return bitget.messages().size() == 2; }));
    bitget.heal(Fault::Silence);
    client.send("ping");
    EXPECT_EQ(client.waitFor("pong"), "pong");
    EXPECT_EQ(client.messages, QByteArrayList{"pong"});
}

TEST_F(BitgetFake, RefusesAndTakesConnectionsAgainOnTheSamePort)
{
    const QUrl before = bitget.endpoint();
    bitget.apply(Fault::Refuse);
    EXPECT_EQ(get(bitget.endpoint(), "/api/v2/public/time").status, 0);
    bitget.heal(Fault::Refuse);
    EXPECT_EQ(bitget.endpoint(), before);
    EXPECT_EQ(get(bitget.endpoint(), "/api/v2/public/time").status, 200);
}

TEST_F(BitgetFake, HoldsARequestInsideRetryAfterAgainstTheClient)
{
    fake::FaultSpec limited;
    limited.fault = Fault::Status;
    limited.value = "429";
    limited.retryAfter = "5";
    limited.count = 1;
    bitget.apply(limited);
    const RawAnswer first = get(bitget.endpoint(), "/api/v2/public/time");
    EXPECT_EQ(first.status, 429);
    EXPECT_TRUE(first.head.contains("Retry-After: 5"));
    EXPECT_TRUE(bitget.violations().isEmpty());
    EXPECT_EQ(get(bitget.endpoint(), "/api/v2/public/time").status, 429);
    EXPECT_EQ(bitget.violations().size(), 1);
    clock.advance(5s);
    EXPECT_EQ(get(bitget.endpoint(), "/api/v2/public/time").status, 200);
}

TEST_F(BitgetFake, CutsStreamsWithResetFinAndCloseCodes)
{
    for (const char *how : {"rst", "fin", "1011"}) {
        StreamClient client(bitget.endpoint(), QStringLiteral("/v2/ws/public"));
        ASSERT_TRUE(client.isOpen());
        bitget.apply(Fault::Cut, how);
        EXPECT_TRUE(waitUntil([&] { return client.closed; })) << how;
        EXPECT_EQ(static_cast<int>(client.socket.closeCode()), how == QByteArray("1011") ? 1011 : 1000);
    }
}

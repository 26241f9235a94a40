#include "tests/support/fakemarket/testclient.h"

using namespace std::chrono_literals;
using fake::Fault;

namespace {
struct OkxFake : MarketTest
{
    fake::Venue &okx = market.venue("okx");
};
const QByteArray subscribeBtc = R"({"op":"subscribe","args":[{"channel":"tickers","instId":"BTC-USDT"}]})";
} // namespace

TEST_F(OkxFake, WritesNoZerosAtTheEndAndNoPercent)
{
    const QJsonObject row =
        list(object(okx, "/api/v5/market/ticker?instId=BTC-USDT"), "data").first().toObject();
    EXPECT_EQ(at(row, "last"), QStringLiteral("114959.1"));
    EXPECT_NEAR(114959.1 / at(row, "open24h").toDouble() - 1, 0.0083, 1e-5);
    EXPECT_NE(at(row, "sodUtc8"), at(row, "open24h"));
}

TEST_F(OkxFake, WantsATypeAndDoesNotListTheDelisted)
{
    EXPECT_EQ(at(object(okx, "/api/v5/market/tickers"), "code"), QStringLiteral("50014"));
    EXPECT_EQ(at(object(okx, "/api/v5/market/ticker?instId=MATIC-USDT"), "code"), QStringLiteral("51001"));
    QHash<QString, QString> states;
    for (const auto &row : list(object(okx, "/api/v5/public/instruments?instType=SPOT"), "data"))
        states.insert(at(row.toObject(), "instId"), at(row.toObject(), "state"));
    EXPECT_EQ(states.value(QStringLiteral("LUNA-USDT")), QStringLiteral("suspend"));
    EXPECT_FALSE(states.contains(QStringLiteral("MATIC-USDT")));
}

TEST_F(OkxFake, PagesCandlesBackwardsWithAfter)
{
    const QByteArray base = "/api/v5/market/candles?instId=BTC-USDT&bar=1H&limit=3";
    const QJsonArray newest = list(object(okx, base), "data");
    ASSERT_EQ(newest.size(), 3);
    EXPECT_EQ(newest.at(0).toArray().at(8).toString(), QStringLiteral("0")); // forming
    EXPECT_EQ(newest.at(1).toArray().at(8).toString(), QStringLiteral("1"));
    const QByteArray oldest = newest.at(2).toArray().at(0).toString().toLatin1();
    const QJsonArray older = list(object(okx, base + "&after=" + oldest), "data");
    ASSERT_EQ(older.size(), 3);
    EXPECT_EQ(older.at(0).toArray().at(0).toString().toLongLong(), oldest.toLongLong() - 3'600'000);
    EXPECT_EQ(list(object(okx, base + "&before=" + oldest), "data").size(), 2);
    EXPECT_EQ(get(okx.endpoint(), "/api/v5/market/candles?instId=BTC-USDT&limit=301").status, 400);
}

TEST_F(OkxFake, HasCandlesOnTheBusinessPathOnly)
{
    const QByteArray candles = R"({"op":"subscribe","args":[{"channel":"candle1m","instId":"BTC-USDT"}]})";
    StreamClient open(okx.endpoint(), QStringLiteral("/ws/v5/public")),
        business(okx.endpoint(), QStringLiteral("/ws/v5/business"));
    ASSERT_TRUE(open.isOpen() && business.isOpen());
    open.send(candles);
    EXPECT_EQ(at(parsed(open.waitFor("error")), "code"), QStringLiteral("60018"));
    business.send(candles);
    const QJsonArray row = list(parsed(business.waitFor("\"data\":[[")), "data").first().toArray();
    EXPECT_EQ(row.size(), 9);
}

TEST_F(OkxFake, SubscribesWithAnAckAndATicker)
{
    StreamClient client(okx.endpoint(), QStringLiteral("/ws/v5/public"));
    ASSERT_TRUE(client.isOpen());
    client.send(subscribeBtc);
    ASSERT_FALSE(client.waitFor("\"last\":\"114959.1\"").isEmpty());
    EXPECT_TRUE(client.messages.first().startsWith(
        R"({"event":"subscribe","arg":{"channel":"tickers","instId":"BTC-USDT"},"connId":)"));
}

TEST_F(OkxFake, ClosesAfterThirtySecondsOfSilenceUnlessPinged)
{
    StreamClient quiet(okx.endpoint(), QStringLiteral("/ws/v5/public")),
        pinging(okx.endpoint(), QStringLiteral("/ws/v5/public"));
    ASSERT_TRUE(quiet.isOpen() && pinging.isOpen());
    clock.advance(20s);
    pinging.send("ping");
    ASSERT_EQ(pinging.waitFor("pong"), "pong");
    clock.advance(12s);
    EXPECT_TRUE(waitUntil([&] { return quiet.closed; }));
    EXPECT_EQ(static_cast<int>(quiet.socket.closeCode()), 4004);
    EXPECT_FALSE(pinging.closed);
}

TEST_F(OkxFake, AnnouncesAnUpgrade)
{
    StreamClient client(okx.endpoint(), QStringLiteral("/ws/v5/public"));
    ASSERT_TRUE(client.isOpen());
    okx.apply(Fault::Notice);
    EXPECT_EQ(at(parsed(client.waitFor("notice")), "code"), QStringLiteral("64008"));
}

TEST_F(OkxFake, RefusesTheFourthConnectionOfASecond)
{
    FakeMarket strict({.clock = &clock, .quiet = true, .enforceRates = true, .talkative = false});
    const QUrl endpoint = strict.venue("okx").endpoint();
    std::vector<std::unique_ptr<RawStream>> clients;
    for (int i = 0; i < 4; ++i) {
        clients.push_back(std::make_unique<RawStream>(endpoint, "/ws/v5/public"));
        EXPECT_EQ(clients.back()->isOpen(), i < 3);
    }
    EXPECT_TRUE(clients.back()->head.startsWith("HTTP/1.1 429"));
}

#include "tests/support/fakemarket/testclient.h"

using namespace std::chrono_literals;
using fake::Fault;

namespace {
const QByteArray subscribeBtc =
    R"({"op":"subscribe","args":[{"instType":"SPOT","channel":"ticker","instId":"BTCUSDT"}]})";

struct BitgetFake : MarketTest
{
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

TEST_F(BitgetFake, TellsTheUtc8OpenInTheStreamAndThePriceOfADayAgoByRest)
{
    StreamClient client(bitget.endpoint(), QStringLiteral("/v2/ws/public"));
    ASSERT_TRUE(client.isOpen());
    client.send(subscribeBtc);
    const QJsonObject pushed = list(parsed(client.waitFor("lastPr")), "data").first().toObject();
    const QJsonObject asked = firstTicker("BTCUSDT");
    const double last = at(asked, "lastPr").toDouble();
    EXPECT_NEAR(last / at(asked, "open").toDouble() - 1, at(asked, "change24h").toDouble(), 6e-6);
    EXPECT_EQ(at(pushed, "change24h"), at(asked, "change24h"));
    EXPECT_NE(at(pushed, "open24h"), at(asked, "open"));
    EXPECT_GT(std::abs(last / at(pushed, "open24h").toDouble() - 1 - at(pushed, "change24h").toDouble()),
              1e-4);
}

TEST_F(BitgetFake, GivesCandlesOldestFirstWithBothEndsLeftOut)
{
    const qint64 hour = 3'600'000, now = toMsecs(clock.now()), from = now / hour * hour - 5 * hour;
    const QByteArray base = "/api/v2/spot/market/candles?symbol=BTCUSDT&granularity=1h";
    const QJsonArray rows = list(object(bitget, base + "&startTime=" + QByteArray::number(from) +
                                                    "&endTime=" + QByteArray::number(from + 3 * hour)),
                                 "data");
    ASSERT_EQ(rows.size(), 2);
    EXPECT_EQ(rows.at(0).toArray().at(0).toString().toLongLong(), from + hour);
    EXPECT_EQ(rows.at(1).toArray().at(0).toString().toLongLong(), from + 2 * hour);
    EXPECT_EQ(rows.at(0).toArray().size(), 8);
    EXPECT_EQ(get(bitget.endpoint(), base + "&limit=1001").status, 400);
    EXPECT_EQ(get(bitget.endpoint(), base + "&startTime=" + QByteArray::number(now - 84 * 24 * hour)).status,
              400);
}

TEST_F(BitgetFake, RefusesUnknownSymbolsWithACodeAndTextByRest)
{
    const RawAnswer answer = get(bitget.endpoint(), "/api/v2/spot/market/tickers?symbol=NOSUCH");
    EXPECT_EQ(answer.status, 400);
    EXPECT_EQ(at(answer.json().object(), "code"), QStringLiteral("40034"));
    EXPECT_TRUE(answer.json().object().value(QLatin1String("data")).isNull());
}

TEST_F(BitgetFake, RefusesUnknownSymbolsAndChannelsInTheStreamAndStaysOpen)
{
    StreamClient client(bitget.endpoint(), QStringLiteral("/v2/ws/public"));
    ASSERT_TRUE(client.isOpen());
    client.send(
        R"({"op":"subscribe","args":[{"instType":"SPOT","channel":"ticker","instId":"NOSUCH"},{"instType":"SPOT","channel":"candle1h","instId":"BTCUSDT"}]})");
    const QJsonObject unknown = parsed(client.waitFor("30001"));
    EXPECT_EQ(unknown.value(QLatin1String("code")).toInt(), 30001); // a number here, a string by REST
    EXPECT_FALSE(client.waitFor("30016").isEmpty());
    client.send(subscribeBtc);
    EXPECT_FALSE(client.waitFor("lastPr").isEmpty());
    EXPECT_EQ(bitget.violations().size(), 2);
}

TEST_F(BitgetFake, AcksAWrongInstTypeAndNeverServesIt)
{
    StreamClient client(bitget.endpoint(), QStringLiteral("/v2/ws/public"));
    ASSERT_TRUE(client.isOpen());
    client.send(
        R"({"op":"subscribe","args":[{"instType":"USDT-FUTURES","channel":"ticker","instId":"BTCUSDT"}]})");
    ASSERT_FALSE(client.waitFor("USDT-FUTURES").isEmpty());
    bitget.push("BTCUSDT", "1.00");
    client.settle();
    EXPECT_EQ(client.messages.size(), 1);
}

TEST_F(BitgetFake, SendsACandleSnapshotAndThenUpdatesOfTheFormingOne)
{
    StreamClient client(bitget.endpoint(), QStringLiteral("/v2/ws/public"));
    ASSERT_TRUE(client.isOpen());
    client.send(R"({"op":"subscribe","args":[{"instType":"SPOT","channel":"candle1m","instId":"BTCUSDT"}]})");
    const QJsonArray snapshot = list(parsed(client.waitFor("snapshot")), "data");
    ASSERT_EQ(snapshot.size(), 500);
    bitget.push("BTCUSDT", "115500.00");
    const QJsonArray update = list(parsed(client.waitFor("update")), "data");
    ASSERT_EQ(update.size(), 1);
    const QJsonArray bar = update.first().toArray();
    EXPECT_EQ(bar.at(0), snapshot.last().toArray().at(0));
    EXPECT_EQ(bar.at(2).toString(), QStringLiteral("115500")); // high
    EXPECT_EQ(bar.at(4).toString(), QStringLiteral("115500")); // close
}

TEST_F(BitgetFake, SpeaksV3OnItsOwnPaths)
{
    EXPECT_EQ(at(list(object(bitget, "/api/v3/market/tickers?category=SPOT&symbol=BTCUSDT"), "data")
                     .first()
                     .toObject(),
                 "lastPrice"),
              QStringLiteral("114959.13"));
    StreamClient client(bitget.endpoint(), QStringLiteral("/v3/ws/public"));
    ASSERT_TRUE(client.isOpen());
    client.send(R"({"op":"subscribe","args":[{"instType":"spot","topic":"ticker","symbol":"BTCUSDT"}]})");
    EXPECT_FALSE(client.waitFor("\"lastPrice\":\"114959.13\"").isEmpty());
}

TEST_F(BitgetFake, ServesAnnouncementsUnderTheVendorsSpelling)
{
    EXPECT_FALSE(list(object(bitget, "/api/v2/public/annoucements?language=en_US"), "data").isEmpty());
    EXPECT_EQ(get(bitget.endpoint(), "/api/v2/public/announcements?language=en_US").status, 404);
}

TEST_F(BitgetFake, ListsHaltedAndDelistedMarketsAsSuch)
{
    QHash<QString, QString> status;
    for (const auto &row : list(object(bitget, "/api/v2/spot/public/symbols"), "data"))
        status.insert(at(row.toObject(), "symbol"), at(row.toObject(), "status"));
    EXPECT_EQ(status.value(QStringLiteral("BTCUSDT")), QStringLiteral("online"));
    EXPECT_EQ(status.value(QStringLiteral("LUNAUSDT")), QStringLiteral("halt"));
    EXPECT_EQ(status.value(QStringLiteral("MATICUSDT")), QStringLiteral("offline"));
}

TEST_F(BitgetFake, ClosesAConnectionThatTalksTooFast)
{
    FakeMarket strict({.clock = &clock, .quiet = true, .enforceRates = true, .talkative = false});
    StreamClient client(strict.venue("bitget").endpoint(), QStringLiteral("/v2/ws/public"));
    ASSERT_TRUE(client.isOpen());
    for (int i = 0; i < 11; ++i)
        client.send("ping");
    EXPECT_FALSE(client.waitFor("30007").isEmpty());
    EXPECT_TRUE(waitUntil([&] { return client.closed; }));
    EXPECT_EQ(strict.violations().size(), 1);
}

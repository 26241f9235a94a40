// Each fault by what a client sees of it. Bitget stands for all venues; what faults do is the same
// everywhere.
#include "tests/support/fakemarket/testclient.h"

using namespace std::chrono_literals;
using fake::Fault;
using fake::FaultSpec;
using fake::Opcode;

namespace {
const QByteArray subscribeBtc =
    R"({"op":"subscribe","args":[{"instType":"SPOT","channel":"ticker","instId":"BTCUSDT"}]})";
const QByteArray subscribeTwo =
    R"({"op":"subscribe","args":[{"instType":"SPOT","channel":"ticker","instId":"BTCUSDT"},)"
    R"({"instType":"SPOT","channel":"ticker","instId":"ADAUSDT"}]})";
const QByteArray timePath = "/api/v2/public/time";
const QByteArray stream = "/v2/ws/public";

struct FakeFaults : MarketTest
{
    fake::Venue &bitget = market.venue("bitget");

    // A stream that follows BTCUSDT and has got its first ticker.
    std::unique_ptr<StreamClient> follow(const QByteArray &request = subscribeBtc)
    {
        auto client = std::make_unique<StreamClient>(bitget.endpoint(), QString::fromLatin1(stream));
        EXPECT_TRUE(client->isOpen());
        client->send(request);
        EXPECT_FALSE(client->waitFor("lastPr").isEmpty());
        client->settle();
        return client;
    }
    // What comes of an order that happens once, after everything before it.
    QList<fake::Frame> framesOf(Fault fault, qsizetype count)
    {
        RawStream client(bitget.endpoint(), stream);
        EXPECT_TRUE(client.isOpen());
        EXPECT_TRUE(waitUntil([&] { return bitget.streamCount() == 1; }));
        bitget.apply(fault);
        EXPECT_TRUE(client.waitForFrames(count));
        return client.frames;
    }
    QStringList lastPrices(const StreamClient &client)
    {
        QStringList prices;
        for (const QByteArray &message : client.messages)
            if (message.contains("lastPr"))
                prices.append(at(list(parsed(message), "data").first().toObject(), "lastPr"));
        return prices;
    }
    void applyText(const QByteArray &order)
    {
        const auto spec = fake::parseFault(order.split(' '));
        ASSERT_TRUE(spec) << order.constData();
        bitget.apply(*spec);
    }
};
} // namespace

// ---- the link

TEST_F(FakeFaults, SilenceKeepsTheStreamOpenAndSaysNothing)
{
    StreamClient client(bitget.endpoint(), QString::fromLatin1(stream));
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

TEST_F(FakeFaults, HeartbeatsOnlyAcksAndPongsWithoutData)
{
    bitget.apply(Fault::HeartbeatsOnly);
    StreamClient client(bitget.endpoint(), QString::fromLatin1(stream));
    ASSERT_TRUE(client.isOpen());
    client.send(subscribeBtc);
    client.send("ping");
    EXPECT_EQ(client.waitFor("pong"), "pong");
    ASSERT_EQ(client.messages.size(), 2);
    EXPECT_TRUE(client.messages.first().contains("\"event\":\"subscribe\""));
}

TEST_F(FakeFaults, HalfOpenReadsAndWritesNothingAndDoesNotClose)
{
    const auto client = follow();
    const qsizetype before = client->messages.size();
    bitget.apply(Fault::HalfOpen);
    bitget.push("BTCUSDT", "1.00");
    client->send("ping");
    QTcpSocket other; // the system still takes connections
    QByteArray answer;
    QObject::connect(&other, &QTcpSocket::readyRead, &other, [&] { answer += other.readAll(); });
    other.connectToHost(bitget.endpoint().host(), static_cast<quint16>(bitget.endpoint().port()));
    other.write("GET " + timePath + " HTTP/1.1\r\n\r\n");
    ASSERT_TRUE(waitUntil([&] { return bitget.connectionCount() == 2 && other.bytesToWrite() == 0; }));
    EXPECT_EQ(client->messages.size(), before);
    EXPECT_EQ(bitget.requests().size(), 1);
    EXPECT_FALSE(client->closed);
    bitget.heal(Fault::HalfOpen);
    EXPECT_EQ(client->waitFor("pong"), "pong"); // what lay in the kernel meanwhile
    EXPECT_TRUE(waitUntil([&] { return answer.contains("serverTime"); }));
    EXPECT_FALSE(lastPrices(*client).contains(QStringLiteral("1.00")));
}

TEST_F(FakeFaults, RefusesAndTakesConnectionsAgainOnTheSamePort)
{
    const QUrl before = bitget.endpoint();
    bitget.apply(Fault::Refuse);
    EXPECT_EQ(get(bitget.endpoint(), timePath).status, 0);
    bitget.heal(Fault::Refuse);
    EXPECT_EQ(bitget.endpoint(), before);
    EXPECT_EQ(get(bitget.endpoint(), timePath).status, 200);
}

TEST_F(FakeFaults, CutsStreamsWithResetFinAndCloseCodes)
{
    for (const char *how : {"rst", "fin", "1001", "1008", "1011", "1012", "1013"}) {
        RawStream client(bitget.endpoint(), stream);
        ASSERT_TRUE(client.isOpen());
        ASSERT_TRUE(waitUntil([&] { return bitget.streamCount() == 1; }));
        bitget.apply(Fault::Cut, how);
        if (const quint16 code = QByteArray(how).toUShort()) {
            ASSERT_TRUE(client.waitForFrames(1)) << how;
            EXPECT_EQ(client.frames.first().payload, fake::closePayload(code, {})) << how;
            client.socket.abort();
        } else {
            EXPECT_TRUE(waitUntil([&] { return client.closed; })) << how;
            EXPECT_TRUE(client.frames.isEmpty()) << how;
            EXPECT_EQ(client.socket.error() == QAbstractSocket::RemoteHostClosedError, true) << how;
        }
        ASSERT_TRUE(waitUntil([&] { return bitget.streamCount() == 0; }));
    }
}

TEST_F(FakeFaults, FlapsAfterOneDataMessage)
{
    bitget.apply(Fault::Flap);
    StreamClient client(bitget.endpoint(), QString::fromLatin1(stream));
    ASSERT_TRUE(client.isOpen());
    client.send(subscribeTwo);
    EXPECT_TRUE(waitUntil([&] { return client.closed; }));
    EXPECT_EQ(lastPrices(client).size(), 1);
}

TEST_F(FakeFaults, NeverAnswersAHandshakeOrDripsIt)
{
    bitget.apply(Fault::HandshakeSilence);
    RawStream silent(bitget.endpoint(), stream);
    ASSERT_TRUE(waitUntil([&] { return bitget.requests().size() == 1; }));
    EXPECT_EQ(get(bitget.endpoint(), timePath).status, 200); // REST goes on
    EXPECT_TRUE(silent.head.isEmpty());
    EXPECT_FALSE(silent.closed);
    bitget.heal(Fault::HandshakeSilence);

    bitget.apply(Fault::HandshakeDrip);
    RawStream slow(bitget.endpoint(), stream);
    ASSERT_TRUE(waitUntil([&] { return slow.head.size() == 1; }));
    clock.advance(600ms);
    EXPECT_TRUE(waitUntil([&] { return slow.head.size() == 3; }));
}

TEST_F(FakeFaults, FloodsAHandshakeWithHeaderLines)
{
    bitget.apply(Fault::HandshakeFlood);
    RawStream client(bitget.endpoint(), stream);
    EXPECT_TRUE(waitUntil([&] { return client.head.size() > 5'000'000; }));
}

TEST_F(FakeFaults, GivesALegalUpgradeThatSomeClientsRefuse)
{
    bitget.apply(Fault::LegalUpgrade);
    RawStream client(bitget.endpoint(), stream);
    ASSERT_TRUE(client.isOpen());
    EXPECT_TRUE(client.head.contains("Connection: keep-alive, Upgrade\r\n"));
}

// ---- answers

TEST_F(FakeFaults, HoldsARequestInsideRetryAfterAgainstTheClient)
{
    applyText("status 429 retry=5 count=1");
    const RawAnswer first = get(bitget.endpoint(), timePath);
    EXPECT_EQ(first.status, 429);
    EXPECT_TRUE(first.head.contains("Retry-After: 5"));
    EXPECT_TRUE(bitget.violations().isEmpty());
    EXPECT_EQ(get(bitget.endpoint(), timePath).status, 429);
    EXPECT_EQ(bitget.violations().size(), 1);
    clock.advance(5s);
    EXPECT_EQ(get(bitget.endpoint(), timePath).status, 200);
}

TEST_F(FakeFaults, WritesRetryAfterAsADateToo)
{
    applyText("status 429 retry=date+90");
    EXPECT_TRUE(get(bitget.endpoint(), timePath).head.contains("Retry-After: Sat, 13 Sep 2025 01:43:48 GMT"));
}

TEST_F(FakeFaults, SpoilsRequestsAndHandshakesApart)
{
    applyText("status 451 ws");
    EXPECT_EQ(get(bitget.endpoint(), timePath).status, 200);
    RawStream client(bitget.endpoint(), stream);
    EXPECT_FALSE(client.isOpen());
    EXPECT_TRUE(client.head.startsWith("HTTP/1.1 451"));
    bitget.healAll();
    applyText("html rest");
    EXPECT_TRUE(get(bitget.endpoint(), timePath).body.contains("Please sign in"));
    RawStream fine(bitget.endpoint(), stream);
    EXPECT_TRUE(fine.isOpen());
}

TEST_F(FakeFaults, RedirectsAHandshake)
{
    bitget.apply(Fault::Redirect);
    RawStream client(bitget.endpoint(), stream);
    EXPECT_FALSE(client.isOpen());
    EXPECT_TRUE(client.head.startsWith("HTTP/1.1 301"));
    EXPECT_TRUE(client.head.contains("Location: http://127.0.0.1:"));
}

TEST_F(FakeFaults, AnswersLateDripsAndEndsInTheMiddle)
{
    QTcpSocket socket;
    QByteArray got;
    QObject::connect(&socket, &QTcpSocket::readyRead, &socket, [&] { got += socket.readAll(); });
    applyText("slow 5000");
    socket.connectToHost(bitget.endpoint().host(), static_cast<quint16>(bitget.endpoint().port()));
    socket.write("GET " + timePath + " HTTP/1.1\r\n\r\n");
    ASSERT_TRUE(waitUntil([&] { return bitget.requests().size() == 1; }));
    EXPECT_TRUE(got.isEmpty());
    clock.advance(5s);
    EXPECT_TRUE(waitUntil([&] { return got.contains("serverTime"); }));
    bitget.healAll();

    got.clear();
    applyText("drip 200");
    socket.write("GET " + timePath + " HTTP/1.1\r\n\r\n");
    ASSERT_TRUE(waitUntil([&] { return got.size() == 1; }));
    clock.advance(400ms);
    EXPECT_TRUE(waitUntil([&] { return got.size() == 3; }));
    bitget.healAll();

    bitget.apply(Fault::CutBody);
    const RawAnswer cut = get(bitget.endpoint(), "/api/v2/spot/market/tickers");
    EXPECT_EQ(cut.head.size() + cut.body.size() + 4, 200);
}

TEST_F(FakeFaults, PutsTheVenuesOwnErrorInsideA200)
{
    bitget.apply(Fault::VenueError);
    const RawAnswer answer = get(bitget.endpoint(), timePath);
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(at(answer.json().object(), "code"), QStringLiteral("40725"));
    bitget.apply(Fault::VenueError, "region");
    EXPECT_EQ(at(object(bitget, timePath), "code"), QStringLiteral("40103"));
}

// ---- frames

TEST_F(FakeFaults, SendsTextThatIsNoJson)
{
    for (const fake::Frame &frame : framesOf(Fault::Malformed, 4)) {
        QJsonParseError error{};
        QJsonDocument::fromJson(frame.payload, &error);
        EXPECT_NE(error.error, QJsonParseError::NoError) << frame.payload.constData();
    }
}

TEST_F(FakeFaults, PromisesMoreThanItSends)
{
    RawStream client(bitget.endpoint(), stream);
    ASSERT_TRUE(client.isOpen());
    ASSERT_TRUE(waitUntil([&] { return bitget.streamCount() == 1; }));
    bitget.apply(Fault::Truncated);
    ASSERT_TRUE(waitUntil([&] { return client.bytes.size() == 14; }));
    EXPECT_EQ(client.bytes.left(4), QByteArray::fromHex("817e0190")); // text, 400 bytes
    EXPECT_TRUE(client.frames.isEmpty());
}

TEST_F(FakeFaults, SendsAFrameOfTwoMebibytes)
{
    EXPECT_GT(framesOf(Fault::Huge, 1).first().payload.size(), 2 * 1024 * 1024);
}

TEST_F(FakeFaults, SendsFragmentsWithoutEnd)
{
    const QList<fake::Frame> frames = framesOf(Fault::Fragments, 1025);
    EXPECT_FALSE(
        std::any_of(frames.cbegin(), frames.cend(), [](const fake::Frame &frame) { return frame.last; }));
    EXPECT_EQ(frames.at(1).opcode, Opcode::Continuation);
}

TEST_F(FakeFaults, SetsAReservedBitBreaksUtf8AndSplitsACharacter)
{
    EXPECT_EQ(framesOf(Fault::Rsv, 1).first().reserved, 4);
    ASSERT_TRUE(waitUntil([&] { return bitget.streamCount() == 0; }));
    const QByteArray broken = framesOf(Fault::BadUtf8, 1).first().payload;
    EXPECT_NE(QString::fromUtf8(broken).toUtf8(), broken);
    ASSERT_TRUE(waitUntil([&] { return bitget.streamCount() == 0; }));
    const QList<fake::Frame> halves = framesOf(Fault::SplitUtf8, 2);
    EXPECT_FALSE(halves.at(0).last);
    EXPECT_EQ(QString::fromUtf8(halves.at(0).payload + halves.at(1).payload),
              QStringLiteral("{\"note\":\"价\"}"));
    EXPECT_NE(QString::fromUtf8(halves.at(0).payload).toUtf8(), halves.at(0).payload);
}

// ---- data

TEST_F(FakeFaults, OneMarketGoesQuietAndTheOthersGoOn)
{
    const auto client = follow(subscribeTwo);
    bitget.apply(Fault::Quiet, {}, "ADA");
    bitget.push("ADAUSDT", "9.0000");
    bitget.push("BTCUSDT", "115000.00");
    ASSERT_FALSE(client->waitFor("115000.00").isEmpty());
    EXPECT_FALSE(lastPrices(*client).contains(QStringLiteral("9.0000")));
}

TEST_F(FakeFaults, AcksOneMarketWithoutServingIt)
{
    bitget.apply(Fault::NoData, {}, "ADA");
    const auto client = follow(subscribeTwo);
    EXPECT_FALSE(
        client
            ->waitFor(
                R"("event":"subscribe","arg":{"instType":"SPOT","channel":"ticker","instId":"ADAUSDT"})")
            .isEmpty());
    EXPECT_EQ(lastPrices(*client).size(), 1);
}

TEST_F(FakeFaults, RefusesOneMarketAmongGoodOnes)
{
    bitget.apply(Fault::Reject, {}, "ADA");
    const auto client = follow(subscribeTwo);
    EXPECT_FALSE(client->waitFor("\"code\":30001").isEmpty());
    EXPECT_EQ(bitget.subscriptions(), QStringList{QStringLiteral("ticker:BTCUSDT")});
}

TEST_F(FakeFaults, RepeatsTicksAndSendsOldOnesAfterNewOnes)
{
    const auto client = follow();
    bitget.apply(Fault::Duplicate);
    clock.advance(1s);
    bitget.push("BTCUSDT", "1.00");
    bitget.heal(Fault::Duplicate);
    bitget.apply(Fault::Late);
    clock.advance(1s);
    bitget.push("BTCUSDT", "2.00");
    client->settle();
    EXPECT_EQ(lastPrices(*client).mid(1), QStringList({QStringLiteral("1.00"), QStringLiteral("1.00"),
                                                       QStringLiteral("2.00"), QStringLiteral("1.00")}));
    const auto time = [&](qsizetype back) {
        return at(list(parsed(client->messages.at(client->messages.size() - back)), "data")
                      .first()
                      .toObject(),
                  "ts")
            .toLongLong();
    };
    EXPECT_EQ(time(2) - time(1), 1000);
}

TEST_F(FakeFaults, PushesATickOfAnEarlierTime)
{
    const auto client = follow();
    clock.advance(10s);
    bitget.push("BTCUSDT", "3.00", clock.now() - 9s);
    EXPECT_TRUE(client->waitFor("3.00").contains("\"ts\":\"" +
                                                 QByteArray::number(toMsecs(clock.now()) - 9000) + '"'));
}

TEST_F(FakeFaults, PutsTextsInPlaceOfThePrice)
{
    const auto client = follow();
    for (const char *text : {"0", "-5", "nan", "1e400"}) {
        bitget.apply(Fault::Price, text, "BTC");
        EXPECT_FALSE(client->waitFor("\"lastPr\":\"" + QByteArray(text) + '"').isEmpty());
    }
    bitget.apply(Fault::Price, "null", "BTC");
    EXPECT_FALSE(client->waitFor("\"lastPr\":null").isEmpty());
    bitget.apply(Fault::Price, "empty", "BTC");
    EXPECT_FALSE(client->waitFor("\"lastPr\":\"\"").isEmpty());
    bitget.heal(Fault::Price);
    client->settle();
    EXPECT_EQ(lastPrices(*client).last(), QStringLiteral("114959.13"));
}

TEST_F(FakeFaults, SpikesForOneTick)
{
    const auto client = follow();
    bitget.apply(Fault::Spike, {}, "BTC");
    EXPECT_FALSE(client->waitFor("\"lastPr\":\"1149591.3\"").isEmpty());
    bitget.publish(*bitget.listing("BTCUSDT"));
    client->settle();
    EXPECT_EQ(lastPrices(*client).last(), QStringLiteral("114959.13"));
    bitget.push("BTCUSDT", "100.00"); // a price of the test's own spikes too
    bitget.apply(Fault::Spike, "10", "BTC");
    EXPECT_FALSE(client->waitFor("\"lastPr\":\"110\"").isEmpty());
}

TEST_F(FakeFaults, IsAnOutlierOnOneVenueAlone)
{
    applyText("outlier ADA -0.61%");
    const auto last = [&](const char *venue, const QByteArray &target, const char *list_) {
        return list(object(market.venue(venue), target), list_).first().toObject();
    };
    EXPECT_EQ(at(last("bitget", "/api/v2/spot/market/tickers?symbol=ADAUSDT", "data"), "lastPr"),
              QStringLiteral("0.8817"));
    EXPECT_EQ(at(last("okx", "/api/v5/market/ticker?instId=ADA-USDT", "data"), "last"),
              QStringLiteral("0.8871"));
}

TEST_F(FakeFaults, DepegsAStablecoinForEveryVenue)
{
    const auto client = follow();
    FaultSpec depeg;
    depeg.fault = Fault::Depeg;
    depeg.symbol = "USDT";
    depeg.value = "0.9972";
    ASSERT_TRUE(market.apply("*", depeg));
    // As many dollars are more of a cheaper coin: 114970.6259 / 0.9972.
    EXPECT_FALSE(client->waitFor("\"lastPr\":\"115293.45\"").isEmpty());
    EXPECT_EQ(at(object(market.venue("coinbase"), "/products/USDT-USD/ticker"), "price"),
              QStringLiteral("0.9972"));
    EXPECT_EQ(at(object(market.venue("coinbase"), "/products/BTC-USD/ticker"), "price"),
              QStringLiteral("114970.63"));
    bitget.healAll();
    client->settle();
    EXPECT_EQ(lastPrices(*client).last(), QStringLiteral("114959.13"));
}

TEST_F(FakeFaults, HaltsDelistsAndRenames)
{
    const auto status = [&](const char *symbol) {
        for (const auto &row : list(object(bitget, "/api/v2/spot/public/symbols"), "data"))
            if (at(row.toObject(), "symbol") == QLatin1String(symbol))
                return at(row.toObject(), "status");
        return QString();
    };
    bitget.apply(Fault::Halt, {}, "ADA");
    EXPECT_EQ(status("ADAUSDT"), QStringLiteral("halt"));
    bitget.apply(Fault::Delist, {}, "TRX");
    EXPECT_EQ(status("TRXUSDT"), QString());
    bitget.apply(Fault::Rename, "POLY", "POL");
    EXPECT_EQ(status("POLUSDT"), QString());
    EXPECT_EQ(status("POLYUSDT"), QStringLiteral("online"));
    EXPECT_EQ(
        at(list(object(bitget, "/api/v2/spot/market/tickers?symbol=POLYUSDT"), "data").first().toObject(),
           "lastPr"),
        QStringLiteral("0.2702"));
    bitget.healAll();
    EXPECT_EQ(status("ADAUSDT"), QStringLiteral("online"));
    EXPECT_EQ(status("TRXUSDT"), QStringLiteral("online"));
    EXPECT_EQ(status("POLUSDT"), QStringLiteral("online"));
}

TEST_F(FakeFaults, SkewsExchangeTimesByHoursOrIntoMicroseconds)
{
    const qint64 now = toMsecs(clock.now());
    const auto served = [&] {
        return at(inside(object(bitget, timePath), "data"), "serverTime").toLongLong();
    };
    bitget.apply(Fault::Skew);
    EXPECT_EQ(served(), now + 3'600'000);
    bitget.apply(Fault::Skew, "us");
    EXPECT_EQ(served(), now * 1000);
}

TEST_F(FakeFaults, EndsByItself)
{
    applyText("silence for=10s");
    EXPECT_TRUE(bitget.isFaulty(Fault::Silence));
    clock.advance(10s);
    EXPECT_FALSE(bitget.isFaulty(Fault::Silence));
}

TEST(FaultWords, AreReadInAnyOrderAndRefusedWhenUnknown)
{
    const auto spec = fake::parseFault({"outlier", "for=2m", "-0.61%", "ADA"});
    ASSERT_TRUE(spec);
    EXPECT_EQ(spec->symbol, "ADA");
    EXPECT_EQ(spec->value, "-0.61");
    EXPECT_EQ(spec->lasts, 120s);
    EXPECT_FALSE(fake::parseFault({"frob"}));
    EXPECT_FALSE(fake::parseFault({"silence", "ADA"}));
    EXPECT_FALSE(fake::parseFault({"status", "429", "retries=5"}));
    EXPECT_EQ(fake::parseSpan("250ms"), 250ms);
    EXPECT_EQ(fake::parseSpan("1.5s"), 1500ms);
    EXPECT_FALSE(fake::parseSpan("soon"));
}

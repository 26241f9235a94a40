#include "tests/exchanges/faultcase.h"

namespace {
class StreamFaults : public FaultCase
{
};
ON_EACH_VENUE(StreamFaults);

TEST_P(StreamFaults, Case04ARefusedConnectionIsTriedAgainWithinHalfASecond)
{
    live();
    fakeVenue().apply(Fault::Refuse);
    fakeVenue().apply(Fault::Cut);
    ASSERT_TRUE(until([&] { return link() == Link::Retrying; }));
    EXPECT_LE(source->status().nextAttempt - clock.now(), 500ms);
    pass(10s);
    EXPECT_NE(link(), Link::Live);
    EXPECT_TRUE(reason().contains(QStringLiteral("refused the connection"))) << reason().toStdString();
    fakeVenue().heal(Fault::Refuse);
    EXPECT_LE(timeUntil([&] { return link() == Link::Live; }, 20s), 9s);
}

TEST_P(StreamFaults, Case07ASilentHandshakeEndsAfterFifteenSeconds)
{
    fakeVenue().apply(Fault::HandshakeSilence);
    source->setSubscriptions({{id(btc())}, {}});
    const auto took = timeUntil([&] { return link() == Link::Retrying; }, 30s);
    EXPECT_GE(took, 14s);
    EXPECT_LE(took, 15500ms);
    EXPECT_TRUE(reason().contains(QStringLiteral("handshake"))) << reason().toStdString();
    fakeVenue().heal(Fault::HandshakeSilence);
    EXPECT_LE(timeUntil([&] { return link() == Link::Live; }, 10s), 2s);
}

// Figure R1: a dead stream is found within 6 s on Kraken and Coinbase, within 31 s on the others.
TEST_P(StreamFaults, Case08HalfOpenIsFoundByTheWatchdog)
{
    live();
    passTrading(3s);
    fakeVenue().apply(Fault::HalfOpen);
    const MonoTime cut = clock.monotonic();
    const auto found = timeUntil([&] { return link() != Link::Live; }, 60s);
    EXPECT_LE(found, silenceLimit() + 1s);
    EXPECT_EQ(link(), Link::Silent);
    EXPECT_EQ(source->status().notLiveSince, clock.monotonic());
    fakeVenue().heal(Fault::HalfOpen);
    timeUntil([&] { return link() == Link::Live; }, 60s);
    EXPECT_LE(clock.monotonic() - cut, silenceLimit() + 5s);
    EXPECT_TRUE(until([&] { return fakeVenue().streamCount() == 1; })) << "the old socket is still there";
}

TEST_P(StreamFaults, Case09AResetIsMendedAtOnce)
{
    live();
    passTrading(2s);
    fakeVenue().apply(Fault::Cut);
    ASSERT_TRUE(until([&] { return link() == Link::Retrying; }));
    EXPECT_LE(source->status().nextAttempt - clock.now(), 500ms);
    EXPECT_LE(timeUntil([&] { return link() == Link::Live; }, 20s), 2s);
    EXPECT_TRUE(priceArrives("115000.5", 2s));
    expectGentle();
}

TEST_P(StreamFaults, Case10AFinWithoutCloseFrameIsNoNormalEnd)
{
    live();
    fakeVenue().apply(Fault::Cut, "fin");
    ASSERT_TRUE(until([&] { return link() == Link::Retrying; }));
    EXPECT_LE(timeUntil([&] { return link() == Link::Live; }, 20s), 2s);
}

TEST_P(StreamFaults, Case11EveryCloseCodeReconnectsAndTwoOfThemLater)
{
    live();
    for (const QByteArray code : {"1000", "1001", "1011", "1012", "1008", "1013"}) {
        fakeVenue().apply(Fault::Cut, code);
        ASSERT_TRUE(until([&] { return link() == Link::Retrying; })) << code.constData();
        if (code < QByteArray("1012")) { // Qt 6.4 hides those above behind "Invalid close code"
            EXPECT_TRUE(reason().contains(QString::fromLatin1(code))) << reason().toStdString();
        }
        const auto wait = source->status().nextAttempt - clock.now();
        if (code == "1008" || code == "1013") {
            EXPECT_GE(wait, 30s) << code.constData();
        } else if (code != "1012") {
            EXPECT_LE(wait, 8s) << code.constData();
        }
        EXPECT_LE(timeUntil([&] { return link() == Link::Live; }, 60s), 45s) << code.constData();
        passTrading(1s);
    }
}

TEST_P(StreamFaults, Case12APlannedReplacementHasTheNewStreamFirst)
{
    if (!entryOf(venueId).make()->limits().rotateAfter)
        GTEST_SKIP() << "this venue does not cut its streams";
    live();
    const auto rotation = *entryOf(venueId).make()->limits().rotateAfter;
    for (auto gone = 0ms; gone < rotation - 10s; gone += 4s) {
        fakeVenue().push(btc(), "114" + QByteArray::number(100 + toMsecs(clock.now()) / 4000 % 800) + ".5");
        pass(4s, 4s);
    }
    ASSERT_EQ(opened.size(), 1) << "replaced before its time";
    expectSeamless(31min);
}

TEST_P(StreamFaults, Case12ANoticeOfShutdownIsFollowedAtOnceAndSeamlessly)
{
    if (venueId != QLatin1String("binance") && venueId != QLatin1String("okx"))
        GTEST_SKIP() << "this venue gives no notice";
    live();
    passTrading(3s);
    fakeVenue().apply(Fault::Notice);
    expectSeamless(5s);
}

TEST_P(StreamFaults, Case13ASilentServerIsReplaced)
{
    live();
    fakeVenue().apply(Fault::Silence);
    EXPECT_LE(timeUntil([&] { return link() == Link::Silent; }, 60s), silenceLimit() + 1s);
    EXPECT_TRUE(reason().contains(QStringLiteral("silent")) || reason().contains(QStringLiteral("ping")))
        << reason().toStdString();
    fakeVenue().heal(Fault::Silence);
    EXPECT_LE(timeUntil([&] { return link() == Link::Live; }, 10s), 2s);
    expectGentle();
}

TEST_P(StreamFaults, Case14HeartbeatsWithoutDataAreNotTakenForLife)
{
    live();
    passTrading(2s);
    const auto streams = opened.size();
    const auto messages = fakeVenue().messagesEver();
    fakeVenue().apply(Fault::HeartbeatsOnly);
    if (entryOf(venueId).make()->heartbeat() == std::nullopt && silenceLimit() > 10s)
        GTEST_SKIP() << "this venue has no heartbeats: case 13";
    pass(70s, 1s);
    EXPECT_GT(fakeVenue().messagesEver(), messages) << "nothing was asked anew";
    EXPECT_EQ(opened.size(), streams) << "replaced before it was asked";
    pass(40s, 1s);
    EXPECT_GT(opened.size(), streams) << "never replaced";
    fakeVenue().heal(Fault::HeartbeatsOnly);
    EXPECT_LE(timeUntil([&] { return link() == Link::Live; }, 60s), 40s);
    expectGentle();
}

TEST_P(StreamFaults, Case15OneQuietSymbolIsNoReasonToReconnect)
{
    live();
    const auto streams = opened.size();
    fakeVenue().apply(Fault::Quiet, {}, eth());
    passTrading(120s);
    EXPECT_EQ(opened.size(), streams);
    EXPECT_EQ(link(), Link::Live);
    EXPECT_EQ(tickedAt.constLast(), clock.monotonic() - 1s) << "the others stopped too";
}

TEST_P(StreamFaults, Case17ADrippingHandshakeEndsAfterFifteenSeconds)
{
    fakeVenue().apply(Fault::HandshakeDrip);
    source->setSubscriptions({{id(btc())}, {}});
    const auto took = timeUntil([&] { return link() == Link::Retrying; }, 30s);
    EXPECT_GE(took, 14s);
    EXPECT_LE(took, 15500ms);
}

// Figure R3 on the wire: a venue that takes every connection and drops it after one message.
TEST_P(StreamFaults, Case18AFlappingServerIsNotHammered)
{
    fakeVenue().apply(Fault::Flap);
    source->setSubscriptions({{id(btc())}, {}});
    pass(10min, 1s);
    EXPECT_GE(opened.size(), 5);
    for (qsizetype i = 1; i < opened.size(); ++i)
        EXPECT_GE(opened.at(i) - opened.at(i - 1), 1s - 1ms);
    for (qsizetype i = 30; i < opened.size(); ++i)
        EXPECT_GE(opened.at(i) - opened.at(i - 30), 5min);
    EXPECT_GE(opened.constLast() - opened.at(opened.size() - 2), 4s) << "one message reset the back-off";
}

TEST_P(StreamFaults, Case20AChangeOfNetworkReconnectsAtOnce)
{
    live();
    passTrading(5s);
    fakeVenue().apply(Fault::HalfOpen); // the old path is gone, nobody tells
    source->reconnectNow();
    fakeVenue().heal(Fault::HalfOpen);
    EXPECT_LE(timeUntil([&] { return link() == Link::Live; }, 20s), 2s);
    EXPECT_TRUE(priceArrives("115001.5", 2s));
}
} // namespace

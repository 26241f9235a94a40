#include "tests/exchanges/faultcase.h"

namespace {
class FrameFaults : public FaultCase
{
};
ON_EACH_VENUE(FrameFaults);

TEST_P(FrameFaults, Case27MalformedMessagesAreDroppedAndTooManyReplaceTheStream)
{
    live();
    const auto streams = opened.size();
    fakeVenue().apply(Fault::Malformed);
    EXPECT_TRUE(priceArrives("115002.5", 2s));
    EXPECT_EQ(opened.size(), streams) << "four bad messages are no reason";
    for (int i = 0; i < 20; ++i)
        fakeVenue().sendToAll("{\"cut");
    ASSERT_TRUE(until([&] { return link() == Link::Retrying; }));
    EXPECT_TRUE(reason().contains(QStringLiteral("unreadable"))) << reason().toStdString();
    EXPECT_LE(timeUntil([&] { return link() == Link::Live; }, 10s), 2s);
}

TEST_P(FrameFaults, Case29And30GiantMessagesCloseTheStream)
{
    for (const Fault fault : {Fault::Huge, Fault::Fragments}) {
        live();
        fakeVenue().apply(fault);
        ASSERT_TRUE(until([&] { return link() == Link::Retrying; }));
        EXPECT_TRUE(reason().contains(QStringLiteral("1009"))) << reason().toStdString();
        EXPECT_LE(timeUntil([&] { return link() == Link::Live; }, 60s), 10s);
    }
}

TEST_P(FrameFaults, Case31And32BrokenFramesAreProtocolErrorsAndMended)
{
    const QList<QPair<Fault, QString>> cases = {
        {Fault::Rsv, QStringLiteral("1002")},
        {Fault::BadUtf8, QStringLiteral("1007")},
        {Fault::SplitUtf8, QStringLiteral("1007")}}; // legal, but Qt refuses it
    for (const auto &[fault, code] : cases) {
        live();
        fakeVenue().apply(fault);
        ASSERT_TRUE(until([&] { return link() == Link::Retrying; }));
        EXPECT_TRUE(reason().contains(code)) << reason().toStdString();
        EXPECT_EQ(source->status().lastError->kind, Error::Kind::Malformed);
        EXPECT_LE(timeUntil([&] { return link() == Link::Live; }, 60s), 10s);
    }
}

TEST_P(FrameFaults, Case33AFloodOfHeaderLinesIsCutShort)
{
    fakeVenue().apply(Fault::HandshakeFlood);
    source->setSubscriptions({{id(btc())}, {}});
    ASSERT_TRUE(until([&] { return link() == Link::Retrying; }));
    EXPECT_EQ(source->status().lastError->kind, Error::Kind::Malformed) << reason().toStdString();
    fakeVenue().heal(Fault::HandshakeFlood);
    EXPECT_LE(timeUntil([&] { return link() == Link::Live; }, 60s), 3s);
}

TEST_P(FrameFaults, Case34AHandshakeQtCannotReadIsAProtocolErrorNotOffline)
{
    fakeVenue().apply(Fault::LegalUpgrade);
    source->setSubscriptions({{id(btc())}, {}});
    ASSERT_TRUE(until([&] { return link() == Link::Retrying; }));
    EXPECT_TRUE(reason().contains(QStringLiteral("protocol error"))) << reason().toStdString();
    EXPECT_EQ(source->status().lastError->kind, Error::Kind::Malformed);
}

TEST_P(FrameFaults, Case35And36UnknownAndDeeplyNestedMessagesAreNoHarm)
{
    live();
    const auto streams = opened.size();
    fakeVenue().apply(Fault::Unknown);
    fakeVenue().sendToAll(QByteArray(2000, '[') + QByteArray(2000, ']'));
    fakeVenue().sendToAll("{\"a\":" + QByteArray(2000, '[') + QByteArray(2000, ']') + "}");
    EXPECT_TRUE(priceArrives("115003.5", 2s));
    EXPECT_EQ(opened.size(), streams);
}
} // namespace

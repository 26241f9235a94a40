#include "tests/exchanges/sourcecase.h"

using namespace std::chrono_literals;

namespace {
class StreamingQuoteSourceTest : public SourceCase
{
};

TEST_F(StreamingQuoteSourceTest, BringsTheVenuesPrices)
{
    use(QStringLiteral("bitget"));
    EXPECT_EQ(link(), Link::Idle);
    goLive({id("BTCUSDT"), id("ETHUSDT")});
    fakeVenue().push("BTCUSDT", "114960.10");
    EXPECT_TRUE(until([&] { return last(id("BTCUSDT")) == "114960.10"_dec; }));
    const Ticker ticker = ticksOf(id("BTCUSDT")).constLast();
    EXPECT_EQ(ticker.last.toByteArray(), "114960.10");
    EXPECT_EQ(ticker.receivedAt, clock.monotonic());
    EXPECT_EQ(ticker.receivedTime, clock.now());
    EXPECT_EQ(links, (QList<Link>{Link::Connecting, Link::Live}));
    EXPECT_TRUE(market.violations().isEmpty());
}

TEST_F(StreamingQuoteSourceTest, AnEmptySetClosesTheConnection)
{
    use(QStringLiteral("bitget"));
    goLive({id("BTCUSDT")});
    source->setSubscriptions({});
    EXPECT_EQ(link(), Link::Idle);
    EXPECT_TRUE(until([&] { return fakeVenue().streamCount() == 0; }));
}

TEST_F(StreamingQuoteSourceTest, LearnsADifferenceWithoutReconnecting)
{
    use(QStringLiteral("bitget"));
    goLive({id("BTCUSDT"), id("ETHUSDT")});
    const auto connections = fakeVenue().connectionsEver();
    source->setSubscriptions({{id("ETHUSDT"), id("XRPUSDT")}, {}});
    pass(1s); // the venue wants its messages spaced
    EXPECT_TRUE(last(id("XRPUSDT")).has_value());
    const QStringList asked = fakeVenue().subscriptions();
    EXPECT_FALSE(asked.contains(QStringLiteral("ticker:BTCUSDT"))) << asked.join(u' ').toStdString();
    EXPECT_TRUE(asked.contains(QStringLiteral("ticker:ETHUSDT")));
    EXPECT_EQ(fakeVenue().connectionsEver(), connections);
    const auto before = ticksOf(id("BTCUSDT")).size();
    fakeVenue().push("BTCUSDT", "1.5");
    settle();
    EXPECT_EQ(ticksOf(id("BTCUSDT")).size(), before) << "a price nobody wants any more";
}
} // namespace

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
class ManyMarkets : public SourceCase
{
protected:
    ManyMarkets() : SourceCase(120) {}
};

TEST_F(ManyMarkets, AreSharedOutOverConnections)
{
    use(QStringLiteral("bitget"));
    std::optional<Result<QList<Instrument>>> list;
    const Request request = source->fetchInstruments([&](auto result) { list = std::move(result); });
    ASSERT_TRUE(until([&] { return list && *list; }));
    QSet<InstrumentId> wanted;
    for (const Instrument &instrument : **list) {
        if (instrument.status == Instrument::Status::Trading && wanted.size() < 60)
            wanted.insert(instrument.id);
    }
    ASSERT_EQ(wanted.size(), 60);
    source->setSubscriptions({wanted, {}});
    pass(20s);
    EXPECT_EQ(link(), Link::Live);
    EXPECT_EQ(fakeVenue().streamCount(), 2);
    EXPECT_EQ(source->status().subscriptions, wanted.size());
    EXPECT_TRUE(market.violations().isEmpty());
}

TEST_F(StreamingQuoteSourceTest, CandlesThatAreNotStreamedAreReadEachMinuteAndMovedByTickers)
{
    use(QStringLiteral("coinbase"));
    const CandleKey key{id("BTC-USD"), Interval::M1};
    ASSERT_FALSE(source->info().streamIntervals.contains(Interval::M1));
    source->setSubscriptions({{key.instrument}, {key}});
    ASSERT_TRUE(until([&] { return !candles.isEmpty() && link() == Link::Live; }));
    EXPECT_TRUE(candles.constFirst().snapshot);
    EXPECT_GT(candles.constFirst().candles.size(), 10);
    const Candle forming = candles.constFirst().candles.constLast();
    EXPECT_FALSE(forming.closed);
    candles.clear();
    fakeVenue().push("BTC-USD", "120000.00");
    ASSERT_TRUE(until([&] { return !candles.isEmpty(); }));
    const Candle moved = candles.constLast().candles.constLast();
    EXPECT_EQ(moved.time, forming.time);
    EXPECT_EQ(moved.close, "120000"_dec);
    EXPECT_EQ(moved.high, "120000"_dec);
    EXPECT_EQ(moved.open, forming.open);
    candles.clear();
    pass(forming.time + 60s - clock.now() + 1s); // into the next minute
    fakeVenue().push("BTC-USD", "119000.00");
    ASSERT_TRUE(until(
        [&] { return !candles.isEmpty() && candles.constLast().candles.constLast().close == "119000"_dec; }));
    const Candle begun = candles.constLast().candles.constLast();
    EXPECT_EQ(begun.time, forming.time + 60s);
    EXPECT_EQ(begun.open, "119000"_dec);
    const auto asked = fakeVenue().requestsEver();
    pass(121s);
    EXPECT_EQ(fakeVenue().requestsEver(), asked + 2);
    EXPECT_TRUE(market.violations().isEmpty());
}

TEST_F(StreamingQuoteSourceTest, KnowsItsLatencyByItsPings)
{
    use(QStringLiteral("bitget"));
    EXPECT_FALSE(source->status().latency);
    goLive({id("BTCUSDT")});
    pass(2s, 100ms);
    ASSERT_TRUE(source->status().latency);
    EXPECT_LE(*source->status().latency, 200ms);
    EXPECT_TRUE(fakeVenue().messages().contains("ping"));
    EXPECT_LE(clock.monotonic() - source->status().lastMessageAt, 2s);
    EXPECT_TRUE(isKnown(source->status().lastMessage));
}

TEST_F(StreamingQuoteSourceTest, FetchedTickersAreTickersToo)
{
    use(QStringLiteral("bitget"));
    std::optional<Result<QList<Ticker>>> answer;
    const Request request = source->fetchTickers({id("BTCUSDT"), id("NOPEUSDT")},
                                                 [&](auto result) { answer = std::move(result); });
    pass(1s); // two requests, a little apart
    ASSERT_TRUE(answer);
    ASSERT_TRUE(*answer) << answer->error().detail.toStdString();
    ASSERT_EQ((*answer)->size(), 1) << "what the venue did not answer for is missing";
    EXPECT_EQ((*answer)->constFirst().instrument, id("BTCUSDT"));
    EXPECT_LE(clock.monotonic() - (*answer)->constFirst().receivedAt, 1s);
    EXPECT_EQ(last(id("BTCUSDT")), (*answer)->constFirst().last);
}

TEST_F(StreamingQuoteSourceTest, TheSourceMayGoWhileRequestsAreUnderWay)
{
    use(QStringLiteral("bitget"));
    bool called = false;
    const Request list = source->fetchInstruments([&](const auto &) { called = true; });
    const Request tickers = source->fetchTickers({id("BTCUSDT")}, [&](const auto &) { called = true; });
    source->setSubscriptions({{id("BTCUSDT")}, {{id("BTCUSDT"), Interval::M1}}});
    until([&] { return fakeVenue().requestsEver() > 0; });
    source.reset();
    clock.advance(60s);
    settle();
    EXPECT_FALSE(called);
}

TEST_F(StreamingQuoteSourceTest, AnInstrumentIsLookedUpWhenTheListComesLate)
{
    use(QStringLiteral("binance")); // says nothing to a name it does not know
    source->setSubscriptions({{id("BTCUSDT"), id("NOPEUSDT")}, {}});
    ASSERT_TRUE(until([&] { return last(id("BTCUSDT")).has_value(); }));
    EXPECT_TRUE(source->status().rejected.isEmpty());
    EXPECT_LE(timeUntil([&] { return !source->status().rejected.isEmpty(); }, 60s), 30s);
    EXPECT_TRUE(source->status().rejected.value(id("NOPEUSDT")).contains(QStringLiteral("not on the list")));
    EXPECT_EQ(link(), Link::Live);
}
} // namespace

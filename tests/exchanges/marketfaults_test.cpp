#include "app/quotes/venuecandlehistory.h"
#include "tests/exchanges/faultcase.h"

namespace {
class MarketFaults : public FaultCase
{
};
ON_EACH_VENUE(MarketFaults);

TEST_P(MarketFaults, Case37LateAndDuplicateTicksAreDropped)
{
    live();
    pass(1s);
    fakeVenue().apply(Fault::Late);
    fakeVenue().apply(Fault::Duplicate);
    const auto before = ticksOf(id(btc())).size();
    QList<Decimal> sent;
    for (int i = 0; i < 20; ++i) {
        const QByteArray price = "1150" + QByteArray::number(10 + i) + ".5";
        sent.append(*Decimal::parse(price));
        fakeVenue().push(btc(), price);
        pass(1s);
    }
    const auto shown = ticksOf(id(btc())).mid(before);
    QList<Decimal> prices;
    for (const Ticker &ticker : shown)
        prices.append(ticker.last);
    EXPECT_EQ(prices, sent);
    for (qsizetype i = 1; i < shown.size(); ++i)
        EXPECT_GE(shown.at(i).exchangeTime, shown.at(i - 1).exchangeTime);
}

TEST_P(MarketFaults, Case38AGapInTheCandlesIsFlaggedAndReadAgainWithinTenSeconds)
{
    QuoteBoard board(clock, AssetDirectory::shipped());
    VenueCandleHistory history(clock, board, nullptr);
    board.setWatchlist({bitcoin});
    board.setSources({source.get()});
    timeUntil([&] { return board.quote(bitcoin).state == PriceState::Live; }, 10s);
    const auto follow = history.follow({bitcoin, std::nullopt, Interval::M1, clock.now() - 1h, std::nullopt});
    const auto complete = [&] { return follow->series().complete; };
    timeUntil(complete, 20s);
    ASSERT_TRUE(complete()) << "no candles at all";
    fakeVenue().push(btc(), "115004.5");
    pass(3s);
    const UtcTime newest = follow->series().candles.constLast().time;

    fakeVenue().apply(Fault::Refuse);
    fakeVenue().apply(Fault::Cut);
    pass(3s);
    EXPECT_FALSE(complete()) << "not flagged";
    EXPECT_GE(follow->series().gaps.constFirst().from, newest);
    pass(3min, 5s);
    EXPECT_FALSE(complete());
    fakeVenue().heal(Fault::Refuse);
    timeUntil([&] { return link() == Link::Live; }, 60s);
    EXPECT_LE(timeUntil(complete, 20s), 10s);
    const QList<Candle> candles = follow->series().candles;
    EXPECT_GE(candles.constLast().time, newest + 3min);
    for (qsizetype i = 1; i < candles.size(); ++i)
        EXPECT_EQ(candles.at(i).time - candles.at(i - 1).time, 1min) << i;
    expectGentle();
}

TEST_P(MarketFaults, Case39AnInvalidPriceIsRefusedAndTheLastGoodOneStays)
{
    live();
    ASSERT_TRUE(priceArrives("115005.5", 2s));
    const auto before = ticksOf(id(btc())).size();
    for (const char *bad : {"0", "-1", "nan", "inf", "1e400", "", "true", "abc", "1.2.3", "1e16", "1e-13"}) {
        FaultSpec price;
        price.fault = Fault::Price;
        price.symbol = btc();
        price.value = bad;
        fakeVenue().apply(price);
        fakeVenue().push(btc(), "115006.5");
        pass(500ms);
        EXPECT_EQ(ticksOf(id(btc())).size(), before) << "taken: " << bad;
        fakeVenue().heal(Fault::Price);
        settle();
        while (ticks.size() > 0 && ticks.constLast().last == "115006.5"_dec)
            ticks.removeLast();
    }
}

TEST_P(MarketFaults, Case41AOneTickSpikeIsHeldUntilConfirmed)
{
    live();
    pass(1s);
    const auto before = ticksOf(id(btc())).size();
    FaultSpec spike;
    spike.fault = Fault::Spike;
    spike.symbol = btc();
    fakeVenue().apply(spike);
    pass(3s); // long enough for the read by REST, which disagrees
    for (const Ticker &ticker : ticksOf(id(btc())).mid(before))
        EXPECT_LT(ticker.last, "200000"_dec);
    EXPECT_EQ(source->filter().count(TickFilter::Verdict::Held), 1);
    EXPECT_TRUE(priceArrives("115008.5", 2s));
    EXPECT_TRUE(priceArrives("345024.5", 15s)) << "a move that REST confirms is real";
}

TEST_P(MarketFaults, Case42ARefusedInstrumentIsParkedWithItsReasonAndTheOthersGoOn)
{
    if (venueId == QLatin1String("binance"))
        GTEST_SKIP() << "this venue says nothing to a bad name: AnAckWithoutData";
    const QByteArray bad = spelled("ADA");
    fakeVenue().apply(Fault::Reject, {}, bad);
    source->setSubscriptions({{id(btc()), id(eth()), id(bad)}, {}});
    EXPECT_LE(timeUntil([&] { return last(id(btc())) && last(id(eth())); }, 30s), 16s);
    timeUntil([&] { return source->status().rejected.contains(id(bad)); }, 60s);
    EXPECT_EQ(source->status().rejected.keys(), QList<InstrumentId>{id(bad)});
    EXPECT_FALSE(source->status().rejected.value(id(bad)).isEmpty());
    EXPECT_EQ(link(), Link::Live);
    const auto messages = fakeVenue().messagesEver();
    passTrading(30s);
    EXPECT_LE(fakeVenue().messagesEver(), messages + 4) << "it is asked for again and again";
    EXPECT_TRUE(priceArrives("115009.5", 2s));
    EXPECT_EQ(source->status().subscriptions, 2);
}

TEST_P(MarketFaults, Case42AnInstrumentThatIsNotListedIsParked)
{
    fakeVenue().apply(Fault::Delist, {}, spelled("ADA"));
    std::optional<Result<QList<Instrument>>> list;
    const Request request = source->fetchInstruments([&](auto result) { list = std::move(result); });
    ASSERT_TRUE(until([&] { return list.has_value(); }));
    ASSERT_TRUE(*list) << list->error().detail.toStdString();
    source->setSubscriptions({{id(btc()), id(spelled("ADA"))}, {}});
    EXPECT_TRUE(until([&] { return link() == Link::Live; }));
    EXPECT_TRUE(source->status().rejected.contains(id(spelled("ADA"))));
    EXPECT_GT(source->status().instruments, 5);
}

TEST_P(MarketFaults, AnAckWithoutDataIsReadByRest)
{
    const QByteArray quiet = spelled("ADA");
    fakeVenue().apply(Fault::NoData, {}, quiet);
    source->setSubscriptions({{id(btc()), id(quiet)}, {}});
    ASSERT_TRUE(until([&] { return link() == Link::Live; }));
    EXPECT_FALSE(last(id(quiet)));
    passTrading(17s);
    EXPECT_TRUE(last(id(quiet))) << "ten to fifteen seconds are over";
    EXPECT_FALSE(source->status().rejected.contains(id(quiet)));
    EXPECT_EQ(link(), Link::Live);
}

TEST_P(MarketFaults, Case43TimesAnHourOffOrInMicrosecondsAreTaken)
{
    for (const char *skew : {"3600", "-3600", "us"}) {
        source->setSubscriptions({});
        pass(2s); // a host is connected to once a second at most
        ticks.clear();
        FaultSpec off;
        off.fault = Fault::Skew;
        off.value = skew;
        fakeVenue().apply(off);
        live();
        EXPECT_TRUE(priceArrives("115010.5", 3s)) << skew;
        const Ticker ticker = ticksOf(id(btc())).constLast();
        if (isKnown(ticker.exchangeTime)) {
            const auto distance = std::chrono::abs(ticker.exchangeTime - clock.now());
            EXPECT_LE(distance, 3610s) << skew << ": " << toRfc3339(ticker.exchangeTime).toStdString();
        }
        EXPECT_LE(clock.monotonic() - ticker.receivedAt, 3s) << "freshness goes by arrival";
        fakeVenue().heal(Fault::Skew);
    }
}
} // namespace

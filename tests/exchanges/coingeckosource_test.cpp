#include "app/exchanges/coingecko/coingeckosource.h"

#include "tests/exchanges/sourcecase.h"

using namespace std::chrono_literals;
using fake::Fault;
using fake::FaultSpec;

namespace {
class CoinGeckoSourceTest : public SourceCase
{
protected:
    void SetUp() override
    {
        venueId = QStringLiteral("coingecko");
        services.endpoints.set({venueId}, fakeVenue().endpoint());
        gecko = std::make_unique<CoinGeckoSource>(services, 60s);
        QObject::connect(gecko.get(), &QuoteSource::tickerReceived, gecko.get(),
                         [this](const Ticker &ticker) { ticks.append(ticker); });
        QObject::connect(gecko.get(), &CoinGeckoSource::coinsReceived, gecko.get(),
                         [this](const QList<CoinGeckoCoin> &all) { coins = all; });
    }
    Link state() const { return gecko->status().link; }
    void subscribe(const QSet<InstrumentId> &tickers) { gecko->setSubscriptions({tickers, {}}); }

    std::unique_ptr<CoinGeckoSource> gecko;
    QList<CoinGeckoCoin> coins;
};

TEST_F(CoinGeckoSourceTest, PollsOnceAMinute)
{
    EXPECT_FALSE(gecko->info().countsInAgreement);
    EXPECT_FALSE(gecko->info().streams);
    EXPECT_TRUE(gecko->info().symbolIsAssetId);
    EXPECT_FALSE(gecko->info().attribution.isEmpty());
    subscribe({id("bitcoin"), id("ethereum")});
    EXPECT_EQ(state(), Link::Connecting);
    ASSERT_TRUE(until([&] { return ticks.size() == 2; }));
    EXPECT_EQ(state(), Link::Live);
    EXPECT_EQ(fakeVenue().requestsEver(), 1);
    const Ticker ticker = ticksOf(id("bitcoin")).constFirst();
    EXPECT_GT(ticker.last, "1000"_dec);
    EXPECT_TRUE(ticker.change24hPct);
    EXPECT_EQ(ticker.receivedAt, clock.monotonic());
    pass(10min, 1s);
    EXPECT_EQ(fakeVenue().requestsEver(), 11);
    EXPECT_TRUE(market.violations().isEmpty());
    EXPECT_TRUE(gecko->status().latency);
    subscribe({});
    EXPECT_EQ(state(), Link::Idle);
    pass(5min, 1s);
    EXPECT_EQ(fakeVenue().requestsEver(), 11);
}

TEST_F(CoinGeckoSourceTest, TellsNamesRanksCapsAndSparklines)
{
    subscribe({id("bitcoin")});
    ASSERT_TRUE(until([&] { return !coins.isEmpty(); }));
    EXPECT_EQ(coins.constFirst().id, QStringLiteral("bitcoin"));
    EXPECT_EQ(coins.constFirst().name, QStringLiteral("Bitcoin"));
    EXPECT_EQ(coins.constFirst().symbol, QStringLiteral("BTC"));
    EXPECT_EQ(coins.constFirst().rank, 1);
    EXPECT_TRUE(coins.constFirst().marketCap);
    EXPECT_GT(coins.constFirst().sparkline.size(), 100);
}

TEST_F(CoinGeckoSourceTest, OneAnswerServesTheListAndTheFirstPrices)
{
    std::optional<Result<QList<Instrument>>> list;
    const Request request = gecko->fetchInstruments([&](auto result) { list = std::move(result); });
    ASSERT_TRUE(until([&] { return list.has_value(); }));
    ASSERT_TRUE(*list) << list->error().detail.toStdString();
    ASSERT_GT((*list)->size(), 5);
    EXPECT_EQ((*list)->constFirst().id, id("bitcoin"));
    EXPECT_EQ((*list)->constFirst().base, QStringLiteral("BTC"));
    EXPECT_EQ((*list)->constFirst().quote, QStringLiteral("USD"));
    subscribe({id("bitcoin"), id("ethereum")});
    ASSERT_TRUE(until([&] { return ticks.size() == 2; }));
    EXPECT_EQ(fakeVenue().requestsEver(), 1);
    EXPECT_EQ(state(), Link::Live);
}

TEST_F(CoinGeckoSourceTest, NeverAsksTwiceWithinTenSeconds)
{
    int answers = 0;
    std::vector<Request> requests;
    const auto count = [&](const auto &) { ++answers; };
    requests.push_back(gecko->fetchTickers({id("bitcoin")}, count));
    requests.push_back(gecko->fetchTickers({id("ethereum")}, count));
    requests.push_back(gecko->fetchInstruments(count));
    subscribe({id("bitcoin")});
    pass(9s);
    EXPECT_EQ(fakeVenue().requestsEver(), 1);
    pass(30s);
    EXPECT_EQ(answers, 3);
    EXPECT_EQ(fakeVenue().requestsEver(), 4);
    EXPECT_TRUE(market.violations().isEmpty());
}

TEST_F(CoinGeckoSourceTest, SaysWhenItMayBeAskedAgain)
{
    subscribe({id("bitcoin")});
    ASSERT_TRUE(until([&] { return ticks.size() == 1; }));
    pass(20s);
    std::optional<Result<QList<Ticker>>> answer;
    const Request request =
        gecko->fetchTickers({id("bitcoin")}, [&](auto result) { answer = std::move(result); });
    settle();
    ASSERT_TRUE(answer);
    ASSERT_FALSE(*answer);
    EXPECT_EQ(answer->error().kind, Error::Kind::RateLimited);
    EXPECT_EQ(answer->error().retryAfter, 40s);
    EXPECT_EQ(fakeVenue().requestsEver(), 1);
}

TEST_F(CoinGeckoSourceTest, Case23A429IsHeededAndDoubled)
{
    FaultSpec limited;
    limited.fault = Fault::Status;
    limited.value = "429";
    fakeVenue().apply(limited);
    QList<MonoTime> asked;
    QObject::connect(&fakeVenue(), &fake::Venue::requested, &watcher,
                     [&] { asked.append(clock.monotonic()); });
    subscribe({id("bitcoin")});
    ASSERT_TRUE(until([&] { return state() == Link::Limited; }));
    EXPECT_GE(gecko->status().nextAttempt - clock.now(), 59s);
    pass(8min, 1s);
    ASSERT_EQ(asked.size(), 4);
    EXPECT_GE(asked.at(1) - asked.at(0), 60s);
    EXPECT_GE(asked.at(2) - asked.at(1), 120s);
    EXPECT_GE(asked.at(3) - asked.at(2), 240s);
    fakeVenue().heal(Fault::Status);
    pass(9min, 1s);
    EXPECT_EQ(state(), Link::Live);
    EXPECT_GE(ticks.size(), 1);
}

TEST_F(CoinGeckoSourceTest, APageInsteadOfDataIsNoPriceAndIsTriedAgain)
{
    subscribe({id("bitcoin")});
    ASSERT_TRUE(until([&] { return state() == Link::Live; }));
    fakeVenue().apply(Fault::Html);
    pass(61s, 1s);
    EXPECT_EQ(state(), Link::Retrying);
    EXPECT_TRUE(gecko->status().lastError->detail.contains(QStringLiteral("sign-in")));
    EXPECT_EQ(gecko->status().notLiveSince, clock.monotonic() - 1s);
    fakeVenue().heal(Fault::Html);
    pass(11s, 1s);
    EXPECT_EQ(state(), Link::Live);
}
} // namespace

// What the board costs with 3,000 coins: its share of "a price list of 3,000 instruments at one update a
// second". The peer is the least anyone could do with a tick: one look-up and one copy.
#include "app/quotes/quoteboard.h"
#include "tests/support/fakequotesource.h"

#include <benchmark/benchmark.h>

using namespace std::chrono_literals;

namespace {
constexpr int coins = 3000;

struct Market
{
    explicit Market(int venues)
    {
        QStringList pairs;
        for (int i = 0; i < coins; ++i) {
            assets.append(AssetId{QStringLiteral("sym:COIN%1").arg(i)});
            pairs.append(QStringLiteral("COIN%1-USD").arg(i));
        }
        QList<QuoteSource *> order;
        for (int i = 0; i < venues; ++i) {
            sources.push_back(std::make_unique<FakeQuoteSource>(clock, QStringLiteral("venue%1").arg(i)));
            order.append(sources.back().get());
        }
        BoardSettings settings;
        settings.trends = false;
        board.setSettings(settings);
        board.setWatchlist(assets);
        board.setSources(order);
        for (const auto &source : sources)
            source->goLive(pairs);
        for (int i = 0; i < coins; ++i)
            ticks.push_back(sources[0]->ticker(pairs.at(i), Decimal(100'000 + i, 2)));
    }
    ~Market() { board.setSources({}); }

    // One second: each coin of each venue ticks once, spread over it.
    void second()
    {
        ++round;
        for (int i = 0; i < coins; ++i) {
            for (const auto &source : sources) {
                Ticker tick = ticks[static_cast<size_t>(i)];
                tick.instrument.venue = source->info().id;
                tick.last = Decimal(100'000 + i + round % 7, 2);
                tick.exchangeTime = clock.now();
                tick.receivedAt = clock.monotonic();
                emit source->tickerReceived(tick);
            }
            if (i % 60 == 0)
                clock.advance(20ms);
        }
    }

    ManualClock clock;
    QList<AssetId> assets;
    std::vector<std::unique_ptr<FakeQuoteSource>> sources;
    std::vector<Ticker> ticks;
    QuoteBoard board{clock, AssetDirectory::shipped()};
    int round = 0;
};

void boardSecond(benchmark::State &state)
{
    Market market(static_cast<int>(state.range(0)));
    for (auto _ : state)
        market.second();
    state.SetItemsProcessed(state.iterations() * coins * state.range(0));
}
BENCHMARK(boardSecond)->Arg(1)->Arg(4)->Unit(benchmark::kMillisecond);

void lookUpAndCopy(benchmark::State &state)
{
    Market market(1);
    QHash<InstrumentId, Ticker> shown;
    for (auto _ : state) {
        for (const Ticker &tick : market.ticks)
            shown[tick.instrument] = tick;
    }
    state.SetItemsProcessed(state.iterations() * coins);
}
BENCHMARK(lookUpAndCopy)->Unit(benchmark::kMillisecond);

void listRead(benchmark::State &state)
{
    Market market(4);
    market.board.setWatchlist(market.assets.mid(0, state.range(0)));
    QList<Instrument> list;
    for (int i = 0; i < coins; ++i)
        list.append(market.sources[0]->instrument(QStringLiteral("COIN%1").arg(i), QStringLiteral("USD")));
    for (auto _ : state) {
        state.PauseTiming();
        market.clock.advance(6h + 1min); // the list is read again
        state.ResumeTiming();
        market.sources[0]->answerInstruments(list);
    }
}
BENCHMARK(listRead)->Arg(10)->Arg(coins)->Unit(benchmark::kMillisecond)->Iterations(60);

void searchAsOneTypes(benchmark::State &state)
{
    const Market market(4);
    for (auto _ : state)
        benchmark::DoNotOptimize(market.board.search(QStringLiteral("coin1")));
}
BENCHMARK(searchAsOneTypes)->Unit(benchmark::kMillisecond);
} // namespace

BENCHMARK_MAIN();

// What hearing every tick costs with 1,000 alerts on ten coins of four exchanges: levels, moves, sources that
// differ. The peers: looking at each of the coin's alerts with each tick, comparing levels and nothing else,
// and the board the ticks come through. Prices walk, so that levels are crossed and alerts do fire.
#include "app/alerts/alertengine.h"
#include "app/news/memoryarticlestore.h"
#include "tests/support/fakequotesource.h"

#include <benchmark/benchmark.h>
#include <random>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {
constexpr int coins = 10, venues = 4, alerts = 1000, ticksInARow = 100'000;

struct Market
{
    Market()
    {
        QList<QuoteSource *> order;
        QStringList pairs;
        for (int i = 0; i < coins; ++i) {
            assets.append(AssetId{u"sym:COIN%1"_s.arg(i)});
            pairs.append(u"COIN%1-USD"_s.arg(i));
        }
        for (int i = 0; i < venues; ++i) {
            sources.push_back(std::make_unique<FakeQuoteSource>(clock, u"venue%1"_s.arg(i)));
            order.append(sources.back().get());
        }
        BoardSettings settings;
        settings.trends = false;
        board.setSettings(settings);
        board.setWatchlist(assets);
        board.setSources(order);
        for (const auto &source : sources)
            source->goLive(pairs);
        walk(pairs);
    }
    ~Market() { board.setSources({}); }

    // A hundredth of a percent a step, the same for all exchanges but for a few ten-thousandths.
    void walk(const QStringList &pairs)
    {
        std::mt19937 random(7);
        std::uniform_int_distribution<int> coin(0, coins - 1), venue(0, venues - 1), step(-1000, 1000),
            jitter(0, 300);
        std::vector<qint64> prices(coins, 10'000'000);
        for (int i = 0; i < ticksInARow; ++i) {
            const int c = coin(random);
            const auto at = static_cast<size_t>(c);
            prices[at] += step(random) + (10'000'000 - prices[at]) / 400;
            ticks.push_back(sources[static_cast<size_t>(venue(random))]->ticker(
                pairs.at(c), Decimal(prices[at] + jitter(random), 4)));
        }
    }

    void addAlerts()
    {
        using Kind = AlertCondition::Kind;
        for (int i = 0; i < alerts; ++i) {
            Alert alert;
            alert.once = false;
            alert.coolDown = 0s;
            alert.condition.asset = assets.at(i % coins);
            const int n = i / coins; // 0 to 99: 80 levels within 4 %, 15 moves, 5 differences
            alert.condition.kind = n >= 95   ? Kind::SourcesDiffer
                                   : n >= 80 ? Kind::Moves
                                   : n % 2   ? Kind::Above
                                             : Kind::Below;
            alert.condition.level = Decimal(n % 2 ? 10'005'000 + n * 5'000 : 9'995'000 - n * 5'000, 4);
            alert.condition.percent = Decimal(10 + n % 7, 1);
            alert.condition.within = std::chrono::minutes{n % 3 == 0 ? 15 : 60};
            if (const auto id = book.add(alert))
                conditions.push_back(alert.condition);
            else
                std::abort();
        }
    }

    ManualClock clock;
    QList<AssetId> assets;
    std::vector<std::unique_ptr<FakeQuoteSource>> sources;
    std::vector<Ticker> ticks;
    QuoteBoard board{clock, AssetDirectory::shipped()};
    MemoryArticleStore articles{StoryRules()};
    AlertBook book{clock, QString(), AssetDirectory::shipped()};
    std::vector<AlertCondition> conditions;
};

// All ticks in their order, 10,000 a second, in time that goes on.
template <typename Hear> void play(Market &market, Hear hear)
{
    for (size_t i = 0; i < market.ticks.size(); ++i) {
        Ticker &tick = market.ticks[i];
        tick.exchangeTime = market.clock.now();
        tick.receivedAt = market.clock.monotonic();
        hear(tick);
        if (i % 500 == 0)
            market.clock.advance(50ms);
    }
}

void report(benchmark::State &state)
{
    state.SetItemsProcessed(state.iterations() * ticksInARow);
}

void throughTheBoard(Market &market, benchmark::State &state)
{
    QHash<VenueId, FakeQuoteSource *> byVenue;
    for (const auto &source : market.sources)
        byVenue.insert(source->info().id, source.get());
    for (auto _ : state)
        play(market,
             [&](const Ticker &tick) { emit byVenue.value(tick.instrument.venue)->tickerReceived(tick); });
    report(state);
}

void boardAlone(benchmark::State &state)
{
    Market market;
    throughTheBoard(market, state);
}
BENCHMARK(boardAlone)->Unit(benchmark::kMillisecond);

void boardAndEngine(benchmark::State &state)
{
    Market market;
    market.addAlerts();
    AlertEngine engine(market.clock, market.book, market.board, market.articles, AssetDirectory::shipped(),
                       AlertFiring::Origin::Market);
    qsizetype fired = 0;
    QObject::connect(&engine, &AlertEngine::fired, &engine,
                     [&](const QList<AlertFiring> &list) { fired += list.size(); });
    throughTheBoard(market, state);
    state.counters["fired"] =
        benchmark::Counter(static_cast<double>(fired), benchmark::Counter::kAvgIterations);
}
BENCHMARK(boardAndEngine)->Unit(benchmark::kMillisecond);

// The engine alone: what the board tells it of a tick, without the board's own work on it.
void engineAlone(benchmark::State &state)
{
    Market market;
    market.addAlerts();
    AlertEngine engine(market.clock, market.book, market.board, market.articles, AssetDirectory::shipped(),
                       AlertFiring::Origin::Market);
    QHash<VenueId, FakeQuoteSource *> byVenue;
    for (const auto &source : market.sources)
        byVenue.insert(source->info().id, source.get());
    for (size_t i = 0; i < 400; ++i) // every market has a live price
        emit byVenue.value(market.ticks[i].instrument.venue)->tickerReceived(market.ticks[i]);
    market.clock.advance(100ms);
    for (auto _ : state) {
        for (Ticker &tick : market.ticks) {
            tick.receivedAt = market.clock.monotonic();
            emit market.board.tickTaken(tick);
        }
    }
    report(state);
}
BENCHMARK(engineAlone)->Unit(benchmark::kMillisecond);

void everyAlertWithEveryTick(benchmark::State &state)
{
    Market market;
    market.addAlerts();
    QHash<QString, std::vector<const AlertCondition *>> bySymbol;
    for (const AlertCondition &condition : market.conditions)
        bySymbol[condition.asset.value.section(u':', 1) + u"-USD"_s].push_back(&condition);
    for (auto _ : state) {
        for (const Ticker &tick : market.ticks) {
            for (const AlertCondition *condition : bySymbol[tick.instrument.symbol]) {
                const bool met = condition->kind == AlertCondition::Kind::Above
                                     ? tick.last >= condition->level
                                     : tick.last <= condition->level;
                benchmark::DoNotOptimize(met);
            }
        }
    }
    report(state);
}
BENCHMARK(everyAlertWithEveryTick)->Unit(benchmark::kMillisecond);
} // namespace

BENCHMARK_MAIN();

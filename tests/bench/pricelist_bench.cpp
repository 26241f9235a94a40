// A price list of 3,000 markets, each ticking once a second, from the source's signal to the painted pane,
// beside a plain QTableView over a QStandardItemModel with the same rows and texts. One iteration is one
// second of market: CPU time below 100 ms is less than 10 % of a core.
#include "app/quotes/quoteboard.h"
#include "tests/support/fakequotesource.h"
#include "ui/quotes/pricepanel.h"

#include <QApplication>
#include <QHeaderView>
#include <QStandardItemModel>
#include <benchmark/benchmark.h>

using namespace std::chrono_literals;

namespace {
constexpr int coins = 3000, batches = 20, perBatch = coins / batches;
const QSize paneSize(392, 760);

QString symbol(int coin)
{
    return QStringLiteral("C%1").arg(coin, 4, 10, QLatin1Char('0'));
}

Decimal price(int coin, int round)
{
    return Decimal(100'000 + coin * 1'000 + (round * 7 + coin) % 100, 2);
}

void PricePane(benchmark::State &state)
{
    ManualClock clock;
    Settings chosen = defaultSettings();
    chosen.flashPrices = state.range(0) != 0;
    chosen.watchlist.clear();
    for (int coin = 0; coin < coins; ++coin)
        chosen.watchlist.append(AssetId{QStringLiteral("sym:") + symbol(coin)});
    SettingsFile settings(clock, {}, chosen);
    UiTheme theme(settings);
    FakeQuoteSource venue(clock, QStringLiteral("bitget"));
    QuoteBoard board(clock, AssetDirectory::shipped());
    board.setSources({&venue});
    QStringList markets;
    for (int coin = 0; coin < coins; ++coin)
        markets.append(symbol(coin) + QStringLiteral("-USD"));
    venue.goLive(markets);
    board.setWatchlist(chosen.watchlist);
    PricePanel panel(board, settings, theme, clock);
    panel.resize(paneSize);
    panel.move(300, 300);
    panel.show();
    QCoreApplication::processEvents();
    int round = 0;
    for (auto _ : state) {
        ++round;
        for (int batch = 0; batch < batches; ++batch) {
            for (int i = 0; i < perBatch; ++i) { // spread over the list, as ticks come
                const int coin = i * batches + batch;
                venue.tick(markets.at(coin), price(coin, round));
            }
            clock.advance(50ms);
            QCoreApplication::processEvents();
        }
    }
    state.counters["ticks"] =
        benchmark::Counter(static_cast<double>(round) * coins, benchmark::Counter::kIsRate);
}

void PlainTable(benchmark::State &state)
{
    QStandardItemModel model(coins, 4);
    for (int coin = 0; coin < coins; ++coin)
        model.setData(model.index(coin, 0), symbol(coin));
    QTableView table;
    table.setModel(&model);
    table.verticalHeader()->hide();
    table.resize(paneSize);
    table.move(300, 300);
    table.show();
    QCoreApplication::processEvents();
    int round = 0;
    for (auto _ : state) {
        ++round;
        for (int batch = 0; batch < batches; ++batch) {
            for (int i = 0; i < perBatch; ++i) {
                const int coin = i * batches + batch;
                model.setData(model.index(coin, 2), price(coin, round).toString());
                model.setData(model.index(coin, 3), QStringLiteral("+1.00%"));
            }
            QCoreApplication::processEvents();
        }
    }
    state.counters["ticks"] =
        benchmark::Counter(static_cast<double>(round) * coins, benchmark::Counter::kIsRate);
}
} // namespace

BENCHMARK(PricePane)->Name("PricePane/flash")->Arg(1)->Unit(benchmark::kMillisecond);
BENCHMARK(PricePane)->Name("PricePane/still")->Arg(0)->Unit(benchmark::kMillisecond);
BENCHMARK(PlainTable)->Unit(benchmark::kMillisecond);

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}

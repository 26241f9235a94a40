// What a store of 100,000 stories costs: searches beside the same search as SQL LIKE, lists and the start
// beside an empty store. The bar: first results within 30 ms, list and start within a tenth of an empty
// store's (issue 3).
#include "app/storage/articletables.h"
#include "app/storage/databasefile.h"
#include "tests/bench/filledstore.h"

#include <QCoreApplication>
#include <QTemporaryDir>
#include <benchmark/benchmark.h>
#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr int stories = 100'000;
const UtcTime now = fromMsecs(1'757'764'800'000);

struct Stores
{
    QTemporaryDir folder;
    QString full = folder.filePath(u"full.sqlite"_s), empty = folder.filePath(u"empty.sqlite"_s);
    std::unique_ptr<DatabaseFile> fullFile, emptyFile;
    Stores()
    {
        fillStore(full, stories, now);
        fullFile = std::make_unique<DatabaseFile>(full, schema());
        fullFile->open(now);
        emptyFile = std::make_unique<DatabaseFile>(empty, schema());
        emptyFile->open(now);
    }
};
Stores &stored()
{
    static Stores all;
    return all;
}

const QueryContext &context()
{
    static const QueryContext asked{{}, filledStoreRules().coinNames};
    return asked;
}

// The first 50, as the window asks.
StoryQuery searchFor(const QString &text)
{
    StoryQuery query;
    query.text = text;
    query.order = StoryQuery::Order::Rank;
    query.folded = true;
    query.promoted = StoryQuery::Promoted::Exclude;
    query.limit = 50;
    return query;
}

void ask(benchmark::State &state, DatabaseFile &file, const StoryQuery &query)
{
    for (auto _ : state) {
        const auto found = ArticleTables::stories(file.connection(), query, context());
        if (!found)
            state.SkipWithError(qPrintable(found.error().detail));
        else
            state.counters["found"] = double(found->size());
    }
}

void search(benchmark::State &state, const char *text)
{
    ask(state, *stored().fullFile, searchFor(QString::fromUtf8(text)));
}

void searchNewest(benchmark::State &state, const char *text)
{
    StoryQuery query = searchFor(QString::fromUtf8(text));
    query.order = StoryQuery::Order::Newest;
    ask(state, *stored().fullFile, query);
}

void searchFiltered(benchmark::State &state, const char *text)
{
    StoryQuery query = searchFor(QString::fromUtf8(text));
    query.coins = {u"BTC"_s};
    query.since = now - 24h * 30;
    query.unreadOnly = true;
    ask(state, *stored().fullFile, query);
}

// The peer: the newest 50 with the word anywhere in headline or summary.
void like(benchmark::State &state, const char *text)
{
    SqlConnection &connection = stored().fullFile->connection();
    const QString pattern = u'%' + QString::fromUtf8(text) + u'%';
    for (auto _ : state) {
        auto row =
            connection.run(u"SELECT id, title, summary FROM articles WHERE title LIKE ? OR summary LIKE ?"
                           " ORDER BY (title LIKE ?) DESC, sort_time DESC LIMIT 50"_s,
                           {pattern, pattern, pattern});
        int found = 0;
        while (row && row->next())
            ++found;
        state.counters["found"] = found;
    }
}

StoryQuery latest()
{
    StoryQuery query;
    query.folded = true;
    query.promoted = StoryQuery::Promoted::Exclude;
    return query;
}
void listFull(benchmark::State &state)
{
    ask(state, *stored().fullFile, latest());
}
void listOfCoin(benchmark::State &state)
{
    StoryQuery query = latest();
    query.coins = {u"BTC"_s};
    ask(state, *stored().fullFile, query);
}

void countUnread(benchmark::State &state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(ArticleTables::unreadCount(stored().fullFile->connection()));
}

// To the first page: open, check, list.
void start(benchmark::State &state, bool full)
{
    const QString path = full ? stored().full : stored().empty;
    for (auto _ : state) {
        DatabaseFile file(path, schema());
        file.open(now);
        benchmark::DoNotOptimize(ArticleTables::stories(file.connection(), latest(), context()));
        benchmark::DoNotOptimize(ArticleTables::unreadCount(file.connection()));
    }
}
} // namespace

BENCHMARK_CAPTURE(search, common, "bitcoin")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(like, common, "bitcoin")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, everywhere, "the")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, two_letters, "co")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, one_letter, "b")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, three_letters, "mar")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, two_words, "bitcoin exchange")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, chinese, "比特")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(like, chinese, "比特")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, chinese_name, "比特币")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, one_character, "币")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, nothing, "zzzz")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(like, nothing, "zzzz")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(searchFiltered, common, "bitcoin")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(searchNewest, common, "bitcoin")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(searchNewest, everywhere, "the")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(searchNewest, two_letters, "co")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(searchNewest, rare, "vejatale")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(searchNewest, two_words, "bitcoin exchange")->Unit(benchmark::kMillisecond);
BENCHMARK(listFull)->Unit(benchmark::kMillisecond);
BENCHMARK(listOfCoin)->Unit(benchmark::kMillisecond);
BENCHMARK(countUnread)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(start, empty, false)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(start, full, true)->Unit(benchmark::kMillisecond);

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}

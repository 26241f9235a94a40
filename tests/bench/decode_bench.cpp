// Decoding a Binance 24hrTicker frame: ours, QJsonDocument and a bare simdjson extraction, in one run.
// To hold: at least 10 times QJsonDocument's rate, at least half of the bare extraction's.
#include "app/exchanges/venuedialect.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <benchmark/benchmark.h>
#include <charconv>
#include <simdjson.h>

namespace {
// Written by us in the documented shape, prices as Binance pads them.
const QByteArray frame =
    R"({"e":"24hrTicker","E":1786540329176,"s":"BTCUSDT","p":"-332.40000000","P":"-0.517","w":"63872.11283914",)"
    R"("x":"64305.10000000","c":"63972.70000000","Q":"0.00123000","b":"63972.69000000","B":"4.77471000",)"
    R"("a":"63972.70000000","A":"11.33198000","o":"64305.10000000","h":"64450.00000000","l":"63211.60000000",)"
    R"("v":"15235.21134000","q":"973112987.53129400","O":1786453929176,"C":1786540329176,"F":5012345678,)"
    R"("L":5013456789,"n":1111112})";

void countFrames(benchmark::State &state)
{
    state.SetItemsProcessed(state.iterations());
    state.SetBytesProcessed(state.iterations() * frame.size());
}

// What a program gets that reads with QJsonDocument and keeps doubles.
struct Doubles
{
    QString symbol;
    double last = 0, bid = 0, ask = 0, open = 0, high = 0, low = 0, base = 0, quote = 0, change = 0;
    qint64 time = 0;
};

void QtJsonDocument(benchmark::State &state)
{
    for (auto _ : state) {
        const QJsonObject object = QJsonDocument::fromJson(frame).object();
        const auto number = [&](QLatin1String key) { return object.value(key).toString().toDouble(); };
        Doubles ticker;
        if (object.value(QLatin1String("e")).toString() == QLatin1String("24hrTicker")) {
            ticker = {object.value(QLatin1String("s")).toString(),
                      number(QLatin1String("c")),
                      number(QLatin1String("b")),
                      number(QLatin1String("a")),
                      number(QLatin1String("o")),
                      number(QLatin1String("h")),
                      number(QLatin1String("l")),
                      number(QLatin1String("v")),
                      number(QLatin1String("q")),
                      number(QLatin1String("P")),
                      object.value(QLatin1String("E")).toInteger()};
        }
        benchmark::DoNotOptimize(ticker);
    }
    countFrames(state);
}

// The least one can do with simdjson: the same fields, keys in any order, as doubles, into a plain struct.
struct Bare
{
    char symbol[24] = {};
    double last = 0, bid = 0, ask = 0, open = 0, high = 0, low = 0, base = 0, quote = 0, change = 0;
    int64_t time = 0;
    bool ticker = false;
};

void BareSimdjson(benchmark::State &state)
{
    simdjson::ondemand::parser parser;
    simdjson::padded_string padded(frame.constData(), static_cast<size_t>(frame.size()));
    for (auto _ : state) {
        std::memcpy(padded.data(), frame.constData(),
                    static_cast<size_t>(frame.size())); // a frame arrives elsewhere
        Bare bare;
        simdjson::ondemand::document document;
        simdjson::ondemand::object object;
        if (parser.iterate(padded).get(document) || document.get_object().get(object))
            state.SkipWithError("not parsed");
        for (auto field : object) {
            std::string_view key;
            if (field.unescaped_key().get(key) || key.size() != 1)
                state.SkipWithError("no key");
            const auto number = [&](double &into) {
                if (field.value().get_double_in_string().get(into))
                    state.SkipWithError("no number");
            };
            std::string_view text;
            switch (key.front()) {
            case 'e':
                bare.ticker = !field.value().get_string().get(text) && text == "24hrTicker";
                break;
            case 's':
                if (!field.value().get_string().get(text))
                    std::memcpy(bare.symbol, text.data(), std::min<size_t>(text.size(), 23));
                break;
            case 'E':
                if (field.value().get_int64().get(bare.time))
                    state.SkipWithError("no time");
                break;
            case 'c':
                number(bare.last);
                break;
            case 'b':
                number(bare.bid);
                break;
            case 'a':
                number(bare.ask);
                break;
            case 'o':
                number(bare.open);
                break;
            case 'h':
                number(bare.high);
                break;
            case 'l':
                number(bare.low);
                break;
            case 'v':
                number(bare.base);
                break;
            case 'q':
                number(bare.quote);
                break;
            case 'P':
                number(bare.change);
                break;
            default:
                break;
            }
        }
        benchmark::DoNotOptimize(bare);
    }
    countFrames(state);
}

void OurTicker(benchmark::State &state)
{
    std::unique_ptr<VenueDialect> dialect;
    for (const VenueEntry &entry : venues()) {
        if (entry.id.value == QLatin1String("binance"))
            dialect = entry.make();
    }
    const UtcTime received = fromMsecs(1786540329200);
    for (auto _ : state) {
        const auto events = dialect->decode(frame, received);
        if (!events || events->size() != 1 || !std::holds_alternative<Ticker>(events->first()))
            state.SkipWithError("not a ticker");
        benchmark::DoNotOptimize(events);
    }
    countFrames(state);
}
} // namespace

BENCHMARK(QtJsonDocument);
BENCHMARK(BareSimdjson);
BENCHMARK(OurTicker);
BENCHMARK_MAIN();

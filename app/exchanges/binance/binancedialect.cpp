#include "app/exchanges/binance/binancedialect.h"

#include "app/base/jsonwriter.h"
#include "app/exchanges/binance/binancewire.h"

using namespace binance;

namespace {
constexpr auto restBase = "https://data-api.binance.vision";

constexpr CandleColumns columns{0, 1, 2, 3, 4, 5};

constexpr WireField<TickerTexts> restFields[]{{"symbol", &TickerTexts::symbol},
                                              {"lastPrice", &TickerTexts::last},
                                              {"price", &TickerTexts::last}, // of /ticker/price
                                              {"bidPrice", &TickerTexts::bid},
                                              {"askPrice", &TickerTexts::ask},
                                              {"openPrice", &TickerTexts::open},
                                              {"highPrice", &TickerTexts::high},
                                              {"lowPrice", &TickerTexts::low},
                                              {"volume", &TickerTexts::baseVolume},
                                              {"quoteVolume", &TickerTexts::quoteVolume},
                                              {"priceChangePercent", &TickerTexts::change},
                                              {"closeTime", &TickerTexts::time},
                                              {"ps", &TickerTexts::notSpot},
                                              {"pair", &TickerTexts::notSpot}};

QByteArrayList requestFrames(const char *method, const SubscriptionSet &set)
{
    QStringList names;
    for (const InstrumentId &instrument : inOrder(set.tickers))
        names.append(instrument.symbol.toLower() + QLatin1String("@ticker"));
    for (const CandleKey &candle : inOrder(set.candles)) {
        if (const char *name = venueName(intervalNames, candle.interval))
            names.append(candle.instrument.symbol.toLower() + QLatin1String("@kline_") + QLatin1String(name));
    }
    QByteArrayList frames;
    for (const auto &chunk : chunksOf<QString>(names, 100)) {
        JsonWriter json;
        json.beginObject()
            .text(QLatin1String("method"), QString::fromLatin1(method))
            .beginArray(QLatin1String("params"));
        for (const QString &name : chunk)
            json.element(name);
        json.end().integer(QLatin1String("id"), frames.size() + 1).end();
        frames.append(json.bytes());
    }
    return frames;
}

// A list of rows, or one row alone, or {"code":-1121,"msg":"Invalid symbol."}.
struct RowTexts : TickerTexts
{
    JsonText code, message;
};

Error errorOf(const RowTexts &texts)
{
    const std::string_view code = texts.code.value();
    const auto kind = code == "-1003" ? Error::Kind::RateLimited : Error::Kind::Rejected;
    return {kind, QStringLiteral("%1 %2").arg(quoted(code), quoted(texts.message.value())).trimmed(), {}};
}

void takeRow(RowTexts &texts, std::string_view key, JsonValue &value)
{
    if (key == "code")
        texts.code = value.text();
    else if (key == "msg")
        texts.message = value.text();
    else
        take(restFields, static_cast<TickerTexts &>(texts), key, value);
}

StreamEvent rowEvent(const RowTexts &texts, UtcTime receivedAt)
{
    const std::string_view symbol = texts.symbol.value();
    if (texts.notSpot.isPresent() || !isSpotSymbol(symbol))
        return ignored("not a spot row", symbol);
    // The futures' 24 h statistics have no bid and ask; the spot MINI form has no percent either.
    if (texts.change.isPresent() && !(texts.bid.isPresent() && texts.ask.isPresent()))
        return ignored("not spot: a ticker without bid and ask", symbol);
    auto ticker = tickerOf(texts, {venue, wireString(symbol)}, receivedAt);
    if (!ticker)
        return noLastPrice(symbol, texts.last);
    ticker->open24h = wirePrice(texts.open);
    if (!texts.change.isPresent())
        ticker->change24hPct = percentSince(ticker->open24h, ticker->last);
    else if (ticker->open24h || !texts.open.isPresent())
        ticker->change24hPct = percentOf(wireDecimal(texts.change));
    return *std::move(ticker);
}

// Reads a list of lists; an object in its place is an error.
template <typename Row> Result<void> readRows(const QByteArray &body, Row row)
{
    JsonReader reader;
    RowTexts texts;
    const auto root = reader.open(body);
    reader.items(row);
    reader.fields([&](std::string_view key, JsonValue &value) { takeRow(texts, key, value); });
    if (!reader.finish())
        return malformed(body, reader.error());
    if (texts.code.isPresent())
        return tl::unexpected<Error>(errorOf(texts));
    if (root != JsonReader::Root::Array)
        return malformed(body, QStringLiteral("not the list asked for"));
    return {};
}

struct SymbolTexts : InstrumentTexts
{
    JsonText spotAllowed, contract;
    bool leveraged = false;
};

void takeStrings(JsonValue &value, bool &leveraged)
{
    value.items([&](JsonValue &element) {
        if (!element.items([&](JsonValue &inner) { leveraged = leveraged || inner.text() == "LEVERAGED"; }))
            leveraged = leveraged || element.text() == "LEVERAGED";
    });
}

SymbolTexts readSymbol(JsonValue &row)
{
    static constexpr WireField<InstrumentTexts> fields[]{{"symbol", &InstrumentTexts::symbol},
                                                         {"baseAsset", &InstrumentTexts::base},
                                                         {"quoteAsset", &InstrumentTexts::quote},
                                                         {"status", &InstrumentTexts::status}};
    SymbolTexts texts;
    row.fields([&](std::string_view key, JsonValue &value) {
        if (key == "filters")
            value.items([&](JsonValue &filter) {
                JsonText type, tick;
                filter.fields([&](std::string_view name, JsonValue &part) {
                    if (name == "filterType")
                        type = part.text();
                    else if (name == "tickSize")
                        tick = part.text();
                });
                if (type == "PRICE_FILTER")
                    texts.tick = tick;
            });
        else if (key == "isSpotTradingAllowed")
            texts.spotAllowed = value.text();
        else if (key == "contractType")
            texts.contract = value.text();
        else if (key == "permissions" || key == "permissionSets")
            takeStrings(value, texts.leveraged);
        else
            take(fields, static_cast<InstrumentTexts &>(texts), key, value);
    });
    return texts;
}
} // namespace

BinanceDialect::BinanceDialect() : m_symbols(venue)
{
    m_info.id = venue;
    m_info.name = QStringLiteral("Binance");
    m_info.streamIntervals = intervalsOf(intervalNames);
    m_info.restIntervals = intervalsOf(intervalNames);
    m_info.homePage = QUrl(QStringLiteral("https://www.binance.com"));
}

StreamLimits BinanceDialect::limits() const
{
    return {std::chrono::milliseconds{250}, std::chrono::hours{23}}; // 5 messages/s, pongs among them
}

QList<StreamPlan> BinanceDialect::streams(const SubscriptionSet &wanted) const
{
    return plansOf(QUrl(QStringLiteral("wss://data-stream.binance.vision/ws")), wanted, 1000); // at most 1024
}

QByteArrayList BinanceDialect::subscribeFrames(const SubscriptionSet &added) const
{
    return requestFrames("SUBSCRIBE", added);
}

QByteArrayList BinanceDialect::unsubscribeFrames(const SubscriptionSet &removed) const
{
    return requestFrames("UNSUBSCRIBE", removed);
}

std::optional<Heartbeat> BinanceDialect::heartbeat() const
{
    return std::nullopt; // the server pings by frame, the socket answers by itself
}

RestQuery BinanceDialect::instrumentsQuery() const
{
    return {RestAddress(QLatin1String(restBase), "/api/v3/exchangeInfo")
                .with("permissions", "SPOT")
                .with("symbolStatus", "TRADING")
                .with("showPermissionSets", "false")
                .url(),
            {},
            20,
            {}};
}

QList<RestQuery> BinanceDialect::tickersQueries(const QList<InstrumentId> &instruments) const
{
    if (instruments.isEmpty())
        return {};
    const auto chunks = chunksOf(instruments, 20); // up to 20 symbols weigh 2, up to 100 weigh 40, all 80
    if (chunks.size() > 20)
        return {{RestAddress(QLatin1String(restBase), "/api/v3/ticker/24hr")
                     .with("symbolStatus", "TRADING")
                     .url(),
                 {},
                 80,
                 instruments}};
    QList<RestQuery> queries;
    for (const QList<InstrumentId> &chunk : chunks) {
        RestAddress address(QLatin1String(restBase), "/api/v3/ticker/24hr");
        if (chunk.size() == 1) {
            address.with("symbol", chunk.first().symbol);
        } else {
            QStringList symbols;
            for (const InstrumentId &instrument : chunk)
                symbols.append(instrument.symbol);
            address.with("symbols", QString::fromUtf8(jsonStrings(symbols)));
        }
        queries.append({address.url(), {}, 2, chunk});
    }
    return queries;
}

Result<RestQuery> BinanceDialect::candlesQuery(const CandleQuery &query) const
{
    const char *name = venueName(intervalNames, query.interval);
    if (!name)
        return failure(Error::Kind::Unsupported, QStringLiteral("Binance has no such candles"));
    RestAddress address(QLatin1String(restBase), "/api/v3/klines");
    address.with("symbol", query.instrument.symbol).with("interval", name);
    if (query.from &&
        query.to) { // with startTime Binance counts rows from there: keep to the page before `to`
        const UtcTime page = *query.to - intervalLength(query.interval) * (rowLimit(query, 1000) - 1);
        address.with("startTime", toMsecs(std::max(*query.from, page)));
    } else if (query.from)
        address.with("startTime", toMsecs(*query.from));
    if (query.to)
        address.with("endTime", toMsecs(*query.to));
    address.with("limit", qint64{rowLimit(query, 1000)});
    return RestQuery{address.url(), {}, 2, {}};
}

Result<QList<Instrument>> BinanceDialect::decodeInstruments(const QByteArray &body) const
{
    QList<Instrument> instruments;
    int rows = 0;
    JsonReader reader;
    RowTexts error;
    bool list = false;
    reader.open(body);
    reader.fields([&](std::string_view key, JsonValue &value) {
        if (key != "symbols") {
            takeRow(error, key, value);
            return;
        }
        list = value.items([&](JsonValue &row) {
            ++rows;
            const SymbolTexts texts = readSymbol(row);
            if (!isSpotSymbol(texts.symbol.value()) || texts.base.value().empty() ||
                texts.quote.value().empty() || texts.contract.isPresent())
                return;
            Instrument instrument;
            instrument.id = {venue, wireString(texts.symbol.value())};
            instrument.base = wireString(texts.base.value());
            instrument.quote = wireString(texts.quote.value());
            instrument.tickSize = wirePrice(texts.tick).value_or(Decimal{});
            instrument.statusText = quoted(texts.status.value());
            const bool forbidden = texts.spotAllowed.isFalse();
            instrument.status = texts.status == "TRADING" && !forbidden ? Instrument::Status::Trading
                                                                        : Instrument::Status::Halted;
            instrument.lookalike = texts.leveraged || looksLeveraged(instrument.base);
            instruments.append(std::move(instrument));
        });
    });
    if (!reader.finish())
        return malformed(body, reader.error());
    if (error.code.isPresent())
        return tl::unexpected<Error>(errorOf(error));
    if (!list)
        return malformed(body, QStringLiteral("not an instruments answer: no symbols"));
    return usable(std::move(instruments), rows);
}

Result<QList<StreamEvent>> BinanceDialect::decodeTickerRows(const QByteArray &body,
                                                            const QList<InstrumentId> &,
                                                            UtcTime receivedAt) const
{
    QList<StreamEvent> rows;
    JsonReader reader;
    RowTexts single;
    const auto root = reader.open(body);
    reader.items([&](JsonValue &row) {
        RowTexts texts;
        row.fields([&](std::string_view key, JsonValue &value) { takeRow(texts, key, value); });
        rows.append(rowEvent(texts, receivedAt));
    });
    reader.fields([&](std::string_view key, JsonValue &value) { takeRow(single, key, value); });
    if (!reader.finish())
        return malformed(body, reader.error());
    if (single.code.isPresent())
        return tl::unexpected<Error>(errorOf(single));
    if (root == JsonReader::Root::Object) {
        if (!single.symbol.isPresent())
            return malformed(body, QStringLiteral("not a ticker answer"));
        rows.append(rowEvent(single, receivedAt));
    }
    return rows;
}

Result<QList<Candle>> BinanceDialect::decodeCandles(const QByteArray &body, const CandleQuery &query) const
{
    QList<Candle> candles;
    const auto read = readRows(body, [&](JsonValue &row) {
        if (const auto candle = candleOfRow(row, columns))
            candles.append(*candle);
    });
    if (!read)
        return tl::unexpected<Error>(read.error());
    return withinQuery(orderedCandles(std::move(candles), false), query);
}

Error BinanceDialect::httpError(int status, const QByteArray &body) const
{
    const auto read = readRows(body, [](JsonValue &) {});
    return httpStatusError(
        status, body, !read && read.error().kind != Error::Kind::Malformed ? read.error().detail : QString());
}

QUrl BinanceDialect::marketPage(const Instrument &instrument) const
{
    QUrl url = pageUrl("https://www.binance.com/en/trade/", instrument.base + u'_' + instrument.quote);
    url.setQuery(QStringLiteral("type=spot"));
    return url;
}

#include "app/exchanges/kraken/krakendialect.h"

#include "app/base/jsonwriter.h"
#include "app/exchanges/kraken/krakensymbols.h"
#include "app/exchanges/kraken/krakenwire.h"

using namespace kraken;

namespace {
constexpr auto restBase = "https://api.kraken.com";

// Time in seconds, open, high, low, close, vwap, volume, count.
constexpr CandleColumns columns{0, 1, 2, 3, 4, 6};

Error::Kind kindOfError(const QString &text)
{
    if (text.contains(QLatin1String("Too many requests")) || text.contains(QLatin1String("Rate limit")))
        return Error::Kind::RateLimited;
    return text.startsWith(QLatin1String("EService")) ? Error::Kind::Network : Error::Kind::Rejected;
}

// Reads {"error":[],"result":{...}}; each field of result is handed to `field`. HTTP says 200 even for
// errors.
template <typename Field> Result<void> readResult(const QByteArray &body, Field field)
{
    JsonReader reader;
    QStringList errors;
    bool hasErrors = false, hasResult = false;
    reader.open(body);
    reader.fields([&](std::string_view key, JsonValue &value) {
        if (key == "error")
            hasErrors = value.items([&](JsonValue &each) { errors.append(quoted(each.text().value())); });
        else if (key == "result")
            hasResult = value.fields(field);
    });
    if (!reader.finish())
        return malformed(body, reader.error());
    if (!errors.isEmpty())
        return failure(kindOfError(errors.first()), errors.join(QLatin1String("; ")));
    if (!hasErrors && !hasResult)
        return malformed(body, QStringLiteral("not a Kraken answer: no error list"));
    if (!hasResult)
        return malformed(body, QStringLiteral("not the answer asked for: no result"));
    return {};
}

// An array's element at `index`: [today, last 24 h], [price, whole lot volume, lot volume].
JsonText element(JsonValue &value, int index)
{
    JsonText found;
    int at = 0;
    value.items([&](JsonValue &each) {
        if (at++ == index)
            found = each.text();
    });
    return found;
}

struct PairTexts
{
    JsonText wsname, base, quote, digits, tick, status, kind;
};
constexpr WireField<PairTexts> pairFields[]{
    {"wsname", &PairTexts::wsname},        {"base", &PairTexts::base},      {"quote", &PairTexts::quote},
    {"pair_decimals", &PairTexts::digits}, {"tick_size", &PairTexts::tick}, {"status", &PairTexts::status},
    {"aclass_base", &PairTexts::kind}};

Instrument::Status statusOf(std::string_view word)
{
    if (word.empty() || word == "online" || word == "limit_only" || word == "reduce_only")
        return Instrument::Status::Trading;
    return word == "delisted" ? Instrument::Status::Delisted : Instrument::Status::Halted;
}

QByteArrayList requestFrames(const char *method, const SubscriptionSet &set)
{
    QByteArrayList frames;
    const auto add = [&](const QStringList &symbols, const char *channel, const char *interval) {
        for (const auto &chunk : chunksOf<QString>(symbols, 50)) {
            JsonWriter json;
            json.beginObject()
                .text(QLatin1String("method"), QString::fromLatin1(method))
                .beginObject(QLatin1String("params"))
                .text(QLatin1String("channel"), QString::fromLatin1(channel))
                .beginArray(QLatin1String("symbol"));
            for (const QString &symbol : chunk)
                json.element(symbol);
            json.end();
            if (interval)
                json.integer(QLatin1String("interval"), QByteArray(interval).toInt());
            if (QByteArray(method) == "subscribe")
                json.boolean(QLatin1String("snapshot"), true);
            json.end().integer(QLatin1String("req_id"), frames.size() + 1).end();
            frames.append(json.bytes());
        }
    };
    QStringList tickers;
    for (const InstrumentId &instrument : inOrder(set.tickers))
        tickers.append(instrument.symbol);
    add(tickers, "ticker", nullptr);
    for (const IntervalName &row : intervalNames) {
        QStringList candles;
        for (const CandleKey &candle : inOrder(set.candles)) {
            if (candle.interval == row.interval)
                candles.append(candle.instrument.symbol);
        }
        add(candles, "ohlc", row.name);
    }
    return frames;
}
} // namespace

KrakenDialect::KrakenDialect() : m_symbols(venue)
{
    m_info.id = venue;
    m_info.name = QStringLiteral("Kraken");
    m_info.silenceLimit = std::chrono::seconds{5}; // a heartbeat comes each second when nothing else does
    m_info.streamIntervals = intervalsOf(intervalNames);
    m_info.restIntervals = intervalsOf(intervalNames);
    m_info.candlePages = {720, 0}; // `since` reaches no further back (5.4)
    m_info.homePage = QUrl(QStringLiteral("https://www.kraken.com"));
}

StreamLimits KrakenDialect::limits() const
{
    return {std::chrono::milliseconds{100}, std::nullopt,
            std::chrono::milliseconds{1000}}; // REST: about one request a second and endpoint (1.6)
}

QList<StreamPlan> KrakenDialect::streams(const SubscriptionSet &wanted) const
{
    return plansOf(QUrl(QStringLiteral("wss://ws.kraken.com/v2")), wanted, 500);
}

QByteArrayList KrakenDialect::subscribeFrames(const SubscriptionSet &added) const
{
    return requestFrames("subscribe", added);
}

QByteArrayList KrakenDialect::unsubscribeFrames(const SubscriptionSet &removed) const
{
    return requestFrames("unsubscribe", removed);
}

std::optional<Heartbeat> KrakenDialect::heartbeat() const
{
    // Not needed to stay connected while subscribed; its answer measures the round trip.
    return Heartbeat{R"({"method":"ping","req_id":101})", std::chrono::seconds{30}, false,
                     std::chrono::seconds{10}};
}

RestQuery KrakenDialect::instrumentsQuery() const
{
    return {RestAddress(QLatin1String(restBase), "/0/public/AssetPairs").with("assetVersion", "1").url(),
            {},
            1,
            {}};
}

QList<RestQuery> KrakenDialect::tickersQueries(const QList<InstrumentId> &instruments) const
{
    if (instruments.isEmpty())
        return {};
    RestAddress address(QLatin1String(restBase), "/0/public/Ticker");
    if (instruments.size() == 1) // about one request a second is allowed: from two on, all at once
        address.with("pair", instruments.first().symbol);
    address.with("assetVersion", "1");
    return {{address.url(), {}, 1, instruments}};
}

Result<RestQuery> KrakenDialect::candlesQuery(const CandleQuery &query) const
{
    const char *name = venueName(intervalNames, query.interval);
    if (!name)
        return failure(Error::Kind::Unsupported, QStringLiteral("Kraken has no such candles"));
    // Always the newest 720 rows: `since` can't reach further back, older pages do not exist (5.4).
    return RestQuery{RestAddress(QLatin1String(restBase), "/0/public/OHLC")
                         .with("pair", query.instrument.symbol)
                         .with("interval", name)
                         .with("assetVersion", "1")
                         .url(),
                     {},
                     1,
                     {}};
}

Result<QList<Instrument>> KrakenDialect::decodeInstruments(const QByteArray &body) const
{
    QList<Instrument> instruments;
    int rows = 0;
    const auto read = readResult(body, [&](std::string_view key, JsonValue &value) {
        ++rows;
        PairTexts texts;
        value.fields([&](std::string_view name, JsonValue &part) { take(pairFields, texts, name, part); });
        auto pair = krakenPair(wireString(key));
        if (!pair)
            pair = krakenPair(wireString(texts.wsname.value())); // answered without assetVersion
        const QString name = wireString(key);
        if (!pair && !name.endsWith(QLatin1String(".d")) && // dark pools can't be subscribed
            !texts.base.value().empty() && !texts.quote.value().empty())
            pair = krakenPairOfAssets(wireString(texts.base.value()), wireString(texts.quote.value()));
        if (!pair || !texts.base.isPresent())
            return;
        Instrument instrument;
        instrument.id = {venue, *pair};
        instrument.base = pair->section(u'/', 0, 0);
        instrument.quote = pair->section(u'/', 1);
        instrument.tickSize = wirePrice(texts.tick).value_or(tickOfDigits(texts.digits).value_or(Decimal{}));
        instrument.statusText = quoted(texts.status.value());
        instrument.status = statusOf(texts.status.value());
        const QString &base = instrument.base;
        const bool share =
            base.size() > 2 && base.endsWith(u'x') && base.at(base.size() - 2).isUpper(); // AAPLx
        instrument.lookalike =
            share || (texts.kind.isPresent() && texts.kind.value() != "currency") || looksLeveraged(base);
        instruments.append(std::move(instrument));
    });
    if (!read)
        return tl::unexpected<Error>(read.error());
    return usable(std::move(instruments), rows);
}

Result<QList<StreamEvent>> KrakenDialect::decodeTickerRows(const QByteArray &body,
                                                           const QList<InstrumentId> &asked,
                                                           UtcTime receivedAt) const
{
    QList<StreamEvent> rows;
    const auto read = readResult(body, [&](std::string_view key, JsonValue &value) {
        TickerTexts texts; // no time, no change; "o" is today's open, not the price 24 h ago
        const bool object = value.fields([&](std::string_view name, JsonValue &part) {
            if (name == "c")
                texts.last = element(part, 0);
            else if (name == "b")
                texts.bid = element(part, 0);
            else if (name == "a")
                texts.ask = element(part, 0);
            else if (name == "h")
                texts.high = element(part, 1);
            else if (name == "l")
                texts.low = element(part, 1);
            else if (name == "v")
                texts.baseVolume = element(part, 1);
        });
        if (!object) {
            rows.append(ignored("not a ticker", key));
            return;
        }
        const QString name = wireString(key);
        InstrumentId instrument{venue, krakenPair(name).value_or(name)};
        if (!name.contains(u'/'))
            instrument = krakenPairOfKey(name, asked).value_or(instrument);
        auto ticker = tickerOf(texts, instrument, receivedAt);
        rows.append(ticker ? StreamEvent(*std::move(ticker)) : StreamEvent(noLastPrice(key, texts.last)));
    });
    if (!read)
        return tl::unexpected<Error>(read.error());
    return rows;
}

Result<QList<Candle>> KrakenDialect::decodeCandles(const QByteArray &body, const CandleQuery &query) const
{
    QList<Candle> candles;
    bool list = false;
    // The one member that is not "last", whatever its key: it may be spelt the legacy way.
    const auto read = readResult(body, [&](std::string_view key, JsonValue &value) {
        if (key == "last")
            return;
        list = value.items([&](JsonValue &row) {
            if (const auto candle = candleOfRow(row, columns))
                candles.append(*candle);
        }) || list;
    });
    if (!read)
        return tl::unexpected<Error>(read.error());
    if (!list)
        return malformed(body, QStringLiteral("not the candles asked for"));
    return withinQuery(orderedCandles(std::move(candles), false), query);
}

Error KrakenDialect::httpError(int status, const QByteArray &body) const
{
    const auto read = readResult(body, [](std::string_view, JsonValue &) {});
    return httpStatusError(
        status, body, !read && read.error().kind != Error::Kind::Malformed ? read.error().detail : QString());
}

QUrl KrakenDialect::marketPage(const Instrument &instrument) const
{
    return pageUrl("https://pro.kraken.com/app/trade/",
                   (instrument.base + u'-' + instrument.quote).toLower());
}

#include "app/exchanges/coinbase/coinbasedialect.h"

#include "app/base/jsonwriter.h"

#include <array>

namespace {
const VenueId venue{QStringLiteral("coinbase")};
constexpr auto restBase = "https://api.exchange.coinbase.com";
constexpr int maxRows = 300;

constexpr std::array restNames{IntervalName{Interval::M1, "60"},    IntervalName{Interval::M5, "300"},
                               IntervalName{Interval::M15, "900"},  IntervalName{Interval::H1, "3600"},
                               IntervalName{Interval::H6, "21600"}, IntervalName{Interval::D1, "86400"}};

// Time, low, high, open, close, volume: not the usual order.
constexpr CandleColumns columns{0, 3, 2, 1, 4, 5};

constexpr WireField<TickerTexts> streamFields[]{
    {"product_id", &TickerTexts::symbol}, {"price", &TickerTexts::last},
    {"best_bid", &TickerTexts::bid},      {"best_ask", &TickerTexts::ask},
    {"open_24h", &TickerTexts::open},     {"high_24h", &TickerTexts::high},
    {"low_24h", &TickerTexts::low},       {"volume_24h", &TickerTexts::baseVolume},
    {"time", &TickerTexts::time}};
// /products/{id}/ticker has price, bid, ask; /stats has last, open, high, low; both have volume.
constexpr WireField<TickerTexts> restFields[]{
    {"price", &TickerTexts::last},       {"last", &TickerTexts::last}, {"bid", &TickerTexts::bid},
    {"ask", &TickerTexts::ask},          {"open", &TickerTexts::open}, {"high", &TickerTexts::high},
    {"low", &TickerTexts::low},          {"time", &TickerTexts::time}, {"volume", &TickerTexts::baseVolume},
    {"message", &TickerTexts::venueOnly}};

struct ProductTexts
{
    JsonText id, base, quote, tick, status, disabled, cancelOnly;
};
constexpr WireField<ProductTexts> productFields[]{{"id", &ProductTexts::id},
                                                  {"base_currency", &ProductTexts::base},
                                                  {"quote_currency", &ProductTexts::quote},
                                                  {"quote_increment", &ProductTexts::tick},
                                                  {"status", &ProductTexts::status},
                                                  {"trading_disabled", &ProductTexts::disabled},
                                                  {"cancel_only", &ProductTexts::cancelOnly}};

struct FrameTexts : TickerTexts
{
    JsonText type, message, reason;
    bool advanced = false;
};

StreamEvent tickerEvent(const TickerTexts &texts, const InstrumentId &instrument, UtcTime receivedAt)
{
    auto ticker = tickerOf(texts, instrument, receivedAt);
    if (!ticker)
        return noLastPrice(instrument.symbol.toUtf8().toStdString(), texts.last);
    ticker->open24h = wirePrice(texts.open);
    ticker->change24hPct = percentSince(ticker->open24h, ticker->last);
    return *std::move(ticker);
}

// The product an error names at its start: "BTC-XXX is not a valid product".
std::optional<InstrumentId> namedProduct(std::string_view reason)
{
    const QString word = quoted(reason).section(u' ', 0, 0);
    return word.count(u'-') == 1 ? std::optional(InstrumentId{venue, word}) : std::nullopt;
}

QByteArray requestFrame(const char *type, const QList<InstrumentId> &products, const char *channel)
{
    JsonWriter json;
    json.beginObject()
        .text(QLatin1String("type"), QString::fromLatin1(type))
        .beginArray(QLatin1String("product_ids"));
    for (const InstrumentId &product : products)
        json.element(product.symbol);
    json.end().beginArray(QLatin1String("channels")).element(QString::fromLatin1(channel)).end().end();
    return json.bytes();
}

QByteArrayList requestFrames(const char *type, const SubscriptionSet &set)
{
    QByteArrayList frames;
    for (const auto &chunk : chunksOf(inOrder(set.tickers), 50))
        frames.append(requestFrame(type, chunk, "ticker"));
    return frames;
}

// Reads a list of rows; an object in its place is an error answer, {"message":"NotFound"}.
template <typename Row> Result<void> readRows(const QByteArray &body, Row row)
{
    JsonReader reader;
    JsonText message;
    const auto root = reader.open(body);
    reader.items(row);
    reader.fields([&](std::string_view key, JsonValue &value) {
        if (key == "message")
            message = value.text();
    });
    if (!reader.finish())
        return malformed(body, reader.error());
    if (message.isPresent())
        return failure(Error::Kind::Rejected, quoted(message.value()));
    if (root != JsonReader::Root::Array)
        return malformed(body, QStringLiteral("not the list asked for"));
    return {};
}
} // namespace

CoinbaseDialect::CoinbaseDialect() : m_symbols(venue)
{
    m_info.id = venue;
    m_info.name = QStringLiteral("Coinbase");
    m_info.silenceLimit = std::chrono::seconds{5}; // a heartbeat comes each second (platform.md 1.3)
    m_info.restIntervals = intervalsOf(restNames);
    m_info.candlePages = {maxRows, maxRows, true};
    m_info.homePage = QUrl(QStringLiteral("https://www.coinbase.com"));
}

StreamLimits CoinbaseDialect::limits() const
{
    return {std::chrono::milliseconds{50},
            std::nullopt}; // 100 messages/s; the first within 5 s of connecting
}

QList<StreamPlan> CoinbaseDialect::streams(const SubscriptionSet &wanted) const
{
    if (wanted.tickers.isEmpty())
        return {};
    return {{QUrl(QStringLiteral("wss://ws-feed.exchange.coinbase.com/")), {wanted.tickers, {}}}};
}

QByteArrayList CoinbaseDialect::subscribeFrames(const SubscriptionSet &added) const
{
    QByteArrayList frames = requestFrames("subscribe", added);
    if (frames.isEmpty())
        return frames;
    // A heartbeat each second, for one product: it tells a quiet market from a dead link.
    const InstrumentId bitcoin{venue, QStringLiteral("BTC-USD")};
    const InstrumentId pulse = added.tickers.contains(bitcoin) ? bitcoin : inOrder(added.tickers).first();
    frames.append(requestFrame("subscribe", {pulse}, "heartbeat"));
    return frames;
}

QByteArrayList CoinbaseDialect::unsubscribeFrames(const SubscriptionSet &removed) const
{
    return requestFrames("unsubscribe", removed);
}

std::optional<Heartbeat> CoinbaseDialect::heartbeat() const
{
    return std::nullopt;
}

Result<QList<StreamEvent>> CoinbaseDialect::decode(const QByteArray &frame, UtcTime receivedAt)
{
    FrameTexts texts;
    QList<InstrumentId> subscribed;
    const auto root = m_reader.open(frame);
    m_reader.fields([&](std::string_view key, JsonValue &value) {
        if (key == "type")
            texts.type = value.text();
        else if (key == "message")
            texts.message = value.text();
        else if (key == "reason")
            texts.reason = value.text();
        else if (key == "events" || key == "channel")
            texts.advanced = true;
        else if (key == "channels")
            value.items([&](JsonValue &channel) {
                JsonText name;
                QList<InstrumentId> products;
                channel.fields([&](std::string_view part, JsonValue &inner) {
                    if (part == "name")
                        name = inner.text();
                    else if (part == "product_ids")
                        inner.items([&](JsonValue &product) {
                            products.append(m_symbols.find(product.text().value()));
                        });
                });
                if (name == "ticker" || name == "ticker_batch")
                    subscribed += products;
            });
        else
            take(streamFields, static_cast<TickerTexts &>(texts), key, value);
    });
    QList<StreamEvent> events;
    if (root == JsonReader::Root::Array)
        events.append(ignored("a list, not a frame of the Exchange feed"));
    else if (texts.advanced)
        events.append(ignored("Advanced Trade frame"));
    else if (texts.type == "ticker") {
        if (texts.symbol.value().empty())
            events.append(ignored("a ticker without a product"));
        else
            events.append(tickerEvent(texts, m_symbols.find(texts.symbol.value()), receivedAt));
    } else if (texts.type == "heartbeat")
        events.append(StreamHeartbeat{QStringLiteral("heartbeat ") + quoted(texts.symbol.value())});
    else if (texts.type == "subscriptions" &&
             subscribed.isEmpty()) // the heartbeat's alone: no ticker was acked
        events.append(StreamHeartbeat{QStringLiteral("subscriptions without tickers")});
    else if (texts.type == "subscriptions")
        events.append(StreamAck{subscribed, QStringLiteral("subscriptions")});
    else if (texts.type == "error")
        events.append(
            StreamError{Error{Error::Kind::Rejected,
                              (quoted(texts.message.value()) + u' ' + quoted(texts.reason.value())).trimmed(),
                              {}},
                        namedProduct(texts.reason.value())});
    else
        events.append(ignored("another message", texts.type.value()));
    return finished(m_reader, frame, std::move(events));
}

RestQuery CoinbaseDialect::instrumentsQuery() const
{
    return {RestAddress(QLatin1String(restBase), "/products").url(), {}, 1, {}};
}

QList<RestQuery> CoinbaseDialect::tickersQueries(const QList<InstrumentId> &instruments) const
{
    const QString base = QLatin1String(restBase);
    if (instruments.isEmpty())
        return {};
    if (instruments.size() > 12)
        return {{RestAddress(base, "/products/stats").url(), {}, 1, instruments}};
    QList<RestQuery> queries;
    for (const InstrumentId &instrument : instruments) {
        const QByteArray path = "/products/" + QUrl::toPercentEncoding(instrument.symbol);
        queries.append({RestAddress(base, path + "/ticker").url(), {}, 1, {instrument}});
        queries.append({RestAddress(base, path + "/stats").url(), {}, 1, {instrument}});
    }
    return queries;
}

Result<RestQuery> CoinbaseDialect::candlesQuery(const CandleQuery &query) const
{
    const char *name = venueName(restNames, query.interval);
    if (!name)
        return failure(Error::Kind::Unsupported, QStringLiteral("Coinbase has no such candles"));
    RestAddress address(QLatin1String(restBase),
                        "/products/" + QUrl::toPercentEncoding(query.instrument.symbol) + "/candles");
    address.with("granularity", name);
    if (query.from || query.to) { // a window of at most 300 rows, both ends named
        const auto span = intervalLength(query.interval) * (rowLimit(query, maxRows) - 1);
        const UtcTime end = query.to ? *query.to : *query.from + span;
        const UtcTime start = query.from && query.to ? std::max(*query.from, end - span) : end - span;
        address.with("start", toMsecs(start) / 1000).with("end", toMsecs(end) / 1000);
    }
    return RestQuery{address.url(), {}, 1, {}};
}

Result<QList<Instrument>> CoinbaseDialect::decodeInstruments(const QByteArray &body) const
{
    QList<Instrument> instruments;
    int rows = 0;
    const auto read = readRows(body, [&](JsonValue &row) {
        ++rows;
        ProductTexts texts;
        row.fields([&](std::string_view key, JsonValue &value) { take(productFields, texts, key, value); });
        if (texts.id.value().empty() || texts.base.value().empty() || texts.quote.value().empty())
            return;
        Instrument instrument;
        instrument.id = {venue, wireString(texts.id.value())};
        instrument.base = wireString(texts.base.value());
        instrument.quote = wireString(texts.quote.value());
        instrument.tickSize = wirePrice(texts.tick).value_or(Decimal{});
        instrument.statusText = quoted(texts.status.value());
        instrument.status =
            texts.status == "delisted" ? Instrument::Status::Delisted
            : texts.status == "online" && !texts.disabled.isTrue() && !texts.cancelOnly.isTrue()
                ? Instrument::Status::Trading
                : Instrument::Status::Halted;
        instrument.lookalike = looksLeveraged(instrument.base) || looksTokenisedShare(instrument.base);
        instruments.append(std::move(instrument));
    });
    if (!read)
        return tl::unexpected<Error>(read.error());
    return usable(std::move(instruments), rows);
}

Result<QList<StreamEvent>> CoinbaseDialect::decodeTickerRows(const QByteArray &body,
                                                             const QList<InstrumentId> &asked,
                                                             UtcTime receivedAt) const
{
    QList<StreamEvent> rows;
    TickerTexts single;
    JsonReader reader;
    bool anything = false;
    reader.open(body);
    reader.fields([&](std::string_view key, JsonValue &value) {
        // /products/stats: {"BTC-USD":{"stats_30day":{...},"stats_24hour":{...}},...}
        TickerTexts texts;
        bool stats = false;
        const bool product = value.fields([&](std::string_view part, JsonValue &inner) {
            if (part == "stats_24hour")
                stats = inner.fields(
                    [&](std::string_view name, JsonValue &figure) { take(restFields, texts, name, figure); });
        });
        if (stats)
            rows.append(tickerEvent(texts, {venue, wireString(key)}, receivedAt));
        else if (product)
            rows.append(ignored("no 24 h figures", key));
        else
            take(restFields, single, key, value);
        anything = anything || stats || single.last.isPresent() || single.open.isPresent();
    });
    if (!reader.finish())
        return malformed(body, reader.error());
    if (single.venueOnly.isPresent())
        return failure(Error::Kind::Rejected, quoted(single.venueOnly.value()));
    if (!anything)
        return malformed(body, QStringLiteral("not a ticker answer"));
    if (single.last.isPresent() || single.open.isPresent()) {
        if (asked.size() > 1)
            return malformed(body, QStringLiteral("the answer names no product and several were asked for"));
        rows.append(
            tickerEvent(single, asked.isEmpty() ? InstrumentId{venue, {}} : asked.first(), receivedAt));
    }
    return rows;
}

Result<QList<Candle>> CoinbaseDialect::decodeCandles(const QByteArray &body, const CandleQuery &query) const
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

Error CoinbaseDialect::httpError(int status, const QByteArray &body) const
{
    const auto read = readRows(body, [](JsonValue &) {});
    return httpStatusError(
        status, body, !read && read.error().kind == Error::Kind::Rejected ? read.error().detail : QString());
}

QUrl CoinbaseDialect::marketPage(const Instrument &instrument) const
{
    return pageUrl("https://www.coinbase.com/advanced-trade/spot/",
                   instrument.base + u'-' + instrument.quote);
}

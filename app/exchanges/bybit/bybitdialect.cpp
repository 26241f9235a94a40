#include "app/exchanges/bybit/bybitdialect.h"

#include "app/base/jsonwriter.h"

#include <array>

namespace {
const VenueId venue{QStringLiteral("bybit")};
// The second host is the documented way out; its stream is the same.
constexpr std::array regionHosts{"https://api.bybit.com", "https://api.bytick.com"};

constexpr std::array intervalNames{
    IntervalName{Interval::M1, "1"},   IntervalName{Interval::M5, "5"},    IntervalName{Interval::M15, "15"},
    IntervalName{Interval::M30, "30"}, IntervalName{Interval::H1, "60"},   IntervalName{Interval::H4, "240"},
    IntervalName{Interval::H6, "360"}, IntervalName{Interval::H12, "720"}, IntervalName{Interval::D1, "D"},
    IntervalName{Interval::W1, "W"},   IntervalName{Interval::Month, "M"}};

constexpr CandleColumns columns{0, 1, 2, 3, 4, 5};

constexpr WireField<TickerTexts> tickerFields[]{
    {"symbol", &TickerTexts::symbol},           {"lastPrice", &TickerTexts::last},
    {"bid1Price", &TickerTexts::bid},           {"ask1Price", &TickerTexts::ask},
    {"prevPrice24h", &TickerTexts::open},       {"highPrice24h", &TickerTexts::high},
    {"lowPrice24h", &TickerTexts::low},         {"volume24h", &TickerTexts::baseVolume},
    {"turnover24h", &TickerTexts::quoteVolume}, {"price24hPcnt", &TickerTexts::change},
    {"markPrice", &TickerTexts::notSpot},       {"fundingRate", &TickerTexts::notSpot},
    {"openInterest", &TickerTexts::notSpot}};

TickerTexts readTicker(JsonValue &row)
{
    TickerTexts texts;
    row.fields([&](std::string_view key, JsonValue &value) { take(tickerFields, texts, key, value); });
    return texts;
}

StreamEvent tickerEvent(const TickerTexts &texts, const InstrumentId &instrument, UtcTime receivedAt)
{
    if (texts.notSpot.isPresent())
        return ignored("not spot: a derivative's ticker", texts.symbol.value());
    auto ticker = tickerOf(texts, instrument, receivedAt);
    if (!ticker)
        return noLastPrice(texts.symbol.value(), texts.last);
    ticker->open24h = wirePrice(texts.open);
    const auto fraction = wireDecimal(texts.change); // despite its name
    if (!fraction)
        ticker->change24hPct = percentSince(ticker->open24h, ticker->last);
    else if (ticker->open24h || !texts.open.isPresent())
        ticker->change24hPct = percentOfFraction(fraction);
    return *std::move(ticker);
}

Error::Kind kindOfCode(std::string_view code)
{
    if (code == "10009" || code == "10024")
        return Error::Kind::Refused;
    return code == "10006" ? Error::Kind::RateLimited : Error::Kind::Rejected;
}

// Reads {"retCode":0,"retMsg":"OK","result":{"category":"spot","list":[...]},"time":...}.
struct Envelope
{
    JsonText code, message, category, time;
};

template <typename Row> Result<std::optional<UtcTime>> readRows(const QByteArray &body, Row row)
{
    JsonReader reader;
    Envelope texts;
    bool rows = false;
    reader.open(body);
    reader.fields([&](std::string_view key, JsonValue &value) {
        if (key == "retCode")
            texts.code = value.text();
        else if (key == "retMsg")
            texts.message = value.text();
        else if (key == "time")
            texts.time = value.text();
        else if (key == "result")
            value.fields([&](std::string_view name, JsonValue &part) {
                if (name == "category")
                    texts.category = part.text();
                else if (name == "list")
                    rows = part.items(row);
            });
    });
    if (!reader.finish())
        return malformed(body, reader.error());
    if (!texts.code.isPresent())
        return malformed(body, QStringLiteral("not a Bybit answer of API v5: no retCode"));
    if (texts.code.value() != "0")
        return failure(
            kindOfCode(texts.code.value()),
            QStringLiteral("%1 %2").arg(quoted(texts.code.value()), quoted(texts.message.value())).trimmed());
    if (!rows)
        return malformed(body, QStringLiteral("not the answer asked for: no list"));
    if (texts.category.isPresent() && texts.category.value() != "spot")
        return failure(Error::Kind::Unsupported,
                       QStringLiteral("not spot: category ") + quoted(texts.category.value()));
    return wireEpoch(texts.time);
}

// "tickers.BTCUSDT", "kline.1.BTCUSDT". Owns all it says.
struct Topic
{
    enum class What { Ticker, Candle, Nothing } what = What::Nothing;
    InstrumentId instrument;
    Interval interval = Interval::M1;
};

Topic topicOf(std::string_view text, SymbolTable &symbols)
{
    Topic topic;
    const size_t dot = text.find('.');
    if (dot == std::string_view::npos || dot + 1 >= text.size())
        return topic;
    std::string_view rest = text.substr(dot + 1);
    if (text.starts_with("kline.")) {
        const size_t second = rest.find('.');
        const auto interval = intervalOf(intervalNames, rest.substr(0, second));
        if (second == std::string_view::npos || second + 1 >= rest.size() || !interval)
            return topic;
        topic.what = Topic::What::Candle;
        topic.interval = *interval;
        rest = rest.substr(second + 1);
    } else if (text.starts_with("tickers."))
        topic.what = Topic::What::Ticker;
    else
        return topic;
    topic.instrument = symbols.find(rest);
    return topic;
}

void readCandles(JsonValue &data, const Topic &topic, QList<StreamEvent> &events)
{
    CandleUpdate update{topic.instrument, topic.interval, {}, false};
    data.items([&](JsonValue &row) {
        CandleTexts texts;
        JsonText confirm;
        row.fields([&](std::string_view key, JsonValue &value) {
            if (key == "start")
                texts.time = value.text();
            else if (key == "open")
                texts.open = value.text();
            else if (key == "high")
                texts.high = value.text();
            else if (key == "low")
                texts.low = value.text();
            else if (key == "close")
                texts.close = value.text();
            else if (key == "volume")
                texts.volume = value.text();
            else if (key == "confirm")
                confirm = value.text();
        });
        if (auto candle = candleOf(texts)) {
            candle->closed = confirm.isTrue();
            update.candles.append(*candle);
        }
    });
    if (update.candles.isEmpty()) {
        events.append(ignored("no candle with all its prices"));
        return;
    }
    update.candles = orderedCandles(std::move(update.candles), true);
    events.append(std::move(update));
}

void readData(JsonValue &data, const Topic &topic, SymbolTable &symbols, UtcTime receivedAt,
              QList<StreamEvent> &events)
{
    if (topic.what == Topic::What::Candle) {
        readCandles(data, topic, events);
        return;
    }
    const TickerTexts texts = readTicker(data);
    if (texts.symbol.isPresent() && symbols.find(texts.symbol.value()) != topic.instrument)
        events.append(ignored("the ticker names another symbol than its topic", texts.symbol.value()));
    else
        events.append(tickerEvent(texts, topic.instrument, receivedAt));
}

struct FrameTexts
{
    JsonText topic, type, time, success, op, message, id;
};
constexpr WireField<FrameTexts> frameFields[]{
    {"topic", &FrameTexts::topic},     {"type", &FrameTexts::type}, {"ts", &FrameTexts::time},
    {"success", &FrameTexts::success}, {"op", &FrameTexts::op},     {"ret_msg", &FrameTexts::message},
    {"req_id", &FrameTexts::id}};

StreamEvent answerEvent(const FrameTexts &texts, SymbolTable &symbols)
{
    if (texts.op == "ping" || texts.op == "pong")
        return StreamHeartbeat{QStringLiteral("pong")};
    if (!texts.op.isPresent())
        return ignored("an answer of an older API");
    if (texts.success.isTrue())
        return StreamAck{{}, (quoted(texts.op.value()) + u' ' + quoted(texts.id.value())).trimmed()};
    // "Invalid topic: tickers.NOPEUSDT"
    std::optional<InstrumentId> instrument;
    const std::string_view message = texts.message.value();
    for (const std::string_view word : {std::string_view("tickers."), std::string_view("kline.")}) {
        const size_t at = message.find(word);
        if (at == std::string_view::npos)
            continue;
        const std::string_view rest = message.substr(at);
        const Topic topic = topicOf(rest.substr(0, rest.find_first_of(" ,]")), symbols);
        if (topic.what != Topic::What::Nothing)
            instrument = topic.instrument;
    }
    return StreamError{Error{Error::Kind::Rejected, quoted(message), {}}, instrument};
}

QByteArrayList requestFrames(const char *op, const SubscriptionSet &set)
{
    QStringList topics;
    for (const InstrumentId &instrument : inOrder(set.tickers))
        topics.append(QLatin1String("tickers.") + instrument.symbol);
    for (const CandleKey &candle : inOrder(set.candles)) {
        if (const char *name = venueName(intervalNames, candle.interval))
            topics.append(QLatin1String("kline.") + QLatin1String(name) + u'.' + candle.instrument.symbol);
    }
    QByteArrayList frames;
    for (const auto &chunk : chunksOf<QString>(topics, 10)) { // at most 10 args on spot
        JsonWriter json;
        json.beginObject()
            .text(QLatin1String("req_id"), QString::number(frames.size() + 1))
            .text(QLatin1String("op"), QString::fromLatin1(op))
            .beginArray(QLatin1String("args"));
        for (const QString &topic : chunk)
            json.element(topic);
        json.end().end();
        frames.append(json.bytes());
    }
    return frames;
}
} // namespace

BybitDialect::BybitDialect() : m_symbols(venue)
{
    m_info.id = venue;
    m_info.name = QStringLiteral("Bybit");
    m_info.streamIntervals = intervalsOf(intervalNames);
    m_info.restIntervals = intervalsOf(intervalNames);
    m_info.homePage = QUrl(QStringLiteral("https://www.bybit.com"));
}

QString BybitDialect::restBase() const
{
    return QLatin1String(regionHosts[static_cast<size_t>(m_region)]);
}

StreamLimits BybitDialect::limits() const
{
    return {std::chrono::milliseconds{100}, std::nullopt};
}

QList<StreamPlan> BybitDialect::streams(const SubscriptionSet &wanted) const
{
    return plansOf(QUrl(QStringLiteral("wss://stream.bybit.com/v5/public/spot")), wanted, 300);
}

QByteArrayList BybitDialect::subscribeFrames(const SubscriptionSet &added) const
{
    return requestFrames("subscribe", added);
}

QByteArrayList BybitDialect::unsubscribeFrames(const SubscriptionSet &removed) const
{
    return requestFrames("unsubscribe", removed);
}

std::optional<Heartbeat> BybitDialect::heartbeat() const
{
    return Heartbeat{R"({"op":"ping"})", std::chrono::seconds{18}, false, std::chrono::seconds{10}};
}

Result<QList<StreamEvent>> BybitDialect::decode(const QByteArray &frame, UtcTime receivedAt)
{
    QList<StreamEvent> events;
    FrameTexts texts;
    std::optional<Topic> topic;
    bool data = false, read = false;
    const auto root = m_reader.open(frame);
    m_reader.fields([&](std::string_view key, JsonValue &value) {
        if (key == "data") {
            data = true;
            if (topic && topic->what != Topic::What::Nothing) {
                readData(value, *topic, m_symbols, receivedAt, events);
                read = true;
            }
            return;
        }
        take(frameFields, texts, key, value);
        if (key == "topic")
            topic = topicOf(texts.topic.value(), m_symbols);
    });
    const auto time = wireEpoch(texts.time);
    const bool delta = texts.type == "delta" && topic && topic->what == Topic::What::Ticker;
    if (delta) {
        events.clear();
        events.append(ignored("a delta: not a spot ticker", texts.topic.value()));
    } else if (topic && topic->what == Topic::What::Nothing)
        events.append(ignored("another topic", texts.topic.value()));
    else if (topic && data && !read) {
        m_reader.again(); // data stood before topic
        m_reader.fields([&](std::string_view key, JsonValue &value) {
            if (key == "data")
                readData(value, *topic, m_symbols, receivedAt, events);
        });
    } else if (!topic && (texts.success.isPresent() || texts.op.isPresent()))
        events.append(answerEvent(texts, m_symbols));
    else if (events.isEmpty())
        events.append(ignored(root == JsonReader::Root::Array ? "a list, not a frame of API v5"
                              : topic                         ? "no data in the frame"
                                                              : "unknown message"));
    for (StreamEvent &event : events) {
        if (auto *ticker = std::get_if<Ticker>(&event); ticker && time)
            ticker->exchangeTime = *time;
    }
    return finished(m_reader, frame, std::move(events));
}

RestQuery BybitDialect::instrumentsQuery() const
{
    return {RestAddress(restBase(), "/v5/market/instruments-info").with("category", "spot").url(), {}, 1, {}};
}

QList<RestQuery> BybitDialect::tickersQueries(const QList<InstrumentId> &instruments) const
{
    if (instruments.isEmpty())
        return {};
    // Without category=spot the answer is about futures.
    if (instruments.size() > 3)
        return {{RestAddress(restBase(), "/v5/market/tickers").with("category", "spot").url(),
                 {},
                 1,
                 instruments}};
    QList<RestQuery> queries;
    for (const InstrumentId &instrument : instruments)
        queries.append({RestAddress(restBase(), "/v5/market/tickers")
                            .with("category", "spot")
                            .with("symbol", instrument.symbol)
                            .url(),
                        {},
                        1,
                        {instrument}});
    return queries;
}

Result<RestQuery> BybitDialect::candlesQuery(const CandleQuery &query) const
{
    const char *name = venueName(intervalNames, query.interval);
    if (!name)
        return failure(Error::Kind::Unsupported, QStringLiteral("Bybit has no such candles"));
    RestAddress address(restBase(), "/v5/market/kline");
    address.with("category", "spot").with("symbol", query.instrument.symbol).with("interval", name);
    if (query.from)
        address.with("start", toMsecs(*query.from));
    if (query.to)
        address.with("end", toMsecs(*query.to));
    address.with("limit", qint64{rowLimit(query, 1000)});
    return RestQuery{address.url(), {}, 1, {}};
}

Result<QList<Instrument>> BybitDialect::decodeInstruments(const QByteArray &body) const
{
    static constexpr WireField<InstrumentTexts> fields[]{
        {"symbol", &InstrumentTexts::symbol},   {"baseCoin", &InstrumentTexts::base},
        {"quoteCoin", &InstrumentTexts::quote}, {"status", &InstrumentTexts::status},
        {"symbolType", &InstrumentTexts::flag}, {"contractType", &InstrumentTexts::product}};
    QList<Instrument> instruments;
    int rows = 0;
    const auto read = readRows(body, [&](JsonValue &row) {
        ++rows;
        InstrumentTexts texts;
        row.fields([&](std::string_view key, JsonValue &value) {
            if (key == "priceFilter")
                value.fields([&](std::string_view name, JsonValue &part) {
                    if (name == "tickSize")
                        texts.tick = part.text();
                });
            else
                take(fields, texts, key, value);
        });
        if (texts.symbol.value().empty() || texts.base.value().empty() || texts.quote.value().empty() ||
            texts.product.isPresent())
            return;
        Instrument instrument;
        instrument.id = {venue, wireString(texts.symbol.value())};
        instrument.base = wireString(texts.base.value());
        instrument.quote = wireString(texts.quote.value());
        instrument.tickSize = wirePrice(texts.tick).value_or(Decimal{});
        instrument.statusText = quoted(texts.status.value());
        // "1" was what the first release of v5 said for Trading.
        instrument.status = texts.status == "Trading" || texts.status == "1" ? Instrument::Status::Trading
                            : texts.status == "Closed"                       ? Instrument::Status::Delisted
                                                                             : Instrument::Status::Halted;
        instrument.lookalike = texts.flag == "xstocks" || looksLeveraged(instrument.base) ||
                               looksTokenisedShare(instrument.base);
        instruments.append(std::move(instrument));
    });
    if (!read)
        return tl::unexpected<Error>(read.error());
    return usable(std::move(instruments), rows);
}

Result<QList<StreamEvent>> BybitDialect::decodeTickerRows(const QByteArray &body, const QList<InstrumentId> &,
                                                          UtcTime receivedAt) const
{
    QList<StreamEvent> rows;
    const auto time = readRows(body, [&](JsonValue &row) {
        const TickerTexts texts = readTicker(row);
        if (texts.symbol.value().empty())
            rows.append(ignored("a row without a symbol"));
        else
            rows.append(tickerEvent(texts, {venue, wireString(texts.symbol.value())}, receivedAt));
    });
    if (!time)
        return tl::unexpected<Error>(time.error());
    for (StreamEvent &row : rows) {
        if (auto *ticker = std::get_if<Ticker>(&row); ticker && *time)
            ticker->exchangeTime = **time;
    }
    return rows;
}

Result<QList<Candle>> BybitDialect::decodeCandles(const QByteArray &body, const CandleQuery &query) const
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

Error BybitDialect::httpError(int status, const QByteArray &body) const
{
    const auto read = readRows(body, [](JsonValue &) {});
    const bool said = !read && read.error().kind != Error::Kind::Malformed;
    Error error = httpStatusError(status, body, said ? read.error().detail : QString());
    if (said && (read.error().kind == Error::Kind::Refused || read.error().kind == Error::Kind::RateLimited))
        error.kind = read.error().kind;
    return error;
}

QStringList BybitDialect::regions() const
{
    QStringList hosts;
    for (const char *host : regionHosts)
        hosts.append(QUrl(QLatin1String(host)).host());
    return hosts;
}

void BybitDialect::useRegion(int region)
{
    m_region = std::clamp(region, 0, static_cast<int>(regionHosts.size()) - 1);
}

QUrl BybitDialect::marketPage(const Instrument &instrument) const
{
    QUrl url = pageUrl("https://www.bybit.com/en/trade/spot/", instrument.base);
    return QUrl::fromEncoded(url.toEncoded() + '/' + QUrl::toPercentEncoding(instrument.quote));
}

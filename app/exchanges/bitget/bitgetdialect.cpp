#include "app/exchanges/bitget/bitgetdialect.h"

#include "app/exchanges/channelframes.h"

#include <array>

namespace {
const VenueId venue{QStringLiteral("bitget")};
constexpr auto restBase = "https://api.bitget.com";

// From 6 h upwards the plain names are aligned to UTC+8; the "utc" ones line up with other venues (2.6).
constexpr std::array streamNames{
    IntervalName{Interval::M1, "candle1m"},      IntervalName{Interval::M5, "candle5m"},
    IntervalName{Interval::M15, "candle15m"},    IntervalName{Interval::M30, "candle30m"},
    IntervalName{Interval::H1, "candle1H"},      IntervalName{Interval::H4, "candle4H"},
    IntervalName{Interval::H6, "candle6Hutc"},   IntervalName{Interval::H12, "candle12Hutc"},
    IntervalName{Interval::D1, "candle1Dutc"},   IntervalName{Interval::W1, "candle1Wutc"},
    IntervalName{Interval::Month, "candle1Mutc"}};
constexpr std::array restNames{IntervalName{Interval::M1, "1min"},    IntervalName{Interval::M5, "5min"},
                               IntervalName{Interval::M15, "15min"},  IntervalName{Interval::M30, "30min"},
                               IntervalName{Interval::H1, "1h"},      IntervalName{Interval::H4, "4h"},
                               IntervalName{Interval::H6, "6Hutc"},   IntervalName{Interval::H12, "12Hutc"},
                               IntervalName{Interval::D1, "1Dutc"},   IntervalName{Interval::W1, "1Wutc"},
                               IntervalName{Interval::Month, "1Mutc"}};

// Time, open, high, low, close, base volume; 6 and 7 are quote volumes the sources disagree about.
constexpr CandleColumns columns{0, 1, 2, 3, 4, 5};

// The stream's open24h is missing on purpose: it is the open of the UTC+8 day, not the price 24 h ago (2.5).
// REST's open is that price.
constexpr WireField<TickerTexts> tickerFields[]{{"lastPr", &TickerTexts::last},
                                                {"bidPr", &TickerTexts::bid},
                                                {"askPr", &TickerTexts::ask},
                                                {"high24h", &TickerTexts::high},
                                                {"low24h", &TickerTexts::low},
                                                {"change24h", &TickerTexts::change},
                                                {"baseVolume", &TickerTexts::baseVolume},
                                                {"quoteVolume", &TickerTexts::quoteVolume},
                                                {"ts", &TickerTexts::time},
                                                {"instId", &TickerTexts::symbol},
                                                {"symbol", &TickerTexts::symbol},
                                                {"open", &TickerTexts::open},
                                                {"markPrice", &TickerTexts::notSpot},
                                                {"fundingRate", &TickerTexts::notSpot}};

constexpr WireField<InstrumentTexts> instrumentFields[]{
    {"symbol", &InstrumentTexts::symbol},        {"baseCoin", &InstrumentTexts::base},
    {"quoteCoin", &InstrumentTexts::quote},      {"pricePrecision", &InstrumentTexts::digits},
    {"status", &InstrumentTexts::status},        {"category", &InstrumentTexts::product},
    {"symbolName", &InstrumentTexts::otherName}, {"isRwa", &InstrumentTexts::flag},
};

TickerTexts readTicker(JsonValue &row)
{
    TickerTexts texts;
    row.fields([&](std::string_view key, JsonValue &value) { take(tickerFields, texts, key, value); });
    return texts;
}

StreamEvent tickerEvent(const TickerTexts &texts, const InstrumentId &instrument, UtcTime receivedAt)
{
    if (texts.notSpot.isPresent())
        return ignored("not spot: a futures ticker", texts.symbol.value());
    auto ticker = tickerOf(texts, instrument, receivedAt);
    if (!ticker)
        return noLastPrice(texts.symbol.value(), texts.last);
    ticker->open24h = wirePrice(texts.open);
    if (ticker->open24h || !texts.open.isPresent()) // "0": a fresh listing, there is no price 24 h ago
        ticker->change24hPct = percentOfFraction(wireDecimal(texts.change));
    return *std::move(ticker);
}

Error::Kind kindOfCode(std::string_view code)
{
    if (code == "40000" || code == "40103" || code == "40104")
        return Error::Kind::Refused;
    if (code == "429" || code == "30006" || code == "30007")
        return Error::Kind::RateLimited;
    if (code == "40200" || code == "45001" || code == "40725" || code == "40808")
        return Error::Kind::Network; // upgrade and other passing troubles: worth a retry
    return Error::Kind::Rejected;
}

constexpr ChannelVenue channelVenue{"a Bitget", "00000", kindOfCode, readTicker, tickerEvent, columns};

struct Arg
{
    JsonText instType, channel, instId, topic, symbol;
};
constexpr WireField<Arg> argFields[]{{"instType", &Arg::instType},
                                     {"channel", &Arg::channel},
                                     {"instId", &Arg::instId},
                                     {"topic", &Arg::topic},
                                     {"symbol", &Arg::symbol}};

ChannelTarget targetOf(const Arg &arg, SymbolTable &symbols)
{
    ChannelTarget target;
    if (arg.topic.isPresent())
        target.why = ignored("API v3 frame", arg.topic.value());
    else if (arg.instType.value() != "SPOT")
        target.why = ignored("not spot of API v2: instType", arg.instType.value());
    else if (arg.instId.value().empty())
        target.why = ignored("no instrument named");
    else if (arg.channel.value() == "ticker")
        target.what = ChannelTarget::What::Ticker;
    else if (const auto interval = intervalOf(streamNames, arg.channel.value())) {
        target.what = ChannelTarget::What::Candle;
        target.interval = *interval;
    } else
        target.why = ignored("another channel", arg.channel.value());
    target.spot = !arg.topic.isPresent() && arg.instType.value() == "SPOT";
    if (!arg.instId.value().empty())
        target.instrument = symbols.find(arg.instId.value());
    return target;
}

QByteArrayList requestFrames(const char *op, const SubscriptionSet &set)
{
    QList<QPair<QString, QString>> args; // channel, instId
    for (const InstrumentId &instrument : inOrder(set.tickers))
        args.append({QStringLiteral("ticker"), instrument.symbol});
    for (const CandleKey &candle : inOrder(set.candles)) {
        if (const char *name = venueName(streamNames, candle.interval))
            args.append({QString::fromLatin1(name), candle.instrument.symbol});
    }
    // 25 in one frame were answered by a close (2.10).
    return channelFrames(op, args, 10, QStringLiteral("SPOT"));
}
} // namespace

BitgetDialect::BitgetDialect() : m_symbols(venue)
{
    m_info.id = venue;
    m_info.name = QStringLiteral("Bitget");
    m_info.streamIntervals = intervalsOf(streamNames);
    m_info.restIntervals = intervalsOf(restNames);
    m_info.candlePages = {1000, 199}; // of 200 older ones the first may be the one that was left out
    m_info.homePage = QUrl(QStringLiteral("https://www.bitget.com"));
}

StreamLimits BitgetDialect::limits() const
{
    return {std::chrono::milliseconds{120}, std::chrono::hours{23}}; // 10 messages/s; cut after 24 h (2.8)
}

QList<StreamPlan> BitgetDialect::streams(const SubscriptionSet &wanted) const
{
    return plansOf(QUrl(QStringLiteral("wss://ws.bitget.com/v2/ws/public")), wanted, 48); // "< 50" (1.6)
}

QByteArrayList BitgetDialect::subscribeFrames(const SubscriptionSet &added) const
{
    return requestFrames("subscribe", added);
}

QByteArrayList BitgetDialect::unsubscribeFrames(const SubscriptionSet &removed) const
{
    return requestFrames("unsubscribe", removed);
}

std::optional<Heartbeat> BitgetDialect::heartbeat() const
{
    // Closed about two minutes after the last text ping, even while data flows (1.5).
    return Heartbeat{"ping", std::chrono::seconds{20}, false, std::chrono::seconds{10}};
}

Result<QList<StreamEvent>> BitgetDialect::decode(const QByteArray &frame, UtcTime receivedAt)
{
    if (frame == "pong")
        return QList<StreamEvent>{StreamHeartbeat{QStringLiteral("pong")}};
    QList<StreamEvent> events;
    JsonText event, action, code, message, outerTime;
    std::optional<ChannelTarget> target;
    bool data = false, read = false;
    if (m_reader.open(frame) == JsonReader::Root::Array)
        events.append(ignored("a list, not a frame of API v2"));
    m_reader.fields([&](std::string_view key, JsonValue &value) {
        if (key == "data") {
            data = true;
            if (target && target->isData()) {
                readChannelData(value, channelVenue, *target, m_symbols, receivedAt, events);
                read = true;
            }
        } else if (key == "arg") {
            Arg arg;
            value.fields([&](std::string_view name, JsonValue &part) { take(argFields, arg, name, part); });
            target = targetOf(arg, m_symbols);
        } else if (key == "event")
            event = value.text();
        else if (key == "action")
            action = value.text();
        else if (key == "code")
            code = value.text();
        else if (key == "msg")
            message = value.text();
        else if (key == "ts")
            outerTime = value.text();
    });
    const bool snapshot = action.value() == "snapshot";
    const auto outer = wireEpoch(outerTime);
    if (event.isPresent()) {
        events.clear();
        const bool named = target && target->isNamed();
        const QString what =
            named ? quoted(event.value()) + u' ' + target->instrument.symbol : quoted(event.value());
        if (event == "error")
            events.append(StreamError{
                Error{kindOfCode(code.value()), codeAndMessage(code.value(), message.value()), {}},
                named ? std::optional(target->instrument) : std::nullopt});
        else if (target && !target->spot)
            events.append(target->why);
        else if (event == "subscribe" || event == "unsubscribe")
            events.append(StreamAck{named ? QList{target->instrument} : QList<InstrumentId>{}, what});
        else
            events.append(ignored("unknown event", event.value()));
    } else if (target && !target->isData())
        events.append(target->why);
    else if (target && data && !read) {
        m_reader.again(); // data stood before arg
        m_reader.fields([&](std::string_view key, JsonValue &value) {
            if (key == "data")
                readChannelData(value, channelVenue, *target, m_symbols, receivedAt, events);
        });
    } else if (events.isEmpty())
        events.append(ignored("unknown message"));
    for (StreamEvent &each : events) {
        if (auto *update = std::get_if<CandleUpdate>(&each))
            update->snapshot = snapshot;
        else if (auto *ticker = std::get_if<Ticker>(&each); ticker && !isKnown(ticker->exchangeTime) && outer)
            ticker->exchangeTime = *outer;
    }
    return finished(m_reader, frame, std::move(events));
}

RestQuery BitgetDialect::instrumentsQuery() const
{
    return {RestAddress(QLatin1String(restBase), "/api/v2/spot/public/symbols").url(), {}, 1, {}};
}

QList<RestQuery> BitgetDialect::tickersQueries(const QList<InstrumentId> &instruments) const
{
    if (instruments.isEmpty())
        return {};
    QList<RestQuery> queries;
    if (instruments.size() <= 5) {
        for (const InstrumentId &instrument : instruments)
            queries.append({RestAddress(QLatin1String(restBase), "/api/v2/spot/market/tickers")
                                .with("symbol", instrument.symbol)
                                .url(),
                            {},
                            1,
                            {instrument}});
        return queries;
    }
    return {{RestAddress(QLatin1String(restBase), "/api/v2/spot/market/tickers").url(), {}, 1, instruments}};
}

Result<RestQuery> BitgetDialect::candlesQuery(const CandleQuery &query) const
{
    const char *name = venueName(restNames, query.interval);
    if (!name)
        return failure(Error::Kind::Unsupported, QStringLiteral("Bitget has no such candles"));
    // Both limits may be exclusive: ask for one interval more on each side, the decoder drops what is too
    // much.
    const qint64 step = intervalLength(query.interval).count();
    if (query.to) { // the plain path refuses what is older than a month or so
        RestAddress address(QLatin1String(restBase), "/api/v2/spot/market/history-candles");
        address.with("symbol", query.instrument.symbol)
            .with("granularity", name)
            .with("endTime", toMsecs(*query.to) + step)
            .with("limit", qint64{query.limit > 0 ? std::min(query.limit + 1, 200) : 200});
        return RestQuery{address.url(), {}, 1, {}};
    }
    RestAddress address(QLatin1String(restBase), "/api/v2/spot/market/candles");
    address.with("symbol", query.instrument.symbol).with("granularity", name);
    if (query.from)
        address.with("startTime", toMsecs(*query.from) - step);
    address.with("limit", qint64{rowLimit(query, 1000)});
    return RestQuery{address.url(), {}, 1, {}};
}

Result<QList<Instrument>> BitgetDialect::decodeInstruments(const QByteArray &body) const
{
    QList<Instrument> instruments;
    int rows = 0;
    const auto read = readCodedRows(body, channelVenue, [&](JsonValue &row) {
        ++rows;
        InstrumentTexts texts;
        row.fields(
            [&](std::string_view key, JsonValue &value) { take(instrumentFields, texts, key, value); });
        // v1 rows have symbolName and a suffix ("BTCUSDT_SPBL"), v3 rows a category.
        if (texts.symbol.value().empty() || texts.base.value().empty() || texts.quote.value().empty() ||
            texts.otherName.isPresent() || texts.product.isPresent())
            return;
        Instrument instrument;
        instrument.id = {venue, wireString(texts.symbol.value())};
        instrument.base = wireString(texts.base.value());
        instrument.quote = wireString(texts.quote.value());
        instrument.tickSize = tickOfDigits(texts.digits).value_or(Decimal{});
        instrument.statusText = quoted(texts.status.value());
        instrument.status = texts.status == "online"    ? Instrument::Status::Trading
                            : texts.status == "offline" ? Instrument::Status::Delisted
                                                        : Instrument::Status::Halted; // halt, gray
        instrument.lookalike = texts.flag == "yes" || texts.flag == "YES" ||
                               looksTokenisedShare(instrument.base) || looksLeveraged(instrument.base);
        instruments.append(std::move(instrument));
    });
    if (!read)
        return tl::unexpected<Error>(read.error());
    return usable(std::move(instruments), rows);
}

Result<QList<StreamEvent>>
BitgetDialect::decodeTickerRows(const QByteArray &body, const QList<InstrumentId> &, UtcTime receivedAt) const
{
    QList<StreamEvent> rows;
    const auto read = readCodedRows(body, channelVenue, [&](JsonValue &row) {
        const TickerTexts texts = readTicker(row);
        if (texts.symbol.value().empty())
            rows.append(ignored("a row without a symbol"));
        else
            rows.append(tickerEvent(texts, {venue, wireString(texts.symbol.value())}, receivedAt));
    });
    if (!read)
        return tl::unexpected<Error>(read.error());
    return rows;
}

Result<QList<Candle>> BitgetDialect::decodeCandles(const QByteArray &body, const CandleQuery &query) const
{
    return codedCandles(body, channelVenue, query);
}

Error BitgetDialect::httpError(int status, const QByteArray &body) const
{
    const auto read = readCodedRows(body, channelVenue, [](JsonValue &) {});
    if (!read && read.error().kind != Error::Kind::Malformed) { // a business error: it knows better
        Error error = httpStatusError(status, body, read.error().detail);
        if (status == 400 || read.error().kind == Error::Kind::Refused)
            error.kind = read.error().kind;
        return error;
    }
    return httpStatusError(status, body, {});
}

QUrl BitgetDialect::marketPage(const Instrument &instrument) const
{
    return pageUrl("https://www.bitget.com/spot/", instrument.base + instrument.quote);
}

#include "app/exchanges/okx/okxdialect.h"

#include "app/exchanges/channelframes.h"

#include <array>

namespace {
const VenueId venue{QStringLiteral("okx")};

// Worldwide, Europe, United States (1.1).
struct Region
{
    const char *rest, *stream;
};
constexpr std::array regionHosts{Region{"https://www.okx.com", "wss://ws.okx.com:8443"},
                                 Region{"https://eea.okx.com", "wss://wseea.okx.com:8443"},
                                 Region{"https://us.okx.com", "wss://wsus.okx.com:8443"}};

constexpr std::array restNames{IntervalName{Interval::M1, "1m"},      IntervalName{Interval::M5, "5m"},
                               IntervalName{Interval::M15, "15m"},    IntervalName{Interval::M30, "30m"},
                               IntervalName{Interval::H1, "1H"},      IntervalName{Interval::H4, "4H"},
                               IntervalName{Interval::H6, "6Hutc"},   IntervalName{Interval::H12, "12Hutc"},
                               IntervalName{Interval::D1, "1Dutc"},   IntervalName{Interval::W1, "1Wutc"},
                               IntervalName{Interval::Month, "1Mutc"}};

constexpr CandleColumns columns{0, 1, 2, 3, 4, 5, 8};

constexpr WireField<TickerTexts> tickerFields[]{{"instId", &TickerTexts::symbol},
                                                {"last", &TickerTexts::last},
                                                {"bidPx", &TickerTexts::bid},
                                                {"askPx", &TickerTexts::ask},
                                                {"open24h", &TickerTexts::open},
                                                {"high24h", &TickerTexts::high},
                                                {"low24h", &TickerTexts::low},
                                                {"vol24h", &TickerTexts::baseVolume},
                                                {"volCcy24h", &TickerTexts::quoteVolume},
                                                {"ts", &TickerTexts::time},
                                                {"instType", &TickerTexts::product}};
constexpr WireField<InstrumentTexts> instrumentFields[]{
    {"instId", &InstrumentTexts::symbol},  {"baseCcy", &InstrumentTexts::base},
    {"quoteCcy", &InstrumentTexts::quote}, {"tickSz", &InstrumentTexts::tick},
    {"state", &InstrumentTexts::status},   {"instType", &InstrumentTexts::product}};

// BTC-USDT; derivatives have two dashes and more.
bool isSpotSymbol(std::string_view symbol)
{
    const size_t dash = symbol.find('-');
    return dash != std::string_view::npos && symbol.find('-', dash + 1) == std::string_view::npos;
}

TickerTexts readTicker(JsonValue &row)
{
    TickerTexts texts;
    row.fields([&](std::string_view key, JsonValue &value) { take(tickerFields, texts, key, value); });
    return texts;
}

StreamEvent tickerEvent(const TickerTexts &texts, const InstrumentId &instrument, UtcTime receivedAt)
{
    if (texts.product.isPresent() && texts.product.value() != "SPOT")
        return ignored("not spot: instType", texts.product.value());
    if (!isSpotSymbol(texts.symbol.value()))
        return ignored("not a spot instrument", texts.symbol.value());
    auto ticker = tickerOf(texts, instrument, receivedAt);
    if (!ticker)
        return noLastPrice(texts.symbol.value(), texts.last);
    ticker->open24h = wirePrice(texts.open);
    ticker->change24hPct = percentSince(ticker->open24h, ticker->last);
    return *std::move(ticker);
}

Error::Kind kindOfCode(std::string_view code)
{
    if (code == "50011")
        return Error::Kind::RateLimited;
    return code == "50001" || code == "50013" ? Error::Kind::Network : Error::Kind::Rejected;
}

constexpr ChannelVenue channelVenue{"an OKX", "0", kindOfCode, readTicker, tickerEvent, columns};

ChannelTarget targetOf(std::string_view channel, std::string_view instId, SymbolTable &symbols)
{
    ChannelTarget target;
    if (!instId.empty())
        target.instrument = symbols.find(instId);
    if (channel == "tickers")
        target.what = ChannelTarget::What::Ticker;
    else if (const auto interval =
                 channel.starts_with("candle") ? intervalOf(restNames, channel.substr(6)) : std::nullopt) {
        target.what = ChannelTarget::What::Candle;
        target.interval = *interval;
    } else
        target.why = ignored("another channel", channel);
    if (target.isData() && !isSpotSymbol(instId)) {
        target.what = ChannelTarget::What::Nothing;
        target.why = ignored("not a spot instrument", instId);
    }
    return target;
}

StreamEvent noticeEvent(std::string_view event, std::string_view code, std::string_view message,
                        const std::optional<ChannelTarget> &target, SymbolTable &symbols)
{
    const bool named = target && target->isNamed();
    if (event == "subscribe" || event == "unsubscribe")
        return StreamAck{named ? QList{target->instrument} : QList<InstrumentId>{},
                         named ? quoted(event) + u' ' + target->instrument.symbol : quoted(event)};
    if (event == "notice") // 64008: an upgrade closes this connection within the minute
        return StreamError{
            Error{Error::Kind::Network, codeAndMessage(code, message), {}}, {}, code == "64008"};
    if (event == "error") {
        // "channel:tickers,instId:NOPE-USDT doesn't exist": the instrument stands only in the text.
        std::optional<InstrumentId> instrument;
        const size_t at = message.find("instId:");
        if (at != std::string_view::npos) {
            const std::string_view rest = message.substr(at + 7);
            instrument = symbols.find(rest.substr(0, rest.find_first_of(" ,")));
        }
        return StreamError{Error{kindOfCode(code), codeAndMessage(code, message), {}}, instrument};
    }
    return ignored("another event", event);
}

QByteArrayList requestFrames(const char *op, const SubscriptionSet &set)
{
    QList<QPair<QString, QString>> args; // channel, instId
    for (const InstrumentId &instrument : inOrder(set.tickers))
        args.append({QStringLiteral("tickers"), instrument.symbol});
    for (const CandleKey &candle : inOrder(set.candles)) {
        if (const char *name = venueName(restNames, candle.interval))
            args.append({QLatin1String("candle") + QLatin1String(name), candle.instrument.symbol});
    }
    // 480 requests an hour whatever the number of args, 64 KB each: few and large ones.
    return channelFrames(op, args, 100);
}
} // namespace

OkxDialect::OkxDialect() : m_symbols(venue)
{
    m_info.id = venue;
    m_info.name = QStringLiteral("OKX");
    m_info.streamIntervals = intervalsOf(restNames);
    m_info.restIntervals = intervalsOf(restNames);
    m_info.candlePages = {300, 300};
    m_info.homePage = QUrl(QStringLiteral("https://www.okx.com"));
}

QString OkxDialect::restBase() const
{
    return QLatin1String(regionHosts[static_cast<size_t>(m_region)].rest);
}

StreamLimits OkxDialect::limits() const
{
    return {std::chrono::milliseconds{120}, std::nullopt};
}

QList<StreamPlan> OkxDialect::streams(const SubscriptionSet &wanted) const
{
    const QString base = QLatin1String(regionHosts[static_cast<size_t>(m_region)].stream);
    return plansOf(QUrl(base + QLatin1String("/ws/v5/public")), {wanted.tickers, {}}, 300) +
           plansOf(QUrl(base + QLatin1String("/ws/v5/business")), {{}, wanted.candles}, 300);
}

QByteArrayList OkxDialect::subscribeFrames(const SubscriptionSet &added) const
{
    return requestFrames("subscribe", added);
}

QByteArrayList OkxDialect::unsubscribeFrames(const SubscriptionSet &removed) const
{
    return requestFrames("unsubscribe", removed);
}

std::optional<Heartbeat> OkxDialect::heartbeat() const
{
    // Closed after 30 s in which nothing flowed.
    return Heartbeat{"ping", std::chrono::seconds{20}, true, std::chrono::seconds{10}};
}

Result<QList<StreamEvent>> OkxDialect::decode(const QByteArray &frame, UtcTime receivedAt)
{
    if (frame == "pong")
        return QList<StreamEvent>{StreamHeartbeat{QStringLiteral("pong")}};
    QList<StreamEvent> events;
    JsonText event, code, message;
    std::optional<ChannelTarget> target;
    bool data = false, read = false;
    const auto root = m_reader.open(frame);
    m_reader.fields([&](std::string_view key, JsonValue &value) {
        if (key == "data") {
            data = true;
            if (target && target->isData()) {
                readChannelData(value, channelVenue, *target, m_symbols, receivedAt, events);
                read = true;
            }
        } else if (key == "arg") {
            JsonText channel, instId;
            value.fields([&](std::string_view name, JsonValue &part) {
                if (name == "channel")
                    channel = part.text();
                else if (name == "instId")
                    instId = part.text();
            });
            target = targetOf(channel.value(), instId.value(), m_symbols);
        } else if (key == "event")
            event = value.text();
        else if (key == "code")
            code = value.text();
        else if (key == "msg")
            message = value.text();
    });
    if (event.isPresent()) {
        events.clear();
        events.append(noticeEvent(event.value(), code.value(), message.value(), target, m_symbols));
    } else if (target && !target->isData())
        events.append(target->why);
    else if (target && data && !read) {
        m_reader.again(); // data stood before arg
        m_reader.fields([&](std::string_view key, JsonValue &value) {
            if (key == "data")
                readChannelData(value, channelVenue, *target, m_symbols, receivedAt, events);
        });
    } else if (events.isEmpty())
        events.append(
            ignored(root == JsonReader::Root::Array ? "a list, not a frame of API v5" : "unknown message"));
    return finished(m_reader, frame, std::move(events));
}

RestQuery OkxDialect::instrumentsQuery() const
{
    return {RestAddress(restBase(), "/api/v5/public/instruments").with("instType", "SPOT").url(), {}, 1, {}};
}

QList<RestQuery> OkxDialect::tickersQueries(const QList<InstrumentId> &instruments) const
{
    if (instruments.isEmpty())
        return {};
    if (instruments.size() > 3)
        return {{RestAddress(restBase(), "/api/v5/market/tickers").with("instType", "SPOT").url(),
                 {},
                 1,
                 instruments}};
    QList<RestQuery> queries;
    for (const InstrumentId &instrument : instruments)
        queries.append(
            {RestAddress(restBase(), "/api/v5/market/ticker").with("instId", instrument.symbol).url(),
             {},
             1,
             {instrument}});
    return queries;
}

Result<RestQuery> OkxDialect::candlesQuery(const CandleQuery &query) const
{
    const char *name = venueName(restNames, query.interval);
    if (!name)
        return failure(Error::Kind::Unsupported, QStringLiteral("OKX has no such candles"));
    // Only the newest 1440 bars are on the plain path. "after" means rows older than, "before" newer than.
    RestAddress address(restBase(), query.to ? "/api/v5/market/history-candles" : "/api/v5/market/candles");
    address.with("instId", query.instrument.symbol).with("bar", name);
    if (query.to)
        address.with("after", toMsecs(*query.to) + 1);
    if (query.from)
        address.with("before", toMsecs(*query.from) - 1);
    address.with("limit", qint64{rowLimit(query, 300)});
    return RestQuery{address.url(), {}, 1, {}};
}

Result<QList<Instrument>> OkxDialect::decodeInstruments(const QByteArray &body) const
{
    QList<Instrument> instruments;
    int rows = 0;
    const auto read = readCodedRows(body, channelVenue, [&](JsonValue &row) {
        ++rows;
        InstrumentTexts texts;
        row.fields(
            [&](std::string_view key, JsonValue &value) { take(instrumentFields, texts, key, value); });
        if (texts.product.value() != "SPOT" || !isSpotSymbol(texts.symbol.value()) ||
            texts.base.value().empty() || texts.quote.value().empty())
            return;
        Instrument instrument;
        instrument.id = {venue, wireString(texts.symbol.value())};
        instrument.base = wireString(texts.base.value());
        instrument.quote = wireString(texts.quote.value());
        instrument.tickSize = wirePrice(texts.tick).value_or(Decimal{});
        instrument.statusText = quoted(texts.status.value());
        instrument.status = texts.status == "live" ? Instrument::Status::Trading : Instrument::Status::Halted;
        instrument.lookalike = looksLeveraged(instrument.base) || looksTokenisedShare(instrument.base);
        instruments.append(std::move(instrument));
    });
    if (!read)
        return tl::unexpected<Error>(read.error());
    return usable(std::move(instruments), rows);
}

Result<QList<StreamEvent>> OkxDialect::decodeTickerRows(const QByteArray &body, const QList<InstrumentId> &,
                                                        UtcTime receivedAt) const
{
    QList<StreamEvent> rows;
    const auto read = readCodedRows(body, channelVenue, [&](JsonValue &row) {
        const TickerTexts texts = readTicker(row);
        rows.append(tickerEvent(texts, {venue, wireString(texts.symbol.value())}, receivedAt));
    });
    if (!read)
        return tl::unexpected<Error>(read.error());
    return rows;
}

Result<QList<Candle>> OkxDialect::decodeCandles(const QByteArray &body, const CandleQuery &query) const
{
    return codedCandles(body, channelVenue, query);
}

Error OkxDialect::httpError(int status, const QByteArray &body) const
{
    const auto read = readCodedRows(body, channelVenue, [](JsonValue &) {});
    if (read || read.error().kind == Error::Kind::Malformed)
        return httpStatusError(status, body, {});
    Error error = httpStatusError(status, body, read.error().detail);
    if (read.error().kind == Error::Kind::RateLimited)
        error.kind = Error::Kind::RateLimited;
    return error;
}

QStringList OkxDialect::regions() const
{
    QStringList hosts;
    for (const Region &region : regionHosts)
        hosts.append(QUrl(QLatin1String(region.rest)).host());
    return hosts;
}

void OkxDialect::useRegion(int region)
{
    m_region = std::clamp(region, 0, static_cast<int>(regionHosts.size()) - 1);
}

QUrl OkxDialect::marketPage(const Instrument &instrument) const
{
    return pageUrl("https://www.okx.com/trade-spot/", (instrument.base + u'-' + instrument.quote).toLower());
}

// Binance spot, the market-data hosts (exchanges.md 3).
#include "tests/support/fakemarket/json.h"
#include "tests/support/fakemarket/venue.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

namespace fake {

using namespace std::chrono;

namespace {

const QHash<QByteArray, BarStep> &steps()
{
    static const QHash<QByteArray, BarStep> table{
        {"1s", {1000}},           {"1m", {minuteMs}},       {"3m", {3 * minuteMs}}, {"5m", {5 * minuteMs}},
        {"15m", {15 * minuteMs}}, {"30m", {30 * minuteMs}}, {"1h", {hourMs}},       {"2h", {2 * hourMs}},
        {"4h", {4 * hourMs}},     {"6h", {6 * hourMs}},     {"8h", {8 * hourMs}},   {"12h", {12 * hourMs}},
        {"1d", {dayMs}},          {"3d", {3 * dayMs}},      {"1w", {weekMs}},       {"1M", {monthMs}}};
    return table;
}

// Every figure has eight decimals, whatever the market's tick.
QByteArray padded(const QByteArray &decimal)
{
    if (decimal.isEmpty())
        return decimal;
    const qsizetype point = decimal.indexOf('.');
    const qsizetype decimals = point < 0 ? 0 : decimal.size() - point - 1;
    return decimal + (point < 0 ? "." : "") + QByteArray(std::max<qsizetype>(0, 8 - decimals), '0');
}

QByteArray padded(double value)
{
    return fixed(value, 8);
}

QByteArray lastOf(const Figures &f)
{
    return f.lastGiven ? f.last : padded(f.last);
}

class Binance final : public Protocol
{
public:
    using Protocol::Protocol;

    QByteArray id() const override { return "binance"; }
    milliseconds beat() const override { return 1000ms; }
    std::pair<int, milliseconds> mostMessages() const override { return {5, 1000ms}; }

    QList<Listing> market() const override
    {
        QList<Listing> all = list({"BTC", "ETH", "XRP", "SOL", "BNB", "USDC", "DOGE", "TRX", "ADA", "LINK",
                                   "LTC", "DOT", "AVAX", "POL", "SHIB", "PEPE", "BONK"},
                                  "USDT", 1);
        all += list({"ETH", "SOL", "BNB"}, "BTC", 0.01);
        all += list({"BTC", "ETH", "BNB"}, "USDC", 0.1);
        all += list({"EUR"}, "USDT", 0.5);
        for (Listing &market : all)
            market.priceDecimals = std::min(market.priceDecimals, 8);
        Listing halted = listOne("LUNA", "USDT");
        halted.state = Listing::State::Halted;
        Listing gone = listOne("MATIC", "USDT"); // stays listed with BREAK
        gone.state = Listing::State::Delisted;
        return all << halted << gone;
    }

    HttpReply rest(const HttpRequest &request) override;
    HttpReply plainStatus(int status) const override
    {
        if (status == 429 || status == 418)
            return error(-1003,
                         "Too much request weight used; current limit is 6000 request weight per 1 MINUTE.",
                         status);
        if (status == 451)
            return HttpReply::json(
                R"({"code":0,"msg":"Service unavailable from a restricted location according to 'b. Eligibility'"})",
                451);
        return Protocol::plainStatus(status);
    }
    HttpReply venueError(const QByteArray &kind) const override
    {
        if (kind == "rate")
            return error(-1003, "Too many requests.", 200);
        return error(-1000, "An unknown error occurred while processing the request.", 200);
    }
    int statusForImpatience(int times) const override { return times > 3 ? 418 : 429; }
    std::optional<HttpReply> refuseStream(const HttpRequest &request) override;
    void opened(Session &session) override;
    void heard(Session &session, const QByteArray &text) override;
    void publish(Session &session, const Topic &topic, Listing &listing) override;
    void publishMarket(Session &session, const Topic &topic, const QList<Listing *> &moved) override;
    void everySecond(Session &session) override;
    void notice(Session &session) override
    {
        const QByteArray event =
            JsonObject().text("e", "serverShutdown").number("E", m_venue.stamp(m_venue.now())).end();
        m_venue.send(session, Venue::Kind::Control, wrap(session, "!serverShutdown", event));
    }

private:
    HttpReply error(int code, const QByteArray &msg, int status = 400) const
    {
        return HttpReply::json(JsonObject().number("code", code).text("msg", msg).end(), status);
    }
    // Takes `weight` of the minute's budget; an answer when it is used up.
    std::optional<HttpReply> weigh(int weight);
    HttpReply route(const HttpRequest &request);
    HttpReply exchangeInfo(const HttpRequest &request);
    HttpReply tickers(const HttpRequest &request, bool priceOnly, bool bookOnly);
    HttpReply klines(const HttpRequest &request);
    QByteArray describe(const Listing &market, bool sets) const;
    QByteArray ticker(Listing &market, bool mini, qint64 scale);
    // "symbol" or "symbols"; nothing is every market. An error when one does not exist.
    tl::expected<QList<Listing *>, HttpReply> asked(const HttpRequest &request);

    QByteArray wrap(const Session &session, const QByteArray &stream, const QByteArray &event) const
    {
        return session.wrapped ? JsonObject().text("stream", stream).raw("data", event).end() : event;
    }
    void follow(Session &session, const QByteArray &stream);
    void showFrom(Session &session, qsizetype first);
    static QByteArray streamName(const Topic &topic) { return topic.extra; }
    QByteArray tickerEvent(Listing &listing, bool mini);
    QByteArray klineEvent(const Listing &listing, const QByteArray &interval, const Bar &bar,
                          const BarStep &step) const;
};

std::optional<HttpReply> Binance::weigh(int weight)
{
    if (!m_venue.overRate("weight", 6000, 60s, weight))
        return {};
    m_venue.ruleBroken(QStringLiteral("more than 6000 request weight in a minute"));
    m_venue.embargo(60s);
    HttpReply reply = plainStatus(429);
    reply.headers.emplaceBack("Retry-After", "60");
    return reply;
}

HttpReply Binance::rest(const HttpRequest &request)
{
    HttpReply reply = route(request);
    reply.headers.emplaceBack("X-MBX-USED-WEIGHT-1M", QByteArray::number(m_venue.used("weight", 60s)));
    return reply;
}

HttpReply Binance::route(const HttpRequest &request)
{
    const QByteArray &path = request.path;
    if (path == "/api/v3/ping" || path == "/api/v3/time") {
        if (const auto limited = weigh(1))
            return *limited;
        return HttpReply::json(path.endsWith("ping")
                                   ? QByteArray("{}")
                                   : JsonObject().number("serverTime", m_venue.stamp(m_venue.now())).end());
    }
    if (path == "/api/v3/exchangeInfo")
        return exchangeInfo(request);
    if (path == "/api/v3/ticker/24hr")
        return tickers(request, false, false);
    if (path == "/api/v3/ticker/price")
        return tickers(request, true, false);
    if (path == "/api/v3/ticker/bookTicker")
        return tickers(request, false, true);
    if (path == "/api/v3/klines" || path == "/api/v3/uiKlines")
        return klines(request);
    m_venue.ruleBroken((path.startsWith("/api/v1/") ? QStringLiteral("v1 was retired: ")
                                                    : QStringLiteral("no such path: ")) +
                       QString::fromUtf8(path));
    return HttpReply::html("<html><body><h2>404 Not found</h2></body></html>", 404);
}

tl::expected<QList<Listing *>, HttpReply> Binance::asked(const HttpRequest &request)
{
    QByteArrayList names;
    if (request.has("symbol") && request.has("symbols"))
        return tl::unexpected(error(-1128, "Combination of optional parameters invalid."));
    if (request.has("symbol"))
        names.append(request.param("symbol"));
    if (request.has("symbols")) {
        const QJsonArray array = QJsonDocument::fromJson(request.param("symbols")).array();
        if (array.isEmpty())
            return tl::unexpected(error(-1100, "Illegal characters found in parameter 'symbols'."));
        for (const auto &name : array)
            names.append(name.toString().toUtf8());
    }
    QList<Listing *> markets;
    for (const QByteArray &name : std::as_const(names)) {
        if (name != name.toUpper())
            return tl::unexpected(error(
                -1100,
                "Illegal characters found in parameter 'symbol'; legal range is '^[A-Z0-9-_.]{1,20}$'."));
        Listing *market = m_venue.listing(name);
        if (!market || market->state == Listing::State::Gone)
            return tl::unexpected(error(-1121, "Invalid symbol."));
        markets.append(market);
    }
    if (names.isEmpty())
        for (Listing &market : m_venue.listings())
            if (market.state != Listing::State::Gone)
                markets.append(&market);
    return markets;
}

namespace {
QByteArray statusWord(const Listing &market)
{
    return market.state == Listing::State::Trading  ? "TRADING"
           : market.state == Listing::State::Halted ? "HALT"
                                                    : "BREAK";
}
} // namespace

QByteArray Binance::describe(const Listing &market, bool sets) const
{
    JsonArray filters;
    filters.raw(JsonObject()
                    .text("filterType", "PRICE_FILTER")
                    .text("minPrice", padded(market.tick()))
                    .text("maxPrice", "1000000.00000000")
                    .text("tickSize", padded(market.tick()))
                    .end());
    filters.raw(JsonObject()
                    .text("filterType", "LOT_SIZE")
                    .text("minQty", padded(std::pow(10, -market.amountDecimals)))
                    .text("maxQty", "9000.00000000")
                    .text("stepSize", padded(std::pow(10, -market.amountDecimals)))
                    .end());
    filters.raw(JsonObject()
                    .text("filterType", "NOTIONAL")
                    .text("minNotional", "5.00000000")
                    .flag("applyMinToMarket", true)
                    .end());
    return JsonObject()
        .text("symbol", market.symbol)
        .text("status", statusWord(market))
        .text("baseAsset", market.base)
        .number("baseAssetPrecision", 8)
        .text("quoteAsset", market.quote)
        .number("quotePrecision", 8)
        .number("quoteAssetPrecision", 8)
        .number("baseCommissionPrecision", 8)
        .number("quoteCommissionPrecision", 8)
        .raw("orderTypes", R"(["LIMIT","MARKET"])")
        .flag("icebergAllowed", true)
        .flag("ocoAllowed", true)
        .flag("isSpotTradingAllowed", true)
        .flag("isMarginTradingAllowed", false)
        .raw("filters", filters.end())
        .raw("permissions", "[]")
        .raw("permissionSets", sets ? R"([["SPOT","MARGIN"]])" : "[]")
        .end();
}

HttpReply Binance::exchangeInfo(const HttpRequest &request)
{
    if (const auto limited = weigh(20))
        return *limited;
    if (request.has("symbolStatus") && (request.has("symbol") || request.has("symbols"))) {
        m_venue.ruleBroken(QStringLiteral("symbolStatus together with symbol"));
        return error(-1128, "Combination of optional parameters invalid.");
    }
    const auto markets = asked(request);
    if (!markets)
        return markets.error();
    const QByteArray status = request.param("symbolStatus");
    const bool sets = request.param("showPermissionSets") != "false";
    JsonArray rows;
    for (const Listing *market : *markets)
        if (status.isEmpty() || statusWord(*market) == status)
            rows.raw(describe(*market, sets));
    return HttpReply::json(
        JsonObject()
            .text("timezone", "UTC")
            .number("serverTime", m_venue.stamp(m_venue.now()))
            .raw("rateLimits",
                 R"([{"rateLimitType":"REQUEST_WEIGHT","interval":"MINUTE","intervalNum":1,"limit":6000}])")
            .raw("exchangeFilters", "[]")
            .raw("symbols", rows.end())
            .end());
}

QByteArray Binance::ticker(Listing &market, bool mini, qint64 scale)
{
    Figures f = m_venue.figures(market);
    if (market.state != Listing::State::Trading) { // dead markets: zeros, no trades, ids -1
        const QByteArray zero = "0.00000000";
        f = {.last = zero,
             .lastGiven = true,
             .bid = zero,
             .ask = zero,
             .bidSize = zero,
             .askSize = zero,
             .lastSize = zero,
             .open24h = zero,
             .high24h = zero,
             .low24h = zero,
             .openUtc = zero,
             .openUtc8 = zero,
             .baseVolume = zero,
             .quoteVolume = zero,
             .vwap = zero,
             .baseVolume30d = zero,
             .todayVolume = zero,
             .todayVwap = zero,
             .todayHigh = zero,
             .todayLow = zero,
             .change = zero,
             .time = f.time,
             .tradeId = -1};
    }
    const qint64 close = m_venue.stamp(f.time);
    JsonObject row;
    row.text("symbol", market.symbol);
    if (!mini)
        row.text("priceChange", padded(f.change))
            .text("priceChangePercent", fixed(f.changeFraction * 100, 3))
            .text("weightedAvgPrice", padded(f.vwap))
            .text("prevClosePrice", padded(f.open24h))
            .text("lastPrice", lastOf(f))
            .text("lastQty", padded(f.lastSize))
            .text("bidPrice", padded(f.bid))
            .text("bidQty", padded(f.bidSize))
            .text("askPrice", padded(f.ask))
            .text("askQty", padded(f.askSize));
    row.text("openPrice", padded(f.open24h))
        .text("highPrice", padded(f.high24h))
        .text("lowPrice", padded(f.low24h));
    if (mini)
        row.text("lastPrice", lastOf(f));
    return row.text("volume", padded(f.baseVolume))
        .text("quoteVolume", padded(f.quoteVolume))
        .number("openTime", (close - dayMs) * scale)
        .number("closeTime", close * scale)
        .number("firstId", f.tradeId < 0 ? -1 : f.tradeId - f.trades)
        .number("lastId", f.tradeId)
        .number("count", f.trades)
        .end();
}

HttpReply Binance::tickers(const HttpRequest &request, bool priceOnly, bool bookOnly)
{
    const bool one = request.has("symbol");
    const auto markets = asked(request);
    const bool all = !one && !request.has("symbols");
    const qsizetype count = markets ? markets->size() : 1;
    const int full = one || (!all && count <= 20) ? 2 : !all && count <= 100 ? 40 : 80;
    if (const auto limited = weigh(priceOnly || bookOnly ? (one ? 2 : 4) : full))
        return *limited;
    if (!markets)
        return markets.error();
    const QByteArray status = request.param("symbolStatus");
    const qint64 scale = request.header("x-mbx-time-unit").toUpper() == "MICROSECOND" ||
                                 request.param("timeUnit") == "MICROSECOND"
                             ? 1000
                             : 1;
    QByteArrayList rows;
    for (Listing *market : *markets) {
        if (!status.isEmpty() && statusWord(*market) != status) {
            if (one)
                return error(-1220, "The symbol's status does not match the requested symbolStatus.");
            continue;
        }
        if (priceOnly)
            rows.append(JsonObject()
                            .text("symbol", market->symbol)
                            .text("price", lastOf(m_venue.figures(*market)))
                            .end());
        else if (bookOnly) {
            const Figures f = m_venue.figures(*market);
            rows.append(JsonObject()
                            .text("symbol", market->symbol)
                            .text("bidPrice", padded(f.bid))
                            .text("bidQty", padded(f.bidSize))
                            .text("askPrice", padded(f.ask))
                            .text("askQty", padded(f.askSize))
                            .end());
        } else {
            rows.append(ticker(*market, request.param("type") == "MINI", scale));
        }
    }
    return HttpReply::json(one ? rows.value(0) : '[' + rows.join(',') + ']');
}

HttpReply Binance::klines(const HttpRequest &request)
{
    if (const auto limited = weigh(2))
        return *limited;
    if (!request.has("symbol"))
        return error(-1102, "Mandatory parameter 'symbol' was not sent, was empty/null, or malformed.");
    const auto markets = asked(request);
    if (!markets)
        return markets.error();
    const auto step = steps().constFind(request.param("interval"));
    if (step == steps().cend())
        return error(-1120, "Invalid interval.");
    int limit = request.has("limit") ? request.param("limit").toInt() : 500;
    if (limit < 1)
        return error(-1100, "Illegal characters found in parameter 'limit'; legal range is '^\\d{1,19}$'.");
    if (limit > 1000)
        m_venue.ruleBroken(QStringLiteral("more than 1000 candles asked for"));
    limit = std::min(limit, 1000);
    const Listing &market = *markets->first();
    const qint64 start = request.param("startTime").toLongLong(), end = request.param("endTime").toLongLong();
    QList<Bar> bars = start
                          ? market.barsFrom(m_venue.path(), start + step->ms - 1, *step, limit, m_venue.now())
                          : market.barsUpTo(m_venue.path(), end ? end : toMsecs(m_venue.now()), *step, limit,
                                            m_venue.now());
    if (start && end)
        bars.removeIf([&](const Bar &bar) { return bar.time > end; });
    const qint64 scale = request.header("x-mbx-time-unit").toUpper() == "MICROSECOND" ||
                                 request.param("timeUnit") == "MICROSECOND"
                             ? 1000
                             : 1;
    JsonArray rows;
    for (const Bar &bar : std::as_const(bars))
        rows.raw(JsonArray()
                     .number(m_venue.stamp(fromMsecs(bar.time)) * scale)
                     .text(padded(bar.open))
                     .text(padded(bar.high))
                     .text(padded(bar.low))
                     .text(padded(bar.close))
                     .text(padded(bar.volume))
                     .number((m_venue.stamp(fromMsecs(step->next(bar.time))) - 1) * scale)
                     .text(padded(bar.quoteVolume))
                     .number(bar.trades)
                     .text("0.00000000")
                     .text("0.00000000")
                     .text("0")
                     .end());
    return HttpReply::json(rows.end());
}

// ---- stream

std::optional<HttpReply> Binance::refuseStream(const HttpRequest &request)
{
    if (request.path != "/ws" && request.path != "/stream" && !request.path.startsWith("/ws/")) {
        m_venue.ruleBroken(QStringLiteral("no stream at ") + QString::fromUtf8(request.path));
        return plainStatus(404);
    }
    if (m_venue.overRate("connects", 300, 300s)) {
        m_venue.ruleBroken(QStringLiteral("more than 300 connects in five minutes"));
        return plainStatus(429);
    }
    return {};
}

void Binance::opened(Session &session)
{
    session.wrapped = session.handshake.path == "/stream";
    const QByteArray names =
        session.wrapped ? session.handshake.param("streams") : session.handshake.path.mid(4);
    for (const QByteArray &name : names.split('/'))
        if (name.contains('@') || name.startsWith('!')) // "/ws/ANYTHING" is taken too, and follows nothing
            follow(session, name);
    showFrom(session, 0);
}

void Binance::follow(Session &session, const QByteArray &stream)
{
    const qsizetype at = stream.indexOf('@');
    const QByteArray channel = stream.mid(at + 1);
    static const QByteArrayList single{"ticker",   "miniTicker", "bookTicker", "trade",
                                       "aggTrade", "ticker_1h",  "ticker_4h",  "ticker_1d"};
    if (stream == "!miniTicker@arr")
        return m_venue.subscribe(session, {"miniTicker", {}, stream});
    if (stream.startsWith('!')) { // accepted, and silent for ever
        m_venue.ruleBroken(QString::fromUtf8(stream) + (stream == "!ticker@arr"
                                                            ? QStringLiteral(" was retired")
                                                            : QStringLiteral(" is not played here")));
        return;
    }
    const QByteArray lower = stream.left(at);
    if (lower != lower.toLower()) {
        m_venue.ruleBroken(QStringLiteral("stream names are lower case: ") + QString::fromUtf8(stream));
        return;
    }
    if (at < 0 ||
        (!single.contains(channel) && !(channel.startsWith("kline_") && steps().contains(channel.mid(6))))) {
        m_venue.ruleBroken(QStringLiteral("unknown stream ") + QString::fromUtf8(stream));
        return;
    }
    const QByteArray symbol = lower.toUpper();
    if (!m_venue.subscribable(symbol)) {
        m_venue.ruleBroken(QStringLiteral("no such symbol: ") + QString::fromUtf8(stream));
        return;
    }
    m_venue.subscribe(session, {channel, symbol, stream});
    if (session.topics.size() > 1024) {
        m_venue.ruleBroken(QStringLiteral("more than 1024 streams on a connection"));
        m_venue.close(session, 1008, "too many streams");
    }
}

// A stream's first event comes with its next beat; while prices stand still there is none, so it comes at
// once.
void Binance::showFrom(Session &session, qsizetype first)
{
    const QList<Topic> topics = session.topics.mid(first);
    for (const Topic &topic : topics)
        if (Listing *market = m_venue.path().isStopped() ? m_venue.listing(topic.symbol) : nullptr)
            publish(session, topic, *market);
}

void Binance::heard(Session &session, const QByteArray &text)
{
    QJsonParseError parsed{};
    const QJsonObject message = QJsonDocument::fromJson(text, &parsed).object();
    const auto say = [&](const QByteArray &frame) { m_venue.send(session, Venue::Kind::Control, frame); };
    if (parsed.error != QJsonParseError::NoError) {
        m_venue.ruleBroken(QStringLiteral("not JSON: ") + QString::fromUtf8(text.left(200)));
        return say(JsonObject()
                       .number("code", 3)
                       .text("msg", "Invalid JSON: expected value at line 1 column 1")
                       .end());
    }
    const QByteArray method = message.value(QLatin1String("method")).toString().toUtf8();
    const QByteArray id = QByteArray::number(message.value(QLatin1String("id")).toInteger());
    const QJsonArray params = message.value(QLatin1String("params")).toArray();
    if (method == "LIST_SUBSCRIPTIONS") {
        JsonArray names;
        for (const Topic &topic : std::as_const(session.topics))
            names.text(streamName(topic));
        return say(JsonObject().raw("result", names.end()).raw("id", id).end());
    }
    if ((method != "SUBSCRIBE" && method != "UNSUBSCRIBE") || params.isEmpty()) {
        m_venue.ruleBroken(QStringLiteral("not understood: ") + QString::fromUtf8(text.left(200)));
        return say(JsonObject()
                       .number("code", 2)
                       .text("msg", "Invalid request: unknown variant")
                       .raw("id", id)
                       .end());
    }
    const qsizetype before = session.topics.size();
    for (const auto &param : params) {
        const QByteArray stream = param.toString().toUtf8();
        if (method == "SUBSCRIBE")
            follow(session, stream);
        else
            session.topics.removeIf([&](const Topic &topic) { return streamName(topic) == stream; });
    }
    session.subscribed = true;
    say(JsonObject().raw("result", "null").raw("id", id).end());
    showFrom(session, before);
}

QByteArray Binance::tickerEvent(Listing &listing, bool mini)
{
    const Figures f = m_venue.figures(listing);
    JsonObject event;
    event.text("e", mini ? "24hrMiniTicker" : "24hrTicker")
        .number("E", m_venue.stamp(f.time))
        .text("s", listing.symbol);
    if (mini)
        return event.text("c", lastOf(f))
            .text("o", padded(f.open24h))
            .text("h", padded(f.high24h))
            .text("l", padded(f.low24h))
            .text("v", padded(f.baseVolume))
            .text("q", padded(f.quoteVolume))
            .end();
    return event.text("p", padded(f.change))
        .text("P", fixed(f.changeFraction * 100, 3))
        .text("w", padded(f.vwap))
        .text("x", padded(f.open24h))
        .text("c", lastOf(f))
        .text("Q", padded(f.lastSize))
        .text("b", padded(f.bid))
        .text("B", padded(f.bidSize))
        .text("a", padded(f.ask))
        .text("A", padded(f.askSize))
        .text("o", padded(f.open24h))
        .text("h", padded(f.high24h))
        .text("l", padded(f.low24h))
        .text("v", padded(f.baseVolume))
        .text("q", padded(f.quoteVolume))
        .number("O", m_venue.stamp(f.time) - dayMs)
        .number("C", m_venue.stamp(f.time))
        .number("F", f.tradeId - f.trades)
        .number("L", f.tradeId)
        .number("n", f.trades)
        .end();
}

QByteArray Binance::klineEvent(const Listing &listing, const QByteArray &interval, const Bar &bar,
                               const BarStep &step) const
{
    const QByteArray k = JsonObject()
                             .number("t", m_venue.stamp(fromMsecs(bar.time)))
                             .number("T", m_venue.stamp(fromMsecs(step.next(bar.time))) - 1)
                             .text("s", listing.symbol)
                             .text("i", interval)
                             .number("f", 100)
                             .number("L", 100 + bar.trades)
                             .text("o", padded(bar.open))
                             .text("c", padded(bar.close))
                             .text("h", padded(bar.high))
                             .text("l", padded(bar.low))
                             .text("v", padded(bar.volume))
                             .number("n", bar.trades)
                             .flag("x", bar.closed)
                             .text("q", padded(bar.quoteVolume))
                             .text("V", "0.00000000")
                             .text("Q", "0.00000000")
                             .text("B", "0")
                             .end();
    return JsonObject()
        .text("e", "kline")
        .number("E", m_venue.stamp(m_venue.now()))
        .text("s", listing.symbol)
        .raw("k", k)
        .end();
}

void Binance::publish(Session &session, const Topic &topic, Listing &listing)
{
    const auto send = [&](const QByteArray &event) {
        m_venue.send(session, Venue::Kind::Data, wrap(session, topic.extra, event), topic, &listing);
    };
    if (topic.channel == "ticker" || topic.channel == "miniTicker" || topic.channel.startsWith("ticker_"))
        return send(tickerEvent(listing, topic.channel == "miniTicker"));
    const Figures f = m_venue.figures(listing);
    if (topic.channel == "bookTicker")
        return send(JsonObject()
                        .number("u", f.tradeId)
                        .text("s", listing.symbol)
                        .text("b", padded(f.bid))
                        .text("B", padded(f.bidSize))
                        .text("a", padded(f.ask))
                        .text("A", padded(f.askSize))
                        .end());
    if (!topic.channel.startsWith("kline_"))
        return send(JsonObject()
                        .text("e", topic.channel)
                        .number("E", m_venue.stamp(m_venue.now()))
                        .text("s", listing.symbol)
                        .number(topic.channel == "trade" ? "t" : "a", f.tradeId)
                        .text("p", lastOf(f))
                        .text("q", padded(f.lastSize))
                        .number("T", m_venue.stamp(f.time))
                        .flag("m", f.tradeId % 2)
                        .flag("M", true)
                        .end());
    if (topic.channel != "kline_1s" && m_venue.step() % 2 && !m_venue.path().isStopped()) // each 2 s
        return;
    const QByteArray interval = topic.channel.mid(6);
    const BarStep step = steps().value(interval);
    const QList<Bar> bars = listing.barsUpTo(m_venue.path(), toMsecs(m_venue.now()), step, 2, m_venue.now());
    qint64 &told = session.bars[topic.extra];
    for (const Bar &bar : bars) // the one that ended is told of once more, as closed
        if (bar.time >= told && (told || !bar.closed))
            send(klineEvent(listing, interval, bar, step));
    told = bars.isEmpty() ? told : bars.last().time;
}

void Binance::publishMarket(Session &session, const Topic &topic, const QList<Listing *> &moved)
{
    JsonArray events;
    for (Listing *listing : moved)
        events.raw(tickerEvent(*listing, true));
    if (!events.isEmpty())
        m_venue.send(session, Venue::Kind::Data, wrap(session, topic.extra, events.end()), topic);
}

void Binance::everySecond(Session &session)
{
    const UtcTime now = m_venue.now();
    if (now - session.lastBeat >= 20s) {
        session.lastBeat = now;
        if (!m_venue.isFaulty(Fault::Silence))
            session.connection->sendFrame({Opcode::Ping, QByteArray::number(toMsecs(now))});
    }
    if (now - session.lastPing > 80s) // 20 s to the ping, 60 s to its pong
        m_venue.expire(session, QStringLiteral("no pong within a minute"), 1008,
                       [this, &session] { return m_venue.now() - session.lastPing > 80s; });
    if (now - session.opened >= 24h)
        m_venue.close(session, 1000, "24 hours");
}

} // namespace

std::unique_ptr<Protocol> makeBinance(Venue &venue)
{
    return std::make_unique<Binance>(venue);
}

} // namespace fake

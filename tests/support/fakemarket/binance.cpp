// Binance spot, the market-data hosts (exchanges.md 3).
#include "tests/support/fakemarket/binance.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>
#include <cmath>

namespace fake {

using namespace std::chrono;

const QHash<QByteArray, BarStep> &Binance::steps()
{
    static const QHash<QByteArray, BarStep> table{
        {"1s", {1000}},           {"1m", {minuteMs}},       {"3m", {3 * minuteMs}}, {"5m", {5 * minuteMs}},
        {"15m", {15 * minuteMs}}, {"30m", {30 * minuteMs}}, {"1h", {hourMs}},       {"2h", {2 * hourMs}},
        {"4h", {4 * hourMs}},     {"6h", {6 * hourMs}},     {"8h", {8 * hourMs}},   {"12h", {12 * hourMs}},
        {"1d", {dayMs}},          {"3d", {3 * dayMs}},      {"1w", {weekMs}},       {"1M", {monthMs}}};
    return table;
}

QByteArray Binance::padded(const QByteArray &decimal)
{
    if (decimal.isEmpty())
        return decimal;
    const qsizetype point = decimal.indexOf('.');
    const qsizetype decimals = point < 0 ? 0 : decimal.size() - point - 1;
    return decimal + (point < 0 ? "." : "") + QByteArray(std::max<qsizetype>(0, 8 - decimals), '0');
}

QByteArray Binance::padded(double value)
{
    return fixed(value, 8);
}

QByteArray Binance::lastOf(const Figures &f)
{
    return f.lastGiven ? f.last : padded(f.last);
}

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

std::unique_ptr<Protocol> makeBinance(Venue &venue)
{
    return std::make_unique<Binance>(venue);
}

} // namespace fake

// Bitget spot, v2 ("Classic") and the v3 ("UTA") public paths (exchanges.md 2).
#include "tests/support/fakemarket/bitget.h"

#include <algorithm>

namespace fake {

using namespace std::chrono;

namespace {

// REST names; the stream's differ ("candle1H" for "1h").
const QHash<QByteArray, BarStep> &restSteps()
{
    static const qint64 east = 8 * hourMs;
    static const QHash<QByteArray, BarStep> steps{
        {"1min", {minuteMs}},       {"3min", {3 * minuteMs}},    {"5min", {5 * minuteMs}},
        {"15min", {15 * minuteMs}}, {"30min", {30 * minuteMs}},  {"1h", {hourMs}},
        {"4h", {4 * hourMs}},       {"6h", {6 * hourMs, east}},  {"12h", {12 * hourMs, east}},
        {"1day", {dayMs, east}},    {"3day", {3 * dayMs, east}}, {"1week", {weekMs, east}},
        {"1M", {monthMs, east}},    {"6Hutc", {6 * hourMs}},     {"12Hutc", {12 * hourMs}},
        {"1Dutc", {dayMs}},         {"3Dutc", {3 * dayMs}},      {"1Wutc", {weekMs}},
        {"1Mutc", {monthMs}}};
    return steps;
}

// How far back /candles may be asked (2.6).
qint64 lookBack(const BarStep &step)
{
    if (step.ms <= 5 * minuteMs)
        return 31 * dayMs;
    if (step.ms <= 15 * minuteMs)
        return 52 * dayMs;
    if (step.ms <= 30 * minuteMs)
        return 62 * dayMs;
    if (step.ms <= hourMs)
        return 83 * dayMs;
    if (step.ms <= 4 * hourMs)
        return 240 * dayMs;
    return step.ms <= 6 * hourMs ? 360 * dayMs : 1600 * dayMs;
}

} // namespace

const QHash<QByteArray, BarStep> &Bitget::streamSteps()
{
    static const qint64 east = 8 * hourMs;
    static const QHash<QByteArray, BarStep> steps{{"1m", {minuteMs}},         {"5m", {5 * minuteMs}},
                                                  {"15m", {15 * minuteMs}},   {"30m", {30 * minuteMs}},
                                                  {"1H", {hourMs}},           {"4H", {4 * hourMs}},
                                                  {"6H", {6 * hourMs, east}}, {"12H", {12 * hourMs, east}},
                                                  {"1D", {dayMs, east}},      {"3D", {3 * dayMs, east}},
                                                  {"1W", {weekMs, east}},     {"1M", {monthMs, east}},
                                                  {"6Hutc", {6 * hourMs}},    {"12Hutc", {12 * hourMs}},
                                                  {"1Dutc", {dayMs}},         {"3Dutc", {3 * dayMs}},
                                                  {"1Wutc", {weekMs}},        {"1Mutc", {monthMs}}};
    return steps;
}

HttpReply Bitget::rest(const HttpRequest &request)
{
    if (m_venue.overRate("all", 6000, 60s) || m_venue.overRate(request.path, 20, 1s)) {
        m_venue.ruleBroken(QStringLiteral("more than 20 requests a second to ") +
                           QString::fromUtf8(request.path));
        return plainStatus(429);
    }
    const QByteArray &path = request.path;
    if (path == "/api/v2/public/time")
        return good(JsonObject().text("serverTime", m_venue.stamp(m_venue.now())).end());
    if (path == "/api/v2/spot/public/symbols")
        return symbols(request, false);
    if (path == "/api/v3/market/instruments")
        return symbols(request, true);
    if (path == "/api/v2/spot/market/tickers")
        return tickers(request, false);
    if (path == "/api/v3/market/tickers")
        return tickers(request, true);
    if (path == "/api/v2/spot/market/candles" || path == "/api/v2/spot/market/history-candles") {
        const auto step = restSteps().constFind(request.param("granularity"));
        return candles(request, request.param("symbol"), step == restSteps().cend() ? nullptr : &*step,
                       path.endsWith("history-candles"));
    }
    if (path == "/api/v3/market/candles") {
        const auto step = streamSteps().constFind(request.param("interval"));
        return candles(request, request.param("symbol"), step == streamSteps().cend() ? nullptr : &*step,
                       false);
    }
    if (path == "/api/v2/spot/public/coins" || path == "/api/v2/margin/currencies") // nothing a price needs
        return good("[]");
    if (path == "/api/v2/public/annoucements") // the vendor's spelling
        return announcements(request);
    if (path.startsWith("/api/spot/v1") || path.startsWith("/api/v1")) {
        m_venue.ruleBroken(QStringLiteral("v1 is gone: ") + QString::fromUtf8(path));
        return error("30032", "The V1 API has been decommissioned. Please migrate to a newer version.");
    }
    m_venue.ruleBroken(QStringLiteral("no such path: ") + QString::fromUtf8(path));
    return error("40404", "Request URL NOT FOUND", 404);
}

HttpReply Bitget::symbols(const HttpRequest &request, bool v3)
{
    JsonArray rows;
    for (const Listing &market : m_venue.listings()) {
        if (market.state == Listing::State::Gone ||
            (request.has("symbol") && market.symbol != request.param("symbol")))
            continue;
        const QByteArray status = market.state == Listing::State::Trading  ? "online"
                                  : market.state == Listing::State::Halted ? "halt"
                                                                           : "offline";
        JsonObject row;
        row.text("symbol", market.symbol);
        if (v3)
            row.text("category", "SPOT");
        row.text("baseCoin", market.base).text("quoteCoin", market.quote);
        if (!v3)
            row.text("minTradeAmount", "0")
                .text("maxTradeAmount", "900000000000000000000")
                .text("takerFeeRate", "0.002")
                .text("makerFeeRate", "0.002");
        row.text("pricePrecision", market.priceDecimals)
            .text("quantityPrecision", market.amountDecimals)
            .text("quotePrecision", "8")
            .text("status", status);
        if (!v3)
            row.text("minTradeUSDT", "1")
                .text("buyLimitPriceRatio", "0.05")
                .text("sellLimitPriceRatio", "0.05")
                .text("areaSymbol", "no")
                .text("orderQuantity", "200")
                .text("openTime", "1532454360000")
                .text("offTime", "");
        rows.raw(row.end());
    }
    if (request.has("symbol") && rows.isEmpty())
        return error("40034", "Parameter " + request.param("symbol") + " does not exist");
    return good(rows.end());
}

QByteArray Bitget::ticker(Listing &listing, bool rest)
{
    const Figures f = m_venue.figures(listing);
    const QByteArray change = trimmed(fixed(f.changeFraction, 5)),
                     changeUtc = trimmed(fixed(f.changeUtcFraction, 5));
    const auto price = [](const QByteArray &text) { return text.isNull() ? text : trimmed(text); };
    JsonObject row;
    if (rest) // `open` is the price 24 h ago; open24h does not exist here
        row.text("open", price(f.open24h)).text("symbol", listing.symbol);
    else // `open24h` is the open of the UTC+8 day (2.5)
        row.text("instId", listing.symbol).text("lastPr", f.shortLast()).text("open24h", price(f.openUtc8));
    row.text("high24h", price(f.high24h)).text("low24h", price(f.low24h));
    if (rest)
        row.text("lastPr", f.shortLast())
            .text("quoteVolume", f.quoteVolume)
            .text("baseVolume", f.baseVolume)
            .text("usdtVolume", f.quoteVolume)
            .text("ts", m_venue.stamp(f.time));
    else
        row.text("change24h", change);
    row.text("bidPr", price(f.bid))
        .text("askPr", price(f.ask))
        .text("bidSz", trimmed(f.bidSize))
        .text("askSz", trimmed(f.askSize));
    if (!rest)
        row.text("baseVolume", f.baseVolume).text("quoteVolume", f.quoteVolume);
    row.text("openUtc", price(f.openUtc)).text("changeUtc24h", changeUtc);
    if (rest)
        row.text("change24h", change);
    else
        row.text("ts", m_venue.stamp(f.time));
    return row.end();
}

QByteArray Bitget::tickerV3(Listing &listing, bool rest)
{
    const Figures f = m_venue.figures(listing);
    JsonObject row;
    if (rest)
        row.text("category", "SPOT").text("symbol", listing.symbol).text("ts", m_venue.stamp(f.time));
    return row.text("lastPrice", f.shortLast())
        .text("openPrice24h", trimmed(f.open24h))
        .text("highPrice24h", trimmed(f.high24h))
        .text("lowPrice24h", trimmed(f.low24h))
        .text("ask1Price", trimmed(f.ask))
        .text("bid1Price", trimmed(f.bid))
        .text("bid1Size", trimmed(f.bidSize))
        .text("ask1Size", trimmed(f.askSize))
        .text("price24hPcnt", trimmed(fixed(f.changeFraction, 5)))
        .text("volume24h", f.baseVolume)
        .text("turnover24h", f.quoteVolume)
        .end();
}

HttpReply Bitget::tickers(const HttpRequest &request, bool v3)
{
    JsonArray rows;
    const QByteArray wanted = request.param("symbol");
    for (Listing &market : m_venue.listings()) {
        if (!wanted.isEmpty() && market.symbol != wanted)
            continue;
        if (market.state != Listing::State::Trading)
            continue;
        rows.raw(v3 ? tickerV3(market, true) : ticker(market, true));
    }
    if (!wanted.isEmpty() && rows.isEmpty())
        return error("40034", "Parameter " + wanted + " does not exist");
    return good(rows.end());
}

QByteArray Bitget::row(const Bar &bar) const
{
    return JsonArray()
        .text(m_venue.stamp(fromMsecs(bar.time)))
        .text(trimmed(bar.open))
        .text(trimmed(bar.high))
        .text(trimmed(bar.low))
        .text(trimmed(bar.close))
        .text(trimmed(bar.volume))
        .text(trimmed(bar.quoteVolume))
        .text(trimmed(bar.quoteVolume))
        .end();
}

HttpReply Bitget::candles(const HttpRequest &request, const QByteArray &symbol, const BarStep *step,
                          bool history)
{
    const Listing *market = m_venue.listing(symbol);
    if (!market || market->state == Listing::State::Gone)
        return error("40034", "Parameter " + symbol + " does not exist");
    const int most = history ? 200 : 1000;
    const int limit = request.has("limit") ? request.param("limit").toInt() : 100;
    const qint64 now = toMsecs(m_venue.now());
    const qint64 start = request.param("startTime").toLongLong(), end = request.param("endTime").toLongLong();
    if (!step || limit < 1 || limit > most || (history && end == 0) || (start && end && start >= end))
        return error("400172", "Parameter verification failed");
    if (!history && start && start < now - lookBack(*step))
        return error("400172", "The startTime is too far back");
    // Both ends are taken as not included (2.6), except that history pages overlap by their end.
    const qint64 last = history ? end : end ? end - 1 : now;
    QList<Bar> bars = market->barsUpTo(m_venue.path(), last, *step, limit, m_venue.now());
    if (start && !history)
        bars.erase(bars.begin(),
                   std::find_if(bars.begin(), bars.end(), [&](const Bar &bar) { return bar.time > start; }));
    JsonArray rows;
    for (const Bar &bar : std::as_const(bars))
        rows.raw(row(bar));
    return good(rows.end());
}

HttpReply Bitget::announcements(const HttpRequest &request)
{
    if (request.param("language").isEmpty())
        return error("400172", "language can not be empty");
    static const std::pair<const char *, const char *> titles[] = {
        {"coin_listings", "New Listing: Fake Coin (FAKE)"},
        {"symbol_delisting", "Bitget will delist MATIC/USDT"},
        {"maintenance_system_updates", "Scheduled maintenance of the spot market"}};
    JsonArray rows;
    int id = 12500;
    for (const auto &[type, title] : titles) {
        const bool wanted = request.param("annType").isEmpty() || request.param("annType") == type;
        --id;
        if (!wanted)
            continue;
        rows.raw(JsonObject()
                     .text("annId", id)
                     .text("annTitle", title)
                     .text("annDesc", "")
                     .text("language", request.param("language"))
                     .text("cTime", toMsecs(m_venue.path().start()) - (12500 - id) * hourMs)
                     .text("annUrl", "https://www.bitget.com/en/support/articles/" + QByteArray::number(id))
                     .text("annType", type)
                     .text("annSubType", "spot")
                     .end());
    }
    return good(rows.end());
}

std::unique_ptr<Protocol> makeBitget(Venue &venue)
{
    return std::make_unique<Bitget>(venue);
}

} // namespace fake

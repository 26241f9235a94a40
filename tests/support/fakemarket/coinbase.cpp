// Coinbase Exchange: feed and REST (exchanges.md 4.1 and 4.2), Advanced Trade's market paths (4.3, 4.4).
#include "tests/support/fakemarket/coinbase.h"

#include <QDateTime>

namespace fake {

using namespace std::chrono;

namespace {

// ISO 8601 or Unix seconds; 0 when absent or neither.
qint64 momentMs(const QByteArray &text)
{
    bool number = false;
    const double unix = text.toDouble(&number);
    if (number)
        return static_cast<qint64>(unix * 1000);
    const QDateTime date = QDateTime::fromString(QString::fromLatin1(text), Qt::ISODateWithMs);
    return date.isValid() ? date.toMSecsSinceEpoch() : 0;
}

QByteArray stateWord(const Listing &market)
{
    return market.state == Listing::State::Delisted ? "delisted" : "online";
}

} // namespace

HttpReply Coinbase::rest(const HttpRequest &request)
{
    if (request.header("user-agent").isEmpty()) {
        m_venue.ruleBroken(QStringLiteral("no User-Agent"));
        return message("User-Agent header is required.", 400);
    }
    // 10 a second with bursts up to 15: more than 15 in one second, or more than 10 on average over three.
    const bool burst = m_venue.overRate("burst", 15, 1s), lasting = m_venue.overRate("rest", 35, 3s);
    if (burst || lasting) {
        m_venue.ruleBroken(QStringLiteral("more than 10 requests a second"));
        return plainStatus(429);
    }
    const QByteArray &path = request.path;
    if (path == "/time")
        return HttpReply::json(
            JsonObject()
                .text("iso", m_venue.rfc3339(m_venue.now(), 3))
                .number("epoch", fixed(static_cast<double>(m_venue.stamp(m_venue.now())) / 1000, 3))
                .end());
    if (path == "/currencies") {
        JsonArray rows;
        for (const Coin &coin : coins())
            rows.raw(
                JsonObject().text("id", coin.symbol).text("name", coin.name).text("status", "online").end());
        return HttpReply::json(rows.end());
    }
    if (path == "/products") {
        JsonArray rows;
        for (const Listing &market : m_venue.listings())
            if (market.state != Listing::State::Gone)
                rows.raw(describe(market));
        return HttpReply::json(rows.end());
    }
    if (path == "/products/stats") {
        JsonObject all;
        for (Listing &market : m_venue.listings()) {
            if (market.state != Listing::State::Trading)
                continue;
            const Figures f = m_venue.figures(market);
            all.raw(market.symbol, JsonObject()
                                       .raw("stats_30day", JsonObject().text("volume", f.baseVolume30d).end())
                                       .raw("stats_24hour", stats(market))
                                       .end());
        }
        return HttpReply::json(all.end());
    }
    if (path ==
        "/products/spark-lines") { // undocumented; other people's clients read all last prices from it
        JsonObject all;
        for (Listing &market : m_venue.listings())
            if (market.state == Listing::State::Trading)
                all.raw(market.symbol, JsonArray()
                                           .raw(JsonArray()
                                                    .number(m_venue.stamp(m_venue.now()) / 1000)
                                                    .number(m_venue.figures(market).shortLast())
                                                    .end())
                                           .end());
        return HttpReply::json(all.end());
    }
    if (const auto rest = request.below("/products/"))
        return product(request, *rest);
    if (const auto rest = request.below("/api/v3/brokerage/market/products"))
        return advanced(request, *rest);
    m_venue.ruleBroken(QStringLiteral("no such path: ") + QString::fromUtf8(path));
    return message("NotFound", 404);
}

QByteArray Coinbase::describe(const Listing &market) const
{
    const bool trades = market.state == Listing::State::Trading;
    return JsonObject()
        .text("id", market.symbol)
        .text("base_currency", market.base)
        .text("quote_currency", market.quote)
        .text("quote_increment", market.tick())
        .text("base_increment", "0.00000001")
        .text("display_name", market.base + '/' + market.quote)
        .text("min_market_funds", "1")
        .flag("margin_enabled", false)
        .flag("post_only", false)
        .flag("limit_only", false)
        .flag("cancel_only", false)
        .text("status", stateWord(market))
        .text("status_message", "")
        .flag("trading_disabled", !trades)
        .flag("fx_stablecoin", market.base == "USDC")
        .text("max_slippage_percentage", "0.02000000")
        .flag("auction_mode", false)
        .text("high_bid_limit_percentage", "")
        .end();
}

QByteArray Coinbase::stats(Listing &market)
{
    const Figures f = m_venue.figures(market);
    return JsonObject()
        .text("open", trimmed(f.open24h))
        .text("high", trimmed(f.high24h))
        .text("low", trimmed(f.low24h))
        .text("last", f.shortLast())
        .text("volume", f.baseVolume)
        .text("volume_30day", f.baseVolume30d)
        .end();
}

HttpReply Coinbase::product(const HttpRequest &request, const QByteArray &rest)
{
    const QList<QByteArray> parts = rest.split('/');
    Listing *market = m_venue.listing(parts.first());
    if (!market || market->state == Listing::State::Gone)
        return message("NotFound", 404);
    const QByteArray what = parts.value(1);
    if (what.isEmpty())
        return HttpReply::json(describe(*market));
    const Figures f = m_venue.figures(*market);
    if (what == "ticker")
        return HttpReply::json(JsonObject()
                                   .text("ask", trimmed(f.ask))
                                   .text("bid", trimmed(f.bid))
                                   .text("volume", f.baseVolume)
                                   .number("trade_id", f.tradeId)
                                   .text("price", f.shortLast())
                                   .text("size", f.lastSize)
                                   .text("time", m_venue.rfc3339(f.time, 6))
                                   .end());
    if (what == "stats")
        return HttpReply::json(stats(*market));
    if (what == "candles")
        return candles(request, *market);
    return message("NotFound", 404);
}

HttpReply Coinbase::candles(const HttpRequest &request, const Listing &market)
{
    const qint64 granularity = request.param("granularity").toLongLong();
    static const QList<qint64> known{60, 300, 900, 3600, 21600, 86400};
    if (!known.contains(granularity)) {
        m_venue.ruleBroken(QStringLiteral("granularity %1").arg(granularity));
        return message("Unsupported granularity", 400);
    }
    const BarStep step{granularity * 1000};
    const qint64 now = toMsecs(m_venue.now());
    const qint64 end = request.has("end") ? momentMs(request.param("end")) : now;
    const qint64 start =
        request.has("start") ? momentMs(request.param("start")) : step.startOf(end) - 299 * step.ms;
    if (end <= 0 || start <= 0 || start > end)
        return message("start must be before end", 400);
    if ((end - start) / step.ms > 300) {
        m_venue.ruleBroken(QStringLiteral("more than 300 candles in one request"));
        return message(
            "granularity too small for the requested time range. Count of aggregations requested exceeds 300",
            400);
    }
    const QList<Bar> bars = market.barsFrom(m_venue.path(), start, step, 300, m_venue.now());
    JsonArray rows;
    for (auto bar = bars.crbegin(); bar != bars.crend(); ++bar) // newest first
        if (bar->time >= start && bar->time <= end)
            rows.raw(JsonArray()
                         .number(m_venue.stamp(fromMsecs(bar->time)) / 1000)
                         .number(trimmed(bar->low))
                         .number(trimmed(bar->high))
                         .number(trimmed(bar->open))
                         .number(trimmed(bar->close))
                         .number(trimmed(bar->volume))
                         .end());
    return HttpReply::json(rows.end());
}

HttpReply Coinbase::advanced(const HttpRequest &request, const QByteArray &rest)
{
    const auto describeAdvanced = [this](Listing &market) {
        const Figures f = m_venue.figures(market);
        const Coin *coin = m_venue.path().coin(market.coin);
        const bool trades = market.state == Listing::State::Trading;
        return JsonObject()
            .text("product_id", market.symbol)
            .text("price", f.shortLast())
            .text("price_percentage_change_24h", fixed(f.changeFraction * 100, 14))
            .text("volume_24h", f.baseVolume)
            .text("base_increment", "0.00000001")
            .text("quote_increment", market.tick())
            .text("price_increment", market.tick())
            .text("base_name", coin ? coin->name : market.base)
            .text("quote_name", market.quote)
            .flag("is_disabled", !trades)
            .text("status", stateWord(market))
            .flag("trading_disabled", !trades)
            .flag("view_only", false)
            .text("quote_currency_id", market.quote)
            .text("base_currency_id", market.base)
            .text("product_type", "SPOT")
            .text("alias", "")
            .raw("alias_to", "[]")
            .text("approximate_quote_24h_volume", f.quoteVolume)
            .end();
    };
    if (rest.isEmpty()) {
        JsonArray rows;
        int count = 0;
        for (Listing &market : m_venue.listings()) {
            if (market.state == Listing::State::Gone)
                continue;
            rows.raw(describeAdvanced(market));
            ++count;
        }
        return HttpReply::json(JsonObject().raw("products", rows.end()).number("num_products", count).end());
    }
    const QList<QByteArray> parts = rest.mid(1).split('/');
    Listing *market = m_venue.listing(parts.first());
    if (!market)
        return HttpReply::json(R"({"error":"NOT_FOUND","error_details":"valid product_id is required"})",
                               404);
    if (parts.size() == 1)
        return HttpReply::json(describeAdvanced(*market));
    static const QHash<QByteArray, qint64> names{
        {"ONE_MINUTE", minuteMs},         {"FIVE_MINUTE", 5 * minuteMs}, {"FIFTEEN_MINUTE", 15 * minuteMs},
        {"THIRTY_MINUTE", 30 * minuteMs}, {"ONE_HOUR", hourMs},          {"TWO_HOUR", 2 * hourMs},
        {"FOUR_HOUR", 4 * hourMs},        {"SIX_HOUR", 6 * hourMs},      {"ONE_DAY", dayMs}};
    const BarStep step{names.value(request.param("granularity"), 0)};
    const qint64 start = request.param("start").toLongLong() * 1000,
                 end = request.param("end").toLongLong() * 1000;
    if (parts.at(1) != "candles" || step.ms == 0 || start <= 0 || end <= start ||
        (end - start) / step.ms > 350)
        return HttpReply::json(R"({"error":"INVALID_ARGUMENT"})", 400);
    JsonArray rows;
    const QList<Bar> bars = market->barsFrom(m_venue.path(), start, step, 350, m_venue.now());
    for (auto bar = bars.crbegin(); bar != bars.crend(); ++bar)
        if (bar->time <= end)
            rows.raw(JsonObject()
                         .text("start", bar->time / 1000)
                         .text("low", trimmed(bar->low))
                         .text("high", trimmed(bar->high))
                         .text("open", trimmed(bar->open))
                         .text("close", trimmed(bar->close))
                         .text("volume", trimmed(bar->volume))
                         .end());
    return HttpReply::json(JsonObject().raw("candles", rows.end()).end());
}

std::unique_ptr<Protocol> makeCoinbase(Venue &venue)
{
    return std::make_unique<Coinbase>(venue);
}

} // namespace fake

// CoinGecko v3, key-less (exchanges.md 8). Its "markets" are coins against the dollar.
#include "tests/support/fakemarket/json.h"
#include "tests/support/fakemarket/venue.h"

#include <algorithm>

namespace fake {

using namespace std::chrono;

namespace {

// JSON numbers as the aggregator sends them: whole ones bare, tiny ones with an exponent, no zeros at the
// end.
QByteArray number(double value)
{
    if (value != 0 && std::abs(value) < 1e-4)
        return QByteArray::number(value, 'e', 15);
    return QByteArray::number(value, 'g', std::abs(value) >= 1000 ? 10 : 12).contains('e')
               ? fixed(value, 0)
               : QByteArray::number(value, 'g', 10);
}

class CoinGecko final : public Protocol
{
public:
    using Protocol::Protocol;

    QByteArray id() const override { return "coingecko"; }
    QByteArray spell(const QByteArray &base, const QByteArray &) const override { return base.toLower(); }
    milliseconds beat() const override { return 60s; }
    std::pair<int, milliseconds> mostMessages() const override { return {1, 1000ms}; }

    QList<Listing> market() const override
    {
        QList<Listing> all;
        for (const Coin &coin : coins())
            if (!coin.geckoId.isEmpty())
                all.append(listOne(coin.symbol, "USD", 10));
        return all;
    }

    HttpReply rest(const HttpRequest &request) override;
    HttpReply plainStatus(int status) const override
    {
        if (status == 429)
            return HttpReply::json(
                R"({"status":{"error_code":429,"error_message":"You've exceeded the Rate Limit. Please visit https://www.coingecko.com/en/api/pricing to subscribe to our API plans for higher rate limits."}})",
                429);
        return Protocol::plainStatus(status);
    }
    HttpReply venueError(const QByteArray &) const override
    {
        return HttpReply::json(
            R"({"status":{"timestamp":"2026-11-22T00:00:00.000Z","error_code":10005,"error_message":"This request is limited"}})");
    }
    std::optional<HttpReply> refuseStream(const HttpRequest &) override
    {
        m_venue.ruleBroken(QStringLiteral("there is no stream here"));
        return plainStatus(404);
    }
    void heard(Session &, const QByteArray &) override {}
    void publish(Session &, const Topic &, Listing &) override {}

private:
    const Coin *coinOf(const Listing &market) const { return m_venue.path().coin(market.coin); }
    Listing *byId(const QByteArray &id);
    // What a dollar is in `currency`; 0 when unknown.
    double rate(const QByteArray &currency) const;
    HttpReply notFound() const { return HttpReply::json(R"({"error":"coin not found"})", 404); }
    HttpReply markets(const HttpRequest &request);
    QByteArray marketRow(Listing &market, int rank, double rate, const QByteArrayList &spans, bool sparkline);
    QByteArray cloneRow() const;
    HttpReply simplePrice(const HttpRequest &request);
    HttpReply global();
    HttpReply trending();
    HttpReply exchangeRates();
    HttpReply coin(const HttpRequest &request, const QByteArray &rest);
};

Listing *CoinGecko::byId(const QByteArray &id)
{
    for (Listing &market : m_venue.listings())
        if (const Coin *coin = coinOf(market);
            coin && coin->geckoId == id && market.state != Listing::State::Gone)
            return &market;
    return nullptr;
}

double CoinGecko::rate(const QByteArray &currency) const
{
    static const QHash<QByteArray, double> fixedRates{
        {"usd", 1}, {"gbp", 0.7377}, {"jpy", 147.68}, {"cny", 7.1245}};
    if (currency == "eur")
        return 1 / m_venue.path().usd("EUR", m_venue.now());
    if (currency == "btc")
        return 1 / m_venue.path().usd("BTC", m_venue.now());
    return fixedRates.value(currency, 0);
}

HttpReply CoinGecko::rest(const HttpRequest &request)
{
    // The limit is not published; the reference's own plan is ten seconds between two calls. Failed calls
    // count.
    if (m_venue.overRate("pace", 1, 10s))
        m_venue.ruleBroken(QStringLiteral("two calls within ten seconds"));
    if (m_venue.overRate("all", 30, 60s)) {
        m_venue.ruleBroken(QStringLiteral("more than 30 calls in a minute"));
        HttpReply reply = plainStatus(429);
        reply.headers.emplaceBack("Retry-After", "60");
        return reply;
    }
    const auto rest = request.below("/api/v3/");
    const QByteArray path = rest.value_or(QByteArray());
    if (path == "ping")
        return HttpReply::json(R"({"gecko_says":"(V3) To the Moon!"})");
    if (path == "coins/markets")
        return markets(request);
    if (path == "coins/list") {
        JsonArray rows;
        for (const Listing &market : m_venue.listings())
            if (const Coin *coin = coinOf(market))
                rows.raw(JsonObject()
                             .text("id", coin->geckoId)
                             .text("symbol", market.symbol)
                             .text("name", coin->name)
                             .end());
        rows.raw(R"({"id":"batcat","symbol":"btc","name":"batcat"})");
        return HttpReply::json(rows.end());
    }
    if (path == "simple/price")
        return simplePrice(request);
    if (path == "global")
        return global();
    if (path == "search/trending")
        return trending();
    if (path == "exchange_rates")
        return exchangeRates();
    if (path.startsWith("coins/"))
        return coin(request, path.mid(6));
    m_venue.ruleBroken(QStringLiteral("no such path: ") + QString::fromUtf8(request.path));
    return HttpReply::json(R"({"error":"Incorrect path. Please check https://docs.coingecko.com/"})", 404);
}

QByteArray CoinGecko::marketRow(Listing &market, int rank, double rate, const QByteArrayList &spans,
                                bool sparkline)
{
    const Coin &coin = *coinOf(market);
    const UtcTime now = m_venue.now();
    const auto worth = [&](UtcTime at) { return market.valueAt(m_venue.path(), at) * rate; };
    const Figures f = m_venue.figures(market);
    const double price = f.last.toDouble() * rate, before = worth(now - 24h);
    const double cap = price * coin.supply;
    JsonObject row;
    row.text("id", coin.geckoId)
        .text("symbol", market.symbol)
        .text("name", coin.name)
        .text("image", "https://coin-images.coingecko.com/coins/images/" + QByteArray::number(rank) +
                           "/large/" + coin.geckoId + ".png?1696501400")
        .number("current_price", f.lastGiven ? f.last : number(price))
        .number("market_cap", fixed(cap, 0))
        .number("market_cap_rank", rank)
        .number("fully_diluted_valuation", fixed(cap * 1.05, 0))
        .number("total_volume", fixed(coin.dollarVolume * 8 * rate, 0))
        .number("high_24h", number(f.high24h.toDouble() * rate))
        .number("low_24h", number(f.low24h.toDouble() * rate))
        .number("price_change_24h", number(price - before))
        .number("price_change_percentage_24h", fixed(f.changeFraction * 100, 5))
        .number("market_cap_change_24h", number(cap * f.changeFraction))
        .number("market_cap_change_percentage_24h", fixed(f.changeFraction * 100, 5))
        .number("circulating_supply", fixed(coin.supply, 1))
        .number("total_supply", fixed(coin.supply * 1.05, 1))
        .number("max_supply", coin.symbol == "BTC" ? QByteArray("21000000.0") : QByteArray()) // null for most
        .number("ath", number(price * 1.7))
        .number("ath_change_percentage", "-41.17647")
        .text("ath_date", "2025-10-06T18:57:42.558Z")
        .number("atl", number(price / 40))
        .number("atl_change_percentage", "3900.0")
        .text("atl_date", "2013-07-06T00:00:00.000Z")
        .raw("roi", "null")
        .text("last_updated", m_venue.rfc3339(f.time, 3));
    if (sparkline) {
        JsonArray points;
        for (int hour = 167; hour >= 0; --hour)
            points.number(number(worth(now - hours(hour))));
        row.raw("sparkline_in_7d", JsonObject().raw("price", points.end()).end());
    }
    static const QList<std::pair<QByteArray, hours>> known{
        {"1h", 1h}, {"24h", 24h}, {"7d", 168h}, {"14d", 336h}, {"30d", 720h}};
    for (const auto &[name, span] : known)
        if (spans.contains(name))
            row.number(QByteArray("price_change_percentage_" + name + "_in_currency").constData(),
                       number((price / worth(now - span) - 1) * 100));
    return row.end();
}

// Symbols are not unique: a clone without rank, and with null for nearly everything.
QByteArray CoinGecko::cloneRow() const
{
    return R"({"id":"batcat","symbol":"btc","name":"batcat","image":"https://coin-images.coingecko.com/coins/images/36000/large/batcat.png","current_price":5.938674704566297e-06,)"
           R"("market_cap":null,"market_cap_rank":null,"fully_diluted_valuation":null,"total_volume":null,"high_24h":null,"low_24h":null,"price_change_24h":null,)"
           R"("price_change_percentage_24h":null,"market_cap_change_24h":null,"market_cap_change_percentage_24h":null,"circulating_supply":0.0,"total_supply":null,"max_supply":null,)"
           R"("ath":null,"ath_change_percentage":null,"ath_date":null,"atl":null,"atl_change_percentage":null,"atl_date":null,"roi":null,"last_updated":null,"sparkline_in_7d":{"price":[]}})";
}

HttpReply CoinGecko::markets(const HttpRequest &request)
{
    const double rate = this->rate(request.param("vs_currency").toLower());
    if (request.param("vs_currency").isEmpty())
        return HttpReply::json(R"({"error":"Missing parameter vs_currency"})", 422);
    if (rate == 0)
        return HttpReply::json(R"({"error":"invalid vs_currency"})", 400);
    const int perPage = request.has("per_page") ? request.param("per_page").toInt() : 100;
    const int page = request.has("page") ? request.param("page").toInt() : 1;
    if (perPage < 1 || perPage > 250 || page < 1) {
        m_venue.ruleBroken(QStringLiteral("per_page %1, page %2").arg(perPage).arg(page));
        return HttpReply::json(R"({"error":"invalid page"})", 400);
    }
    const QByteArrayList ids = request.has("ids") ? request.param("ids").split(',') : QByteArrayList();
    const QByteArrayList symbols =
        request.has("symbols") ? request.param("symbols").toLower().split(',') : QByteArrayList();
    QList<Listing *> sorted;
    for (Listing &market : m_venue.listings())
        if (market.state != Listing::State::Gone && coinOf(market))
            sorted.append(&market);
    const auto cap = [&](Listing *market) {
        return market->valueAt(m_venue.path(), m_venue.now()) * coinOf(*market)->supply;
    };
    std::stable_sort(sorted.begin(), sorted.end(), [&](Listing *a, Listing *b) { return cap(a) > cap(b); });
    QByteArrayList rows;
    const QByteArrayList spans = request.param("price_change_percentage").split(',');
    const bool sparkline = request.param("sparkline") == "true";
    qsizetype at = -1, first = qsizetype(page - 1) * perPage;
    for (qsizetype i = 0; i < sorted.size() && rows.size() < perPage; ++i) {
        const Coin &coin = *coinOf(*sorted.at(i));
        if ((!ids.isEmpty() && !ids.contains(coin.geckoId)) ||
            (!symbols.isEmpty() && !symbols.contains(sorted.at(i)->symbol)))
            continue;
        if (++at >= first)
            rows.append(marketRow(*sorted.at(i), static_cast<int>(i) + 1, rate, spans, sparkline));
    }
    if (rows.size() < perPage && (ids.isEmpty() || ids.contains("batcat")) &&
        (symbols.isEmpty() || symbols.contains("btc")) && page == 1)
        rows.append(cloneRow());
    return HttpReply::json('[' + rows.join(',') + ']');
}

HttpReply CoinGecko::simplePrice(const HttpRequest &request)
{
    JsonObject all;
    for (const QByteArray &id : request.param("ids").split(',')) {
        Listing *market = byId(id);
        if (!market)
            continue; // unknown ids are left out
        const Figures f = m_venue.figures(*market);
        JsonObject row;
        for (const QByteArray &currency : request.param("vs_currencies").toLower().split(',')) {
            const double rate = this->rate(currency);
            if (rate == 0)
                continue;
            row.raw(currency, f.lastGiven && currency == "usd" ? f.last : number(f.last.toDouble() * rate));
            if (request.param("include_24hr_change") == "true")
                row.raw(currency + "_24h_change", number(f.changeFraction * 100));
        }
        all.raw(id, row.end());
    }
    return HttpReply::json(all.end());
}

HttpReply CoinGecko::global()
{
    double cap = 0, volume = 0, btc = 0, eth = 0;
    for (const Listing &market : m_venue.listings()) {
        const Coin *coin = coinOf(market);
        const double own = coin ? market.valueAt(m_venue.path(), m_venue.now()) * coin->supply : 0;
        cap += own;
        volume += coin ? coin->dollarVolume * 8 : 0;
        btc += market.coin == "BTC" ? own : 0;
        eth += market.coin == "ETH" ? own : 0;
    }
    const QByteArray data =
        JsonObject()
            .number("active_cryptocurrencies", 17397)
            .number("markets", 1476)
            .raw("total_market_cap",
                 JsonObject().number("usd", number(cap)).number("eur", number(cap * rate("eur"))).end())
            .raw("total_volume", JsonObject().number("usd", number(volume)).end())
            .raw("market_cap_percentage", JsonObject()
                                              .number("btc", number(btc / cap * 100))
                                              .number("eth", number(eth / cap * 100))
                                              .end())
            .number("market_cap_change_percentage_24h_usd", "1.04183")
            .number("volume_change_percentage_24h_usd", "-3.2216")
            .number("updated_at", m_venue.stamp(m_venue.now()) / 1000)
            .end();
    return HttpReply::json(JsonObject().raw("data", data).end());
}

HttpReply CoinGecko::trending()
{
    JsonArray rows;
    for (const QByteArray &symbol : {QByteArray("pepe"), QByteArray("sol"), QByteArray("bonk")}) {
        Listing *market = m_venue.listing(symbol);
        const Coin *coin = market ? coinOf(*market) : nullptr;
        if (!coin)
            continue;
        const Figures f = m_venue.figures(*market);
        const QByteArray data = JsonObject()
                                    .number("price", number(f.last.toDouble()))
                                    .raw("price_change_percentage_24h",
                                         JsonObject().number("usd", number(f.changeFraction * 100)).end())
                                    .text("market_cap", "$" + fixed(f.last.toDouble() * coin->supply, 0))
                                    .text("sparkline", "https://www.coingecko.com/coins/1/sparkline.svg")
                                    .end();
        rows.raw(JsonObject()
                     .raw("item",
                          JsonObject()
                              .text("id", coin->geckoId)
                              .text("name", coin->name)
                              .text("symbol", coin->symbol)
                              .number("market_cap_rank", 30)
                              .text("thumb", "https://coin-images.coingecko.com/coins/images/1/thumb/x.png")
                              .text("small", "")
                              .text("large", "")
                              .raw("data", data)
                              .end())
                     .end());
    }
    return HttpReply::json(JsonObject().raw("coins", rows.end()).end());
}

HttpReply CoinGecko::exchangeRates()
{
    const double btc = m_venue.path().usd("BTC", m_venue.now());
    JsonObject rates;
    static const std::pair<const char *, const char *> known[] = {{"usd", "US Dollar"},
                                                                  {"eur", "Euro"},
                                                                  {"gbp", "British Pound Sterling"},
                                                                  {"jpy", "Japanese Yen"},
                                                                  {"cny", "Chinese Yuan"}};
    rates.raw("btc", R"({"name":"Bitcoin","unit":"BTC","value":1.0,"type":"crypto"})");
    for (const auto &[code, name] : known) // units per bitcoin
        rates.raw(code, JsonObject()
                            .text("name", name)
                            .text("unit", QByteArray(code).toUpper())
                            .number("value", number(btc * rate(code)))
                            .text("type", "fiat")
                            .end());
    return HttpReply::json(JsonObject().raw("rates", rates.end()).end());
}

HttpReply CoinGecko::coin(const HttpRequest &request, const QByteArray &rest)
{
    const QList<QByteArray> parts = rest.split('/');
    const Listing *market = byId(parts.first());
    const double rate = this->rate(request.param("vs_currency").toLower());
    const int days = request.param("days").toInt();
    if (!market || parts.size() != 2)
        return notFound();
    if (rate == 0 || days < 1 || days > 365) {
        m_venue.ruleBroken(QStringLiteral("days %1").arg(days));
        return HttpReply::json(R"({"error":"invalid parameters"})", days > 365 ? 401 : 400);
    }
    const qint64 now = toMsecs(m_venue.now());
    const auto scaled = [&](const QByteArray &price) { return number(price.toDouble() * rate); };
    if (parts.at(1) == "ohlc") {
        const BarStep step{days <= 1 ? 30 * minuteMs : days <= 30 ? 4 * hourMs : 4 * dayMs};
        JsonArray rows;
        for (const Bar &bar : market->barsFrom(m_venue.path(), now - days * dayMs, step, 400, m_venue.now()))
            rows.raw(JsonArray()
                         .number(m_venue.stamp(fromMsecs(bar.time)))
                         .number(scaled(bar.open))
                         .number(scaled(bar.high))
                         .number(scaled(bar.low))
                         .number(scaled(bar.close))
                         .end());
        return HttpReply::json(rows.end());
    }
    if (parts.at(1) != "market_chart")
        return notFound();
    const qint64 spacing = days <= 1 ? 5 * minuteMs : days <= 90 ? hourMs : dayMs;
    JsonArray prices, caps, volumes;
    const Coin &known = *coinOf(*market);
    for (qint64 at = now - days * dayMs; at <= now; at += spacing) {
        const double price = market->valueAt(m_venue.path(), fromMsecs(at)) * rate;
        prices.raw(JsonArray().number(m_venue.stamp(fromMsecs(at))).number(number(price)).end());
        caps.raw(JsonArray().number(m_venue.stamp(fromMsecs(at))).number(number(price * known.supply)).end());
        volumes.raw(
            JsonArray().number(m_venue.stamp(fromMsecs(at))).number(number(known.dollarVolume * 8)).end());
    }
    return HttpReply::json(JsonObject()
                               .raw("prices", prices.end())
                               .raw("market_caps", caps.end())
                               .raw("total_volumes", volumes.end())
                               .end());
}

} // namespace

std::unique_ptr<Protocol> makeCoinGecko(Venue &venue)
{
    return std::make_unique<CoinGecko>(venue);
}

} // namespace fake

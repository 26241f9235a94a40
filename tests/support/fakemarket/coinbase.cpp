// Coinbase Exchange: feed and REST (exchanges.md 4.1 and 4.2), Advanced Trade's market paths (4.3, 4.4).
#include "tests/support/fakemarket/json.h"
#include "tests/support/fakemarket/venue.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

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

class Coinbase final : public Protocol
{
public:
    using Protocol::Protocol;

    QByteArray id() const override { return "coinbase"; }
    QByteArray spell(const QByteArray &base, const QByteArray &quote) const override
    {
        return base + '-' + quote;
    }
    milliseconds beat() const override { return 250ms; }
    std::pair<int, milliseconds> mostMessages() const override { return {100, 1000ms}; }

    QList<Listing> market() const override // no BNB, no TRX
    {
        QList<Listing> all = list({"BTC", "ETH", "XRP", "SOL", "DOGE", "ADA", "LINK", "LTC", "DOT", "AVAX",
                                   "POL", "SHIB", "PEPE", "BONK"},
                                  "USD", 0.15);
        all += list({"USDT", "USDC"}, "USD", 0.1);
        all += list({"ETH"}, "BTC", 0.01);
        all += list({"BTC", "ETH"}, "EUR", 0.01);
        for (Listing &market : all)
            if (market.base == "USDT" || market.base == "USDC")
                market.priceDecimals = 5;
        Listing halted = listOne("LUNA", "USD"); // online, trading disabled
        halted.state = Listing::State::Halted;
        Listing gone = listOne("MATIC", "USD");
        gone.state = Listing::State::Delisted;
        return all << halted << gone;
    }

    HttpReply rest(const HttpRequest &request) override;
    HttpReply plainStatus(int status) const override
    {
        if (status == 429)
            return message("Public rate limit exceeded", 429);
        return Protocol::plainStatus(status);
    }
    HttpReply venueError(const QByteArray &kind) const override
    {
        return message(kind == "rate" ? "Public rate limit exceeded" : "Internal server error");
    }
    std::optional<HttpReply> refuseStream(const HttpRequest &request) override;
    void heard(Session &session, const QByteArray &text) override;
    void publish(Session &session, const Topic &topic, Listing &listing) override;
    void everySecond(Session &session) override;

private:
    bool isAdvanced(const Session &session) const { return session.wrapped; }
    HttpReply message(const QByteArray &text, int status = 200) const
    {
        return HttpReply::json(JsonObject().text("message", text).end(), status);
    }
    HttpReply product(const HttpRequest &request, const QByteArray &rest);
    HttpReply candles(const HttpRequest &request, const Listing &market);
    HttpReply advanced(const HttpRequest &request, const QByteArray &rest);
    QByteArray describe(const Listing &market) const;
    QByteArray stats(Listing &market);
    QByteArray ticker(Session &session, Listing &listing, const QByteArray &channel);
    void subscribeExchange(Session &session, const QJsonObject &message);
    void subscribeAdvanced(Session &session, const QJsonObject &message);
    void fail(Session &session, const QByteArray &reason);
    void advancedFrame(Session &session, const QByteArray &channel, const QByteArray &events,
                       Venue::Kind kind, const Topic &topic = {}, const Listing *listing = nullptr);
};

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

// ---- stream

std::optional<HttpReply> Coinbase::refuseStream(const HttpRequest &)
{
    // Both feeds sit at "/" of their hosts; which one is meant shows at the first message.
    const bool burst = m_venue.overRate("connect burst", 20, 1s),
               lasting = m_venue.overRate("connects", 80, 10s);
    if (burst || lasting) {
        m_venue.ruleBroken(QStringLiteral("more than 8 connects a second"));
        return plainStatus(429);
    }
    return {};
}

void Coinbase::fail(Session &session, const QByteArray &reason)
{
    m_venue.send(session, Venue::Kind::Control,
                 JsonObject()
                     .text("type", "error")
                     .text("message", "Failed to subscribe")
                     .text("reason", reason)
                     .end());
}

void Coinbase::heard(Session &session, const QByteArray &text)
{
    const QJsonObject message = QJsonDocument::fromJson(text).object();
    const QByteArray type = message.value(QLatin1String("type")).toString().toUtf8();
    if (type != "subscribe" && type != "unsubscribe") {
        m_venue.ruleBroken(QStringLiteral("not understood: ") + QString::fromUtf8(text.left(200)));
        m_venue.send(session, Venue::Kind::Control,
                     R"({"type":"error","message":"Malformed JSON","reason":"invalid message"})");
        return;
    }
    if (message.contains(QLatin1String("channel")))
        subscribeAdvanced(session, message);
    else
        subscribeExchange(session, message);
}

void Coinbase::subscribeExchange(Session &session, const QJsonObject &message)
{
    const bool adds = message.value(QLatin1String("type")).toString() == QLatin1String("subscribe");
    static const QByteArrayList open{"ticker", "ticker_batch", "heartbeat", "status", "matches"};
    QList<Topic> wanted;
    for (const auto &entry : message.value(QLatin1String("channels")).toArray()) {
        // "ticker", or {"name":"ticker","product_ids":[...]}
        const QByteArray channel =
            (entry.isString() ? entry : entry.toObject().value(QLatin1String("name"))).toString().toUtf8();
        QJsonArray products = entry.toObject().value(QLatin1String("product_ids")).toArray();
        if (products.isEmpty())
            products = message.value(QLatin1String("product_ids")).toArray();
        if (!open.contains(channel)) {
            m_venue.ruleBroken(QStringLiteral("unknown channel ") + QString::fromUtf8(channel));
            return fail(session, channel + " is not a valid channel");
        }
        for (const auto &product : std::as_const(products))
            wanted.append({channel, product.toString().toUtf8(), {}});
        if (products.isEmpty() && channel == "status")
            wanted.append({channel, {}, {}});
    }
    if (wanted.isEmpty() && adds)
        return fail(session, "No products or channels provided");
    // One invalid product: nothing of the message is subscribed (uncertain in 4.1; the harder case for a
    // client).
    for (const Topic &topic : std::as_const(wanted)) {
        if (topic.symbol.isEmpty() || m_venue.subscribable(topic.symbol))
            continue;
        m_venue.ruleBroken(QStringLiteral("no such product: ") + QString::fromUtf8(topic.symbol));
        return fail(session, topic.symbol + " is not a valid product");
    }
    QList<Topic> added;
    for (const Topic &topic : std::as_const(wanted)) {
        if (adds && !session.topics.contains(topic))
            added.append(topic);
        if (adds)
            m_venue.subscribe(session, topic);
        else
            m_venue.unsubscribe(session, topic);
    }
    JsonArray channels;
    for (const QByteArray &channel : open) {
        JsonArray products;
        for (const Topic &topic : std::as_const(session.topics))
            if (topic.channel == channel && !topic.symbol.isEmpty())
                products.text(topic.symbol);
        if (!products.isEmpty())
            channels.raw(JsonObject().text("name", channel).raw("product_ids", products.end()).end());
    }
    m_venue.send(session, Venue::Kind::Control,
                 JsonObject().text("type", "subscriptions").raw("channels", channels.end()).end());
    for (const Topic &topic : std::as_const(added)) // the first ticker comes right after the ack
        if (Listing *market = m_venue.listing(topic.symbol); market && topic.channel != "heartbeat")
            publish(session, topic, *market);
}

void Coinbase::advancedFrame(Session &session, const QByteArray &channel, const QByteArray &events,
                             Venue::Kind kind, const Topic &topic, const Listing *listing)
{
    m_venue.send(session, kind,
                 JsonObject()
                     .text("channel", channel)
                     .text("client_id", "")
                     .text("timestamp", m_venue.rfc3339(m_venue.now(), 6))
                     .number("sequence_num", session.sequence++)
                     .raw("events", '[' + events + ']')
                     .end(),
                 topic, listing);
}

void Coinbase::subscribeAdvanced(Session &session, const QJsonObject &message)
{
    session.wrapped = true;
    const bool adds = message.value(QLatin1String("type")).toString() == QLatin1String("subscribe");
    const QByteArray channel = message.value(QLatin1String("channel")).toString().toUtf8();
    const QJsonArray products = message.value(QLatin1String("product_ids")).toArray();
    QList<Topic> wanted;
    for (const auto &product : products)
        wanted.append({channel, product.toString().toUtf8(), "advanced"});
    if (products.isEmpty())
        wanted.append({channel, {}, "advanced"});
    JsonArray names;
    for (const Topic &topic : std::as_const(wanted)) {
        if (!topic.symbol.isEmpty() && !m_venue.subscribable(topic.symbol)) {
            m_venue.ruleBroken(QStringLiteral("no such product: ") + QString::fromUtf8(topic.symbol));
            m_venue.send(session, Venue::Kind::Control, R"({"type":"error","message":"no such product"})");
            return;
        }
        names.text(topic.symbol);
        if (adds)
            m_venue.subscribe(session, topic);
        else
            m_venue.unsubscribe(session, topic);
    }
    if (adds && channel != "heartbeats")
        for (const Topic &topic : std::as_const(wanted)) // data may come before the ack (4.3)
            if (Listing *market = m_venue.listing(topic.symbol))
                publish(session, topic, *market);
    advancedFrame(session, "subscriptions",
                  JsonObject().raw("subscriptions", JsonObject().raw(channel, names.end()).end()).end(),
                  Venue::Kind::Control);
}

QByteArray Coinbase::ticker(Session &session, Listing &listing, const QByteArray &channel)
{
    const Figures f = m_venue.figures(listing);
    session.sequence += 1 + f.tradeId % 7; // it only orders; jumps mean nothing
    if (channel == "matches")
        return JsonObject()
            .text("type", "match")
            .number("trade_id", f.tradeId)
            .text("maker_order_id", "00000000-0000-4000-8000-000000000001")
            .text("taker_order_id", "00000000-0000-4000-8000-000000000002")
            .text("side", f.tradeId % 2 ? "buy" : "sell")
            .text("size", f.lastSize)
            .text("price", f.shortLast())
            .text("product_id", listing.symbol)
            .number("sequence", 37'475'248'783 + session.sequence)
            .text("time", m_venue.rfc3339(f.time, 6))
            .end();
    return JsonObject()
        .text("type", channel)
        .number("sequence", 37'475'248'783 + session.sequence)
        .text("product_id", listing.symbol)
        .text("price", f.shortLast())
        .text("open_24h", trimmed(f.open24h))
        .text("volume_24h", f.baseVolume)
        .text("low_24h", trimmed(f.low24h))
        .text("high_24h", trimmed(f.high24h))
        .text("volume_30d", f.baseVolume30d)
        .text("best_bid", trimmed(f.bid))
        .text("best_bid_size", f.bidSize)
        .text("best_ask", trimmed(f.ask))
        .text("best_ask_size", f.askSize)
        .text("side", f.tradeId % 2 ? "buy" : "sell")
        .text("time", m_venue.rfc3339(f.time, 6))
        .number("trade_id", f.tradeId)
        .text("last_size", f.lastSize)
        .end();
}

void Coinbase::publish(Session &session, const Topic &topic, Listing &listing)
{
    const bool batch = topic.channel == "ticker_batch";
    if (topic.channel == "heartbeat" || topic.channel == "status" || topic.channel == "heartbeats")
        return;
    if (batch && m_venue.step() % 20 != 0) // each 5 s
        return;
    if (topic.extra != "advanced") {
        const QByteArray type = batch ? "ticker" : topic.channel;
        return m_venue.send(session, Venue::Kind::Data, ticker(session, listing, type), topic, &listing);
    }
    const Figures f = m_venue.figures(listing);
    JsonObject row;
    row.text("type", "ticker")
        .text("product_id", listing.symbol)
        .text("price", f.shortLast())
        .text("volume_24_h", f.baseVolume)
        .text("low_24_h", f.low24h)
        .text("high_24_h", f.high24h)
        .text("low_52_w", f.low24h)
        .text("high_52_w", f.high24h)
        .text("price_percent_chg_24_h", fixed(f.changeFraction * 100, 14));
    if (!batch)
        row.text("best_bid", f.bid)
            .text("best_bid_quantity", f.bidSize)
            .text("best_ask", f.ask)
            .text("best_ask_quantity", f.askSize);
    advancedFrame(session, topic.channel,
                  JsonObject()
                      .text("type", session.sequence ? "update" : "snapshot")
                      .raw("tickers", '[' + row.end() + ']')
                      .end(),
                  Venue::Kind::Data, topic, &listing);
}

void Coinbase::everySecond(Session &session)
{
    if (!session.subscribed && m_venue.now() - session.opened > 5s)
        m_venue.expire(session, QStringLiteral("nothing subscribed within five seconds"), 1008,
                       [&session] { return !session.subscribed; });
    const QList<Topic> topics = session.topics;
    for (const Topic &topic : topics) {
        if (topic.channel == "heartbeats")
            advancedFrame(session, "heartbeats",
                          JsonObject()
                              .text("current_time", m_venue.rfc3339(m_venue.now(), 6))
                              .number("heartbeat_counter", session.sequence)
                              .end(),
                          Venue::Kind::Heartbeat);
        if (topic.channel != "heartbeat")
            continue;
        Listing *market = m_venue.listing(topic.symbol);
        if (!market)
            continue;
        const Figures f = m_venue.figures(*market);
        m_venue.send(session, Venue::Kind::Heartbeat,
                     JsonObject()
                         .text("type", "heartbeat")
                         .number("sequence", 37'475'248'783 + ++session.sequence)
                         .number("last_trade_id", f.tradeId)
                         .text("product_id", topic.symbol)
                         .text("time", m_venue.rfc3339(m_venue.now(), 6))
                         .end());
    }
}

} // namespace

std::unique_ptr<Protocol> makeCoinbase(Venue &venue)
{
    return std::make_unique<Coinbase>(venue);
}

} // namespace fake

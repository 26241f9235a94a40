// Bitget spot, v2 ("Classic") and the v3 ("UTA") public paths (exchanges.md 2).
#include "tests/support/fakemarket/json.h"
#include "tests/support/fakemarket/venue.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
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

const QHash<QByteArray, BarStep> &streamSteps()
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

class Bitget final : public Protocol
{
public:
    using Protocol::Protocol;

    QByteArray id() const override { return "bitget"; }
    milliseconds beat() const override { return 200ms; }
    std::pair<int, milliseconds> mostMessages() const override { return {10, 1000ms}; }

    QList<Listing> market() const override
    {
        QList<Listing> all = list({"BTC", "ETH", "XRP", "SOL", "BNB", "USDC", "DOGE", "TRX", "ADA", "LINK",
                                   "LTC", "DOT", "AVAX", "POL", "SHIB", "PEPE", "BONK"},
                                  "USDT", 0.2);
        all += list({"ETH", "SOL"}, "BTC", 0.005);
        all += list({"BTC", "ETH"}, "USDC", 0.01);
        Listing halted = listOne("LUNA", "USDT");
        halted.state = Listing::State::Halted;
        Listing gone = listOne("MATIC", "USDT");
        gone.state = Listing::State::Delisted;
        return all << halted << gone;
    }

    HttpReply rest(const HttpRequest &request) override;
    HttpReply plainStatus(int status) const override
    {
        if (status == 429)
            return HttpReply::json(R"({"code":"429","msg":"Too Many Requests","requestTime":0,"data":null})",
                                   429);
        return Protocol::plainStatus(status);
    }
    HttpReply venueError(const QByteArray &kind) const override
    {
        if (kind == "region")
            return error("40103", "The current region is restricted", 200);
        return kind == "rate" ? error("429", "Too Many Requests", 200)
                              : error("40725", "service return an error", 200);
    }
    std::optional<HttpReply> refuseStream(const HttpRequest &request) override;
    void heard(Session &session, const QByteArray &text) override;
    void tooManyMessages(Session &session) override
    {
        m_venue.send(session, Venue::Kind::Control,
                     R"({"event":"error","code":30007,"msg":"request over limit, connection close"})");
        m_venue.close(session, 1008);
    }
    void publish(Session &session, const Topic &topic, Listing &listing) override;
    void everySecond(Session &session) override;

private:
    bool isV3(const Session &session) const { return session.handshake.path.startsWith("/v3"); }
    HttpReply good(const QByteArray &data) const
    {
        return HttpReply::json(JsonObject()
                                   .text("code", "00000")
                                   .text("msg", "success")
                                   .number("requestTime", m_venue.stamp(m_venue.now()))
                                   .raw("data", data)
                                   .end());
    }
    HttpReply error(const QByteArray &code, const QByteArray &msg, int status = 400) const
    {
        return HttpReply::json(JsonObject()
                                   .text("code", code)
                                   .text("msg", msg)
                                   .number("requestTime", m_venue.stamp(m_venue.now()))
                                   .raw("data", "null")
                                   .end(),
                               status);
    }
    HttpReply symbols(const HttpRequest &request, bool v3);
    HttpReply tickers(const HttpRequest &request, bool v3);
    HttpReply candles(const HttpRequest &request, const QByteArray &symbol, const BarStep *step,
                      bool history);
    HttpReply announcements(const HttpRequest &request);
    QByteArray ticker(Listing &listing, bool rest);
    QByteArray tickerV3(Listing &listing, bool rest);
    QByteArray row(const Bar &bar) const;
    void subscribe(Session &session, const QByteArray &op, const QJsonObject &arg);
    void refuse(Session &session, const QByteArray &arg, int code, const QByteArray &msg);
    void candleFrame(Session &session, const Topic &topic, Listing &listing, bool snapshot);
};

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

// ---- stream

std::optional<HttpReply> Bitget::refuseStream(const HttpRequest &request)
{
    if (request.path != "/v2/ws/public" && request.path != "/v3/ws/public") {
        m_venue.ruleBroken(QStringLiteral("no stream at ") + QString::fromUtf8(request.path));
        return plainStatus(404);
    }
    if (m_venue.overRate("connects", 300, 300s) || m_venue.streamCount() >= 100) {
        m_venue.ruleBroken(QStringLiteral("more than 300 connects in five minutes or 100 connections"));
        return plainStatus(429);
    }
    return {};
}

void Bitget::refuse(Session &session, const QByteArray &arg, int code, const QByteArray &msg)
{
    JsonObject frame;
    frame.text("event", "error");
    if (!arg.isEmpty())
        frame.raw("arg", arg);
    m_venue.send(session, Venue::Kind::Control,
                 frame.number("code", code).text("msg", msg).text("op", "subscribe").end());
}

void Bitget::heard(Session &session, const QByteArray &text)
{
    if (text == "ping") {
        session.lastPing = m_venue.now();
        m_venue.send(session, Venue::Kind::Heartbeat, "pong");
        return;
    }
    const QJsonObject message = QJsonDocument::fromJson(text).object();
    const QByteArray op = message.value(QLatin1String("op")).toString().toUtf8();
    const QJsonArray args = message.value(QLatin1String("args")).toArray();
    if (message.isEmpty() || (op != "subscribe" && op != "unsubscribe")) {
        m_venue.ruleBroken(QStringLiteral("not understood: ") + QString::fromUtf8(text.left(200)));
        refuse(session, {}, message.isEmpty() ? 30002 : 30003,
               message.isEmpty() ? "Illegal request" : "Illegal op");
        return;
    }
    const bool tooMany = m_venue.overRate(session.requests, 240, 3600s);
    if (text.size() > 4096 || tooMany) {
        m_venue.ruleBroken(tooMany ? QStringLiteral("more than 240 subscribe requests in an hour")
                                   : QStringLiteral("a subscribe frame of more than 4096 bytes"));
        refuse(session, {}, 30006, "request too many");
        return;
    }
    if (isV3(session) && args.size() >= 25) {
        m_venue.ruleBroken(QStringLiteral("25 or more args in a subscribe frame"));
        m_venue.close(session, 1006);
        return;
    }
    for (const auto &arg : args)
        subscribe(session, op, arg.toObject());
    if (session.topics.size() > 50)
        m_venue.ruleBroken(QStringLiteral("%1 channels on one connection, fewer than 50 are recommended")
                               .arg(session.topics.size()));
}

void Bitget::subscribe(Session &session, const QByteArray &op, const QJsonObject &arg)
{
    const bool v3 = isV3(session);
    const auto value = [&](const char *key) { return arg.value(QLatin1String(key)).toString().toUtf8(); };
    const QByteArray type = value("instType");
    const QByteArray channel = value(v3 ? "topic" : "channel"), symbol = value(v3 ? "symbol" : "instId");
    JsonObject shown;
    shown.text("instType", type)
        .text(v3 ? "topic" : "channel", channel)
        .text(v3 ? "symbol" : "instId", symbol);
    const QByteArray interval = v3 ? value("interval") : channel.mid(6);
    if (v3 && !interval.isEmpty())
        shown.text("interval", interval);
    const QByteArray echo = shown.end();

    const bool candle = v3 ? channel == "kline" : channel.startsWith("candle");
    if (channel != "ticker" && !candle && channel != "trade") {
        m_venue.ruleBroken(QStringLiteral("unknown channel ") + QString::fromUtf8(channel));
        return refuse(session, echo, 30001,
                      "instType:" + type + ",channel:" + channel + ",instId:" + symbol + " doesn't exist");
    }
    if (candle && !streamSteps().contains(interval)) {
        m_venue.ruleBroken(QStringLiteral("unknown channel ") + QString::fromUtf8(channel + ' ' + interval));
        return refuse(session, echo, 30016, "Param error");
    }
    const Topic topic{channel, symbol, v3 ? interval : QByteArray()};
    const QByteArray ack = JsonObject().text("event", op).raw("arg", echo).end();
    if (op == "unsubscribe") {
        m_venue.unsubscribe(session, topic);
        return m_venue.send(session, Venue::Kind::Control, ack);
    }
    // A wrong instType is acked and then stays silent (2.7).
    if (type != (v3 ? "spot" : "SPOT")) {
        m_venue.ruleBroken(QStringLiteral("instType %1 is not spot").arg(QString::fromUtf8(type)));
        return m_venue.send(session, Venue::Kind::Control, ack);
    }
    Listing *market = m_venue.subscribable(symbol);
    if (!market) {
        m_venue.ruleBroken(QStringLiteral("no such symbol: ") + QString::fromUtf8(symbol));
        return refuse(session, echo, 30001,
                      "instType:" + type + ",channel:" + channel + ",instId:" + symbol + " doesn't exist");
    }
    m_venue.send(session, Venue::Kind::Control, ack);
    m_venue.subscribe(session, topic);
    if (candle)
        candleFrame(session, topic, *market, true);
    else
        publish(session, topic, *market);
}

void Bitget::candleFrame(Session &session, const Topic &topic, Listing &listing, bool snapshot)
{
    const bool v3 = isV3(session);
    const BarStep step = streamSteps().value(v3 ? topic.extra : topic.channel.mid(6));
    JsonArray rows;
    const QList<Bar> bars =
        listing.barsUpTo(m_venue.path(), toMsecs(m_venue.now()), step, snapshot ? 500 : 1, m_venue.now());
    for (const Bar &bar : bars) {
        if (!v3)
            rows.raw(row(bar));
        else
            rows.raw(JsonObject()
                         .text("start", bar.time)
                         .text("open", trimmed(bar.open))
                         .text("close", trimmed(bar.close))
                         .text("high", trimmed(bar.high))
                         .text("low", trimmed(bar.low))
                         .text("volume", trimmed(bar.volume))
                         .text("turnover", trimmed(bar.quoteVolume))
                         .end());
    }
    JsonObject arg;
    arg.text("instType", v3 ? "spot" : "SPOT")
        .text(v3 ? "topic" : "channel", topic.channel)
        .text(v3 ? "symbol" : "instId", topic.symbol);
    if (v3)
        arg.text("interval", topic.extra);
    m_venue.send(session, Venue::Kind::Data,
                 JsonObject()
                     .text("action", snapshot ? "snapshot" : "update")
                     .raw("arg", arg.end())
                     .raw("data", rows.end())
                     .number("ts", m_venue.stamp(m_venue.now()))
                     .end(),
                 topic, &listing);
}

void Bitget::publish(Session &session, const Topic &topic, Listing &listing)
{
    if (topic.channel.startsWith("candle") || topic.channel == "kline")
        return candleFrame(session, topic, listing, false);
    const bool v3 = isV3(session);
    QByteArray data;
    if (topic.channel == "ticker") {
        data = v3 ? tickerV3(listing, false) : ticker(listing, false);
    } else {
        const Figures f = m_venue.figures(listing);
        data = JsonObject()
                   .text("ts", m_venue.stamp(f.time))
                   .text("price", f.shortLast())
                   .text("size", f.lastSize)
                   .text("side", f.tradeId % 2 ? "buy" : "sell")
                   .text("tradeId", f.tradeId)
                   .end();
    }
    const QByteArray arg = JsonObject()
                               .text("instType", v3 ? "spot" : "SPOT")
                               .text(v3 ? "topic" : "channel", topic.channel)
                               .text(v3 ? "symbol" : "instId", topic.symbol)
                               .end();
    m_venue.send(session, Venue::Kind::Data,
                 JsonObject()
                     .text("action", topic.channel == "trade" ? "update" : "snapshot")
                     .raw("arg", arg)
                     .raw("data", '[' + data + ']')
                     .number("ts", m_venue.stamp(m_venue.now()))
                     .end(),
                 topic, &listing);
}

void Bitget::everySecond(Session &session)
{
    // Cut about two minutes after the last ping, even while data flows (1.5).
    if (m_venue.now() - session.lastPing > 125s)
        m_venue.expire(session, QStringLiteral("no text ping for two minutes"), 1006,
                       [this, &session] { return m_venue.now() - session.lastPing > 125s; });
    if (m_venue.now() - session.opened >= 24h)
        m_venue.close(session, 1000, "24 hours");
}

} // namespace

std::unique_ptr<Protocol> makeBitget(Venue &venue)
{
    return std::make_unique<Bitget>(venue);
}

} // namespace fake

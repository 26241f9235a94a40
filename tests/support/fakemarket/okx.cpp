// OKX v5 spot: REST, the public and the business socket on one port (exchanges.md 6).
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
    static const qint64 east = 8 * hourMs;
    static const QHash<QByteArray, BarStep> table{
        {"1m", {minuteMs}},           {"3m", {3 * minuteMs}},    {"5m", {5 * minuteMs}},
        {"15m", {15 * minuteMs}},     {"30m", {30 * minuteMs}},  {"1H", {hourMs}},
        {"2H", {2 * hourMs}},         {"4H", {4 * hourMs}},      {"6H", {6 * hourMs, east}},
        {"12H", {12 * hourMs, east}}, {"1D", {dayMs, east}},     {"2D", {2 * dayMs, east}},
        {"3D", {3 * dayMs, east}},    {"1W", {weekMs, east}},    {"1M", {monthMs, east}},
        {"6Hutc", {6 * hourMs}},      {"12Hutc", {12 * hourMs}}, {"1Dutc", {dayMs}},
        {"2Dutc", {2 * dayMs}},       {"3Dutc", {3 * dayMs}},    {"1Wutc", {weekMs}},
        {"1Mutc", {monthMs}}};
    return table;
}

class Okx final : public Protocol
{
public:
    using Protocol::Protocol;

    QByteArray id() const override { return "okx"; }
    QByteArray spell(const QByteArray &base, const QByteArray &quote) const override
    {
        return base + '-' + quote;
    }
    milliseconds beat() const override { return 100ms; }
    // requests are counted by the hour
    std::pair<int, milliseconds> mostMessages() const override { return {100, 1000ms}; }

    QList<Listing> market() const override
    {
        QList<Listing> all = list({"BTC", "ETH", "XRP", "SOL", "BNB", "USDC", "DOGE", "TRX", "ADA", "LINK",
                                   "LTC", "DOT", "AVAX", "POL", "SHIB", "PEPE", "BONK"},
                                  "USDT", 0.3);
        all += list({"ETH", "SOL"}, "BTC", 0.01);
        all += list({"BTC", "ETH"}, "USDC", 0.02);
        all += list({"BTC", "ETH"}, "EUR", 0.01);
        for (Listing &market : all)
            if (market.base == "BTC")
                market.priceDecimals = 1;
        Listing halted = listOne("LUNA", "USDT");
        halted.state = Listing::State::Halted;
        Listing gone = listOne("MATIC", "USDT"); // not in the list any more
        gone.state = Listing::State::Gone;
        return all << halted << gone;
    }

    HttpReply rest(const HttpRequest &request) override;
    HttpReply plainStatus(int status) const override
    {
        return status == 429 ? error("50011", "Too Many Requests", 429) : Protocol::plainStatus(status);
    }
    HttpReply venueError(const QByteArray &kind) const override
    {
        if (kind == "rate")
            return error("50011", "Too Many Requests");
        return error("50001", "Service temporarily unavailable. Please try again later.");
    }
    std::optional<HttpReply> refuseStream(const HttpRequest &request) override;
    void heard(Session &session, const QByteArray &text) override;
    void publish(Session &session, const Topic &topic, Listing &listing) override;
    void everySecond(Session &session) override;
    void notice(Session &session) override
    {
        m_venue.send(
            session, Venue::Kind::Control,
            JsonObject()
                .text("event", "notice")
                .text("code", "64008")
                .text("msg", "The connection will soon be closed for a service upgrade. Please reconnect.")
                .text("connId", session.id)
                .end());
    }

private:
    HttpReply good(const QByteArray &data) const
    {
        return HttpReply::json(R"({"code":"0","msg":"","data":)" + data + '}');
    }
    HttpReply error(const QByteArray &code, const QByteArray &msg, int status = 200) const
    {
        return HttpReply::json(JsonObject().text("code", code).text("msg", msg).raw("data", "[]").end(),
                               status);
    }
    HttpReply instruments(const HttpRequest &request);
    HttpReply tickers(const HttpRequest &request, bool one);
    HttpReply candles(const HttpRequest &request, bool history);
    HttpReply announcements();
    QByteArray ticker(Listing &market);
    QByteArray row(const Bar &bar) const;
    void refuse(Session &session, const QByteArray &code, const QByteArray &msg);
    void subscribe(Session &session, const QByteArray &op, const QJsonObject &arg);
};

HttpReply Okx::rest(const HttpRequest &request)
{
    static const QHash<QByteArray, int> limits{
        {"/api/v5/public/instruments", 20},     {"/api/v5/market/tickers", 20},
        {"/api/v5/market/ticker", 20},          {"/api/v5/market/candles", 40},
        {"/api/v5/market/history-candles", 20}, {"/api/v5/public/time", 10},
        {"/api/v5/support/announcements", 5}};
    const QByteArray &path = request.path;
    const auto most = limits.constFind(path);
    if (most == limits.cend()) {
        m_venue.ruleBroken(QStringLiteral("no such path: ") + QString::fromUtf8(path));
        return HttpReply::json(
            R"({"code":"404","data":{},"detailMsg":"","error_code":"404","error_message":"Not Found","msg":"Not Found"})",
            404);
    }
    if (m_venue.overRate(path, *most, 2s)) {
        m_venue.ruleBroken(
            QStringLiteral("more than %1 requests in 2 s to %2").arg(*most).arg(QString::fromUtf8(path)));
        return plainStatus(429);
    }
    if (path == "/api/v5/public/time")
        return good('[' + JsonObject().text("ts", m_venue.stamp(m_venue.now())).end() + ']');
    if (path == "/api/v5/public/instruments")
        return instruments(request);
    if (path == "/api/v5/market/tickers")
        return tickers(request, false);
    if (path == "/api/v5/market/ticker")
        return tickers(request, true);
    if (path == "/api/v5/support/announcements")
        return announcements();
    return candles(request, path.endsWith("history-candles"));
}

HttpReply Okx::instruments(const HttpRequest &request)
{
    const QByteArray type = request.param("instType");
    if (type.isEmpty())
        return error("50014", "Parameter instType can not be empty.", 400);
    if (type != "SPOT")
        return good("[]");
    JsonArray rows;
    for (const Listing &market : m_venue.listings()) {
        if (market.state == Listing::State::Gone ||
            (request.has("instId") && request.param("instId") != market.symbol))
            continue;
        const QByteArray state = market.state == Listing::State::Trading ? "live" : "suspend";
        const QByteArray lot = trimmed(fixed(std::pow(10, -market.amountDecimals), market.amountDecimals));
        rows.raw(JsonObject()
                     .text("instType", "SPOT")
                     .text("instId", market.symbol)
                     .text("instFamily", "")
                     .text("uly", "")
                     .text("category", "1")
                     .text("baseCcy", market.base)
                     .text("quoteCcy", market.quote)
                     .text("settleCcy", "")
                     .text("ctVal", "")
                     .text("ctMult", "")
                     .text("ctValCcy", "")
                     .text("optType", "")
                     .text("stk", "")
                     .text("listTime", "1606468572000")
                     .text("expTime", "")
                     .text("lever", "")
                     .text("tickSz", market.tick())
                     .text("lotSz", lot)
                     .text("minSz", lot)
                     .text("ctType", "")
                     .text("state", state)
                     .text("ruleType", "normal")
                     .text("maxLmtSz", "9999999999")
                     .text("maxMktSz", "1000000")
                     .end());
    }
    if (request.has("instId") && rows.isEmpty())
        return error("51001", "Instrument ID doesn't exist.");
    return good(rows.end());
}

QByteArray Okx::ticker(Listing &market)
{
    const Figures f = m_venue.figures(market);
    return JsonObject()
        .text("instType", "SPOT")
        .text("instId", market.symbol)
        .text("last", f.shortLast())
        .text("lastSz", trimmed(f.lastSize))
        .text("askPx", trimmed(f.ask))
        .text("askSz", trimmed(f.askSize))
        .text("bidPx", trimmed(f.bid))
        .text("bidSz", trimmed(f.bidSize))
        .text("open24h", trimmed(f.open24h))
        .text("high24h", trimmed(f.high24h))
        .text("low24h", trimmed(f.low24h))
        .text("volCcy24h", trimmed(f.quoteVolume))
        .text("vol24h", trimmed(f.baseVolume))
        .text("ts", m_venue.stamp(f.time))
        .text("sodUtc0", trimmed(f.openUtc))
        .text("sodUtc8", trimmed(f.openUtc8))
        .end();
}

HttpReply Okx::tickers(const HttpRequest &request, bool one)
{
    if (!one && request.param("instType").isEmpty())
        return error("50014", "Parameter instType can not be empty.", 400);
    if (!one && request.param("instType") != "SPOT")
        return good("[]");
    JsonArray rows;
    for (Listing &market : m_venue.listings()) {
        if (market.state == Listing::State::Trading && (!one || market.symbol == request.param("instId")))
            rows.raw(ticker(market));
    }
    if (one && rows.isEmpty())
        return error("51001", "Instrument ID, Instrument ID code, or Spread ID doesn't exist.");
    return good(rows.end());
}

QByteArray Okx::row(const Bar &bar) const
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
        .text(bar.closed ? "1" : "0")
        .end();
}

HttpReply Okx::candles(const HttpRequest &request, bool history)
{
    const Listing *market = m_venue.listing(request.param("instId"));
    if (!market || market->state == Listing::State::Gone)
        return error("51001", "Instrument ID, Instrument ID code, or Spread ID doesn't exist.");
    const auto step = steps().constFind(request.has("bar") ? request.param("bar") : QByteArray("1m"));
    const int limit = request.has("limit") ? request.param("limit").toInt() : 100;
    if (step == steps().cend())
        return error("51000", "Parameter bar error", 400);
    if (limit < 1 || limit > 300) {
        m_venue.ruleBroken(QStringLiteral("limit %1, at most 300").arg(limit));
        return error("51000", "Parameter limit error", 400);
    }
    // `after` means older than, `before` newer than.
    const qint64 after = request.param("after").toLongLong(), before = request.param("before").toLongLong();
    const qint64 now = toMsecs(m_venue.now());
    QList<Bar> bars =
        before && !after
            ? market->barsFrom(m_venue.path(), before + step->ms, *step, limit, m_venue.now())
            : market->barsUpTo(m_venue.path(), after ? after - 1 : now, *step, limit, m_venue.now());
    JsonArray rows;
    for (auto bar = bars.crbegin(); bar != bars.crend(); ++bar) { // newest first
        const bool reachable = history || now - bar->time <= 1440 * step->ms;
        if (bar->time > before && reachable && (!after || bar->time < after) && !(history && !bar->closed))
            rows.raw(row(*bar));
    }
    return good(rows.end());
}

HttpReply Okx::announcements()
{
    const auto entry = [this](const char *title, int hoursAgo) {
        return JsonObject()
            .text("annType", "announcements-new-listings")
            .text("pTime", toMsecs(m_venue.path().start()) - hoursAgo * hourMs)
            .text("title", title)
            .text("url", "https://www.okx.com/help/" + QByteArray(title).toLower().replace(' ', '-'))
            .end();
    };
    const QByteArray details = JsonArray()
                                   .raw(entry("OKX to list FAKE (Fake Coin) for spot trading", 2))
                                   .raw(entry("OKX to delist MATIC spot trading pairs", 30))
                                   .end();
    return good('[' + JsonObject().raw("details", details).text("totalPage", "1").end() + ']');
}

// ---- stream

std::optional<HttpReply> Okx::refuseStream(const HttpRequest &request)
{
    if (request.path != "/ws/v5/public" && request.path != "/ws/v5/business") {
        m_venue.ruleBroken(QStringLiteral("no stream at ") + QString::fromUtf8(request.path));
        return plainStatus(404);
    }
    if (m_venue.overRate("connects", 3, 1s)) {
        m_venue.ruleBroken(QStringLiteral("more than 3 connects a second"));
        return plainStatus(429);
    }
    return {};
}

void Okx::refuse(Session &session, const QByteArray &code, const QByteArray &msg)
{
    m_venue.send(session, Venue::Kind::Control,
                 JsonObject()
                     .text("event", "error")
                     .text("code", code)
                     .text("msg", msg)
                     .text("connId", session.id)
                     .end());
}

void Okx::heard(Session &session, const QByteArray &text)
{
    if (text == "ping") {
        session.lastPing = m_venue.now();
        return m_venue.send(session, Venue::Kind::Heartbeat, "pong");
    }
    const QJsonObject message = QJsonDocument::fromJson(text).object();
    const QByteArray op = message.value(QLatin1String("op")).toString().toUtf8();
    if (op != "subscribe" && op != "unsubscribe") {
        m_venue.ruleBroken(QStringLiteral("not understood: ") + QString::fromUtf8(text.left(200)));
        return refuse(session, "60012", "Illegal request: " + text.left(200));
    }
    if (m_venue.overRate(session.requests, 480, 3600s)) {
        m_venue.ruleBroken(QStringLiteral("more than 480 subscribe requests in an hour"));
        return refuse(session, "60014", "Requests too frequent");
    }
    if (text.size() > 64 * 1024) {
        m_venue.ruleBroken(QStringLiteral("args of more than 64 KB"));
        return refuse(session, "60013", "Invalid args");
    }
    for (const auto &arg : message.value(QLatin1String("args")).toArray())
        subscribe(session, op, arg.toObject());
}

void Okx::subscribe(Session &session, const QByteArray &op, const QJsonObject &arg)
{
    const QByteArray channel = arg.value(QLatin1String("channel")).toString().toUtf8();
    const QByteArray symbol = arg.value(QLatin1String("instId")).toString().toUtf8();
    const bool business = session.handshake.path.endsWith("business");
    const bool candle = channel.startsWith("candle") && steps().contains(channel.mid(6));
    const bool known = business ? candle : channel == "tickers" || channel == "trades";
    Listing *market = m_venue.subscribable(symbol);
    if (!known || !market) {
        m_venue.ruleBroken(
            !known ? QStringLiteral("no channel %1 on %2")
                         .arg(QString::fromUtf8(channel), QString::fromUtf8(session.handshake.path))
                   : QStringLiteral("no such instrument: ") + QString::fromUtf8(symbol));
        return refuse(session, "60018",
                      "Wrong URL or channel:" + channel + ",instId:" + symbol +
                          " doesn't exist. Please use the correct URL, channel and parameters referring to "
                          "API document.");
    }
    const Topic topic{channel, symbol, {}};
    if (op == "subscribe")
        m_venue.subscribe(session, topic);
    else
        m_venue.unsubscribe(session, topic);
    m_venue.send(session, Venue::Kind::Control,
                 JsonObject()
                     .text("event", op)
                     .raw("arg", JsonObject().text("channel", channel).text("instId", symbol).end())
                     .text("connId", session.id)
                     .end());
    if (op == "subscribe")
        publish(session, topic, *market);
}

void Okx::publish(Session &session, const Topic &topic, Listing &listing)
{
    const auto send = [&](const QByteArray &data) {
        const QByteArray arg = JsonObject().text("channel", topic.channel).text("instId", topic.symbol).end();
        m_venue.send(session, Venue::Kind::Data,
                     JsonObject().raw("arg", arg).raw("data", '[' + data + ']').end(), topic, &listing);
    };
    if (topic.channel == "tickers")
        return send(ticker(listing));
    if (topic.channel == "trades") {
        const Figures f = m_venue.figures(listing);
        return send(JsonObject()
                        .text("instId", listing.symbol)
                        .text("tradeId", f.tradeId)
                        .text("px", f.shortLast())
                        .text("sz", trimmed(f.lastSize))
                        .text("side", f.tradeId % 2 ? "buy" : "sell")
                        .text("ts", m_venue.stamp(f.time))
                        .text("count", "1")
                        .end());
    }
    const BarStep step = steps().value(topic.channel.mid(6));
    const QList<Bar> bars = listing.barsUpTo(m_venue.path(), toMsecs(m_venue.now()), step, 2, m_venue.now());
    qint64 &told = session.bars[topic.channel + topic.symbol];
    for (const Bar &bar : bars) // the one that ended is told of once more, as confirmed
        if (bar.time >= told && (told || !bar.closed))
            send(row(bar));
    told = bars.isEmpty() ? told : bars.last().time;
}

void Okx::everySecond(Session &session)
{
    const auto idle = [this, &session] {
        return m_venue.now() - std::max(session.lastSent, session.lastHeard) > 30s;
    };
    if (idle())
        m_venue.expire(session, QStringLiteral("30 s without a subscription, data or ping"), 4004, idle);
}

} // namespace

std::unique_ptr<Protocol> makeOkx(Venue &venue)
{
    return std::make_unique<Okx>(venue);
}

} // namespace fake

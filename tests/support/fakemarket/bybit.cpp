// Bybit v5 spot (exchanges.md 7).
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
        {"1", {minuteMs}},       {"3", {3 * minuteMs}},  {"5", {5 * minuteMs}}, {"15", {15 * minuteMs}},
        {"30", {30 * minuteMs}}, {"60", {hourMs}},       {"120", {2 * hourMs}}, {"240", {4 * hourMs}},
        {"360", {6 * hourMs}},   {"720", {12 * hourMs}}, {"D", {dayMs}},        {"W", {weekMs}},
        {"M", {monthMs}}};
    return table;
}

class Bybit final : public Protocol
{
public:
    using Protocol::Protocol;

    QByteArray id() const override { return "bybit"; }
    milliseconds beat() const override { return 50ms; }
    std::pair<int, milliseconds> mostMessages() const override { return {100, 1000ms}; } // not documented

    QList<Listing> market() const override
    {
        QList<Listing> all = list({"BTC", "ETH", "XRP", "SOL", "BNB", "USDC", "DOGE", "TRX", "ADA", "LINK",
                                   "LTC", "DOT", "AVAX", "POL", "SHIB", "PEPE", "BONK"},
                                  "USDT", 0.25);
        all += list({"ETH", "SOL"}, "BTC", 0.01);
        all += list({"BTC", "ETH"}, "USDC", 0.02);
        Listing halted = listOne("LUNA", "USDT"); // PreLaunch
        halted.state = Listing::State::Halted;
        Listing gone = listOne("MATIC", "USDT"); // Closed
        gone.state = Listing::State::Delisted;
        return all << halted << gone;
    }

    HttpReply rest(const HttpRequest &request) override;
    HttpReply venueError(const QByteArray &kind) const override
    {
        if (kind == "region")
            return error(10024, "Compliance rules triggered");
        return kind == "rate" ? error(10006, "Too many visits. Exceeded the API Rate Limit.")
                              : error(10016, "Server error.");
    }
    std::optional<HttpReply> refuseStream(const HttpRequest &request) override;
    void heard(Session &session, const QByteArray &text) override;
    void publish(Session &session, const Topic &topic, Listing &listing) override;
    void everySecond(Session &session) override;

private:
    HttpReply envelope(int code, const QByteArray &msg, const QByteArray &result) const
    {
        return HttpReply::json(JsonObject()
                                   .number("retCode", code)
                                   .text("retMsg", msg)
                                   .raw("result", result)
                                   .raw("retExtInfo", "{}")
                                   .number("time", m_venue.stamp(m_venue.now()))
                                   .end());
    }
    HttpReply good(const QByteArray &result) const { return envelope(0, "OK", result); }
    HttpReply error(int code, const QByteArray &msg) const { return envelope(code, msg, "{}"); }
    HttpReply route(const HttpRequest &request);
    HttpReply instruments(const HttpRequest &request, bool linear);
    HttpReply tickers(const HttpRequest &request, bool linear);
    HttpReply klines(const HttpRequest &request);
    HttpReply announcements(const HttpRequest &request);
    QByteArray ticker(Listing &market, bool rest, bool linear);
    void reply(Session &session, bool success, const QByteArray &msg, const QByteArray &op,
               const QJsonObject &message);
};

HttpReply Bybit::rest(const HttpRequest &request)
{
    if (m_venue.overRate("all", 600, 5s)) {
        m_venue.ruleBroken(QStringLiteral("more than 600 requests in 5 s"));
        m_venue.embargo(600s);
        return plainStatus(403);
    }
    if (!request.body.isEmpty()) {
        m_venue.ruleBroken(QStringLiteral("GET with a body"));
        return plainStatus(403);
    }
    HttpReply reply = route(request);
    reply.headers.emplaceBack("X-Bapi-Limit", "600");
    reply.headers.emplaceBack("X-Bapi-Limit-Status", QByteArray::number(600 - m_venue.used("all", 5s)));
    reply.headers.emplaceBack("X-Bapi-Limit-Reset-Timestamp",
                              QByteArray::number(toMsecs(m_venue.now()) + 5000));
    return reply;
}

HttpReply Bybit::route(const HttpRequest &request)
{
    const QByteArray &path = request.path;
    if (path == "/v5/market/time") {
        const qint64 now = m_venue.stamp(m_venue.now());
        return good(JsonObject().text("timeSecond", now / 1000).text("timeNano", now * 1'000'000).end());
    }
    if (path == "/v5/announcements/index")
        return announcements(request);
    const bool instrumentsPath = path == "/v5/market/instruments-info",
               tickersPath = path == "/v5/market/tickers", klinePath = path == "/v5/market/kline";
    if (!instrumentsPath && !tickersPath && !klinePath) {
        m_venue.ruleBroken(QStringLiteral("no such path: ") + QString::fromUtf8(path));
        return HttpReply::html("404 page not found", 404);
    }
    // Without a category the answer is about futures (7.1).
    const QByteArray category = request.has("category") ? request.param("category") : QByteArray("linear");
    if (!request.has("category"))
        m_venue.ruleBroken(QStringLiteral("no category=spot: futures are answered"));
    if (category != "spot" && category != "linear")
        return error(10001, "Illegal category");
    if (klinePath)
        return klines(request);
    return instrumentsPath ? instruments(request, category == "linear")
                           : tickers(request, category == "linear");
}

HttpReply Bybit::instruments(const HttpRequest &request, bool linear)
{
    JsonArray rows;
    for (const Listing &market : m_venue.listings()) {
        if (market.state == Listing::State::Gone ||
            (request.has("symbol") && request.param("symbol") != market.symbol))
            continue;
        const QByteArray status = market.state == Listing::State::Trading  ? "Trading"
                                  : market.state == Listing::State::Halted ? "PreLaunch"
                                                                           : "Closed";
        JsonObject row;
        row.text("symbol", market.symbol);
        if (linear)
            row.text("contractType", "LinearPerpetual").text("settleCoin", "USDT");
        row.text("baseCoin", market.base)
            .text("quoteCoin", market.quote)
            .text("innovation", "0")
            .text("status", status)
            .text("marginTrading", "none")
            .text("stTag", "0")
            .raw("lotSizeFilter", JsonObject()
                                      .text("basePrecision", fixed(std::pow(10, -market.amountDecimals),
                                                                   market.amountDecimals))
                                      .text("quotePrecision", "0.00000001")
                                      .text("minOrderQty", "0.000011")
                                      .text("maxOrderQty", "83")
                                      .text("minOrderAmt", "5")
                                      .end())
            .raw("priceFilter", JsonObject().text("tickSize", market.tick()).end())
            .text("symbolType", "")
            .text("xstockMultiplier", "");
        rows.raw(row.end());
    }
    return good(JsonObject().text("category", linear ? "linear" : "spot").raw("list", rows.end()).end());
}

QByteArray Bybit::ticker(Listing &market, bool rest, bool linear)
{
    const Figures f = m_venue.figures(market);
    JsonObject row;
    row.text("symbol", market.symbol);
    if (rest)
        row.text("bid1Price", trimmed(f.bid))
            .text("bid1Size", trimmed(f.bidSize))
            .text("ask1Price", trimmed(f.ask))
            .text("ask1Size", trimmed(f.askSize));
    if (linear) { // futures are a little dearer
        const QByteArray mark = fixed(f.last.toDouble() * 1.001, market.priceDecimals);
        return row.text("lastPrice", mark)
            .text("indexPrice", f.shortLast())
            .text("markPrice", mark)
            .text("prevPrice24h", trimmed(f.open24h))
            .text("price24hPcnt", fixed(f.changeFraction, 6))
            .text("highPrice24h", trimmed(f.high24h))
            .text("lowPrice24h", trimmed(f.low24h))
            .text("openInterest", "48293.212")
            .text("fundingRate", "0.0001")
            .text("nextFundingTime", "1757750400000")
            .text("volume24h", trimmed(f.baseVolume))
            .text("turnover24h", trimmed(f.quoteVolume))
            .end();
    }
    row.text("lastPrice", f.shortLast());
    if (rest)
        row.text("prevPrice24h", trimmed(f.open24h))
            .text("price24hPcnt", trimmed(fixed(f.changeFraction, 4)));
    row.text("highPrice24h", trimmed(f.high24h)).text("lowPrice24h", trimmed(f.low24h));
    if (rest)
        row.text("turnover24h", trimmed(f.quoteVolume)).text("volume24h", trimmed(f.baseVolume));
    else
        row.text("prevPrice24h", trimmed(f.open24h))
            .text("volume24h", trimmed(f.baseVolume))
            .text("turnover24h", trimmed(f.quoteVolume))
            .text("price24hPcnt", trimmed(fixed(f.changeFraction, 4)));
    return row
        .text("usdIndexPrice",
              market.quote == "USDT"
                  ? fixed(f.last.toDouble() * m_venue.path().usd("USDT", m_venue.now()), market.priceDecimals)
                  : QByteArray(""))
        .end();
}

HttpReply Bybit::tickers(const HttpRequest &request, bool linear)
{
    JsonArray rows;
    const QByteArray wanted = request.param("symbol");
    for (Listing &market : m_venue.listings())
        if (market.state == Listing::State::Trading && (wanted.isEmpty() || market.symbol == wanted))
            rows.raw(ticker(market, true, linear));
    if (!wanted.isEmpty() && rows.isEmpty())
        return error(10001, "Not supported symbols");
    return good(JsonObject().text("category", linear ? "linear" : "spot").raw("list", rows.end()).end());
}

HttpReply Bybit::klines(const HttpRequest &request)
{
    const Listing *market = m_venue.listing(request.param("symbol"));
    if (!market || market->state == Listing::State::Gone)
        return error(10001, "Not supported symbols");
    const auto step = steps().constFind(request.param("interval"));
    const int limit = request.has("limit") ? request.param("limit").toInt() : 200;
    if (step == steps().cend() || limit < 1 || limit > 1000)
        return error(10001, "Invalid parameter");
    const qint64 start = request.param("start").toLongLong(), end = request.param("end").toLongLong();
    // With a start alone the rows begin there; else the newest up to the end.
    QList<Bar> bars =
        start && !end ? market->barsFrom(m_venue.path(), start + step->ms - 1, *step, limit, m_venue.now())
                      : market->barsUpTo(m_venue.path(), end ? end : toMsecs(m_venue.now()), *step, limit,
                                         m_venue.now());
    JsonArray rows;
    for (auto bar = bars.crbegin(); bar != bars.crend(); ++bar) // newest first
        if (bar->time >= start)
            rows.raw(JsonArray()
                         .text(m_venue.stamp(fromMsecs(bar->time)))
                         .text(trimmed(bar->open))
                         .text(trimmed(bar->high))
                         .text(trimmed(bar->low))
                         .text(trimmed(bar->close))
                         .text(trimmed(bar->volume))
                         .text(trimmed(bar->quoteVolume))
                         .end());
    return good(
        JsonObject().text("symbol", market->symbol).text("category", "spot").raw("list", rows.end()).end());
}

HttpReply Bybit::announcements(const HttpRequest &request)
{
    if (request.param("locale").isEmpty())
        return error(10001, "params error: locale is required");
    const qint64 time = toMsecs(m_venue.path().start()) - 3 * hourMs;
    const QByteArray row =
        JsonObject()
            .text("title", "New listing: FAKE/USDT")
            .text("description", "Fake Coin comes to spot trading")
            .raw("type", JsonObject().text("title", "New Listings").text("key", "new_crypto").end())
            .raw("tags", R"(["Spot","Spot Listings"])")
            .text("url", "https://announcements.bybit.com/en-US/article/new-listing-fake-usdt/")
            .number("dateTimestamp", time)
            .number("startDateTimestamp", time)
            .number("endDateTimestamp", time)
            .number("publishTime", time)
            .end();
    return good(JsonObject().number("total", 1).raw("list", '[' + row + ']').end());
}

// ---- stream

std::optional<HttpReply> Bybit::refuseStream(const HttpRequest &request)
{
    if (request.path != "/v5/public/spot") {
        m_venue.ruleBroken(QStringLiteral("no spot stream at ") + QString::fromUtf8(request.path));
        return plainStatus(404);
    }
    if (m_venue.overRate("connects", 500, 300s) || m_venue.streamCount() >= 1000) {
        m_venue.ruleBroken(QStringLiteral("more than 500 connects in five minutes"));
        return plainStatus(403);
    }
    return {};
}

void Bybit::reply(Session &session, bool success, const QByteArray &msg, const QByteArray &op,
                  const QJsonObject &message)
{
    JsonObject frame;
    frame.flag("success", success).text("ret_msg", msg).text("conn_id", session.id);
    if (message.contains(QLatin1String("req_id")))
        frame.text("req_id", message.value(QLatin1String("req_id")).toString().toUtf8());
    m_venue.send(session, op == "ping" ? Venue::Kind::Heartbeat : Venue::Kind::Control,
                 frame.text("op", op).end());
}

void Bybit::heard(Session &session, const QByteArray &text)
{
    const QJsonObject message = QJsonDocument::fromJson(text).object();
    const QByteArray op = message.value(QLatin1String("op")).toString().toUtf8();
    if (op == "ping") {
        session.lastPing = m_venue.now();
        return reply(session, true, "pong", "ping", message);
    }
    if (op != "subscribe" && op != "unsubscribe") {
        m_venue.ruleBroken(QStringLiteral("not understood: ") + QString::fromUtf8(text.left(200)));
        return reply(session, false, "error:request op not supported", op, message);
    }
    const QJsonArray args = message.value(QLatin1String("args")).toArray();
    if (args.size() > 10 || text.size() > 21'000) {
        m_venue.ruleBroken(QStringLiteral("%1 args in a subscribe request, at most 10").arg(args.size()));
        return reply(session, false, "args size >10", op, message);
    }
    QList<Topic> topics;
    for (const auto &arg : args) {
        const QByteArray name = arg.toString().toUtf8();
        const QList<QByteArray> parts = name.split('.');
        const bool ticker =
            parts.size() == 2 && (parts.first() == "tickers" || parts.first() == "publicTrade");
        const bool kline = parts.size() == 3 && parts.first() == "kline" && steps().contains(parts.at(1));
        if ((!ticker && !kline) ||
            !m_venue.subscribable(parts.last())) { // one bad topic fails the whole request
            m_venue.ruleBroken(QStringLiteral("invalid topic ") + QString::fromUtf8(name));
            return reply(session, false, "Invalid topic: " + name, op, message);
        }
        topics.append({parts.first(), parts.last(), kline ? parts.at(1) : QByteArray()});
    }
    for (const Topic &topic : std::as_const(topics)) {
        if (op == "subscribe")
            m_venue.subscribe(session, topic);
        else
            m_venue.unsubscribe(session, topic);
    }
    reply(session, true, op == "subscribe" ? "subscribe" : "", op, message);
    if (op == "subscribe")
        for (const Topic &topic : std::as_const(topics))
            publish(session, topic, *m_venue.listing(topic.symbol));
}

void Bybit::publish(Session &session, const Topic &topic, Listing &listing)
{
    const qint64 now = m_venue.stamp(m_venue.now());
    const auto send = [&](const QByteArray &frame) {
        m_venue.send(session, Venue::Kind::Data, frame, topic, &listing);
    };
    if (topic.channel == "tickers")
        return send(JsonObject()
                        .text("topic", "tickers." + topic.symbol)
                        .number("ts", m_venue.stamp(m_venue.figures(listing).time))
                        .text("type", "snapshot")
                        .number("cs", 2'588'407'389 + session.sequence++)
                        .raw("data", ticker(listing, false, false))
                        .end());
    if (topic.channel == "publicTrade") {
        const Figures f = m_venue.figures(listing);
        const QByteArray row = JsonObject()
                                   .number("T", m_venue.stamp(f.time))
                                   .text("s", listing.symbol)
                                   .text("S", f.tradeId % 2 ? "Buy" : "Sell")
                                   .text("v", trimmed(f.lastSize))
                                   .text("p", f.shortLast())
                                   .text("i", f.tradeId)
                                   .flag("BT", false)
                                   .end();
        return send(JsonObject()
                        .text("topic", "publicTrade." + topic.symbol)
                        .number("ts", now)
                        .text("type", "snapshot")
                        .raw("data", '[' + row + ']')
                        .end());
    }
    const BarStep step = steps().value(topic.extra);
    const QList<Bar> bars = listing.barsUpTo(m_venue.path(), toMsecs(m_venue.now()), step, 2, m_venue.now());
    const QByteArray name = "kline." + topic.extra + '.' + topic.symbol;
    qint64 &told = session.bars[name];
    for (const Bar &bar : bars) { // the one that ended is told of once more, as confirmed
        if (bar.time < told || (!told && bar.closed))
            continue;
        const QByteArray row = JsonObject()
                                   .number("start", m_venue.stamp(fromMsecs(bar.time)))
                                   .number("end", m_venue.stamp(fromMsecs(step.next(bar.time))) - 1)
                                   .text("interval", topic.extra)
                                   .text("open", trimmed(bar.open))
                                   .text("close", trimmed(bar.close))
                                   .text("high", trimmed(bar.high))
                                   .text("low", trimmed(bar.low))
                                   .text("volume", trimmed(bar.volume))
                                   .text("turnover", trimmed(bar.quoteVolume))
                                   .flag("confirm", bar.closed)
                                   .number("timestamp", now)
                                   .end();
        send(JsonObject()
                 .text("topic", name)
                 .raw("data", '[' + row + ']')
                 .number("ts", now)
                 .text("type", "snapshot")
                 .end());
    }
    told = bars.isEmpty() ? told : bars.last().time;
}

void Bybit::everySecond(Session &session)
{
    const auto idle = [this, &session] {
        return m_venue.now() - std::max(session.lastHeard, session.lastSent) > 600s;
    };
    if (idle())
        m_venue.expire(session, QStringLiteral("idle for ten minutes"), 1006, idle);
}

} // namespace

std::unique_ptr<Protocol> makeBybit(Venue &venue)
{
    return std::make_unique<Bybit>(venue);
}

} // namespace fake

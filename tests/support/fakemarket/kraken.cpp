// Kraken: REST with new and legacy names, WebSocket v2 (exchanges.md 5).
#include "tests/support/fakemarket/json.h"
#include "tests/support/fakemarket/venue.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

namespace fake {

using namespace std::chrono;

namespace {

// A bare JSON number as this venue writes them: no zeros at the end, tiny ones with an exponent.
QByteArray number(const QByteArray &text)
{
    const double value = text.toDouble();
    if (value != 0 && std::abs(value) < 1e-4)
        return QByteArray::number(value, 'e', 6).replace("e-0", "e-");
    return trimmed(text);
}

// Legacy names: XXBT, ZUSD, XDG ...
QByteArray legacyAsset(const QByteArray &coin)
{
    static const QHash<QByteArray, QByteArray> names{{"BTC", "XXBT"}, {"ETH", "XETH"},  {"XRP", "XXRP"},
                                                     {"LTC", "XLTC"}, {"DOGE", "XXDG"}, {"USD", "ZUSD"},
                                                     {"EUR", "ZEUR"}};
    return names.value(coin, coin);
}

QByteArray shortName(const QByteArray &coin)
{
    return coin == "BTC" ? "XBT" : coin == "DOGE" ? "XDG" : coin;
}

QByteArray altname(const Listing &market)
{
    return shortName(market.base) + shortName(market.quote);
}

QByteArray wsname(const Listing &market)
{
    return shortName(market.base) + '/' + shortName(market.quote);
}

// The oldest pairs have both long names; of the others only Tether's has one.
QByteArray legacyKey(const Listing &market)
{
    static const QByteArrayList old{"BTC", "ETH", "XRP", "LTC"};
    static const QByteArrayList money{"USD", "EUR", "BTC"};
    if (old.contains(market.base) && money.contains(market.quote))
        return legacyAsset(market.base) + legacyAsset(market.quote);
    if (market.base == "USDT" && market.quote == "USD")
        return "USDTZUSD";
    return altname(market);
}

QByteArray stateWord(const Listing &market)
{
    switch (market.state) {
    case Listing::State::Trading:
        return "online";
    case Listing::State::Halted:
        return "cancel_only";
    default:
        return "delisted";
    }
}

const QList<qint64> &intervals()
{
    static const QList<qint64> minutes{1, 5, 15, 30, 60, 240, 1440, 10080, 21600};
    return minutes;
}

class Kraken final : public Protocol
{
public:
    using Protocol::Protocol;

    QByteArray id() const override { return "kraken"; }
    QByteArray spell(const QByteArray &base, const QByteArray &quote) const override
    {
        return base + '/' + quote;
    }
    milliseconds beat() const override { return 300ms; }
    std::pair<int, milliseconds> mostMessages() const override
    {
        return {100, 1000ms};
    } // not published; a flood is none

    QList<Listing> market() const override // no BNB
    {
        QList<Listing> all = list({"BTC", "ETH", "XRP", "SOL", "DOGE", "TRX", "ADA", "LINK", "LTC", "DOT",
                                   "AVAX", "POL", "SHIB", "PEPE", "BONK"},
                                  "USD", 0.08);
        all += list({"USDT", "USDC"}, "USD", 0.3);
        all += list({"BTC", "ETH"}, "EUR", 0.03);
        all += list({"BTC", "ETH", "SOL"}, "USDT", 0.01);
        all += list({"ETH"}, "BTC", 0.005);
        for (Listing &market : all) {
            if (market.base == "BTC")
                market.priceDecimals = 1;
            market.amountDecimals = 8;
        }
        Listing halted = listOne("LUNA", "USD");
        halted.state = Listing::State::Halted;
        Listing gone = listOne("MATIC", "USD");
        gone.state = Listing::State::Delisted;
        return all << halted << gone;
    }

    HttpReply rest(const HttpRequest &request) override;
    HttpReply venueError(const QByteArray &kind) const override
    {
        return failed(kind == "rate" ? "EGeneral:Too many requests" : "EService:Unavailable");
    }
    std::optional<HttpReply> refuseStream(const HttpRequest &request) override;
    void opened(Session &session) override { notice(session, "online"); }
    void heard(Session &session, const QByteArray &text) override;
    void publish(Session &session, const Topic &topic, Listing &listing) override;
    void everySecond(Session &session) override;
    void notice(Session &session) override { notice(session, "maintenance"); }

private:
    HttpReply failed(const QByteArray &reason) const
    {
        return HttpReply::json(R"({"error":[")" + reason + R"("]})");
    }
    HttpReply good(const QByteArray &result) const
    {
        return HttpReply::json(R"({"error":[],"result":)" + result + '}');
    }
    // Every pair for an empty `names`; nothing when one is unknown.
    std::optional<QList<Listing *>> pairs(const QByteArray &names, bool modern);
    HttpReply assetPairs(const HttpRequest &request, bool modern);
    HttpReply ticker(const HttpRequest &request, bool modern);
    HttpReply ohlc(const HttpRequest &request, bool modern);
    void notice(Session &session, const QByteArray &system)
    {
        const QByteArray row =
            JsonObject()
                .text("version", "2.0.10")
                .text("system", system)
                .text("api_version", "v2")
                .raw("connection_id",
                     "8423536080466" + QByteArray::number(635'000 + session.connection->id()))
                .end();
        m_venue.send(session, Venue::Kind::Control,
                     R"({"channel":"status","type":"update","data":[)" + row + "]}");
    }
    void answer(Session &session, const QJsonObject &message, JsonObject &&frame, UtcTime heardAt);
    void subscribe(Session &session, const QJsonObject &message, bool adds);
    QByteArray instruments();
    QByteArray tickerRow(Listing &listing);
    QByteArray barRow(const Listing &listing, const Bar &bar, qint64 minutes) const;
    void ohlcFrame(Session &session, const Topic &topic, Listing &listing, bool snapshot);
};

std::optional<QList<Listing *>> Kraken::pairs(const QByteArray &names, bool modern)
{
    QList<Listing *> found;
    for (Listing &market : m_venue.listings())
        if (names.isEmpty() && market.state != Listing::State::Gone)
            found.append(&market);
    for (const QByteArray &name : names.isEmpty() ? QByteArrayList() : names.split(',')) {
        const auto match = [&](const Listing &market) {
            if (market.state == Listing::State::Gone)
                return false;
            return modern ? market.symbol == name
                          : altname(market) == name || legacyKey(market) == name || wsname(market) == name;
        };
        const auto at = std::find_if(m_venue.listings().begin(), m_venue.listings().end(), match);
        if (at == m_venue.listings().end())
            return {};
        found.append(&*at);
    }
    return found;
}

HttpReply Kraken::rest(const HttpRequest &request)
{
    const bool modern = request.param("assetVersion") == "1";
    const QByteArray &path = request.path;
    // About one request a second and endpoint; a short burst passes.
    if (m_venue.overRate(path, 12, 10s)) {
        m_venue.ruleBroken(QStringLiteral("more than about one request a second to ") +
                           QString::fromUtf8(path));
        return failed("EGeneral:Too many requests");
    }
    if (path == "/0/public/Time")
        return good(JsonObject()
                        .number("unixtime", m_venue.stamp(m_venue.now()) / 1000)
                        .text("rfc1123", httpDate(m_venue.now()))
                        .end());
    if (path == "/0/public/SystemStatus")
        return good(
            JsonObject().text("status", "online").text("timestamp", m_venue.rfc3339(m_venue.now(), 3)).end());
    if (path == "/0/public/Assets") {
        JsonObject all;
        for (const QByteArray &coin : QByteArrayList{"USD", "EUR"})
            all.raw(modern ? coin : legacyAsset(coin), JsonObject()
                                                           .text("aclass", "currency")
                                                           .text("altname", coin)
                                                           .number("decimals", 4)
                                                           .number("display_decimals", 2)
                                                           .text("status", "enabled")
                                                           .end());
        for (const Coin &coin : coins())
            if (coin.symbol != "EUR")
                all.raw(modern ? coin.symbol : legacyAsset(coin.symbol),
                        JsonObject()
                            .text("aclass", "currency")
                            .text("altname", shortName(coin.symbol))
                            .number("decimals", 10)
                            .number("display_decimals", 5)
                            .text("status", "enabled")
                            .end());
        return good(all.end());
    }
    if (path == "/0/public/AssetPairs")
        return assetPairs(request, modern);
    if (path == "/0/public/Ticker")
        return ticker(request, modern);
    if (path == "/0/public/OHLC")
        return ohlc(request, modern);
    m_venue.ruleBroken(QStringLiteral("no such path: ") + QString::fromUtf8(path));
    return failed("EGeneral:Unknown method");
}

HttpReply Kraken::assetPairs(const HttpRequest &request, bool modern)
{
    const auto markets = pairs(request.param("pair"), modern);
    if (!markets)
        return failed("EQuery:Unknown asset pair");
    JsonObject all;
    for (const Listing *market : *markets)
        all.raw(modern ? market->symbol : legacyKey(*market),
                JsonObject()
                    .text("altname", altname(*market))
                    .text("wsname", wsname(*market))
                    .text("aclass_base", "currency")
                    .text("base", modern ? market->base : legacyAsset(market->base))
                    .text("aclass_quote", "currency")
                    .text("quote", modern ? market->quote : legacyAsset(market->quote))
                    .text("lot", "unit")
                    .number("cost_decimals", 5)
                    .number("pair_decimals", market->priceDecimals)
                    .number("lot_decimals", market->amountDecimals)
                    .number("lot_multiplier", 1)
                    .raw("leverage_buy", "[]")
                    .raw("leverage_sell", "[]")
                    .raw("fees", "[[0,0.4]]")
                    .raw("fees_maker", "[[0,0.25]]")
                    .text("fee_volume_currency", modern ? "USD" : "ZUSD")
                    .number("margin_call", 80)
                    .number("margin_stop", 40)
                    .text("ordermin", "0.0001")
                    .text("costmin", "0.5")
                    .text("tick_size", market->tick())
                    .text("status", stateWord(*market))
                    .end());
    return good(all.end());
}

HttpReply Kraken::ticker(const HttpRequest &request, bool modern)
{
    const auto markets = pairs(request.param("pair"), modern);
    if (!markets)
        return failed("EQuery:Unknown asset pair");
    JsonObject all;
    for (Listing *market : *markets) {
        if (market->state != Listing::State::Trading)
            continue;
        const Figures f = m_venue.figures(*market);
        const auto five = [](const QByteArray &text) { return text.contains('.') ? text : text + ".0"; };
        const auto triple = [&](const QByteArray &price, const QByteArray &size) {
            return JsonArray()
                .text(five(price))
                .text(QByteArray::number(size.toDouble(), 'f', 0))
                .text(fixed(size.toDouble(), 3))
                .end();
        };
        // `o` is today's open by UTC: not the price 24 h ago (5.3).
        all.raw(modern ? market->symbol : legacyKey(*market),
                JsonObject()
                    .raw("a", triple(f.ask, f.askSize))
                    .raw("b", triple(f.bid, f.bidSize))
                    .raw("c", JsonArray().text(f.lastGiven ? f.last : five(f.last)).text(f.lastSize).end())
                    .raw("v", JsonArray().text(f.todayVolume).text(f.baseVolume).end())
                    .raw("p", JsonArray().text(f.todayVwap).text(f.vwap).end())
                    .raw("t", JsonArray().number(f.trades / 3).number(f.trades).end())
                    .raw("l", JsonArray().text(f.todayLow).text(f.low24h).end())
                    .raw("h", JsonArray().text(f.todayHigh).text(f.high24h).end())
                    .text("o", f.openUtc)
                    .end());
    }
    return good(all.end());
}

HttpReply Kraken::ohlc(const HttpRequest &request, bool modern)
{
    const qint64 minutes = request.has("interval") ? request.param("interval").toLongLong() : 1;
    const auto markets = pairs(request.param("pair"), modern);
    if (!intervals().contains(minutes) || request.param("pair").isEmpty()) {
        m_venue.ruleBroken(QStringLiteral("OHLC without pair or with interval %1").arg(minutes));
        return failed("EGeneral:Invalid arguments");
    }
    if (!markets || markets->size() != 1)
        return failed("EQuery:Unknown asset pair");
    const qint64 since = request.param("since").toLongLong();
    const Listing &market = *markets->first();
    JsonArray rows;
    qint64 last = 0;
    const QList<Bar> bars =
        market.barsUpTo(m_venue.path(), toMsecs(m_venue.now()), {minutes * minuteMs}, 720, m_venue.now());
    for (const Bar &bar : bars) {
        const qint64 time = m_venue.stamp(fromMsecs(bar.time)) / 1000;
        if (bar.closed)
            last = time;
        if (time > since)
            rows.raw(JsonArray()
                         .number(time)
                         .text(bar.open)
                         .text(bar.high)
                         .text(bar.low)
                         .text(bar.close)
                         .text(bar.vwap)
                         .text(bar.volume)
                         .number(bar.trades)
                         .end());
    }
    return good(
        JsonObject().raw(modern ? market.symbol : legacyKey(market), rows.end()).number("last", last).end());
}

// ---- stream

std::optional<HttpReply> Kraken::refuseStream(const HttpRequest &request)
{
    if (request.path != "/v2" && request.path != "/v2/public") {
        m_venue.ruleBroken(QStringLiteral("no stream at ") + QString::fromUtf8(request.path));
        return plainStatus(404);
    }
    if (m_venue.overRate("connects", 150, 600s)) {
        m_venue.ruleBroken(QStringLiteral("more than 150 connects in ten minutes"));
        return plainStatus(429);
    }
    return {};
}

void Kraken::answer(Session &session, const QJsonObject &message, JsonObject &&frame, UtcTime heardAt)
{
    if (message.contains(QLatin1String("req_id")))
        frame.number("req_id", message.value(QLatin1String("req_id")).toInteger());
    frame.text("time_in", m_venue.rfc3339(heardAt, 6)).text("time_out", m_venue.rfc3339(m_venue.now(), 6));
    m_venue.send(session, Venue::Kind::Control, frame.end());
}

void Kraken::heard(Session &session, const QByteArray &text)
{
    const QJsonObject message = QJsonDocument::fromJson(text).object();
    const QByteArray method = message.value(QLatin1String("method")).toString().toUtf8();
    if (method == "ping")
        return answer(session, message, std::move(JsonObject().text("method", "pong")), m_venue.now());
    if (method == "subscribe" || method == "unsubscribe")
        return subscribe(session, message, method == "subscribe");
    m_venue.ruleBroken(QStringLiteral("not understood: ") + QString::fromUtf8(text.left(200)));
    answer(session, message,
           std::move(
               JsonObject().text("error", "Malformed request").text("method", method).flag("success", false)),
           m_venue.now());
}

void Kraken::subscribe(Session &session, const QJsonObject &message, bool adds)
{
    const QJsonObject params = message.value(QLatin1String("params")).toObject();
    const QByteArray channel = params.value(QLatin1String("channel")).toString().toUtf8();
    const QByteArray method = adds ? "subscribe" : "unsubscribe";
    const bool snapshot = params.value(QLatin1String("snapshot")).toBool(true);
    const auto fail = [&](const QByteArray &reason, const QByteArray &symbol) {
        m_venue.ruleBroken(QString::fromUtf8(reason));
        JsonObject frame;
        frame.text("error", reason).text("method", method).flag("success", false);
        if (!symbol.isEmpty())
            frame.text("symbol", symbol);
        answer(session, message, std::move(frame), m_venue.now());
    };
    if (channel == "instrument") {
        if (!adds)
            session.topics.removeAll({channel, {}, {}});
        else
            m_venue.subscribe(session, {channel, {}, {}});
        answer(session, message,
               std::move(JsonObject()
                             .text("method", method)
                             .raw("result", R"({"channel":"instrument","snapshot":true})")
                             .flag("success", true)),
               m_venue.now());
        if (adds)
            m_venue.send(session, Venue::Kind::Data,
                         R"({"channel":"instrument","type":"snapshot","data":)" + instruments() + '}');
        return;
    }
    const qint64 minutes = params.value(QLatin1String("interval")).toInteger(1);
    if (channel != "ticker" && channel != "ohlc" && channel != "trade")
        return fail("Channel not supported " + channel, {});
    if (channel == "ohlc" && !intervals().contains(minutes))
        return fail("Interval not supported " + QByteArray::number(minutes), {});
    for (const auto &entry : params.value(QLatin1String("symbol")).toArray()) {
        const QByteArray symbol = entry.toString().toUtf8();
        Listing *market = m_venue.subscribable(symbol);
        if (!market) { // XBT/USD too: v2 knows the new names only
            fail("Currency pair not supported " + symbol, symbol);
            continue;
        }
        const Topic topic{channel, symbol, channel == "ohlc" ? QByteArray::number(minutes) : QByteArray()};
        if (adds)
            m_venue.subscribe(session, topic);
        else
            m_venue.unsubscribe(session, topic);
        JsonObject result;
        result.text("channel", channel);
        if (channel == "ticker")
            result.text(
                "event_trigger",
                params.value(QLatin1String("event_trigger")).toString(QStringLiteral("trades")).toUtf8());
        else if (channel == "ohlc")
            result.number("interval", minutes);
        result.flag("snapshot", snapshot).text("symbol", symbol);
        if (channel == "ohlc" && adds)
            result.raw("warnings", R"(["timestamp is deprecated, use interval_begin"])");
        answer(
            session, message,
            std::move(JsonObject().text("method", method).raw("result", result.end()).flag("success", true)),
            m_venue.now());
        if (!adds || !snapshot)
            continue;
        if (channel == "ohlc")
            ohlcFrame(session, topic, *market, true);
        else if (channel == "ticker")
            m_venue.send(session, Venue::Kind::Data,
                         R"({"channel":"ticker","type":"snapshot","data":[)" + tickerRow(*market) + "]}",
                         topic, market);
    }
}

QByteArray Kraken::instruments()
{
    JsonArray assets, all;
    for (const Coin &coin : coins())
        assets.raw(JsonObject()
                       .text("id", coin.symbol)
                       .text("status", "enabled")
                       .number("precision", 10)
                       .number("precision_display", 5)
                       .flag("borrowable", false)
                       .end());
    for (const Listing &market : m_venue.listings())
        if (market.state != Listing::State::Gone)
            all.raw(JsonObject()
                        .text("symbol", market.symbol)
                        .text("base", market.base)
                        .text("quote", market.quote)
                        .text("status", stateWord(market))
                        .number("qty_precision", market.amountDecimals)
                        .number("qty_increment", "1e-" + QByteArray::number(market.amountDecimals))
                        .number("price_precision", market.priceDecimals)
                        .number("price_increment", number(market.tick()))
                        .flag("marginable", false)
                        .flag("has_index", true)
                        .number("cost_precision", 5)
                        .number("cost_min", "0.5")
                        .number("qty_min", "0.0001")
                        .end());
    return JsonObject().raw("assets", assets.end()).raw("pairs", all.end()).end();
}

QByteArray Kraken::tickerRow(Listing &listing)
{
    const Figures f = m_venue.figures(listing);
    return JsonObject()
        .text("symbol", listing.symbol)
        .number("bid", number(f.bid))
        .number("bid_qty", trimmed(f.bidSize))
        .number("ask", number(f.ask))
        .number("ask_qty", trimmed(f.askSize))
        .number("last", f.lastGiven ? f.last : number(f.last))
        .number("volume", trimmed(f.baseVolume))
        .number("vwap", number(f.vwap))
        .number("low", number(f.low24h))
        .number("high", number(f.high24h))
        .number("change", number(f.change))
        .number("change_pct", trimmed(fixed(f.changeFraction * 100, 2)))
        .number("trades", f.trades)
        .text("timestamp", m_venue.rfc3339(f.time, 6))
        .end();
}

QByteArray Kraken::barRow(const Listing &listing, const Bar &bar, qint64 minutes) const
{
    return JsonObject()
        .text("symbol", listing.symbol)
        .number("open", number(bar.open))
        .number("high", number(bar.high))
        .number("low", number(bar.low))
        .number("close", number(bar.close))
        .number("trades", bar.trades)
        .number("volume", trimmed(bar.volume))
        .number("vwap", number(bar.vwap))
        .text("interval_begin", m_venue.rfc3339(fromMsecs(bar.time), 9))
        .number("interval", minutes)
        .text("timestamp", m_venue.rfc3339(fromMsecs(bar.time + minutes * minuteMs), 6))
        .end();
}

void Kraken::ohlcFrame(Session &session, const Topic &topic, Listing &listing, bool snapshot)
{
    const qint64 minutes = topic.extra.toLongLong();
    JsonArray rows;
    const QList<Bar> bars = listing.barsUpTo(m_venue.path(), toMsecs(m_venue.now()), {minutes * minuteMs},
                                             snapshot ? 11 : 1, m_venue.now());
    for (const Bar &bar : bars)
        rows.raw(barRow(listing, bar, minutes));
    m_venue.send(session, Venue::Kind::Data,
                 JsonObject()
                     .text("channel", "ohlc")
                     .text("type", snapshot ? "snapshot" : "update")
                     .text("timestamp", m_venue.rfc3339(m_venue.now(), 9))
                     .raw("data", rows.end())
                     .end(),
                 topic, &listing);
}

void Kraken::publish(Session &session, const Topic &topic, Listing &listing)
{
    if (topic.channel == "ohlc")
        return ohlcFrame(session, topic, listing, false);
    if (topic.channel == "ticker")
        return m_venue.send(session, Venue::Kind::Data,
                            R"({"channel":"ticker","type":"update","data":[)" + tickerRow(listing) + "]}",
                            topic, &listing);
    const Figures f = m_venue.figures(listing);
    const QByteArray row = JsonObject()
                               .text("symbol", listing.symbol)
                               .text("side", f.tradeId % 2 ? "buy" : "sell")
                               .number("price", f.lastGiven ? f.last : number(f.last))
                               .number("qty", trimmed(f.lastSize))
                               .text("ord_type", "market")
                               .number("trade_id", f.tradeId)
                               .text("timestamp", m_venue.rfc3339(f.time, 6))
                               .end();
    m_venue.send(session, Venue::Kind::Data, R"({"channel":"trade","type":"update","data":[)" + row + "]}",
                 topic, &listing);
}

void Kraken::everySecond(Session &session)
{
    const UtcTime now = m_venue.now();
    if (!session.topics.isEmpty() && now - session.lastSent >= 1s)
        m_venue.send(session, Venue::Kind::Heartbeat, R"({"channel":"heartbeat"})");
    if (session.topics.isEmpty() && now - session.lastHeard > 60s)
        m_venue.expire(
            session, QStringLiteral("idle for a minute without a subscription"), 1001,
            [this, &session] { return session.topics.isEmpty() && m_venue.now() - session.lastHeard > 60s; });
}

} // namespace

std::unique_ptr<Protocol> makeKraken(Venue &venue)
{
    return std::make_unique<Kraken>(venue);
}

} // namespace fake

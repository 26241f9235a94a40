// The stream; REST is in kraken.cpp.
#include "tests/support/fakemarket/kraken.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace fake {

using namespace std::chrono;

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

} // namespace fake

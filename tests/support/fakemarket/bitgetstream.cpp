// The stream; REST is in bitget.cpp.
#include "tests/support/fakemarket/bitget.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace fake {

using namespace std::chrono;

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

} // namespace fake

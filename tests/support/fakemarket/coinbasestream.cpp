// The stream; REST is in coinbase.cpp.
#include "tests/support/fakemarket/coinbase.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace fake {

using namespace std::chrono;

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

} // namespace fake

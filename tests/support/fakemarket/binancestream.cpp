// The stream; REST is in binance.cpp.
#include "tests/support/fakemarket/binance.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace fake {

using namespace std::chrono;

std::optional<HttpReply> Binance::refuseStream(const HttpRequest &request)
{
    if (request.path != "/ws" && request.path != "/stream" && !request.path.startsWith("/ws/")) {
        m_venue.ruleBroken(QStringLiteral("no stream at ") + QString::fromUtf8(request.path));
        return plainStatus(404);
    }
    if (m_venue.overRate("connects", 300, 300s)) {
        m_venue.ruleBroken(QStringLiteral("more than 300 connects in five minutes"));
        return plainStatus(429);
    }
    return {};
}

void Binance::opened(Session &session)
{
    session.wrapped = session.handshake.path == "/stream";
    const QByteArray names =
        session.wrapped ? session.handshake.param("streams") : session.handshake.path.mid(4);
    for (const QByteArray &name : names.split('/'))
        if (name.contains('@') || name.startsWith('!')) // "/ws/ANYTHING" is taken too, and follows nothing
            follow(session, name);
    showFrom(session, 0);
}

void Binance::follow(Session &session, const QByteArray &stream)
{
    const qsizetype at = stream.indexOf('@');
    const QByteArray channel = stream.mid(at + 1);
    static const QByteArrayList single{"ticker",   "miniTicker", "bookTicker", "trade",
                                       "aggTrade", "ticker_1h",  "ticker_4h",  "ticker_1d"};
    if (stream == "!miniTicker@arr")
        return m_venue.subscribe(session, {"miniTicker", {}, stream});
    if (stream.startsWith('!')) { // accepted, and silent for ever
        m_venue.ruleBroken(QString::fromUtf8(stream) + (stream == "!ticker@arr"
                                                            ? QStringLiteral(" was retired")
                                                            : QStringLiteral(" is not played here")));
        return;
    }
    const QByteArray lower = stream.left(at);
    if (lower != lower.toLower()) {
        m_venue.ruleBroken(QStringLiteral("stream names are lower case: ") + QString::fromUtf8(stream));
        return;
    }
    if (at < 0 ||
        (!single.contains(channel) && !(channel.startsWith("kline_") && steps().contains(channel.mid(6))))) {
        m_venue.ruleBroken(QStringLiteral("unknown stream ") + QString::fromUtf8(stream));
        return;
    }
    const QByteArray symbol = lower.toUpper();
    if (!m_venue.subscribable(symbol)) {
        m_venue.ruleBroken(QStringLiteral("no such symbol: ") + QString::fromUtf8(stream));
        return;
    }
    m_venue.subscribe(session, {channel, symbol, stream});
    if (session.topics.size() > 1024) {
        m_venue.ruleBroken(QStringLiteral("more than 1024 streams on a connection"));
        m_venue.close(session, 1008, "too many streams");
    }
}

// A stream's first event comes with its next beat; while prices stand still there is none, so it comes at
// once.
void Binance::showFrom(Session &session, qsizetype first)
{
    const QList<Topic> topics = session.topics.mid(first);
    for (const Topic &topic : topics)
        if (Listing *market = m_venue.path().isStopped() ? m_venue.listing(topic.symbol) : nullptr)
            publish(session, topic, *market);
}

void Binance::heard(Session &session, const QByteArray &text)
{
    QJsonParseError parsed{};
    const QJsonObject message = QJsonDocument::fromJson(text, &parsed).object();
    const auto say = [&](const QByteArray &frame) { m_venue.send(session, Venue::Kind::Control, frame); };
    if (parsed.error != QJsonParseError::NoError) {
        m_venue.ruleBroken(QStringLiteral("not JSON: ") + QString::fromUtf8(text.left(200)));
        return say(JsonObject()
                       .number("code", 3)
                       .text("msg", "Invalid JSON: expected value at line 1 column 1")
                       .end());
    }
    const QByteArray method = message.value(QLatin1String("method")).toString().toUtf8();
    const QByteArray id = QByteArray::number(message.value(QLatin1String("id")).toInteger());
    const QJsonArray params = message.value(QLatin1String("params")).toArray();
    if (method == "LIST_SUBSCRIPTIONS") {
        JsonArray names;
        for (const Topic &topic : std::as_const(session.topics))
            names.text(streamName(topic));
        return say(JsonObject().raw("result", names.end()).raw("id", id).end());
    }
    if ((method != "SUBSCRIBE" && method != "UNSUBSCRIBE") || params.isEmpty()) {
        m_venue.ruleBroken(QStringLiteral("not understood: ") + QString::fromUtf8(text.left(200)));
        return say(JsonObject()
                       .number("code", 2)
                       .text("msg", "Invalid request: unknown variant")
                       .raw("id", id)
                       .end());
    }
    const qsizetype before = session.topics.size();
    for (const auto &param : params) {
        const QByteArray stream = param.toString().toUtf8();
        if (method == "SUBSCRIBE")
            follow(session, stream);
        else
            session.topics.removeIf([&](const Topic &topic) { return streamName(topic) == stream; });
    }
    session.subscribed = true;
    say(JsonObject().raw("result", "null").raw("id", id).end());
    showFrom(session, before);
}

QByteArray Binance::tickerEvent(Listing &listing, bool mini)
{
    const Figures f = m_venue.figures(listing);
    JsonObject event;
    event.text("e", mini ? "24hrMiniTicker" : "24hrTicker")
        .number("E", m_venue.stamp(f.time))
        .text("s", listing.symbol);
    if (mini)
        return event.text("c", lastOf(f))
            .text("o", padded(f.open24h))
            .text("h", padded(f.high24h))
            .text("l", padded(f.low24h))
            .text("v", padded(f.baseVolume))
            .text("q", padded(f.quoteVolume))
            .end();
    return event.text("p", padded(f.change))
        .text("P", fixed(f.changeFraction * 100, 3))
        .text("w", padded(f.vwap))
        .text("x", padded(f.open24h))
        .text("c", lastOf(f))
        .text("Q", padded(f.lastSize))
        .text("b", padded(f.bid))
        .text("B", padded(f.bidSize))
        .text("a", padded(f.ask))
        .text("A", padded(f.askSize))
        .text("o", padded(f.open24h))
        .text("h", padded(f.high24h))
        .text("l", padded(f.low24h))
        .text("v", padded(f.baseVolume))
        .text("q", padded(f.quoteVolume))
        .number("O", m_venue.stamp(f.time) - dayMs)
        .number("C", m_venue.stamp(f.time))
        .number("F", f.tradeId - f.trades)
        .number("L", f.tradeId)
        .number("n", f.trades)
        .end();
}

QByteArray Binance::klineEvent(const Listing &listing, const QByteArray &interval, const Bar &bar,
                               const BarStep &step) const
{
    const QByteArray k = JsonObject()
                             .number("t", m_venue.stamp(fromMsecs(bar.time)))
                             .number("T", m_venue.stamp(fromMsecs(step.next(bar.time))) - 1)
                             .text("s", listing.symbol)
                             .text("i", interval)
                             .number("f", 100)
                             .number("L", 100 + bar.trades)
                             .text("o", padded(bar.open))
                             .text("c", padded(bar.close))
                             .text("h", padded(bar.high))
                             .text("l", padded(bar.low))
                             .text("v", padded(bar.volume))
                             .number("n", bar.trades)
                             .flag("x", bar.closed)
                             .text("q", padded(bar.quoteVolume))
                             .text("V", "0.00000000")
                             .text("Q", "0.00000000")
                             .text("B", "0")
                             .end();
    return JsonObject()
        .text("e", "kline")
        .number("E", m_venue.stamp(m_venue.now()))
        .text("s", listing.symbol)
        .raw("k", k)
        .end();
}

void Binance::publish(Session &session, const Topic &topic, Listing &listing)
{
    const auto send = [&](const QByteArray &event) {
        m_venue.send(session, Venue::Kind::Data, wrap(session, topic.extra, event), topic, &listing);
    };
    if (topic.channel == "ticker" || topic.channel == "miniTicker" || topic.channel.startsWith("ticker_"))
        return send(tickerEvent(listing, topic.channel == "miniTicker"));
    const Figures f = m_venue.figures(listing);
    if (topic.channel == "bookTicker")
        return send(JsonObject()
                        .number("u", f.tradeId)
                        .text("s", listing.symbol)
                        .text("b", padded(f.bid))
                        .text("B", padded(f.bidSize))
                        .text("a", padded(f.ask))
                        .text("A", padded(f.askSize))
                        .end());
    if (!topic.channel.startsWith("kline_"))
        return send(JsonObject()
                        .text("e", topic.channel)
                        .number("E", m_venue.stamp(m_venue.now()))
                        .text("s", listing.symbol)
                        .number(topic.channel == "trade" ? "t" : "a", f.tradeId)
                        .text("p", lastOf(f))
                        .text("q", padded(f.lastSize))
                        .number("T", m_venue.stamp(f.time))
                        .flag("m", f.tradeId % 2)
                        .flag("M", true)
                        .end());
    if (topic.channel != "kline_1s" && m_venue.step() % 2 && !m_venue.path().isStopped()) // each 2 s
        return;
    const QByteArray interval = topic.channel.mid(6);
    const BarStep step = steps().value(interval);
    const QList<Bar> bars = listing.barsUpTo(m_venue.path(), toMsecs(m_venue.now()), step, 2, m_venue.now());
    qint64 &told = session.bars[topic.extra];
    for (const Bar &bar : bars) // the one that ended is told of once more, as closed
        if (bar.time >= told && (told || !bar.closed))
            send(klineEvent(listing, interval, bar, step));
    told = bars.isEmpty() ? told : bars.last().time;
}

void Binance::publishMarket(Session &session, const Topic &topic, const QList<Listing *> &moved)
{
    JsonArray events;
    for (Listing *listing : moved)
        events.raw(tickerEvent(*listing, true));
    if (!events.isEmpty())
        m_venue.send(session, Venue::Kind::Data, wrap(session, topic.extra, events.end()), topic);
}

void Binance::everySecond(Session &session)
{
    const UtcTime now = m_venue.now();
    if (now - session.lastBeat >= 20s) {
        session.lastBeat = now;
        if (!m_venue.isFaulty(Fault::Silence))
            session.connection->sendFrame({Opcode::Ping, QByteArray::number(toMsecs(now))});
    }
    if (now - session.lastPing > 80s) // 20 s to the ping, 60 s to its pong
        m_venue.expire(session, QStringLiteral("no pong within a minute"), 1008,
                       [this, &session] { return m_venue.now() - session.lastPing > 80s; });
    if (now - session.opened >= 24h)
        m_venue.close(session, 1000, "24 hours");
}

} // namespace fake

#include "tests/support/fakemarket/venue.h"

#include "tests/support/fakemarket/fakemarket.h"

#include <QDateTime>
#include <QTimer>
#include <cstdio>

namespace fake {

using namespace std::chrono;

namespace {
constexpr qsizetype mostRecords = 10'000;

std::unique_ptr<Protocol> makeProtocol(const QByteArray &id, Venue &venue)
{
    using Make = std::unique_ptr<Protocol> (*)(Venue &);
    static const QHash<QByteArray, Make> makers{
        {"bitget", makeBitget},       {"binance", makeBinance}, {"coinbase", makeCoinbase},
        {"kraken", makeKraken},       {"okx", makeOkx},         {"bybit", makeBybit},
        {"coingecko", makeCoinGecko},
    };
    return makers.value(id)(venue);
}

template <typename T> void record(QList<T> &list, const T &entry)
{
    if (list.size() >= mostRecords)
        list.removeFirst();
    list.append(entry);
}
} // namespace

Venue::Venue(const QByteArray &id, PricePath &path, Clock &clock, const Options &options, QObject *parent)
    : QObject(parent),
      m_id(id),
      m_path(path),
      m_clock(clock),
      m_options(options),
      m_listener(clock, this),
      m_protocol(makeProtocol(id, *this))
{
    const QList<Listing> market = m_protocol->market();
    m_listings.assign(market.cbegin(), market.cend());
    for (int i = 1; static_cast<int>(m_listings.size()) < options.instruments; ++i) {
        const Coin coin = fillerCoin(i);
        path.add(coin);
        Listing listing;
        listing.base = listing.coin = coin.symbol;
        listing.quote = m_listings.front().quote;
        listing.symbol = m_protocol->spell(listing.base, listing.quote);
        listing.priceDecimals = coin.decimals;
        listing.liveliness = coin.liveliness;
        m_listings.push_back(listing);
    }
    for (size_t i = 0; i < m_listings.size(); ++i) {
        m_bySymbol.insert(m_listings[i].symbol, i);
        if (!options.quiet && id != "bitget") // the main venue is the measure of the others
            m_listings[i].quirk = id + m_listings[i].symbol;
    }
    connect(&m_listener, &Listener::connected, this, &Venue::connected);
    m_listener.listen(options.ports.value(id, 0));
}

Venue::~Venue()
{
    m_listener.disconnect(this);
}

// ---- requests

void Venue::connected(Connection *connection)
{
    if (active(Fault::HalfOpen))
        connection->freeze(true);
    connect(connection, &Connection::requested, this,
            [this, connection](const HttpRequest &request) { handle(connection, request); });
}

void Venue::handle(Connection *connection, const HttpRequest &request)
{
    ++m_requestsEver;
    record(m_requests, request);
    emit requested(request.target);
    if (spoil(connection, request, request.wantsWebSocket()))
        return;
    if (request.wantsWebSocket())
        upgrade(connection, request);
    else
        connection->reply(answer(request), delivery(FaultSpec::Scope::Rest));
}

HttpReply Venue::answer(const HttpRequest &request)
{
    for (auto at = m_answers.cbegin(); at != m_answers.cend(); ++at)
        if (request.path.startsWith(at.key()))
            return at.value();
    HttpReply reply = m_protocol->rest(request);
    if (const FaultSpec *fault = active(Fault::VenueError, FaultSpec::Scope::Rest)) {
        reply = m_protocol->venueError(fault->value);
        spend(fault);
    }
    return reply;
}

void Venue::upgrade(Connection *connection, const HttpRequest &request)
{
    if (const auto refusal = m_protocol->refuseStream(request)) {
        connection->reply(*refusal);
        return;
    }
    const QByteArray header = active(Fault::LegalUpgrade) ? "keep-alive, Upgrade" : "Upgrade";
    connect(connection, &Connection::upgraded, this,
            [this, connection, request] { open(connection, request); });
    connection->acceptWebSocket(request, header, active(Fault::HandshakeDrip) ? 300ms : 0ms);
}

// ---- streams

void Venue::open(Connection *connection, const HttpRequest &request)
{
    auto owned = std::make_unique<Session>();
    Session *session = owned.get();
    session->connection = connection;
    session->handshake = request;
    session->id = QByteArray::number(0xa4d30000 + connection->id(), 16);
    session->opened = session->lastHeard = session->lastPing = session->lastSent = session->lastBeat = now();
    m_sessions.push_back(std::move(owned));
    connect(connection, &Connection::textReceived, this,
            [this, session](const QByteArray &text) { heard(*session, text); });
    connect(connection, &Connection::pinged, this, [this, session] {
        if (overRate(session->messages, m_protocol->mostMessages().first, m_protocol->mostMessages().second))
            m_protocol->tooManyMessages(*session);
    });
    connect(connection, &Connection::ponged, this, [this, session] { session->lastPing = now(); });
    connect(connection, &Connection::protocolError, this, &Venue::ruleBroken);
    connect(connection, &Connection::closed, this, [this, session] {
        session->connection = nullptr;
        session->deadline.reset();
        QMetaObject::invokeMethod(this, &Venue::purge, Qt::QueuedConnection);
        emit streamClosed();
    });
    emit streamOpened();
    m_protocol->opened(*session);
    armBeat();
    armSeconds();
}

void Venue::purge()
{
    std::erase_if(m_sessions, [](const auto &session) { return !session->connection; });
}

QList<Session *> Venue::sessions() const
{
    QList<Session *> open;
    for (const auto &session : m_sessions)
        if (session->connection)
            open.append(session.get());
    return open;
}

void Venue::heard(Session &session, const QByteArray &text)
{
    ++m_messagesEver;
    record(m_messages, text);
    session.lastHeard = now();
    emit heardText(text);
    const auto [most, within] = m_protocol->mostMessages();
    if (overRate(session.messages, most, within)) {
        ruleBroken(
            QStringLiteral("more than %1 messages in %2 ms on one connection").arg(most).arg(within.count()));
        m_protocol->tooManyMessages(session);
        return;
    }
    m_protocol->heard(session, text);
}

void Venue::send(Session &session, Kind kind, const QByteArray &text, const Topic &topic,
                 const Listing *listing)
{
    if (!session.connection || active(Fault::Silence) ||
        (kind == Kind::Data && active(Fault::HeartbeatsOnly)))
        return;
    if (kind == Kind::Data && listing &&
        (listing->state != Listing::State::Trading || affects(Fault::Quiet, *listing) ||
         affects(Fault::NoData, *listing)))
        return;
    session.lastSent = now();
    session.connection->sendText(text);
    ++m_framesSent;
    if (kind != Kind::Data)
        return;
    if (listing && affects(Fault::Duplicate, *listing))
        session.connection->sendText(text);
    QByteArray &before = session.previous[topic.channel + '|' + topic.symbol + '|' + topic.extra];
    if (listing && !before.isEmpty() && affects(Fault::Late, *listing))
        session.connection->sendText(before);
    before = text;
    if (active(Fault::Flap))
        close(session, 1006);
}

void Venue::sendToAll(const QByteArray &text)
{
    for (Session *session : sessions())
        session->connection->sendText(text);
}

void Venue::close(Session &session, quint16 code, const QByteArray &reason)
{
    if (!session.connection) // gone already, perhaps in the middle of what was just sent
        return;
    if (code == 1006)
        session.connection->finish();
    else
        session.connection->close(code, reason);
}

void Venue::subscribe(Session &session, const Topic &topic)
{
    session.subscribed = true;
    if (!session.topics.contains(topic))
        session.topics.append(topic);
    emit subscribed(topic.channel, topic.symbol);
}

bool Venue::unsubscribe(Session &session, const Topic &topic)
{
    return session.topics.removeAll(topic) > 0;
}

QStringList Venue::subscriptions() const
{
    QStringList list;
    for (const Session *session : sessions())
        for (const Topic &topic : session->topics)
            list.append(QString::fromUtf8(topic.channel + ':' + topic.symbol));
    return list;
}

// ---- markets

Listing *Venue::listing(const QByteArray &symbol)
{
    const auto at = m_bySymbol.constFind(symbol);
    if (at == m_bySymbol.cend() || m_listings[*at].symbol != symbol) // renamed meanwhile
        return nullptr;
    return &m_listings[*at];
}

Listing *Venue::subscribable(const QByteArray &symbol)
{
    Listing *found = listing(symbol);
    return found && found->state != Listing::State::Gone && !affects(Fault::Reject, *found) ? found : nullptr;
}

Figures Venue::figures(Listing &listing) const
{
    if (!m_path.isStopped() && listing.pushedAt() + m_protocol->beat() < now())
        listing.letGo();
    Figures figures = listing.figures(m_path, now());
    for (const FaultSpec &fault : m_faults) {
        if (fault.fault != Fault::Price || !(fault.symbol.isEmpty() || listing.is(fault.symbol)))
            continue;
        figures.lastGiven = true;
        figures.last = fault.value == "null"    ? QByteArray()
                       : fault.value == "empty" ? QByteArray("")
                                                : fault.value;
    }
    return figures;
}

void Venue::push(const QByteArray &symbol, const QByteArray &last, std::optional<UtcTime> at)
{
    Listing *found = listing(symbol);
    Q_ASSERT_X(found, "Venue::push", symbol.constData());
    found->push(last, at.value_or(now()));
    publish(*found);
}

void Venue::publish(Listing &listing)
{
    for (Session *session : sessions()) {
        const QList<Topic> topics = session->topics;
        for (const Topic &topic : topics) {
            if (topic.symbol == listing.symbol)
                m_protocol->publish(*session, topic, listing);
            else if (topic.symbol.isEmpty())
                m_protocol->publishMarket(*session, topic, {&listing});
        }
    }
}

// ---- time

void Venue::armBeat()
{
    if (m_path.isStopped() || m_beatTimer || sessions().isEmpty())
        return;
    const milliseconds asked{m_options.rate > 0 ? static_cast<qint64>(1000 / m_options.rate) : 0};
    const milliseconds every = asked.count() > 0 ? asked : m_protocol->beat();
    // On a grid of its own, so that a beat's work does not slow the rate; beats that were missed are left
    // out.
    const MonoTime mono = m_clock.monotonic();
    m_nextBeat = m_nextBeat + every > mono ? m_nextBeat + every : mono + every;
    m_beatTimer = m_clock.after(m_nextBeat - mono, [this] { beat(); });
}

void Venue::beat()
{
    ++m_step;
    const bool all = m_options.rate > 0;
    QList<Listing *> moved;
    for (Listing &listing : m_listings) {
        if (listing.state != Listing::State::Trading)
            continue;
        if (!all && m_path.chance(m_id + listing.symbol, m_step) >= listing.liveliness)
            continue;
        listing.letGo();
        listing.changedAt = now();
        moved.append(&listing);
    }
    const QSet<const Listing *> movedSet(moved.cbegin(), moved.cend());
    for (Session *session : sessions()) {
        const QList<Topic> topics = session->topics;
        for (const Topic &topic : topics) {
            Listing *found = topic.symbol.isEmpty() ? nullptr : listing(topic.symbol);
            if (topic.symbol.isEmpty())
                m_protocol->publishMarket(*session, topic, moved);
            else if (movedSet.contains(found))
                m_protocol->publish(*session, topic, *found);
        }
    }
    m_beatTimer.reset();
    armBeat();
}

void Venue::armSeconds()
{
    if (!m_secondTimer && !sessions().isEmpty())
        m_secondTimer = m_clock.after(1s, [this] { everySecond(); });
}

void Venue::everySecond()
{
    for (Session *session : sessions())
        if (session->connection && !session->connection->isFrozen())
            m_protocol->everySecond(*session);
    m_secondTimer.reset();
    armSeconds();
}

qint64 Venue::stamp(UtcTime time) const
{
    const FaultSpec *skew = active(Fault::Skew);
    if (!skew)
        return toMsecs(time);
    if (skew->value == "us")
        return toMsecs(time) * 1000;
    return toMsecs(time) + (skew->value.isEmpty() ? 3600 : skew->value.toLongLong()) * 1000;
}

QByteArray Venue::rfc3339(UtcTime time, int digits) const
{
    const FaultSpec *skew = active(Fault::Skew);
    const qint64 ms = skew && skew->value == "us" ? toMsecs(time) : stamp(time);
    const QDateTime date = QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC);
    const QByteArray fraction =
        QByteArray::number(ms % 1000).rightJustified(3, '0') + QByteArray(std::max(0, digits - 3), '0');
    return date.toString(QStringLiteral("yyyy-MM-ddThh:mm:ss")).toLatin1() + '.' + fraction + 'Z';
}

// ---- rules

void Venue::ruleBroken(const QString &rule)
{
    record(m_violations, Violation{now(), m_id, rule});
    if (m_options.talkative)
        std::fprintf(stderr, "fakemarket: %s: rule broken: %s\n", m_id.constData(), qUtf8Printable(rule));
    emit violated(rule);
}

void Venue::expire(Session &session, const QString &rule, quint16 code, std::function<bool()> stillBroken)
{
    if (session.deadline)
        return; // being looked at already
    class Held final : public PendingRequest
    {
    };
    session.deadline = std::make_unique<Held>();
    QTimer::singleShot(100, session.connection,
                       [this, &session, rule, code, stillBroken = std::move(stillBroken)] {
                           session.deadline.reset();
                           if (!stillBroken())
                               return;
                           ruleBroken(rule);
                           close(session, code, rule.toUtf8().left(100));
                       });
}

bool Venue::overRate(const QByteArray &name, int most, milliseconds within, int weight)
{
    return !m_rates[name].take(now(), most, within, weight) && m_options.enforceRates.value_or(true);
}

bool Venue::overRate(RateWindow &window, int most, milliseconds within) const
{
    return !window.take(now(), most, within) && m_options.enforceRates.value_or(true);
}

int Venue::used(const QByteArray &name, milliseconds within) const
{
    return m_rates.value(name).used(now(), within);
}

} // namespace fake

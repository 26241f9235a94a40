#include "app/exchanges/streamsession.h"

#include "app/base/log.h"
#include "app/net/hostrules.h"

using namespace std::chrono;

namespace {
constexpr milliseconds firstDataLimit = 10s;
constexpr milliseconds afterAnew = 20s;       // for data after subscribing anew
constexpr milliseconds afterRefusal = 1500ms; // the good ones of a refused request are asked for again
constexpr milliseconds firstBeat = 1s;
constexpr milliseconds frameInterval = 20s; // ping frames, where the venue wants no text ping
constexpr qsizetype mostMalformed = 20;     // in malformedWindow
constexpr milliseconds malformedWindow = 10s;

// Timers of 2 s and more may be 5 % late (clock.h); a limit is kept to the second all the same by waiting for
// most of it first.
milliseconds firstPart(milliseconds rest)
{
    return rest > 2s ? rest * 9 / 10 : rest;
}

StreamFailure because(Error::Kind kind, const QString &detail)
{
    StreamFailure failure;
    failure.error = {kind, detail, std::nullopt};
    return failure;
}

QString secondsOf(milliseconds time)
{
    return QString::number(duration_cast<seconds>(time).count());
}
} // namespace

StreamSession::StreamSession(const SourceServices &services, std::unique_ptr<VenueDialect> dialect,
                             const QUrl &url, const SubscriptionSet &share, milliseconds quietLimit,
                             QObject *parent)
    : QObject(parent),
      m_services(services),
      m_dialect(std::move(dialect)),
      m_url(url),
      m_host(hostKey(services.endpoints.apply(m_dialect->info().id, url))),
      m_socket(services.clock, services.endpoints.apply(m_dialect->info().id, url)),
      m_firstData(services.clock),
      m_silence(services.clock),
      m_quiet(services.clock),
      m_pong(services.clock),
      m_quietLimit(quietLimit)
{
    m_ledger.setWanted(share);
    connect(&m_socket, &StreamSocket::opened, this, &StreamSession::onOpened);
    connect(&m_socket, &StreamSocket::messageReceived, this, &StreamSession::onMessage);
    connect(&m_socket, &StreamSocket::failed, this, &StreamSession::end);
    connect(&m_socket, &StreamSocket::answered, this, [this](milliseconds roundTrip) {
        if (!m_dialect->heartbeat())
            m_latency = roundTrip; // and no more: a pong frame proves no data (platform.md 1.1)
    });
}

StreamSession::~StreamSession() = default;

void StreamSession::start()
{
    m_socket.open();
}

void StreamSession::close()
{
    m_ended = true;
    m_socket.closePolitely();
    stop();
}

void StreamSession::onOpened()
{
    m_lastRead = m_lastData = m_services.clock.monotonic();
    armSilence(m_dialect->info().silenceLimit);
    m_beatTimer =
        m_services.clock.after(firstBeat, [this] { beat(); }); // soon: the first latency is known by it
    subscribe(m_ledger.wanted());
}

void StreamSession::setShare(const SubscriptionSet &share)
{
    const auto change = m_ledger.setWanted(share);
    if (!m_socket.isOpen()) // the whole share is asked for once it is
        return;
    subscribe(change.added); // first, so that what only moved between connections is never without
    unsubscribe(change.removed);
}

// --- talking ---

void StreamSession::subscribe(const SubscriptionSet &set)
{
    if (!set.isEmpty())
        enqueue(m_dialect->subscribeFrames(set), set);
}

void StreamSession::unsubscribe(const SubscriptionSet &set)
{
    if (!set.isEmpty())
        enqueue(m_dialect->unsubscribeFrames(set), {});
}

void StreamSession::enqueue(const QByteArrayList &frames, const SubscriptionSet &completes)
{
    for (qsizetype i = 0; i < frames.size(); ++i)
        m_outgoing.append({frames.at(i), i + 1 == frames.size() ? completes : SubscriptionSet{}});
    if (!m_sendTimer)
        sendNext();
}

void StreamSession::sendNext()
{
    m_sendTimer.reset();
    if (m_outgoing.isEmpty() || m_ended)
        return;
    const MonoTime now = m_services.clock.monotonic();
    const milliseconds apart = m_dialect->limits().betweenFrames;
    if (m_sentAny && now - m_lastSent < apart) {
        m_sendTimer = m_services.clock.after(apart - (now - m_lastSent), [this] { sendNext(); });
        return;
    }
    const Outgoing next = m_outgoing.takeFirst();
    m_sentAny = true;
    m_lastSent = now;
    m_socket.send(next.frame);
    if (!next.completes.isEmpty()) {
        m_ledger.sent(next.completes, now);
        watchOverdue();
        if (!m_live)
            m_firstData.arm(firstDataLimit, [this] {
                if (m_ledger.has(SubscriptionLedger::State::Acked))
                    goLive(); // understood, only nothing has traded yet; onOverdue() has it read by REST
                else if (m_ledger.isUseful())
                    end(because(Error::Kind::Timeout,
                                QStringLiteral("%1 did not answer the subscription within %2 s")
                                    .arg(m_host, secondsOf(firstDataLimit))));
            });
    }
    if (!m_outgoing.isEmpty())
        m_sendTimer = m_services.clock.after(apart, [this] { sendNext(); });
}

// An error that names no instrument is about one of those that wait: they are asked for one at a time, and
// the one that is answered with an error is known.
void StreamSession::askOneByOne(const QList<Subscription> &subscriptions)
{
    m_ledger.unsent(subscriptions);
    for (const Subscription &of : subscriptions) {
        if (!m_oneByOne.contains(of) && m_asking != of)
            m_oneByOne.append(of);
    }
    if (!m_asking)
        askNext();
}

void StreamSession::askNext()
{
    m_asking.reset();
    while (!m_oneByOne.isEmpty() && !m_asking) {
        const Subscription next = m_oneByOne.takeFirst();
        const auto state = m_ledger.state(next);
        if (state == SubscriptionLedger::State::Pending || state == SubscriptionLedger::State::Wanted)
            m_asking = next;
    }
    if (!m_asking)
        return;
    m_askedAlone.insert(*m_asking);
    subscribe(setOf({*m_asking}));
}

void StreamSession::watchOverdue()
{
    const auto due = m_ledger.nextOverdue();
    if (!due || m_overdueTimer)
        return;
    const milliseconds rest = std::max(*due - m_services.clock.monotonic(), BootClock::duration{100});
    m_overdueTimer = m_services.clock.after(rest, [this] { onOverdue(); });
}

void StreamSession::onOverdue()
{
    m_overdueTimer.reset();
    QList<Subscription> again, silent;
    for (const Subscription &of : m_ledger.overdue(m_services.clock.monotonic())) {
        const bool lost =
            m_ledger.state(of) == SubscriptionLedger::State::Pending && !m_askedAlone.contains(of);
        (lost ? again : silent).append(of);
    }
    if (m_asking && silent.contains(*m_asking))
        askNext();
    askOneByOne(again);
    watchOverdue();
    QList<Subscription> unheard = silent;
    unheard.append(again);
    if (!unheard.isEmpty())
        emit unanswered(unheard);
}

// --- listening ---

void StreamSession::onMessage(const QByteArray &bytes)
{
    m_lastRead = m_services.clock.monotonic();
    m_lastMessage = m_services.clock.now();
    if (m_services.tap)
        m_services.tap->frame(m_dialect->info().id, m_url, bytes, m_lastMessage);
    auto events = m_dialect->decode(bytes, m_lastMessage);
    if (!events)
        return onMalformed(events.error(), bytes);
    for (StreamEvent &event : *events) {
        std::visit([this](auto &&one) { take(std::forward<decltype(one)>(one)); }, std::move(event));
        if (m_ended)
            return;
    }
}

void StreamSession::take(Ticker ticker)
{
    const Subscription of{ticker.instrument, std::nullopt};
    if (!m_ledger.confirmed(of))
        return;
    ticker.receivedAt = m_lastRead;
    onData(of);
    emit tickerReceived(ticker);
}

void StreamSession::take(const CandleUpdate &update)
{
    const Subscription of{update.instrument, update.interval};
    if (!m_ledger.confirmed(of))
        return;
    onData(of);
    emit candleReceived(update);
}

void StreamSession::onData(const Subscription &of)
{
    m_lastData = m_lastRead;
    m_subscribedAnew = false;
    if (!m_live)
        goLive();
    if (m_asking == of)
        askNext();
}

void StreamSession::take(const StreamAck &ack)
{
    m_ledger.acked(ack.instruments, m_lastRead);
    watchOverdue();
    if (m_asking && m_ledger.state(*m_asking) == SubscriptionLedger::State::Acked)
        askNext();
}

void StreamSession::take(const StreamHeartbeat &heartbeat)
{
    if (!m_pong.isArmed() || !heartbeat.reason.contains(QLatin1String("pong"), Qt::CaseInsensitive))
        return;
    m_pong.disarm();
    m_latency = m_lastRead - m_pingSent;
}

void StreamSession::take(const StreamError &error)
{
    qCInfo(logQuotes) << m_host << "said:" << error.error.detail;
    if (error.replaceConnection) {
        emit goingAway(error.error.detail);
        return;
    }
    if (error.instrument)
        return onRefused(m_ledger.refused(*error.instrument), error.error);
    if (error.error.kind == Error::Kind::RateLimited || error.error.kind == Error::Kind::Refused) {
        StreamFailure failure;
        failure.error = error.error;
        return end(failure);
    }
    if (m_asking) {
        const Subscription guilty = *m_asking;
        m_ledger.refuse(guilty);
        onRefused({guilty}, error.error);
        return askNext();
    }
    const auto waiting = m_ledger.in(SubscriptionLedger::State::Pending);
    if (waiting.size() == 1) {
        m_ledger.refuse(waiting.constFirst());
        onRefused(waiting, error.error);
    } else {
        askOneByOne(waiting);
    }
}

void StreamSession::onRefused(const QList<Subscription> &subscriptions, const Error &reason)
{
    // Some venues turn the whole request down for one bad name: what was in it is asked for again.
    if (!m_askAgainTimer)
        m_askAgainTimer = m_services.clock.after(afterRefusal, [this] {
            m_askAgainTimer.reset();
            QList<Subscription> left;
            for (const Subscription &of : m_ledger.in(SubscriptionLedger::State::Pending)) {
                if (!m_askedAlone.contains(of))
                    left.append(of);
            }
            askOneByOne(left);
        });
    if (m_asking && subscriptions.contains(*m_asking))
        askNext();
    if (!subscriptions.isEmpty())
        emit refused(subscriptions, reason);
}

void StreamSession::onMalformed(const Error &error, const QByteArray &bytes)
{
    ++m_malformed;
    m_malformedAt.append(m_lastRead);
    while (m_lastRead - m_malformedAt.constFirst() > malformedWindow)
        m_malformedAt.removeFirst();
    if (m_malformedAt.size() == 1) // a sample of each bout, not a flood
        qCInfo(logQuotes) << m_host << "sent what can't be read:" << error.detail << bytes.left(200);
    if (m_malformedAt.size() > mostMalformed)
        end(because(Error::Kind::Malformed,
                    QStringLiteral("%1 sent %2 unreadable messages within %3 s, the last: %4")
                        .arg(m_host)
                        .arg(m_malformedAt.size())
                        .arg(secondsOf(malformedWindow), error.detail)));
}

void StreamSession::goLive()
{
    m_live = true;
    m_firstData.disarm();
    armQuiet(m_quietLimit);
    emit wentLive();
}

// --- watching ---

void StreamSession::armSilence(milliseconds rest)
{
    m_silence.arm(firstPart(rest), [this] { onSilence(); });
}

void StreamSession::onSilence()
{
    const milliseconds limit = m_dialect->info().silenceLimit;
    const milliseconds quiet = m_services.clock.monotonic() - m_lastRead;
    if (quiet < limit)
        return armSilence(limit - quiet);
    auto failure = because(Error::Kind::Timeout,
                           QStringLiteral("%1 has been silent for %2 s").arg(m_host, secondsOf(limit)));
    failure.silent = true;
    end(failure);
}

void StreamSession::armQuiet(milliseconds rest)
{
    m_quiet.arm(firstPart(rest), [this] { onQuiet(); });
}

// Heartbeats prove the socket, never a price (platform.md 1.6, case 14). Asking anew makes most venues send
// what they have; one that then still sends nothing is replaced.
void StreamSession::onQuiet()
{
    const milliseconds limit = m_subscribedAnew ? afterAnew : m_quietLimit;
    const MonoTime since = m_subscribedAnew ? m_anewAt : m_lastData;
    const milliseconds quiet = m_services.clock.monotonic() - since;
    if (quiet < limit)
        return armQuiet(limit - quiet);
    if (m_subscribedAnew) {
        auto failure =
            because(Error::Kind::Timeout, QStringLiteral("%1 sends heartbeats but no data").arg(m_host));
        failure.noData = true;
        return end(failure);
    }
    m_subscribedAnew = true;
    m_anewAt = m_services.clock.monotonic();
    QSet<Subscription> all;
    for (const auto state : {SubscriptionLedger::State::Confirmed, SubscriptionLedger::State::Acked,
                             SubscriptionLedger::State::Pending}) {
        for (const Subscription &of : m_ledger.in(state))
            all.insert(of);
    }
    unsubscribe(setOf(all));
    subscribe(setOf(all));
    armQuiet(afterAnew);
}

void StreamSession::beat()
{
    const auto heartbeat = m_dialect->heartbeat();
    const milliseconds interval = heartbeat ? heartbeat->interval : frameInterval;
    const milliseconds quiet = m_services.clock.monotonic() - m_lastRead;
    if (heartbeat && heartbeat->onlyWhenQuiet && quiet < interval) {
        m_beatTimer = m_services.clock.after(interval - quiet, [this] { beat(); });
        return;
    }
    m_beatTimer = m_services.clock.after(interval, [this] { beat(); });
    if (!heartbeat)
        m_socket.ping();
    else if (!heartbeat->frame.isEmpty())
        pingByText(*heartbeat);
}

void StreamSession::pingByText(const Heartbeat &heartbeat)
{
    m_pingSent = m_services.clock.monotonic();
    m_outgoing.prepend({heartbeat.frame, {}}); // it counts as a message of ours too
    if (!m_sendTimer)
        sendNext();
    m_pong.arm(heartbeat.replyWithin, [this, within = heartbeat.replyWithin] {
        auto failure =
            because(Error::Kind::Timeout,
                    QStringLiteral("%1 did not answer our ping within %2 s").arg(m_host, secondsOf(within)));
        failure.silent = true;
        end(failure);
    });
}

void StreamSession::end(StreamFailure failure)
{
    if (m_ended)
        return;
    m_ended = true;
    stop();
    emit failed(failure);
}

void StreamSession::stop()
{
    m_live = false;
    for (Request *timer : {&m_sendTimer, &m_beatTimer, &m_overdueTimer, &m_askAgainTimer})
        timer->reset();
    for (FairDeadline *deadline : {&m_firstData, &m_silence, &m_quiet, &m_pong})
        deadline->disarm();
    m_outgoing.clear();
    m_socket.drop();
}

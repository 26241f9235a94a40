#include "app/exchanges/streamconnection.h"

#include "app/base/log.h"
#include "app/net/hostrules.h"

using namespace std::chrono;
using Link = SourceStatus::Link;

namespace {
constexpr milliseconds quietAtFirst = 60s, quietAtMost = 30min;
constexpr milliseconds restartOnce = 3s;
constexpr milliseconds rotationJitter = 30min;
constexpr milliseconds limitedHold = 60s, bannedHold = 120s; // 429, 418: the header is hidden from us
constexpr milliseconds politeHold = 30s;                     // close codes 1008 and 1013
constexpr milliseconds successorLimit = 30s;                 // to go live, or it is tried again
} // namespace

void StreamConnection::Later::operator()(StreamSession *session) const
{
    session->disconnect();
    session->close();
    session->deleteLater();
}

StreamConnection::StreamConnection(const SourceServices &services, DialectFactory dialect, const QUrl &url,
                                   const SubscriptionSet &share, QObject *parent)
    : QObject(parent),
      m_services(services),
      m_makeDialect(std::move(dialect)),
      m_url(url),
      m_share(share),
      m_backoff(services.random),
      m_successorBackoff(services.random),
      m_quietLimit(quietAtFirst)
{
    m_host = hostKey(services.endpoints.apply(m_makeDialect()->info().id, url));
    // Not before the constructor's caller has connected to us.
    m_retry = m_services.clock.after(0ms, [this] { attempt(); });
}

StreamConnection::~StreamConnection() = default;

void StreamConnection::setShare(const SubscriptionSet &share)
{
    if (share == m_share)
        return;
    m_share = share;
    if (m_successor)
        m_successor->setShare(share);
    if (m_session)
        m_session->setShare(share);
    if (m_link == Link::Idle) { // something to ask for again
        setLink(Link::Connecting);
        m_retry = m_services.clock.after(0ms, [this] { attempt(); });
    }
}

std::optional<milliseconds> StreamConnection::latency() const
{
    return m_session && m_session->latency() ? m_session->latency() : m_latency;
}

void StreamConnection::reconnectNow()
{
    // Told twice about one cause (our own watch and the desktop's): once is enough.
    const MonoTime now = m_services.clock.monotonic();
    if (m_restartedAt && now - *m_restartedAt < restartOnce && m_link == Link::Connecting)
        return;
    m_restartedAt = now;
    m_successor.reset();
    m_successorRetry.reset();
    if (m_session)
        remember(*m_session);
    m_session.reset();
    m_backoff.reset();
    m_lost = true;
    m_replaceWanted = false;
    setLink(Link::Connecting);
    m_retry = m_services.clock.after(0ms, [this] { attempt(); });
}

// --- attempts ---

// The host's budget and its embargo, whichever is longer; nothing when we may go on, and the attempt is then
// counted.
std::optional<milliseconds> StreamConnection::mustWait()
{
    const QString host = m_host;
    if (const auto until = m_services.http.embargoedUntil(host))
        return *until - m_services.clock.monotonic();
    return m_services.budget.take(host);
}

StreamConnection::Session StreamConnection::open()
{
    Session session(new StreamSession(m_services, m_makeDialect(), m_url, m_share, m_quietLimit, this));
    StreamSession *raw = session.get();
    connect(raw, &StreamSession::wentLive, this, [this, raw] { onLive(raw); });
    connect(raw, &StreamSession::failed, this, [this, raw](const StreamFailure &why) { onFailed(raw, why); });
    connect(raw, &StreamSession::tickerReceived, this, [this, raw](const Ticker &ticker) {
        remember(*raw);
        m_quietLimit = quietAtFirst;
        if (raw == m_session.get())
            m_backoff.dataAt(ticker.receivedAt);
        emit tickerReceived(ticker);
    });
    connect(raw, &StreamSession::candleReceived, this, [this, raw](const CandleUpdate &update) {
        remember(*raw);
        if (raw == m_session.get())
            m_backoff.dataAt(m_services.clock.monotonic());
        emit candleReceived(update);
    });
    connect(raw, &StreamSession::refused, this,
            [this, raw](const QList<Subscription> &subscriptions, const Error &reason) {
                emit subscriptionsRefused(subscriptions, reason);
                if (raw == m_session.get() && !raw->isUseful()) { // nothing left to listen to
                    m_session.reset();
                    setLink(Link::Idle);
                }
            });
    connect(raw, &StreamSession::unanswered, this, &StreamConnection::unanswered);
    connect(raw, &StreamSession::goingAway, this, [this, raw](const QString &reason) {
        if (raw == m_session.get())
            replace(reason);
    });
    return session;
}

void StreamConnection::attempt()
{
    m_retry.reset();
    if (const auto rest = mustWait())
        return wait(*rest, m_services.http.embargoedUntil(m_host) ? Link::Limited : m_link);
    m_nextAttempt = {};
    m_session = open();
    setLink(Link::Connecting);
    m_session->start();
}

void StreamConnection::wait(milliseconds delay, Link link)
{
    m_nextAttempt = m_services.clock.now() + delay;
    m_retry = m_services.clock.after(delay, [this] { attempt(); });
    setLink(link);
}

void StreamConnection::onLive(StreamSession *session)
{
    remember(*session);
    if (session == m_successor.get()) {
        qCInfo(logNet) << "stream of" << m_host << "replaced";
        m_successorRetry.reset();
        m_session = std::move(m_successor); // closes the old one
        m_successorBackoff.reset();
        m_replaceWanted = false;
    }
    armRotation();
    const bool wasLost = std::exchange(m_lost, false);
    setLink(Link::Live);
    if (wasLost)
        emit resumed();
}

// --- losses ---

void StreamConnection::onFailed(StreamSession *session, const StreamFailure &failure)
{
    remember(*session);
    if (session == m_successor.get()) {
        m_successor.reset();
        m_lastError = failure.error;
        hold(failure);
        m_successorRetry = m_services.clock.after(m_successorBackoff.next(m_services.clock.monotonic()),
                                                  [this] { attemptSuccessor(); });
        return;
    }
    m_session.reset();
    onLost(failure);
}

void StreamConnection::onLost(const StreamFailure &failure)
{
    m_lost = true;
    m_rotation.reset();
    m_lastError = failure.error;
    if (failure.noData)
        m_quietLimit =
            std::min(m_quietLimit * 2, quietAtMost); // or really nothing trades: do not go on for ever
    else
        m_quietLimit = quietAtFirst;
    if (m_successor) { // the new one is on its way already
        m_session = std::move(m_successor);
        m_successorRetry.reset();
        m_replaceWanted = false;
        setLink(m_session->isLive() ? Link::Live : Link::Connecting);
        return;
    }
    m_replaceWanted = false;
    m_successorRetry.reset();
    if (failure.error.kind == Error::Kind::Refused) {
        m_nextAttempt = {};
        emit refused(failure.error); // first: the source may try another region, and that is no refusal yet
        setLink(Link::Refused);
        return;
    }
    hold(failure);
    const milliseconds delay = m_backoff.next(m_services.clock.monotonic());
    const bool limited = failure.error.kind == Error::Kind::RateLimited;
    wait(delay, limited ? Link::Limited : failure.silent ? Link::Silent : Link::Retrying);
}

void StreamConnection::hold(const StreamFailure &failure)
{
    milliseconds least{0};
    if (failure.error.kind == Error::Kind::RateLimited)
        least = failure.httpStatus == 418 ? bannedHold : limitedHold;
    else if (failure.closeCode == 1008 || failure.closeCode == 1013 || failure.hiddenCode)
        least = politeHold;
    if (least == 0ms)
        return;
    m_backoff.holdAtLeast(least);
    m_successorBackoff.holdAtLeast(least);
    if (failure.error.kind == Error::Kind::RateLimited) // every socket of this host keeps away
        m_services.http.embargo(m_host, m_services.clock.monotonic() + least);
}

// --- planned replacement ---

void StreamConnection::replace(const QString &reason)
{
    if (m_replaceWanted || m_link != Link::Live)
        return;
    qCInfo(logNet) << "stream of" << m_host << "will be replaced:" << reason;
    m_replaceWanted = true;
    attemptSuccessor();
}

void StreamConnection::attemptSuccessor()
{
    m_successor.reset();
    if (const auto rest = mustWait()) {
        m_successorRetry = m_services.clock.after(*rest, [this] { attemptSuccessor(); });
        return;
    }
    m_successor = open();
    m_successorRetry = m_services.clock.after(successorLimit, [this] { attemptSuccessor(); });
    m_successor->start();
}

// Venues that cut every stream after 24 hours are left a little before, each of us at another time.
void StreamConnection::armRotation()
{
    const auto after = m_makeDialect()->limits().rotateAfter;
    if (!after)
        return;
    const milliseconds jitter{
        static_cast<qint64>(m_services.random() * static_cast<double>(rotationJitter.count()))};
    m_rotation = m_services.clock.after(*after + jitter,
                                        [this] { replace(QStringLiteral("its day is nearly over")); });
}

void StreamConnection::remember(const StreamSession &session)
{
    if (session.lastMessageAt() >= m_lastMessageAt && isKnown(session.lastMessage())) {
        m_lastMessage = session.lastMessage();
        m_lastMessageAt = session.lastMessageAt();
    }
    if (session.latency())
        m_latency = session.latency();
}

void StreamConnection::setLink(Link link)
{
    if (m_link == link && link != Link::Retrying && link != Link::Limited)
        return;
    m_link = link;
    emit linkChanged();
}

#pragma once

#include "app/base/backoff.h"
#include "app/exchanges/streamsession.h"

// Keeps one stream of a venue up: one address and its share of the wanted set. It owns the attempts
// (StreamSession), one at a time and a second one while a planned replacement takes over: the new one is live
// before the old one is closed, so that no price goes stale meanwhile. Lost connections are mended by
// Backoff, within the host's budget, and never before an embargo ends.
//
// Thread: the clock's. Destroying it closes the stream politely.
class StreamConnection : public QObject
{
    Q_OBJECT
public:
    StreamConnection(const SourceServices &services, DialectFactory dialect, const QUrl &url,
                     const SubscriptionSet &share, QObject *parent);
    ~StreamConnection() override;

    const QUrl &url() const { return m_url; } // the venue's own, whatever --endpoint replaces
    const SubscriptionSet &share() const { return m_share; }
    void setShare(const SubscriptionSet &share);

    // Connecting, Live, Silent, Retrying, Limited or Refused; Idle when everything in its share was turned
    // down.
    SourceStatus::Link link() const { return m_link; }
    UtcTime nextAttempt() const { return m_nextAttempt; } // while Silent, Retrying, Limited
    const std::optional<Error> &lastError() const { return m_lastError; }
    std::optional<std::chrono::milliseconds> latency() const;
    UtcTime lastMessage() const { return m_lastMessage; }
    MonoTime lastMessageAt() const { return m_lastMessageAt; }

    // Drops what is there and tries at once (within the budget); a refusal is forgotten. After sleep, a
    // network change, or by hand.
    void reconnectNow();
    // A planned change: the new stream first. Nothing happens when none is live.
    void replace(const QString &reason);

signals:
    void linkChanged();
    void tickerReceived(const Ticker &ticker);
    void candleReceived(const CandleUpdate &update);
    void subscriptionsRefused(const QList<Subscription> &subscriptions, const Error &reason);
    void unanswered(const QList<Subscription> &subscriptions);
    // This place or client is not served (451, 403): nothing is tried any more until reconnectNow().
    void refused(const Error &error);
    // Live again after a loss: what was missed meanwhile can be read by REST.
    void resumed();

private:
    struct Later // never inside one of its own signals
    {
        void operator()(StreamSession *session) const;
    };
    using Session = std::unique_ptr<StreamSession, Later>;

    void attempt(); // the current one
    void attemptSuccessor();
    Session open();
    std::optional<std::chrono::milliseconds> mustWait();
    void onLive(StreamSession *session);
    void onFailed(StreamSession *session, const StreamFailure &failure);
    void onLost(const StreamFailure &failure);
    void hold(const StreamFailure &failure);
    void wait(std::chrono::milliseconds delay, SourceStatus::Link link);
    void setLink(SourceStatus::Link link);
    void remember(const StreamSession &session);
    void armRotation();

    const SourceServices &m_services;
    DialectFactory m_makeDialect;
    QUrl m_url;
    QString m_host; // where we really connect: its budget, its embargo
    SubscriptionSet m_share;
    Backoff m_backoff, m_successorBackoff;
    Session m_session, m_successor;
    Request m_retry, m_successorRetry, m_rotation;
    SourceStatus::Link m_link = SourceStatus::Link::Connecting;
    UtcTime m_nextAttempt{}, m_lastMessage{};
    MonoTime m_lastMessageAt{};
    std::optional<Error> m_lastError;
    std::optional<std::chrono::milliseconds> m_latency;
    std::chrono::milliseconds m_quietLimit;
    std::optional<MonoTime> m_restartedAt;
    bool m_lost = false; // since it was last live
    bool m_replaceWanted = false;
};

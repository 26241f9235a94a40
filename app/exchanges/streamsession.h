#pragma once

#include "app/exchanges/sourceservices.h"
#include "app/exchanges/streamsocket.h"
#include "app/exchanges/subscriptionledger.h"
#include "app/exchanges/venuedialect.h"

#include <QList>

// One attempt's life: connect, subscribe, listen, notice its death. It ends once, by failed() or close(), and
// is never used again. No state waits for a Qt signal alone: each has a deadline (platform.md 1.4).
//
// Ticks carry receivedTime and receivedAt of the moment their bytes were read. They are the venue's word:
// order, duplicates and wild prices are the source's business.
class StreamSession : public QObject
{
    Q_OBJECT
public:
    // `url` is the venue's own address; --endpoint is applied here. `quietLimit`: heartbeats without data for
    // so long, and it subscribes anew, then gives up.
    StreamSession(const SourceServices &services, std::unique_ptr<VenueDialect> dialect, const QUrl &url,
                  const SubscriptionSet &share, std::chrono::milliseconds quietLimit, QObject *parent);
    ~StreamSession() override;

    void start();
    // Works out the difference to what it has and sends it.
    void setShare(const SubscriptionSet &share);
    void close(); // politely; nothing is emitted any more

    bool isLive() const { return m_live; }
    bool isUseful() const { return m_ledger.isUseful(); } // not everything was refused
    UtcTime lastMessage() const { return m_lastMessage; }
    MonoTime lastMessageAt() const { return m_lastRead; }
    std::optional<std::chrono::milliseconds> latency() const { return m_latency; }
    int malformed() const { return m_malformed; }

signals:
    void wentLive();
    void failed(const StreamFailure &failure);
    void tickerReceived(const Ticker &ticker);
    void candleReceived(const CandleUpdate &update);
    void refused(const QList<Subscription> &subscriptions, const Error &reason);
    // Subscribed, and nothing came: to be read by REST.
    void unanswered(const QList<Subscription> &subscriptions);
    // The venue says it will cut this connection: a new one is wanted before.
    void goingAway(const QString &reason);

private:
    struct Outgoing
    {
        QByteArray frame;
        SubscriptionSet completes; // the last frame that asks for these
    };

    void onOpened();
    void onMessage(const QByteArray &bytes);
    void take(Ticker ticker);
    void take(const CandleUpdate &update);
    void take(const StreamAck &ack);
    void take(const StreamHeartbeat &heartbeat);
    void take(const StreamError &error);
    void take(const StreamIgnored &) {}
    void onMalformed(const Error &error, const QByteArray &bytes);
    void onData(const Subscription &of);

    void subscribe(const SubscriptionSet &set);
    void unsubscribe(const SubscriptionSet &set);
    void enqueue(const QByteArrayList &frames, const SubscriptionSet &completes);
    void sendNext();
    void askOneByOne(const QList<Subscription> &subscriptions);
    void askNext();
    void onRefused(const QList<Subscription> &subscriptions, const Error &reason);
    void watchOverdue();
    void onOverdue();
    void goLive();

    void armSilence(std::chrono::milliseconds rest);
    void onSilence();
    void armQuiet(std::chrono::milliseconds rest);
    void onQuiet();
    void beat();
    void pingByText(const Heartbeat &heartbeat);
    void end(StreamFailure failure);
    void stop();

    const SourceServices &m_services;
    std::unique_ptr<VenueDialect> m_dialect;
    QUrl m_url;     // the venue's own address
    QString m_host; // where we really connect, for what is said about it
    StreamSocket m_socket;
    SubscriptionLedger m_ledger;
    QList<Outgoing> m_outgoing;
    QList<Subscription> m_oneByOne; // to be asked for each alone, after an error that named no one
    std::optional<Subscription> m_asking;
    QSet<Subscription> m_askedAlone;
    Request m_sendTimer, m_beatTimer, m_overdueTimer, m_askAgainTimer;
    FairDeadline m_firstData, m_silence, m_quiet, m_pong;
    std::chrono::milliseconds m_quietLimit;
    QList<MonoTime> m_malformedAt;
    MonoTime m_lastRead{}, m_lastData{}, m_lastSent{}, m_pingSent{}, m_anewAt{};
    UtcTime m_lastMessage{};
    std::optional<std::chrono::milliseconds> m_latency;
    int m_malformed = 0;
    bool m_live = false, m_ended = false, m_sentAny = false, m_subscribedAnew = false;
};

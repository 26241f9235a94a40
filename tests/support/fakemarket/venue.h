#pragma once

#include "tests/support/fakemarket/fault.h"
#include "tests/support/fakemarket/listener.h"
#include "tests/support/fakemarket/protocol.h"

#include <QSet>

namespace fake {

struct Options;

// A rule of the venue that the client broke.
struct Violation
{
    UtcTime at;
    QByteArray venue;
    QString rule;
};

// One venue on one port: plain HTTP and WebSocket. The part in the middle is for tests, the last for
// Protocol.
class Venue final : public QObject
{
    Q_OBJECT
public:
    enum class Kind { Control, Heartbeat, Data };

    Venue(const QByteArray &id, PricePath &path, Clock &clock, const Options &options, QObject *parent);
    ~Venue() override;

    const QByteArray &id() const { return m_id; }
    // http://127.0.0.1:PORT; for sockets take ws and the same host and port.
    QUrl endpoint() const { return m_listener.url(); }
    bool isListening() const { return m_listener.port() != 0; }

    // ---- for tests
    // A trade at that price, as text; every stream that follows the market hears of it at once. `at` is its
    // exchange time, now when absent. The text goes out as it is: invalid prices are yours to send.
    void push(const QByteArray &symbol, const QByteArray &last, std::optional<UtcTime> at = {});
    // A text frame as it is to every stream, past all faults.
    void sendToAll(const QByteArray &text);
    void apply(const FaultSpec &spec);
    void apply(Fault fault, const QByteArray &value = {}, const QByteArray &symbol = {});
    void heal(Fault fault);
    void healAll();
    bool isFaulty(Fault fault) const;
    // Answers requests whose path starts so with this instead of the venue's own.
    void answerWith(const QByteArray &pathPrefix, const HttpReply &reply)
    {
        m_answers.insert(pathPrefix, reply);
    }

    // "ticker:BTCUSDT" and the like in the venue's words, of all streams, in the order they came.
    QStringList subscriptions() const;
    const QList<HttpRequest> &requests() const { return m_requests; } // upgrades too; the newest 10,000
    const QByteArrayList &messages() const { return m_messages; }     // text frames from clients, likewise
    const QList<Violation> &violations() const { return m_violations; }
    qsizetype connectionCount() const { return m_listener.connections().size(); } // open, of both kinds
    qsizetype streamCount() const { return sessions().size(); }
    qint64 connectionsEver() const { return m_listener.accepted(); }
    qint64 framesSent() const { return m_framesSent; }
    qint64 requestsEver() const { return m_requestsEver; }
    qint64 messagesEver() const { return m_messagesEver; }
    Listing *listing(const QByteArray &symbol);
    // Tells every stream of the market where it stands.
    void publish(Listing &listing);

    // ---- for Protocol
    UtcTime now() const { return m_clock.now(); }
    Clock &clock() const { return m_clock; }
    const PricePath &path() const { return m_path; }
    std::vector<Listing> &listings() { return m_listings; }
    Figures figures(Listing &listing) const;
    // An exchange time as the venue writes it, with the fault on it.
    qint64 stamp(UtcTime time) const;
    // RFC 3339 with that many fraction digits.
    QByteArray rfc3339(UtcTime time, int digits) const;
    void send(Session &session, Kind kind, const QByteArray &text, const Topic &topic = {},
              const Listing *listing = nullptr);
    // 1006 is an end without a close frame, which is what a client sees as that code.
    void close(Session &session, quint16 code, const QByteArray &reason = {});
    void subscribe(Session &session, const Topic &topic);
    bool unsubscribe(Session &session, const Topic &topic);
    // Null when the symbol is not to be had: unknown, gone, refused by a fault.
    Listing *subscribable(const QByteArray &symbol);
    void ruleBroken(const QString &rule);
    // The rule is told and the stream closed, unless `stillBroken` says otherwise once everything that is
    // already on the way has been read: a test's clock may have jumped over a ping that was sent in time.
    void expire(Session &session, const QString &rule, quint16 code, std::function<bool()> stillBroken);
    // Whether `most` within `within` of what `name` counts was exceeded; never when rates are not enforced.
    bool overRate(const QByteArray &name, int most, std::chrono::milliseconds within, int weight = 1);
    bool overRate(RateWindow &window, int most, std::chrono::milliseconds within) const;
    int used(const QByteArray &name, std::chrono::milliseconds within) const;
    // No request before: one that comes is a broken rule.
    void embargo(std::chrono::seconds span) { m_embargo = now() + span; }
    qint64 step() const { return m_step; } // of the beat
    QList<Session *> sessions() const;     // those whose connection is open

signals:
    void requested(const QByteArray &target);
    void streamOpened();
    void streamClosed();
    void heardText(const QByteArray &text);
    void subscribed(const QByteArray &channel, const QByteArray &symbol);
    void violated(const QString &rule);
    void repriced(const QByteArray &coin); // the path was changed, for every venue

private:
    void connected(Connection *connection);
    void handle(Connection *connection, const HttpRequest &request);
    void upgrade(Connection *connection, const HttpRequest &request);
    void open(Connection *connection, const HttpRequest &request);
    void heard(Session &session, const QByteArray &text);
    // Answers by a fault on answers; false when there is none.
    bool spoil(Connection *connection, const HttpRequest &request, bool upgrade);
    HttpReply statusReply(const FaultSpec &spec);
    Delivery delivery(FaultSpec::Scope scope) const;
    HttpReply answer(const HttpRequest &request);
    const FaultSpec *active(Fault fault, FaultSpec::Scope scope = FaultSpec::Scope::Both) const;
    bool affects(Fault fault, const Listing &listing) const;
    void spend(const FaultSpec *spec);
    void remove(const FaultSpec &spec);
    void change(const FaultSpec &spec, bool on); // what a lasting fault alters at its begin and end
    void strike(const FaultSpec &spec);          // what happens once
    void strike(Session &session, const FaultSpec &spec);
    void purge();
    void armBeat();
    void beat();
    void armSeconds();
    void everySecond();

    QByteArray m_id;
    PricePath &m_path;
    Clock &m_clock;
    const Options &m_options;
    Listener m_listener;
    std::unique_ptr<Protocol> m_protocol;
    std::vector<Listing> m_listings;
    QHash<QByteArray, size_t> m_bySymbol;
    std::vector<std::unique_ptr<Session>>
        m_sessions; // a closed one stays, without connection, until the loop turns
    QList<FaultSpec> m_faults;
    std::vector<std::pair<Fault, Request>> m_faultEnds;
    QHash<QByteArray, RateWindow> m_rates;
    QHash<QByteArray, HttpReply> m_answers;
    QList<HttpRequest> m_requests;
    QByteArrayList m_messages;
    QList<Violation> m_violations;
    MonoTime m_nextBeat{};
    Request m_beatTimer, m_secondTimer;
    UtcTime m_embargo{};
    int m_impatience = 0; // requests inside the embargo
    qint64 m_step = 0, m_framesSent = 0, m_requestsEver = 0, m_messagesEver = 0;
};

} // namespace fake

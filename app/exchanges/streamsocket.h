#pragma once

#include "app/base/clock.h"
#include "app/base/fairdeadline.h"
#include "app/base/result.h"

#include <QAbstractSocket>
#include <QObject>
#include <QSslError>
#include <QUrl>

QT_BEGIN_NAMESPACE
class QHostInfo;
class QWebSocket;
QT_END_NAMESPACE

// Why a stream ended, or never began.
struct StreamFailure
{
    Error error;
    int httpStatus = 0; // the handshake was answered with this
    int closeCode = 0;  // as QWebSocket tells it: 1000 also after a reset, so it never means "all is well"
    bool hiddenCode = false; // 1012 or more: Qt 6.4 takes them for invalid and does not say which it was
    bool silent = false;     // open, but nothing came for too long
    bool noData = false;     // heartbeats came, data did not, not even after subscribing anew
};

// One attempt at one WebSocket, with every deadline that QWebSocket lacks (platform.md 0, 1.4 and 1.7):
// connection 10 s, handshake 15 s, a message whole within 10 s of its first byte, frames and messages up to 1
// MiB. It opens once, fails at most once and is never used again; the next attempt is a new object, so that
// no late signal of this one can be taken for the other's.
//
// Thread: the clock's own. Destroying it drops the connection at once.
class StreamSocket : public QObject
{
    Q_OBJECT
public:
    StreamSocket(Clock &clock, const QUrl &url, QObject *parent = nullptr);
    ~StreamSocket() override;

    void open();
    bool isOpen() const { return m_open; }
    void send(const QByteArray &text);
    // A ping frame: any server answers it; answered() tells the round trip.
    void ping();
    // With a close frame; for a connection that is no longer needed. failed() does not follow.
    void closePolitely();
    void drop(); // at once, as after a failure; nothing is emitted any more

signals:
    void opened();
    void messageReceived(const QByteArray &bytes);
    void answered(std::chrono::milliseconds roundTrip);
    void failed(const StreamFailure &failure);

private slots:
    void hostFound(const QHostInfo &host);

private:
    void onConnectLimit();
    void tryNextAddress(int left);
    void onBytes();
    void onMessage(const QByteArray &bytes);
    void onPartialLimit();
    void onError(QAbstractSocket::SocketError error);
    void onDisconnected();
    StreamFailure refusal(const QString &text) const;
    void fail(StreamFailure failure);
    void failWith(Error error);

    Clock &m_clock;
    QUrl m_url;
    QWebSocket *m_socket = nullptr;
    QAbstractSocket *m_wire = nullptr; // the socket inside; null when Qt no longer keeps it there
    QList<QSslError> m_tlsErrors;
    FairDeadline m_deadline, m_partialLimit;
    Request m_nextAddress;
    int m_lookup = -1;
    std::optional<MonoTime> m_partialSince; // part of a message has come
    bool m_fragment = false;
    bool m_wired = false; // TCP is up
    bool m_open = false;
};

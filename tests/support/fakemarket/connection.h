#pragma once

#include "app/base/clock.h"
#include "tests/support/fakemarket/http.h"
#include "tests/support/fakemarket/wsframe.h"

#include <QObject>
#include <QPointer>
#include <QTcpSocket>

namespace fake {

// How an answer travels. Times run on the market's clock.
struct Delivery
{
    std::chrono::milliseconds delay{0};
    std::chrono::milliseconds everyByte{0}; // > 0: one byte at a time
    qsizetype cutAfter = -1;                // bytes of head and body after which the connection is cut
    bool chunked = false;                   // no Content-Length
    std::optional<qint64> claim;            // a Content-Length that is not true
};

// One accepted TCP connection: HTTP/1.1 requests one after the other, or a WebSocket once it was upgraded.
// It knows no venue. It deletes itself after closed().
class Connection final : public QObject
{
    Q_OBJECT
public:
    Connection(QTcpSocket *socket, Clock &clock, quint64 id, QObject *parent);
    ~Connection() override;

    quint64 id() const { return m_id; }
    bool isWebSocket() const { return m_webSocket; }
    bool isOpen() const { return m_open; }

    void reply(const HttpReply &reply, const Delivery &delivery = {});
    // `connectionHeader` stands in the answer; `everyByte` as in Delivery.
    void acceptWebSocket(const HttpRequest &request, const QByteArray &connectionHeader = "Upgrade",
                         std::chrono::milliseconds everyByte = {});
    void sendText(const QByteArray &text) { sendFrame({Opcode::Text, text}); }
    void sendFrame(const Frame &frame);
    // Bytes as they are, now.
    void sendRaw(const QByteArray &bytes);
    // Bytes one at a time; an empty `every` means at once.
    void drip(const QByteArray &bytes, std::chrono::milliseconds every, std::function<void()> done);

    // Writes what `more` gives, as fast as it is read, until it gives nothing; then FIN.
    void pour(std::function<QByteArray()> more);

    // A polite end: close frame, then FIN once the peer answered it.
    void close(quint16 code, const QByteArray &reason = {});
    void finish(); // FIN, without a close frame
    void reset();  // RST
    // From now on nothing is read and nothing written, and nothing closes: the other side of a dead link.
    void freeze(bool frozen);
    bool isFrozen() const { return m_frozen; }

signals:
    void requested(const fake::HttpRequest &request);
    void upgraded();
    void textReceived(const QByteArray &text);
    void pinged();
    void ponged(const QByteArray &payload);
    void protocolError(const QString &what);
    void closed();

private:
    void readReady();
    void readHttp();
    void readFrames();
    void handle(const Frame &frame);
    void pourOn();
    void write(const QByteArray &bytes);
    void end();

    Clock &m_clock;
    quint64 m_id;
    QPointer<QTcpSocket> m_socket;
    QByteArray m_input;
    QByteArray m_message; // fragments so far
    FrameReader m_frames;
    std::function<QByteArray()> m_more;
    Request m_timer; // the one answer that waits or drips
    bool m_webSocket = false;
    bool m_open = true;
    bool m_frozen = false;
    bool m_busy = false; // a request is being answered; the next waits
    bool m_closing = false;
};

} // namespace fake

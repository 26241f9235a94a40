#include "tests/support/fakemarket/connection.h"

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#endif

namespace fake {

namespace {
// A peer that stopped reading: a venue drops it rather than keep a backlog.
constexpr qint64 mostBacklog = 64 * 1024 * 1024;

void lingerZero(QTcpSocket &socket)
{
#ifdef Q_OS_UNIX
    const linger off{1, 0}; // closing now sends RST
    ::setsockopt(static_cast<int>(socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &off, sizeof off);
#endif
}
} // namespace

Connection::Connection(QTcpSocket *socket, Clock &clock, quint64 id, QObject *parent)
    : QObject(parent), m_clock(clock), m_id(id), m_socket(socket)
{
    socket->setParent(this);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(socket, &QTcpSocket::readyRead, this, &Connection::readReady);
    connect(socket, &QTcpSocket::disconnected, this, &Connection::end);
    connect(socket, &QTcpSocket::bytesWritten, this, &Connection::pourOn);
}

Connection::~Connection()
{
    m_open = false;
    if (m_socket)
        m_socket->disconnect(this);
}

void Connection::end()
{
    if (!m_open)
        return;
    m_open = false;
    m_timer.reset();
    emit closed();
    deleteLater();
}

void Connection::write(const QByteArray &bytes)
{
    if (!m_open || m_frozen || !m_socket || m_socket->state() != QAbstractSocket::ConnectedState)
        return;
    m_socket->write(bytes);
    if (m_socket->bytesToWrite() > mostBacklog)
        reset();
}

void Connection::reply(const HttpReply &reply, const Delivery &delivery)
{
    HttpReply out = reply;
    const bool bodyless = reply.status == 304 || reply.status == 204;
    QByteArray body = bodyless ? QByteArray() : reply.body;
    if (delivery.chunked) {
        out.headers.emplaceBack("Transfer-Encoding", "chunked");
        body = QByteArray::number(body.size(), 16) + "\r\n" + body + "\r\n0\r\n\r\n";
    } else if (!bodyless) {
        out.headers.emplaceBack("Content-Length", QByteArray::number(delivery.claim.value_or(body.size())));
    }
    QByteArray bytes = out.head() + body;
    if (delivery.cutAfter >= 0)
        bytes.truncate(delivery.cutAfter);
    const bool ends = !reply.keepAlive || delivery.cutAfter >= 0;
    const auto go = [this, bytes, every = delivery.everyByte, ends] {
        drip(bytes, every, [this, ends] {
            m_busy = false;
            if (ends)
                finish();
            else
                readHttp();
        });
    };
    if (delivery.delay.count() > 0)
        m_timer = m_clock.after(delivery.delay, go);
    else
        go();
}

void Connection::drip(const QByteArray &bytes, std::chrono::milliseconds every, std::function<void()> done)
{
    if (every.count() <= 0 || bytes.isEmpty()) {
        write(bytes);
        if (done)
            done();
        return;
    }
    write(bytes.left(1));
    m_timer = m_clock.after(
        every, [this, rest = bytes.mid(1), every, done = std::move(done)] { drip(rest, every, done); });
}

void Connection::acceptWebSocket(const HttpRequest &request, const QByteArray &connectionHeader,
                                 std::chrono::milliseconds everyByte)
{
    const QByteArray answer =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: " + connectionHeader +
        "\r\nSec-WebSocket-Accept: " + acceptKey(request.header("sec-websocket-key")) + "\r\n\r\n";
    drip(answer, everyByte, [this] {
        m_webSocket = true;
        m_busy = false;
        m_frames.feed(std::exchange(m_input, {}));
        emit upgraded();
    });
}

void Connection::sendFrame(const Frame &frame)
{
    if (!m_closing)
        write(encodeFrame(frame));
}

void Connection::sendRaw(const QByteArray &bytes)
{
    write(bytes);
}

void Connection::pour(std::function<QByteArray()> more)
{
    m_more = std::move(more);
    pourOn();
}

void Connection::pourOn()
{
    while (m_more && m_socket && m_socket->bytesToWrite() < 256 * 1024) {
        const QByteArray bytes = m_more();
        write(bytes);
        if (!bytes.isEmpty())
            continue;
        m_more = nullptr;
        finish();
    }
}

void Connection::close(quint16 code, const QByteArray &reason)
{
    if (m_closing || !m_open)
        return;
    sendFrame({Opcode::Close, closePayload(code, reason)});
    m_closing = true;
}

void Connection::finish()
{
    if (m_open && m_socket && !m_frozen)
        m_socket->disconnectFromHost();
}

void Connection::reset()
{
    if (!m_open || !m_socket)
        return;
    lingerZero(*m_socket);
    m_socket->abort();
    end();
}

void Connection::freeze(bool frozen)
{
    m_frozen = frozen;
    if (m_socket)
        m_socket->setReadBufferSize(frozen ? 1
                                           : 0); // the rest stays with the kernel, which then takes no more
    if (!frozen)
        readReady();
}

void Connection::readReady()
{
    if (m_frozen || !m_open || !m_socket)
        return;
    const QByteArray bytes = m_socket->readAll();
    if (m_webSocket) {
        m_frames.feed(bytes);
        readFrames();
    } else {
        m_input += bytes;
        readHttp();
    }
}

void Connection::readHttp()
{
    const QPointer<Connection> alive(this);
    while (alive && m_open && !m_busy && !m_webSocket) {
        bool broken = false;
        const auto request = takeRequest(m_input, broken);
        if (broken) {
            HttpReply refusal = HttpReply::html("<html>400 Bad Request</html>", 400);
            refusal.keepAlive = false;
            reply(refusal);
            return;
        }
        if (!request)
            return;
        m_busy = true;
        emit requested(*request);
    }
    if (alive && m_webSocket)
        readFrames();
}

void Connection::readFrames()
{
    const QPointer<Connection> alive(this);
    while (alive && m_open) {
        const auto frame = m_frames.next();
        if (!frame)
            return;
        handle(*frame);
    }
}

void Connection::handle(const Frame &frame)
{
    if (!frame.masked || frame.reserved) {
        emit protocolError(QStringLiteral("a frame without mask or with reserved bits"));
        close(1002);
        return;
    }
    switch (frame.opcode) {
    case Opcode::Text:
    case Opcode::Binary:
    case Opcode::Continuation:
        m_message += frame.payload;
        if (frame.last)
            emit textReceived(std::exchange(m_message, {}));
        break;
    case Opcode::Ping:
        sendFrame({Opcode::Pong, frame.payload});
        emit pinged();
        break;
    case Opcode::Pong:
        emit ponged(frame.payload);
        break;
    case Opcode::Close:
        if (!m_closing)
            sendFrame({Opcode::Close, frame.payload});
        m_closing = true;
        finish();
        break;
    }
}

} // namespace fake

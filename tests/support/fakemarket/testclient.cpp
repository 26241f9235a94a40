#include "tests/support/fakemarket/testclient.h"

#include <algorithm>

RawAnswer get(const QUrl &endpoint, const QByteArray &target, const QByteArray &headers)
{
    QTcpSocket socket;
    socket.connectToHost(endpoint.host(), static_cast<quint16>(endpoint.port()));
    QByteArray bytes;
    bool done = false;
    QObject::connect(&socket, &QTcpSocket::readyRead, &socket, [&] { bytes += socket.readAll(); });
    QObject::connect(&socket, &QTcpSocket::disconnected, &socket, [&] { done = true; });
    QObject::connect(&socket, &QTcpSocket::errorOccurred, &socket, [&] { done = true; });
    socket.write("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers + "\r\n");
    const auto whole = [&] {
        const qsizetype end = bytes.indexOf("\r\n\r\n");
        if (end > 0 && bytes.startsWith("HTTP/1.1 304"))
            return true; // has no body
        const qsizetype at = bytes.toLower().indexOf("content-length: ");
        if (end < 0 || at < 0 || at > end)
            return false;
        const qsizetype from = at + 16;
        return bytes.size() >= end + 4 + bytes.mid(from, bytes.indexOf('\r', from) - from).toLongLong();
    };
    waitUntil([&] { return done || whole(); }, patience);
    RawAnswer answer;
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    answer.status = bytes.mid(9, 3).toInt();
    answer.head = bytes.left(end);
    answer.body = end < 0 ? QByteArray() : bytes.mid(end + 4);
    return answer;
}

RawStream::RawStream(const QUrl &endpoint, const QByteArray &path, const QByteArray &headers)
{
    QObject::connect(&socket, &QTcpSocket::readyRead, &socket, [this] {
        QByteArray got = socket.readAll();
        if (!head.contains("\r\n\r\n")) {
            head += got;
            const qsizetype end = head.indexOf("\r\n\r\n");
            if (end < 0)
                return;
            got = head.mid(end + 4);
            head.truncate(end + 4);
        }
        bytes += got;
        m_reader.feed(got);
        while (const auto frame = m_reader.next())
            frames.append(*frame);
    });
    QObject::connect(&socket, &QTcpSocket::disconnected, &socket, [this] { closed = true; });
    socket.connectToHost(endpoint.host(), static_cast<quint16>(endpoint.port()));
    socket.write("GET " + path +
                 " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                 "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
                 headers + "\r\n");
}

void RawStream::sendText(const QByteArray &text)
{
    const QByteArray mask("\x11\x22\x33\x44", 4);
    QByteArray frame = fake::encodeFrame({fake::Opcode::Text, text});
    const qsizetype body = frame.size() - text.size();
    frame[1] = static_cast<char>(frame.at(1) | 0x80);
    for (qsizetype i = 0; i < text.size(); ++i)
        frame[body + i] = static_cast<char>(text.at(i) ^ mask.at(i % 4));
    socket.write(frame.left(body) + mask + frame.mid(body));
}

StreamClient::StreamClient(const QUrl &endpoint, const QString &path)
{
    QObject::connect(&socket, &QWebSocket::connected, &socket, [this] { opened = true; });
    QObject::connect(&socket, &QWebSocket::disconnected, &socket, [this] { closed = true; });
    QObject::connect(&socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), &socket,
                     [this] { failed = true; });
    QObject::connect(&socket, &QWebSocket::textMessageReceived, &socket,
                     [this](const QString &text) { messages.append(text.toUtf8()); });
    QUrl url = endpoint;
    url.setScheme(QStringLiteral("ws"));
    socket.open(QUrl(url.toString() + path));
}

QByteArray StreamClient::waitFor(const QByteArray &part, int deadlineMs)
{
    const auto find = [&] {
        return std::find_if(messages.cbegin(), messages.cend(),
                            [&](const QByteArray &text) { return text.contains(part); });
    };
    return waitUntil([&] { return find() != messages.cend(); }, deadlineMs) ? *find() : QByteArray();
}

void StreamClient::settle()
{
    bool answered = false;
    const auto link = QObject::connect(&socket, &QWebSocket::pong, &socket, [&] { answered = true; });
    socket.ping();
    waitUntil([&] { return answered || closed; }, patience);
    QObject::disconnect(link);
}

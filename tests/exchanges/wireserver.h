#pragma once

#include <QCryptographicHash>
#include <QSslServer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>
#include <memory>

// A WebSocket server as far as its bytes: it shakes hands when told to, and sends what the test writes.
class WireServer : public QObject
{
public:
    explicit WireServer(const QSslConfiguration *tls = nullptr, quint16 port = 0) : m_secure(tls != nullptr)
    {
        if (tls) {
            auto server = std::make_unique<QSslServer>();
            server->setSslConfiguration(*tls);
            m_server = std::move(server);
        } else {
            m_server = std::make_unique<QTcpServer>();
        }
        m_server->listen(QHostAddress::LocalHost, port);
        connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, [this] {
            while ((socket = m_server->nextPendingConnection())) {
                connect(socket, &QTcpSocket::readyRead, this, [this, from = socket] { onBytes(from); });
                break;
            }
        });
    }

    QUrl url() const
    {
        return QUrl(QStringLiteral("%1://127.0.0.1:%2/stream")
                        .arg(m_secure ? QStringLiteral("wss") : QStringLiteral("ws"))
                        .arg(m_server->serverPort()));
    }
    // A text frame's bytes.
    static QByteArray frame(const QByteArray &text)
    {
        QByteArray bytes("\x81", 1);
        if (text.size() < 126) {
            bytes += static_cast<char>(text.size());
        } else {
            bytes += static_cast<char>(126);
            bytes += static_cast<char>(text.size() >> 8);
            bytes += static_cast<char>(text.size() & 0xff);
        }
        return bytes + text;
    }

    bool answersHandshake = true;
    QTcpSocket *socket = nullptr; // the newest connection
    QByteArray head;              // of its request

private:
    void onBytes(QTcpSocket *from)
    {
        head += from->readAll();
        if (!answersHandshake || !head.contains("\r\n\r\n"))
            return;
        const auto at = head.indexOf("Sec-WebSocket-Key: ") + 19;
        const QByteArray key = head.mid(at, head.indexOf("\r\n", at) - at);
        const QByteArray accept =
            QCryptographicHash::hash(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", QCryptographicHash::Sha1)
                .toBase64();
        from->write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    "Sec-WebSocket-Accept: " +
                    accept + "\r\n\r\n");
        answersHandshake = false;
    }

    std::unique_ptr<QTcpServer> m_server;
    bool m_secure = false;
};

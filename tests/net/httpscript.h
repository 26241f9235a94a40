#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QSslServer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>
#include <functional>
#include <memory>

// A host on loopback that answers as its script says, byte for byte.
class HttpScript : public QObject
{
public:
    struct Call
    {
        QByteArray line; // "GET /path HTTP/1.1"
        QByteArray path;
        QByteArray head;    // all header lines, lower case
        QTcpSocket *socket; // write the answer here
    };
    using Script = std::function<void(const Call &)>;

    explicit HttpScript(Script script, const QSslConfiguration *tls = nullptr) : m_script(std::move(script))
    {
        if (tls) {
            auto server = std::make_unique<QSslServer>();
            server->setSslConfiguration(*tls);
            m_server = std::move(server);
        } else {
            m_server = std::make_unique<QTcpServer>();
        }
        m_secure = tls != nullptr;
        m_server->listen(QHostAddress::LocalHost);
        connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, [this] {
            while (auto *socket = m_server->nextPendingConnection())
                serve(socket);
        });
    }

    QUrl url(const QString &path = QStringLiteral("/")) const
    {
        QUrl url;
        url.setScheme(m_secure ? QStringLiteral("https") : QStringLiteral("http"));
        url.setHost(QStringLiteral("127.0.0.1"));
        url.setPort(m_server->serverPort());
        url.setPath(path);
        return url;
    }
    quint16 port() const { return m_server->serverPort(); }
    const QList<Call> &calls() const { return m_calls; }
    int connections() const { return m_connections; }

    // A whole answer; the connection is closed after it.
    static void answer(QTcpSocket *socket, const QByteArray &status, const QByteArray &body,
                       const QByteArrayList &headers = {})
    {
        QByteArray text = "HTTP/1.1 " + status + "\r\n";
        for (const QByteArray &header : headers)
            text += header + "\r\n";
        text += "Content-Length: " + QByteArray::number(body.size()) + "\r\nConnection: close\r\n\r\n" + body;
        socket->write(text);
        socket->disconnectFromHost();
    }

private:
    void serve(QTcpSocket *socket)
    {
        ++m_connections;
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
            QByteArray seen = socket->property("seen").toByteArray() + socket->readAll();
            if (const auto end = seen.indexOf("\r\n\r\n"); end >= 0) {
                const QByteArray head = seen.left(end);
                seen.remove(0, end + 4);
                const QByteArray line = head.left(head.indexOf("\r\n"));
                m_calls.append({line, line.split(' ').value(1), head.toLower(), socket});
                m_script(m_calls.last());
            }
            socket->setProperty("seen", seen);
        });
    }

    Script m_script;
    std::unique_ptr<QTcpServer> m_server;
    QList<Call> m_calls;
    int m_connections = 0;
    bool m_secure = false;
};

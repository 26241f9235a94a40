#include "tests/support/fakemarket/listener.h"

namespace fake {

Listener::Listener(Clock &clock, QObject *parent) : QObject(parent), m_clock(clock)
{
    connect(&m_server, &QTcpServer::newConnection, this, &Listener::accept);
}

Listener::~Listener()
{
    // Without their signals: whoever listened is going too.
    for (Connection *connection : std::as_const(m_connections))
        connection->disconnect();
    qDeleteAll(m_connections);
}

bool Listener::listen(quint16 port)
{
    if (!m_server.listen(QHostAddress::LocalHost, port))
        return false;
    m_port = m_server.serverPort();
    return true;
}

QUrl Listener::url() const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_port));
}

void Listener::refuse(bool refused)
{
    if (refused)
        m_server.close();
    else if (!m_server.isListening())
        listen(m_port);
}

void Listener::accept()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        auto *connection = new Connection(socket, m_clock, static_cast<quint64>(++m_accepted), this);
        m_connections.append(connection);
        connect(connection, &Connection::closed, this, [this, connection] {
            m_connections.removeOne(connection);
            emit disconnected(connection);
        });
        emit connected(connection);
    }
}

} // namespace fake

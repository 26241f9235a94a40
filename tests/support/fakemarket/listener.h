#pragma once

#include "tests/support/fakemarket/connection.h"

#include <QTcpServer>
#include <QUrl>

namespace fake {

// A port on 127.0.0.1 and the connections that came to it.
class Listener final : public QObject
{
    Q_OBJECT
public:
    Listener(Clock &clock, QObject *parent);
    ~Listener() override;

    // `port` 0 takes any free one, and keeps it from then on.
    bool listen(quint16 port = 0);
    quint16 port() const { return m_port; }
    QUrl url() const;
    // A closed port: the system itself refuses. Connections that are open stay.
    void refuse(bool refused);
    const QList<Connection *> &connections() const { return m_connections; }
    qint64 accepted() const { return m_accepted; }

signals:
    void connected(fake::Connection *connection);
    void disconnected(fake::Connection *connection);

private:
    void accept();

    Clock &m_clock;
    QTcpServer m_server;
    QList<Connection *> m_connections;
    quint16 m_port = 0;
    qint64 m_accepted = 0;
};

} // namespace fake

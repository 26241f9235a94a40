#pragma once

#include "tests/support/waituntil.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpSocket>
#include <QUrl>
#include <QWebSocket>

// The two ends a test holds against fakemarket: a plain socket that sees every byte, and Qt's WebSocket.

// One GET over a raw socket, read to the end of its connection.
struct RawAnswer
{
    int status = 0;
    QByteArray head, body;
    QJsonDocument json() const { return QJsonDocument::fromJson(body); }
};
RawAnswer get(const QUrl &endpoint, const QByteArray &target,
              const QByteArray &headers = "User-Agent: test\r\n");

class StreamClient
{
public:
    StreamClient(const QUrl &endpoint, const QString &path);
    bool isOpen()
    {
        return waitUntil([this] { return opened; });
    }
    void send(const QByteArray &text) { socket.sendTextMessage(QString::fromUtf8(text)); }
    // Waits for a message that holds `part`; the first such, empty when none came in time.
    QByteArray waitFor(const QByteArray &part, int deadlineMs = 5000);
    // Lets everything that is on the way arrive: a ping is answered after all that was sent before it.
    void settle();

    QWebSocket socket;
    QByteArrayList messages;
    bool opened = false, closed = false, failed = false;
};

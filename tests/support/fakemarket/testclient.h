#pragma once

#include "tests/support/fakemarket/fakemarket.h"
#include "tests/support/manualclock.h"
#include "tests/support/waituntil.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpSocket>
#include <QUrl>
#include <QWebSocket>
#include <gtest/gtest.h>

// The two ends a test holds against fakemarket: a plain socket that sees every byte, and Qt's WebSocket.

// For what will come sooner or later on a machine with other things to do.
inline constexpr int patience = 20'000;

// One GET over a raw socket, read to the end of its connection.
struct RawAnswer
{
    int status = 0;
    QByteArray head, body;
    QJsonDocument json() const { return QJsonDocument::fromJson(body); }
};
RawAnswer get(const QUrl &endpoint, const QByteArray &target,
              const QByteArray &headers = "User-Agent: test\r\n");

// A WebSocket client without mercy and without help: it sees single frames, broken ones too.
class RawStream
{
public:
    RawStream(const QUrl &endpoint, const QByteArray &path, const QByteArray &headers = {});
    bool isOpen()
    {
        return waitUntil([this] { return head.contains("\r\n\r\n"); }, patience) &&
               head.startsWith("HTTP/1.1 101");
    }
    void sendText(const QByteArray &text);
    bool waitForFrames(qsizetype count)
    {
        return waitUntil([&] { return frames.size() >= count; }, patience);
    }

    QTcpSocket socket;
    QByteArray head;
    QByteArray bytes; // after the head, as they came
    QList<fake::Frame> frames;
    bool closed = false;

private:
    fake::FrameReader m_reader;
};

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
    QByteArray waitFor(const QByteArray &part, int deadlineMs = patience);
    // Lets everything that is on the way arrive: a ping is answered after all that was sent before it.
    void settle();

    QWebSocket socket;
    QByteArrayList messages;
    bool opened = false, closed = false, failed = false;
};

// A still market on a hand-advanced clock.
struct MarketTest : testing::Test
{
    ManualClock clock;
    FakeMarket market{{.clock = &clock, .quiet = true, .talkative = false}};

    QJsonObject object(fake::Venue &venue, const QByteArray &target)
    {
        return get(venue.endpoint(), target).json().object();
    }
    QJsonArray array(fake::Venue &venue, const QByteArray &target)
    {
        return get(venue.endpoint(), target).json().array();
    }
};

inline QJsonObject parsed(const QByteArray &text)
{
    return QJsonDocument::fromJson(text).object();
}
inline QString at(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1String(key)).toString();
}
inline QJsonArray list(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1String(key)).toArray();
}
inline QJsonObject inside(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1String(key)).toObject();
}

#pragma once

#include <QByteArray>
#include <optional>

namespace fake {

// RFC 6455 frames, written and read by ourselves: QWebSocketServer would refuse to send the broken ones.
enum class Opcode : quint8 { Continuation = 0, Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10 };

struct Frame
{
    Opcode opcode = Opcode::Text;
    QByteArray payload;
    bool last = true;    // FIN
    bool masked = false; // a client's frames must be, a server's must not
    quint8 reserved = 0; // RSV1 to RSV3, as 4, 2, 1
};

// As a server sends it: never masked, whatever `masked` says. `claim` states a longer length than is sent.
QByteArray encodeFrame(const Frame &frame, std::optional<quint64> claim = {});
QByteArray closePayload(quint16 code, const QByteArray &reason);
// Sec-WebSocket-Accept for a client's key.
QByteArray acceptKey(const QByteArray &key);

class FrameReader
{
public:
    void feed(const QByteArray &bytes) { m_buffer += bytes; }
    // The next whole frame; nothing until more bytes have come.
    std::optional<Frame> next();

private:
    QByteArray m_buffer;
};

} // namespace fake

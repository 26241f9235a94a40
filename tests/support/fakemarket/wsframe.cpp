#include "tests/support/fakemarket/wsframe.h"

#include <QCryptographicHash>
#include <QtEndian>

namespace fake {

namespace {
template <typename T> QByteArray bigEndian(T value)
{
    QByteArray bytes(sizeof(T), Qt::Uninitialized);
    qToBigEndian(value, bytes.data());
    return bytes;
}
} // namespace

QByteArray encodeFrame(const Frame &frame, std::optional<quint64> claim)
{
    const auto size = claim.value_or(static_cast<quint64>(frame.payload.size()));
    QByteArray out;
    out +=
        static_cast<char>((frame.last ? 0x80 : 0) | (frame.reserved << 4) | static_cast<int>(frame.opcode));
    if (size < 126)
        out += static_cast<char>(size);
    else if (size <= 0xffff)
        out += static_cast<char>(126) + bigEndian(static_cast<quint16>(size));
    else
        out += static_cast<char>(127) + bigEndian(size);
    return out + frame.payload;
}

QByteArray closePayload(quint16 code, const QByteArray &reason)
{
    return bigEndian(code) + reason;
}

QByteArray acceptKey(const QByteArray &key)
{
    return QCryptographicHash::hash(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", QCryptographicHash::Sha1)
        .toBase64();
}

std::optional<Frame> FrameReader::next()
{
    const auto byte = [this](qsizetype at) { return static_cast<quint8>(m_buffer.at(at)); };
    if (m_buffer.size() < 2)
        return {};
    Frame frame;
    frame.last = byte(0) & 0x80;
    frame.reserved = (byte(0) >> 4) & 7;
    frame.opcode = static_cast<Opcode>(byte(0) & 0x0f);
    frame.masked = byte(1) & 0x80;
    quint64 size = byte(1) & 0x7f;
    qsizetype at = 2;
    const qsizetype extra = size == 126 ? 2 : size == 127 ? 8 : 0;
    const qsizetype mask = frame.masked ? 4 : 0;
    if (m_buffer.size() < at + extra + mask)
        return {};
    if (extra == 2)
        size = qFromBigEndian<quint16>(m_buffer.constData() + at);
    else if (extra == 8)
        size = qFromBigEndian<quint64>(m_buffer.constData() + at);
    at += extra;
    if (static_cast<quint64>(m_buffer.size() - at - mask) < size)
        return {};
    const QByteArray key = m_buffer.mid(at, mask);
    frame.payload = m_buffer.mid(at + mask, static_cast<qsizetype>(size));
    for (qsizetype i = 0; frame.masked && i < frame.payload.size(); ++i)
        frame.payload[i] = static_cast<char>(frame.payload.at(i) ^ key.at(i % 4));
    m_buffer.remove(0, at + mask + static_cast<qsizetype>(size));
    return frame;
}

} // namespace fake

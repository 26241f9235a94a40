#include "app/news/pictureinfo.h"

namespace {
// Reads numbers at an offset; 0 beyond the end.
class Bytes
{
public:
    explicit Bytes(QByteArrayView bytes) : m_bytes(bytes) {}
    qsizetype size() const { return m_bytes.size(); }
    int at(qsizetype i) const { return i < m_bytes.size() ? static_cast<uchar>(m_bytes[i]) : 0; }
    int big16(qsizetype i) const { return at(i) << 8 | at(i + 1); }
    int little16(qsizetype i) const { return at(i + 1) << 8 | at(i); }
    int little24(qsizetype i) const { return at(i + 2) << 16 | little16(i); }
    qint64 big32(qsizetype i) const { return qint64(big16(i)) << 16 | big16(i + 2); }
    bool has(qsizetype i, QByteArrayView text) const
    {
        return m_bytes.size() >= i + text.size() && m_bytes.sliced(i, text.size()) == text;
    }

private:
    QByteArrayView m_bytes;
};

std::optional<PictureInfo> info(PictureInfo::Kind kind, qint64 width, qint64 height)
{
    constexpr qint64 most = 1'000'000;
    if (width <= 0 || height <= 0 || width > most || height > most)
        return std::nullopt;
    return PictureInfo{kind, static_cast<int>(width), static_cast<int>(height)};
}

// The size stands in the frame's header, behind segments that each tell their length (ITU-T T.81, B.1 and
// B.2).
std::optional<PictureInfo> jpegInfo(const Bytes &bytes)
{
    for (qsizetype at = 2; at + 9 < bytes.size();) {
        if (bytes.at(at) != 0xFF)
            return std::nullopt;
        const int marker = bytes.at(at + 1);
        if (marker == 0xFF) { // padding
            ++at;
            continue;
        }
        const bool frame =
            marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        if (frame)
            return info(PictureInfo::Kind::Jpeg, bytes.big16(at + 7), bytes.big16(at + 5));
        const bool alone = marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
        if (marker == 0xD9 || marker == 0xDA) // the end, or pixels before any frame
            return std::nullopt;
        at += 2 + (alone ? 0 : std::max(bytes.big16(at + 2), 2));
    }
    return std::nullopt;
}

// The three forms of WebP (developers.google.com/speed/webp/docs/riff_container).
std::optional<PictureInfo> webpInfo(const Bytes &bytes)
{
    constexpr auto kind = PictureInfo::Kind::WebP;
    if (bytes.size() < 30)
        return std::nullopt;
    if (bytes.has(12, "VP8X"))
        return info(kind, bytes.little24(24) + 1, bytes.little24(27) + 1);
    if (bytes.has(12, "VP8L") && bytes.at(20) == 0x2F) {
        const int low = bytes.little16(21), high = bytes.little16(23);
        return info(kind, (low & 0x3FFF) + 1, (low >> 14 | (high & 0x0FFF) << 2) + 1);
    }
    if (bytes.has(12, "VP8 ") && bytes.at(23) == 0x9D && bytes.at(24) == 0x01 && bytes.at(25) == 0x2A)
        return info(kind, bytes.little16(26) & 0x3FFF, bytes.little16(28) & 0x3FFF);
    return std::nullopt;
}
} // namespace

std::optional<PictureInfo> pictureInfo(QByteArrayView view)
{
    const Bytes bytes(view);
    if (bytes.has(0, "\x89PNG\r\n\x1A\n") && bytes.has(12, "IHDR"))
        return info(PictureInfo::Kind::Png, bytes.big32(16), bytes.big32(20));
    if (bytes.has(0, "GIF87a") || bytes.has(0, "GIF89a"))
        return info(PictureInfo::Kind::Gif, bytes.little16(6), bytes.little16(8));
    if (bytes.at(0) == 0xFF && bytes.at(1) == 0xD8)
        return jpegInfo(bytes);
    if (bytes.has(0, "RIFF") && bytes.has(8, "WEBP"))
        return webpInfo(bytes);
    return std::nullopt;
}

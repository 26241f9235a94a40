#include "tests/support/fakemarket/http.h"

#include <QDateTime>
#include <QLocale>
#include <QTimeZone>
#include <QUrl>
#include <QtEndian>
#include <array>

namespace fake {

namespace {
constexpr qsizetype mostHead = 64 * 1024;

QByteArray reasonPhrase(int status)
{
    static const QHash<int, QByteArray> phrases{{101, "Switching Protocols"},
                                                {200, "OK"},
                                                {204, "No Content"},
                                                {301, "Moved Permanently"},
                                                {302, "Found"},
                                                {304, "Not Modified"},
                                                {307, "Temporary Redirect"},
                                                {400, "Bad Request"},
                                                {403, "Forbidden"},
                                                {404, "Not Found"},
                                                {410, "Gone"},
                                                {418, "I'm a teapot"},
                                                {429, "Too Many Requests"},
                                                {451, "Unavailable For Legal Reasons"},
                                                {500, "Internal Server Error"},
                                                {502, "Bad Gateway"},
                                                {503, "Service Unavailable"}};
    return phrases.value(status, "Status");
}

void parseTarget(HttpRequest &request)
{
    const qsizetype mark = request.target.indexOf('?');
    request.path = QByteArray::fromPercentEncoding(mark < 0 ? request.target : request.target.left(mark));
    if (mark >= 0)
        request.query = QUrlQuery(QString::fromUtf8(request.target.mid(mark + 1)));
}
} // namespace

quint32 crc32(const QByteArray &bytes)
{
    static const auto table = [] {
        std::array<quint32, 256> t{};
        for (quint32 i = 0; i < 256; ++i) {
            quint32 c = i;
            for (int k = 0; k < 8; ++k)
                c = (c & 1) ? 0xedb88320u ^ (c >> 1) : c >> 1;
            t[i] = c;
        }
        return t;
    }();
    quint32 crc = 0xffffffffu;
    for (const char c : bytes)
        crc = table[(crc ^ static_cast<quint8>(c)) & 0xff] ^ (crc >> 8);
    return ~crc;
}

QByteArray HttpRequest::header(const QByteArray &lowerName) const
{
    for (const auto &[name, value] : headers)
        if (name == lowerName)
            return value;
    return {};
}

QByteArray HttpRequest::param(const char *name) const
{
    return query.queryItemValue(QString::fromLatin1(name), QUrl::FullyDecoded).toUtf8();
}

bool HttpRequest::wantsWebSocket() const
{
    return header("upgrade").toLower() == "websocket" && header("connection").toLower().contains("upgrade");
}

std::optional<QByteArray> HttpRequest::below(const QByteArray &prefix) const
{
    if (!path.startsWith(prefix))
        return {};
    return path.mid(prefix.size());
}

QByteArray HttpReply::head() const
{
    QByteArray out = "HTTP/1.1 " + QByteArray::number(status) + ' ' + reasonPhrase(status) + "\r\n";
    if (!contentType.isEmpty())
        out += "Content-Type: " + contentType + "\r\n";
    for (const auto &[name, value] : headers)
        out += name + ": " + value + "\r\n";
    return out + (keepAlive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n");
}

std::optional<HttpRequest> takeRequest(QByteArray &buffer, bool &broken)
{
    const qsizetype end = buffer.indexOf("\r\n\r\n");
    broken = end < 0 ? buffer.size() > mostHead : end > mostHead;
    if (end < 0 || broken)
        return {};
    HttpRequest request;
    const QList<QByteArray> lines = buffer.left(end).replace("\r\n", "\n").split('\n');
    const QList<QByteArray> first = lines.first().split(' ');
    if (first.size() != 3 || !first.at(2).startsWith("HTTP/1.")) {
        broken = true;
        return {};
    }
    request.method = first.at(0);
    request.target = first.at(1);
    parseTarget(request);
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0)
            request.headers.emplaceBack(line.left(colon).toLower(), line.mid(colon + 1).trimmed());
    }
    const qsizetype bodySize = request.header("content-length").toLongLong();
    if (buffer.size() < end + 4 + bodySize)
        return {};
    request.body = buffer.mid(end + 4, bodySize);
    buffer.remove(0, end + 4 + bodySize);
    return request;
}

QByteArray httpDate(UtcTime time)
{
    const QDateTime date = QDateTime::fromMSecsSinceEpoch(toMsecs(time), Qt::UTC);
    return QLocale::c().toString(date, QStringLiteral("ddd, dd MMM yyyy hh:mm:ss")).toLatin1() + " GMT";
}

QByteArray gzip(const QByteArray &plain, qsizetype cut)
{
    // qCompress writes a four-byte length, zlib's two-byte head, the deflate stream and an Adler sum.
    const QByteArray zlib = qCompress(plain);
    QByteArray tail(8, Qt::Uninitialized);
    qToLittleEndian(crc32(plain), tail.data());
    qToLittleEndian(static_cast<quint32>(plain.size()), tail.data() + 4);
    QByteArray out = QByteArray("\x1f\x8b\x08\0\0\0\0\0\0\xff", 10) + zlib.mid(6, zlib.size() - 10) + tail;
    out.chop(cut);
    return out;
}

} // namespace fake

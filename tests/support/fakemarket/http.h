#pragma once

#include "app/base/time.h"

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QUrlQuery>
#include <optional>

namespace fake {

using Headers = QList<QPair<QByteArray, QByteArray>>;

struct HttpRequest
{
    QByteArray method;
    QByteArray target; // as sent, with the query
    QByteArray path;   // percent-decoded, without the query
    QUrlQuery query;
    Headers headers; // names in lower case
    QByteArray body;

    QByteArray header(const QByteArray &lowerName) const;
    // A query parameter, percent-decoded; empty when absent.
    QByteArray param(const char *name) const;
    bool has(const char *name) const { return query.hasQueryItem(QString::fromLatin1(name)); }
    bool wantsWebSocket() const;
    // The rest of the path after `prefix`; nothing when it is another path.
    std::optional<QByteArray> below(const QByteArray &prefix) const;
};

struct HttpReply
{
    int status = 200;
    QByteArray body;
    QByteArray contentType = "application/json";
    Headers headers;
    bool keepAlive = true;

    static HttpReply json(const QByteArray &body, int status = 200)
    {
        return {status, body, "application/json", {}, true};
    }
    static HttpReply html(const QByteArray &body, int status = 200)
    {
        return {status, body, "text/html; charset=utf-8", {}, true};
    }
    QByteArray head() const; // status line and headers with the blank line
};

// Takes one whole request off the front of `buffer`; nothing until it has come whole. `broken` is set when
// the bytes can't become one.
std::optional<HttpRequest> takeRequest(QByteArray &buffer, bool &broken);

// "Sat, 13 Sep 2025 01:42:18 GMT"
QByteArray httpDate(UtcTime time);
quint32 crc32(const QByteArray &bytes); // as gzip and PNG have it
// RFC 1952, with a `cut` number of bytes left off its end.
QByteArray gzip(const QByteArray &plain, qsizetype cut = 0);

} // namespace fake

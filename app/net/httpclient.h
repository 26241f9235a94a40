#pragma once

#include "app/base/clock.h"
#include "app/base/result.h"

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QUrl>

using HttpHeaders = QList<QPair<QByteArray, QByteArray>>;

struct HttpQuery
{
    QUrl url;
    HttpHeaders headers{};              // besides User-Agent; never Accept-Encoding (Qt unpacks gzip itself)
    qint64 bodyLimit = 8 * 1024 * 1024; // of the unpacked body; reading stops there
    std::chrono::milliseconds totalLimit{
        10'000};            // from call to last byte: Qt's own limit is only for idleness
    bool userNamed = false; // an address the user typed: plain http and private hosts allowed
    int weight = 1;         // of the host's budget: 3,000 a minute, 300 at once
    std::chrono::seconds defaultEmbargo{60}; // for a 429 that names no time, or 0; feeds use 10 minutes
};

struct HttpAnswer
{
    int status = 0;
    QByteArray body;
    HttpHeaders headers; // names in lower case
    QUrl url;            // after redirects
    QUrl permanentUrl;   // how far 301/308 alone lead from the address asked for; empty without one
    bool cut = false;    // the body went on beyond bodyLimit
    std::chrono::milliseconds roundTrip{0}; // from sending (the last hop) to its header
    QByteArray header(const QByteArray &lowerName) const;
};

// The one place that makes HTTP requests (a test greps for others).
// GET only; https, or http to loopback and to addresses the user named; no cookies, no Referer, HTTP/2 off,
// at most 5 redirects, never https to http, never to another scheme, never to a private host other than
// itself. Every request has a total deadline and a body cap. A host that answers 429, 418 or 503 with
// Retry-After gets no request at all before that time: asked meanwhile, the answer is RateLimited with the
// rest, at once. Without a time named, 429 counts as defaultEmbargo and 418 as 120 s at least. Hosts are
// named by hostKey() throughout.
//
// Answers with status >= 400 are answers, not errors; errors are: no connection, deadline, TLS, redirect
// refused, embargo, address not allowed.
// Thread: use it on the thread that made it. `done` runs once, after the call has returned.
class HttpClient
{
public:
    virtual ~HttpClient() = default;
    [[nodiscard]] virtual Request get(const HttpQuery &query, Reply<HttpAnswer> done) = 0;
    // No request to this host before `until`; the stream side uses it after a refused handshake.
    virtual void embargo(const QString &host, MonoTime until) = 0;
    // When the host may be asked again, if not now.
    virtual std::optional<MonoTime> embargoedUntil(const QString &host) const = 0;
};

// Over QNetworkAccessManager. At most 6 requests at once and 2 a host; the others wait their turn. `clock`
// must outlive it; Requests may outlive it, their `done` is not called then.
std::unique_ptr<HttpClient> makeHttpClient(Clock &clock);

// Retry-After as seconds or an HTTP date (RFC 9110); nothing when neither. 0 means "not said".
std::optional<std::chrono::seconds> parseRetryAfter(QByteArrayView text, UtcTime now);
// A date as HTTP headers write it, in any of its three forms ("Sun, 06 Nov 1994 08:49:37 GMT").
std::optional<UtcTime> parseHttpDateHeader(QByteArrayView text);

// "Wickpost/0.1.0": who we are, to every host.
QByteArray userAgent();

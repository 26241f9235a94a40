#include "app/net/httpjob.h"

#include "app/net/hostrules.h"
#include "app/net/neterror.h"

#include <QNetworkRequest>
#include <algorithm>

using namespace std::chrono;

namespace {
constexpr int mostHops = 5;
// One readAll() of a packed body returned 200 MiB (platform.md 1.7): small pieces, counted unpacked.
constexpr qint64 piece = 64 * 1024;

HttpHeaders headersOf(const QNetworkReply &reply)
{
    HttpHeaders headers;
    for (const auto &[name, value] : reply.rawHeaderPairs())
        headers.append({name.toLower(), value});
    return headers;
}

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

// What may travel to another host than the one it was meant for.
bool isHarmless(const QByteArray &name)
{
    static const QByteArrayList names = {"accept", "accept-language", "if-none-match", "if-modified-since"};
    return names.contains(name.toLower());
}
} // namespace

Error embargoError(const QString &host, milliseconds rest)
{
    const auto whole = ceil<seconds>(rest);
    return {Error::Kind::RateLimited,
            QStringLiteral("%1 asked to be left alone for another %2 s").arg(host).arg(whole.count()), whole};
}

QByteArray userAgent()
{
    return QByteArrayLiteral("Wickpost/" WICKPOST_VERSION);
}

QString HttpJob::hostOf(const QUrl &url)
{
    return hostKey(url);
}

HttpJob::HttpJob(QNetworkAccessManager &manager, Clock &clock, const HttpClient &embargoes, HttpQuery query,
                 Reply<HttpAnswer> done, QObject *parent)
    : QObject(parent),
      m_manager(manager),
      m_clock(clock),
      m_embargoes(embargoes),
      m_query(std::move(query)),
      m_done(std::move(done))
{
    m_deadline = m_clock.after(m_query.totalLimit, [this] {
        fail({Error::Kind::Timeout,
              QStringLiteral("no whole answer from %1 within %2 s")
                  .arg(host())
                  .arg(duration<double>(m_query.totalLimit).count()),
              std::nullopt});
    });
}

HttpJob::~HttpJob()
{
    drop();
}

void HttpJob::start()
{
    m_running = true;
    send(m_query.url);
}

void HttpJob::send(const QUrl &url)
{
    m_url = url;
    m_haveHeader = false;
    m_answer = {};
    m_tlsErrors.clear();
    m_sentAt = m_clock.monotonic();
    QNetworkRequest request(url);
    // HTTP/2 in Qt 6.4 hangs and loses `finished` (QTBUG-111417), and its header sums are unchecked
    // (platform.md 1.7).
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setRawHeader("User-Agent", userAgent());
    for (const auto &[name, value] : std::as_const(m_query.headers)) {
        if (hostOf(url) == host() || isHarmless(name))
            request.setRawHeader(name, value);
    }
    m_reply = m_manager.get(request);
    m_reply->setReadBufferSize(piece);
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &HttpJob::onHeader);
    connect(m_reply, &QNetworkReply::readyRead, this, &HttpJob::onReadable);
    const auto ended = [this, reply = m_reply] {
        if (m_reply == reply)
            onFinished();
    };
    connect(m_reply, &QNetworkReply::finished, this, ended);
    // An archive that Qt's own guard refuses never finishes while our read buffer is full.
    connect(m_reply, &QNetworkReply::errorOccurred, this, ended, Qt::QueuedConnection);
    connect(m_reply, &QNetworkReply::sslErrors, this,
            [this](const QList<QSslError> &errors) { m_tlsErrors = errors; });
}

void HttpJob::drop()
{
    if (m_lookup >= 0)
        QHostInfo::abortHostLookup(m_lookup);
    m_lookup = -1;
    if (!m_reply)
        return;
    m_reply->disconnect(this);
    if (m_reply->error() == QNetworkReply::NoError) // a failed one warns when it is aborted as well
        m_reply->abort();
    m_reply->deleteLater();
    m_reply = nullptr;
}

void HttpJob::onHeader()
{
    if (m_haveHeader || !m_reply)
        return;
    const QVariant status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute);
    if (!status.isValid())
        return;
    m_haveHeader = true;
    m_answer.status = status.toInt();
    m_answer.headers = headersOf(*m_reply);
    m_answer.url = m_url;
    m_answer.roundTrip = m_clock.monotonic() - m_sentAt;
    emit headerArrived(hostOf(m_url), m_answer);
    if (isRedirect(m_answer.status) && !m_answer.header("location").isEmpty())
        follow(m_answer);
}

void HttpJob::follow(const HttpAnswer &head)
{
    const QUrl from = m_url;
    QUrl to = from.resolved(QUrl::fromEncoded(head.header("location")));
    to.setUserInfo({});
    if (++m_hops > mostHops)
        return fail({Error::Kind::Rejected,
                     QStringLiteral("more than %1 redirects from %2").arg(mostHops).arg(host()),
                     std::nullopt});
    if (const auto allowed = checkRedirect(from, to, m_query.userNamed); !allowed)
        return fail(allowed.error());
    if (const auto until = m_embargoes.embargoedUntil(hostOf(to)))
        return fail(embargoError(hostOf(to), *until - m_clock.monotonic()));
    m_onlyPermanent = m_onlyPermanent && (head.status == 301 || head.status == 308);
    if (m_onlyPermanent)
        m_permanent = to;
    drop();
    // A public site must not send us into the house: names are looked up before they are followed there.
    if (!isPrivateHost(from.host()) && from.host() != to.host()) {
        m_checked = to;
        // By name: Qt 6.4 leaks a function whose look-up is given up.
        m_lookup = QHostInfo::lookupHost(to.host(), this, SLOT(checkResolved(QHostInfo)));
    } else {
        send(to);
    }
}

void HttpJob::checkResolved(const QHostInfo &info)
{
    m_lookup = -1;
    const QUrl to = m_checked;
    const auto addresses = info.addresses(); // none: behind a proxy that does the look-up; then it judges
    if (std::any_of(addresses.cbegin(), addresses.cend(),
                    [](const QHostAddress &a) { return isPrivate(a); })) {
        fail({Error::Kind::Rejected,
              QStringLiteral("redirect to %1 refused: to a private address").arg(to.toDisplayString()),
              std::nullopt});
        return;
    }
    send(to);
}

// QByteArray grows by copying: twice the body for a moment. reserve() moves it.
void HttpJob::append(const QByteArray &bytes)
{
    QByteArray &body = m_answer.body;
    const qint64 needed = body.size() + bytes.size();
    if (needed > body.capacity())
        body.reserve(std::max(needed, std::min(2 * needed, m_query.bodyLimit + 1)));
    body.append(bytes);
}

void HttpJob::onReadable()
{
    onHeader();
    while (m_reply && m_haveHeader) {
        const qint64 room = m_query.bodyLimit + 1 - m_answer.body.size();
        const QByteArray bytes = m_reply->read(std::min(piece, room));
        if (bytes.isEmpty())
            return;
        append(bytes);
        if (m_answer.body.size() > m_query.bodyLimit) {
            m_answer.body.truncate(m_query.bodyLimit);
            m_answer.cut = true;
            answer();
        }
    }
}

void HttpJob::onFinished()
{
    onReadable();
    if (!m_reply)
        return;
    const QNetworkReply::NetworkError error = m_reply->error();
    if (m_answer.status == 407) {
        fail(describeReplyError(m_url, QNetworkReply::ProxyAuthenticationRequiredError,
                                m_reply->errorString()));
    } else if (m_haveHeader && (error == QNetworkReply::NoError || m_answer.status >= 400)) {
        answer();
    } else {
        const QString text =
            m_tlsErrors.isEmpty() ? m_reply->errorString() : describeTls(m_tlsErrors, m_clock.now());
        fail(describeReplyError(m_url, error, text));
    }
}

void HttpJob::answer()
{
    m_answer.permanentUrl = m_permanent;
    finish(std::move(m_answer));
}

void HttpJob::fail(Error error)
{
    finish(tl::unexpected<Error>(std::move(error)));
}

void HttpJob::finish(Result<HttpAnswer> result)
{
    if (!m_done)
        return;
    const auto done = std::exchange(m_done, nullptr);
    m_deadline.reset();
    drop();
    emit finished(this);
    done(std::move(result));
}

#include "app/net/neterror.h"

#include "app/net/hostrules.h"

#include <QDateTime>
#include <QNetworkProxyFactory>
#include <QNetworkProxyQuery>
#include <QSslCertificate>
#include <QStringList>

using namespace std::chrono;

namespace {
QString clockHint(const QSslError &error, UtcTime now)
{
    const QSslCertificate certificate = error.certificate();
    const UtcTime from = fromMsecs(certificate.effectiveDate().toMSecsSinceEpoch());
    const UtcTime until = fromMsecs(certificate.expiryDate().toMSecsSinceEpoch());
    const bool early = error.error() == QSslError::CertificateNotYetValid;
    const auto off = early ? from - now : now - until;
    const auto days = duration_cast<hours>(off).count() / 24;
    const QString amount = days > 0 ? QStringLiteral("%1 days").arg(days)
                                    : QStringLiteral("%1 minutes").arg(duration_cast<minutes>(off).count());
    return QStringLiteral(
               "valid %1 to %2, this computer's clock says %3: check the clock (off by %4 or more, if the "
               "certificate is good)")
        .arg(toRfc3339(from), toRfc3339(until), toRfc3339(now), amount);
}

Error withProxy(const QUrl &url, QString detail)
{
    const QString proxy = proxyFor(url);
    if (!proxy.isEmpty())
        detail += QStringLiteral(" (through the proxy %1)").arg(proxy);
    return {Error::Kind::Network, detail, std::nullopt};
}
} // namespace

QString proxyFor(const QUrl &url)
{
    QUrl asked = url; // proxies are configured for http and https; a WebSocket goes the same way
    if (asked.scheme() == QLatin1String("ws"))
        asked.setScheme(QStringLiteral("http"));
    if (asked.scheme() == QLatin1String("wss"))
        asked.setScheme(QStringLiteral("https"));
    const auto proxies = QNetworkProxyFactory::proxyForQuery(QNetworkProxyQuery(asked));
    for (const QNetworkProxy &proxy : proxies) {
        if (proxy.type() != QNetworkProxy::NoProxy && proxy.type() != QNetworkProxy::DefaultProxy)
            return QStringLiteral("%1:%2").arg(proxy.hostName()).arg(proxy.port());
    }
    return {};
}

QString describeTls(const QList<QSslError> &errors, UtcTime now)
{
    QStringList texts;
    bool onlyDates = !errors.isEmpty();
    QString hint;
    for (const QSslError &error : errors) {
        const bool dates = error.error() == QSslError::CertificateNotYetValid ||
                           error.error() == QSslError::CertificateExpired;
        onlyDates = onlyDates && dates;
        if (dates && hint.isEmpty())
            hint = clockHint(error, now);
        if (!texts.contains(error.errorString()))
            texts.append(error.errorString());
    }
    QString text = QStringLiteral("certificate refused: ") + texts.join(QStringLiteral("; "));
    if (onlyDates)
        text += QStringLiteral(" (%1)").arg(hint);
    return text;
}

Error describeReplyError(const QUrl &url, QNetworkReply::NetworkError error, const QString &text)
{
    const QString host = hostKey(url);
    switch (error) {
    case QNetworkReply::HostNotFoundError:
        return withProxy(url, QStringLiteral("cannot find host %1").arg(host));
    case QNetworkReply::ConnectionRefusedError:
        return withProxy(url, QStringLiteral("%1 refused the connection").arg(host));
    case QNetworkReply::RemoteHostClosedError:
        return withProxy(url,
                         QStringLiteral("%1 closed the connection before the answer was whole").arg(host));
    case QNetworkReply::SslHandshakeFailedError:
        return withProxy(url, QStringLiteral("no secure connection to %1: %2").arg(host, text));
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
    case QNetworkReply::UnknownProxyError:
        return {
            Error::Kind::Network,
            QStringLiteral("the proxy %1 did not let us through to %2: %3").arg(proxyFor(url), host, text),
            std::nullopt};
    case QNetworkReply::UnknownContentError: // Qt's own guard against archives that unpack to hundreds of
                                             // megabytes
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError:
        return {Error::Kind::Malformed,
                QStringLiteral("%1 answered with what is not HTTP: %2").arg(host, text), std::nullopt};
    default:
        return withProxy(url, QStringLiteral("%1: %2").arg(host, text));
    }
}

Error describeSocketError(const QUrl &url, QAbstractSocket::SocketError error, const QString &text)
{
    const QString host = hostKey(url);
    switch (error) {
    case QAbstractSocket::HostNotFoundError:
        return withProxy(url, QStringLiteral("cannot find host %1").arg(host));
    case QAbstractSocket::ConnectionRefusedError:
        return withProxy(url, QStringLiteral("%1 refused the connection").arg(host));
    case QAbstractSocket::RemoteHostClosedError:
        return withProxy(url, QStringLiteral("%1 closed the connection").arg(host));
    case QAbstractSocket::SslHandshakeFailedError:
        return withProxy(url, QStringLiteral("no secure connection to %1: %2").arg(host, text));
    case QAbstractSocket::ProxyAuthenticationRequiredError:
    case QAbstractSocket::ProxyConnectionRefusedError:
    case QAbstractSocket::ProxyConnectionClosedError:
    case QAbstractSocket::ProxyConnectionTimeoutError:
    case QAbstractSocket::ProxyNotFoundError:
    case QAbstractSocket::ProxyProtocolError:
        return {
            Error::Kind::Network,
            QStringLiteral("the proxy %1 did not let us through to %2: %3").arg(proxyFor(url), host, text),
            std::nullopt};
    default:
        return withProxy(url, QStringLiteral("%1: %2").arg(host, text));
    }
}

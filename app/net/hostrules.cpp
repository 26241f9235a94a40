#include "app/net/hostrules.h"

namespace {
int defaultPort(const QString &scheme)
{
    const bool secure = scheme == QLatin1String("https") || scheme == QLatin1String("wss");
    return secure ? 443 : 80;
}

bool isHttp(const QUrl &url)
{
    return url.scheme() == QLatin1String("http");
}

bool isHttps(const QUrl &url)
{
    return url.scheme() == QLatin1String("https");
}
} // namespace

QString hostKey(const QUrl &url)
{
    const QString host = url.host().toLower();
    const int port = url.port(defaultPort(url.scheme()));
    return port == defaultPort(url.scheme()) ? host : host + QLatin1Char(':') + QString::number(port);
}

bool isLoopback(const QString &host)
{
    const QHostAddress address(host);
    return host.compare(QLatin1String("localhost"), Qt::CaseInsensitive) == 0 ||
           (!address.isNull() && address.isLoopback());
}

bool isPrivate(const QHostAddress &address)
{
    static const QList<QPair<QHostAddress, int>> closed = {
        QHostAddress::parseSubnet(QStringLiteral("0.0.0.0/8")),
        QHostAddress::parseSubnet(QStringLiteral("10.0.0.0/8")),
        QHostAddress::parseSubnet(QStringLiteral("100.64.0.0/10")),
        QHostAddress::parseSubnet(QStringLiteral("169.254.0.0/16")),
        QHostAddress::parseSubnet(QStringLiteral("172.16.0.0/12")),
        QHostAddress::parseSubnet(QStringLiteral("192.168.0.0/16")),
    };
    bool mapped = false; // ::ffff:10.0.0.1 is 10.0.0.1
    const quint32 v4 = address.toIPv4Address(&mapped);
    const QHostAddress plain = mapped ? QHostAddress(v4) : address;
    if (plain.isLoopback() || plain.isLinkLocal() || plain.isUniqueLocalUnicast() || plain.isSiteLocal() ||
        plain.isMulticast() || plain == QHostAddress(QHostAddress::AnyIPv6))
        return true;
    return std::any_of(closed.cbegin(), closed.cend(),
                       [&](const auto &net) { return plain.isInSubnet(net); });
}

bool isPrivateHost(const QString &host)
{
    const QHostAddress address(host);
    if (!address.isNull())
        return isPrivate(address);
    const QString name = host.toLower();
    return !name.contains(QLatin1Char('.')) || name.endsWith(QLatin1String(".localhost")) ||
           name.endsWith(QLatin1String(".local")) || name.endsWith(QLatin1String(".internal")) ||
           name.endsWith(QLatin1String(".home.arpa"));
}

Result<void> checkAddress(const QUrl &url, bool userNamed)
{
    const QString shown = url.toDisplayString(QUrl::RemoveUserInfo);
    if (!url.isValid() || url.host().isEmpty())
        return failure(Error::Kind::Unsupported, QStringLiteral("not a web address: %1").arg(shown));
    if (!isHttp(url) && !isHttps(url))
        return failure(Error::Kind::Unsupported,
                       QStringLiteral("only http and https are fetched: %1").arg(shown));
    if (userNamed || isLoopback(url.host()))
        return {};
    if (isHttp(url))
        return failure(Error::Kind::Unsupported, QStringLiteral("plain http is refused: %1").arg(shown));
    if (isPrivateHost(url.host()))
        return failure(Error::Kind::Unsupported, QStringLiteral("private address refused: %1").arg(shown));
    return {};
}

Result<void> checkRedirect(const QUrl &from, const QUrl &to, bool userNamed)
{
    const QString hop =
        QStringLiteral("redirect from %1 to %2 refused")
            .arg(from.toDisplayString(QUrl::RemoveUserInfo), to.toDisplayString(QUrl::RemoveUserInfo));
    if (!to.isValid() || to.host().isEmpty() || (!isHttp(to) && !isHttps(to)))
        return failure(Error::Kind::Rejected, hop);
    if (isHttps(from) && isHttp(to))
        return failure(Error::Kind::Rejected, hop + QStringLiteral(": from https to http"));
    const bool stays = from.host() == to.host() || (isLoopback(from.host()) && isLoopback(to.host()));
    if (isPrivateHost(to.host()) && !stays)
        return failure(Error::Kind::Rejected, hop + QStringLiteral(": to a private address"));
    if (isHttp(to) && !userNamed && !isLoopback(to.host()))
        return failure(Error::Kind::Rejected, hop + QStringLiteral(": plain http"));
    return {};
}

#include "app/exchanges/endpointoverrides.h"

#include "app/net/hostrules.h"

namespace {
bool isSecure(const QString &scheme)
{
    return scheme == QLatin1String("https") || scheme == QLatin1String("wss");
}

bool isStream(const QString &scheme)
{
    return scheme == QLatin1String("ws") || scheme == QLatin1String("wss");
}
} // namespace

Result<EndpointOverrides> EndpointOverrides::parse(const QStringList &arguments)
{
    static const QStringList venues = {QStringLiteral("bitget"),   QStringLiteral("binance"),
                                       QStringLiteral("coinbase"), QStringLiteral("kraken"),
                                       QStringLiteral("okx"),      QStringLiteral("bybit"),
                                       QStringLiteral("coingecko")};
    EndpointOverrides overrides;
    for (const QString &argument : arguments) {
        const auto equals = argument.indexOf(QLatin1Char('='));
        const QString venue = argument.left(equals).trimmed().toLower();
        const QUrl url(argument.mid(equals + 1).trimmed(), QUrl::StrictMode);
        const QString scheme = url.scheme();
        const auto wrong = [&](const QString &why) {
            return failure(Error::Kind::Unsupported,
                           QStringLiteral("endpoint \"%1\": %2").arg(argument, why));
        };
        if (equals < 1)
            return wrong(QStringLiteral("VENUE=URL is wanted"));
        if (!venues.contains(venue))
            return wrong(QStringLiteral("no such venue; there are %1").arg(venues.join(QLatin1Char(' '))));
        if (!url.isValid() || url.host().isEmpty())
            return wrong(QStringLiteral("not an address"));
        if (!isSecure(scheme) && scheme != QLatin1String("http") && scheme != QLatin1String("ws"))
            return wrong(QStringLiteral("only http, https, ws and wss are possible"));
        if (!isSecure(scheme) && !isLoopback(url.host()))
            return wrong(QStringLiteral("plain %1 only to this machine (127.0.0.1, localhost)").arg(scheme));
        if (!url.path().isEmpty() && url.path() != QLatin1String("/"))
            return wrong(QStringLiteral("it replaces scheme, host and port only: give no path"));
        overrides.set({venue}, url);
    }
    return overrides;
}

QUrl EndpointOverrides::apply(const VenueId &venue, const QUrl &url) const
{
    const auto base = m_bases.constFind(venue);
    if (base == m_bases.cend())
        return url;
    QUrl result = url;
    if (isStream(url.scheme()))
        result.setScheme(isSecure(base->scheme()) ? QStringLiteral("wss") : QStringLiteral("ws"));
    else
        result.setScheme(isSecure(base->scheme()) ? QStringLiteral("https") : QStringLiteral("http"));
    result.setHost(base->host());
    result.setPort(base->port());
    return result;
}

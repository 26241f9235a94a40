#include "app/exchanges/kraken/krakensymbols.h"

#include <QStringList>

namespace {
QString legacyAsset(const QString &code)
{
    if (code == QLatin1String("BTC"))
        return QStringLiteral("XBT");
    return code == QLatin1String("DOGE") ? QStringLiteral("XDG") : code;
}
} // namespace

QString krakenAsset(const QString &code)
{
    if (code == QLatin1String("XBT"))
        return QStringLiteral("BTC");
    return code == QLatin1String("XDG") ? QStringLiteral("DOGE") : code;
}

std::optional<QString> krakenPair(const QString &slashed)
{
    const qsizetype at = slashed.indexOf(u'/');
    if (at <= 0 || at + 1 >= slashed.size())
        return std::nullopt;
    return krakenAsset(slashed.left(at)) + u'/' + krakenAsset(slashed.mid(at + 1));
}

std::optional<InstrumentId> krakenPairOfKey(const QString &key, const QList<InstrumentId> &asked)
{
    for (const InstrumentId &instrument : asked) {
        const QString base = instrument.symbol.section(u'/', 0, 0),
                      quote = instrument.symbol.section(u'/', 1);
        for (const QString &b : {base, legacyAsset(base)}) {
            for (const QString &q : {quote, legacyAsset(quote)}) {
                for (const QString &quotePrefix : {QString(), QStringLiteral("Z"), QStringLiteral("X")}) {
                    if (key == b + quotePrefix + q || key == u'X' + b + quotePrefix + q)
                        return instrument;
                }
            }
        }
    }
    return std::nullopt;
}

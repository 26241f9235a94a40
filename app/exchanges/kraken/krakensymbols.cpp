#include "app/exchanges/kraken/krakensymbols.h"

#include <QStringList>

namespace {
QString legacyAsset(const QString &code)
{
    if (code == QLatin1String("BTC"))
        return QStringLiteral("XBT");
    return code == QLatin1String("DOGE") ? QStringLiteral("XDG") : code;
}
// Four letters with a class in front: X for coins, Z for money.
QString withoutClass(const QString &code)
{
    return code.size() == 4 && (code.startsWith(u'X') || code.startsWith(u'Z')) ? code.mid(1) : code;
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

QString krakenPairOfAssets(const QString &base, const QString &quote)
{
    return krakenAsset(withoutClass(base)) + u'/' + krakenAsset(withoutClass(quote));
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

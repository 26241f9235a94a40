#include "app/quotes/coinlisting.h"

#include <algorithm>
#include <array>

void CoinListing::add(const VenueId &venue, const QHash<AssetId, Asset> &coins)
{
    for (const Asset &asset : coins) {
        QuoteBoard::Listed &listed = m_coins[asset.id];
        listed.asset = asset;
        listed.venues.append(venue);
    }
}

void CoinListing::finish()
{
    m_sorted.clear();
    m_sorted.reserve(m_coins.size());
    QHash<QString, int> symbols;
    for (QuoteBoard::Listed &listed : m_coins)
        ++symbols[listed.asset.symbol];
    for (QuoteBoard::Listed &listed : m_coins)
        listed.sameSymbol = symbols.value(listed.asset.symbol) > 1;
    QSet<AssetId> known;
    for (const Asset &asset : m_assets.assets()) {
        const auto at = m_coins.constFind(asset.id);
        if (at == m_coins.cend())
            continue;
        known.insert(asset.id);
        m_sorted.append(*at);
    }
    const qsizetype firstOther = m_sorted.size();
    for (const QuoteBoard::Listed &listed : std::as_const(m_coins)) {
        if (!known.contains(listed.asset.id))
            m_sorted.append(listed);
    }
    std::sort(m_sorted.begin() + firstOther, m_sorted.end(), [](const auto &a, const auto &b) {
        const int bySymbol = QString::compare(a.asset.symbol, b.asset.symbol);
        return bySymbol != 0 ? bySymbol < 0 : a.asset.id < b.asset.id;
    });
}

QList<QuoteBoard::Listed> CoinListing::search(const QString &text, int limit) const
{
    const QString wanted = text.trimmed();
    if (limit <= 0)
        return {};
    if (wanted.isEmpty())
        return m_sorted.mid(0, limit);
    std::array<QList<QuoteBoard::Listed>, 4> found;
    for (const QuoteBoard::Listed &listed : m_sorted) {
        const Asset &asset = listed.asset;
        if (asset.symbol.compare(wanted, Qt::CaseInsensitive) == 0)
            found[0].append(listed);
        else if (asset.symbol.startsWith(wanted, Qt::CaseInsensitive))
            found[1].append(listed);
        else if (asset.name.startsWith(wanted, Qt::CaseInsensitive))
            found[2].append(listed);
        else if (asset.name.contains(wanted, Qt::CaseInsensitive))
            found[3].append(listed);
    }
    QList<QuoteBoard::Listed> result;
    for (const auto &group : found)
        result.append(group);
    return result.mid(0, limit);
}

#pragma once

#include "app/market/assetdirectory.h"
#include "app/quotes/quoteboard.h"

// Every coin that a set of venues lists, to search in.
class CoinListing
{
public:
    explicit CoinListing(const AssetDirectory &assets) : m_assets(assets) {}
    void clear() { m_coins.clear(); }
    void add(const VenueId &venue, const QHash<AssetId, Asset> &coins);
    // Sorts: the directory's order first, the others by symbol. Before search().
    void finish();

    // Exact symbol, then symbols that begin so, then names that begin so, then names that contain it; an
    // empty text finds all.
    QList<QuoteBoard::Listed> search(const QString &text, int limit) const;
    int count() const { return static_cast<int>(m_coins.size()); }

private:
    const AssetDirectory &m_assets;
    QHash<AssetId, QuoteBoard::Listed> m_coins;
    QList<QuoteBoard::Listed> m_sorted;
};

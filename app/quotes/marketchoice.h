#pragma once

#include "app/market/assetdirectory.h"
#include "app/quotes/quotesource.h"

#include <map>

// The instruments of one venue, by coin, and which of them a coin is priced by.
//
// Choice: markets that trade before those that don't; then by quote coin; then the current code before an
// old one (POL before MATIC); then by symbol. Look-alikes (tokenised shares, leveraged tokens) are never a
// coin's market.
// Quote coins: USDT, USD and USDC before all others, the venue's main one first, which is the one most of
// its trading markets have: Coinbase and Kraken are dollar exchanges, where the USDT market of a coin is a
// side entrance with old prices; ties go USDT, USD, USDC. Then other dollar stablecoins, EUR, BTC, ETH, rest.
// A dollar stablecoin has only markets against US dollars: USDC/USDT says nothing about dollars.
class VenueMarkets
{
public:
    VenueMarkets() = default;
    VenueMarkets(const SourceInfo &info, const AssetDirectory &assets, const QList<Instrument> &instruments);

    std::optional<Instrument> find(const QString &symbol) const;
    std::optional<Instrument> chosen(const AssetId &asset) const;
    // The coin an instrument prices, if it prices one.
    std::optional<Asset> assetOf(const Instrument &instrument) const;
    const QList<Instrument> &instruments() const { return m_instruments; }
    const QHash<AssetId, Asset> &assets() const { return m_assets; } // with a market that is not delisted
    bool isEmpty() const { return m_instruments.isEmpty(); }

private:
    bool better(const Instrument &a, const Instrument &b, const Asset &asset) const;
    int quoteRank(const QString &quote) const;

    VenueId m_venue;
    bool m_symbolIsAssetId = false;
    const AssetDirectory *m_directory = nullptr;
    QStringList m_dollars; // USDT, USD, USDC, the main one first
    QList<Instrument> m_instruments;
    QHash<QString, qsizetype> m_bySymbol;
    QHash<AssetId, qsizetype> m_chosen;
    QHash<AssetId, Asset> m_assets;
};

#pragma once

#include <QHashFunctions>
#include <QString>

// Ids are types, so that a venue can't be passed where a coin is meant.

// "bitget", "binance", "coinbase", "kraken", "okx", "bybit", "coingecko", "simulated": lower case, never
// shown.
struct VenueId
{
    QString value;
    bool operator==(const VenueId &) const = default;
    auto operator<=>(const VenueId &other) const { return QString::compare(value, other.value) <=> 0; }
};
inline size_t qHash(const VenueId &id, size_t seed = 0)
{
    return qHash(id.value, seed);
}

// A coin, not a bare ticker. For coins in our directory it is the CoinGecko id ("bitcoin"); for others
// "sym:" + symbol, which says that nothing but the symbol is known of it.
struct AssetId
{
    QString value;
    bool operator==(const AssetId &) const = default;
    auto operator<=>(const AssetId &other) const { return QString::compare(value, other.value) <=> 0; }
};
inline size_t qHash(const AssetId &id, size_t seed = 0)
{
    return qHash(id.value, seed);
}

// One market on one venue, in the venue's own spelling of its stream ("BTCUSDT", "BTC-USD", "BTC/USD").
struct InstrumentId
{
    VenueId venue;
    QString symbol;
    bool operator==(const InstrumentId &) const = default;
    auto operator<=>(const InstrumentId &other) const
    {
        const auto byVenue = venue <=> other.venue;
        return byVenue != 0 ? byVenue : QString::compare(symbol, other.symbol) <=> 0;
    }
};
inline size_t qHash(const InstrumentId &id, size_t seed = 0)
{
    return qHashMulti(seed, id.venue, id.symbol);
}

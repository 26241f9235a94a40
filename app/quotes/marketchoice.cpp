#include "app/quotes/marketchoice.h"

#include <algorithm>
#include <tuple>

VenueMarkets::VenueMarkets(const SourceInfo &info, const AssetDirectory &assets,
                           const QList<Instrument> &instruments)
    : m_venue(info.id),
      m_symbolIsAssetId(info.symbolIsAssetId),
      m_directory(&assets),
      m_dollars{QStringLiteral("USDT"), QStringLiteral("USD"), QStringLiteral("USDC")}
{
    QHash<QString, int> markets;
    m_instruments.reserve(instruments.size());
    for (const Instrument &instrument : instruments) {
        if (instrument.id.venue != m_venue || m_bySymbol.contains(instrument.id.symbol))
            continue;
        m_bySymbol.insert(instrument.id.symbol, m_instruments.size());
        m_instruments.append(instrument);
        if (!instrument.lookalike && instrument.status == Instrument::Status::Trading)
            ++markets[instrument.quote];
    }
    std::stable_sort(m_dollars.begin(), m_dollars.end(),
                     [&](const QString &a, const QString &b) { return markets.value(a) > markets.value(b); });
    for (qsizetype i = 0; i < m_instruments.size(); ++i) {
        const Instrument &instrument = m_instruments.at(i);
        const auto asset = assetOf(instrument);
        if (!asset)
            continue;
        if (instrument.status != Instrument::Status::Delisted)
            m_assets.insert(asset->id, *asset);
        const auto at = m_chosen.find(asset->id);
        if (at == m_chosen.end())
            m_chosen.insert(asset->id, i);
        else if (better(instrument, m_instruments.at(*at), *asset))
            *at = i;
    }
}

std::optional<Instrument> VenueMarkets::find(const QString &symbol) const
{
    const auto at = m_bySymbol.constFind(symbol);
    return at == m_bySymbol.cend() ? std::nullopt : std::optional(m_instruments.at(*at));
}

std::optional<Instrument> VenueMarkets::chosen(const AssetId &asset) const
{
    const auto at = m_chosen.constFind(asset);
    return at == m_chosen.cend() ? std::nullopt : std::optional(m_instruments.at(*at));
}

std::optional<Asset> VenueMarkets::assetOf(const Instrument &instrument) const
{
    if (instrument.lookalike || instrument.base.isEmpty() || instrument.base == instrument.quote ||
        !m_directory)
        return std::nullopt;
    Asset asset;
    if (m_symbolIsAssetId) {
        // Symbols are not unique there (dozens of clones of BTC): the id is the coin.
        const AssetId id{instrument.id.symbol};
        asset = m_directory->find(id).value_or(Asset{id, instrument.base, instrument.base, false});
    } else {
        asset = m_directory->assetFor(m_venue, instrument.base);
    }
    if (asset.stablecoin && instrument.quote != QLatin1String("USD"))
        return std::nullopt;
    return asset;
}

int VenueMarkets::quoteRank(const QString &quote) const
{
    const qsizetype dollar = m_dollars.indexOf(quote);
    if (dollar >= 0)
        return static_cast<int>(dollar);
    static const QStringList others{QStringLiteral("FDUSD"), QStringLiteral("TUSD"), QStringLiteral("DAI"),
                                    QStringLiteral("EUR"),   QStringLiteral("BTC"),  QStringLiteral("ETH")};
    const qsizetype other = others.indexOf(quote);
    return static_cast<int>(m_dollars.size() + (other >= 0 ? other : others.size()));
}

bool VenueMarkets::better(const Instrument &a, const Instrument &b, const Asset &asset) const
{
    const auto rank = [&](const Instrument &instrument) {
        return std::tuple(static_cast<int>(instrument.status), quoteRank(instrument.quote),
                          instrument.base != asset.symbol, instrument.id.symbol);
    };
    return rank(a) < rank(b);
}

#pragma once

#include "app/base/result.h"
#include "app/market/asset.h"

#include <QHash>
#include <QList>
#include <QSet>
#include <optional>

// The coins we know by name: some 500, shipped as data (resources/assets.json), with the renames of
// exchanges.md 12.8. Read once, never changes, safe to read from any thread.
class AssetDirectory
{
public:
    // From our own JSON (see resources/assets.json for the form). An error names the entry.
    static Result<AssetDirectory> fromJson(const QByteArray &json);
    // The shipped one.
    static const AssetDirectory &shipped();

    std::optional<Asset> find(const AssetId &id) const;
    // The asset a venue means by this base code: venue-specific overrides first, then renames
    // (MATIC → POL, but not MKR → SKY: that one changed the unit, and a price of the old coin is no price of
    // the new), then the largest coin of that symbol; else an asset of which only the symbol is known.
    Asset assetFor(const VenueId &venue, const QString &base) const;
    // By symbol, name or id, any case: what a person types on the command line ("btc", "Bitcoin").
    std::optional<Asset> resolve(const QString &text) const;
    // Name or symbol contains or starts with `text`; best first (exact symbol, prefix of symbol, prefix of
    // name, rest).
    QList<Asset> search(const QString &text, int limit) const;
    const QList<Asset> &assets() const { return m_assets; } // by size, largest first
    // The code this one was renamed to, if it was ("MATIC" → "POL").
    std::optional<QString> renamedTo(const QString &symbol) const;

private:
    QList<Asset> m_assets;
    QHash<QString, qsizetype> m_byId;
    QHash<QString, qsizetype> m_bySymbol; // the largest of each symbol
    QHash<QString, QString> m_renames;    // old symbol → new symbol
    QSet<QString> m_redenominated;        // old symbols whose coin was exchanged at another rate than 1:1
    QHash<QString, QString> m_overrides;  // "venue/BASE" → asset id
};

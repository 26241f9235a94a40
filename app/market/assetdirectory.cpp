#include "app/market/assetdirectory.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

Result<AssetDirectory> AssetDirectory::fromJson(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonObject root = QJsonDocument::fromJson(json, &error).object();
    if (error.error != QJsonParseError::NoError)
        return failure(Error::Kind::Malformed,
                       QStringLiteral("assets: %1 at byte %2").arg(error.errorString()).arg(error.offset));
    AssetDirectory directory;
    const QJsonArray assets = root.value(QLatin1String("assets")).toArray();
    for (qsizetype i = 0; i < assets.size(); ++i) {
        const QJsonObject entry = assets.at(i).toObject();
        Asset asset{AssetId{entry.value(QLatin1String("id")).toString()},
                    entry.value(QLatin1String("symbol")).toString(),
                    entry.value(QLatin1String("name")).toString(),
                    entry.value(QLatin1String("stablecoin")).toBool()};
        if (asset.id.value.isEmpty() || asset.symbol.isEmpty() || asset.name.isEmpty())
            return failure(Error::Kind::Malformed,
                           QStringLiteral("assets: entry %1 lacks id, symbol or name").arg(i));
        const qsizetype index = directory.m_assets.size();
        directory.m_byId.insert(asset.id.value, index);
        if (!directory.m_bySymbol.contains(asset.symbol))
            directory.m_bySymbol.insert(asset.symbol, index);
        directory.m_assets.append(std::move(asset));
    }
    const QJsonObject renames = root.value(QLatin1String("renames")).toObject();
    for (auto it = renames.begin(); it != renames.end(); ++it)
        directory.m_renames.insert(it.key(), it.value().toString());
    for (const QJsonValue symbol : root.value(QLatin1String("redenominated")).toArray())
        directory.m_redenominated.insert(symbol.toString());
    const QJsonObject overrides = root.value(QLatin1String("overrides")).toObject();
    for (auto it = overrides.begin(); it != overrides.end(); ++it)
        directory.m_overrides.insert(it.key(), it.value().toString());
    return directory;
}

const AssetDirectory &AssetDirectory::shipped()
{
    static const AssetDirectory directory = [] {
        QFile file(QStringLiteral(":/wickpost/assets.json"));
        const bool open = file.open(QIODevice::ReadOnly);
        const auto read = fromJson(open ? file.readAll() : QByteArray());
        if (!read)
            qFatal("the shipped coin list is damaged: %s", qPrintable(read.error().detail));
        return *read;
    }();
    return directory;
}

std::optional<Asset> AssetDirectory::find(const AssetId &id) const
{
    const auto at = m_byId.constFind(id.value);
    if (at != m_byId.cend())
        return m_assets.at(*at);
    if (id.value.startsWith(QLatin1String("sym:")))
        return assetForSymbol(id.value.mid(4));
    return std::nullopt;
}

Asset AssetDirectory::assetFor(const VenueId &venue, const QString &base) const
{
    const QString override = m_overrides.value(venue.value + u'/' + base);
    if (!override.isEmpty()) {
        if (const auto asset = find(AssetId{override}))
            return *asset;
    }
    const QString symbol = m_redenominated.contains(base) ? base : m_renames.value(base, base);
    const auto at = m_bySymbol.constFind(symbol);
    return at != m_bySymbol.cend() ? m_assets.at(*at) : assetForSymbol(base);
}

std::optional<Asset> AssetDirectory::resolve(const QString &text) const
{
    const QString upper = text.trimmed().toUpper();
    if (upper.isEmpty())
        return std::nullopt;
    const auto at = m_bySymbol.constFind(m_renames.value(upper, upper));
    if (at != m_bySymbol.cend())
        return m_assets.at(*at);
    for (const Asset &asset : m_assets) {
        if (asset.name.compare(text.trimmed(), Qt::CaseInsensitive) == 0 ||
            asset.id.value.compare(text.trimmed(), Qt::CaseInsensitive) == 0)
            return asset;
    }
    return std::nullopt;
}

QList<Asset> AssetDirectory::search(const QString &text, int limit) const
{
    const QString wanted = text.trimmed();
    if (wanted.isEmpty() || limit <= 0)
        return {};
    const auto rank = [&](const Asset &asset) {
        if (asset.symbol.compare(wanted, Qt::CaseInsensitive) == 0)
            return 0;
        if (asset.symbol.startsWith(wanted, Qt::CaseInsensitive))
            return 1;
        if (asset.name.startsWith(wanted, Qt::CaseInsensitive))
            return 2;
        return asset.name.contains(wanted, Qt::CaseInsensitive) ? 3 : 4;
    };
    QList<QPair<int, Asset>> found;
    for (const Asset &asset : m_assets) {
        const int r = rank(asset);
        if (r < 4)
            found.append({r, asset});
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto &a, const auto &b) { return a.first < b.first; });
    QList<Asset> result;
    for (qsizetype i = 0; i < std::min<qsizetype>(found.size(), limit); ++i)
        result.append(found.at(i).second);
    return result;
}

std::optional<QString> AssetDirectory::renamedTo(const QString &symbol) const
{
    const auto at = m_renames.constFind(symbol);
    return at == m_renames.cend() ? std::nullopt : std::optional(*at);
}

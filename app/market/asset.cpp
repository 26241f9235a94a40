#include "app/market/asset.h"

Asset assetForSymbol(const QString &symbol)
{
    const QString upper = symbol.toUpper();
    return {AssetId{QStringLiteral("sym:") + upper}, upper, upper, false};
}

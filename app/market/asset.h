#pragma once

#include "app/market/ids.h"

#include <QString>

// A coin: what is priced, whatever it is traded against and wherever.
struct Asset
{
    AssetId id;
    QString symbol;          // "BTC"; not unique
    QString name;            // "Bitcoin"; the symbol when nothing better is known
    bool stablecoin = false; // pegged to the US dollar: USDT, USDC, ...

    bool operator==(const Asset &) const = default;
};

// An asset of which only a symbol is known.
Asset assetForSymbol(const QString &symbol);

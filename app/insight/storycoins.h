#pragma once

#include "app/market/assetdirectory.h"
#include "app/news/article.h"

// A coin whose price a story is told with.
struct PricedCoin
{
    AssetId asset;
    QString symbol;
    bool operator==(const PricedCoin &) const = default;
};

// The coins of a story, strongest first: the first is its row's. A story of the whole market is told with
// BTC (design.md 7). Empty for what is about neither, and for promotions.
QList<PricedCoin> pricedCoins(const Story &story, const AssetDirectory &assets);
// Bitcoin: the market that other coins are compared with.
const AssetId &marketCoin();
// Whether the time of publication is the feed's own word: not missing, impossible, the future, or one date
// for a whole feed (Article::sortTime).
bool isDated(const Article &article);

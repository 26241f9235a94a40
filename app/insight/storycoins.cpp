#include "app/insight/storycoins.h"

const AssetId &marketCoin()
{
    static const AssetId bitcoin{QStringLiteral("bitcoin")};
    return bitcoin;
}

bool isDated(const Article &article)
{
    return isKnown(article.published) && article.sortTime == article.published;
}

QList<PricedCoin> pricedCoins(const Story &story, const AssetDirectory &assets)
{
    QList<PricedCoin> coins;
    if (!story.facts.promotion.isEmpty())
        return coins;
    if (story.facts.isMarket())
        return {{marketCoin(), QStringLiteral("BTC")}};
    for (const CoinTag &tag : story.facts.coins) {
        const Asset asset = assets.resolve(tag.symbol).value_or(assetForSymbol(tag.symbol));
        coins.append({asset.id, tag.symbol});
    }
    return coins;
}

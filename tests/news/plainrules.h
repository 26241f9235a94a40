#pragma once

#include "app/news/storyrules.h"

// Rules simple enough to see through in a test: BTC and ETH in a headline are tags, "hack" and "ETF" kinds, a
// headline that begins with "Sponsored" is a promotion, "via NAME" in it is where the story is from.
inline StoryFacts plainFacts(const Article &article, const QList<TagCorrection> &corrections)
{
    StoryFacts facts;
    const QStringList words = article.title.split(QChar(u' '), Qt::SkipEmptyParts);
    for (const QString &symbol : {QStringLiteral("BTC"), QStringLiteral("ETH")})
        if (words.contains(symbol))
            facts.coins.append({symbol, 3, symbol});
    for (const TagCorrection &correction : corrections) {
        if (!article.title.contains(correction.words, Qt::CaseInsensitive))
            continue;
        if (correction.meant)
            facts.coins.append({correction.symbol, 3, correction.words});
        else
            facts.coins.removeIf([&](const CoinTag &tag) { return tag.symbol == correction.symbol; });
    }
    if (words.contains(QStringLiteral("hack")))
        facts.kind = StoryKind::Hack;
    if (words.contains(QStringLiteral("ETF")))
        facts.kind = StoryKind::Etf;
    if (words.value(0) == QStringLiteral("Sponsored"))
        facts.promotion = QStringLiteral("sponsored");
    if (const qsizetype via = words.indexOf(QStringLiteral("via")); via >= 0)
        facts.provenance = {words.value(via + 1)};
    return facts;
}

inline StoryRules plainRules(int version = 1)
{
    StoryRules rules;
    rules.version = version;
    rules.facts = plainFacts;
    rules.coinNames = [](const QString &name) -> QStringList {
        const QString folded = searchLine(name);
        if (folded == QStringLiteral("bitcoin") || folded == searchLine(u"比特币") ||
            folded == QStringLiteral("btc"))
            return {QStringLiteral("BTC")};
        if (folded == QStringLiteral("ethereum classic"))
            return {QStringLiteral("ETC")};
        return {};
    };
    return rules;
}

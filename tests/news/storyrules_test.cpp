#include "app/news/storyrules.h"

#include <gtest/gtest.h>

namespace {
QStringList coinsOf(const QString &html)
{
    Article article;
    article.title = QStringLiteral("Exchange volumes fell in August");
    article.language = QStringLiteral("en");
    article.html = html;
    QStringList symbols;
    for (const CoinTag &tag : shippedStoryRules({}).facts(article, {}).coins)
        symbols.append(tag.symbol);
    return symbols;
}
} // namespace

TEST(StoryRules, TagACoinThatTheTextIsAbout)
{
    EXPECT_EQ(coinsOf(QStringLiteral("<p>Traders moved their Solana to cold wallets.</p>")),
              QStringList{QStringLiteral("SOL")});
}

TEST(StoryRules, TagNoCoinThatOnlyAnAdvertNames)
{
    EXPECT_EQ(coinsOf(QStringLiteral(
                  "<p>Traders stayed away for a second month.</p>"
                  "<p>PoolX: Earn new token airdrops, lock your Solana now! <b>Lock now!</b></p>")),
              QStringList());
}

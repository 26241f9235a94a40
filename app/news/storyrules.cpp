#include "app/news/storyrules.h"

#include "app/market/assetdirectory.h"
#include "app/news/facts/adverts.h"
#include "app/news/facts/rulefile.h"
#include "app/news/facts/storyanalyst.h"
#include "app/news/htmltext.h"

#include <QJsonArray>
#include <mutex>

using namespace Qt::StringLiterals;

namespace {
// Made by whoever needs it first, on whichever thread.
class LazyAnalyst
{
public:
    explicit LazyAnalyst(QString userCoinTags) : m_userCoinTags(std::move(userCoinTags)) {}
    StoryFacts factsOf(const Article &article, const QList<TagCorrection> &corrections)
    {
        std::call_once(m_once, [this] {
            m_analyst.emplace(m_userCoinTags);
            m_adverts.emplace();
        });
        return m_analyst->factsOf(inputOf(article), corrections);
    }

private:
    // An advert's coin is not the story's.
    FactsInput inputOf(const Article &article) const
    {
        return {
            article.title,      article.summary,     m_adverts->kept(plainLines(article.html)).join(u'\n'),
            article.categories, article.link,        article.source,
            article.language,   article.announcement};
    }

    const QString m_userCoinTags;
    std::once_flag m_once;
    std::optional<StoryAnalyst> m_analyst;
    std::optional<AdvertCutter> m_adverts;
};

// Name, cut and folded as searches are → symbols.
QHash<QString, QStringList> coinsByName()
{
    QHash<QString, QStringList> coins;
    const auto add = [&](const QString &name, const QString &symbol) {
        QStringList &symbols = coins[searchLine(name)];
        if (!symbols.contains(symbol))
            symbols.append(symbol);
    };
    for (const Asset &asset : AssetDirectory::shipped().assets()) {
        add(asset.symbol, asset.symbol);
        add(asset.name, asset.symbol);
    }
    for (const QJsonValue &value : shippedRules(u"cointags"_s)["coins"_L1].toArray()) {
        const QJsonObject coin = value.toObject();
        const QString symbol = coin["symbol"_L1].toString();
        add(symbol, symbol);
        for (const QString &name : textsOf(coin["names"_L1]) + textsOf(coin["proper"_L1]))
            add(name, symbol);
    }
    return coins;
}

QStringList coinsNamed(const QString &name)
{
    static const QHash<QString, QStringList> coins = coinsByName();
    return coins.value(searchLine(name));
}
} // namespace

StoryFacts readFacts(const StoryRules &rules, const Article &article, const QList<TagCorrection> &corrections,
                     std::optional<bool> mark, const StoryFacts &known)
{
    const StoryFacts facts = rules.facts ? rules.facts(article, corrections) : known;
    return mark ? withPromotion(facts, *mark) : facts;
}

StoryRules shippedStoryRules(const QString &userCoinTags)
{
    const auto lazy = std::make_shared<LazyAnalyst>(userCoinTags);
    StoryRules rules;
    rules.version = factsVersion;
    rules.facts = [lazy](const Article &article, const QList<TagCorrection> &corrections) {
        return lazy->factsOf(article, corrections);
    };
    rules.coinNames = coinsNamed;
    return rules;
}

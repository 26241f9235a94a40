#include "app/news/facts/coinrules.h"

#include "app/market/assetdirectory.h"
#include "app/news/facts/rulefile.h"

#include <QJsonArray>
#include <QSet>
#include <algorithm>

using namespace Qt::StringLiterals;
using Use = CoinRules::Use;

namespace {
struct UseName
{
    QLatin1StringView name;
    Use use;
};
constexpr UseName useNames[] = {{"names"_L1, Use::Name},       {"proper"_L1, Use::Proper},
                                {"words"_L1, Use::Word},       {"common"_L1, Use::Common},
                                {"nouns"_L1, Use::Noun},       {"hints"_L1, Use::Hint},
                                {"oldTickers"_L1, Use::Ticker}};

struct SignName
{
    QLatin1StringView name;
    CoinRules::Sign sign;
};
constexpr SignName signNames[] = {
    {"coin"_L1, CoinRules::Coin},     {"crypto"_L1, CoinRules::Crypto},  {"token"_L1, CoinRules::Token},
    {"move"_L1, CoinRules::Move},     {"trade"_L1, CoinRules::Trade},    {"quote"_L1, CoinRules::Quote},
    {"amount"_L1, CoinRules::Amount}, {"and"_L1, CoinRules::And},        {"loose"_L1, CoinRules::Loose},
    {"stock"_L1, CoinRules::Stock},   {"address"_L1, CoinRules::Address}};

std::optional<CoinRules::Ticker> tickerClass(const QString &name)
{
    if (name == "plain"_L1)
        return CoinRules::Ticker::Plain;
    if (name == "context"_L1)
        return CoinRules::Ticker::Context;
    if (name == "near"_L1)
        return CoinRules::Ticker::Near;
    if (name == "rare"_L1)
        return CoinRules::Ticker::Rare;
    if (name == "named"_L1)
        return CoinRules::Ticker::Named;
    return std::nullopt;
}

// Applies what an entry names. What is wrong with it, or nothing.
QString readCoin(const QJsonObject &json, CoinRules::OneCoin &coin)
{
    const QJsonValue ticker = json.value("ticker"_L1), muted = json.value("muted"_L1);
    if (!ticker.isUndefined()) {
        const auto read = tickerClass(ticker.toString());
        if (!read)
            return u"\"ticker\" is none of plain, context, near, rare, named"_s;
        coin.ticker = *read;
    }
    if (!muted.isUndefined() && !muted.isBool())
        return u"\"muted\" is neither true nor false"_s;
    coin.muted = muted.toBool(coin.muted);
    for (const QString &words : textsOf(json.value("mutedWords"_L1)))
        coin.mutedWords.append(words.toLower());
    for (const UseName &use : useNames) {
        if (json.contains(use.name) && !json.value(use.name).isArray())
            return u"\"%1\" is not a list"_s.arg(use.name);
        for (const QString &phrase : textsOf(json.value(use.name)))
            coin.phrases.append({use.use, phrase});
    }
    return {};
}

CoinRules::OneCoin coinFor(const QString &symbol)
{
    CoinRules::OneCoin coin;
    coin.symbol = symbol;
    coin.phrases.append({Use::Ticker, symbol});
    return coin;
}

// Coins of the directory that have no entry: known, but nothing says their name is no ordinary word.
void addDirectory(CoinRules &rules)
{
    const AssetDirectory &directory = AssetDirectory::shipped();
    QSet<QString> known, taken; // codes; names and codes
    for (const CoinRules::OneCoin &coin : rules.coins) {
        for (const auto &[use, phrase] : coin.phrases) {
            taken.insert(phrase.toLower());
            if (use == Use::Ticker)
                known.insert(phrase);
        }
    }
    for (const Asset &asset : directory.assets()) {
        if (known.contains(asset.symbol) || directory.renamedTo(asset.symbol))
            continue;
        known.insert(asset.symbol);
        rules.coins.push_back(coinFor(asset.symbol));
        rules.coins.back().ticker = CoinRules::Ticker::Rare;
        if (asset.name != asset.symbol && !taken.contains(asset.name.toLower()))
            rules.coins.back().phrases.append(
                {asset.name.contains(u' ') ? Use::Proper : Use::Hint, asset.name});
    }
}
} // namespace

CoinRules CoinRules::shipped()
{
    const QJsonObject json = shippedRules(u"cointags"_s);
    CoinRules rules;
    for (const QJsonValue &value : json.value("coins"_L1).toArray()) {
        const QJsonObject object = value.toObject();
        rules.coins.push_back(coinFor(object.value("symbol"_L1).toString()));
        const QString problem = readCoin(object, rules.coins.back());
        Q_ASSERT_X(problem.isEmpty(), "cointags.json", qPrintable(problem));
    }
    const QJsonObject signs = json.value("signs"_L1).toObject();
    for (const SignName &sign : signNames)
        for (const QString &phrase : textsOf(signs.value(sign.name)))
            rules.signPhrases.append({phrase, sign.sign});
    for (const QString &symbol : textsOf(json.value("stockTickers"_L1)))
        rules.signPhrases.append({symbol, StockTicker});
    for (const QString &symbol : textsOf(json.value("notSymbols"_L1)))
        rules.signPhrases.append({symbol, NoSymbol});
    rules.notCoins = textsOf(json.value("notCoins"_L1));
    addDirectory(rules);
    return rules;
}

void CoinRules::overlay(const QJsonObject &json, const QString &name)
{
    if (!json.value("coins"_L1).isArray()) {
        problems.append(u"%1: there is no list \"coins\""_s.arg(name));
        return;
    }
    int number = 0;
    for (const QJsonValue &value : json.value("coins"_L1).toArray()) {
        ++number;
        const QJsonObject object = value.toObject();
        const QString symbol = object.value("symbol"_L1).toString().toUpper();
        const auto known = std::find_if(coins.begin(), coins.end(),
                                        [&](const OneCoin &one) { return one.symbol == symbol; });
        OneCoin coin = known != coins.end() ? *known : coinFor(symbol);
        const QString problem = symbol.isEmpty() ? u"\"symbol\" is missing"_s : readCoin(object, coin);
        if (!problem.isEmpty())
            problems.append(u"%1: coin %2 (%3): %4"_s.arg(name).arg(number).arg(symbol, problem));
        else if (known != coins.end())
            *known = coin;
        else
            coins.push_back(coin);
    }
    notCoins.append(textsOf(json.value("notCoins"_L1)));
}

qint32 CoinRules::find(const QString &ticker) const
{
    const auto found = std::find_if(coins.begin(), coins.end(), [&](const OneCoin &coin) {
        return coin.phrases.contains({Use::Ticker, ticker});
    });
    return found == coins.end() ? -1 : qint32(found - coins.begin());
}

void CoinRules::addTo(Lexicon &lexicon) const
{
    for (size_t i = 0; i < coins.size(); ++i)
        for (const auto &[use, phrase] : coins[i].phrases)
            lexicon.add(phrase, termOf(TermSet::Coins, quint32(use) << 16 | quint32(i)));
    for (const QString &phrase : notCoins)
        lexicon.add(phrase, termOf(TermSet::Coins, quint32(Use::Not) << 16));
    for (const Phrase &phrase : signPhrases)
        lexicon.add(phrase.text, termOf(TermSet::CoinSigns, phrase.sign));
}

#include "app/news/stories/storywords.h"

#include "app/market/assetdirectory.h"
#include "app/news/facts/coinrules.h"
#include "app/news/facts/rulefile.h"
#include "app/news/stories/wordstem.h"

#include <QJsonArray>
#include <cmath>

using namespace Qt::StringLiterals;

namespace {
// Of a thousand headlines, roughly; what is really counted soon outweighs it.
constexpr double shareOfCommon = 45, shareOfAct = 25, shareOfPlain = 15, shareOfTopic = 10, shareOfName = 4,
                 shareOfUnknownCoin = 0.5;

// Few coins are in most headlines, most coins in hardly any: the directory has the largest first.
double shareOfCoin(qsizetype rank)
{
    return 250 / std::pow(double(rank + 1), 1.2);
}

// What a phrase is when it is one Latin word; else empty.
bool isLatinWord(const QString &phrase)
{
    return std::all_of(phrase.begin(), phrase.end(),
                       [](QChar c) { return c.unicode() < 0x80 && c.isLetter(); });
}

QSet<QString> setOf(const QJsonValue &array)
{
    const QStringList texts = textsOf(array);
    return {texts.begin(), texts.end()};
}

template <typename T> std::optional<T> found(const QHash<QString, T> &table, const QString &word)
{
    const auto it = table.constFind(word);
    return it == table.cend() ? std::nullopt : std::optional<T>(*it);
}

QHash<QString, int> intsOf(const QJsonValue &object)
{
    QHash<QString, int> table;
    const QJsonObject values = object.toObject();
    for (auto it = values.begin(); it != values.end(); ++it)
        table.insert(it.key(), it->toInt());
    return table;
}
} // namespace

StoryTerm storyTerm(TermKind kind, QStringView text)
{
    quint64 hash = 14695981039346656037ull; // FNV-1a, 64 bits: the same everywhere, unlike qHash
    const auto add = [&](quint8 byte) { hash = (hash ^ byte) * 1099511628211ull; };
    add(quint8(kind));
    for (const QChar c : text) {
        add(quint8(c.unicode() & 0xFF));
        add(quint8(c.unicode() >> 8));
    }
    return hash;
}

const StoryWords &StoryWords::shipped()
{
    static const StoryWords words;
    return words;
}

StoryWords::StoryWords()
{
    const QJsonObject rules = shippedRules(u"storywords"_s);
    m_stop = setOf(rules["stop"_L1]);
    addCoins(); // first: of two meanings of one phrase the first counts
    addNames(rules);
    addTopics(rules);
    addActs(rules);
    addWords(textsOf(rules["common"_L1]), TermKind::Common, shareOfCommon);
    addWords(textsOf(rules["plain"_L1]), TermKind::Plain, shareOfPlain);
    addNumbers(rules);
    for (const QString &pattern : textsOf(rules["noise"_L1]))
        m_noise.append(QRegularExpression(pattern));
}

void StoryWords::addPhrase(const QString &phrase, const Meaning &meaning)
{
    m_lexicon.add(phrase, quint32(m_meanings.size()));
    m_meanings.push_back(meaning);
    if (meaning.kind == TermKind::Coin || meaning.capital || !isLatinWord(phrase))
        return;
    const QString stem = wordStem(phrase);
    if (!m_byStem.contains(stem))
        m_byStem.insert(stem, m_meanings.size() - 1);
}

// By the tagger's names: a story is tagged before it is read.
void StoryWords::addCoins()
{
    const QList<Asset> &assets = AssetDirectory::shipped().assets();
    for (qsizetype rank = 0; rank < assets.size(); ++rank)
        if (!m_coinShares.contains(assets[rank].symbol))
            m_coinShares.insert(assets[rank].symbol, shareOfCoin(rank));
    for (const CoinRules::OneCoin &coin : CoinRules::shipped().coins)
        for (const auto &[use, phrase] : coin.phrases)
            if (use != CoinRules::Use::Hint && use != CoinRules::Use::Not)
                addPhrase(phrase, coinMeaning(coin.symbol));
}

StoryWords::Meaning StoryWords::coinMeaning(const QString &symbol) const
{
    Meaning meaning{TermKind::Coin, storyTerm(TermKind::Coin, symbol), symbol};
    meaning.share = coinShare(symbol);
    return meaning;
}

void StoryWords::addNames(const QJsonObject &rules)
{
    const QJsonObject names = rules["names"_L1].toObject();
    const QSet<QString> places = setOf(rules["places"_L1]);
    for (auto it = names.begin(); it != names.end(); ++it) {
        Meaning meaning{TermKind::Name, storyTerm(TermKind::Name, it.key())};
        meaning.share = shareOfName;
        meaning.place = places.contains(it.key());
        for (const QString &phrase : textsOf(*it)) {
            meaning.capital = phrase[0].isUpper();
            meaning.capitals = meaning.capital && phrase == phrase.toUpper();
            addPhrase(phrase, meaning);
        }
    }
}

void StoryWords::addActs(const QJsonObject &rules)
{
    const QJsonArray opposites = rules["opposites"_L1].toArray();
    const QJsonObject acts = rules["acts"_L1].toObject();
    for (auto it = acts.begin(); it != acts.end(); ++it) {
        Meaning meaning{TermKind::Act, storyTerm(TermKind::Act, it.key())};
        meaning.share = shareOfAct;
        for (qsizetype axis = 0; axis < opposites.size(); ++axis) {
            const qsizetype side = textsOf(opposites[axis]).indexOf(it.key());
            if (side >= 0) {
                meaning.axis = qint8(axis);
                meaning.side = qint8(side);
            }
        }
        for (const QString &phrase : textsOf(*it))
            addPhrase(phrase, meaning);
    }
}

void StoryWords::addTopics(const QJsonObject &rules)
{
    const QJsonObject topics = rules["topics"_L1].toObject();
    for (auto it = topics.begin(); it != topics.end(); ++it) {
        Meaning meaning{TermKind::Topic, storyTerm(TermKind::Topic, it.key())};
        meaning.share = shareOfTopic;
        for (const QString &phrase : textsOf(*it))
            addPhrase(phrase, meaning);
    }
}

void StoryWords::addWords(const QStringList &words, TermKind kind, double share)
{
    for (const QString &word : words) {
        Meaning meaning{kind, storyTerm(TermKind::Word, wordStem(word))};
        meaning.share = share;
        addPhrase(word, meaning);
    }
}

void StoryWords::addNumbers(const QJsonObject &rules)
{
    const QJsonObject scales = rules["scales"_L1].toObject();
    for (auto it = scales.begin(); it != scales.end(); ++it)
        m_scales.insert(it.key(), it->toDouble());
    m_numbers = intsOf(rules["numbers"_L1]);
    m_ordinals = intsOf(rules["ordinals"_L1]);
    m_months = intsOf(rules["months"_L1]);
    const QJsonObject spans = rules["spans"_L1].toObject();
    for (auto it = spans.begin(); it != spans.end(); ++it)
        for (const QString &word : textsOf(*it))
            m_spans.insert(word, it.key());
    m_currencies = setOf(rules["currencies"_L1]);
    m_percents = setOf(rules["percents"_L1]);
    m_measures = setOf(rules["measures"_L1]);
    m_between = setOf(rules["between"_L1]);
    m_counted = setOf(rules["counted"_L1]);
}

double StoryWords::coinShare(const QString &symbol) const
{
    return m_coinShares.value(symbol, shareOfUnknownCoin);
}

const StoryWords::Meaning *StoryWords::meaningOfStem(const QString &stem) const
{
    const auto it = m_byStem.constFind(stem);
    return it == m_byStem.cend() ? nullptr : &m_meanings[*it];
}

QString StoryWords::withoutNoise(const QString &title) const
{
    QString text = title;
    for (const QRegularExpression &pattern : m_noise) {
        const auto match = pattern.match(text);
        if (match.hasMatch())
            text.replace(match.capturedStart(), match.capturedLength(),
                         QString(match.capturedLength(), u' '));
    }
    return text;
}

std::optional<double> StoryWords::scale(const QString &word) const
{
    return found(m_scales, word);
}
std::optional<int> StoryWords::number(const QString &word) const
{
    return found(m_numbers, word);
}
std::optional<int> StoryWords::ordinal(const QString &word) const
{
    return found(m_ordinals, word);
}
std::optional<int> StoryWords::month(const QString &word) const
{
    return found(m_months, word);
}
QString StoryWords::span(const QString &word) const
{
    return m_spans.value(word);
}

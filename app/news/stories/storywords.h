#pragma once

#include "app/news/facts/lexicon.h"

#include <QRegularExpression>
#include <QSet>

// A word, or what it stands for: a hash that is the same on every machine and at every start, so that it can
// be stored.
using StoryTerm = quint64;
// Classes keep a coin, a name and a word of the same letters apart. Part of the hash: only append.
enum class TermKind : quint8 { Word, Plain, Common, Act, Topic, Name, Coin, Pair, Span, Number };
StoryTerm storyTerm(TermKind kind, QStringView text);

// The word lists of resources/storywords.json, whose note tells what each means, and the names of the known
// coins, found in one pass over a text. Constant once made: safe to use from any thread.
class StoryWords
{
public:
    static const StoryWords &shipped();

    // What a phrase of the lists stands for.
    struct Meaning
    {
        TermKind kind = TermKind::Word;
        StoryTerm term = 0;
        QString coin{};            // of Coin: the symbol
        bool capital = false;      // counts only when written so: "Fed", "Circle"
        bool capitals = false;     // "US", "SEC"
        double share = 0;          // how many of a thousand headlines have it, roughly
        bool place = false;        // a country or a state
        qint8 axis = -1, side = 0; // of opposites: which pair, and 0 or 1
    };

    ReadText read(QStringView text) const { return m_lexicon.read(text); }
    QString folded(QStringView text) const { return m_lexicon.fold().folded(text); }
    const Meaning &meaning(const Hit &hit) const { return m_meanings[hit.term]; }
    // Of a single English word, by its stem; null when it is none of the lists'.
    const Meaning *meaningOfStem(const QString &stem) const;
    double coinShare(const QString &symbol) const; // of a thousand headlines, roughly
    bool isStop(const QString &word) const { return m_stop.contains(word); }

    // What a Chinese flash says before its story ("金色财经报道，9 月 13 日，") is blanked out: places stay.
    QString withoutNoise(const QString &title) const;

    std::optional<double> scale(const QString &word) const; // "million", "亿"
    std::optional<int> number(const QString &word) const;   // "three"
    std::optional<int> ordinal(const QString &word) const;  // "third"; "三"
    std::optional<int> month(const QString &word) const;
    QString span(const QString &word) const; // "days" → "day"; empty: none
    bool isCurrency(const QString &word) const { return m_currencies.contains(word); }
    bool isPercent(const QString &word) const { return m_percents.contains(word); }
    bool isMeasure(const QString &word) const { return m_measures.contains(word); }
    bool isBetween(const QString &word) const { return m_between.contains(word); }
    bool isCounting(const QString &word) const { return m_counted.contains(word); }

private:
    StoryWords();
    void addActs(const QJsonObject &rules);
    void addTopics(const QJsonObject &rules);
    void addNames(const QJsonObject &rules);
    void addWords(const QStringList &words, TermKind kind, double share);
    void addCoins();
    Meaning coinMeaning(const QString &symbol) const;
    void addNumbers(const QJsonObject &rules);
    void addPhrase(const QString &phrase, const Meaning &meaning);

    Lexicon m_lexicon;
    std::vector<Meaning> m_meanings;
    QHash<QString, size_t> m_byStem;
    QHash<QString, double> m_coinShares;
    QSet<QString> m_stop, m_currencies, m_percents, m_measures, m_between, m_counted;
    QHash<QString, double> m_scales;
    QHash<QString, int> m_numbers, m_ordinals, m_months;
    QHash<QString, QString> m_spans;
    QList<QRegularExpression> m_noise;
};

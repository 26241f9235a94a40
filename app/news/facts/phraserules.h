#pragma once

#include "app/news/facts/lexicon.h"

#include <QJsonObject>
#include <QStringList>
#include <array>
#include <vector>

// Rules over word lists: "a country and a word of war in one sentence". JSON:
//   "lists": {"countries": ["Iran", "^Fed", "伊朗"], ...}      at most 64; "^" asks for a capital letter
//   "rules": [{"all": ["countries|leaders", "war"], "not": ["games"], "within": 6, "ordered": true, ...}]
// A rule holds in a sentence that has a phrase of each entry of `all` (of any list joined by "|"), no phrase
// of `not`, all of them within so many words (no limit when left out), and in that order when asked for.
// "first": the first of them begins within so many words of the text; "closed": after the last nothing
// follows but a mark or a number.
class PhraseRules
{
public:
    struct Rule
    {
        std::vector<quint64> all; // of lists, a bit each
        quint64 none = 0;
        qint32 within = 0;
        qint32 first = 0;
        bool ordered = false, closed = false;
        QJsonObject json; // whatever else the rule says, for its user
    };

    // `set` tells its terms in the lexicon from others'. The file is ours: a list a rule names is there.
    PhraseRules(const QJsonObject &json, quint32 set);
    void addTo(Lexicon &lexicon) const;
    const std::vector<Rule> &rules() const { return m_rules; }

    enum class Scope { Sentence, WholeText };
    // Indexes of the rules that hold in a sentence that begins before character `until`, each once; or, with
    // the other scope, in the text as if it were one sentence.
    std::vector<size_t> holding(const ReadText &text, qint32 until, Scope scope = Scope::Sentence) const;

private:
    struct Place
    {
        qint32 at = 0, end = 0;
        quint64 list = 0;
    };
    static constexpr size_t mostParts = 4;
    using Taken = std::array<const Place *, mostParts>;
    quint64 listsNamed(const QString &names) const;
    bool holds(const ReadText &text, const Rule &rule, const Place *begin, const Place *end) const;
    bool holdsFrom(const ReadText &text, const Rule &rule, size_t part, const Place *begin, const Place *end,
                   Taken &taken) const;
    bool fits(const ReadText &text, const Rule &rule, size_t part, const Place &place,
              const Taken &taken) const;

    struct Entry
    {
        QString phrase;
        bool capital = false;
        quint32 list = 0;
    };
    quint32 m_set;
    QStringList m_names;
    QList<Entry> m_entries;
    std::vector<Rule> m_rules;
};

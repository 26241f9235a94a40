#include "app/news/stories/wordstem.h"

#include <algorithm>
#include <string>
#include <string_view>

using namespace std::string_view_literals;

// The names of the steps and of "measure" are the paper's.
namespace {
struct Ending
{
    std::string_view from, to;
};

constexpr Ending step2[] = {
    {"ational"sv, "ate"sv}, {"tional"sv, "tion"sv}, {"enci"sv, "ence"sv},   {"anci"sv, "ance"sv},
    {"izer"sv, "ize"sv},    {"abli"sv, "able"sv},   {"alli"sv, "al"sv},     {"entli"sv, "ent"sv},
    {"eli"sv, "e"sv},       {"ousli"sv, "ous"sv},   {"ization"sv, "ize"sv}, {"ation"sv, "ate"sv},
    {"ator"sv, "ate"sv},    {"alism"sv, "al"sv},    {"iveness"sv, "ive"sv}, {"fulness"sv, "ful"sv},
    {"ousness"sv, "ous"sv}, {"aliti"sv, "al"sv},    {"iviti"sv, "ive"sv},   {"biliti"sv, "ble"sv}};
constexpr Ending step3[] = {{"icate"sv, "ic"sv}, {"ative"sv, ""sv}, {"alize"sv, "al"sv}, {"iciti"sv, "ic"sv},
                            {"ical"sv, "ic"sv},  {"ful"sv, ""sv},   {"ness"sv, ""sv}};
constexpr Ending step4[] = {{"al"sv, ""sv},    {"ance"sv, ""sv}, {"ence"sv, ""sv}, {"er"sv, ""sv},
                            {"ic"sv, ""sv},    {"able"sv, ""sv}, {"ible"sv, ""sv}, {"ant"sv, ""sv},
                            {"ement"sv, ""sv}, {"ment"sv, ""sv}, {"ent"sv, ""sv},  {"ion"sv, ""sv},
                            {"ou"sv, ""sv},    {"ism"sv, ""sv},  {"ate"sv, ""sv},  {"iti"sv, ""sv},
                            {"ous"sv, ""sv},   {"ive"sv, ""sv},  {"ize"sv, ""sv}};

class Stemmer
{
public:
    explicit Stemmer(std::string word) : m_word(std::move(word)) {}

    std::string stem()
    {
        cutPlural();
        cutParticiple();
        if (m_word.back() == 'y' && hasVowel(m_word.size() - 1))
            m_word.back() = 'i';
        replace(step2, 0);
        replace(step3, 0);
        replace(step4, 1);
        cutFinalE();
        if (measure(m_word.size()) > 1 && endsDouble() && m_word.back() == 'l')
            m_word.pop_back();
        return std::move(m_word);
    }

private:
    bool isConsonant(size_t i) const
    {
        switch (m_word[i]) {
        case 'a':
        case 'e':
        case 'i':
        case 'o':
        case 'u':
            return false;
        case 'y':
            return i == 0 || !isConsonant(i - 1);
        default:
            return true;
        }
    }
    // How many vowel-consonant sequences the first `length` letters have.
    int measure(size_t length) const
    {
        int count = 0;
        for (size_t i = 1; i < length; ++i)
            count += isConsonant(i) && !isConsonant(i - 1) ? 1 : 0;
        return count;
    }
    bool hasVowel(size_t length) const
    {
        for (size_t i = 0; i < length; ++i)
            if (!isConsonant(i))
                return true;
        return false;
    }
    bool ends(std::string_view ending) const
    {
        return m_word.size() > ending.size() && m_word.ends_with(ending);
    }
    size_t before(std::string_view ending) const { return m_word.size() - ending.size(); }
    bool endsDouble() const
    {
        const size_t size = m_word.size();
        return size >= 2 && m_word[size - 1] == m_word[size - 2] && isConsonant(size - 1);
    }
    // Consonant, vowel, consonant other than w, x, y: "hop", not "snow".
    bool endsShort(size_t length) const
    {
        if (length < 3 || !isConsonant(length - 1) || isConsonant(length - 2) || !isConsonant(length - 3))
            return false;
        const char last = m_word[length - 1];
        return last != 'w' && last != 'x' && last != 'y';
    }

    void cutPlural()
    {
        if (ends("sses"sv) || ends("ies"sv))
            m_word.resize(m_word.size() - 2);
        else if (m_word.back() == 's' && !ends("ss"sv))
            m_word.pop_back();
    }
    void cutParticiple()
    {
        if (ends("eed"sv)) {
            if (measure(before("eed"sv)) > 0)
                m_word.pop_back();
            return;
        }
        for (const std::string_view ending : {"ed"sv, "ing"sv}) {
            if (ends(ending) && hasVowel(before(ending))) {
                m_word.resize(before(ending));
                return mendParticiple();
            }
        }
    }
    void mendParticiple()
    {
        if (ends("at"sv) || ends("bl"sv) || ends("iz"sv)) {
            m_word += 'e';
        } else if (endsDouble()) {
            const char last = m_word.back();
            if (last != 'l' && last != 's' && last != 'z')
                m_word.pop_back();
        } else if (measure(m_word.size()) == 1 && endsShort(m_word.size())) {
            m_word += 'e';
        }
    }
    // The longest ending that fits is the only one tried.
    template <size_t Count> void replace(const Ending (&endings)[Count], int over)
    {
        const Ending *best = nullptr;
        for (const Ending &ending : endings)
            if (ends(ending.from) && (!best || ending.from.size() > best->from.size()))
                best = &ending;
        if (!best || measure(before(best->from)) <= over)
            return;
        const size_t stem = before(best->from);
        if (best->from == "ion"sv && (stem == 0 || (m_word[stem - 1] != 's' && m_word[stem - 1] != 't')))
            return;
        m_word.replace(stem, std::string::npos, best->to);
    }
    void cutFinalE()
    {
        if (m_word.back() != 'e')
            return;
        const size_t stem = m_word.size() - 1;
        const int found = measure(stem);
        if (found > 1 || (found == 1 && !endsShort(stem)))
            m_word.pop_back();
    }

    std::string m_word;
};
} // namespace

QString wordStem(QStringView word)
{
    const bool english =
        std::all_of(word.begin(), word.end(), [](QChar c) { return c >= u'a' && c <= u'z'; });
    if (!english || word.size() < 3)
        return word.toString();
    return QString::fromStdString(Stemmer(word.toString().toStdString()).stem());
}

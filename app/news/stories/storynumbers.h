#pragma once

#include "app/news/stories/storywords.h"

// A number a story tells, whatever it is written as: "$26M", "26 million dollars" and 2600 万美元 are one.
struct StoryNumber
{
    enum class Kind : quint8 {
        Money,
        Percent,
        Count, // of something: 1,229 BTC
        Place  // in a row: "third day", "three-day", "Q3"
    };
    Kind kind = Kind::Count;
    double value = 0;
    double grain = 1;    // what its last digit counts: 1e6 for $26M, 0.1 for 99.9%
    StoryTerm thing = 0; // of Count and Place: what is counted; 0: nothing named
    bool operator==(const StoryNumber &) const = default;
};

// Whether they can be one number, the one rounded more than the other: $26M and $26.6 million, not 1,229 BTC
// and 1,283 BTC.
bool agree(const StoryNumber &a, const StoryNumber &b);
// Whether they measure the same and differ: of the same kind and thing and, of money, the same magnitude (a
// price is no turnover).
bool differ(const StoryNumber &a, const StoryNumber &b);
// Whether two stories contradict each other: some numbers of theirs differ, and of that kind none agree.
bool conflict(const std::vector<StoryNumber> &a, const std::vector<StoryNumber> &b);
// Significant digits: 2 of $26M, 4 of 1,229.
int digitsOf(const StoryNumber &number);

// Finds the numbers of a text. `things` gives what the word at a place stands for (0: nothing), `used` is
// set for the words that became part of a number.
class NumberReader
{
public:
    NumberReader(const StoryWords &words, const ReadText &text, const std::vector<StoryTerm> &things,
                 std::vector<bool> &used)
        : m_words(words), m_text(text), m_things(things), m_used(used)
    {
    }
    std::vector<StoryNumber> numbers();

private:
    struct Unit
    {
        QString text;
        qsizetype length = 0;
    };
    void readDigits(qsizetype at);
    void readWord(qsizetype at);
    bool isDate(qsizetype at, qsizetype next);
    void append(StoryNumber number, qsizetype at, qsizetype next);
    qsizetype readScale(StoryNumber &number, qsizetype next) const;
    qsizetype skipBetween(qsizetype next) const;
    bool isCounted(qsizetype at) const;
    // Of Chinese two characters where the lists have them.
    template <typename Known> Unit unitAt(qsizetype at, Known known) const;
    QString word(qsizetype at) const;
    bool isAlone(qsizetype at) const;
    void use(qsizetype from, qsizetype end);

    const StoryWords &m_words;
    const ReadText &m_text;
    const std::vector<StoryTerm> &m_things;
    std::vector<bool> &m_used;
    std::vector<StoryNumber> m_numbers;
};

#pragma once

#include <QString>
#include <vector>

// What rules compare: letters without case, accents and widths, Chinese in its simplified characters
// (resources/hanfold.json). One UTF-16 unit becomes one, so that places in a text stay the same.
class LetterFold
{
public:
    enum class Kind : quint8 {
        Other,  // blanks, marks, signs
        Letter, // part of a word
        Digit,
        Alone // a word by itself: Chinese, Japanese and Korean are written without blanks
    };

    LetterFold();

    char16_t operator()(QChar c) const { return m_units[c.unicode()].folded; }
    Kind kind(QChar c) const { return m_units[c.unicode()].kind; }
    bool isCapital(QChar c) const { return m_units[c.unicode()].capital; }
    QString folded(QStringView text) const;

private:
    struct Unit
    {
        char16_t folded = 0;
        Kind kind = Kind::Other;
        bool capital = false;
    };
    std::vector<Unit> m_units; // of all UTF-16 has
};

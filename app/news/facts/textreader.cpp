#include "app/news/facts/textreader.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using Kind = LetterFold::Kind;

namespace {
constexpr quint32 fnvStart = 2166136261u, fnvPrime = 16777619u; // as in Lexicon::intern
constexpr qsizetype longestWord = 40;

// Letters that make a number greater ("90K", "2.9bn"), or an ordinal of it.
bool isMagnitude(QStringView letters)
{
    static constexpr QLatin1StringView known[] = {"k"_L1,  "m"_L1,  "mn"_L1,  "b"_L1,  "bn"_L1,
                                                  "t"_L1,  "tn"_L1, "x"_L1,   "st"_L1, "nd"_L1,
                                                  "rd"_L1, "th"_L1, "bps"_L1, "s"_L1};
    return std::any_of(std::begin(known), std::end(known),
                       [&](QLatin1StringView one) { return letters.compare(one, Qt::CaseInsensitive) == 0; });
}

// After these a dot ends no sentence.
bool isShortened(QStringView word)
{
    static constexpr QLatin1StringView known[] = {
        "mr"_L1,   "mrs"_L1, "ms"_L1,  "dr"_L1,  "st"_L1,  "inc"_L1, "ltd"_L1, "co"_L1,  "vs"_L1,
        "no"_L1,   "jan"_L1, "feb"_L1, "mar"_L1, "apr"_L1, "jun"_L1, "jul"_L1, "aug"_L1, "sep"_L1,
        "sept"_L1, "oct"_L1, "nov"_L1, "dec"_L1, "sen"_L1, "rep"_L1, "gov"_L1, "gen"_L1};
    return std::any_of(std::begin(known), std::end(known),
                       [&](QLatin1StringView one) { return word.compare(one, Qt::CaseInsensitive) == 0; });
}

bool isCurrencySign(QChar c)
{
    return c.category() == QChar::Symbol_Currency;
}
bool isApostrophe(QChar c)
{
    return c == u'\'' || c == u'’' || c == u'‘';
}
} // namespace

std::vector<Word> TextReader::words()
{
    m_words.reserve(size_t(m_text.size() / 4 + 4));
    while (m_at < m_text.size()) {
        switch (kindAt(m_at)) {
        case Kind::Other:
            readGap();
            break;
        case Kind::Letter:
            isInitials() ? readInitials() : readWord();
            break;
        case Kind::Digit:
            readNumber();
            break;
        case Kind::Alone:
            readAlone();
            break;
        }
    }
    return std::move(m_words);
}

void TextReader::readGap()
{
    const QChar c = m_text[m_at];
    if (c == u':' && at(m_at + 1) == u'/' && at(m_at + 2) == u'/')
        return skipAddress();
    // "Bitcoin's", "Don't", "l'ether": what follows the apostrophe is a word of its own, the possessive none.
    if (isApostrophe(c) && kindAt(m_at - 1) == Kind::Letter && kindAt(m_at + 1) == Kind::Letter) {
        if (at(m_at + 1).toLower() == u's' && kindAt(m_at + 2) != Kind::Letter)
            m_at += 1;
        m_at += 1;
        return;
    }
    readMark(c);
    ++m_at;
}

// The address goes, and with it the "https" before.
void TextReader::skipAddress()
{
    if (!m_words.empty() && m_words.back().end == m_at)
        m_words.pop_back();
    while (m_at < m_text.size() && !m_text[m_at].isSpace() && kindAt(m_at) != Kind::Alone)
        ++m_at;
    m_gap = std::max(m_gap, Gap::Clause);
}

void TextReader::readMark(QChar c)
{
    const auto gap = [this](Gap found) { m_gap = std::max(m_gap, found); };
    const bool spaced = at(m_at - 1).isSpace() && at(m_at + 1).isSpace();
    m_marks = 0;
    switch (c.unicode()) {
    case u'\n':
    case u'!':
    case u'?':
    case u'。':
    case u'！':
    case u'？':
        return gap(Gap::Sentence);
    case u'.':
        return endsSentence() ? gap(Gap::Sentence) : void();
    case u'…':
    case u':':
    case u'：':
    case u';':
    case u'；':
    case u'|':
    case u'—':
    case u'–':
    case u'─':
    case u'·':
    case u'•':
        return gap(Gap::Clause);
    case u'-':
    case u'‐':
    case u'‑':
        return gap(spaced ? Gap::Clause : Gap::Hyphen);
    case u',':
    case u'，':
    case u'、':
    case u'&':
    case u'+':
        return gap(Gap::Comma);
    case u'/':
        return gap(Gap::Slash);
    case u'$':
    case u'#':
    case u'@': {
        // "US$ETH" and "a@b" are neither tag nor handle.
        const bool free = kindAt(m_at - 1) != Kind::Letter && kindAt(m_at - 1) != Kind::Digit;
        m_marks = !free ? 0 : c == u'$' ? Word::Cashtag : c == u'#' ? Word::Hashtag : Word::Handle;
        return;
    }
    default:
        break;
    }
    if (c.isSpace())
        return gap(Gap::Space);
    if (c.category() == QChar::Punctuation_Open || c.category() == QChar::Punctuation_Close) {
        m_opened = c.category() == QChar::Punctuation_Open;
        return gap(Gap::Bracket);
    }
    if (c == u'"' || isApostrophe(c) || c.category() == QChar::Punctuation_InitialQuote ||
        c.category() == QChar::Punctuation_FinalQuote)
        return gap(Gap::Quote);
    if (!isCurrencySign(c) && c != u'%' && c != u'％')
        gap(Gap::Space);
}

bool TextReader::endsSentence() const
{
    const QChar next = at(m_at + 1);
    if (!next.isNull() && !next.isSpace() && kindAt(m_at + 1) != Kind::Alone)
        return false; // "2.5", "Fetch.ai"
    if (m_words.empty())
        return false;
    const Word &last = m_words.back();
    return last.end != m_at || !isShortened(m_text.mid(last.begin, last.end - last.begin));
}

// "U.S.", "J.P.": letters with dots are one word.
bool TextReader::isInitials() const
{
    return at(m_at + 1) == u'.' && kindAt(m_at + 2) == Kind::Letter && kindAt(m_at + 3) != Kind::Letter &&
           kindAt(m_at + 3) != Kind::Digit && kindAt(m_at - 1) != Kind::Letter;
}

void TextReader::readInitials()
{
    const qsizetype begin = m_at;
    m_at += 1;
    while (at(m_at) == u'.' && kindAt(m_at + 1) == Kind::Letter && kindAt(m_at + 2) != Kind::Letter)
        m_at += 2;
    append(begin, m_at, caseFlags(begin, m_at));
    if (at(m_at) == u'.')
        ++m_at;
}

qsizetype TextReader::letterRun(qsizetype from) const
{
    qsizetype end = from;
    while (kindAt(end) == Kind::Letter || (end > from && kindAt(end) == Kind::Digit))
        ++end;
    return end;
}

void TextReader::readWord()
{
    const qsizetype begin = m_at;
    m_at = letterRun(begin);
    append(begin, m_at, caseFlags(begin, m_at));
}

void TextReader::readAlone()
{
    append(m_at, m_at + 1, Word::Alone);
    ++m_at;
}

void TextReader::readNumber()
{
    const qsizetype begin = m_at;
    const bool money = isCurrencySign(at(begin - 1));
    while (kindAt(m_at) == Kind::Digit ||
           ((at(m_at) == u'.' || at(m_at) == u',') && kindAt(m_at + 1) == Kind::Digit))
        ++m_at;
    // "90K" is a number; "1000ETH" and "1inch" are a number and a word.
    const qsizetype end = letterRun(m_at);
    if (isMagnitude(m_text.mid(m_at, end - m_at)))
        m_at = end;
    m_marks = 0; // "$90" is money
    const bool percent = at(m_at) == u'%' || at(m_at) == u'％' || (at(m_at) == u' ' && at(m_at + 1) == u'%');
    append(begin, m_at, quint16(Word::Number | (money ? Word::Money : 0) | (percent ? Word::Percent : 0)));
}

void TextReader::append(qsizetype begin, qsizetype end, quint16 flags)
{
    if (m_gap == Gap::Sentence)
        ++m_sentence;
    if (m_gap >= Gap::Clause)
        ++m_clause;
    if (m_gap >= Gap::Clause || m_gap == Gap::Quote || m_gap == Gap::Bracket)
        flags |= Word::Opens;
    flags |= m_marks;
    const bool opened = m_opened && kindAt(begin - 1) == Kind::Other && !at(begin - 1).isSpace();
    if (opened && at(end).category() == QChar::Punctuation_Close)
        flags |= Word::InBrackets;
    m_words.push_back({qint32(begin), qint32(end), idOf(begin, end), m_sentence, m_clause, flags, m_gap});
    m_gap = Gap::None;
    m_marks = 0;
    m_opened = false;
}

quint32 TextReader::idOf(qsizetype begin, qsizetype end) const
{
    if (end - begin > longestWord)
        return 0;
    char16_t word[longestWord];
    qsizetype length = 0;
    quint32 hash = fnvStart;
    for (qsizetype i = begin; i < end; ++i) {
        if (m_text[i] == u'.' && i > begin && kindAt(begin) == Kind::Letter)
            continue; // initials
        word[length] = m_lexicon.fold()(m_text[i]);
        hash = (hash ^ word[length++]) * fnvPrime;
    }
    return m_lexicon.find(word, length, hash);
}

quint16 TextReader::caseFlags(qsizetype begin, qsizetype end) const
{
    const LetterFold &fold = m_lexicon.fold();
    if (!fold.isCapital(m_text[begin]))
        return 0;
    for (qsizetype i = begin + 1; i < end; ++i)
        if (!fold.isCapital(m_text[i]) && fold.kind(m_text[i]) == Kind::Letter)
            return Word::Capital;
    return Word::Capital | Word::Capitals;
}

ReadText::Style styleOf(const ReadText &text)
{
    constexpr qint32 longWord = 4;
    constexpr int fewest = 3;
    constexpr double mostly = 0.7;
    int words = 0, capital = 0, capitals = 0, all = 0, allCapitals = 0;
    for (const Word &word : text.words) {
        if (word.isAny(Word::Number | Word::Alone))
            continue;
        ++all;
        allCapitals += word.is(Word::Capitals) ? 1 : 0;
        if (word.end - word.begin < longWord || word.is(Word::Opens))
            continue;
        ++words;
        capital += word.is(Word::Capital) ? 1 : 0;
        capitals += word.is(Word::Capitals) ? 1 : 0;
    }
    if (all >= fewest && words > 0 && capitals == words && allCapitals >= mostly * all)
        return ReadText::Style::Capitals;
    if (words < fewest ? capital == words && words > 0 : capital >= mostly * words)
        return ReadText::Style::TitleCase;
    return ReadText::Style::Sentence;
}

#include "app/news/searchtext.h"

#include <algorithm>
#include <bit>
#include <vector>

namespace {
constexpr size_t longestRun = 4096; // letters; nobody looks for such a word, and it would take much memory
constexpr QChar beginningMark = u'\uE000'; // of private use: stands in no word

// A letter as it is compared, and where it stands in the text.
struct Letter
{
    char32_t folded = 0;
    qsizetype begin = 0, end = 0;
};
using Letters = std::vector<Letter>;

bool isPaired(char32_t c)
{
    if (c < 0x2E80) // the first Han radical
        return false;
    switch (QChar::script(c)) {
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
        return true;
    default:
        return false;
    }
}

bool isAsciiWord(char32_t c)
{
    return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= U'0' && c <= U'9');
}

// One character as it is compared: compatibility forms (full-width digits, ligatures), accents and case gone.
// It may become none or several.
template <typename Take> void fold(char32_t point, Take take)
{
    if (QChar::decompositionTag(point) == QChar::NoDecomposition) {
        if (!QChar::isMark(point))
            take(QChar::toCaseFolded(point));
        return;
    }
    const auto parts = QString::fromUcs4(&point, 1).normalized(QString::NormalizationForm_KD).toUcs4();
    for (const char32_t part : parts)
        if (!QChar::isMark(part))
            take(QChar::toCaseFolded(part));
}

// Runs of one kind: of a script written without blanks, or of other letters and digits. `run` gets the
// letters and whether they are taken in pairs; they are gone afterwards. A run without end comes in parts.
template <typename Run> class RunReader
{
public:
    explicit RunReader(Run run) : m_run(std::move(run)) {}

    void read(QStringView text)
    {
        for (qsizetype at = 0; at < text.size();) {
            const char16_t unit = text[at].unicode();
            if (unit < 0x80) { // nearly everything, and it must be quick
                take(unit >= u'A' && unit <= u'Z' ? char32_t(unit + 32) : char32_t(unit), at, at + 1);
                ++at;
                continue;
            }
            qsizetype end = at + 1;
            char32_t point = unit;
            if (text[at].isHighSurrogate() && end < text.size() && text[end].isLowSurrogate())
                point = QChar::surrogateToUcs4(text[at], text[end++]);
            bool any = false;
            fold(point, [&](char32_t folded) {
                take(folded, at, end);
                any = true;
            });
            if (!any && !m_letters.empty()) // an accent belongs to its letter
                m_letters.back().end = end;
            at = end;
        }
        flush();
    }

private:
    void take(char32_t folded, qsizetype begin, qsizetype end)
    {
        const bool ascii = folded < 0x80;
        if (ascii ? !isAsciiWord(folded) : !QChar::isLetterOrNumber(folded))
            return flush();
        const bool paired = !ascii && isPaired(folded);
        if (paired != m_paired || m_letters.size() == longestRun)
            flush();
        m_paired = paired;
        m_letters.push_back({folded, begin, end});
    }
    void flush()
    {
        if (!m_letters.empty())
            m_run(m_letters, m_paired);
        m_letters.clear();
    }

    Run m_run;
    Letters m_letters;
    bool m_paired = false;
};

template <typename Run> void forEachRun(QStringView text, Run run)
{
    RunReader<Run>(std::move(run)).read(text);
}

// The words of a run, as from and to among its letters.
template <typename Take> void forEachWord(const Letters &run, bool paired, Take take)
{
    if (!paired)
        return take(size_t(0), run.size());
    for (size_t i = 0; i < run.size(); ++i)
        take(i, std::min(i + 2, run.size()));
}

void append(QString &to, const Letters &run, size_t from, size_t end)
{
    for (size_t i = from; i < end; ++i) {
        if (QChar::requiresSurrogates(run[i].folded))
            to += QChar::fromUcs4(run[i].folded);
        else
            to += QChar(char16_t(run[i].folded));
    }
}

// Words with blanks between.
class PlainLine
{
public:
    explicit PlainLine(qsizetype letters) { m_line.reserve(letters + letters / 8); }
    // Where the next word is to be written, of so many units.
    QChar *begin(qsizetype size)
    {
        m_begin = m_line.size() + (m_line.isEmpty() ? 0 : 1);
        m_line.resize(m_begin + size);
        if (m_begin > 0)
            m_line[m_begin - 1] = u' ';
        return m_line.data() + m_begin;
    }
    void end(bool) {}
    QString take() { return std::move(m_line); }

protected:
    QString m_line;
    qsizetype m_begin = 0; // of the last word
};

// The same, a word that is not `paired` only once.
class DistinctLine : public PlainLine
{
public:
    explicit DistinctLine(qsizetype letters)
        : PlainLine(letters), m_known(std::min(std::bit_ceil(size_t(letters) / 2 + 16), mostKnown))
    {
    }
    void end(bool paired)
    {
        if (!paired && !isNew())
            m_line.truncate(std::max<qsizetype>(m_begin - 1, 0));
    }

private:
    struct Known
    {
        qint32 begin = 0, length = 0; // none: free
        quint32 hash = 0;
    };
    // There is room for a word and its blank on two units, unless the text is longer than any article, or one
    // character stands for several words ("½"): what then finds no room isn't remembered.
    static constexpr size_t mostKnown = 1 << 17;
    bool isNew()
    {
        const QStringView word = QStringView(m_line).sliced(m_begin);
        quint32 hash = 2166136261u; // FNV-1a
        for (const QChar c : word)
            hash = (hash ^ c.unicode()) * 16777619u;
        for (size_t at = hash;; ++at) {
            Known &known = m_known[at & (m_known.size() - 1)];
            if (known.length == 0) {
                if (m_count < m_known.size() - m_known.size() / 8) { // searches stay short
                    known = {qint32(m_begin), qint32(word.size()), hash};
                    ++m_count;
                }
                return true;
            }
            if (known.hash == hash && QStringView(m_line).sliced(known.begin, known.length) == word)
                return false;
        }
    }

    std::vector<Known> m_known;
    size_t m_count = 0;
};

template <typename Line> void addAscii(Line &line, QStringView word)
{
    QChar *to = line.begin(word.size());
    for (const QChar c : word)
        *to++ = c >= u'A' && c <= u'Z' ? QChar(char16_t(c.unicode() + 32)) : c;
    line.end(false);
}

template <typename Line> void addWords(Line &line, QStringView text)
{
    QString word;
    forEachRun(text, [&](const Letters &run, bool paired) {
        forEachWord(run, paired, [&](size_t from, size_t end) {
            word.resize(0);
            append(word, run, from, end);
            std::copy(word.cbegin(), word.cend(), line.begin(word.size()));
            line.end(paired);
        });
    });
}

template <typename Line> QString lineOf(QStringView text)
{
    Line line(text.size());
    // No run goes over a blank of ASCII: what has only ASCII between two needs no more than lower case.
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype begin = at;
        bool ascii = true;
        while (at < text.size() && (text[at].unicode() >= 0x80 || isAsciiWord(text[at].unicode())))
            ascii = text[at++].unicode() < 0x80 && ascii;
        const QStringView part = text.sliced(begin, at - begin);
        if (part.isEmpty())
            ++at;
        else if (ascii && size_t(part.size()) <= longestRun)
            addAscii(line, part);
        else
            addWords(line, part);
    }
    return line.take();
}

// UTF-16 units of the first two letters; 0: it has less.
qsizetype twoLetters(QStringView word)
{
    const auto letter = [&](qsizetype at) { return at < word.size() && word[at].isHighSurrogate() ? 2 : 1; };
    const qsizetype first = letter(0), both = first + letter(first);
    return both <= word.size() ? both : 0;
}

bool isOfPairs(QStringView word)
{
    return isPaired(word.toUcs4().value(0));
}

QString word(const Letters &run, size_t from, size_t end)
{
    QString out;
    append(out, run, from, end);
    return out;
}

struct PlacedWord
{
    QString text;
    Letters letters;
};

std::vector<PlacedWord> placedWords(QStringView text)
{
    std::vector<PlacedWord> words;
    forEachRun(text, [&](const Letters &run, bool paired) {
        forEachWord(run, paired, [&](size_t from, size_t end) {
            words.push_back(
                {word(run, from, end), Letters(run.begin() + qsizetype(from), run.begin() + qsizetype(end))});
        });
    });
    return words;
}

bool endsWith(const QString &word, const SearchPhrase &phrase)
{
    return phrase.goesOn() ? word.startsWith(phrase.words.last()) : word == phrase.words.last();
}

// `wordAt(i)` is one of `count` words.
template <typename WordAt>
bool phraseAt(qsizetype at, qsizetype count, const SearchPhrase &phrase, WordAt wordAt)
{
    const qsizetype last = phrase.words.size() - 1;
    if (at + last >= count)
        return false;
    for (qsizetype i = 0; i < last; ++i)
        if (wordAt(at + i) != phrase.words[i])
            return false;
    return endsWith(wordAt(at + last), phrase);
}

QList<SearchHit> joined(QList<SearchHit> hits)
{
    std::sort(hits.begin(), hits.end(),
              [](const SearchHit &a, const SearchHit &b) { return a.begin < b.begin; });
    QList<SearchHit> out;
    for (const SearchHit &hit : std::as_const(hits)) {
        if (out.isEmpty() || hit.begin >= out.last().begin + out.last().length)
            out.append(hit);
        else
            out.last().length = std::max(out.last().length, hit.begin + hit.length - out.last().begin);
    }
    return out;
}
} // namespace

QStringList searchWords(QStringView text)
{
    QStringList words;
    forEachRun(text, [&](const Letters &run, bool paired) {
        forEachWord(run, paired, [&](size_t from, size_t end) { words.append(word(run, from, end)); });
    });
    return words;
}

QString searchLine(QStringView text)
{
    return lineOf<PlainLine>(text);
}

QString distinctLine(QStringView text)
{
    return lineOf<DistinctLine>(text);
}

QString beginningMarks(QStringView line)
{
    DistinctLine marks(line.size() * 2);
    for (qsizetype at = 0; at < line.size();) {
        qsizetype end = line.indexOf(u' ', at);
        end = end < 0 ? line.size() : end;
        const QStringView word = line.sliced(at, end - at);
        at = end + 1;
        const qsizetype two = twoLetters(word);
        if (two == 0 || (word[0].unicode() >= 0x80 && isOfPairs(word)))
            continue;
        QChar *to = marks.begin(two + 1);
        *to = beginningMark;
        std::copy_n(word.begin(), two, to + 1);
        marks.end(false);
    }
    return marks.take();
}

bool SearchPhrase::goesOn() const
{
    return words.last().size() > 1 || words.last().front().unicode() >= 0x80;
}

QString SearchPhrase::mark() const
{
    const QString &word = words.last();
    const bool marked = words.size() == 1 && twoLetters(word) == word.size() && !isOfPairs(word);
    return marked ? beginningMark + word : QString();
}

QList<TypedPhrase> typedPhrases(QStringView query)
{
    QList<TypedPhrase> phrases;
    forEachRun(query, [&](const Letters &run, bool paired) {
        SearchPhrase phrase;
        forEachWord(run, paired, [&](size_t from, size_t end) {
            // The last pair is cut short; it says nothing new.
            if (from == 0 || end - from == 2)
                phrase.words.append(word(run, from, end));
        });
        phrases.append({phrase, run.front().begin, run.back().end});
    });
    return phrases;
}

QList<SearchPhrase> searchPhrases(QStringView query)
{
    QList<SearchPhrase> phrases;
    for (const TypedPhrase &typed : typedPhrases(query))
        phrases.append(typed.phrase);
    return phrases;
}

bool hasPhrase(const QStringList &words, const SearchPhrase &phrase)
{
    const auto wordAt = [&](qsizetype i) -> const QString & { return words[i]; };
    for (qsizetype at = 0; at < words.size(); ++at)
        if (phraseAt(at, words.size(), phrase, wordAt))
            return true;
    return false;
}

bool hasPhrases(const QStringList &words, const QList<SearchPhrase> &phrases)
{
    return std::all_of(phrases.begin(), phrases.end(),
                       [&](const SearchPhrase &phrase) { return hasPhrase(words, phrase); });
}

QList<SearchHit> searchHits(QStringView text, const QList<SearchPhrase> &phrases)
{
    const std::vector<PlacedWord> words = placedWords(text);
    const auto count = qsizetype(words.size());
    const auto wordAt = [&](qsizetype i) -> const QString & { return words[size_t(i)].text; };
    QList<SearchHit> hits;
    for (const SearchPhrase &phrase : phrases) {
        const auto asked = size_t(phrase.words.last().toUcs4().size());
        for (qsizetype at = 0; at < count; ++at) {
            if (!phraseAt(at, count, phrase, wordAt))
                continue;
            const Letters &last = words[size_t(at + phrase.words.size() - 1)].letters;
            const qsizetype begin = words[size_t(at)].letters.front().begin;
            hits.append({begin, last[asked - 1].end - begin});
        }
    }
    return joined(hits);
}

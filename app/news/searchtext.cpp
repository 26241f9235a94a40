#include "app/news/searchtext.h"

#include <algorithm>

namespace {
bool isPaired(char32_t c)
{
    switch (QChar::script(c)) {
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
        return true;
    default:
        return false;
    }
}

// Compatibility forms folded (full-width digits, ligatures), accents and case gone.
QList<uint> folded(const QString &text)
{
    QList<uint> out;
    const auto points = text.normalized(QString::NormalizationForm_KD).toUcs4();
    out.reserve(points.size());
    for (const uint point : points)
        if (!QChar::isMark(point))
            out.append(QChar::toCaseFolded(point));
    return out;
}

// Runs of one kind: of a script written without blanks, or of other letters and digits.
template <typename Run> void forEachRun(const QString &text, Run run)
{
    const QList<uint> points = folded(text);
    for (qsizetype begin = 0; begin < points.size();) {
        const uint first = points[begin];
        if (!QChar::isLetterOrNumber(first)) {
            ++begin;
            continue;
        }
        const bool paired = isPaired(first);
        qsizetype end = begin + 1;
        while (end < points.size() && QChar::isLetterOrNumber(points[end]) && isPaired(points[end]) == paired)
            ++end;
        run(points.sliced(begin, end - begin), paired);
        begin = end;
    }
}

QString word(const QList<uint> &points, qsizetype from, qsizetype count)
{
    QString out;
    for (qsizetype i = from; i < from + count; ++i)
        out += QChar::fromUcs4(points[i]);
    return out;
}

bool phraseAt(const QStringList &words, qsizetype at, const QStringList &phrase)
{
    const qsizetype last = phrase.size() - 1;
    for (qsizetype i = 0; i < last; ++i)
        if (words[at + i] != phrase[i])
            return false;
    return words[at + last].startsWith(phrase[last]);
}
} // namespace

QStringList searchWords(const QString &text)
{
    QStringList words;
    forEachRun(text, [&](const QList<uint> &run, bool paired) {
        if (!paired) {
            words.append(word(run, 0, run.size()));
            return;
        }
        for (qsizetype i = 0; i < run.size(); ++i)
            words.append(word(run, i, std::min<qsizetype>(2, run.size() - i)));
    });
    return words;
}

QList<SearchPhrase> searchPhrases(const QString &query)
{
    QList<SearchPhrase> phrases;
    forEachRun(query, [&](const QList<uint> &run, bool paired) {
        if (!paired || run.size() == 1) {
            phrases.append(SearchPhrase{{word(run, 0, run.size())}});
            return;
        }
        SearchPhrase phrase;
        for (qsizetype i = 0; i + 1 < run.size(); ++i)
            phrase.words.append(word(run, i, 2));
        phrases.append(phrase);
    });
    return phrases;
}

bool hasPhrases(const QStringList &words, const QList<SearchPhrase> &phrases)
{
    return std::all_of(phrases.begin(), phrases.end(), [&](const SearchPhrase &phrase) {
        for (qsizetype at = 0; at + phrase.words.size() <= words.size(); ++at)
            if (phraseAt(words, at, phrase.words))
                return true;
        return false;
    });
}

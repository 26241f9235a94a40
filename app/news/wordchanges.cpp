#include "app/news/wordchanges.h"

#include <QTextBoundaryFinder>
#include <algorithm>
#include <vector>

namespace {
// Longer texts are no headlines: they are compared as a whole.
constexpr qsizetype mostWords = 400;

QList<TextSpan> wordsOf(const QString &text)
{
    QList<TextSpan> words;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Word, text);
    qsizetype start = 0;
    for (qsizetype end = finder.toNextBoundary(); end >= 0; start = end, end = finder.toNextBoundary()) {
        if (!QStringView(text).mid(start, end - start).trimmed().isEmpty())
            words.append({start, end - start});
    }
    return words;
}

// Which words of both stand in their longest common sequence.
struct Common
{
    std::vector<bool> from, to;
    qsizetype count = 0;
};
Common commonWords(const QString &a, const QList<TextSpan> &from, const QString &b, const QList<TextSpan> &to)
{
    const size_t n = size_t(from.size()), m = size_t(to.size());
    const auto same = [&](size_t i, size_t j) {
        const TextSpan &x = from[qsizetype(i)], &y = to[qsizetype(j)];
        return QStringView(a).mid(x.at, x.length) == QStringView(b).mid(y.at, y.length);
    };
    std::vector<std::vector<int>> longest(n + 1, std::vector<int>(m + 1, 0)); // from i, j on
    for (size_t i = n; i-- > 0;) {
        for (size_t j = m; j-- > 0;)
            longest[i][j] =
                same(i, j) ? longest[i + 1][j + 1] + 1 : std::max(longest[i + 1][j], longest[i][j + 1]);
    }
    Common common{std::vector<bool>(n), std::vector<bool>(m), longest[0][0]};
    for (size_t i = 0, j = 0; i < n && j < m;) {
        if (same(i, j))
            common.from[i++] = common.to[j++] = true;
        else if (longest[i + 1][j] >= longest[i][j + 1])
            ++i;
        else
            ++j;
    }
    return common;
}

// Neighbouring words that are not common, with the blanks between them.
QList<TextSpan> spansOf(const QList<TextSpan> &words, const std::vector<bool> &common)
{
    QList<TextSpan> spans;
    bool open = false;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const TextSpan &word = words[i];
        if (common[size_t(i)])
            open = false;
        else if (std::exchange(open, true))
            spans.last().length = word.at + word.length - spans.last().at;
        else
            spans.append(word);
    }
    return spans;
}

QList<TextSpan> whole(const QString &text)
{
    return text.isEmpty() ? QList<TextSpan>() : QList<TextSpan>{{0, text.size()}};
}
} // namespace

WordChanges changedWords(const QString &from, const QString &to)
{
    const QList<TextSpan> before = wordsOf(from), after = wordsOf(to);
    if (before.size() > mostWords || after.size() > mostWords)
        return from == to ? WordChanges() : WordChanges{whole(from), whole(to)};
    const Common common = commonWords(from, before, to, after);
    if (2 * common.count < std::min(before.size(), after.size()))
        return {whole(from), whole(to)};
    return {spansOf(before, common.from), spansOf(after, common.to)};
}

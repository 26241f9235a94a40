#pragma once

#include "app/news/article.h"
#include "ui/style/times.h"

#include <optional>

// What a source changed in a headline it had published. Pure.

struct HeadlineChange
{
    UtcTime at{};     // when we first saw the present wording
    QString from, to; // only the words that differ: "to", "may". Places apart are joined by " … "; one of the
                      // two is empty when words were only added or only dropped
    bool operator==(const HeadlineChange &) const = default;
};
// The latest change. Nothing: the headline is as it was, or differs in blanks alone.
std::optional<HeadlineChange> headlineChange(const Story &story);
// "changed 12:04: to → may", "changed 12:04: added “again”", "changed 12:04: dropped “again”".
QString headlineChangeText(const HeadlineChange &change, const Times &times);

// A run of a text, in UTF-16 units.
struct TextSpan
{
    qsizetype at = 0, length = 0;
    bool operator==(const TextSpan &) const = default;
};
struct WordChanges
{
    QList<TextSpan> from, to; // what is only in the one, and only in the other; in order
    bool operator==(const WordChanges &) const = default;
};
// Word by word (han by character). Texts with less than half in common have changed as a whole.
WordChanges changedWords(const QString &from, const QString &to);

// One of the headlines a story had.
struct Wording
{
    UtcTime since{};
    QString title;
    QList<TextSpan> added;   // not in the wording before
    QList<TextSpan> dropped; // not in the one after
};
// Every wording, oldest first; the last is the present one.
QList<Wording> wordings(const Story &story);

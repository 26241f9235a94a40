#pragma once

#include <QList>
#include <QString>

// Which words of a headline changed. Pure.

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

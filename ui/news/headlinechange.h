#pragma once

#include "app/news/article.h"
#include "app/news/wordchanges.h"
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

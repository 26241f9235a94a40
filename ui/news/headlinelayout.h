#pragma once

#include "app/news/searchtext.h"
#include "ui/style/theme.h"

#include <QTextLayout>

// A headline broken into lines, in the direction of its own script; what doesn't fit ends in an ellipsis.
struct HeadlineStyle
{
    int width = 0, lines = 2; // at most
    FontRole role = FontRole::Text;
    QList<SearchHit> marks{}; // of the text's blanks-simplified form
    bool operator==(const HeadlineStyle &) const = default;
};

struct HeadlineLayout
{
    QString text; // as it came
    HeadlineStyle style;
    bool elided = false;
    QTextLayout layout;
    int lineCount() const { return std::max(1, layout.lineCount()); }
};

// Marked words stand on the tint that stories have.
void layOutHeadline(HeadlineLayout &headline, const UiTheme &theme);

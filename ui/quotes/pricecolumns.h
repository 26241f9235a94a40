#pragma once

#include "app/settings/settings.h"
#include "ui/style/fonts.h"

// The measures of a price row, in design pixels at 100 % text size (design.md section 1).
struct RowStyle
{
    int height = 46; // with its rule
    int left = 14, badge = 26, badgeGap = 10, name = 92, nameGap = 4;
    int trend = 66, trendMost = 160, trendLeast = 40, trendHeight = 24, trendGap = 7;
    int priceGap = 3; // between the fraction field and the change
    int change = 54, right = 14;
    int flashPad = 6, flashHeight = 24;
    bool secondLine = true;
    FontRole symbolFont = FontRole::Strong, priceFont = FontRole::Strong, changeFont = FontRole::SmallStrong,
             ageFont = FontRole::SmallMedium;

    static RowStyle dashboard(RowHeight height);
    static RowStyle compact(); // the 300×420 window
};

// Where things stand in a row of a given width: plain geometry, x from the row's left edge. Narrow rows lose,
// in order, the trend line, the second line and the change.
struct PriceColumns
{
    int height = 0, width = 0;
    int badgeX = 0, badge = 0, nameX = 0, nameWidth = 0;
    bool showTrend = true, showSecond = true, showChange = true;
    int trendX = 0, trendWidth = 0, trendHeight = 0;
    double pointX = 0;   // where every decimal point stands
    double priceEnd = 0; // right edge of the fraction field
    double changeEnd = 0;
    // Cells of the table; a hidden column has no width.
    int trendCell = 0, priceCell = 0, changeCell = 0; // left edges
    bool operator==(const PriceColumns &) const = default;
};

// `whole` is the widest integer part in the list, with currency sign; `fraction` the widest fraction with its
// unit, at least the five characters ".2615".
PriceColumns layOutColumns(const RowStyle &style, const Fonts &fonts, int width, double whole,
                           double fraction);

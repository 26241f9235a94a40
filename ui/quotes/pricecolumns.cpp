#include "ui/quotes/pricecolumns.h"

#include <algorithm>
#include <cmath>

RowStyle RowStyle::dashboard(RowHeight height)
{
    RowStyle style;
    if (height == RowHeight::Compact)
        style.height = 36;
    return style;
}

RowStyle RowStyle::compact()
{
    RowStyle style;
    style.height = 32;
    style.left = 10;
    style.badge = 20;
    style.badgeGap = 8;
    style.name = 39;
    style.nameGap = 3;
    style.trend = 48;
    style.trendHeight = 20;
    style.trendGap = 11;
    style.priceGap = 4;
    style.change = 50;
    style.right = 10;
    style.flashPad = 5;
    style.flashHeight = 22;
    style.secondLine = false;
    style.symbolFont = style.priceFont = FontRole::SmallStrong;
    style.changeFont = FontRole::MetaStrong;
    style.ageFont = FontRole::Meta;
    return style;
}

PriceColumns layOutColumns(const RowStyle &style, const Fonts &fonts, int width, double whole,
                           double fraction)
{
    constexpr int leastName = 40; // a symbol of four or five letters
    PriceColumns c;
    c.width = width;
    c.height = fonts.px(style.height);
    c.badge = fonts.px(style.badge);
    c.badgeX = style.left;
    c.nameX = style.left + c.badge + style.badgeGap;
    c.nameWidth = fonts.px(style.name);
    c.trendX = c.nameX + c.nameWidth + style.nameGap;
    c.trendHeight = fonts.px(style.trendHeight);
    c.showSecond = style.secondLine;

    const auto placePrice = [&] {
        c.changeEnd = width - style.right;
        c.priceEnd = c.showChange ? c.changeEnd - fonts.px(style.change) - style.priceGap : c.changeEnd;
        c.pointX = c.priceEnd - fraction;
    };
    placePrice();
    const double spare = c.pointX - whole - style.trendGap - c.trendX;
    c.trendWidth = std::min(static_cast<int>(spare), style.trendMost);
    c.showTrend = c.trendWidth >= style.trendLeast;
    if (!c.showTrend) {
        c.trendWidth = 0;
        const auto room = [&] { return static_cast<int>(c.pointX - whole) - style.nameGap - c.nameX; };
        if (room() < c.nameWidth)
            c.showSecond = false;
        if (room() < fonts.px(leastName)) {
            c.showChange = false;
            placePrice();
        }
        c.nameWidth = std::max(std::min(room(), c.nameWidth), 0);
    }
    const int nameEnd = c.nameX + c.nameWidth + style.nameGap;
    c.trendCell = nameEnd;
    c.priceCell = c.showTrend ? c.trendX + c.trendWidth + 2 : nameEnd;
    c.changeCell = c.showChange ? static_cast<int>(std::ceil(c.priceEnd)) + style.flashPad : width;
    return c;
}

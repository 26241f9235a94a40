#pragma once

#include "ui/quotes/coinwords.h"
#include "ui/quotes/pricecolumns.h"
#include "ui/quotes/tickflash.h"
#include "ui/style/badges.h"
#include "ui/style/figures.h"
#include "ui/style/theme.h"

#include <memory>

// How a row is being looked at.
struct RowLook
{
    bool selected = false, hovered = false;
    bool ring = false;    // keyboard focus
    bool alone = false;   // no rule below
    bool alerted = false; // an alert of it fired and was not acknowledged
    TickFlash::Look flash;
    double skeleton = 1; // opacity of what is awaited
    std::chrono::milliseconds age{0};
};

// Paints one coin's row, cell by cell, from a CoinQuote and measures alone. Fonts and figures are looked up
// once a theme; call themeChanged() after it changed.
class RowPainter
{
public:
    RowPainter(const UiTheme &theme, const RowStyle &style);
    void themeChanged();
    void setStyle(const RowStyle &style);
    const RowStyle &style() const { return m_style; }

    struct Widths
    {
        double whole = 0, fraction = 0; // fraction with its unit
    };
    Widths measure(const CoinQuote &quote) const;
    double leastFraction() const; // five characters, ".2615"
    int height() const;

    // `row` is the whole row; each paints its own part of it and of the ground, rule, bar and ring.
    void paintGround(QPainter &painter, const QRect &row, const QRect &cell, const RowLook &look) const;
    void paintCoin(QPainter &painter, const QRect &row, const PriceColumns &columns,
                   const CoinQuote &quote) const;
    void paintTrend(QPainter &painter, const QRect &row, const PriceColumns &columns, const CoinQuote &quote,
                    const ShownChange &change, const RowLook &look) const;
    void paintPrice(QPainter &painter, const QRect &row, const PriceColumns &columns, const CoinQuote &quote,
                    const RowLook &look) const;
    void paintChange(QPainter &painter, const QRect &row, const PriceColumns &columns, const CoinQuote &quote,
                     const ShownChange &change, const RowLook &look) const;
    void paintRing(QPainter &painter, const QRect &row, const QRect &cell, const RowLook &look) const;
    // What a flash of this price covers.
    QRectF flashBox(const QRect &row, const PriceColumns &columns, double whole) const;

    QColor colour(Tone tone) const;

private:
    struct Price
    {
        QString text, unit;
        AlignedFigure parts() const { return splitAtPoint(text, point); }
        QChar point;
    };
    Price priceOf(const CoinQuote &quote) const;
    QColor trendColour(const CoinQuote &quote, const ShownChange &change) const;
    void paintBone(QPainter &painter, const QRectF &bone, double opacity) const;

    const UiTheme &m_theme;
    RowStyle m_style;
    std::unique_ptr<Figures> m_priceFigures, m_changeFigures;
    mutable CoinBadges m_badges; // a cache
};

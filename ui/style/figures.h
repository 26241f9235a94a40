#pragma once

#include <QFont>
#include <QHash>
#include <QPainter>
#include <QRawFont>
#include <QStringView>

// Numbers in tabular figures. Inter's own digits are proportional and QFont::setFeature only comes with Qt
// 6.7, so each digit is centred in a cell as wide as the widest one; "$ , . % + −" keep their own advance.
// For numbers alone, never for prose. One object a font; glyphs are looked up once and drawn in one run.
class Figures
{
public:
    explicit Figures(const QFont &font);

    qreal width(QStringView text) const;
    qreal cell() const { return m_cell; } // width of a digit
    const QFont &font() const { return m_font; }

    // At the baseline, in the painter's pen. The pen is all that is taken from the painter.
    void draw(QPainter &painter, QPointF baselineLeft, QStringView text) const;
    void drawRight(QPainter &painter, QPointF baselineRight, QStringView text) const;

private:
    struct Glyph
    {
        quint32 index = 0;
        qreal advance = 0; // of the cell
        qreal offset = 0;  // of the glyph inside it
        bool known = false;
    };
    const Glyph &glyph(QChar c) const;
    Glyph lookUp(QChar c) const;

    QFont m_font;
    QRawFont m_raw;
    qreal m_cell = 0;
    mutable QHash<char16_t, Glyph> m_glyphs;
};

// A number split at its decimal point, so that a column of them shares one x.
struct AlignedFigure
{
    QStringView whole;    // with sign and currency; ends where the point stands
    QStringView fraction; // with the point; may be empty
};
AlignedFigure splitAtPoint(QStringView text, QChar point = u'.');

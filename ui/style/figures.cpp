#include "ui/style/figures.h"

#include <QFontMetricsF>
#include <QGlyphRun>
#include <QVarLengthArray>
#include <algorithm>

Figures::Figures(const QFont &font) : m_font(font), m_raw(QRawFont::fromFont(font, QFontDatabase::Latin))
{
    for (char16_t c = u'0'; c <= u'9'; ++c)
        m_cell = std::max(m_cell, glyph(QChar(c)).advance);
    for (char16_t c = u'0'; c <= u'9'; ++c) {
        Glyph &digit = m_glyphs[c];
        digit.offset = (m_cell - digit.advance) / 2;
        digit.advance = m_cell;
    }
}

const Figures::Glyph &Figures::glyph(QChar c) const
{
    auto found = m_glyphs.constFind(c.unicode());
    if (found == m_glyphs.constEnd())
        found = m_glyphs.insert(c.unicode(), lookUp(c));
    return *found;
}

Figures::Glyph Figures::lookUp(QChar c) const
{
    Glyph glyph;
    const QList<quint32> indexes = m_raw.glyphIndexesForString(QString(c));
    if (indexes.size() == 1 && indexes.first() != 0) {
        glyph.index = indexes.first();
        glyph.advance = m_raw.advancesForGlyphIndexes(indexes, QRawFont::SeparateAdvances).value(0).x();
        glyph.known = true;
    } else {
        glyph.advance = QFontMetricsF(m_font).horizontalAdvance(c); // another family's; drawn as text
    }
    return glyph;
}

qreal Figures::width(QStringView text) const
{
    qreal sum = 0;
    for (const QChar c : text)
        sum += glyph(c).advance;
    return sum;
}

void Figures::draw(QPainter &painter, QPointF baselineLeft, QStringView text) const
{
    QVarLengthArray<quint32, 32> indexes;
    QVarLengthArray<QPointF, 32> positions;
    qreal x = baselineLeft.x();
    for (const QChar c : text) {
        const Glyph &g = glyph(c);
        if (g.known) {
            indexes.append(g.index);
            positions.append({x + g.offset, baselineLeft.y()});
        } else {
            painter.setFont(m_font);
            painter.drawText(QPointF(x, baselineLeft.y()), QString(c));
        }
        x += g.advance;
    }
    if (indexes.isEmpty())
        return;
    QGlyphRun run;
    run.setRawFont(m_raw);
    run.setRawData(indexes.constData(), positions.constData(), static_cast<int>(indexes.size()));
    painter.drawGlyphRun(QPointF(), run);
}

void Figures::drawRight(QPainter &painter, QPointF baselineRight, QStringView text) const
{
    draw(painter, baselineRight - QPointF(width(text), 0), text);
}

AlignedFigure splitAtPoint(QStringView text, QChar point)
{
    const qsizetype at = text.lastIndexOf(point);
    if (at < 0)
        return {text, {}};
    return {text.left(at), text.mid(at)};
}

#pragma once

#include "app/market/asset.h"
#include "ui/style/tokens.h"

#include <QHash>
#include <QPainter>
#include <QPixmap>

// Coin badges, source badges and the mark, drawn from paths (design.md section 12). No third-party logos.

// What a coin's badge shows: one of the ten known glyphs, else the symbol's first letter in a hue from a
// stable hash of symbol and name.
struct CoinGlyph
{
    QString glyph;
    QColor hue;
};
CoinGlyph coinGlyph(const Asset &asset);
// `own`, or where that comes too near to one of `taken` to be told from it as a line, another badge's hue.
QColor hueApart(const QColor &own, const QList<QColor> &taken);

void drawCoinBadge(QPainter &painter, const Asset &asset, const QRectF &circle, const Tokens &tokens);
// 18 px square with the first character of the source's name.
void drawSourceBadge(QPainter &painter, const QString &name, const QRectF &square, const Tokens &tokens);
// The rounded square with the candle and three lines of text.
void drawBrandMark(QPainter &painter, const QRectF &square, const Tokens &tokens);

// Badges as pixmaps, for lists that draw the same ones again and again. Drop it when the theme changes.
class CoinBadges
{
public:
    void draw(QPainter &painter, const Asset &asset, const QRectF &circle, const Tokens &tokens);
    void clear() { m_pixmaps.clear(); }

private:
    QHash<QString, QPixmap> m_pixmaps; // by asset, size and device scale
};

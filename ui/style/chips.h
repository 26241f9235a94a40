#pragma once

#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <optional>

// A small rounded word, "USDT", in `ink` on `ground`; 16 high. Returns its width.
qreal chipWidth(const Fonts &fonts, const QString &text, bool withIcon = false);
void drawChip(QPainter &painter, QPointF topLeft, const UiTheme &theme, const QString &text,
              const QColor &ink, const QColor &ground, std::optional<Icon> icon = std::nullopt);
// A rule of 1 px, or thicker, in whole device pixels at any scale: never blurred, never of two widths.
void fillRule(QPainter &painter, const QRectF &rule, const QColor &colour);
// The ground of a row that is chosen, with the bar at its left edge. Under high contrast, where the ground is
// that of the others, lines above and below tell it as well.
void fillSelected(QPainter &painter, const QRect &row, const Tokens &tokens);
void drawDot(QPainter &painter, QPointF centre, const QColor &colour, bool hollow = false);
// "2" in a circle, "9+" beyond `most` in a capsule: `box`, grown to the left where the text is wider.
void drawCount(QPainter &painter, const QRectF &box, const UiTheme &theme, int count, const QColor &ground,
               const QColor &ink, int most = 99);

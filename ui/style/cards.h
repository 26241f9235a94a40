#pragma once

#include "ui/style/theme.h"

#include <QPainter>

// What windows and cards of our own shape have in common.

// Their ground: elevated, with a line around it; radius 8 where the desktop composes, else square.
void paintCard(QPainter &painter, const QRect &card, const UiTheme &theme);
// Where a card stands that explains `anchor` (global): left of it, else right, its top 12 above; wholly on
// the anchor's screen, `card`'s own where there is none.
QPoint cardBeside(const QRect &anchor, const QWidget &card);
// For a card that lies within a window: takes the pointer's events, so that they don't reach what is below
// it.
bool keepOnCard(QEvent *event);

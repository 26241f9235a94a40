#pragma once

#include "app/settings/settings.h"

#include <QColor>
#include <QPalette>

// The colours of one theme by what they mean (design.md section 3). Palette, style sheet and delegates all
// take theirs from here. Every text colour has at least 4.5:1 on bg, surface, elevated and selected;
// textDisabled and control at least 3:1.
struct Tokens
{
    bool dark = true;
    bool highContrast = false; // the desktop's own colours; signs, triangles and words carry the meaning

    QColor bg;       // gutters, status bar, fields
    QColor surface;  // panes
    QColor elevated; // menus, chips, buttons
    QColor hover, selected, border, grid, skeleton;
    QColor line;    // outline of fields and menus, scroll thumb
    QColor control; // outline of toggle, radio, check box
    QColor text, textSecondary, textDisabled;
    QColor accent;     // selection, focus, links, stories
    QColor accentFill; // below onAccent
    QColor onAccent;
    QColor up, down, flat; // by the user's convention
    QColor ok;             // health; never swaps with up and down
    QColor stale, warning;
    QColor error; // form errors only
    QColor demo;
    QColor average1, average2;                  // chart only
    QColor upTint, downTint;                    // price flash
    QColor warningTint, demoTint, selectedChip; // banners; chip on a selected row
    bool storyMarkersInText = false;            // colour-blind set: blue and accent come too close

    bool operator==(const Tokens &) const = default;
};

Tokens themeTokens(bool dark, UpDown upDown);
Tokens highContrastTokens(const QPalette &desktop);

#pragma once

#include "ui/style/fonts.h"
#include "ui/style/tokens.h"

#include <QString>

// The style sheet of standard widgets: buttons, fields, combo boxes, check boxes, menus, scroll bars, tool
// tips, sliders. What it can't draw is painted by controls.h. Widgets ask for a variant by property:
//   QPushButton  "primary" (accent fill), "small" (24 high), "flat" (accent text, no ground)
//   QLabel       "role" = "secondary" | "meta" | "title" | "heading" | "warning" | "error" | "demo"
//   QFrame/QWidget "pane" = "bg" | "surface" | "elevated"
// Menus have radius 8 only when `compositing`, else square corners.
QString applicationStyleSheet(const Tokens &tokens, const Fonts &fonts, bool compositing);

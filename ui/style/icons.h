#pragma once

#include <QColor>
#include <QIcon>
#include <QPainter>

// Line icons on a 16 grid, stroke 1.4, round caps (design.md section 12), drawn from paths at any scale.
enum class Icon {
    Search,
    Close,
    Plus,
    Minus,
    Check,
    ChevronDown,
    ChevronUp,
    ChevronLeft,
    ChevronRight,
    Pin,
    Compact,
    Strip,
    Dashboard,
    Bell,
    Sliders,
    Expand,
    Warning,
    Clock,
    Bookmark,
    BookmarkFilled,
    Link,
    External,
    Copy,
    Refresh,
    Trash,
    Story,
    Stories,
    Flask,
    Offline,
    Globe,
    List,
    Plug,
    Feed,
    Contrast,
    Shield,
    Keyboard,
    Line,
    Candles,
    Diamond,
    ArrowUp,
    ArrowDown,
    Drag,
    Info,
    Unread,
    Filter,
    Spinner,
    Eye,
    EyeOff,
    Undo,
    Crosshair
};

// Fills `box` (16×16 or a multiple) with the icon.
void drawIcon(QPainter &painter, Icon icon, const QRectF &box, const QColor &colour);
// For menus and buttons that want a QIcon: `normal`, and `active` for selected rows. At any device scale.
QIcon makeIcon(Icon icon, const QColor &normal, const QColor &active, const QColor &disabled);

#pragma once

#include "ui/style/figures.h"
#include "ui/style/theme.h"

#include <map>

// Words and numbers in their places, as a widget of our own paint shows them: laid out once, then painted,
// asked for tool tips, and compared, so that a tick repaints the figures it changes and nothing else.
struct PlacedWord
{
    QRectF box; // one line, in its middle
    QString text;
    FontRole role = FontRole::SmallMedium;
    QColor ink;
    bool right = false;  // to the box's right edge
    bool figure = false; // a number, in tabular figures
    QString tip = {};
    bool operator==(const PlacedWord &) const = default;
};

class WordSheet
{
public:
    explicit WordSheet(const UiTheme &theme) : m_theme(theme) {}
    qreal width(FontRole role, const QString &text, bool figure) const;
    // What doesn't fit its box ends in an ellipsis.
    void paint(QPainter &painter, const QList<PlacedWord> &words) const;
    static QString tipAt(const QList<PlacedWord> &words, QPointF place);
    static QRegion changed(const QList<PlacedWord> &before, const QList<PlacedWord> &after);

private:
    const Figures &figures(FontRole role) const;

    const UiTheme &m_theme;
    mutable std::map<FontRole, Figures> m_figures;
};

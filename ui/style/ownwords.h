#pragma once

#include <QPainter>

// One line of somebody's own words, such as a headline, in the direction of its script: the window's would
// put the parts of a right-to-left one in the wrong order.
inline void drawOwnWords(QPainter &painter, QPointF baseline, const QString &text)
{
    const Qt::LayoutDirection before = painter.layoutDirection();
    painter.setLayoutDirection(Qt::LayoutDirectionAuto);
    painter.drawText(baseline, text);
    painter.setLayoutDirection(before);
}

#include "ui/style/cards.h"

#include <QEvent>
#include <QGuiApplication>
#include <QScreen>
#include <QWidget>
#include <algorithm>

void paintCard(QPainter &painter, const QRect &card, const UiTheme &theme)
{
    const Tokens &t = theme.tokens();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(t.line, 1));
    painter.setBrush(t.elevated);
    const double radius = theme.compositing() ? 8 : 0;
    painter.drawRoundedRect(QRectF(card).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

QPoint cardBeside(const QRect &anchor, const QWidget &card)
{
    const QScreen *screen = QGuiApplication::screenAt(anchor.center());
    if (!screen)
        screen = card.screen();
    const QRect area = screen->availableGeometry();
    int x = anchor.left() - card.width() - 6;
    if (x < area.left())
        x = anchor.right() + 7;
    const int right = area.right() - card.width() + 1, bottom = area.bottom() - card.height() + 1;
    return {std::clamp(x, area.left(), std::max(area.left(), right)),
            std::clamp(anchor.top() - 12, area.top(), std::max(area.top(), bottom))};
}

bool keepOnCard(QEvent *event)
{
    switch (event->type()) {
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonRelease:
    case QEvent::Wheel:
    case QEvent::ContextMenu:
        event->accept();
        return true;
    default:
        return false;
    }
}

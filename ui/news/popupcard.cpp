#include "ui/news/popupcard.h"

#include <QPainter>
#include <QScreen>
#include <algorithm>

PopupCard::PopupCard(UiTheme &theme, QWidget *parent)
    : QFrame(parent, Qt::Popup | Qt::FramelessWindowHint | Qt::NoDropShadowWindowHint), m_theme(theme)
{
    setAttribute(Qt::WA_DeleteOnClose);
}

void PopupCard::openBelow(QWidget *anchor)
{
    const int wide = std::min(m_theme.px(widest), anchor->window()->width() - 32);
    const QRect room = anchor->screen()->availableGeometry();
    resize(wide, std::min(wantedHeight(wide), room.height()));
    QPoint at = anchor->mapToGlobal(QPoint(0, anchor->height() + 4));
    // Within the window where it can be: below the right end of what it belongs to.
    const QWidget *window = anchor->window();
    if (at.x() + width() > window->mapToGlobal(QPoint(window->width(), 0)).x())
        at.setX(anchor->mapToGlobal(QPoint(anchor->width(), 0)).x() - width());
    at.setX(std::clamp(at.x(), room.left(), std::max(room.left(), room.right() - width())));
    if (at.y() + height() > room.bottom())
        at.setY(std::max(room.top(), anchor->mapToGlobal(QPoint()).y() - height() - 4));
    move(at);
    show();
    setFocus(Qt::PopupFocusReason);
}

void PopupCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), m_theme.tokens().elevated);
    painter.setPen(QPen(m_theme.tokens().line, 1));
    painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
}

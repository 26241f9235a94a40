#include "ui/alerts/popup.h"
#include "ui/style/cards.h"

#include <QPainter>
#include <QScreen>

Popup::Popup(UiTheme &theme, const QString &name, QWidget *parent)
    : QFrame(parent, Qt::Popup | Qt::FramelessWindowHint | Qt::NoDropShadowWindowHint), m_theme(theme)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setAccessibleName(name);
    if (theme.compositing())
        setAttribute(Qt::WA_TranslucentBackground);
}

void Popup::openBelow(QWidget *anchor)
{
    adjustSize();
    const QRect room = anchor->screen()->availableGeometry();
    QPoint at = anchor->mapToGlobal(QPoint(anchor->width() - width(), anchor->height() + 4));
    if (at.y() + height() > room.bottom())
        at.setY(std::max(room.top(), anchor->mapToGlobal(QPoint()).y() - height() - 4));
    at.setX(std::clamp(at.x(), room.left(), std::max(room.left(), room.right() + 1 - width())));
    if (anchor->isWindow())
        at = anchor->geometry().center() - rect().center();
    move(at);
    show();
}

void Popup::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintCard(painter, rect(), m_theme);
}

#include "ui/style/focusring.h"

#include <QAbstractButton>
#include <QEvent>
#include <QFocusEvent>
#include <QPainter>
#include <QTabBar>

FocusRing::FocusRing(UiTheme &theme, QWidget *window) : QWidget(window), m_theme(theme), m_window(window)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    setFocusPolicy(Qt::NoFocus);
    hide();
    qApp->installEventFilter(this);
    connect(&theme, &UiTheme::changed, this, qOverload<>(&QWidget::update));
}

bool FocusRing::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn) {
        auto *widget = qobject_cast<QWidget *>(watched);
        if (widget && widget->window() == m_window) {
            const Qt::FocusReason reason = static_cast<QFocusEvent *>(event)->reason();
            const bool byKey = reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason ||
                               reason == Qt::ShortcutFocusReason;
            const bool button = qobject_cast<QAbstractButton *>(widget) || qobject_cast<QTabBar *>(widget);
            follow(byKey && button && !widget->property("ownFocus").toBool() ? widget : nullptr);
        }
    } else if (watched == m_target) {
        switch (event->type()) {
        case QEvent::FocusOut:
        case QEvent::Hide:
        case QEvent::Destroy:
            follow(nullptr);
            break;
        case QEvent::Move:
        case QEvent::Resize:
            place();
            break;
        default:
            break;
        }
    }
    return false;
}

void FocusRing::follow(QWidget *target)
{
    m_target = target;
    setVisible(target != nullptr);
    place();
}

void FocusRing::place()
{
    if (!m_target)
        return;
    constexpr int outside = 4; // 2 px of gap, 2 px of ring
    const QPoint corner = m_target->mapTo(m_window, QPoint());
    setGeometry(QRect(corner, m_target->size()).adjusted(-outside, -outside, outside, outside));
    raise();
    update();
}

void FocusRing::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.tokens().accent, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 8, 8);
}

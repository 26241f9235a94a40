#include "ui/shell/demoframe.h"

#include <QPainter>

DemoFrame::DemoFrame(UiTheme &theme, QWidget *window) : QWidget(window), m_theme(theme)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    setFocusPolicy(Qt::NoFocus);
    hide();
    connect(&theme, &UiTheme::changed, this, qOverload<>(&QWidget::update));
}

void DemoFrame::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor colour = m_theme.tokens().demo;
    painter.fillRect(QRect(0, 0, width(), 2), colour);
    painter.fillRect(QRect(0, height() - 2, width(), 2), colour);
    painter.fillRect(QRect(0, 0, 2, height()), colour);
    painter.fillRect(QRect(width() - 2, 0, 2, height()), colour);
}

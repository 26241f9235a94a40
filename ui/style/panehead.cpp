#include "ui/style/panehead.h"

#include "ui/style/chips.h"

#include <QPainter>

PaneHead::PaneHead(UiTheme &theme, const QString &title, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_title(title)
{
    connect(&theme, &UiTheme::changed, this, &PaneHead::restyle);
    restyle();
}

void PaneHead::restyle()
{
    setFixedHeight(m_theme.px(40));
    update();
}

void PaneHead::setTitle(const QString &title)
{
    m_title = title;
    update();
}

void PaneHead::setNote(const QString &note, bool atEnd)
{
    if (note == m_note && atEnd == m_atEnd)
        return;
    m_note = note;
    m_atEnd = atEnd;
    update();
}

void PaneHead::setRuled(bool ruled)
{
    m_ruled = ruled;
    update();
}

void PaneHead::paintEvent(QPaintEvent *)
{
    const Tokens &t = m_theme.tokens();
    const Fonts &fonts = m_theme.fonts();
    QPainter painter(this);
    painter.fillRect(rect(), t.surface);
    if (m_ruled)
        fillRule(painter, QRect(0, height() - 1, width(), 1), t.border);
    painter.setFont(fonts.font(FontRole::Strong));
    painter.setPen(t.text);
    painter.drawText(QPointF(14, fonts.baseline(FontRole::Strong, 0, height())), m_title);
    painter.setFont(fonts.font(FontRole::Meta));
    painter.setPen(t.textSecondary);
    const double after = 14 + fonts.metrics(FontRole::Strong).horizontalAdvance(m_title) + 8;
    const double note = fonts.metrics(FontRole::Meta).horizontalAdvance(m_note);
    painter.drawText(
        QPointF(m_atEnd ? width() - 14 - note : after, fonts.baseline(FontRole::Meta, 0, height())), m_note);
}

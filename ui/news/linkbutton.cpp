#include "ui/news/linkbutton.h"

#include "ui/style/icons.h"

#include <QKeyEvent>
#include <QPainter>
#include <cmath>

LinkButton::LinkButton(UiTheme &theme, Ink ink, QWidget *parent)
    : QAbstractButton(parent), m_theme(theme), m_ink(ink)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    followTheme(theme, this);
}

void LinkButton::setWords(const QString &text, const QString &spoken)
{
    setText(text);
    setAccessibleName(spoken.isEmpty() ? text : spoken);
    updateGeometry();
    update();
}

int LinkButton::wordsWidth() const
{
    const QFontMetricsF &metrics = m_theme.fonts().metrics(FontRole::MetaStrong);
    return int(std::ceil(metrics.horizontalAdvance(text()))) + m_theme.px(16);
}

QSize LinkButton::sizeHint() const
{
    return {wordsWidth(), std::max(24, m_theme.px(20))};
}

void LinkButton::paintEvent(QPaintEvent *)
{
    const Tokens &t = m_theme.tokens();
    const Fonts &fonts = m_theme.fonts();
    QPainter painter(this);
    const QColor ink = m_ink == Ink::Accent ? t.accent : t.warning;
    const int side = m_theme.px(12);
    const QString words =
        fonts.metrics(FontRole::MetaStrong).elidedText(text(), Qt::ElideRight, width() - side - 4);
    QFont font = m_theme.font(FontRole::MetaStrong);
    font.setUnderline(underMouse());
    painter.setFont(font);
    painter.setPen(ink);
    painter.drawText(QPointF(0, fonts.baseline(FontRole::MetaStrong, 0, height())), words);
    drawIcon(painter, Icon::ChevronDown, QRectF(width() - side, (height() - side) / 2, side, side), ink);
}

void LinkButton::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

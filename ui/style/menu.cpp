#include "ui/style/menu.h"

#include "ui/style/chips.h"

#include <QPainter>

Menu::Menu(UiTheme &theme, QWidget *parent) : QMenu(parent), m_theme(theme)
{
    setToolTipsVisible(true);
    if (theme.compositing()) {
        setAttribute(Qt::WA_TranslucentBackground);
        setWindowFlags(windowFlags() | Qt::FramelessWindowHint | Qt::NoDropShadowWindowHint);
    }
}

QAction *Menu::add(Icon icon, const QString &text, const QKeySequence &shownKey)
{
    QAction *action = add(text, shownKey);
    const Tokens &t = m_theme.tokens();
    action->setIcon(makeIcon(icon, t.text, t.onAccent, t.textDisabled));
    return action;
}

QAction *Menu::add(const QString &text, const QKeySequence &shownKey)
{
    return addAction(shownKey.isEmpty() ? text : text + u'\t' + shownKey.toString(QKeySequence::NativeText));
}

Menu *Menu::addSub(Icon icon, const QString &text)
{
    auto *sub = new Menu(m_theme, this);
    sub->setTitle(text);
    const Tokens &t = m_theme.tokens();
    sub->menuAction()->setIcon(makeIcon(icon, t.text, t.onAccent, t.textDisabled));
    addMenu(sub);
    return sub;
}

void Menu::paintEvent(QPaintEvent *)
{
    const Tokens &t = m_theme.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(t.line, 1));
    painter.setBrush(t.elevated);
    const double radius = testAttribute(Qt::WA_TranslucentBackground) ? 8 : 0;
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    for (const QAction *action : actions())
        if (action->isVisible())
            paintAction(painter, *action, actionGeometry(const_cast<QAction *>(action)));
}

void Menu::paintAction(QPainter &painter, const QAction &action, const QRect &box) const
{
    const Tokens &t = m_theme.tokens();
    const Fonts &fonts = m_theme.fonts();
    if (action.isSeparator()) {
        painter.fillRect(QRect(box.left() + 6, box.center().y(), box.width() - 12, 1), t.border);
        return;
    }
    const bool active = activeAction() == &action && action.isEnabled();
    if (active) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.accentFill);
        painter.drawRoundedRect(box, 5, 5);
    }
    const QColor ink = !action.isEnabled() ? t.textDisabled : active ? t.onAccent : t.text;
    const QColor faint = active || !action.isEnabled() ? ink : t.textSecondary;
    const int icon = fonts.px(14);
    const QRect left(box.left() + 9, box.top() + (box.height() - icon) / 2, icon, icon);
    if (action.isCheckable() && action.isChecked())
        drawIcon(painter, Icon::Check, left, ink);
    else if (!action.icon().isNull())
        action.icon().paint(&painter, left, Qt::AlignCenter,
                            !action.isEnabled() ? QIcon::Disabled
                            : active            ? QIcon::Selected
                                                : QIcon::Normal);
    const QStringList parts = action.text().split(u'\t');
    const double baseline = fonts.baseline(FontRole::SmallMedium, box.top(), box.height());
    QString words = parts.first();
    words.remove(u'&');
    painter.setFont(fonts.font(FontRole::SmallMedium));
    painter.setPen(ink);
    painter.drawText(QPointF(left.right() + 8, baseline), words);
    if (action.menu()) {
        drawIcon(painter, Icon::ChevronRight, QRect(box.right() - 7 - icon, left.top(), icon, icon), faint);
    } else if (parts.size() > 1) {
        painter.setFont(fonts.font(FontRole::Meta));
        painter.setPen(faint);
        const double width = fonts.metrics(FontRole::Meta).horizontalAdvance(parts.at(1));
        painter.drawText(QPointF(box.right() - 7 - width, baseline), parts.at(1));
    }
}

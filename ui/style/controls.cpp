#include "ui/style/controls.h"

#include <QPainter>
#include <cmath>

IconButton::IconButton(UiTheme &theme, Icon icon, const QString &name, QWidget *parent)
    : QAbstractButton(parent), m_theme(theme), m_icon(icon)
{
    setName(name);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    followTheme(theme, this);
}

void IconButton::setName(const QString &name, const QKeySequence &key)
{
    setAccessibleName(name);
    setToolTip(key.isEmpty() ? name
                             : QStringLiteral("%1 (%2)").arg(name, key.toString(QKeySequence::NativeText)));
}

void IconButton::setGlyph(Icon icon)
{
    m_icon = icon;
    update();
}

void IconButton::setSide(int pixels)
{
    m_side = std::max(24, pixels);
    updateGeometry();
}

void IconButton::setCount(int count)
{
    if (m_count == count)
        return;
    m_count = count;
    update();
}

void IconButton::setGround(bool shown)
{
    m_ground = shown;
    update();
}

QSize IconButton::sizeHint() const
{
    const int side = m_theme.px(m_side);
    return {side, side};
}

void IconButton::paintEvent(QPaintEvent *)
{
    const Tokens &t = m_theme.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool hot = isEnabled() && (underMouse() || isDown());
    if ((isChecked() && m_ground) || hot) {
        painter.setPen(t.highContrast ? QPen(isChecked() ? t.accent : t.text, 1) : QPen(Qt::NoPen));
        painter.setBrush(isChecked() ? t.selected : t.elevated);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    }
    const qreal side = m_theme.px(m_side > 24 ? 16 : 14);
    // Snapped to whole pixels, so that the grid of the icon falls on the grid of the screen.
    const QPointF corner(std::round((width() - side) / 2), std::round((height() - side) / 2));
    const QColor ink = !isEnabled()  ? t.textDisabled
                       : isChecked() ? t.accent
                       : hot         ? t.text
                                     : t.textSecondary;
    drawIcon(painter, m_icon, QRectF(corner, QSizeF(side, side)), ink);
    if (m_count > 0) {
        const qreal d = m_theme.px(13);
        // More than nine would cover the icon.
        drawCount(painter, QRectF(width() - d - 2, 2, d, d), m_theme, m_count, t.warning, t.surface, 9);
    }
}

Toggle::Toggle(UiTheme &theme, const QString &name, QWidget *parent) : QAbstractButton(parent), m_theme(theme)
{
    setCheckable(true);
    setAccessibleName(name);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    followTheme(theme, this);
}

QSize Toggle::sizeHint() const
{
    // The target is 24 high, the drawing 18.
    return {m_theme.px(30), std::max(24, m_theme.px(18))};
}

void Toggle::paintEvent(QPaintEvent *)
{
    const Tokens &t = m_theme.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal h = m_theme.px(18), w = m_theme.px(30);
    const QRectF track(0, std::round((height() - h) / 2), w, h);
    const bool on = isChecked();
    painter.setPen(on && isEnabled() ? QPen(Qt::NoPen) : QPen(isEnabled() ? t.control : t.line, 1));
    painter.setBrush(on ? QBrush(isEnabled() ? t.accentFill : t.line) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(on && isEnabled() ? track : track.adjusted(0.5, 0.5, -0.5, -0.5), h / 2, h / 2);
    const qreal knob = on ? h - 6 : h - 8, inset = (h - knob) / 2;
    painter.setPen(Qt::NoPen);
    painter.setBrush(!isEnabled() ? t.textDisabled : on ? t.onAccent : t.control);
    const qreal x = on ? track.right() - inset - knob : track.left() + inset;
    painter.drawEllipse(QRectF(x, track.top() + inset, knob, knob));
}

Pill::Pill(UiTheme &theme, Icon icon, const QString &text, QWidget *parent)
    : QAbstractButton(parent), m_theme(theme), m_icon(icon)
{
    setText(text);
    setCheckable(true);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    followTheme(theme, this);
}

QSize Pill::sizeHint() const
{
    const qreal width = m_theme.fonts().metrics(FontRole::SmallMedium).horizontalAdvance(text());
    return {static_cast<int>(std::ceil(width)) + m_theme.px(16) + 16, m_theme.px(24)};
}

void Pill::paintEvent(QPaintEvent *)
{
    const Tokens &t = m_theme.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor ink = isChecked() ? t.accent : underMouse() ? t.text : t.textSecondary;
    painter.setPen(QPen(isChecked() ? t.accent : t.line, 1));
    painter.setBrush(isChecked() ? QBrush(t.selected) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), height() / 2.0, height() / 2.0);
    const qreal side = m_theme.px(16);
    drawIcon(painter, m_icon, QRectF(4, std::round((height() - side) / 2), side, side), ink);
    painter.setFont(m_theme.font(FontRole::SmallMedium));
    painter.setPen(ink);
    painter.drawText(QPointF(4 + side + 1, m_theme.fonts().baseline(FontRole::SmallMedium, 0, height())),
                     text());
}

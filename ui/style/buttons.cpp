#include "ui/style/buttons.h"

#include <QKeyEvent>
#include <QPainter>
#include <cmath>

namespace {
constexpr int padding = 10, gap = 6, iconGap = 5, radius = 6;

int wide(const Fonts &fonts, FontRole role, const QString &text)
{
    return static_cast<int>(std::ceil(fonts.metrics(role).horizontalAdvance(text)));
}
} // namespace

WordButton::WordButton(UiTheme &theme, QWidget *parent) : QAbstractButton(parent), m_theme(theme)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    followTheme(theme, this);
}

void WordButton::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

DropButton::DropButton(UiTheme &theme, QWidget *parent) : WordButton(theme, parent) {}

void DropButton::setWords(const QString &label, const QString &value)
{
    if (label == m_label && value == m_value)
        return;
    m_label = label;
    m_value = value;
    setText(label + (label.isEmpty() || value.isEmpty() ? QString() : QStringLiteral(" ")) + value);
    updateGeometry();
    update();
}

QSize DropButton::sizeHint() const
{
    const Fonts &fonts = m_theme.fonts();
    int width = 2 * padding + gap + m_theme.px(12);
    width += m_label.isEmpty() ? 0 : wide(fonts, FontRole::SmallMedium, m_label);
    width += m_value.isEmpty() ? 0 : wide(fonts, FontRole::SmallStrong, m_value);
    return {width + (m_label.isEmpty() || m_value.isEmpty() ? 0 : gap), m_theme.px(26)};
}

void DropButton::paintEvent(QPaintEvent *)
{
    const Tokens &t = m_theme.tokens();
    const Fonts &fonts = m_theme.fonts();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool hot = isEnabled() && (underMouse() || isDown());
    painter.setPen(QPen(hot ? t.control : t.line, 1));
    painter.setBrush(isDown() ? t.elevated : t.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    int x = padding;
    const auto write = [&](FontRole role, const QColor &ink, const QString &text) {
        if (text.isEmpty())
            return;
        painter.setFont(fonts.font(role));
        painter.setPen(isEnabled() ? ink : t.textDisabled);
        painter.drawText(QPointF(x, fonts.baseline(role, 0, height())), text);
        x += wide(fonts, role, text) + gap;
    };
    write(FontRole::SmallMedium, t.textSecondary, m_label);
    write(FontRole::SmallStrong, t.text, m_value);
    const qreal side = m_theme.px(12);
    drawIcon(painter, Icon::ChevronDown,
             QRectF(width() - padding - side, std::round((height() - side) / 2), side, side),
             isEnabled() ? t.textSecondary : t.textDisabled);
}

ChipToggle::ChipToggle(UiTheme &theme, std::optional<Icon> icon, const QString &text, QWidget *parent)
    : WordButton(theme, parent), m_icon(icon)
{
    setText(text);
    setCheckable(true);
}

QSize ChipToggle::sizeHint() const
{
    const int icon = m_icon ? m_theme.px(14) : 0;
    if (text().isEmpty())
        return {icon + 2 * 8, m_theme.px(24)};
    return {wide(m_theme.fonts(), FontRole::SmallStrong, text()) + (m_icon ? icon + iconGap : 0) +
                2 * padding,
            m_theme.px(24)};
}

void ChipToggle::paintEvent(QPaintEvent *)
{
    const Tokens &t = m_theme.tokens();
    const Fonts &fonts = m_theme.fonts();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (isChecked()) {
        painter.setPen(t.highContrast ? QPen(t.accent, 1) : QPen(Qt::NoPen));
        painter.setBrush(t.elevated);
        const qreal inset = t.highContrast ? 0.5 : 0;
        painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), radius, radius);
    }
    const QColor ink = isChecked() || underMouse() ? t.text : t.textSecondary;
    const qreal side = m_theme.px(14);
    qreal x = text().isEmpty() ? (width() - side) / 2 : padding;
    if (m_icon) {
        drawIcon(painter, *m_icon, QRectF(std::round(x), std::round((height() - side) / 2), side, side), ink);
        x += side + iconGap;
    }
    const FontRole role = isChecked() ? FontRole::SmallStrong : FontRole::SmallMedium;
    painter.setFont(fonts.font(role));
    painter.setPen(ink);
    painter.drawText(QPointF(x, fonts.baseline(role, 0, height())), text());
}

TextLink::TextLink(UiTheme &theme, std::optional<Icon> icon, QWidget *parent)
    : WordButton(theme, parent), m_icon(icon)
{
    setCursor(Qt::PointingHandCursor);
}

void TextLink::setWords(const QString &text, const QString &spoken)
{
    setText(text);
    setAccessibleName(spoken.isEmpty() ? text : spoken);
    updateGeometry();
    update();
}

QSize TextLink::sizeHint() const
{
    return {wide(m_theme.fonts(), FontRole::SmallStrong, text()) + (m_icon ? m_theme.px(14) + iconGap : 0),
            std::max(24, m_theme.px(24))};
}

void TextLink::paintEvent(QPaintEvent *)
{
    const Tokens &t = m_theme.tokens();
    const Fonts &fonts = m_theme.fonts();
    QPainter painter(this);
    const QColor ink = !isEnabled()                    ? t.textDisabled
                       : isCheckable() && !isChecked() ? t.textSecondary
                                                       : t.accent;
    qreal x = 0;
    if (m_icon) {
        const qreal side = m_theme.px(14);
        drawIcon(painter, *m_icon, QRectF(0, std::round((height() - side) / 2), side, side), ink);
        x = side + iconGap;
    }
    QFont font = fonts.font(FontRole::SmallStrong);
    font.setUnderline(isEnabled() && underMouse());
    painter.setFont(font);
    painter.setPen(ink);
    painter.drawText(QPointF(x, fonts.baseline(FontRole::SmallStrong, 0, height())),
                     fonts.metrics(FontRole::SmallStrong).elidedText(text(), Qt::ElideRight, width() - x));
}

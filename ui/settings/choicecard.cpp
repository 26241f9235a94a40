#include "ui/settings/choicecard.h"

#include <QPainter>
#include <QPainterPath>

ChoiceCard::ChoiceCard(UiTheme &theme, const QString &name, Draw draw, const QKeySequence &shownKey,
                       QWidget *parent)
    : QAbstractButton(parent),
      m_theme(theme),
      m_draw(std::move(draw)),
      m_key(shownKey.toString(QKeySequence::NativeText).replace(u'+', u' '))
{
    setText(name);
    setAccessibleName(name);
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::StrongFocus);
    setProperty("ownFocus", true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &UiTheme::changed, this, [this] { updateGeometry(); });
}

QSize ChoiceCard::sizeHint() const
{
    return {160, 72 + m_theme.px(32)};
}

void ChoiceCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens &tokens = m_theme.tokens();
    const QRectF card = QRectF(rect()).adjusted(1, 1, -1, -1);
    painter.setPen(QPen(isChecked() || hasFocus() ? tokens.accent : tokens.border, isChecked() ? 2 : 1));
    painter.setBrush(underMouse() && !isChecked() ? tokens.hover : tokens.surface);
    painter.drawRoundedRect(card, 6, 6);
    const QRectF picture = card.adjusted(8, 8, -8, -(m_theme.px(28) + 4));
    painter.save();
    m_draw(painter, picture);
    painter.restore();
    const qreal middle = card.bottom() - m_theme.px(28) / 2.0 - 1;
    painter.setPen(QPen(isChecked() ? tokens.accent : tokens.control, 1.2));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(QPointF(card.left() + 18, middle), 7, 7);
    if (isChecked()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens.accent);
        painter.drawEllipse(QPointF(card.left() + 18, middle), 3.6, 3.6);
    }
    painter.setPen(tokens.text);
    painter.setFont(m_theme.font(FontRole::Text));
    painter.drawText(QRectF(card.left() + 33, middle - 14, card.width() - 34, 28), Qt::AlignVCenter, text());
    if (m_key.isEmpty())
        return;
    painter.setFont(m_theme.font(FontRole::Badge));
    const qreal width = painter.fontMetrics().horizontalAdvance(m_key) + 10;
    const QRectF cap(card.right() - 8 - width, middle - 9, width, 18);
    painter.setPen(QPen(tokens.line, 1));
    painter.setBrush(tokens.bg);
    painter.drawRoundedRect(cap, 4, 4);
    painter.setPen(tokens.text);
    painter.drawText(cap, Qt::AlignCenter, m_key);
}

void drawThemePreview(QPainter &painter, const QRectF &box, bool dark)
{
    const Tokens tokens = themeTokens(dark, UpDown::GreenUp);
    QPainterPath clip;
    clip.addRoundedRect(box, 4, 4);
    painter.setClipPath(clip, Qt::IntersectClip);
    painter.fillRect(box, tokens.surface);
    painter.setPen(Qt::NoPen);
    for (int i = 0; i < 4; ++i) {
        const qreal y = box.top() + box.height() * (0.2 + 0.2 * i) - 1;
        painter.setBrush(tokens.textDisabled);
        painter.drawRoundedRect(QRectF(box.left() + box.width() * 0.06, y, box.width() * 0.2, 3), 1, 1);
        painter.setBrush(tokens.text);
        painter.drawRoundedRect(QRectF(box.left() + box.width() * 0.73, y, box.width() * 0.1, 3), 1, 1);
        painter.setBrush(tokens.up);
        painter.drawRoundedRect(QRectF(box.left() + box.width() * 0.87, y, box.width() * 0.08, 3), 1, 1);
    }
    QPainterPath line;
    const qreal ys[] = {0.68, 0.6, 0.62, 0.5, 0.46, 0.52, 0.36, 0.3};
    for (int i = 0; i < 8; ++i) {
        const QPointF point(box.left() + box.width() * (0.36 + 0.045 * i), box.top() + box.height() * ys[i]);
        i == 0 ? line.moveTo(point) : line.lineTo(point);
    }
    painter.setPen(QPen(tokens.up, 1.6));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(line);
}

void drawModePreview(QPainter &painter, const QRectF &box, const Tokens &tokens, bool compact)
{
    painter.setPen(QPen(tokens.textDisabled, 1));
    painter.setBrush(tokens.bg);
    const QRectF screen = box.adjusted(6, 4, -6, -4);
    painter.drawRoundedRect(screen, 3, 3);
    painter.setBrush(tokens.elevated);
    if (compact) {
        const QRectF window(screen.right() - 26, screen.top() + 5, 20, screen.height() * 0.62);
        painter.drawRoundedRect(window, 2, 2);
        for (qreal y = window.top() + 6; y < window.bottom() - 3; y += 5)
            painter.drawLine(QPointF(window.left() + 4, y), QPointF(window.right() - 4, y));
        return;
    }
    const QRectF window = screen.adjusted(12, 6, -12, -6);
    painter.drawRoundedRect(window, 2, 2);
    for (const qreal at : {0.27, 0.69})
        painter.drawLine(QPointF(window.left() + window.width() * at, window.top()),
                         QPointF(window.left() + window.width() * at, window.bottom()));
}

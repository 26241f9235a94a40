#include "ui/shell/statusbadge.h"

#include "ui/style/controls.h"

#include <QAccessible>
#include <QPainter>
#include <cmath>

using Mark = StatusWords::Mark;

namespace {
constexpr int markGap = 5; // between mark and words
}

StatusBadge::StatusBadge(UiTheme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_turning.setStartValue(0.0);
    m_turning.setEndValue(360.0);
    m_turning.setDuration(1200);
    m_turning.setLoopCount(-1);
    connect(&m_turning, &QVariantAnimation::valueChanged, this, qOverload<>(&QWidget::update));
    connect(&theme, &UiTheme::changed, this, [this] {
        updateGeometry();
        turn();
        update();
    });
}

bool StatusBadge::setWords(const StatusWords &words)
{
    if (words == m_words)
        return false;
    const bool worse =
        words.text != m_words.text && (words.tone == Tone::Warning || words.tone == Tone::Stale);
    m_words = words;
    setAccessibleName(words.text);
    setToolTip(words.text);
    updateGeometry();
    turn();
    update();
    if (worse && isVisible()) {
        QAccessibleEvent alert(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
    return true;
}

void StatusBadge::turn()
{
    const bool moves = m_words.mark == Mark::Spinner && isVisible() && !m_theme.reducedMotion();
    if (!moves)
        m_turning.stop();
    else if (m_turning.state() != QAbstractAnimation::Running)
        m_turning.start();
}

// Words on a ground of their own: DEMO and OFFLINE.
bool StatusBadge::isChip() const
{
    return m_words.mark == Mark::Filled || m_words.mark == Mark::Cloud;
}

QSize StatusBadge::sizeHint() const
{
    const FontRole role = isChip() ? FontRole::Badge : FontRole::MetaStrong;
    const qreal text = m_theme.fonts().metrics(role).horizontalAdvance(m_words.text);
    const qreal mark = m_words.mark == Mark::Filled || m_words.mark == Mark::None ? 0
                       : m_words.mark == Mark::Cloud                              ? m_theme.px(14) + 4
                                                                                  : 8 + markGap;
    return {static_cast<int>(std::ceil(text + mark)) + (isChip() ? 14 : 0), m_theme.px(18)};
}

void StatusBadge::paintEvent(QPaintEvent *)
{
    const Tokens &t = m_theme.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal middle = height() / 2.0;
    const FontRole role = isChip() ? FontRole::Badge : FontRole::MetaStrong;
    qreal x = isChip() ? 7 : 0;
    if (isChip()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_words.mark == Mark::Filled ? toneColour(t, m_words.markTone) : t.elevated);
        painter.drawRoundedRect(rect(), 4, 4);
    }
    switch (m_words.mark) {
    case Mark::Cloud: {
        const qreal side = m_theme.px(14);
        drawIcon(painter, Icon::Offline, QRectF(6, middle - side / 2, side, side),
                 toneColour(t, m_words.markTone));
        x += side + 4;
        break;
    }
    case Mark::Spinner: {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(toneColour(t, m_words.markTone), 1.4, Qt::SolidLine, Qt::RoundCap));
        const int from = static_cast<int>(-m_turning.currentValue().toDouble() * 16);
        painter.drawArc(QRectF(0.7, middle - 3.5, 7, 7), from, 270 * 16);
        x += 8 + markGap;
        break;
    }
    case Mark::Dot:
    case Mark::HollowDot:
        drawDot(painter, QPointF(4, middle), toneColour(t, m_words.markTone),
                m_words.mark == Mark::HollowDot);
        x += 8 + markGap;
        break;
    case Mark::Filled:
    case Mark::None:
        break;
    }
    painter.setFont(m_theme.font(role));
    painter.setPen(m_words.mark == Mark::Filled ? t.surface : toneColour(t, m_words.tone));
    painter.drawText(QPointF(x, m_theme.fonts().baseline(role, 0, height())), m_words.text);
}

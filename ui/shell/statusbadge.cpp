#include "ui/shell/statusbadge.h"

#include "ui/style/controls.h"

#include <QAccessible>
#include <QPainter>
#include <cmath>

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

void StatusBadge::setBadge(const Badge &badge)
{
    if (badge == m_badge)
        return;
    const bool worse = badge.kind != m_badge.kind &&
                       (badge.kind == Badge::Kind::Offline || badge.kind == Badge::Kind::Warning);
    m_badge = badge;
    setAccessibleName(badge.text);
    setToolTip(badge.toolTip);
    updateGeometry();
    turn();
    update();
    if (worse && isVisible()) {
        QAccessibleEvent alert(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
}

void StatusBadge::turn()
{
    const bool moves = m_badge.kind == Badge::Kind::Connecting && isVisible() && !m_theme.reducedMotion();
    if (!moves)
        m_turning.stop();
    else if (m_turning.state() != QAbstractAnimation::Running)
        m_turning.start();
}

QSize StatusBadge::sizeHint() const
{
    const bool chip = m_badge.kind == Badge::Kind::Demo || m_badge.kind == Badge::Kind::Offline;
    const FontRole role = chip ? FontRole::Badge : FontRole::MetaStrong;
    const qreal text = m_theme.fonts().metrics(role).horizontalAdvance(m_badge.text);
    const qreal mark = m_badge.kind == Badge::Kind::Demo      ? 0
                       : m_badge.kind == Badge::Kind::Offline ? m_theme.px(14) + 4
                                                              : 8 + markGap;
    return {static_cast<int>(std::ceil(text + mark)) + (chip ? 14 : 0), m_theme.px(18)};
}

void StatusBadge::paintEvent(QPaintEvent *)
{
    const Tokens &t = m_theme.tokens();
    const Fonts &fonts = m_theme.fonts();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto ground = [&](const QColor &colour) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawRoundedRect(rect(), 4, 4);
    };
    const auto write = [&](qreal x, FontRole role, const QColor &ink) {
        painter.setFont(m_theme.font(role));
        painter.setPen(ink);
        painter.drawText(QPointF(x, fonts.baseline(role, 0, height())), m_badge.text);
    };
    switch (m_badge.kind) {
    case Badge::Kind::Demo:
        ground(t.demo);
        write(7, FontRole::Badge, t.surface);
        return;
    case Badge::Kind::Offline: {
        ground(t.elevated);
        const qreal side = m_theme.px(14);
        drawIcon(painter, Icon::Offline, QRectF(6, (height() - side) / 2, side, side), t.stale);
        write(7 + side + 4, FontRole::Badge, t.stale);
        return;
    }
    case Badge::Kind::Connecting: {
        painter.setPen(QPen(t.textSecondary, 1.4, Qt::SolidLine, Qt::RoundCap));
        const int from = static_cast<int>(-m_turning.currentValue().toDouble() * 16);
        painter.drawArc(QRectF(0.7, height() / 2.0 - 3.5, 7, 7), from, 270 * 16);
        write(8 + markGap, FontRole::MetaStrong, t.textSecondary);
        return;
    }
    case Badge::Kind::Live:
    case Badge::Kind::Warning: {
        const bool warn = m_badge.kind == Badge::Kind::Warning;
        drawDot(painter, QPointF(4, height() / 2.0), warn ? t.warning : t.ok);
        write(8 + markGap, FontRole::MetaStrong, warn ? t.warning : t.textSecondary);
        return;
    }
    }
}

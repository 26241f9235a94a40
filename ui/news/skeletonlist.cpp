#include "ui/news/skeletonlist.h"

#include <QPainter>

SkeletonList::SkeletonList(UiTheme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setAccessibleName(tr("Loading stories"));
    m_breath.setDuration(1200);
    m_breath.setLoopCount(-1);
    m_breath.setKeyValueAt(0, 1.0);
    m_breath.setKeyValueAt(0.5, 0.6);
    m_breath.setKeyValueAt(1, 1.0);
    connect(&m_breath, &QVariantAnimation::valueChanged, this, qOverload<>(&QWidget::update));
    connect(&theme, &UiTheme::changed, this, [this] {
        breathe();
        update();
    });
}

void SkeletonList::breathe()
{
    if (!isVisible() || m_theme.reducedMotion())
        m_breath.stop();
    else if (m_breath.state() != QAbstractAnimation::Running)
        m_breath.start();
}

void SkeletonList::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool moving = m_breath.state() == QAbstractAnimation::Running;
    const double opacity = moving ? m_breath.currentValue().toDouble() : 1.0;
    const double firstLine[] = {0.92, 0.86, 0.95, 0.78}, secondLine[] = {0.64, 0.40, 0.56, 0.52};
    const int line = m_theme.px(18), row = 9 + 2 * line + 4 + m_theme.px(16) + 10;
    const qreal textWidth = width() - 40;
    for (int i = 0; i * row < height(); ++i) {
        const qreal top = 26 + i * row;
        painter.setOpacity(opacity);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.tokens().skeleton);
        const auto bar = [&](qreal x, qreal y, qreal width, qreal height) {
            painter.drawRoundedRect(QRectF(x, y, width, height), 3, 3);
        };
        bar(26, top + 9 + (line - 9) / 2.0, textWidth * firstLine[i % 4], 9);
        bar(26, top + 9 + line + (line - 9) / 2.0, textWidth * secondLine[i % 4], 9);
        const qreal meta = top + 9 + 2 * line + 4 + (m_theme.px(16) - 8) / 2.0;
        bar(26, meta, 54, 8);
        bar(88, meta, 34, 8);
        bar(width() - 14 - 54, meta, 54, 8);
        painter.setOpacity(1);
        painter.fillRect(QRectF(0, top + row - 1, width(), 1), m_theme.tokens().border);
    }
}

#include "ui/shell/panetabs.h"

#include "ui/style/controls.h"

#include <QPainter>

PaneTabs::PaneTabs(UiTheme &theme, QWidget *parent) : QTabBar(parent), m_theme(theme)
{
    setDrawBase(false);
    setExpanding(true);
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(tr("Panes"));
    connect(&theme, &UiTheme::changed, this, [this] { setFont(m_theme.font(FontRole::Strong)); });
    setFont(theme.font(FontRole::Strong));
}

void PaneTabs::setCount(int tab, int count)
{
    setTabData(tab, count);
    update();
}

QSize PaneTabs::tabSizeHint(int index) const
{
    const int width = parentWidget() ? parentWidget()->width() / std::max(1, count()) : 100;
    // The last one takes what dividing left over.
    const int rest = parentWidget() ? parentWidget()->width() - width * count() : 0;
    return {width + (index == count() - 1 ? rest : 0), m_theme.px(38)};
}

void PaneTabs::paintEvent(QPaintEvent *)
{
    const Tokens &t = m_theme.tokens();
    const Fonts &fonts = m_theme.fonts();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), t.surface);
    painter.fillRect(QRect(0, height() - 1, width(), 1), t.border);
    for (int i = 0; i < count(); ++i) {
        const QRectF box = tabRect(i);
        const bool active = i == currentIndex();
        const FontRole role = active ? FontRole::Strong : FontRole::Medium;
        const int n = active ? 0 : tabData(i).toInt();
        const qreal text = fonts.metrics(role).horizontalAdvance(tabText(i));
        const qreal h = m_theme.px(15);
        const qreal w =
            n > 0 ? std::max(h, fonts.metrics(FontRole::Chip).horizontalAdvance(QString::number(n)) + 8) : 0;
        const qreal x = box.center().x() - (text + (n > 0 ? w + 6 : 0)) / 2;
        painter.setFont(m_theme.font(role));
        painter.setPen(active ? t.text : t.textSecondary);
        painter.drawText(QPointF(x, fonts.baseline(role, 0, height())), tabText(i));
        if (n > 0)
            drawCount(painter, QRectF(x + text + 6, (height() - h) / 2, w, h), m_theme, n, t.accentFill,
                      t.onAccent);
        if (active)
            painter.fillRect(QRectF(box.left() + 16, height() - 2, box.width() - 32, 2), t.accent);
    }
}

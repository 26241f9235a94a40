#include "ui/style/basestyle.h"

#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QStyleFactory>
#include <QStyleOption>

BaseStyle::BaseStyle(const UiTheme &theme)
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))), m_theme(theme)
{
}

void BaseStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                              const QWidget *widget) const
{
    if (element != PE_IndicatorCheckBox) {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        return;
    }
    const Tokens &t = m_theme.tokens();
    const bool on = option->state.testFlag(State_On), enabled = option->state.testFlag(State_Enabled);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter->setPen(QPen(!enabled ? t.line : on ? t.accentFill : t.control, 1));
    painter->setBrush(on && enabled ? QBrush(t.accentFill) : QBrush(Qt::NoBrush));
    painter->drawRoundedRect(box, 4, 4);
    if (on)
        drawIcon(*painter, Icon::Check, QRectF(option->rect).adjusted(2, 2, -2, -2),
                 enabled ? t.onAccent : t.textDisabled);
    painter->restore();
}

int BaseStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    if (metric == PM_IndicatorWidth || metric == PM_IndicatorHeight)
        return m_theme.px(16);
    return QProxyStyle::pixelMetric(metric, option, widget);
}

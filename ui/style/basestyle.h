#pragma once

#include <QProxyStyle>

class UiTheme;

// Fusion, with what a style sheet can't draw: the check of a check box.
class BaseStyle : public QProxyStyle
{
    Q_OBJECT
public:
    explicit BaseStyle(const UiTheme &theme);
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;

private:
    const UiTheme &m_theme;
};

#pragma once

#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QComboBox>
#include <QPainter>

// A combo box with our own arrow: style sheets can only show arrows from image files.
class Combo : public QComboBox
{
public:
    Combo(UiTheme &theme, const QString &name, QWidget *parent) : QComboBox(parent), m_theme(theme)
    {
        setAccessibleName(name);
        setSizeAdjustPolicy(QComboBox::AdjustToContents);
        connect(&theme, &UiTheme::changed, this, [this] { update(); });
    }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        QComboBox::paintEvent(event);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Tokens &tokens = m_theme.tokens();
        drawIcon(painter, Icon::ChevronDown, QRectF(width() - 21, (height() - 14) / 2.0, 14, 14),
                 isEnabled() ? tokens.textSecondary : tokens.textDisabled);
    }

private:
    UiTheme &m_theme;
};

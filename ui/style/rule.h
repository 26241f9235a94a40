#pragma once

#include "ui/style/chips.h"

#include <QWidget>

// A line of one pixel across its parent, between two parts of a pane.
class Rule : public QWidget
{
public:
    explicit Rule(UiTheme &theme, QWidget *parent = nullptr) : QWidget(parent), m_theme(theme)
    {
        setFixedHeight(1);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        fillRule(painter, rect(), m_theme.tokens().border);
    }

private:
    UiTheme &m_theme;
};

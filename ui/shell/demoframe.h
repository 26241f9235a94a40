#pragma once

#include "ui/style/theme.h"

#include <QWidget>

// Two pixels around everything while prices and stories are simulated; takes no pointer and no room.
class DemoFrame : public QWidget
{
public:
    DemoFrame(UiTheme &theme, QWidget *window);

protected:
    void paintEvent(QPaintEvent *) override;

private:
    UiTheme &m_theme;
};

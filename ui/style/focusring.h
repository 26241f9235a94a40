#pragma once

#include "ui/style/theme.h"

#include <QWidget>

// The ring of keyboard focus, 2 px accent, 2 px outside of the focused button or field of `window`. Lists
// draw their own inside the row. Widgets with the property "ownFocus" are left alone.
class FocusRing : public QWidget
{
    Q_OBJECT
public:
    FocusRing(UiTheme &theme, QWidget *window);

protected:
    void paintEvent(QPaintEvent *) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void follow(QWidget *target);
    void place();
    UiTheme &m_theme;
    QWidget *m_window;
    QWidget *m_target = nullptr;
};

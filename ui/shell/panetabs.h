#pragma once

#include "ui/style/theme.h"

#include <QTabBar>

// News · Prices across the whole width, for windows that show one pane at a time. 38 high, the active one
// underlined; a count stands behind a tab that isn't active.
class PaneTabs : public QTabBar
{
    Q_OBJECT
public:
    explicit PaneTabs(UiTheme &theme, QWidget *parent = nullptr);
    void setCount(int tab, int count);

protected:
    void paintEvent(QPaintEvent *) override;
    QSize tabSizeHint(int index) const override;
    QSize minimumTabSizeHint(int index) const override { return tabSizeHint(index); }

private:
    UiTheme &m_theme;
};

#pragma once

#include "ui/style/theme.h"

#include <QWidget>

class AlertsPanel;
class PricePanel;

// The right column: the prices with all their rows where there is room, the alerts below them. In low windows
// the alerts fold to their head (design.md section 14).
class PricesColumn : public QWidget
{
    Q_OBJECT
public:
    // The panel becomes a child.
    PricesColumn(PricePanel *prices, UiTheme &theme, QWidget *parent = nullptr);

    AlertsPanel *alerts() const { return m_alerts; }
    void setAlerts(AlertsPanel *alerts); // becomes a child
    QSize sizeHint() const override;     // every price, every alert

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *) override { place(); }

private:
    void place();
    void contentChanged();

    PricePanel *m_prices;
    AlertsPanel *m_alerts = nullptr;
    UiTheme &m_theme;
    int m_windowHeight = 0;
};

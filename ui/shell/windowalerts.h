#pragma once

#include "ui/shell/services.h"

#include <QObject>
#include <functional>

class AlertCard;
class AlertDesk;
class AlertsPanel;
class PricePanel;
class PricesColumn;
class Toolbar;

// The alerts of the main window: panel, card, bell, amber rows. Made once the first picture is painted; hears
// what fired meanwhile from the desk.
class WindowAlerts : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        QWidget *window;
        Toolbar *toolbar;
        PricePanel *prices;
        PricesColumn *column;
        // Where the card may lie, in the window: the pane at the left; empty: nowhere now.
        std::function<QRect()> cardRoom;
    };
    WindowAlerts(const Services &services, const Parts &parts, QObject *parent);

    void add(const AssetId &asset, const std::optional<Decimal> &level = std::nullopt);
    // The panel of one coin's alerts, for its page; setPageCoin() says whose.
    AlertsPanel *makePagePanel(QWidget *parent);
    void setPageCoin(const AssetId &asset);
    AlertCard &card() { return *m_card; }
    AlertsPanel &panel() { return *m_panel; }
    void placeCard();
    void openBell(); // the list of what fired

signals:
    void settingsWanted();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void connectPanel(AlertsPanel *panel);
    void showWaiting();
    void showCounts();

    Services m_services;
    AlertDesk &m_desk;
    Parts m_parts;
    AlertsPanel *m_panel, *m_pagePanel = nullptr;
    AlertCard *m_card;
};

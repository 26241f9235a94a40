#include "ui/shell/windowalerts.h"

#include "ui/alerts/alertcard.h"
#include "ui/alerts/alertspanel.h"
#include "ui/alerts/firingspopup.h"
#include "ui/quotes/pricepanel.h"
#include "ui/shell/alertdesk.h"
#include "ui/shell/pricescolumn.h"
#include "ui/shell/toolbar.h"

#include <QEvent>
#include <QListView>

namespace {
constexpr int margin = 12; // around the card
}

WindowAlerts::WindowAlerts(const Services &services, const Parts &parts, QObject *parent)
    : QObject(parent),
      m_services(services),
      m_desk(*services.alertDesk),
      m_parts(parts),
      m_panel(
          new AlertsPanel(m_desk.book(), m_desk.engine(), services.board, services.theme, services.clock)),
      m_card(new AlertCard(services.theme, parts.window))
{
    m_parts.column->setAlerts(m_panel);
    connectPanel(m_panel);
    connect(m_parts.prices, &PricePanel::alertWanted, this, [this](const AssetId &asset) { add(asset); });
    connect(m_parts.toolbar, &Toolbar::bellRequested, this, &WindowAlerts::openBell);
    connect(m_card, &AlertCard::openWanted, &m_desk, &AlertDesk::open);
    connect(m_card, &AlertCard::listWanted, this, &WindowAlerts::openBell);
    connect(m_card, &AlertCard::snoozeWanted, this, [this] { m_desk.snooze(m_card->firings()); });
    connect(m_card, &AlertCard::offWanted, this, [this] { m_desk.turnOff(m_card->firings()); });
    connect(m_card, &AlertCard::dismissed, this, [this] { m_desk.acknowledge(m_card->firings()); });
    connect(&m_desk, &AlertDesk::waitingChanged, this, &WindowAlerts::showWaiting);
    connect(&m_desk, &AlertDesk::changed, this, &WindowAlerts::showCounts);
    m_parts.window->installEventFilter(this);
    showWaiting();
    showCounts();
}

void WindowAlerts::connectPanel(AlertsPanel *panel)
{
    connect(panel, &AlertsPanel::addWanted, this, [this, panel](const AssetId &asset) {
        m_desk.addAlert(panel, asset.value.isEmpty() ? m_parts.prices->currentCoin() : asset);
    });
    connect(panel, &AlertsPanel::editWanted, this,
            [this, panel](AlertId id) { m_desk.editAlert(panel, id); });
    connect(panel, &AlertsPanel::chartWanted, &m_desk, &AlertDesk::chartWanted);
}

void WindowAlerts::add(const AssetId &asset, const std::optional<Decimal> &level)
{
    QWidget *anchor = m_parts.window;
    for (AlertsPanel *panel : {m_panel, m_pagePanel})
        if (panel && panel->isVisible())
            anchor = panel;
    m_desk.addAlert(anchor, asset.value.isEmpty() ? m_parts.prices->currentCoin() : asset, level);
}

AlertsPanel *WindowAlerts::makePagePanel(QWidget *parent)
{
    m_pagePanel = new AlertsPanel(m_desk.book(), m_desk.engine(), m_services.board, m_services.theme,
                                  m_services.clock, AlertDelegate::Style::OneCoin, parent);
    connectPanel(m_pagePanel);
    return m_pagePanel;
}

void WindowAlerts::setPageCoin(const AssetId &asset)
{
    if (m_pagePanel)
        m_pagePanel->setCoin(asset);
    placeCard();
}

void WindowAlerts::showWaiting()
{
    placeCard();
    m_card->setFirings(m_desk.waiting());
    placeCard();
}

// Over the news, never over the prices: where the news isn't, the bell's number has to do.
void WindowAlerts::placeCard()
{
    const QRect room = m_parts.cardRoom();
    if (room.isEmpty()) {
        m_card->hide();
        return;
    }
    m_card->place(QPoint(room.left() + margin, room.bottom() + 1 - margin), room.width() - 2 * margin);
    if (!m_card->firings().isEmpty()) {
        m_card->setVisible(true);
        m_card->raise();
    }
}

void WindowAlerts::showCounts()
{
    m_parts.toolbar->setBell(m_desk.book().unacknowledgedCount());
    m_parts.prices->view().setAlerted(m_desk.amberCoins());
}

void WindowAlerts::openBell()
{
    auto *popup = new FiringsPopup(m_desk.book(), m_services.theme, m_services.clock, m_parts.window);
    connect(popup, &FiringsPopup::openWanted, &m_desk, &AlertDesk::open);
    connect(popup, &FiringsPopup::settingsWanted, this, &WindowAlerts::settingsWanted);
    popup->openBelow(m_parts.toolbar->bell());
    popup->list().setFocus(Qt::PopupFocusReason);
}

bool WindowAlerts::eventFilter(QObject *, QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize)
        QMetaObject::invokeMethod(this, &WindowAlerts::placeCard, Qt::QueuedConnection);
    return false;
}

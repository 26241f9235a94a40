#include "ui/shell/pricescolumn.h"

#include "ui/alerts/alertspanel.h"
#include "ui/quotes/pricepanel.h"

#include <QEvent>

namespace {
constexpr int foldBelow = 560; // of the window
}

PricesColumn::PricesColumn(PricePanel *prices, UiTheme &theme, QWidget *parent)
    : QWidget(parent), m_prices(prices), m_theme(theme)
{
    prices->setParent(this);
    setFocusProxy(prices);
    connect(&prices->model(), &QAbstractItemModel::rowsInserted, this, &PricesColumn::place);
    connect(&prices->model(), &QAbstractItemModel::rowsRemoved, this, &PricesColumn::place);
}

void PricesColumn::setAlerts(AlertsPanel *alerts)
{
    m_alerts = alerts;
    alerts->setParent(this);
    connect(alerts, &AlertsPanel::foldedChanged, this, &PricesColumn::place);
    m_windowHeight = 0;
    place();
    alerts->show();
}

void PricesColumn::place()
{
    if (!m_alerts) {
        m_prices->setGeometry(rect());
        return;
    }
    // Folded or not only when the window's height changes: what the user unfolds stays so.
    if (const int high = window()->height(); high != m_windowHeight) {
        m_windowHeight = high;
        m_alerts->setFolded(high < m_theme.px(foldBelow));
    }
    const int least = m_alerts->minimumSizeHint().height();
    const int prices = std::clamp(m_prices->contentHeight(), 0, std::max(height() - least, 0));
    const int alerts = m_alerts->isFolded() ? least : height() - prices;
    m_prices->setGeometry(0, 0, width(), height() - alerts);
    m_alerts->setGeometry(0, height() - alerts, width(), alerts);
}

bool PricesColumn::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest)
        place();
    return QWidget::event(event);
}

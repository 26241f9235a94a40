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
    connect(&prices->model(), &QAbstractItemModel::rowsInserted, this, &PricesColumn::contentChanged);
    connect(&prices->model(), &QAbstractItemModel::rowsRemoved, this, &PricesColumn::contentChanged);
}

void PricesColumn::setAlerts(AlertsPanel *alerts)
{
    m_alerts = alerts;
    alerts->setParent(this);
    connect(alerts, &AlertsPanel::foldedChanged, this, &PricesColumn::contentChanged);
    m_windowHeight = 0;
    contentChanged();
    alerts->show();
}

QSize PricesColumn::sizeHint() const
{
    int alerts = 0;
    if (m_alerts)
        alerts = (m_alerts->isFolded() ? m_alerts->minimumSizeHint() : m_alerts->sizeHint()).height();
    return {m_prices->sizeHint().width(), m_prices->contentHeight() + alerts};
}

void PricesColumn::contentChanged()
{
    updateGeometry();
    place();
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
        contentChanged();
    return QWidget::event(event);
}

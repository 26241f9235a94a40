#pragma once

#include "ui/quotes/pricecolumns.h"
#include "ui/style/theme.h"

#include <QHeaderView>

// Coin · Trend · Price · 24h above the rows; a click sorts by what can be sorted by.
class PriceHeader : public QHeaderView
{
    Q_OBJECT
public:
    PriceHeader(const UiTheme &theme, QWidget *parent);
    void setColumns(const PriceColumns &columns);
    void setOrder(WatchlistOrder order, bool descending);
    QSize sizeHint() const override;

signals:
    void orderWanted(WatchlistOrder order, bool descending);

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;
    void paintEvent(QPaintEvent *event) override;

private:
    void clicked(int section);
    const UiTheme &m_theme;
    PriceColumns m_columns;
    WatchlistOrder m_order = WatchlistOrder::Mine;
    bool m_descending = false;
};

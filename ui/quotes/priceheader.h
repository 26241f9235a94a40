#pragma once

#include "ui/quotes/pricecolumns.h"
#include "ui/style/theme.h"

#include <QHeaderView>

// Coin · Trend · Price · 24h above the rows. A click sorts by what can be sorted by; where changes can be
// measured from something else, one on the last head asks for the menu of those. By keyboard: Tab comes here,
// arrows go from head to head, Enter, Space and Down are the click.
class PriceHeader : public QHeaderView
{
    Q_OBJECT
public:
    PriceHeader(const UiTheme &theme, QWidget *parent);
    void setColumns(const PriceColumns &columns);
    void setOrder(WatchlistOrder order, bool descending);
    void setChangeChoosable(bool choosable) { m_changeChoosable = choosable; }
    QSize sizeHint() const override;

signals:
    void changeMenuWanted(const QPoint &globalPosition); // its top right
    void orderWanted(WatchlistOrder order, bool descending);

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    void clicked(int section);
    void openChangeMenu();
    void setFocused(int section);
    void setHovered(int section);
    const UiTheme &m_theme;
    PriceColumns m_columns;
    WatchlistOrder m_order = WatchlistOrder::Mine;
    bool m_descending = false;
    bool m_changeChoosable = false;
    int m_focused = -1, m_hovered = -1; // -1: none
};

#pragma once

#include "ui/quotes/rowpainter.h"
#include "ui/quotes/watchlistmodel.h"

#include <QSet>
#include <QStyledItemDelegate>

// Puts a RowPainter behind a table whose index answers WatchlistModel's roles: cell rectangles, selection,
// hover, focus and flash of the view that owns it.
class WatchlistDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    WatchlistDelegate(const UiTheme &theme, Clock &clock, const TickFlash &flash, const RowStyle &style,
                      QObject *parent = nullptr);

    RowPainter &painter() { return m_painter; }
    const RowPainter &painter() const { return m_painter; }
    void setColumns(const PriceColumns &columns) { m_columns = columns; }
    const PriceColumns &columns() const { return m_columns; }
    void setHoveredRow(int row) { m_hovered = row; }
    int hoveredRow() const { return m_hovered; }
    void setRingRow(int row) { m_ring = row; }
    int ringRow() const { return m_ring; }
    void setAlerted(const QSet<AssetId> &assets) { m_alerted = assets; }
    const QSet<AssetId> &alerted() const { return m_alerted; }
    void setSkeletonOpacity(double opacity) { m_skeleton = opacity; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    Clock &m_clock;
    const TickFlash &m_flash;
    RowPainter m_painter;
    PriceColumns m_columns;
    int m_hovered = -1, m_ring = -1;
    QSet<AssetId> m_alerted;
    double m_skeleton = 1;
};

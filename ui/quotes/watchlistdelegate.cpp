#include "ui/quotes/watchlistdelegate.h"

WatchlistDelegate::WatchlistDelegate(const UiTheme &theme, Clock &clock, const TickFlash &flash,
                                     const RowStyle &style, QObject *parent)
    : QStyledItemDelegate(parent), m_clock(clock), m_flash(flash), m_painter(theme, style)
{
}

void WatchlistDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const
{
    const auto quote = index.data(WatchlistModel::QuoteRole).value<CoinQuote>();
    // The row's own corner, from the cell's: the first column's cell begins there.
    int left = option.rect.left();
    switch (index.column()) {
    case WatchlistModel::TrendColumn:
        left -= m_columns.trendCell;
        break;
    case WatchlistModel::PriceColumn:
        left -= m_columns.priceCell;
        break;
    case WatchlistModel::ChangeColumn:
        left -= m_columns.changeCell;
        break;
    default:
        break;
    }
    const QRect row(left, option.rect.top(), m_columns.width, option.rect.height());
    RowLook look;
    look.selected = option.state.testFlag(QStyle::State_Selected);
    look.hovered = index.row() == m_hovered;
    look.ring = index.row() == m_ring;
    look.alerted = m_alerted.contains(quote.asset.id);
    look.skeleton = m_skeleton;
    look.alone = index.row() + 1 == index.model()->rowCount();
    look.age = quoteAge(quote, m_clock);
    painter->save();
    m_painter.paintGround(*painter, row, option.rect, look);
    switch (index.column()) {
    case WatchlistModel::CoinColumn:
        m_painter.paintCoin(*painter, row, m_columns, quote);
        break;
    case WatchlistModel::TrendColumn:
        m_painter.paintTrend(*painter, row, m_columns, quote,
                             index.data(WatchlistModel::ShownChangeRole).value<ShownChange>(), look);
        break;
    case WatchlistModel::PriceColumn:
        look.flash = m_flash.look(quote.asset.id);
        m_painter.paintPrice(*painter, row, m_columns, quote, look);
        break;
    case WatchlistModel::ChangeColumn:
        m_painter.paintChange(*painter, row, m_columns, quote,
                              index.data(WatchlistModel::ShownChangeRole).value<ShownChange>(), look);
        break;
    default:
        break;
    }
    m_painter.paintRing(*painter, row, option.rect, look);
    painter->restore();
}

QSize WatchlistDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {m_columns.width, m_painter.height()};
}

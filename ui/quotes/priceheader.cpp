#include "ui/quotes/priceheader.h"

#include "ui/quotes/watchlistmodel.h"
#include "ui/style/controls.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QPaintEvent>

namespace {
std::optional<WatchlistOrder> orderOf(int section)
{
    switch (section) {
    case WatchlistModel::CoinColumn:
        return WatchlistOrder::BySymbol;
    case WatchlistModel::PriceColumn:
        return WatchlistOrder::ByPrice;
    case WatchlistModel::ChangeColumn:
        return WatchlistOrder::ByChange;
    default:
        return std::nullopt;
    }
}
} // namespace

PriceHeader::PriceHeader(const UiTheme &theme, QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent), m_theme(theme)
{
    setSectionsClickable(true);
    setHighlightSections(false);
    setSectionResizeMode(QHeaderView::Fixed);
    setMinimumSectionSize(0);
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(QStringLiteral("Price columns"));
    connect(this, &QHeaderView::sectionClicked, this, &PriceHeader::clicked);
    connect(&theme, &UiTheme::changed, viewport(), qOverload<>(&QWidget::update));
}

void PriceHeader::setColumns(const PriceColumns &columns)
{
    m_columns = columns;
    viewport()->update();
}

void PriceHeader::setOrder(WatchlistOrder order, bool descending)
{
    m_order = order;
    m_descending = descending;
    viewport()->update();
}

QSize PriceHeader::sizeHint() const
{
    return {QHeaderView::sizeHint().width(), m_theme.px(24)};
}

// First click: as one reads it (A to Z, largest first); second: the other way round; third: my order again.
void PriceHeader::clicked(int section)
{
    const auto order = orderOf(section);
    if (!order)
        return;
    if (section == WatchlistModel::ChangeColumn && m_changeChoosable)
        return openChangeMenu();
    const bool naturally = *order != WatchlistOrder::BySymbol;
    if (m_order != *order)
        emit orderWanted(*order, naturally);
    else if (m_descending == naturally)
        emit orderWanted(*order, !naturally);
    else
        emit orderWanted(WatchlistOrder::Mine, false);
}

void PriceHeader::openChangeMenu()
{
    emit changeMenuWanted(viewport()->mapToGlobal(QPoint(width() - 4, height())));
}

void PriceHeader::contextMenuEvent(QContextMenuEvent *event)
{
    const bool here = event->reason() == QContextMenuEvent::Mouse
                          ? logicalIndexAt(event->pos()) == WatchlistModel::ChangeColumn
                          : m_focused == WatchlistModel::ChangeColumn;
    if (here && m_changeChoosable)
        openChangeMenu();
}

void PriceHeader::keyPressEvent(QKeyEvent *event)
{
    const auto step = [this](int by) {
        for (int section = m_focused + by; section >= 0 && section < count(); section += by)
            if (orderOf(section) && !isSectionHidden(section))
                return setFocused(section);
    };
    switch (event->key()) {
    case Qt::Key_Left:
        return step(-1);
    case Qt::Key_Right:
        return step(1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        return clicked(m_focused);
    case Qt::Key_Down:
        if (m_focused == WatchlistModel::ChangeColumn && m_changeChoosable)
            return openChangeMenu();
        break;
    default:
        break;
    }
    event->ignore(); // letters are the program's shortcuts
}

void PriceHeader::focusInEvent(QFocusEvent *)
{
    if (m_focused < 0)
        setFocused(isSectionHidden(WatchlistModel::ChangeColumn) ? WatchlistModel::CoinColumn
                                                                 : WatchlistModel::ChangeColumn);
}

void PriceHeader::focusOutEvent(QFocusEvent *event)
{
    if (event->reason() != Qt::PopupFocusReason)
        setFocused(-1);
}

void PriceHeader::setFocused(int section)
{
    m_focused = section;
    viewport()->update();
}

void PriceHeader::setHovered(int section)
{
    if (std::exchange(m_hovered, section) == section)
        return;
    viewport()->setCursor(section >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    viewport()->update();
}

void PriceHeader::mouseMoveEvent(QMouseEvent *event)
{
    QHeaderView::mouseMoveEvent(event);
    const int section = logicalIndexAt(event->position().toPoint());
    setHovered(orderOf(section) ? section : -1);
}

bool PriceHeader::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave)
        setHovered(-1);
    return QHeaderView::viewportEvent(event);
}

void PriceHeader::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    const Tokens &t = m_theme.tokens();
    painter.fillRect(event->rect(), t.surface);
    fillRule(painter, QRect(0, height() - 1, width(), 1), t.grid);
    painter.end();
    QHeaderView::paintEvent(event);
}

void PriceHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    const Tokens &t = m_theme.tokens();
    const Fonts &fonts = m_theme.fonts();
    const QString text = model()->headerData(section, Qt::Horizontal).toString();
    const double width = fonts.metrics(FontRole::Meta).horizontalAdvance(text);
    double x = 0; // in the row; sections begin where their cells do
    switch (section) {
    case WatchlistModel::CoinColumn:
        x = m_columns.badgeX;
        break;
    case WatchlistModel::TrendColumn:
        x = m_columns.trendX;
        break;
    case WatchlistModel::PriceColumn:
        x = m_columns.priceEnd - width;
        break;
    default:
        x = m_columns.changeEnd - width;
        break;
    }
    const bool sorted = orderOf(section) == m_order && m_order != WatchlistOrder::Mine;
    painter->setFont(fonts.font(FontRole::Meta));
    painter->setPen(sorted || section == m_hovered ? t.text : t.textSecondary);
    painter->drawText(QPointF(x, fonts.baseline(FontRole::Meta, rect.top(), rect.height() - 1)), text);
    if (section == m_focused) {
        const double left = section == WatchlistModel::CoinColumn ? x - 6 : x - fonts.px(12) - 6;
        const double right =
            section == WatchlistModel::CoinColumn ? x + width + fonts.px(12) + 6 : x + width + 6;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(t.accent, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(left, rect.top() + 1, right - left, rect.height() - 3), 4, 4);
        painter->restore();
    }
    if (!sorted)
        return;
    const double side = fonts.px(12);
    const bool rightAligned = section != WatchlistModel::CoinColumn;
    const double at = rightAligned ? x - side - 1 : x + width + 1;
    drawIcon(*painter, m_descending ? Icon::ChevronDown : Icon::ChevronUp,
             QRectF(at, rect.top() + (rect.height() - 1 - side) / 2, side, side), t.text);
}

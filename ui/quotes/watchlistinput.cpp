// Keys, mouse, drags, tool tips and focus of WatchlistView.
#include "ui/quotes/watchlistview.h"

#include <QApplication>
#include <QClipboard>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>
#include <cmath>

AssetId WatchlistView::currentCoin() const
{
    const int row = currentIndex().row();
    return row >= 0 && row < m_model.rowCount() ? m_model.asset(row) : AssetId{};
}

void WatchlistView::setCurrentCoin(const AssetId &asset)
{
    const int row = m_model.rowOf(asset);
    setCurrentIndex(row < 0 ? QModelIndex() : m_model.index(row, WatchlistModel::CoinColumn));
}

void WatchlistView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (current.row() == previous.row())
        return;
    if (m_delegate->ringRow() >= 0)
        setRing(current.row());
    for (const QModelIndex &index : {current, previous}) // the ring and the bar cross all cells
        if (index.isValid())
            updateCells(index.row(), 0, WatchlistModel::ChangeColumn);
    emit currentCoinChanged(currentCoin());
}

QModelIndex WatchlistView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    // Rows are chosen, not cells: Home and End go to the first and last coin, left and right nowhere.
    switch (action) {
    case MoveHome:
        return m_model.index(0, WatchlistModel::CoinColumn);
    case MoveEnd:
        return m_model.index(m_model.rowCount() - 1, WatchlistModel::CoinColumn);
    case MoveLeft:
    case MoveRight:
    case MoveNext:
    case MovePrevious:
        return currentIndex();
    default: {
        const QModelIndex index = QTableView::moveCursor(action, modifiers);
        return index.siblingAtColumn(WatchlistModel::CoinColumn);
    }
    }
}

void WatchlistView::keyPressEvent(QKeyEvent *event)
{
    m_model.keyPressed();
    const AssetId coin = currentCoin();
    const bool alt = event->modifiers() == Qt::AltModifier;
    if (m_dropRow >= 0 && event->key() == Qt::Key_Escape) {
        endDrag();
    } else if (!coin.value.isEmpty() && alt && (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down)) {
        m_model.move(coin, m_model.rowOf(coin) + (event->key() == Qt::Key_Up ? -1 : 1));
        scrollTo(currentIndex());
    } else if (!coin.value.isEmpty() && event->key() == Qt::Key_Delete) {
        emit removeWanted(coin);
    } else if (!coin.value.isEmpty() && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        emit openWanted(coin);
    } else if (!coin.value.isEmpty() && event->matches(QKeySequence::Copy)) {
        copyPrice(coin);
    } else if (!coin.value.isEmpty() && event->key() == Qt::Key_F && event->modifiers() == Qt::NoModifier) {
        emit storiesWanted(coin);
    } else if (!coin.value.isEmpty() && event->key() == Qt::Key_A && event->modifiers() == Qt::NoModifier) {
        emit alertWanted(coin);
    } else if (!event->text().isEmpty() && event->text().front().isPrint()) {
        event->ignore();
        return;
    } else {
        QTableView::keyPressEvent(event);
    }
    setRing(currentIndex().row());
}

void WatchlistView::copyPrice(const AssetId &asset) const
{
    const int row = m_model.rowOf(asset);
    if (row < 0)
        return;
    if (const SourceQuote *source = m_model.quote(row).shownSource())
        QGuiApplication::clipboard()->setText(Numbers::plain(source->ticker.last));
}

void WatchlistView::mousePressEvent(QMouseEvent *event)
{
    setRing(-1);
    const int row = rowAt(event->position().toPoint().y());
    m_dragged = event->button() == Qt::LeftButton && row >= 0 ? m_model.asset(row) : AssetId{};
    m_pressedAt = event->position().toPoint();
    m_pressedCurrent = row >= 0 && row == currentIndex().row();
    if (row >= 0)
        setCurrentIndex(m_model.index(row, WatchlistModel::CoinColumn));
    event->accept();
}

void WatchlistView::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint at = event->position().toPoint();
    if (!(event->buttons() & Qt::LeftButton)) {
        setHovered(rowAt(at.y()));
        return;
    }
    if (m_dropRow < 0) {
        if (m_dragged.value.isEmpty() || !m_model.canMove() ||
            (at - m_pressedAt).manhattanLength() < QApplication::startDragDistance())
            return;
        setCursor(Qt::ClosedHandCursor);
    }
    constexpr int edge = 16;
    if (at.y() < edge || at.y() > viewport()->height() - edge)
        verticalScrollBar()->setValue(verticalScrollBar()->value() + (at.y() < edge ? -edge : edge));
    m_dropRow = dropRow(at.y());
    viewport()->update();
}

void WatchlistView::mouseReleaseEvent(QMouseEvent *event)
{
    const AssetId pressed = m_dragged;
    const bool dragged = m_dropRow >= 0;
    if (dragged) {
        const int from = m_model.rowOf(m_dragged);
        if (from >= 0)
            m_model.move(m_dragged, m_dropRow > from ? m_dropRow - 1 : m_dropRow);
    }
    endDrag();
    const int row = rowAt(event->position().toPoint().y());
    if (!dragged && !pressed.value.isEmpty() && row >= 0 && m_model.asset(row) == pressed)
        emit coinClicked(pressed);
    // The first click selects the coin, the next one asks about its figure.
    if (!dragged && m_pressedCurrent && row >= 0 && m_model.asset(row) == pressed &&
        columnAt(event->position().toPoint().x()) == WatchlistModel::PriceColumn)
        emit whyWanted(pressed);
}

void WatchlistView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const int row = rowAt(event->position().toPoint().y());
    if (event->button() == Qt::LeftButton && row >= 0)
        emit openWanted(m_model.asset(row));
}

QRect WatchlistView::placeOf(const AssetId &asset) const
{
    const int row = m_model.rowOf(asset);
    if (row < 0)
        return {};
    const QRect place(0, rowViewportPosition(row), viewport()->width(), QTableView::rowHeight(row));
    if (!viewport()->rect().intersects(place))
        return {};
    return {viewport()->mapToGlobal(place.topLeft()), place.size()};
}

void WatchlistView::endDrag()
{
    m_dragged = {};
    if (m_dropRow < 0)
        return;
    m_dropRow = -1;
    unsetCursor();
    viewport()->update();
}

// The gap nearest to y: 0 above the first row.
int WatchlistView::dropRow(int y) const
{
    const int top = rowViewportPosition(0);
    const int gap = static_cast<int>(std::lround(static_cast<double>(y - top) / rowHeight()));
    return std::clamp(gap, 0, m_model.rowCount());
}

bool WatchlistView::viewportEvent(QEvent *event)
{
    switch (event->type()) {
    case QEvent::Enter:
        m_pointerInside = true;
        hold();
        break;
    case QEvent::Leave:
        m_pointerInside = false;
        setHovered(-1);
        hold();
        break;
    case QEvent::ToolTip: {
        const auto *help = static_cast<QHelpEvent *>(event);
        const QString text = toolTipAt(help->pos());
        if (text.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(
                help->globalPos(), text, viewport(),
                QRect(0, rowViewportPosition(rowAt(help->pos().y())), viewport()->width(), rowHeight()));
        return true;
    }
    default:
        break;
    }
    return QTableView::viewportEvent(event);
}

QString WatchlistView::toolTipAt(const QPoint &position) const
{
    const int row = rowAt(position.y());
    if (row < 0)
        return {};
    const CoinQuote &quote = m_model.quote(row);
    return coinToolTip(quote, m_model.change(row), m_theme.numbers(), m_model.age(row),
                       m_model.limitPct(quote.asset.id));
}

void WatchlistView::contextMenuEvent(QContextMenuEvent *event)
{
    int row = currentIndex().row();
    QPoint at = event->globalPos();
    if (event->reason() == QContextMenuEvent::Mouse)
        row = rowAt(event->pos().y());
    else if (row >= 0) // by key: below the symbol, wherever the pointer is
        at = viewport()->mapToGlobal(QPoint(columns().nameX, rowViewportPosition(row) + rowHeight() - 4));
    if (row < 0)
        return;
    setCurrentIndex(m_model.index(row, WatchlistModel::CoinColumn));
    emit menuWanted(m_model.asset(row), at);
}

void WatchlistView::setMenuOpen(bool open)
{
    m_menuOpen = open;
    hold();
}

void WatchlistView::hold()
{
    m_model.setOrderHeld(m_pointerInside || m_menuOpen);
}

void WatchlistView::setHovered(int row)
{
    const int before = m_delegate->hoveredRow();
    if (row == before)
        return;
    m_delegate->setHoveredRow(row);
    for (const int touched : {before, row})
        if (touched >= 0 && touched < m_model.rowCount())
            updateCells(touched, 0, WatchlistModel::ChangeColumn);
}

void WatchlistView::setRing(int row)
{
    const int before = m_delegate->ringRow();
    if (row == before)
        return;
    m_delegate->setRingRow(row);
    for (const int touched : {before, row})
        if (touched >= 0 && touched < m_model.rowCount())
            updateCells(touched, 0, WatchlistModel::ChangeColumn);
}

void WatchlistView::focusInEvent(QFocusEvent *event)
{
    QTableView::focusInEvent(event);
    const Qt::FocusReason reason = event->reason();
    if (reason == Qt::MouseFocusReason || reason == Qt::PopupFocusReason ||
        reason == Qt::ActiveWindowFocusReason)
        return;
    if (!currentIndex().isValid() && m_model.rowCount() > 0)
        setCurrentIndex(m_model.index(0, WatchlistModel::CoinColumn));
    setRing(currentIndex().row());
}

void WatchlistView::focusOutEvent(QFocusEvent *event)
{
    QTableView::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason)
        setRing(-1);
}

#include "ui/alerts/alertlist.h"

#include "ui/style/overlaybar.h"

#include <QContextMenuEvent>
#include <QKeyEvent>

AlertList::AlertList(AlertsModel &model, UiTheme &theme, AlertDelegate::Style style, QWidget *parent)
    : QListView(parent),
      m_model(model),
      m_delegate(new AlertDelegate(model, theme, style, this)),
      m_exposure(this)
{
    setAccessibleName(tr("Alerts"));
    setModel(&model);
    setItemDelegate(m_delegate);
    setFrameShape(QFrame::NoFrame);
    setUniformItemSizes(true);
    setSelectionMode(NoSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_Hover);
    new OverlayBar(this);
    connect(&theme, &UiTheme::changed, this, [this] { scheduleDelayedItemsLayout(); });
    connect(&model, &QAbstractItemModel::rowsInserted, this, &AlertList::tellLooked);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &AlertList::tellLooked);
    connect(&m_exposure, &Exposure::changed, this, &AlertList::tellLooked);
}

std::optional<AlertId> AlertList::current() const
{
    return currentIndex().isValid() ? std::optional(idAt(currentIndex())) : std::nullopt;
}

void AlertList::setCurrent(AlertId id)
{
    const int row = m_model.rowOf(id);
    if (row >= 0)
        setCurrentIndex(m_model.index(row));
}

void AlertList::tellLooked()
{
    if (!m_exposure.isVisible()) {
        m_model.setLooked(0, -1);
        return;
    }
    const int first = verticalOffset() / std::max(rowHeight(), 1);
    m_model.setLooked(first, first + viewport()->height() / std::max(rowHeight(), 1) + 1);
}

void AlertList::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    tellLooked();
}

void AlertList::scrollContentsBy(int dx, int dy)
{
    QListView::scrollContentsBy(dx, dy);
    tellLooked();
}

void AlertList::focusInEvent(QFocusEvent *event)
{
    QListView::focusInEvent(event);
    if (!currentIndex().isValid() && m_model.rowCount() > 0 && event->reason() != Qt::MouseFocusReason)
        setCurrentIndex(m_model.index(0));
}

void AlertList::keyPressEvent(QKeyEvent *event)
{
    const auto id = current();
    if (id && event->key() == Qt::Key_Delete) {
        emit removeWanted(*id);
    } else if (id && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        emit chosen(*id);
    } else if (!event->text().isEmpty() && event->text().front().isPrint()) {
        event->ignore();
    } else {
        QListView::keyPressEvent(event);
    }
}

void AlertList::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    if (index.isValid() && event->button() == Qt::LeftButton)
        emit chosen(idAt(index));
}

void AlertList::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = byKey ? currentIndex() : indexAt(event->pos());
    if (!index.isValid())
        return;
    setCurrentIndex(index);
    emit menuWanted(idAt(index),
                    byKey ? viewport()->mapToGlobal(visualRect(index).center()) : event->globalPos());
}

#include "ui/news/newslist.h"

#include "ui/style/overlaybar.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QScrollBar>

NewsList::NewsList(StoryRows &model, QWidget *parent) : QListView(parent), m_model(model)
{
    setModel(&model);
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setMouseTracking(true);
    setUniformItemSizes(false);
    viewport()->setAttribute(Qt::WA_Hover);
    new OverlayBar(this);
    verticalScrollBar()->setSingleStep(24);
    connect(&model, &StoryRows::aboutToChange, this, &NewsList::hold);
    connect(&model, &StoryRows::rowsChanged, this, &NewsList::restore);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &NewsList::scrolled);
}

bool NewsList::atTop() const
{
    return verticalScrollBar()->value() == verticalScrollBar()->minimum();
}

void NewsList::showRow(const QModelIndex &index)
{
    const QRect row = visualRect(index);
    if (row.top() < 0 || row.bottom() >= viewport()->height())
        scrollTo(index, EnsureVisible);
}

void NewsList::hold()
{
    m_anchor = atTop() ? QModelIndex() : indexAt(QPoint(viewport()->width() / 2, 0));
    m_anchorTop = visualRect(m_anchor).top();
}

void NewsList::restore()
{
    doItemsLayout();
    if (!m_anchor.isValid())
        return;
    verticalScrollBar()->setValue(verticalScrollBar()->value() + visualRect(m_anchor).top() - m_anchorTop);
    m_anchor = QModelIndex();
}

// Another width breaks headlines elsewhere: every row may be of another height.
void NewsList::resizeEvent(QResizeEvent *event)
{
    const bool width = event->size().width() != event->oldSize().width();
    if (width)
        hold();
    QListView::resizeEvent(event);
    if (width)
        restore();
}

// Qt chooses the row below one that goes with the keyboard, also when the keyboard was there by itself.
void NewsList::rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last)
{
    const bool chosen = selectionModel()->isSelected(currentIndex());
    QListView::rowsAboutToBeRemoved(parent, first, last);
    if (!chosen)
        selectionModel()->clearSelection();
}

void NewsList::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        emit copyRequested();
        return;
    }
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose(currentIndex(), ArticleDelegate::Part::Row);
        return;
    case Qt::Key_Space:
        emit pageKey(!(event->modifiers() & Qt::ShiftModifier));
        return;
    default:
        QListView::keyPressEvent(event);
        lookAt(currentIndex()); // the keyboard's row is looked at as the pointer's is
    }
}

ArticleDelegate::Part NewsList::partAt(const QModelIndex &index, const QPoint &at) const
{
    const auto *delegate = qobject_cast<const ArticleDelegate *>(itemDelegate());
    const StoryRow *row = m_model.row(index);
    return delegate && row ? delegate->partAt(visualRect(index), *row, at) : ArticleDelegate::Part::Row;
}

void NewsList::choose(const QModelIndex &index, ArticleDelegate::Part part)
{
    const StoryRow *row = m_model.row(index);
    if (!row)
        return;
    if (part == ArticleDelegate::Part::Outlets || row->kind == StoryRow::Kind::Promotions)
        emit unfoldWanted(index);
    else if (part == ArticleDelegate::Part::NotPromotion)
        emit notPromotionWanted(index);
    else if (row->kind == StoryRow::Kind::More)
        emit moreWanted();
    else if (row->isStory())
        emit storyChosen(index);
}

void NewsList::mouseMoveEvent(QMouseEvent *event)
{
    QListView::mouseMoveEvent(event);
    const QPoint at = event->position().toPoint();
    const bool link = partAt(indexAt(at), at) != ArticleDelegate::Part::Row;
    viewport()->setCursor(link ? Qt::PointingHandCursor : Qt::ArrowCursor);
    lookAt(indexAt(at));
}

void NewsList::leaveEvent(QEvent *event)
{
    QListView::leaveEvent(event);
    lookAt({});
}

void NewsList::focusOutEvent(QFocusEvent *event)
{
    QListView::focusOutEvent(event);
    if (!underMouse())
        lookAt({});
}

void NewsList::lookAt(const QModelIndex &index)
{
    if (index == m_lookedAt)
        return;
    m_lookedAt = index;
    emit lookedAt(index);
}

void NewsList::mouseReleaseEvent(QMouseEvent *event)
{
    QListView::mouseReleaseEvent(event);
    const QPoint at = event->position().toPoint();
    const QModelIndex index = indexAt(at);
    if (event->button() == Qt::LeftButton && index == currentIndex())
        choose(index, partAt(index, at));
}

void NewsList::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = byKey ? currentIndex() : indexAt(event->pos());
    if (!m_model.story(index))
        return;
    setCurrentIndex(index);
    emit menuRequested(index,
                       byKey ? viewport()->mapToGlobal(visualRect(index).center()) : event->globalPos());
}

// The first row is a heading, which can't be current: Home would do nothing.
QModelIndex NewsList::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    if (action == MoveHome || !currentIndex().isValid()) {
        if (action == MoveHome)
            scrollToTop();
        return m_model.firstActive();
    }
    return QListView::moveCursor(action, modifiers);
}

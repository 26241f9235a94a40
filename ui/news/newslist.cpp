#include "ui/news/newslist.h"

#include "ui/style/overlaybar.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QScrollBar>

NewsList::NewsList(ArticleListModel &model, QWidget *parent) : QListView(parent), m_model(model)
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
    connect(&model, &ArticleListModel::aboutToChange, this, &NewsList::hold);
    connect(&model, &ArticleListModel::rowsChanged, this, &NewsList::restore);
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

void NewsList::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        emit copyRequested();
        return;
    }
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (currentIndex().isValid())
            emit storyChosen(currentIndex());
        return;
    case Qt::Key_Space:
        emit pageKey(!(event->modifiers() & Qt::ShiftModifier));
        return;
    default:
        QListView::keyPressEvent(event);
    }
}

void NewsList::mouseReleaseEvent(QMouseEvent *event)
{
    QListView::mouseReleaseEvent(event);
    const QModelIndex index = indexAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && m_model.story(index) && index == currentIndex())
        emit storyChosen(index);
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
        return m_model.neighbour({}, 1);
    }
    return QListView::moveCursor(action, modifiers);
}

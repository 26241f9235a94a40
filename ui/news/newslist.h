#pragma once

#include "ui/news/articledelegate.h"

#include <QListView>

// The view of a StoryRows model, with an ArticleDelegate of its own or shared. What is read stays where it
// is: rows that come, go or grow above the first visible one move the scroll position along with them. At the
// very top new rows come in below the header.
class NewsList : public QListView
{
    Q_OBJECT
public:
    explicit NewsList(StoryRows &model, QWidget *parent = nullptr);

    StoryRows &rows() const { return m_model; }
    bool atTop() const;
    void showRow(const QModelIndex &index); // scrolls only if it isn't wholly visible

signals:
    void storyChosen(const QModelIndex &index);  // click, Enter
    void unfoldWanted(const QModelIndex &index); // "+4", E, the row of promotions
    void notPromotionWanted(const QModelIndex &index);
    void moreWanted();
    void menuRequested(const QModelIndex &index, const QPoint &globalPos);
    void copyRequested();                    // Ctrl+C
    void lookedAt(const QModelIndex &index); // the row under the pointer or the keyboard; invalid: left
    void scrolled();
    void pageKey(bool down); // Space, Shift+Space: for the reader

protected slots:
    void rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last) override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;

private:
    void hold();
    void restore();
    void choose(const QModelIndex &index, ArticleDelegate::Part part);
    void lookAt(const QModelIndex &index);
    ArticleDelegate::Part partAt(const QModelIndex &index, const QPoint &at) const;

    StoryRows &m_model;
    QPersistentModelIndex m_anchor, m_lookedAt;
    int m_anchorTop = 0;
};

#pragma once

#include "ui/news/articlelistmodel.h"

#include <QListView>

// The view of an ArticleListModel. What is read stays where it is: rows that come, go or grow above the first
// visible one move the scroll position along with them. At the very top new rows come in below the header.
class NewsList : public QListView
{
    Q_OBJECT
public:
    explicit NewsList(ArticleListModel &model, QWidget *parent = nullptr);

    bool atTop() const;
    void showRow(const QModelIndex &index); // scrolls only if it isn't wholly visible

signals:
    void storyChosen(const QModelIndex &index); // click, Enter
    void menuRequested(const QModelIndex &index, const QPoint &globalPos);
    void copyRequested(); // Ctrl+C
    void scrolled();
    void pageKey(bool down); // Space, Shift+Space: for the reader

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;

private:
    void hold();
    void restore();

    ArticleListModel &m_model;
    QPersistentModelIndex m_anchor;
    int m_anchorTop = 0;
};

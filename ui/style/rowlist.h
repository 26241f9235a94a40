#pragma once

#include "ui/style/theme.h"

#include <QFrame>
#include <QScrollArea>
#include <QVBoxLayout>

class RowList;

// A row of a list. The arrow keys, Home and End walk over the rows; Delete asks for its removal, Enter and a
// double click for what it opens. A movable one (the default) is moved by dragging its handle, or any empty
// place of it, or with Alt and the arrow keys.
class ListRow : public QFrame
{
    Q_OBJECT
public:
    ListRow(UiTheme &theme, const QString &accessibleName, QWidget *parent);
    void setMovable(bool movable) { m_movable = movable; }

signals:
    void moveRequested(int by);
    void stepRequested(int by); // to the row so far down; INT_MIN and INT_MAX: to the ends
    void removeRequested();
    void activated();
    void hovered(bool over);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

    UiTheme &m_theme;

private:
    bool m_movable = true, m_pressed = false, m_dragging = false, m_over = false;
    QPoint m_from;
};

// A short list of rows in the user's order. It keeps the order alone; what the rows mean is the owner's.
class RowList : public QScrollArea
{
    Q_OBJECT
public:
    RowList(UiTheme &theme, const QString &accessibleName, QWidget *parent);
    void clear();
    void add(ListRow *row);
    // Above the rows added from now on; for lists whose rows don't move.
    void addHeading(const QString &text);
    qsizetype count() const { return m_rows.size(); }
    ListRow *row(qsizetype at) const { return m_rows.at(at); }
    void setVisibleRows(int rows, int rowHeight);

signals:
    void moved(qsizetype from, qsizetype to);
    void removeRequested(qsizetype row);

private:
    void move(ListRow *row, int by);
    void step(ListRow *row, int by);

    QWidget *m_content;
    QVBoxLayout *m_layout;
    QList<ListRow *> m_rows;
    QList<QWidget *> m_headings;
};

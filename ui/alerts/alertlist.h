#pragma once

#include "ui/alerts/alertdelegate.h"
#include "ui/style/exposure.h"

#include <QListView>

// The view of an AlertsModel: keys, menu and clicks go out as signals; rows out of sight, and all while
// nobody can see it, cost nothing.
class AlertList : public QListView
{
    Q_OBJECT
public:
    AlertList(AlertsModel &model, UiTheme &theme, AlertDelegate::Style style, QWidget *parent = nullptr);

    int rowHeight() const { return m_delegate->height(); }
    std::optional<AlertId> current() const;
    void setCurrent(AlertId id);

signals:
    void removeWanted(AlertId id);                        // Delete
    void chosen(AlertId id);                              // Enter, double click
    void menuWanted(AlertId id, const QPoint &globalPos); // Menu, right click

protected:
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyboardSearch(const QString &) override {} // letters are the program's shortcuts
    void focusInEvent(QFocusEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void tellLooked();
    AlertId idAt(const QModelIndex &index) const { return m_model.row(index.row()).entry.alert.id; }

    AlertsModel &m_model;
    AlertDelegate *m_delegate;
    Exposure m_exposure;
};

#pragma once

#include "ui/settings/feedline.h"
#include "ui/style/controls.h"
#include "ui/style/rowlist.h"

// One feed of the list: dot, name, language, how it fares, and its switch; while the pointer is over it, or
// it has the focus, the buttons of what else can be done. All of that is in its menu too.
class FeedRow : public ListRow
{
    Q_OBJECT
public:
    FeedRow(UiTheme &theme, const FeedEntry &entry, QWidget *parent);

    const FeedEntry &entry() const { return m_entry; }
    void show(const FeedEntry &entry, const FeedLine &line);

signals:
    void switched(bool on);
    void menuWanted(const QPoint &at); // global

protected:
    void paintEvent(QPaintEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QString name() const;

    FeedEntry m_entry;
    FeedLine m_line;
    Toggle *m_toggle;
    IconButton *m_edit, *m_remove;
};

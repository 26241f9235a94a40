#pragma once

#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QKeySequence>
#include <QMenu>

// A context menu of our own paint: rows of 26, icons of 14, keys at the right; radius 8 where the desktop
// composes. A checked action shows the check in place of its icon.
class Menu : public QMenu
{
    Q_OBJECT
public:
    explicit Menu(UiTheme &theme, QWidget *parent = nullptr);
    // The key is shown, not bound: the pane's own key handling decides, and two shortcuts for one key would
    // cancel each other.
    QAction *add(Icon icon, const QString &text, const QKeySequence &shownKey = {});
    QAction *add(const QString &text, const QKeySequence &shownKey = {});
    Menu *addSub(Icon icon, const QString &text);

protected:
    void paintEvent(QPaintEvent *) override;

private:
    void paintAction(QPainter &painter, const QAction &action, const QRect &box) const;
    UiTheme &m_theme;
};

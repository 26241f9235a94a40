#pragma once

#include "ui/style/theme.h"

#include <QFrame>

// A window of our own paint that closes with Esc or a click elsewhere; radius 8 where the desktop composes.
// Deletes itself.
class Popup : public QFrame
{
    Q_OBJECT
public:
    Popup(UiTheme &theme, const QString &name, QWidget *parent);
    // Below `anchor` (above it where there is no room), right edges aligned, wholly on its screen; over the
    // middle of a window.
    void openBelow(QWidget *anchor);

protected:
    void paintEvent(QPaintEvent *) override;
    UiTheme &m_theme;
};

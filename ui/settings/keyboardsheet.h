#pragma once

#include "ui/style/theme.h"

#include <QDialog>
#include <QKeySequence>
#include <QList>

// One line of the sheet: what it does and the keys, each shown as a cap. The shell gives the list it binds,
// so that the sheet can't promise a key that isn't there.
struct KeyLine
{
    QString section; // "Views", "News", "Prices", "Window"
    QString action;
    QStringList keys; // "Ctrl 1", "J"
};

class KeyboardSheet : public QDialog
{
    Q_OBJECT
public:
    KeyboardSheet(UiTheme &theme, const QList<KeyLine> &lines, QWidget *parent);
};

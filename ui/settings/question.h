#pragma once

#include "ui/style/theme.h"

#include <QDialog>

class QHBoxLayout;

// Asks before something that can't be undone: says what will change and what won't; Cancel has the focus.
// accepted() is the yes. Deletes itself.
class Question : public QDialog
{
    Q_OBJECT
public:
    Question(UiTheme &theme, const QString &title, const QString &question, const QString &words,
             const QString &yes, QWidget *parent);

protected:
    QHBoxLayout *m_answers; // at its left there is room
};

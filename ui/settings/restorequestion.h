#pragma once

#include "ui/style/theme.h"

#include <QCheckBox>
#include <QDialog>

// "Restore the defaults of General?": names what changes and what doesn't; Cancel has the focus. Deletes
// itself.
class RestoreQuestion : public QDialog
{
    Q_OBJECT
public:
    RestoreQuestion(UiTheme &theme, const QString &page, const QString &names, QWidget *parent);
    bool allPages() const { return m_allPages->isChecked(); }

private:
    QCheckBox *m_allPages;
};

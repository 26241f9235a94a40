#pragma once

#include "ui/settings/question.h"

#include <QCheckBox>

// "Restore the defaults of General?": names what changes and what doesn't; "All pages" is a check box.
class RestoreQuestion : public Question
{
    Q_OBJECT
public:
    RestoreQuestion(UiTheme &theme, const QString &page, const QString &names, QWidget *parent);
    bool allPages() const { return m_allPages->isChecked(); }

private:
    QCheckBox *m_allPages;
};

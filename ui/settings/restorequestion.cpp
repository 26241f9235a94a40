#include "ui/settings/restorequestion.h"

#include <QHBoxLayout>

RestoreQuestion::RestoreQuestion(UiTheme &theme, const QString &page, const QString &names, QWidget *parent)
    : Question(theme, tr("Restore defaults"), tr("Restore the defaults of %1?").arg(page),
               tr("%1 go back to how Wickpost came. The other pages and everything stored are not touched.")
                   .arg(names),
               tr("Restore"), parent),
      m_allPages(new QCheckBox(tr("All pages"), this))
{
    m_answers->insertWidget(0, m_allPages);
}

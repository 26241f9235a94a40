#include "ui/settings/restorequestion.h"

#include "ui/style/controls.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

RestoreQuestion::RestoreQuestion(UiTheme &theme, const QString &page, const QString &names, QWidget *parent)
    : QDialog(parent), m_allPages(new QCheckBox(tr("All pages"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Restore defaults"));
    setFixedWidth(theme.px(410));
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(20, 18, 20, 16);
    rows->setSpacing(10);
    const auto label = [&](const QString &text, const char *role) {
        auto *made = new QLabel(text, this);
        made->setTextFormat(Qt::PlainText);
        made->setWordWrap(true);
        made->setProperty("role", QLatin1String(role));
        rows->addWidget(made);
    };
    label(tr("Restore the defaults of %1?").arg(page), "title");
    label(tr("%1 go back to how Wickpost came. The other pages and everything stored are not touched.")
              .arg(names),
          "secondary");
    auto *line = new QHBoxLayout;
    line->addWidget(m_allPages);
    line->addStretch();
    auto *cancel = new QPushButton(tr("Cancel"), this);
    auto *restore = new QPushButton(tr("Restore"), this);
    restore->setProperty("primary", true);
    restore->setAutoDefault(false);
    line->addWidget(cancel);
    line->addWidget(restore);
    rows->addLayout(line);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(restore, &QPushButton::clicked, this, &QDialog::accept);
    cancel->setDefault(true);
    cancel->setFocus(); // the harmless answer
    new FocusRing(theme, this);
}

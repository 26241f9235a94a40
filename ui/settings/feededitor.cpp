#include "ui/settings/feededitor.h"

#include "ui/style/controls.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

FeedEditor::FeedEditor(UiTheme &theme, const FeedEntry &entry, const QList<FeedEntry> &others, Save save,
                       QWidget *parent)
    : QDialog(parent),
      m_form(new FeedForm(theme, FeedForm::Length::Long, others, this)),
      m_save(std::move(save))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Edit feed"));
    setFixedWidth(theme.px(410));
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(20, 18, 20, 16);
    rows->setSpacing(12);
    auto *title = new QLabel(tr("Edit %1").arg(entry.info.source), this);
    title->setTextFormat(Qt::PlainText);
    title->setProperty("role", QStringLiteral("title"));
    rows->addWidget(title);
    rows->addWidget(m_form);
    auto *line = new QHBoxLayout;
    line->addStretch();
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    auto *done = new QPushButton(tr("Save"), this);
    done->setProperty("primary", true);
    done->setDefault(true);
    line->addWidget(cancel);
    line->addWidget(done);
    rows->addLayout(line);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(done, &QPushButton::clicked, this, &FeedEditor::save);
    m_form->setEntry(entry);
    m_form->focusName();
    new FocusRing(theme, this);
}

void FeedEditor::save()
{
    const QString problem = m_save(m_form->entry());
    if (problem.isEmpty())
        accept();
    else
        m_form->setProblem(problem);
}

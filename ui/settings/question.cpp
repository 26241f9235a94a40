#include "ui/settings/question.h"

#include "ui/style/controls.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

Question::Question(UiTheme &theme, const QString &title, const QString &question, const QString &words,
                   const QString &yes, QWidget *parent)
    : QDialog(parent), m_answers(new QHBoxLayout)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
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
    label(question, "title");
    label(words, "secondary");
    auto *cancel = new QPushButton(tr("Cancel"), this);
    auto *accept = new QPushButton(yes, this);
    accept->setProperty("primary", true);
    accept->setAutoDefault(false);
    m_answers->addStretch();
    m_answers->addWidget(cancel);
    m_answers->addWidget(accept);
    rows->addLayout(m_answers);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(accept, &QPushButton::clicked, this, &QDialog::accept);
    cancel->setDefault(true);
    cancel->setFocus(); // the harmless answer
    new FocusRing(theme, this);
}

#include "ui/alerts/alerteditor.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>

AlertEditor::AlertEditor(AlertBook &book, AlertEngine &engine, QuoteBoard &board,
                         const AssetDirectory &assets, UiTheme &theme, QWidget *parent)
    : Popup(theme, tr("Alert"), parent),
      m_title(new QLabel(this)),
      m_form(new AlertForm(book, engine, board, assets, theme, AlertForm::Style::Full, this)),
      m_save(new QPushButton(this))
{
    m_title->setProperty("role", QStringLiteral("title"));
    m_title->setTextFormat(Qt::PlainText);
    m_save->setProperty("primary", true);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    for (QPushButton *button : {m_save, cancel})
        button->setAutoDefault(false);
    auto *answers = new QHBoxLayout;
    answers->setSpacing(8);
    answers->addStretch(1);
    answers->addWidget(cancel);
    answers->addWidget(m_save);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 14);
    column->setSpacing(12);
    column->addWidget(m_title);
    column->addWidget(m_form);
    column->addLayout(answers);
    setFixedWidth(theme.px(410));
    connect(m_save, &QPushButton::clicked, this, &AlertEditor::save);
    connect(m_form, &AlertForm::submitted, this, &AlertEditor::save);
    connect(cancel, &QPushButton::clicked, this, &QWidget::close);
}

void AlertEditor::begin(const AssetId &asset, const std::optional<Decimal> &level)
{
    m_title->setText(tr("New alert"));
    m_save->setText(tr("Add"));
    m_form->begin(asset, level);
}

void AlertEditor::edit(const Alert &alert)
{
    m_title->setText(tr("Edit alert"));
    m_save->setText(tr("Save"));
    m_form->edit(alert);
}

void AlertEditor::save()
{
    if (m_form->save())
        close();
}

void AlertEditor::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        Popup::keyPressEvent(event);
}

void AlertEditor::showEvent(QShowEvent *event)
{
    Popup::showEvent(event);
    m_form->focusFirst();
}

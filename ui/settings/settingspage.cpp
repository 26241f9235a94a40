#include "ui/settings/settingspage.h"

#include <QHBoxLayout>

SettingsPage::SettingsPage(SettingsServices &services, const QString &title, const QString &footer,
                           QWidget *parent)
    : QWidget(parent), m_services(services), m_rows(new QVBoxLayout(this)), m_title(title), m_footer(footer)
{
    m_rows->setContentsMargins(24, 20, 24, 12);
    m_rows->setSpacing(6);
    setAccessibleName(title);
}

QLabel *SettingsPage::words(const QString &text, const char *role)
{
    auto *label = new QLabel(text, this);
    label->setTextFormat(Qt::PlainText);
    label->setProperty("role", QLatin1String(role));
    return label;
}

void SettingsPage::addTitle(QWidget *atRight, QWidget *behind)
{
    auto *line = new QHBoxLayout;
    line->setSpacing(10);
    line->addWidget(words(m_title, "title"));
    if (behind)
        line->addWidget(behind);
    line->addStretch();
    if (atRight)
        line->addWidget(atRight);
    m_rows->addLayout(line);
    m_rows->addSpacing(6);
}

void SettingsPage::addHeading(const QString &text)
{
    m_rows->addSpacing(6);
    m_rows->addWidget(words(text, "heading"));
}

QLabel *SettingsPage::addRow(const QString &text, const QString &second,
                             std::initializer_list<QWidget *> controls)
{
    auto *line = new QHBoxLayout;
    line->setSpacing(10);
    auto *label = words(text, "text");
    if (second.isEmpty()) {
        line->addWidget(label);
    } else {
        auto *both = new QVBoxLayout;
        both->setSpacing(0);
        both->addWidget(label);
        auto *below = words(second, "meta");
        below->setWordWrap(true);
        both->addWidget(below);
        line->addLayout(both, 1);
    }
    line->addStretch();
    for (QWidget *control : controls)
        line->addWidget(control);
    auto *row = new QWidget(this);
    row->setLayout(line);
    line->setContentsMargins(0, 0, 0, 0);
    row->setMinimumHeight(m_services.theme.px(second.isEmpty() ? 28 : 32));
    m_rows->addWidget(row);
    return label;
}

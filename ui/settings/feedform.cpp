#include "ui/settings/feedform.h"

#include <QCompleter>
#include <QGridLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace {
QStringList distinct(const QList<FeedEntry> &feeds, const std::function<QString(const FeedEntry &)> &of)
{
    QStringList all;
    for (const FeedEntry &feed : feeds)
        if (const QString value = of(feed); !value.isEmpty() && !all.contains(value))
            all.append(value);
    return all;
}

QString zoneText(int minutes)
{
    if (minutes == 0)
        return u"UTC"_s;
    const int size = std::abs(minutes);
    const QString hours = u"UTC%1%2"_s.arg(QChar(minutes < 0 ? u'−' : u'+')).arg(size / 60);
    return size % 60 == 0 ? hours : hours + u":%1"_s.arg(size % 60, 2, 10, QChar(u'0'));
}

// Chooses the entry of this value, made for it where the list has none.
void choose(QComboBox &combo, const QVariant &value, const QString &text)
{
    int index = combo.findData(value);
    if (index < 0) {
        combo.addItem(text, value);
        index = combo.count() - 1;
    }
    combo.setCurrentIndex(index);
}
} // namespace

FeedForm::FeedForm(UiTheme &theme, Length length, const QList<FeedEntry> &others, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_rows(new QGridLayout(this)), m_problem(new QLabel(this))
{
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setHorizontalSpacing(12);
    m_rows->setVerticalSpacing(6);
    m_rows->setColumnStretch(1, 1);
    m_name = addField(tr("Name"));
    if (length == Length::Long)
        m_address = addField(tr("Address"));
    m_language =
        addField(tr("Language"), distinct(others, [](const FeedEntry &f) { return f.info.language; }));
    m_language->setPlaceholderText(tr("en, zh, … empty: unknown"));
    m_group = addField(tr("Group"), distinct(others, [](const FeedEntry &f) { return f.group; }));
    m_group->setPlaceholderText(tr("Your feeds"));
    m_kind = addChoice(tr("Kind"));
    using Kind = FeedEntry::Kind;
    for (const auto &[kind, name] :
         {std::pair(Kind::News, tr("News")), std::pair(Kind::Flashes, tr("Flashes: every 1 to 3 min")),
          std::pair(Kind::Announcements, tr("Announcements of an exchange")),
          std::pair(Kind::Project, tr("A project's or company's own"))})
        m_kind->addItem(name, static_cast<int>(kind));
    if (length == Length::Long) {
        m_weight = addChoice(tr("Counts in Trending"));
        for (const auto &[weight, name] :
             {std::pair(0.5, tr("half")), std::pair(0.8, tr("less")), std::pair(1.0, tr("as usual")),
              std::pair(1.2, tr("more")), std::pair(1.5, tr("most"))})
            m_weight->addItem(name, weight);
        m_zone = addChoice(tr("Dates without a zone"));
        for (int hours = -12; hours <= 14; ++hours)
            m_zone->addItem(zoneText(hours * 60), hours * 60);
    }
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->setProperty("role", QStringLiteral("error"));
    m_problem->hide();
    m_rows->addWidget(m_problem, m_rows->rowCount(), 1);
}

void FeedForm::addRow(const QString &name, QWidget *field)
{
    auto *label = new QLabel(name, this);
    label->setTextFormat(Qt::PlainText);
    label->setProperty("role", QStringLiteral("secondary"));
    label->setBuddy(field);
    const int row = m_rows->rowCount();
    m_rows->addWidget(label, row, 0);
    m_rows->addWidget(field, row, 1);
}

QLineEdit *FeedForm::addField(const QString &name, const QStringList &known)
{
    auto *field = new QLineEdit(this);
    field->setAccessibleName(name);
    if (!known.isEmpty()) {
        auto *completer = new QCompleter(known, field);
        completer->setCaseSensitivity(Qt::CaseInsensitive);
        completer->setFilterMode(Qt::MatchContains);
        field->setCompleter(completer);
    }
    addRow(name, field);
    return field;
}

Combo *FeedForm::addChoice(const QString &name)
{
    auto *combo = new Combo(m_theme, name, this);
    addRow(name, combo);
    return combo;
}

void FeedForm::setEntry(const FeedEntry &entry)
{
    m_entry = entry;
    m_name->setText(entry.info.source);
    m_language->setText(entry.info.language);
    m_group->setText(entry.group);
    choose(*m_kind, static_cast<int>(entry.kind), {});
    if (m_address)
        m_address->setText(entry.info.url.toDisplayString());
    if (m_weight)
        choose(*m_weight, entry.weight, QString::number(entry.weight));
    if (m_zone)
        choose(*m_zone, entry.info.zoneOffsetMinutes, zoneText(entry.info.zoneOffsetMinutes));
    setProblem({});
}

FeedEntry FeedForm::entry() const
{
    FeedEntry entry = m_entry;
    entry.info.source = m_name->text().simplified();
    entry.info.language = m_language->text().simplified().toLower();
    entry.group = m_group->text().simplified();
    const auto kind = static_cast<FeedEntry::Kind>(m_kind->currentData().toInt());
    if (kind != entry.kind)
        setFeedKind(entry, kind);
    if (m_address && m_address->text() != m_entry.info.url.toDisplayString())
        entry.info.url = feedAddress(m_address->text(), {}).value_or(QUrl());
    if (m_weight)
        entry.weight = m_weight->currentData().toDouble();
    if (m_zone)
        entry.info.zoneOffsetMinutes = m_zone->currentData().toInt();
    return entry;
}

void FeedForm::setProblem(const QString &problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    setAccessibleDescription(problem);
}

void FeedForm::focusName()
{
    m_name->setFocus(Qt::OtherFocusReason);
    m_name->selectAll();
}

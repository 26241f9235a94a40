#include "ui/settings/addfeedpanel.h"

#include "app/news/feedwords.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QStyle>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

AddFeedPanel::AddFeedPanel(UiTheme &theme, Find find, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_find(std::move(find)),
      m_address(new QLineEdit(this)),
      m_look(new QPushButton(tr("Look"), this)),
      m_said(label({}, "secondary")),
      m_rows(new QVBoxLayout(this))
{
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(8);
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    m_address->setPlaceholderText(tr("Address of a feed or a site, such as example.com"));
    m_address->setAccessibleName(tr("Address of a feed or a site"));
    line->addWidget(m_address, 1);
    m_look->setAutoDefault(false);
    line->addWidget(m_look);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    line->addWidget(cancel);
    m_rows->addLayout(line);
    m_rows->addWidget(m_said);
    m_rows->addStretch();
    connect(m_address, &QLineEdit::returnPressed, this, &AddFeedPanel::look);
    connect(m_look, &QPushButton::clicked, this, &AddFeedPanel::look);
    connect(cancel, &QPushButton::clicked, this, [this] {
        m_search.reset();
        emit cancelled();
    });
}

QLabel *AddFeedPanel::label(const QString &text, const char *role)
{
    auto *made = new QLabel(text, this);
    made->setTextFormat(Qt::PlainText); // headlines come from strangers
    made->setWordWrap(true);
    made->setProperty("role", QLatin1String(role));
    return made;
}

void AddFeedPanel::say(const QString &words, const char *role)
{
    m_said->setText(words);
    m_said->setProperty("role", QLatin1String(role));
    m_said->style()->unpolish(m_said);
    m_said->style()->polish(m_said);
}

void AddFeedPanel::open(const QList<FeedEntry> &listed)
{
    m_listed = listed;
    m_search.reset();
    clearFound();
    m_address->clear();
    m_address->setEnabled(m_find != nullptr);
    m_look->setEnabled(m_find != nullptr);
    say(m_find ? tr("Shows what the feed brings before it is added.")
               : tr("Nothing is fetched in demo mode, so no feed can be looked at."),
        "secondary");
    m_address->setFocus(Qt::OtherFocusReason);
}

void AddFeedPanel::look()
{
    const QString typed = m_address->text().trimmed();
    if (!m_find || typed.isEmpty())
        return;
    clearFound();
    say(tr("Looking …"), "secondary");
    m_look->setEnabled(false);
    m_search = m_find(typed, [this](const Result<FoundFeed> &result) { found(result); });
}

void AddFeedPanel::found(const Result<FoundFeed> &found)
{
    m_look->setEnabled(true);
    if (!found)
        return say(found.error().detail, "error");
    showFound(*found);
}

void AddFeedPanel::showFound(const FoundFeed &found)
{
    m_shown = found;
    QStringList facts{found.format, found.items == 1 ? tr("1 item") : tr("%1 items").arg(found.items)};
    if (const QString pace = feedPace(found.itemsPerDay); !pace.isEmpty())
        facts.append(pace);
    const bool there = found.listed && found.entry.on && !found.entry.removed;
    say(there ? tr("This feed is in the list already.") : facts.join(u" · "_s), "secondary");

    m_found = new QWidget(this);
    auto *rows = new QVBoxLayout(m_found);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(4);
    rows->addWidget(label(found.entry.info.url.toDisplayString(QUrl::RemoveUserInfo), "meta"));
    for (const QString &headline : found.headlines)
        rows->addWidget(label(u"•  "_s + headline, "text"));
    for (const QUrl &other : found.others)
        rows->addWidget(label(tr("The site also has %1").arg(other.toDisplayString()), "meta"));
    if (!there) {
        rows->addSpacing(6);
        m_form = new FeedForm(m_theme, FeedForm::Length::Short, m_listed, m_found);
        m_form->setEntry(found.entry);
        rows->addWidget(m_form);
        auto *line = new QHBoxLayout;
        line->addStretch();
        auto *add = new QPushButton(found.listed ? tr("Switch on") : tr("Add feed"), m_found);
        add->setProperty("primary", true);
        add->setAutoDefault(false);
        connect(add, &QPushButton::clicked, this, [this] { emit addWanted(m_form->entry()); });
        line->addWidget(add);
        rows->addLayout(line);
    }
    m_rows->insertWidget(2, m_found);
    if (m_form)
        m_form->focusName();
}

void AddFeedPanel::setProblem(const QString &problem)
{
    if (m_form)
        m_form->setProblem(problem);
    else
        say(problem, "error");
}

void AddFeedPanel::clearFound()
{
    if (m_found) {
        m_found->hide(); // now; what it is under way with may still need it
        m_found->deleteLater();
    }
    m_found = nullptr;
    m_form = nullptr;
}

void AddFeedPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape)
        return QWidget::keyPressEvent(event);
    m_search.reset();
    emit cancelled();
}

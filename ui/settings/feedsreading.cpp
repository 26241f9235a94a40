// What FeedsPage says of reading: how often feeds are asked, what a read mark is set on, what is kept.
#include "app/news/articlestore.h"
#include "app/news/userfeeds.h"
#include "ui/settings/feedspage.h"
#include "ui/settings/question.h"

Combo *FeedsPage::choice(const QString &name, const QList<QPair<QString, int>> &values, int Settings::*field)
{
    auto *combo = new Combo(m_services.theme, name, this);
    for (const auto &[text, value] : values)
        combo->addItem(text, value);
    const auto show = [combo, field](const Settings &now) {
        int index = combo->findData(now.*field);
        if (index < 0) { // what the file says and the list lacks
            combo->addItem(QString::number(now.*field), now.*field);
            index = combo->count() - 1;
        }
        combo->setCurrentIndex(index);
    };
    show(settings());
    connect(combo, &QComboBox::activated, this,
            [this, combo, field] { change([&](Settings &s) { s.*field = combo->currentData().toInt(); }); });
    connect(&m_services.settings, &SettingsFile::changed, combo,
            [show](const Settings &now, const Settings &) { show(now); });
    return combo;
}

Toggle *FeedsPage::flag(const QString &name, bool Settings::*field)
{
    auto *toggle = new Toggle(m_services.theme, name, this);
    toggle->setChecked(settings().*field);
    connect(toggle, &Toggle::clicked, this,
            [this, toggle, field] { change([&](Settings &s) { s.*field = toggle->isChecked(); }); });
    connect(&m_services.settings, &SettingsFile::changed, toggle,
            [toggle, field](const Settings &now, const Settings &) { toggle->setChecked(now.*field); });
    return toggle;
}

void FeedsPage::addReading()
{
    QVBoxLayout *page = std::exchange(m_rows, new QVBoxLayout(m_reading));
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(page->spacing());
    addHeading(tr("Reading"));
    addRow(tr("Check every"), tr("Flashes every 1 to 3 min; never faster than a site asks for."),
           {choice(tr("Check every"),
                   {{tr("5 min"), 300'000},
                    {tr("10 min"), 600'000},
                    {tr("15 min"), 900'000},
                    {tr("30 min"), 1'800'000},
                    {tr("1 h"), 3'600'000}},
                   &Settings::newsEveryMs)});
    addRow(tr("Read an event as a whole"), tr("Reading one report marks the others of its event read."),
           {flag(tr("Read an event as a whole"), &Settings::readMarksEvent)});
    auto *forget = new QPushButton(tr("Forget…"), this);
    forget->setAccessibleName(tr("Forget what I opened"));
    forget->setToolTip(tr("Forget what I opened"));
    forget->setProperty("small", true);
    forget->setAutoDefault(false);
    connect(forget, &QPushButton::clicked, this, &FeedsPage::forgetReading);
    addRow(tr("Heed what I open"),
           tr("“You may also like” prefers what you read. Known on this computer alone."),
           {forget, flag(tr("Heed what I open"), &Settings::useReadingHistory)});
    auto *days = choice(tr("Keep texts for"),
                        {{tr("7 days"), 7},
                         {tr("14 days"), 14},
                         {tr("30 days"), 30},
                         {tr("90 days"), 90},
                         {tr("1 year"), 365},
                         {tr("forever"), 36'500}},
                        &Settings::keepTextDays);
    auto *size = choice(tr("Size of all texts at most"),
                        {{tr("50 MB"), 50},
                         {tr("100 MB"), 100},
                         {tr("200 MB"), 200},
                         {tr("500 MB"), 500},
                         {tr("1 GB"), 1000},
                         {tr("no limit"), 100'000}},
                        &Settings::keepTextMb);
    addRow(tr("Keep texts"), tr("Headlines and prices: forever. Saved stories keep their texts."),
           {days, words(tr("at most"), "secondary"), size});
    m_rows = page;
}

void FeedsPage::forgetReading()
{
    auto *ask = new Question(m_services.theme, tr("Forget what I opened"), tr("Forget what you opened?"),
                             tr("“You may also like” starts afresh. Stories, read marks and saved stories "
                                "are not touched. It can't be undone."),
                             tr("Forget"), this);
    connect(ask, &QDialog::accepted, this, [this] {
        m_services.articles.forgetReading();
        m_notice->tell(tr("What you opened is forgotten."));
    });
    ask->open();
}

QString FeedsPage::restoredNames() const
{
    return tr(
        "The shipped feeds, how often they are asked, what is marked read, whether it is heeded and how "
        "long texts are kept (your own feeds stay)");
}

void FeedsPage::restore(Settings &settings, const Settings &defaults) const
{
    settings.newsEveryMs = defaults.newsEveryMs;
    settings.readMarksEvent = defaults.readMarksEvent;
    settings.useReadingHistory = defaults.useReadingHistory;
    settings.keepTextDays = defaults.keepTextDays;
    settings.keepTextMb = defaults.keepTextMb;
    std::ignore = m_services.feeds.restoreShipped();
}

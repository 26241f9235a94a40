#include "ui/settings/feedspage.h"

#include "app/news/articlestore.h"
#include "app/news/opml.h"
#include "app/news/userfeeds.h"
#include "ui/settings/feededitor.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QSaveFile>

FeedsPage::FeedsPage(SettingsServices &services, QWidget *parent)
    : SettingsPage(services, tr("News feeds"), tr("Changes apply at once."), parent),
      m_opml(new QPushButton(tr("OPML…"), this)),
      m_add(new QPushButton(tr("Add feed"), this)),
      m_panel(new AddFeedPanel(services.theme, services.demo ? nullptr : services.findFeed, this)),
      m_fileNotice(words({}, "warning")),
      m_notice(new PageNotice(services.theme, services.clock, this)),
      m_list(new FeedsList(services, this)),
      m_reading(new QWidget(this))
{
    auto *right = new QWidget(this);
    auto *line = new QHBoxLayout(right);
    line->setContentsMargins(0, 0, 0, 0);
    for (QPushButton *button : {m_opml, m_add}) {
        button->setProperty("small", true);
        button->setAutoDefault(false);
        line->addWidget(button);
    }
    const auto icons = [this] {
        const Tokens &tokens = m_services.theme.tokens();
        m_add->setIcon(makeIcon(Icon::Plus, tokens.text, tokens.text, tokens.textDisabled));
    };
    icons();
    addTitle(right);
    m_fileNotice->setWordWrap(true);
    m_rows->addWidget(m_fileNotice);
    m_rows->addWidget(m_panel, 1);
    m_rows->addWidget(m_list, 1);
    m_rows->addWidget(m_notice);
    m_rows->addWidget(m_reading);
    addReading();
    showPanel(false);

    connect(m_add, &QPushButton::clicked, this, [this] { showPanel(true); });
    connect(m_opml, &QPushButton::clicked, this, &FeedsPage::openOpmlMenu);
    connect(m_panel, &AddFeedPanel::cancelled, this, [this] { showPanel(false); });
    connect(m_panel, &AddFeedPanel::addWanted, this, &FeedsPage::add);
    connect(m_list, &FeedsList::switched, this,
            [this](const FeedId &id, bool on) { told(m_services.feeds.setOn(id, on)); });
    connect(m_list, &FeedsList::editWanted, this, &FeedsPage::edit);
    connect(m_list, &FeedsList::removeWanted, this, &FeedsPage::remove);
    connect(m_list, &FeedsList::menuWanted, this, &FeedsPage::openMenu);
    connect(&services.feeds, &UserFeeds::noticeChanged, this, &FeedsPage::showFileNotice);
    connect(&services.theme, &UiTheme::changed, this, icons);
    showFileNotice();
}

void FeedsPage::showFileNotice()
{
    m_fileNotice->setText(m_services.feeds.notice());
    m_fileNotice->setVisible(!m_services.feeds.notice().isEmpty());
}

// ---- What is done to feeds ----

void FeedsPage::told(const Result<void> &done)
{
    if (!done)
        m_notice->tell(done.error().detail);
}

void FeedsPage::showPanel(bool shown)
{
    m_panel->setVisible(shown);
    m_list->setVisible(!shown);
    m_reading->setVisible(!shown);
    m_add->setEnabled(!shown);
    if (shown)
        m_panel->open(m_services.feeds.feeds());
    else
        m_add->setFocus(Qt::OtherFocusReason);
}

void FeedsPage::add(const FeedEntry &entry)
{
    const auto id = m_services.feeds.add(entry);
    if (!id)
        return m_panel->setProblem(id.error().detail);
    // A listed feed was switched on as the list has it; the fields may say otherwise.
    FeedEntry wanted = *m_services.feeds.feed(*id);
    wanted.info.source = entry.info.source;
    wanted.info.language = entry.info.language;
    wanted.group = entry.group;
    if (const auto edited = m_services.feeds.edit(*id, wanted); !edited)
        return m_panel->setProblem(edited.error().detail);
    showPanel(false);
    m_notice->offerUndo(tr("%1 added.").arg(entry.info.source), [this, id = *id] {
        told(m_services.feeds.remove(id).map([](const RemovedFeed &) {}));
    });
}

void FeedsPage::edit(const FeedId &id)
{
    const auto entry = m_services.feeds.feed(id);
    if (!entry)
        return;
    auto *editor = new FeedEditor(
        m_services.theme, *entry, m_services.feeds.feeds(),
        [this, id](const FeedEntry &edited) {
            const auto done = m_services.feeds.edit(id, edited);
            return done ? QString() : done.error().detail;
        },
        this);
    editor->open();
}

void FeedsPage::remove(const FeedId &id)
{
    const auto removed = m_services.feeds.remove(id);
    if (!removed)
        return m_notice->tell(removed.error().detail);
    m_notice->offerUndo(tr("%1 removed. Its stories stay.").arg(removed->source),
                        [this, removed = *removed] { told(m_services.feeds.restore(removed)); });
}

void FeedsPage::setHidden(const QString &source, bool hidden)
{
    m_services.articles.setMuted(source, hidden); // rearranged() follows
    m_notice->offerUndo(hidden ? tr("Stories from %1 are hidden; they are still fetched.").arg(source)
                               : tr("Stories from %1 are shown again.").arg(source),
                        [this, source, hidden] { m_services.articles.setMuted(source, !hidden); });
}

void FeedsPage::openMenu(const FeedId &id, const QPoint &at)
{
    const auto entry = m_services.feeds.feed(id);
    if (!entry)
        return;
    const QString source = entry->info.source;
    const bool hidden = m_list->isHiddenSource(source);
    auto *menu = new Menu(m_services.theme, this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->add(Icon::Sliders, tr("Edit…"), QKeySequence(Qt::Key_Return)), &QAction::triggered, this,
            [this, id] { edit(id); });
    QAction *check = menu->add(Icon::Refresh, tr("Check now"));
    check->setEnabled(entry->on && !m_services.demo);
    connect(check, &QAction::triggered, this, [this, id] { m_services.news.refresh({id}); });
    connect(menu->add(hidden ? Icon::Eye : Icon::EyeOff, hidden ? tr("Show stories from %1").arg(source)
                                                                : tr("Hide stories from %1").arg(source)),
            &QAction::triggered, this, [this, source, hidden] { setHidden(source, !hidden); });
    menu->addSeparator();
    connect(
        menu->add(Icon::Trash, tr("Remove"), QKeySequence(Qt::Key_Delete)), &QAction::triggered, this,
        [this, id] { remove(id); }, Qt::QueuedConnection);
    menu->popup(at);
}

// ---- OPML ----

void FeedsPage::openOpmlMenu()
{
    auto *menu = new Menu(m_services.theme, this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->add(Icon::ArrowDown, tr("Import feeds…")), &QAction::triggered, this,
            [this] { chooseFile(true); });
    connect(menu->add(Icon::ArrowUp, tr("Export feeds…")), &QAction::triggered, this,
            [this] { chooseFile(false); });
    menu->popup(m_opml->mapToGlobal(QPoint(0, m_opml->height())));
}

void FeedsPage::chooseFile(bool import)
{
    auto *dialog = new QFileDialog(this, import ? tr("Import feeds") : tr("Export feeds"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setNameFilters({tr("Feed lists (*.opml *.xml)"), tr("All files (*)")});
    dialog->setFileMode(import ? QFileDialog::ExistingFile : QFileDialog::AnyFile);
    dialog->setAcceptMode(import ? QFileDialog::AcceptOpen : QFileDialog::AcceptSave);
    if (!import) {
        dialog->setDefaultSuffix(QStringLiteral("opml"));
        dialog->selectFile(QStringLiteral("wickpost.opml"));
    }
    connect(dialog, &QFileDialog::fileSelected, this, import ? &FeedsPage::importFrom : &FeedsPage::exportTo);
    dialog->open();
}

void FeedsPage::importFrom(const QString &path)
{
    const QString name = QFileInfo(path).fileName();
    const auto import = readOpmlFile(path).and_then([&](const QByteArray &opml) {
        return m_services.feeds.importOpml(opml, QFileInfo(path).absolutePath(), name);
    });
    if (!import)
        return m_notice->tell(import.error().detail);
    QStringList parts{import->added.size() == 1 ? tr("1 feed added")
                                                : tr("%1 feeds added").arg(import->added.size())};
    if (!import->known.isEmpty())
        parts.append(tr("%1 there already").arg(import->known.size()));
    QString words = parts.join(QStringLiteral(", ")) + u'.';
    if (!import->problems.isEmpty())
        words += u' ' + tr("Not usable: %1").arg(import->problems.first());
    if (import->problems.size() > 1)
        words += tr(", and %1 more").arg(import->problems.size() - 1);
    m_notice->tell(words);
}

void FeedsPage::exportTo(const QString &path)
{
    QSaveFile file(path);
    const QByteArray opml = m_services.feeds.exportOpml();
    const bool done = file.open(QIODevice::WriteOnly) && file.write(opml) == opml.size() && file.commit();
    m_notice->tell(done ? tr("The feeds are in %1.").arg(QFileInfo(path).fileName())
                        : tr("%1 can't be written: %2.").arg(path, file.errorString()));
}

#include "ui/settings/feedslist.h"

#include "app/news/articlestore.h"
#include "app/news/userfeeds.h"

#include <QScrollBar>

using namespace std::chrono;

namespace {
constexpr int rowHeight = 31;
constexpr seconds refreshEvery{5}; // ages in minutes are shown

QString heading(const FeedEntry &entry)
{
    return entry.group.isEmpty() ? FeedsList::tr("Your feeds") : entry.group;
}
} // namespace

FeedsList::FeedsList(SettingsServices &services, QWidget *parent)
    : RowList(services.theme, tr("News feeds"), parent), m_services(services)
{
    setMinimumHeight(services.theme.px(rowHeight) * shownRows + 2);
    // Queued: the row that asks is made anew.
    connect(&services.feeds, &UserFeeds::changed, this, &FeedsList::list, Qt::QueuedConnection);
    connect(&services.news, &NewsRefresher::healthChanged, this, [this](const FeedId &id) {
        if (FeedRow *row = isVisible() ? m_byId.value(id) : nullptr)
            refreshRow(*row);
    });
    connect(&services.articles, &ArticleStore::rearranged, this, &FeedsList::recall);
    connect(
        &services.theme, &UiTheme::changed, this,
        [this] {
            setMinimumHeight(m_services.theme.px(rowHeight) * shownRows + 2);
            m_shown.clear(); // heights are another
            list();
        },
        Qt::QueuedConnection);
}

void FeedsList::showEvent(QShowEvent *event)
{
    RowList::showEvent(event);
    m_shown.clear(); // feeds that are on stand first, as it is now
    list();
    recall();
}

void FeedsList::hideEvent(QHideEvent *event)
{
    RowList::hideEvent(event);
    m_refresh.reset();
}

// The rows stand where they stood while the same feeds are listed under the same names.
void FeedsList::list()
{
    if (!isVisible())
        return;
    QList<FeedId> now;
    for (const FeedEntry &entry : m_services.feeds.feeds())
        now.append(entry.info.id);
    const bool same = now == m_shown && std::all_of(now.cbegin(), now.cend(), [this](const FeedId &id) {
                          return m_byId.value(id)->entry().group == m_services.feeds.feed(id)->group;
                      });
    m_shown = now;
    if (!same)
        rebuild();
    refresh();
}

void FeedsList::rebuild()
{
    const FeedId inFocus = feedInFocus();
    const int scrolled = verticalScrollBar()->value();
    clear();
    m_byId.clear();

    const QList<FeedEntry> &feeds = m_services.feeds.feeds();
    QStringList groups;
    for (const bool shipped : {false, true}) // the user's own first
        for (const FeedEntry &entry : feeds)
            if (m_services.feeds.isShipped(entry.info.id) == shipped && !groups.contains(heading(entry)))
                groups.append(heading(entry));
    for (const QString &group : std::as_const(groups)) {
        bool headed = false;
        for (const bool on : {true, false}) {
            for (const FeedEntry &entry : feeds) {
                if (entry.on != on || heading(entry) != group)
                    continue;
                if (!std::exchange(headed, true))
                    addHeading(group);
                m_byId.insert(entry.info.id, addFeedRow(entry));
            }
        }
    }
    widget()->adjustSize();
    verticalScrollBar()->setValue(scrolled);
    if (FeedRow *row = m_byId.value(inFocus))
        row->setFocus(Qt::OtherFocusReason);
}

FeedId FeedsList::feedInFocus() const
{
    const QWidget *focused = QApplication::focusWidget();
    for (auto row = m_byId.cbegin(); focused && row != m_byId.cend(); ++row)
        if (*row == focused || (*row)->isAncestorOf(focused))
            return row.key();
    return {};
}

FeedRow *FeedsList::addFeedRow(const FeedEntry &entry)
{
    const FeedId id = entry.info.id;
    auto *row = new FeedRow(m_services.theme, entry, this);
    connect(row, &FeedRow::switched, this, [this, id](bool on) { emit switched(id, on); });
    connect(row, &ListRow::activated, this, [this, id] { emit editWanted(id); });
    connect(row, &ListRow::removeRequested, this, [this, row, id] {
        if (row->hasFocus())
            emit row->stepRequested(1); // the focus doesn't fall out of the list
        emit removeWanted(id);
    });
    connect(row, &FeedRow::menuWanted, this, [this, id](const QPoint &at) { emit menuWanted(id, at); });
    add(row);
    return row;
}

void FeedsList::refresh()
{
    if (!isVisible())
        return;
    for (FeedRow *row : std::as_const(m_byId))
        refreshRow(*row);
    m_refresh = m_services.clock.after(refreshEvery, [this] { refresh(); });
}

void FeedsList::refreshRow(FeedRow &row)
{
    const auto entry = m_services.feeds.feed(row.entry().info.id);
    if (!entry)
        return;
    const FeedId &id = entry->info.id;
    const FeedHealth health = entry->on ? m_services.news.health(id) : m_remembered.value(id);
    row.show(*entry, feedLine(*entry, health, m_hidden.contains(entry->info.source), m_services.demo,
                              m_services.theme, m_services.clock.now()));
}

// What the store knows: hidden outlets, and how feeds that are off fared (one may be gone).
void FeedsList::recall()
{
    if (!isVisible())
        return;
    m_mutes = m_services.articles.mutedSources([this](const Result<QStringList> &sources) {
        const QStringList hidden = sources.value_or(QStringList());
        m_hidden = QSet<QString>(hidden.cbegin(), hidden.cend());
        refresh();
    });
    m_recalls.clear();
    for (const FeedEntry &entry : m_services.feeds.feeds()) {
        if (entry.on)
            continue;
        m_recalls.push_back(m_services.articles.validators(
            entry.info.id, [this, info = entry.info](const Result<FeedValidators> &last) {
                m_remembered.insert(info.id, rememberedHealth(last.value_or(FeedValidators{}), info.url));
                if (FeedRow *row = m_byId.value(info.id))
                    refreshRow(*row);
            }));
    }
}

#include "ui/news/newspane.h"

#include "app/base/clock.h"
#include "ui/news/feednotice.h"
#include "ui/news/messagepane.h"
#include "ui/news/skeletonlist.h"
#include "ui/news/storytext.h"
#include "ui/style/controls.h"

#include <QClipboard>
#include <QDateTime>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QStackedWidget>

using namespace std::chrono_literals;

namespace {
enum Tab { Latest, Saved };

// The row above the list, with a rule below it.
class Header : public QWidget
{
public:
    Header(UiTheme &theme, QWidget *parent) : QWidget(parent), m_theme(theme) {}

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.fillRect(QRect(0, height() - 1, width(), 1), m_theme.tokens().border);
    }

private:
    UiTheme &m_theme;
};
} // namespace

NewsPane::NewsPane(ArticleStore &store, NewsRefresher &refresher, SettingsFile &settings, UiTheme &theme,
                   Clock &clock, QWidget *parent)
    : QWidget(parent),
      m_store(store),
      m_refresher(refresher),
      m_settings(settings),
      m_theme(theme),
      m_clock(clock),
      m_model(store),
      m_delegate(theme, clock),
      m_header(new Header(theme, this)),
      m_tabs(new Tabs(theme, m_header)),
      m_unreadOnly(new Pill(theme, Icon::Unread, tr("Unread"), m_header)),
      m_notice(new FeedNotice(refresher, theme, this)),
      m_body(new QStackedWidget(this)),
      m_list(new NewsList(m_model)),
      m_skeleton(new SkeletonList(theme)),
      m_message(new MessagePane(theme)),
      m_arrivals(new QPushButton(m_list))
{
    setProperty("pane", QStringLiteral("surface"));
    setAttribute(Qt::WA_StyledBackground);
    buildHeader(theme);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_notice);
    column->addWidget(m_body, 1);
    for (QWidget *page : {static_cast<QWidget *>(m_list), static_cast<QWidget *>(m_skeleton),
                          static_cast<QWidget *>(m_message)})
        m_body->addWidget(page);
    m_list->setItemDelegate(&m_delegate);
    m_list->setAccessibleName(tr("Stories"));
    m_arrivals->setProperty("primary", true);
    m_arrivals->setProperty("small", true);
    m_arrivals->setFocusPolicy(Qt::NoFocus);
    m_arrivals->hide();
    m_model.setZone(theme.times().zone());
    m_model.setSpoken([this](const StoryRow &row) { return spokenRow(row, m_theme.times(), m_clock.now()); });

    connect(m_list, &NewsList::storyChosen, this, &NewsPane::open);
    connect(m_list, &NewsList::unfoldWanted, &m_model, &ArticleListModel::toggleUnfolded);
    connect(m_list, &NewsList::notPromotionWanted, this, [this](const QModelIndex &index) {
        if (const Story *story = m_model.story(index))
            m_store.setPromotion(story->article.id, false);
    });
    connect(m_list, &NewsList::menuRequested, this, &NewsPane::showMenu);
    connect(m_list, &NewsList::pageKey, this, &NewsPane::pageKey);
    connect(m_list, &NewsList::copyRequested, this, &NewsPane::copyHeadlineAndLink);
    connect(m_list, &NewsList::scrolled, this, [this] {
        if (m_list->atTop())
            m_arrived = 0;
        placeArrivals();
    });
    connect(m_arrivals, &QPushButton::clicked, m_list, &NewsList::scrollToTop);
    connect(m_message, &MessagePane::pressed, this, [this] {
        if (!m_search.isEmpty())
            emit searchCleared();
        else if (m_unreadOnly->isChecked())
            toggleUnreadOnly();
        else
            m_refresher.refreshAll();
    });
    connect(&m_model, &ArticleListModel::stateChanged, this, &NewsPane::showBody);
    connect(&m_model, &StoryRows::rowsChanged, this, &NewsPane::showBody);
    connect(&m_model, &ArticleListModel::arrived, this, &NewsPane::arrive);
    // Whoever has read of an event need not read of it again because one more outlet tells it.
    connect(&m_model, &ArticleListModel::joinedRead, this, [this](const QList<ArticleId> &stories) {
        if (m_settings.settings().readMarksEvent)
            m_store.setRead(stories, true);
    });
    connect(&refresher, &NewsRefresher::healthChanged, this, &NewsPane::showBody);
    connect(&store, &ArticleStore::rearranged, this, &NewsPane::countUnread);
    connect(&store, &ArticleStore::changed, this, [this](const ArticleChanges &changes) {
        countUnread();
        for (const Story &story : changes.updated) {
            if (!m_open || story.article.id != m_open->article.id)
                continue;
            const bool wasRead = std::exchange(m_open, story)->state.read;
            const bool justRead = story.state.read && !wasRead;
            if (justRead && story.clusterSize > 1)
                setRead(story, true);
            emit openStoryChanged(story);
        }
    });
    connect(&settings, &SettingsFile::changed, this, &NewsPane::showBody);
    connect(&theme, &UiTheme::changed, this, [this] {
        m_model.setZone(m_theme.times().zone());
        m_header->setFixedHeight(m_theme.px(40));
        m_list->doItemsLayout();
        armMidnight();
    });
    armMidnight();
    countUnread();
    ask();
}

void NewsPane::buildHeader(UiTheme &theme)
{
    m_tabs->addTab(tr("Latest"));
    m_tabs->addTab(tr("Saved"));
    m_unreadOnly->setToolTip(
        tr("Only unread stories (%1)")
            .arg(QKeySequence(Qt::SHIFT | Qt::Key_U).toString(QKeySequence::NativeText)));
    auto *row = new QHBoxLayout(m_header);
    row->setContentsMargins(12, 0, 10, 1);
    row->addWidget(m_tabs);
    row->addStretch(1);
    row->addWidget(m_unreadOnly);
    m_header->setFixedHeight(theme.px(40));
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int tab) {
        m_unreadOnly->setVisible(tab == Latest);
        ask();
    });
    connect(m_unreadOnly, &QAbstractButton::toggled, this, &NewsPane::ask);
}

void NewsPane::setSearch(const QString &text)
{
    const QString trimmed = text.simplified();
    if (trimmed == m_search)
        return;
    m_search = trimmed;
    ask();
}

void NewsPane::ask()
{
    const bool saved = m_tabs->currentIndex() == Saved;
    StoryQuery query;
    query.savedOnly = saved;
    query.unreadOnly = !saved && m_unreadOnly->isChecked();
    query.folded = !saved;
    query.promoted = query.unreadOnly ? StoryQuery::Promoted::Exclude : StoryQuery::Promoted::Include;
    query.text = m_search;
    query.order = m_search.isEmpty() ? StoryQuery::Order::Newest : StoryQuery::Order::Rank;
    m_delegate.setSearch(m_search);
    m_arrived = 0;
    placeArrivals();
    m_model.ask(query);
}

void NewsPane::setOpenStory(const std::optional<Story> &story)
{
    m_open = story;
    m_delegate.setOpen(story ? story->article.id : ArticleId{});
    // One story may stand in two rows: below its event and as the event. The one it was opened from stays.
    const Story *current = m_model.story(m_list->currentIndex());
    const bool there = story && current && current->article.id == story->article.id;
    if (const QModelIndex index = story ? m_model.indexOf(story->article.id) : QModelIndex();
        index.isValid() && !there)
        m_list->setCurrentIndex(index);
    m_list->viewport()->update();
}

QString NewsPane::tabName() const
{
    return m_tabs->tabText(m_tabs->currentIndex());
}

QWidget *NewsPane::list() const
{
    return m_body->currentWidget() == m_list ? static_cast<QWidget *>(m_list) : m_tabs;
}

QModelIndex NewsPane::currentIndex() const
{
    const Story *current = m_model.story(m_list->currentIndex());
    if (current && m_open && current->article.id == m_open->article.id)
        return m_list->currentIndex();
    const QModelIndex opened = m_open ? m_model.indexOf(m_open->article.id) : QModelIndex();
    return opened.isValid() ? opened : m_list->currentIndex();
}

const Story *NewsPane::current() const
{
    // The keyboard's row counts while the keyboard is in the list; otherwise what is being read.
    const Story *row = m_list->hasFocus() || !m_open ? m_model.story(m_list->currentIndex()) : nullptr;
    return row ? row : m_open ? &*m_open : nullptr;
}

bool NewsPane::hasNeighbour(int direction) const
{
    return m_model.neighbour(currentIndex(), direction).isValid();
}

void NewsPane::openNeighbour(int direction, bool unreadOnly)
{
    const QModelIndex from = currentIndex();
    if (!from.isValid() && direction < 0)
        return;
    QModelIndex to = m_model.neighbour(from, direction, unreadOnly);
    if (!to.isValid() && unreadOnly)
        to = m_model.neighbour({}, 1, true); // around: an unread one may stand above
    if (!to.isValid())
        return;
    m_list->setCurrentIndex(to);
    m_list->showRow(to);
    open(to);
}

void NewsPane::open(const QModelIndex &index)
{
    const Story *at = m_model.story(index);
    if (!at)
        return;
    const Story story(*at); // a copy: opening may change the list
    emit storyOpened(story);
}

void NewsPane::toggleSaved()
{
    if (const Story *story = current())
        m_store.setSaved(story->article.id, !story->state.saved);
}

void NewsPane::toggleRead()
{
    if (const Story *story = current())
        setRead(*story, !story->state.read);
}

// What is read is the event; unread it is the one report that somebody wants to come back to.
void NewsPane::setRead(const Story &story, bool read)
{
    const bool all = read && m_settings.settings().readMarksEvent;
    m_store.setRead({story.article.id}, read, all ? ReadReach::Cluster : ReadReach::Story);
}

void NewsPane::toggleUnreadOnly()
{
    if (m_tabs->currentIndex() == Latest)
        m_unreadOnly->toggle();
}

void NewsPane::toggleUnfolded()
{
    m_model.toggleUnfolded(m_list->hasFocus() ? m_list->currentIndex() : currentIndex());
}

void NewsPane::markAllRead()
{
    m_store.setAllRead({});
}

void NewsPane::copyLink()
{
    if (const Story *story = current(); story && !story->article.link.isEmpty())
        QGuiApplication::clipboard()->setText(QString::fromUtf8(story->article.link.toEncoded()));
}

void NewsPane::copyHeadlineAndLink()
{
    if (const Story *story = current())
        QGuiApplication::clipboard()->setText(headlineAndLink(story->article));
}

void NewsPane::openInBrowser()
{
    if (const Story *story = current(); story && !realHost(story->article.link).isEmpty())
        emit browserRequested(story->article.link);
}

void NewsPane::showMenu(const QModelIndex &index, const QPoint &at)
{
    const Story *story = m_model.story(index);
    if (!story)
        return;
    auto *menu = new Menu(m_theme, this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const Article article = story->article;
    const ArticleState state = story->state;
    const QString host = realHost(article.link);
    QAction *browser =
        menu->add(Icon::External,
                  host.isEmpty() ? tr("Open in browser") : tr("Open in browser (%1)").arg(host), Qt::Key_O);
    browser->setEnabled(!host.isEmpty());
    connect(browser, &QAction::triggered, this, [this, article] { emit browserRequested(article.link); });
    const auto copy = [this](const QString &text) {
        return [text] { QGuiApplication::clipboard()->setText(text); };
    };
    QAction *link = menu->add(Icon::Link, tr("Copy link"), Qt::Key_L);
    link->setEnabled(!article.link.isEmpty());
    connect(link, &QAction::triggered, this, copy(QString::fromUtf8(article.link.toEncoded())));
    connect(menu->add(Icon::Copy, tr("Copy headline")), &QAction::triggered, this, copy(article.title));
    menu->addSeparator();
    connect(menu->add(state.saved ? Icon::BookmarkFilled : Icon::Bookmark,
                      state.saved ? tr("Remove from saved") : tr("Save"), Qt::Key_S),
            &QAction::triggered, this,
            [this, article, state] { m_store.setSaved(article.id, !state.saved); });
    connect(menu->add(Icon::Unread, state.read ? tr("Mark unread") : tr("Mark read"), Qt::Key_U),
            &QAction::triggered, this, [this, shown = *story, state] { setRead(shown, !state.read); });
    menu->popup(at);
}

void NewsPane::countUnread()
{
    m_counting = m_store.unreadCount([this](Result<int> count) {
        if (!count || *count == m_unread)
            return;
        m_unread = *count;
        m_tabs->setCount(Latest, m_unread);
        emit unreadCountChanged(m_unread);
    });
}

// What arrived above is announced; at the top it is seen already.
void NewsPane::arrive(const QList<ArticleId> &stories)
{
    if (m_list->atTop())
        return;
    for (const ArticleId &id : stories) {
        if (m_list->visualRect(m_model.indexOf(id)).bottom() < 0)
            ++m_arrived;
    }
    placeArrivals();
}

void NewsPane::placeArrivals()
{
    m_arrivals->setVisible(m_arrived > 0);
    if (m_arrived == 0)
        return;
    m_arrivals->setText(m_arrived == 1 ? tr("1 new story") : tr("%1 new stories").arg(m_arrived));
    m_arrivals->setIcon(makeIcon(Icon::ArrowUp, m_theme.tokens().onAccent, m_theme.tokens().onAccent,
                                 m_theme.tokens().onAccent));
    m_arrivals->adjustSize();
    m_arrivals->move((m_list->viewport()->width() - m_arrivals->width()) / 2, 8);
    m_arrivals->raise();
}

void NewsPane::showBody()
{
    const bool loading = m_model.state() == ArticleListModel::State::Loading;
    if (m_model.storyCount() > 0) {
        m_body->setCurrentWidget(m_list);
        return;
    }
    const bool filtered = !m_search.isEmpty() || m_tabs->currentIndex() == Saved || m_unreadOnly->isChecked();
    const bool firstFetch = !filtered && m_refresher.isFetching() && !m_refresher.lastSuccess();
    if (loading || firstFetch) {
        m_body->setCurrentWidget(m_skeleton);
        return;
    }
    m_body->setCurrentWidget(m_message);
    if (m_model.state() == ArticleListModel::State::Failed)
        m_message->show(Icon::Warning, tr("The stored stories can't be read."),
                        tr("New ones are shown as they come."), tr("Check now"));
    else if (!m_search.isEmpty())
        m_message->show(Icon::Search, tr("No stories match “%1”").arg(m_search),
                        tr("Searched everything stored: headlines, summaries and sources."),
                        tr("Clear search"));
    else if (m_tabs->currentIndex() == Saved)
        m_message->show(Icon::Bookmark, tr("No saved stories."), tr("Press S on a story to keep it here."));
    else if (m_unreadOnly->isChecked())
        m_message->show(Icon::Check, tr("Nothing unread."), {}, tr("Show all stories"));
    else
        m_message->show(Icon::Stories, tr("No stories yet."),
                        tr("Wickpost checks every %1 min.").arg(m_settings.settings().newsEveryMs / 60'000),
                        tr("Check now"));
}

// "Today" becomes "Yesterday" while nobody touches anything.
void NewsPane::armMidnight()
{
    const QTimeZone zone = m_theme.times().zone();
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(toMsecs(m_clock.now()), zone);
    const QDateTime midnight = now.date().addDays(1).startOfDay(zone);
    const auto wait = std::chrono::milliseconds(std::max<qint64>(1000, now.msecsTo(midnight) + 500));
    m_midnight = m_clock.after(std::min<std::chrono::milliseconds>(wait, 1h), [this] {
        m_list->viewport()->update();
        armMidnight();
    });
}

#include "ui/news/newspane.h"

#include "app/base/clock.h"
#include "ui/news/feednotice.h"
#include "ui/news/messagepane.h"
#include "ui/news/skeletonlist.h"
#include "ui/news/storytext.h"
#include "ui/style/controls.h"
#include "ui/style/noticebar.h"

#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QStackedWidget>
#include <QTimer>

using namespace std::chrono_literals;

namespace {
constexpr auto countAfter = 300ms; // all that is unread; the rows and the prices stand by then

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
      m_trending(store, clock),
      m_delegate(theme, clock),
      m_header(new Header(theme, this)),
      m_tabs(new Tabs(theme, m_header)),
      m_unreadOnly(new Pill(theme, Icon::Unread, tr("Unread"), m_header)),
      m_reach(new QLabel(tr("last 48 h"), m_header)),
      m_filters(new FilterBar(
          theme, [this] { return filterChoices(); }, this)),
      m_notice(new FeedNotice(refresher, theme, this)),
      m_body(new QStackedWidget(this)),
      m_list(new NewsList(m_model)),
      m_trendingList(new NewsList(m_trending)),
      m_skeleton(new SkeletonList(theme)),
      m_message(new MessagePane(theme)),
      m_undo(new NoticeBar(theme, NoticeBar::Kind::Plain, this)),
      m_arrivals(new QPushButton(m_list))
{
    build();
    connectModels();
    connectList(m_list);
    connectList(m_trendingList);
    connectStore();
    connect(m_message, &MessagePane::pressed, this, &NewsPane::pressMessage);
    connect(m_filters, &FilterBar::filterChanged, this, [this] {
        leaveTrending();
        ask();
    });
    connect(m_undo, &NoticeBar::actionWanted, this, &NewsPane::undoHide);
    connect(&settings, &SettingsFile::changed, this, &NewsPane::showBody);
    connect(&theme, &UiTheme::changed, this, [this] {
        m_model.setZone(m_theme.times().zone());
        restyle();
        m_list->doItemsLayout();
        m_trendingList->doItemsLayout();
        armMidnight();
    });
    armMidnight();
    ask();
    QTimer::singleShot(countAfter, this, &NewsPane::countUnread);
}

NewsPane::~NewsPane() = default;

void NewsPane::build()
{
    setProperty("pane", QStringLiteral("surface"));
    setAttribute(Qt::WA_StyledBackground);
    buildHeader();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_filters);
    column->addWidget(m_notice);
    column->addWidget(m_body, 1);
    column->addWidget(m_undo);
    for (QWidget *page : {static_cast<QWidget *>(m_list), static_cast<QWidget *>(m_trendingList),
                          static_cast<QWidget *>(m_skeleton), static_cast<QWidget *>(m_message)})
        m_body->addWidget(page);
    m_filters->hide();
    m_list->setObjectName(QStringLiteral("stories"));
    m_trendingList->setObjectName(QStringLiteral("trending"));
    m_list->setAccessibleName(tr("Stories"));
    m_trendingList->setAccessibleName(tr("Trending stories"));
    m_arrivals->setProperty("primary", true);
    m_arrivals->setProperty("small", true);
    m_arrivals->setFocusPolicy(Qt::NoFocus);
    m_arrivals->hide();
}

void NewsPane::connectModels()
{
    m_model.setZone(m_theme.times().zone());
    const auto spoken = [this](const StoryRow &row) { return this->spoken(row); };
    m_model.setSpoken(spoken);
    m_trending.setSpoken(spoken);
    connect(&m_model, &ArticleListModel::stateChanged, this, [this] {
        if (m_model.state() == ArticleListModel::State::Ready) {
            m_delegate.setSearch(m_model.query().text); // with the rows that have it, not before
            m_list->doItemsLayout();
        }
        showBody();
    });
    connect(&m_model, &StoryRows::rowsChanged, this, &NewsPane::showBody);
    connect(&m_model, &ArticleListModel::arrived, this, &NewsPane::arrive);
    connect(&m_trending, &TrendingModel::stateChanged, this, &NewsPane::showBody);
}

QString NewsPane::spoken(const StoryRow &row) const
{
    const QString text = spokenRow(row, m_theme.times(), m_clock.now());
    const QString since = m_delegate.since(row).spoken;
    return since.isEmpty() ? text : text + u' ' + since;
}

void NewsPane::connectList(NewsList *list)
{
    list->setItemDelegate(&m_delegate);
    connect(list, &NewsList::storyChosen, this, &NewsPane::open);
    connect(list, &NewsList::unfoldWanted, &m_model, &ArticleListModel::toggleUnfolded);
    connect(list, &NewsList::moreWanted, &m_trending, &TrendingModel::showAll);
    connect(list, &NewsList::notPromotionWanted, this, [this](const QModelIndex &index) {
        if (const Story *story = m_model.story(index))
            m_store.setPromotion(story->article.id, false);
    });
    connect(list, &NewsList::menuRequested, this, &NewsPane::showMenu);
    connect(list, &NewsList::pageKey, this, &NewsPane::pageKey);
    connect(list, &NewsList::lookedAt, this, [this, list](const QModelIndex &index) {
        const Story *story = list->rows().story(index);
        emit storyLookedAt(story ? std::optional(*story) : std::nullopt);
    });
    connect(list, &NewsList::copyRequested, this, &NewsPane::copyHeadlineAndLink);
    if (list != m_list)
        return;
    connect(list, &NewsList::scrolled, this, [this] {
        if (m_list->atTop())
            m_arrived = 0;
        placeArrivals();
    });
    connect(m_arrivals, &QPushButton::clicked, list, &NewsList::scrollToTop);
}

void NewsPane::connectStore()
{
    connect(&m_refresher, &NewsRefresher::healthChanged, this, &NewsPane::showBody);
    connect(&m_store, &ArticleStore::rearranged, this, &NewsPane::countUnread);
    connect(&m_store, &ArticleStore::changed, this, &NewsPane::take);
}

void NewsPane::take(const ArticleChanges &changes)
{
    countUnread();
    for (const Story &story : changes.updated) {
        if (!m_open || story.article.id != m_open->article.id)
            continue;
        m_open = story;
        emit openStoryChanged(story);
    }
}

void NewsPane::buildHeader()
{
    m_tabs->addTab(tr("Latest"));
    m_tabs->addTab(tr("Trending"));
    m_tabs->addTab(tr("Saved"));
    m_unreadOnly->setToolTip(
        tr("Only unread stories (%1)")
            .arg(QKeySequence(Qt::SHIFT | Qt::Key_U).toString(QKeySequence::NativeText)));
    m_reach->setContentsMargins(0, 0, 4, 0);
    m_reach->hide();
    auto *row = new QHBoxLayout(m_header);
    row->setContentsMargins(12, 0, 10, 1);
    row->addWidget(m_tabs);
    row->addStretch(1);
    row->addWidget(m_reach);
    row->addWidget(m_unreadOnly);
    restyle();
    connect(m_tabs, &QTabBar::currentChanged, this, &NewsPane::changeTab);
    connect(m_unreadOnly, &QAbstractButton::toggled, this, &NewsPane::ask);
}

void NewsPane::restyle()
{
    m_header->setFixedHeight(m_theme.px(40));
    m_reach->setFont(m_theme.font(FontRole::Meta));
    QPalette palette = m_reach->palette();
    palette.setColor(QPalette::WindowText, m_theme.tokens().textSecondary);
    m_reach->setPalette(palette);
}

void NewsPane::changeTab()
{
    const int tab = m_tabs->currentIndex();
    m_unreadOnly->setVisible(tab == Latest);
    m_reach->setVisible(tab == Trending);
    m_trending.setShown(tab == Trending);
    if (tab == Trending)
        showBody();
    else
        ask();
}

void NewsPane::showTrending()
{
    m_tabs->setCurrentIndex(Trending);
}

void NewsPane::leaveTrending()
{
    if (isNarrowed() && m_tabs->currentIndex() == Trending)
        m_tabs->setCurrentIndex(Latest);
}

bool NewsPane::isNarrowed() const
{
    return !m_search.isEmpty() || !m_filters->filter().isEmpty();
}

void NewsPane::setSearch(const QString &text)
{
    const QString trimmed = text.simplified();
    if (trimmed == m_search)
        return;
    m_search = trimmed;
    leaveTrending();
    ask();
}

void NewsPane::showCoin(const QString &symbol)
{
    StoryFilter filter;
    if (!symbol.isEmpty())
        filter.coins = {symbol};
    m_filters->setFilter(filter);
}

QString NewsPane::shownCoin() const
{
    StoryFilter filter;
    filter.coins = m_filters->filter().coins;
    return filter == m_filters->filter() && filter.coins.size() == 1 ? filter.coins.first() : QString();
}

FilterBar::Choices NewsPane::filterChoices() const
{
    FilterBar::Choices choices;
    if (m_coinChoices)
        choices.coins = m_coinChoices();
    QSet<QString> sources;
    const QList<FeedInfo> feeds = m_refresher.feeds();
    for (const FeedInfo &feed : feeds)
        sources.insert(feed.source);
    for (int i = 0; i < m_model.rowCount(); ++i)
        if (const Story *story = m_model.story(m_model.index(i)))
            sources.insert(story->article.source);
    choices.sources = sources.values();
    choices.sources.sort(Qt::CaseInsensitive);
    return choices;
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
    m_filters->filter().applyTo(query, m_clock.now());
    m_filters->setVisible(isNarrowed());
    m_arrived = 0;
    placeArrivals();
    if (isNarrowed())
        m_oldest = m_store.oldestStory([this](const Result<std::optional<UtcTime>> &oldest) {
            m_since = oldest.value_or(std::nullopt);
            showBody();
        });
    m_model.ask(query);
}

QString NewsPane::tabName() const
{
    return m_tabs->tabText(m_tabs->currentIndex());
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

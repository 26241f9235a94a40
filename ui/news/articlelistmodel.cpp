#include "ui/news/articlelistmodel.h"

#include "ui/news/eventreports.h"

#include <QDateTime>
#include <algorithm>

using Kind = StoryRow::Kind;

namespace {
constexpr std::chrono::milliseconds fillAfter{300}; // the window stands, and has its prices

// The store's order: by sortTime, then by id, newest first.
bool newer(const Story &a, const Story &b)
{
    return std::pair(a.article.sortTime, a.article.id) > std::pair(b.article.sortTime, b.article.id);
}

bool isPromotion(const Story &story)
{
    return !story.facts.promotion.isEmpty();
}
} // namespace

ArticleListModel::ArticleListModel(ArticleStore &store, QObject *parent) : StoryRows(parent), m_store(store)
{
    connect(&store, &ArticleStore::changed, this, &ArticleListModel::take);
    connect(&store, &ArticleStore::rearranged, this, &ArticleListModel::askAgain);
    m_fillPage.setSingleShot(true);
    m_fillPage.setInterval(fillAfter);
    connect(&m_fillPage, &QTimer::timeout, this, &ArticleListModel::fillPage);
}

bool ArticleListModel::isRanked() const
{
    return m_query.order == StoryQuery::Order::Rank && !m_query.text.isEmpty();
}

bool ArticleListModel::foldsPromotions() const
{
    return m_query.folded && !isRanked();
}

void ArticleListModel::setZone(const QTimeZone &zone)
{
    if (zone == m_zone)
        return;
    m_zone = zone;
    build();
}

void ArticleListModel::ask(const StoryQuery &query)
{
    m_query = query;
    m_query.before.reset();
    m_query.beforeId = {};
    m_query.offset = 0;
    m_unfolded.clear();
    m_daysUnfolded.clear();
    m_restOfDay = {};
    m_more = m_again = false;
    m_waiting.clear();
    m_standing.clear();
    m_state = State::Loading;
    m_query.limit = m_limit = firstLook;
    m_page = m_store.stories(m_query, [this](Result<QList<Story>> page) { takePage(std::move(page), true); });
    m_fillPage.start();
    emit stateChanged();
}

// The same question, for as many stories as are shown: what is there changes only where the answer does.
void ArticleListModel::askAgain()
{
    if (m_page) {
        m_again = true;
        return;
    }
    StoryQuery query = m_query;
    query.limit = m_limit = std::max(pageSize, static_cast<int>(m_stories.size()));
    m_page = m_store.stories(query, [this](Result<QList<Story>> page) { takePage(std::move(page), true); });
    for (const auto &[cluster, unfolded] : m_unfolded)
        loadReports(cluster);
}

bool ArticleListModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_more && !m_page;
}

void ArticleListModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        askPage(pageSize);
}

void ArticleListModel::fillPage()
{
    if (m_page)
        m_fillPage.start();
    else if (m_more && m_stories.size() < pageSize)
        askPage(pageSize - static_cast<int>(m_stories.size()));
}

void ArticleListModel::askPage(int limit)
{
    StoryQuery query = m_query;
    query.limit = m_limit = limit;
    if (isRanked()) {
        query.offset = static_cast<int>(m_stories.size());
    } else {
        query.before = m_stories.last().article.sortTime;
        query.beforeId = m_stories.last().article.id;
    }
    m_page = m_store.stories(query, [this](Result<QList<Story>> page) { takePage(std::move(page), false); });
}

void ArticleListModel::takePage(Result<QList<Story>> page, bool first)
{
    m_page.reset();
    const QList<ArticleChanges> waiting = std::exchange(m_waiting, {});
    if (page) {
        QSet<ArticleId> told;
        for (const Story &story : std::as_const(*page))
            told.insert(story.article.id);
        if (first) {
            m_stories.clear();
            m_restOfDay = {};
        }
        m_stories.removeIf([&](const Story &story) { return told.contains(story.article.id); });
        m_stories.append(*page);
        if (!isRanked())
            std::sort(m_stories.begin(), m_stories.end(), newer);
    }
    m_more = page && page->size() >= m_limit; // asking again and again would not bring a lost disk back
    if (page)
        build();
    if (first)
        m_state = page ? State::Ready : State::Failed;
    for (const ArticleChanges &changes : waiting)
        apply(changes);
    if (first)
        emit stateChanged();
    if (std::exchange(m_again, false))
        askAgain();
}

// A page under way may have been read before this change or after it: the change waits for the page, and then
// says what is true now.
void ArticleListModel::take(const ArticleChanges &changes)
{
    if (changes.rearranged)
        return; // rearranged() says so too
    if (m_page)
        m_waiting.append(changes);
    else if (m_state == State::Ready)
        apply(changes);
}

void ArticleListModel::apply(const ArticleChanges &changes)
{
    Incoming incoming;
    for (const QList<Story> &list : {changes.updated, changes.added}) {
        for (const Story &story : list)
            incoming.insert(story.article.id, story);
    }
    const QSet<ArticleId> gone(changes.removed.cbegin(), changes.removed.cend());
    m_stories.removeIf([&](const Story &story) { return gone.contains(story.article.id); });
    const bool moved = updateKnown(incoming);
    refreshReports(changes);
    addFresh(incoming);
    // Who stands for an event that one of its stories has left is the store's to say.
    if (moved)
        askAgain();
}

// Tells whether one of them belongs to another event now.
bool ArticleListModel::updateKnown(Incoming &incoming)
{
    bool moved = false;
    for (Story &story : m_stories) {
        const auto it = incoming.constFind(story.article.id);
        if (it == incoming.cend())
            continue;
        moved |= m_query.folded && it->cluster != story.cluster;
        story = *it;
        incoming.erase(it);
    }
    for (auto &[cluster, unfolded] : m_unfolded) {
        for (Story &report : unfolded.reports)
            report = incoming.value(report.article.id, report);
    }
    // One that came, or is one now, may be in none of the lists here.
    if (std::any_of(incoming.cbegin(), incoming.cend(),
                    [&](const Story &story) { return dayOf(story.article.sortTime) == m_restOfDay.day; }))
        m_restOfDay.day = 0;
    return moved;
}

void ArticleListModel::addFresh(const Incoming &incoming)
{
    const std::optional<Story> last = m_stories.isEmpty() ? std::nullopt : std::optional(m_stories.last());
    QList<ArticleId> fresh;
    if (!m_query.text.isEmpty()) {
        // Changes carry no bodies, and how well one matches is measured against all: the store's to say.
        if (std::any_of(incoming.cbegin(), incoming.cend(),
                        [&](const Story &story) { return isAsked(m_query, story); }))
            askAgain();
        build();
        return;
    }
    for (const Story &story : incoming) {
        if (!belongs(story, last ? &*last : nullptr) || (m_query.folded && joinEvent(story)))
            continue;
        m_stories.append(story);
        fresh.append(story.article.id);
    }
    std::sort(m_stories.begin(), m_stories.end(), newer);
    build();
    if (!fresh.isEmpty())
        emit arrived(fresh);
}

// Whether the list has this story's event already. Which of them stands for it, the store says.
bool ArticleListModel::joinEvent(const Story &story)
{
    const auto shown = std::find_if(m_stories.begin(), m_stories.end(),
                                    [&](const Story &other) { return other.cluster == story.cluster; });
    if (shown == m_stories.end())
        return false;
    askWhoStandsFor(story.cluster);
    return true;
}

void ArticleListModel::askWhoStandsFor(ArticleId cluster)
{
    StoryQuery query = m_query;
    query.cluster = cluster;
    query.limit = 1;
    query.unreadOnly = query.savedOnly = false; // it may have been read since
    m_standing[cluster] = m_store.stories(query, [this, cluster](const Result<QList<Story>> &answer) {
        const auto shown = std::find_if(m_stories.begin(), m_stories.end(),
                                        [&](const Story &story) { return story.cluster == cluster; });
        if (!answer || answer->isEmpty() || shown == m_stories.end())
            return;
        *shown = answer->first();
        if (!isRanked())
            std::sort(m_stories.begin(), m_stories.end(), newer);
        build();
    });
}

bool ArticleListModel::belongs(const Story &story, const Story *last) const
{
    if (m_more && last && newer(*last, story))
        return false; // of a later page: it comes when that is asked for
    return isAsked(m_query, story);
}

bool ArticleListModel::canUnfold(const QModelIndex &index) const
{
    const StoryRow *at = row(index);
    if (!at)
        return false;
    if (at->kind == Kind::Promotions || at->kind == Kind::Promotion)
        return true;
    return m_query.folded && at->isStory() && at->story.clusterSize > 1;
}

void ArticleListModel::toggleUnfolded(const QModelIndex &index)
{
    if (!canUnfold(index))
        return;
    const StoryRow *at = row(index);
    if (at->kind == Kind::Promotions || at->kind == Kind::Promotion) {
        if (const qint64 day = dayOf(*at); !m_daysUnfolded.remove(day))
            m_daysUnfolded.insert(day);
        build();
    } else if (const ArticleId cluster = at->story.cluster; m_unfolded.erase(cluster) > 0) {
        build();
    } else {
        m_unfolded[cluster];
        loadReports(cluster);
    }
}

void ArticleListModel::loadReports(ArticleId cluster)
{
    m_unfolded[cluster].request =
        m_store.stories(StoryQuery::ofCluster(cluster), [this, cluster](Result<QList<Story>> reports) {
            const auto at = m_unfolded.find(cluster);
            if (at == m_unfolded.end() || !reports)
                return;
            at->second.reports = *reports;
            build();
        });
}

void ArticleListModel::refreshReports(const ArticleChanges &changes)
{
    for (const auto &[cluster, unfolded] : m_unfolded) {
        const bool grew = std::any_of(changes.added.cbegin(), changes.added.cend(),
                                      [&](const Story &story) { return story.cluster == cluster; });
        const bool moved =
            std::any_of(changes.updated.cbegin(), changes.updated.cend(), [&](const Story &story) {
                const bool was =
                    std::any_of(unfolded.reports.cbegin(), unfolded.reports.cend(),
                                [&](const Story &report) { return report.article.id == story.article.id; });
                return was != (story.cluster == cluster);
            });
        if (grew || moved)
            loadReports(cluster);
    }
}

void ArticleListModel::build()
{
    const bool more = std::exchange(m_more, false); // no further page while rows are half there
    replaceRows(wantedRows());
    m_more = more;
    askRestOfDay();
}

qint64 ArticleListModel::dayOf(const StoryRow &row) const
{
    return dayOf(row.story.article.sortTime);
}

qint64 ArticleListModel::dayOf(UtcTime time) const
{
    return QDateTime::fromMSecsSinceEpoch(toMsecs(time), m_zone).date().toJulianDay();
}

// Where the page ends within a day, that day may have more promotions than are here.
void ArticleListModel::askRestOfDay()
{
    if (!m_more || !foldsPromotions() || m_stories.isEmpty())
        return;
    const qint64 day = dayOf(m_stories.last().article.sortTime);
    if (m_restOfDay.day == day || promotionsOf(day).isEmpty())
        return;
    const QDate date = QDate::fromJulianDay(day);
    StoryQuery query = m_query;
    query.promoted = StoryQuery::Promoted::Only;
    query.limit = promotionsADay;
    const UtcTime from = fromMsecs(date.startOfDay(m_zone).toMSecsSinceEpoch());
    query.since = m_query.since ? std::max(*m_query.since, from) : from;
    query.until = m_stories.last().article.sortTime; // what is newer is here
    m_restOfDay.day = day;
    m_restOfDay.request = m_store.stories(query, [this](const Result<QList<Story>> &rest) {
        m_restOfDay.request.reset();
        if (!rest)
            return;
        m_restOfDay.stories = *rest;
        build();
    });
}

QList<Story> ArticleListModel::promotionsOf(qint64 day) const
{
    QList<Story> promotions;
    QSet<ArticleId> known;
    const bool rest = m_restOfDay.day == day;
    for (const QList<Story> &stories : {m_stories, rest ? m_restOfDay.stories : QList<Story>()}) {
        for (const Story &story : stories) {
            if (!isPromotion(story) || dayOf(story.article.sortTime) != day ||
                known.contains(story.article.id))
                continue;
            known.insert(story.article.id);
            promotions.append(story);
        }
    }
    return promotions;
}

QList<StoryRow> ArticleListModel::wantedRows() const
{
    QList<StoryRow> rows;
    rows.reserve(m_stories.size() + 32);
    std::optional<qint64> day, toldPromotions;
    for (const Story &story : m_stories) {
        const bool folded = foldsPromotions() && isPromotion(story);
        if (folded) {
            const qint64 its = dayOf(story.article.sortTime);
            if (std::exchange(toldPromotions, its) == its)
                continue;
        }
        if (!isRanked())
            appendHeading(rows, story.article.sortTime, day);
        if (folded)
            appendPromotions(rows, dayOf(story.article.sortTime));
        else
            appendStory(rows, story);
    }
    return rows;
}

void ArticleListModel::appendHeading(QList<StoryRow> &rows, UtcTime time, std::optional<qint64> &day) const
{
    const qint64 its = dayOf(time);
    if (its != std::exchange(day, its))
        rows.append(dayRow(Kind::Heading, its));
}

// With a moment of the day that doesn't change as its stories come and go.
StoryRow ArticleListModel::dayRow(Kind kind, qint64 day) const
{
    StoryRow row{kind, day};
    row.story.article.sortTime = fromMsecs(QDate::fromJulianDay(day).endOfDay(m_zone).toMSecsSinceEpoch());
    return row;
}

void ArticleListModel::appendStory(QList<StoryRow> &rows, const Story &story) const
{
    StoryRow head{Kind::Story, story.article.id.value, story};
    const auto unfolded = m_unfolded.find(story.cluster);
    head.unfolded = unfolded != m_unfolded.end() && !unfolded->second.reports.isEmpty();
    rows.append(head);
    if (!head.unfolded)
        return;
    rows += eventRows(unfolded->second.reports);
}

void ArticleListModel::appendPromotions(QList<StoryRow> &rows, qint64 day) const
{
    const QList<Story> promotions = promotionsOf(day);
    StoryRow head = dayRow(Kind::Promotions, day);
    head.count = static_cast<int>(promotions.size());
    head.unfolded = m_daysUnfolded.contains(day);
    rows.append(head);
    if (!head.unfolded)
        return;
    for (const Story &promotion : promotions)
        rows.append({Kind::Promotion, promotion.article.id.value, promotion});
}

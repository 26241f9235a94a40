#include "ui/news/articlelistmodel.h"

#include "app/news/storysearch.h"

#include <QDateTime>
#include <algorithm>

namespace {
// The store's order: by sortTime, then by id, newest first.
bool newer(const Story &a, const Story &b)
{
    return std::pair(a.article.sortTime, a.article.id) > std::pair(b.article.sortTime, b.article.id);
}

std::pair<int, qint64> keyOf(ArticleListModel::Kind kind, qint64 key)
{
    return {static_cast<int>(kind), key};
}
} // namespace

ArticleListModel::ArticleListModel(ArticleStore &store, QObject *parent)
    : QAbstractListModel(parent), m_store(store)
{
    connect(&store, &ArticleStore::changed, this, &ArticleListModel::take);
    connect(&store, &ArticleStore::rearranged, this, [this] { ask(m_query); });
}

void ArticleListModel::setZone(const QTimeZone &zone)
{
    if (zone == m_zone)
        return;
    m_zone = zone;
    replace(stories());
}

void ArticleListModel::ask(const StoryQuery &query)
{
    m_query = query;
    m_query.limit = pageSize;
    m_query.before.reset();
    m_query.beforeId = {};
    m_more = false;
    m_waiting.clear();
    m_state = State::Loading;
    m_page = m_store.stories(m_query, [this](Result<QList<Story>> page) { takePage(std::move(page), true); });
    emit stateChanged();
}

bool ArticleListModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_more && !m_page;
}

void ArticleListModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    StoryQuery query = m_query;
    query.before = m_rows.last().story.article.sortTime;
    query.beforeId = m_rows.last().story.article.id;
    m_page = m_store.stories(query, [this](Result<QList<Story>> page) { takePage(std::move(page), false); });
}

void ArticleListModel::takePage(Result<QList<Story>> page, bool first)
{
    m_page.reset();
    const QList<ArticleChanges> waiting = std::exchange(m_waiting, {});
    if (page) {
        QList<Story> all = first ? QList<Story>() : stories();
        QSet<ArticleId> told;
        for (const Story &story : std::as_const(*page))
            told.insert(story.article.id);
        all.removeIf([&](const Story &story) { return told.contains(story.article.id); });
        all.append(*page);
        std::sort(all.begin(), all.end(), newer);
        replace(std::move(all), told);
    }
    m_more = page && page->size() >= pageSize; // asking again and again would not bring a lost disk back
    if (first)
        m_state = page ? State::Ready : State::Failed;
    for (const ArticleChanges &changes : waiting)
        apply(changes);
    if (first)
        emit stateChanged();
}

// A page under way may have been read before this change or after it: the change waits for the page, and then
// says what is true now.
void ArticleListModel::take(const ArticleChanges &changes)
{
    if (m_page)
        m_waiting.append(changes);
    else if (m_state == State::Ready)
        apply(changes);
}

void ArticleListModel::apply(const ArticleChanges &changes)
{
    QHash<ArticleId, Story> incoming;
    for (const QList<Story> &list : {changes.updated, changes.added}) {
        for (const Story &story : list)
            incoming.insert(story.article.id, story);
    }
    const QSet<ArticleId> gone(changes.removed.cbegin(), changes.removed.cend());
    QList<Story> all = stories();
    const std::optional<Story> last = all.isEmpty() ? std::nullopt : std::optional(all.last());
    all.removeIf([&](const Story &story) { return gone.contains(story.article.id); });
    QSet<ArticleId> updated;
    for (Story &story : all) {
        if (const auto it = incoming.constFind(story.article.id); it != incoming.cend()) {
            story = *it;
            updated.insert(story.article.id);
            incoming.erase(it);
        }
    }
    QList<ArticleId> fresh;
    for (const Story &story : std::as_const(incoming)) {
        if (!belongs(story, last ? &*last : nullptr))
            continue;
        all.append(story);
        fresh.append(story.article.id);
    }
    std::sort(all.begin(), all.end(), newer);
    replace(std::move(all), updated);
    if (!fresh.isEmpty())
        emit arrived(fresh);
}

bool ArticleListModel::belongs(const Story &story, const Story *last) const
{
    if (m_more && last && newer(*last, story))
        return false; // of a later page: it comes when that is asked for
    if (!isAsked(m_query, story))
        return false;
    return isFound(searchLines(story.article, story.facts.coins), searchTerms(m_query.text, {}));
}

QList<Story> ArticleListModel::stories() const
{
    QList<Story> all;
    all.reserve(m_rows.size());
    for (const Row &row : m_rows) {
        if (row.kind == Kind::Story)
            all.append(row.story);
    }
    return all;
}

QList<ArticleListModel::Row> ArticleListModel::rowsOf(QList<Story> stories) const
{
    QList<Row> rows;
    rows.reserve(stories.size() + 32);
    std::optional<qint64> day;
    for (Story &story : stories) {
        const UtcTime time = story.article.sortTime;
        const qint64 its = QDateTime::fromMSecsSinceEpoch(toMsecs(time), m_zone).date().toJulianDay();
        if (its != day) {
            Row heading{Kind::Heading, its, {}};
            heading.story.article.sortTime = time;
            rows.append(heading);
        }
        day = its;
        const qint64 id = story.article.id.value;
        rows.append({Kind::Story, id, std::move(story)});
    }
    return rows;
}

// Both lists are in one order, so two walks find what went and what came, run by run.
void ArticleListModel::replace(QList<Story> stories, const QSet<ArticleId> &updated)
{
    const bool more = std::exchange(m_more, false); // no further page while rows are half there
    emit aboutToChange();
    m_storyCount = static_cast<int>(stories.size());
    const QList<Row> wanted = rowsOf(std::move(stories));
    removeMissing(wanted);
    insertMissing(wanted);
    m_rows = wanted; // the same rows, with what changed inside them
    m_rowOf.clear();
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        if (m_rows.at(i).kind == Kind::Story)
            m_rowOf.insert(ArticleId{m_rows.at(i).key}, static_cast<int>(i));
    }
    for (const ArticleId &id : updated) {
        if (const QModelIndex at = indexOf(id); at.isValid())
            emit dataChanged(at, at);
    }
    m_more = more;
    emit rowsChanged();
}

// A story whose time changed stands elsewhere now: it goes out and comes in again.
void ArticleListModel::removeMissing(const QList<Row> &wanted)
{
    QHash<std::pair<int, qint64>, UtcTime> keep;
    for (const Row &row : wanted)
        keep.insert(keyOf(row.kind, row.key), row.story.article.sortTime);
    const auto stays = [&](const Row &row) {
        const auto it = keep.constFind(keyOf(row.kind, row.key));
        return it != keep.cend() && (row.kind == Kind::Heading || *it == row.story.article.sortTime);
    };
    for (qsizetype end = m_rows.size(); end > 0; --end) {
        qsizetype begin = end;
        while (begin > 0 && !stays(m_rows.at(begin - 1)))
            --begin;
        if (begin == end)
            continue;
        beginRemoveRows({}, static_cast<int>(begin), static_cast<int>(end) - 1);
        m_rows.remove(begin, end - begin);
        endRemoveRows();
        end = begin; // the row above stays
    }
}

void ArticleListModel::insertMissing(const QList<Row> &wanted)
{
    for (qsizetype i = 0; i < wanted.size(); ++i) {
        const auto atOurs = [&](qsizetype at) {
            return i < m_rows.size() && m_rows.at(i).sameAs(wanted.at(at));
        };
        qsizetype end = i;
        while (end < wanted.size() && !atOurs(end))
            ++end;
        if (end == i)
            continue;
        beginInsertRows({}, static_cast<int>(i), static_cast<int>(end) - 1);
        m_rows.insert(i, end - i, Row{});
        std::copy(wanted.cbegin() + i, wanted.cbegin() + end, m_rows.begin() + i);
        endInsertRows();
        i = end;
    }
}

const ArticleListModel::Row *ArticleListModel::rowAt(const QModelIndex &index) const
{
    const bool ours = index.isValid() && index.model() == this && index.row() < m_rows.size();
    return ours ? &m_rows.at(index.row()) : nullptr;
}

const Story *ArticleListModel::story(const QModelIndex &index) const
{
    const Row *row = rowAt(index);
    return row && row->kind == Kind::Story ? &row->story : nullptr;
}

QModelIndex ArticleListModel::indexOf(ArticleId id) const
{
    const auto it = m_rowOf.constFind(id);
    return it == m_rowOf.cend() ? QModelIndex() : index(*it);
}

QModelIndex ArticleListModel::neighbour(const QModelIndex &from, int direction, bool unreadOnly) const
{
    const int first = from.isValid() ? from.row() + direction : 0;
    for (int row = first; row >= 0 && row < m_rows.size(); row += direction) {
        const Row &at = m_rows.at(row);
        if (at.kind == Kind::Story && !(unreadOnly && at.story.state.read))
            return index(row);
    }
    return {};
}

int ArticleListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant ArticleListModel::data(const QModelIndex &index, int role) const
{
    const Row *row = rowAt(index);
    if (!row)
        return {};
    const bool isStory = row->kind == Kind::Story;
    switch (role) {
    case Qt::DisplayRole:
        return row->story.article.title;
    case Qt::AccessibleTextRole:
        return m_spoken ? m_spoken(index) : QVariant();
    case KindRole:
        return QVariant::fromValue(row->kind);
    case TimeRole:
        return QVariant::fromValue(row->story.article.sortTime);
    case IdRole:
        return isStory ? QVariant::fromValue(row->story.article.id) : QVariant();
    case StoryRole:
        return isStory ? QVariant::fromValue(row->story) : QVariant();
    case ReadRole:
        return isStory && row->story.state.read;
    case SavedRole:
        return isStory && row->story.state.saved;
    default:
        return {};
    }
}

// A day is no story: it can't be selected, and the keyboard walks past it.
Qt::ItemFlags ArticleListModel::flags(const QModelIndex &index) const
{
    if (!rowAt(index))
        return Qt::NoItemFlags;
    if (!story(index))
        return Qt::ItemNeverHasChildren;
    return Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemNeverHasChildren;
}

#include "ui/news/storyrows.h"

#include <algorithm>

namespace {
std::pair<int, qint64> keyOf(const StoryRow &row)
{
    return {static_cast<int>(row.kind), row.key};
}

// Which of the numbers form a longest rising sequence; -1 never does. These rows stay where they are.
QList<bool> risingRun(const QList<qsizetype> &numbers)
{
    QList<qsizetype> tails; // of the shortest run of each length: where it ends
    QList<qsizetype> before(numbers.size(), -1);
    for (qsizetype i = 0; i < numbers.size(); ++i) {
        if (numbers[i] < 0)
            continue;
        const auto at = std::lower_bound(tails.begin(), tails.end(), numbers[i],
                                         [&](qsizetype tail, qsizetype n) { return numbers[tail] < n; });
        before[i] = at == tails.begin() ? -1 : *std::prev(at);
        if (at == tails.end())
            tails.append(i);
        else
            *at = i;
    }
    QList<bool> stays(numbers.size(), false);
    for (qsizetype i = tails.isEmpty() ? -1 : tails.last(); i >= 0; i = before[i])
        stays[i] = true;
    return stays;
}
} // namespace

void StoryRows::replaceRows(const QList<StoryRow> &wanted)
{
    emit aboutToChange();
    removeMissing(wanted);
    insertMissing(wanted);
    tellChanges(wanted);
    emit rowsChanged();
}

void StoryRows::removeMissing(const QList<StoryRow> &wanted)
{
    QHash<std::pair<int, qint64>, qsizetype> places;
    for (qsizetype i = 0; i < wanted.size(); ++i)
        places.insert(keyOf(wanted[i]), i);
    QList<qsizetype> numbers;
    numbers.reserve(m_rows.size());
    for (const StoryRow &row : std::as_const(m_rows))
        numbers.append(places.value(keyOf(row), -1));
    const QList<bool> stays = risingRun(numbers);
    for (qsizetype end = m_rows.size(); end > 0; --end) {
        qsizetype begin = end;
        while (begin > 0 && !stays[begin - 1])
            --begin;
        if (begin == end)
            continue;
        beginRemoveRows({}, static_cast<int>(begin), static_cast<int>(end) - 1);
        m_rows.remove(begin, end - begin);
        endRemoveRows();
        end = begin; // the row above stays
        if (end == 0)
            break;
    }
}

// What is left stands in the wanted order: one walk finds what came, run by run.
void StoryRows::insertMissing(const QList<StoryRow> &wanted)
{
    for (qsizetype i = 0; i < wanted.size(); ++i) {
        const auto isOurs = [&](qsizetype at) {
            return i < m_rows.size() && m_rows.at(i).sameAs(wanted.at(at));
        };
        qsizetype end = i;
        while (end < wanted.size() && !isOurs(end))
            ++end;
        if (end == i)
            continue;
        beginInsertRows({}, static_cast<int>(i), static_cast<int>(end) - 1);
        m_rows.insert(i, end - i, StoryRow{});
        std::copy(wanted.cbegin() + i, wanted.cbegin() + end, m_rows.begin() + i);
        endInsertRows();
        i = end;
    }
}

void StoryRows::tellChanges(const QList<StoryRow> &wanted)
{
    QList<int> changed;
    for (qsizetype i = 0; i < wanted.size(); ++i) {
        if (m_rows[i] != wanted[i])
            changed.append(static_cast<int>(i));
    }
    m_rows = wanted;
    indexRows();
    for (const int at : std::as_const(changed))
        emit dataChanged(index(at), index(at));
}

// An event's own row comes before the same story among its unfolded reports.
void StoryRows::indexRows()
{
    m_rowOf.clear();
    m_storyCount = 0;
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const StoryRow &row = m_rows.at(i);
        if (row.kind == StoryRow::Kind::Story || row.kind == StoryRow::Kind::Ranked)
            ++m_storyCount;
        if (row.isStory() && (row.kind != StoryRow::Kind::Member || !m_rowOf.contains(row.story.article.id)))
            m_rowOf.insert(row.story.article.id, static_cast<int>(i));
    }
}

const StoryRow *StoryRows::row(const QModelIndex &index) const
{
    const bool ours = index.isValid() && index.model() == this && index.row() < m_rows.size();
    return ours ? &m_rows.at(index.row()) : nullptr;
}

const Story *StoryRows::story(const QModelIndex &index) const
{
    const StoryRow *at = row(index);
    return at && at->isStory() ? &at->story : nullptr;
}

QModelIndex StoryRows::indexOf(ArticleId id) const
{
    const auto it = m_rowOf.constFind(id);
    return it == m_rowOf.cend() ? QModelIndex() : index(*it);
}

QModelIndex StoryRows::neighbour(const QModelIndex &from, int direction, bool unreadOnly) const
{
    const int first = from.isValid() ? from.row() + direction : 0;
    for (int at = first; at >= 0 && at < m_rows.size(); at += direction) {
        const StoryRow &row = m_rows.at(at);
        const bool isUnread = !row.story.state.read && row.kind != StoryRow::Kind::Promotion;
        if (row.isStory() && (isUnread || !unreadOnly))
            return index(at);
    }
    return {};
}

QModelIndex StoryRows::firstActive() const
{
    const auto it =
        std::find_if(m_rows.cbegin(), m_rows.cend(), [](const StoryRow &row) { return row.isActive(); });
    return it == m_rows.cend() ? QModelIndex() : index(static_cast<int>(it - m_rows.cbegin()));
}

int StoryRows::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant StoryRows::data(const QModelIndex &index, int role) const
{
    const StoryRow *at = row(index);
    if (!at)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return at->story.article.title;
    case Qt::AccessibleTextRole:
        return m_spoken ? m_spoken(*at) : QVariant();
    case KindRole:
        return QVariant::fromValue(at->kind);
    case TimeRole:
        return QVariant::fromValue(at->story.article.sortTime);
    case IdRole:
        return at->isStory() ? QVariant::fromValue(at->story.article.id) : QVariant();
    case StoryRole:
        return at->isStory() ? QVariant::fromValue(at->story) : QVariant();
    case ReadRole:
        return at->isStory() && at->story.state.read;
    case SavedRole:
        return at->isStory() && at->story.state.saved;
    default:
        return {};
    }
}

// A day is no story: it can't be selected, and the keyboard walks past it.
Qt::ItemFlags StoryRows::flags(const QModelIndex &index) const
{
    const StoryRow *at = row(index);
    if (!at)
        return Qt::NoItemFlags;
    return at->isActive() ? Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemNeverHasChildren
                          : Qt::ItemFlags(Qt::ItemNeverHasChildren);
}

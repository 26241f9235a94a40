#include "ui/news/trendingmodel.h"

using namespace std::chrono_literals;

namespace {
constexpr auto rankedEvery = 60s;
constexpr auto afterChanges = 2s; // a refresh brings many one after the other
} // namespace

TrendingModel::TrendingModel(ArticleStore &store, Clock &clock, QObject *parent)
    : StoryRows(parent), m_store(store), m_clock(clock)
{
    connect(&store, &ArticleStore::changed, this, &TrendingModel::take);
    connect(&store, &ArticleStore::rearranged, this, [this] { rankSoon(0ms); });
}

void TrendingModel::setShown(bool shown)
{
    if (shown == m_shown)
        return;
    m_shown = shown;
    m_next.reset();
    if (shown)
        rank();
    else
        m_all = false;
}

void TrendingModel::showAll()
{
    m_all = true;
    build();
}

void TrendingModel::rank()
{
    TrendingQuery query;
    query.now = m_clock.now();
    if (m_moves)
        query.priceMoves = m_moves();
    m_asked = m_store.trending(query, [this](const Result<QList<TrendingRow>> &rows) { takeRanking(rows); });
    rankSoon(rankedEvery);
}

void TrendingModel::rankSoon(std::chrono::milliseconds wait)
{
    if (m_shown)
        m_next = m_clock.after(wait, [this] { rank(); });
}

void TrendingModel::takeRanking(const Result<QList<TrendingRow>> &rows)
{
    m_state = rows ? State::Ready : State::Failed;
    if (rows) {
        QList<TrendingStory> fresh;
        m_stories.clear();
        for (const TrendingRow &row : *rows) {
            fresh.append(row.ranked);
            m_stories.insert(row.ranked.cluster, row.story);
        }
        m_rankedAt = m_clock.now();
        m_ranking = m_steady.settle(fresh, m_rankedAt);
        build();
    }
    emit stateChanged();
}

// What the reader did to a story shows at once; the rest is ranked again.
void TrendingModel::take(const ArticleChanges &changes)
{
    for (const Story &story : changes.updated) {
        const auto shown = m_stories.find(story.cluster);
        if (shown != m_stories.end() && shown->article.id == story.article.id)
            *shown = story;
    }
    build();
    if (!changes.added.isEmpty())
        rankSoon(afterChanges);
}

void TrendingModel::build()
{
    QList<StoryRow> rows;
    for (const TrendingStory &ranked : std::as_const(m_ranking)) {
        if (!m_all && rows.size() == firstRows) {
            rows.append({StoryRow::Kind::More});
            break;
        }
        StoryRow row{StoryRow::Kind::Ranked, ranked.cluster.value, m_stories.value(ranked.cluster)};
        row.count = ranked.rank;
        row.text = trendingReason(ranked, m_rankedAt);
        rows.append(row);
    }
    replaceRows(rows);
}

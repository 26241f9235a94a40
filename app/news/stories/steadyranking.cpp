#include "app/news/stories/steadyranking.h"

#include <algorithm>
#include <cstdlib>

using namespace std::chrono_literals;

namespace {
constexpr auto reorderedEvery = 5min;
constexpr qsizetype farMove = 2;

struct Row
{
    TrendingStory story;
    qsizetype place = 0;
    bool stays = false;
};

bool contains(const QList<TrendingStory> &ranking, ArticleId cluster)
{
    return std::any_of(ranking.begin(), ranking.end(),
                       [&](const TrendingStory &story) { return story.cluster == cluster; });
}

// The rows of both, each where it stood unless it moved far. What came or went between is no move.
QList<TrendingStory> held(const QList<TrendingStory> &fresh, const QList<ArticleId> &shown)
{
    QList<ArticleId> kept;
    for (const ArticleId cluster : shown)
        if (contains(fresh, cluster))
            kept.append(cluster);
    QList<Row> rows;
    for (const TrendingStory &story : fresh) {
        const qsizetype before = kept.indexOf(story.cluster);
        if (before < 0)
            continue;
        const bool stays = std::abs(before - rows.size()) < farMove;
        rows.append({story, stays ? before : rows.size(), stays});
    }
    std::stable_sort(rows.begin(), rows.end(), [](const Row &a, const Row &b) {
        return a.place != b.place ? a.place < b.place : a.stays < b.stays;
    });
    QList<TrendingStory> ranked;
    for (const Row &row : std::as_const(rows))
        ranked.append(row.story);
    return ranked;
}
} // namespace

QList<TrendingStory> SteadyRanking::settle(const QList<TrendingStory> &fresh, UtcTime now)
{
    const bool anew = !isKnown(m_ordered) || now - m_ordered >= reorderedEvery || now < m_ordered;
    QList<TrendingStory> ranked = anew ? fresh : held(fresh, m_shown);
    for (qsizetype i = 0; !anew && i < fresh.size(); ++i)
        if (!m_shown.contains(fresh[i].cluster))
            ranked.insert(std::min(i, ranked.size()), fresh[i]);
    m_shown.clear();
    for (TrendingStory &story : ranked) {
        m_shown.append(story.cluster);
        story.rank = int(m_shown.size());
    }
    if (anew)
        m_ordered = now;
    return ranked;
}

#include "app/storage/clusterkeeper.h"

#include "app/storage/storyrows.h"

#include <limits>

using namespace Qt::StringLiterals;

namespace {
constexpr std::chrono::hours forgetEvery{1}; // it goes through all of them
}

Result<bool> ClusterKeeper::load(SqlConnection &connection, UtcTime now, int most)
{
    if (!std::exchange(m_begun, true))
        m_from = m_loadedTo = now - reach;
    if (m_loaded)
        return true;
    const auto stories =
        selectStories(connection, u"WHERE (a.sort_time, a.id) > (?, ?) ORDER BY a.sort_time, a.id LIMIT ?"_s,
                      {sqlTime(m_loadedTo), m_lastLoaded.value, most});
    if (!stories)
        return tl::unexpected(stories.error());
    for (const Story &story : *stories)
        m_clusters.restore(story.article, story.facts, story.cluster);
    m_loaded = stories->size() < most;
    if (!stories->isEmpty()) {
        m_loadedTo = stories->last().article.sortTime;
        m_lastLoaded = stories->last().article.id;
    }
    return m_loaded;
}

Result<void> ClusterKeeper::prepare(SqlConnection &connection, UtcTime now)
{
    const auto loaded = load(connection, now, std::numeric_limits<int>::max());
    if (!loaded)
        return tl::unexpected(loaded.error());
    if (now - reach > m_from + forgetEvery) {
        m_from = now - reach;
        m_clusters.forget(m_from);
    }
    return {};
}

ArticleId ClusterKeeper::add(const Article &article, const StoryFacts &facts)
{
    return isRecent(article) ? m_clusters.add(article, facts) : article.id;
}

ArticleId ClusterKeeper::update(const Article &article, const StoryFacts &facts, ArticleId cluster)
{
    return isRecent(article) ? m_clusters.update(article, facts) : cluster;
}

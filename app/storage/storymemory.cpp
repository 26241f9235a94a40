#include "app/storage/storymemory.h"

#include "app/news/stories/relatedstories.h"
#include "app/storage/storyrows.h"

#include <limits>

using namespace Qt::StringLiterals;

namespace {
constexpr std::chrono::hours forgetEvery{1}; // it goes through all of them
constexpr int keepEvery = 500;               // stories; the counts are a megabyte
} // namespace

Result<void> StoryMemory::begin(SqlConnection &connection, UtcTime now)
{
    m_from = m_loadedTo = now - reach;
    auto row = connection.run(u"SELECT counted_to, bytes FROM term_counts"_s);
    if (!row)
        return tl::unexpected(row.error());
    if (!row->next())
        return {};
    if (auto counts = StoredTermCounts::fromBytes(row->value(1).toByteArray())) {
        m_counts = std::move(*counts);
        m_countedTo = m_countedBefore = {row->value(0).toLongLong()};
    }
    return {};
}

Result<bool> StoryMemory::load(SqlConnection &connection, UtcTime now, int most)
{
    if (!std::exchange(m_begun, true)) {
        if (const auto begun = begin(connection, now); !begun)
            return tl::unexpected(begun.error());
    }
    if (m_loaded)
        return true;
    const auto stories =
        selectStories(connection, u"WHERE (a.sort_time, a.id) > (?, ?) ORDER BY a.sort_time, a.id LIMIT ?"_s,
                      {sqlTime(m_loadedTo), m_lastLoaded.value, most});
    if (!stories)
        return tl::unexpected(stories.error());
    for (const Story &story : *stories) {
        ComparedStory compared = comparedStory(story.article, story.facts);
        if (story.article.id > m_countedBefore)
            count(story.article, story.facts, compared);
        m_clusters.restore(story.article.id, story.facts, std::move(compared), story.cluster);
    }
    m_loaded = stories->size() < most;
    if (!stories->isEmpty()) {
        m_loadedTo = stories->last().article.sortTime;
        m_lastLoaded = stories->last().article.id;
    }
    return m_loaded;
}

Result<void> StoryMemory::prepare(SqlConnection &connection, UtcTime now)
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

std::optional<ComparedStory> StoryMemory::compared(const Article &article, const StoryFacts &facts) const
{
    return isRecent(article) ? std::optional(comparedStory(article, facts)) : std::nullopt;
}

ArticleId StoryMemory::add(const Article &article, const StoryFacts &facts,
                           const std::optional<ComparedStory> &compared)
{
    if (!compared)
        return article.id;
    count(article, facts, *compared);
    return m_clusters.add(article.id, facts, *compared);
}

ArticleId StoryMemory::update(const Article &article, const StoryFacts &facts, ArticleId cluster)
{
    return isRecent(article) ? m_clusters.update(article, facts) : cluster;
}

void StoryMemory::count(const Article &article, const StoryFacts &facts, const ComparedStory &compared)
{
    // By headline and summary, as lists have it: a story counts the same when it is read again after a start.
    Story bare;
    bare.article.title = article.title;
    bare.facts = facts;
    m_counts.add(article.summary.isEmpty() ? storyTerms(bare) : compared.text, article.sortTime);
    m_countedTo = std::max(m_countedTo, article.id);
    ++m_uncounted;
}

Result<void> StoryMemory::keepCounts(SqlConnection &connection)
{
    if (m_uncounted < keepEvery)
        return {};
    const auto kept =
        connection.run(u"INSERT OR REPLACE INTO term_counts (id, counted_to, bytes) VALUES (1, ?, ?)"_s,
                       {m_countedTo.value, sqlBytes(m_counts.toBytes())});
    if (!kept)
        return tl::unexpected(kept.error());
    m_uncounted = 0;
    return {};
}

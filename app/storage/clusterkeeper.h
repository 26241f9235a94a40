#pragma once

#include "app/news/stories/storyclusters.h"
#include "app/storage/sqlconnection.h"

// The stories of the last days as StoryClusters knows them, read from the database once. Lives on the storage
// thread. It is ahead of the disk when a transaction fails: then it is thrown away.
class ClusterKeeper
{
public:
    // Stories older than this stand alone: no report joins an event after so long.
    static constexpr std::chrono::hours reach{120};

    // Reads at most `most` stories more; whether that was all.
    Result<bool> load(SqlConnection &connection, UtcTime now, int most);
    // The rest of them; what is too old by now is dropped.
    Result<void> prepare(SqlConnection &connection, UtcTime now);

    // After prepare(): the event a story tells of.
    ArticleId add(const Article &article, const StoryFacts &facts);
    // Likewise, of a story that stood in `cluster`.
    ArticleId update(const Article &article, const StoryFacts &facts, ArticleId cluster);

private:
    bool isRecent(const Article &article) const { return article.sortTime >= m_from; }

    StoryClusters m_clusters;
    UtcTime m_from{};
    UtcTime m_loadedTo{}; // up to this time and story
    ArticleId m_lastLoaded;
    bool m_begun = false, m_loaded = false;
};

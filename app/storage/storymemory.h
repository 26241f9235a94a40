#pragma once

#include "app/news/stories/storyclusters.h"
#include "app/news/stories/termcounts.h"
#include "app/storage/sqlconnection.h"

// What the storage thread remembers of stories beside the database: the events of the last days, and how
// often terms are used. Read from the database once, lives on the storage thread. It is ahead of the disk
// when a transaction fails: then it is thrown away.
class StoryMemory
{
public:
    // Stories older than this stand alone and are not counted: no report joins an event after so long.
    static constexpr std::chrono::hours reach{120};

    // Reads at most `most` stories more; whether that was all.
    Result<bool> load(SqlConnection &connection, UtcTime now, int most);
    // The rest of them; what is too old by now is dropped.
    Result<void> prepare(SqlConnection &connection, UtcTime now);

    // After prepare(): what add() needs of a new story; nothing of one that is too old to matter. Only reads,
    // so other threads may ask while stories are added.
    std::optional<ComparedStory> compared(const Article &article, const StoryFacts &facts) const;
    // The event a new story tells of.
    ArticleId add(const Article &article, const StoryFacts &facts,
                  const std::optional<ComparedStory> &compared);
    // Likewise, of a story that stood in `cluster`.
    ArticleId update(const Article &article, const StoryFacts &facts, ArticleId cluster);
    // Stores the counts when they have grown enough; inside a transaction.
    Result<void> keepCounts(SqlConnection &connection);

    const TermCounts &counts() const { return m_counts; }

private:
    bool isRecent(const Article &article) const { return article.sortTime >= m_from; }
    Result<void> begin(SqlConnection &connection, UtcTime now);
    void count(const Article &article, const StoryFacts &facts, const ComparedStory &compared);

    StoryClusters m_clusters;
    StoredTermCounts m_counts;
    ArticleId m_countedBefore, m_countedTo; // stories up to these are in the counts: when begun, and now
    int m_uncounted = 0;                    // in the counts and not on the disk
    UtcTime m_from{};
    UtcTime m_loadedTo{}; // up to this time and story
    ArticleId m_lastLoaded;
    bool m_begun = false, m_loaded = false;
};

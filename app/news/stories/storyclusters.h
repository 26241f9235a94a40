#pragma once

#include "app/news/article.h"
#include "app/news/stories/storylikeness.h"

#include <QHash>
#include <memory>

class ClusterIndex;

// Which stories tell of one event (news.md 7): an index over the stories of the last days. A cluster is named
// after the story that was added first to it, and keeps that name.
//
// A story joins the cluster it is most like, by the words of its headline (rare ones count more) and, where
// there is one, its summary, when on average it is near enough to all of its stories, has somebody and
// something that happens in common with most of them, and no number of theirs contradicts it ("1,229 BTC" and
// "1,283 BTC", "third day" and "fourth day"). An English and a Chinese report join by coin or kind, names,
// acts and numbers, within 6 h. Columns, promotions and headlines of three statements stay alone. A cluster
// spans 48 h, 72 h while reports keep coming.
//
// Pure: no clock, no disk. The same calls in the same order give the same clusters. Nothing that is added
// changes the cluster of another story.
class StoryClusters
{
public:
    StoryClusters();
    StoryClusters(StoryClusters &&) noexcept;
    StoryClusters &operator=(StoryClusters &&) noexcept;
    ~StoryClusters();

    // The story's cluster: its own id when it stands alone. Of the article id, title, summary and sortTime
    // are read. A story that is known already is updated.
    ArticleId add(const Article &article, const StoryFacts &facts);
    // The same, with comparedStory() of it made elsewhere.
    ArticleId add(ArticleId id, const StoryFacts &facts, ComparedStory compared);
    // Its headline, text or facts are others now. It leaves a cluster that it contradicts or has no more to
    // do with and may join another; the story a cluster is named after stays in it as long as others do.
    ArticleId update(const Article &article, const StoryFacts &facts);
    // At start: a stored story with the cluster it is known to be in. Their order doesn't matter.
    void restore(const Article &article, const StoryFacts &facts, ArticleId cluster);
    void restore(ArticleId id, const StoryFacts &facts, ComparedStory compared, ArticleId cluster);
    // Drops the stories whose sortTime is before `time`. What was older than 72 h before the oldest story
    // that may still come takes no part any more.
    void forget(UtcTime time);
    // One story less (deleted).
    void remove(ArticleId id);

    std::optional<ArticleId> clusterOf(ArticleId id) const;
    QList<ArticleId> members(ArticleId cluster) const; // in the order they came
    qsizetype size() const;                            // stories

    static constexpr std::chrono::hours window{48}, slowWindow{72};

private:
    ArticleId update(ArticleId id, const StoryFacts &facts, ComparedStory compared);

    std::unique_ptr<ClusterIndex> m_index;
};

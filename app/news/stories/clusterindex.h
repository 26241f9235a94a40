#pragma once

#include "app/news/article.h"
#include "app/news/stories/storylikeness.h"

#include <QHash>
#include <map>

// The stories of the last days with their clusters, and which clusters have a word. What StoryClusters works
// on; it decides, this one remembers.
class ClusterIndex : public TermCounts
{
public:
    struct Entry
    {
        ArticleId id, cluster;
        ComparedStory story;
        std::vector<StoryTerm> keys; // what it is found by
        bool alone = false;          // found by nothing
    };
    using Members = std::vector<qint32>; // places of entries, in the order they came

    qsizetype stories() const override { return qsizetype(m_byId.size()); }
    qsizetype storiesWith(StoryTerm term) const override;

    // An id that is not there yet.
    void add(Entry entry);
    void remove(ArticleId id); // if it is there
    void forget(UtcTime time); // those from before

    const Entry *find(ArticleId id) const; // null: not there; until the next change
    const Entry &at(qint32 place) const { return m_entries[size_t(place)]; }
    // Null: no story is in it.
    const Members *members(ArticleId cluster) const;
    // Clusters with words in common that few events have, by id.
    QList<ArticleId> candidates(const std::vector<StoryTerm> &keys) const;

private:
    // The stories with a term, by cluster.
    struct Posting
    {
        qint32 stories = 0;
        std::vector<std::pair<ArticleId, qint32>> clusters; // by id, with how many of the stories

        void add(ArticleId cluster);
        void remove(ArticleId cluster);
        qsizetype events() const { return qsizetype(clusters.size()); }
    };

    template <typename Keep> void rebuild(Keep keep);

    std::vector<Entry> m_entries; // those that were removed have no id
    QHash<ArticleId, qint32> m_byId;
    QHash<StoryTerm, Posting> m_postings; // of stories that are not alone
    std::map<ArticleId, Members> m_clusters;
};

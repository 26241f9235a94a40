#include "app/news/stories/clusterindex.h"

#include <algorithm>

namespace {
constexpr double frequentTerm = 0.05, rareTerm = 0.01; // of the window's events
constexpr qsizetype fewEvents = 12;                    // rare in a small window too

template <typename Clusters> auto placeOf(Clusters &clusters, ArticleId cluster)
{
    return std::lower_bound(clusters.begin(), clusters.end(), cluster,
                            [](const auto &one, ArticleId wanted) { return one.first < wanted; });
}
} // namespace

void ClusterIndex::Posting::add(ArticleId cluster)
{
    const auto place = placeOf(clusters, cluster);
    if (place != clusters.end() && place->first == cluster)
        ++place->second;
    else
        clusters.insert(place, {cluster, 1});
    ++stories;
}

void ClusterIndex::Posting::remove(ArticleId cluster)
{
    const auto place = placeOf(clusters, cluster);
    if (--place->second == 0)
        clusters.erase(place);
    --stories;
}

qsizetype ClusterIndex::storiesWith(StoryTerm term) const
{
    const auto posting = m_postings.constFind(term);
    return posting == m_postings.cend() ? 0 : posting->stories;
}

void ClusterIndex::add(Entry entry)
{
    const auto place = qint32(m_entries.size());
    m_byId.insert(entry.id, place);
    m_clusters[entry.cluster].push_back(place);
    if (!entry.alone)
        for (const StoryTerm key : entry.keys)
            m_postings[key].add(entry.cluster);
    m_entries.push_back(std::move(entry));
}

void ClusterIndex::remove(ArticleId id)
{
    const auto found = m_byId.constFind(id);
    if (found == m_byId.cend())
        return;
    Entry &entry = m_entries[size_t(*found)];
    const auto cluster = m_clusters.find(entry.cluster);
    std::erase(cluster->second, *found);
    if (cluster->second.empty())
        m_clusters.erase(cluster);
    for (const StoryTerm key : entry.keys) {
        const auto posting = m_postings.find(key);
        if (entry.alone || posting == m_postings.end())
            continue;
        posting->remove(entry.cluster);
        if (posting->stories == 0)
            m_postings.erase(posting);
    }
    m_byId.erase(found);
    entry = {};
    if (size_t(m_byId.size()) * 2 < m_entries.size())
        rebuild([](const Entry &one) { return one.id != ArticleId{}; });
}

void ClusterIndex::forget(UtcTime time)
{
    rebuild([time](const Entry &entry) { return entry.id != ArticleId{} && entry.story.time >= time; });
}

template <typename Keep> void ClusterIndex::rebuild(Keep keep)
{
    std::vector<Entry> old;
    old.swap(m_entries);
    m_byId.clear();
    m_postings.clear();
    m_clusters.clear();
    for (Entry &entry : old)
        if (keep(entry))
            add(std::move(entry));
}

const ClusterIndex::Entry *ClusterIndex::find(ArticleId id) const
{
    const auto found = m_byId.constFind(id);
    return found == m_byId.cend() ? nullptr : &m_entries[size_t(*found)];
}

const ClusterIndex::Members *ClusterIndex::members(ArticleId cluster) const
{
    const auto found = m_clusters.find(cluster);
    return found == m_clusters.end() ? nullptr : &found->second;
}

// Clusters that share two words that are not frequent, or one that is rare: without that they can't be near
// enough. Frequent is what many events have: what forty outlets tell of is no everyday word for it.
QList<ArticleId> ClusterIndex::candidates(const std::vector<StoryTerm> &keys) const
{
    const auto limit = [this](double share) {
        return std::max(fewEvents, qsizetype(double(m_clusters.size()) * share));
    };
    const qsizetype frequent = limit(frequentTerm), rare = limit(rareTerm);
    std::vector<ArticleId> sharing;
    for (const StoryTerm key : keys) {
        const auto posting = m_postings.constFind(key);
        if (posting == m_postings.cend() || posting->events() > frequent)
            continue;
        const int times = posting->events() <= rare ? 2 : 1;
        for (const auto &[cluster, count] : posting->clusters)
            sharing.insert(sharing.end(), size_t(times), cluster);
    }
    std::sort(sharing.begin(), sharing.end());
    QList<ArticleId> found;
    for (size_t i = 1; i < sharing.size(); ++i)
        if (sharing[i] == sharing[i - 1] && (found.isEmpty() || found.last() != sharing[i]))
            found.append(sharing[i]);
    return found;
}

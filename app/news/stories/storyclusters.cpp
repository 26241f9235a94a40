#include "app/news/stories/storyclusters.h"

#include "app/news/stories/clusterindex.h"

#include <algorithm>

using namespace std::chrono_literals;
using Entry = ClusterIndex::Entry;
using Members = ClusterIndex::Members;

namespace {
constexpr double likeEnough = 0.33; // on average over a cluster's stories
constexpr size_t mostCompared = 40; // of a cluster's stories
constexpr int digestSentences = 3;  // "X falls! Y sues! Z wins!" tells of no one event
constexpr auto stillMoving = 24h;   // a slow story: its last report is no older

// The words of the headline, and its numbers to two digits.
std::vector<StoryTerm> keysOf(const StoryReading &title)
{
    std::vector<StoryTerm> keys;
    for (const UsedTerm &term : title.terms)
        keys.push_back(term.term);
    for (const StoryNumber &number : title.numbers)
        if (digitsOf(number) >= 2)
            keys.push_back(storyTerm(TermKind::Number, QString::number(number.value, 'e', 1)));
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    return keys;
}

Entry entryOf(ArticleId id, const StoryFacts &facts, ComparedStory compared)
{
    Entry entry;
    entry.id = id;
    entry.story = std::move(compared);
    entry.keys = keysOf(entry.story.title);
    entry.alone =
        facts.recurring || !facts.promotion.isEmpty() || entry.story.title.sentences >= digestSentences;
    return entry;
}

bool isInTime(const ClusterIndex &index, const Entry &entry, const Members &members)
{
    UtcTime first = UtcTime::max(), last = UtcTime::min();
    for (const qint32 at : members) {
        first = std::min(first, index.at(at).story.time);
        last = std::max(last, index.at(at).story.time);
    }
    const UtcTime time = entry.story.time;
    const auto span = std::max(last, time) - std::min(first, time);
    return span <= StoryClusters::window ||
           (span <= StoryClusters::slowWindow && time - last <= stillMoving && first - time <= stillMoving);
}

// How like the story is to the cluster's on average; nothing when it can't be of it. Of a very large cluster
// only some are compared word by word.
std::optional<double> fit(const ClusterIndex &index, const Entry &entry, const Members &members)
{
    for (const qint32 at : members)
        if (conflict(entry.story.title.numbers, index.at(at).story.title.numbers))
            return std::nullopt;
    double sum = 0;
    int compared = 0, related = 0;
    bool across = false;
    for (size_t i = 0; i < members.size(); i += members.size() / mostCompared + 1) {
        const Likeness like = likeness(entry.story, index.at(members[i]).story, index);
        across |= like.acrossLanguages;
        if (like.otherScript)
            continue;
        ++compared;
        sum += like.words;
        related += like.facts ? 1 : 0;
    }
    if (compared == 0)
        return across ? std::optional(likeEnough) : std::nullopt;
    const bool near = sum / compared >= likeEnough && related * 2 >= compared;
    return near ? std::optional(sum / compared) : std::nullopt;
}

// The cluster it is most like; its own when there is none.
ArticleId bestFor(const ClusterIndex &index, const Entry &entry)
{
    ArticleId best = entry.id;
    double bestFit = 0;
    for (const ArticleId cluster : entry.alone ? QList<ArticleId>() : index.candidates(entry.keys)) {
        const Members &members = *index.members(cluster);
        if (!isInTime(index, entry, members))
            continue;
        const std::optional<double> found = fit(index, entry, members);
        if (found && *found > bestFit) { // of equals the one that came first
            bestFit = *found;
            best = cluster;
        }
    }
    return best;
}

// The cluster a story that changed goes on in, or else the best one.
ArticleId nextFor(const ClusterIndex &index, const Entry &entry, ArticleId before)
{
    const Members *others = index.members(before);
    const bool stays = others && (before == entry.id || (!entry.alone && fit(index, entry, *others)));
    return stays ? before : bestFor(index, entry);
}
} // namespace

StoryClusters::StoryClusters() : m_index(std::make_unique<ClusterIndex>()) {}
StoryClusters::StoryClusters(StoryClusters &&) noexcept = default;
StoryClusters &StoryClusters::operator=(StoryClusters &&) noexcept = default;
StoryClusters::~StoryClusters() = default;

ArticleId StoryClusters::add(const Article &article, const StoryFacts &facts)
{
    return add(article.id, facts, comparedStory(article, facts));
}

ArticleId StoryClusters::add(ArticleId id, const StoryFacts &facts, ComparedStory compared)
{
    if (m_index->find(id))
        return update(id, facts, std::move(compared));
    Entry entry = entryOf(id, facts, std::move(compared));
    const ArticleId cluster = entry.cluster = bestFor(*m_index, entry);
    m_index->add(std::move(entry));
    return cluster;
}

ArticleId StoryClusters::update(const Article &article, const StoryFacts &facts)
{
    return update(article.id, facts, comparedStory(article, facts));
}

ArticleId StoryClusters::update(ArticleId id, const StoryFacts &facts, ComparedStory compared)
{
    const std::optional<ArticleId> before = clusterOf(id);
    if (!before)
        return add(id, facts, std::move(compared));
    m_index->remove(id);
    Entry entry = entryOf(id, facts, std::move(compared));
    const ArticleId cluster = entry.cluster = nextFor(*m_index, entry, *before);
    m_index->add(std::move(entry));
    return cluster;
}

void StoryClusters::restore(const Article &article, const StoryFacts &facts, ArticleId cluster)
{
    restore(article.id, facts, comparedStory(article, facts), cluster);
}

void StoryClusters::restore(ArticleId id, const StoryFacts &facts, ComparedStory compared, ArticleId cluster)
{
    m_index->remove(id);
    Entry entry = entryOf(id, facts, std::move(compared));
    entry.cluster = cluster;
    m_index->add(std::move(entry));
}

void StoryClusters::forget(UtcTime time)
{
    m_index->forget(time);
}

void StoryClusters::remove(ArticleId id)
{
    m_index->remove(id);
}

std::optional<ArticleId> StoryClusters::clusterOf(ArticleId id) const
{
    const Entry *entry = m_index->find(id);
    return entry ? std::optional(entry->cluster) : std::nullopt;
}

QList<ArticleId> StoryClusters::members(ArticleId cluster) const
{
    QList<ArticleId> ids;
    if (const Members *members = m_index->members(cluster))
        for (const qint32 place : *members)
            ids.append(m_index->at(place).id);
    return ids;
}

qsizetype StoryClusters::size() const
{
    return m_index->stories();
}

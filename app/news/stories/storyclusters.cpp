#include "app/news/stories/storyclusters.h"

#include "app/news/stories/storylikeness.h"

#include <algorithm>
#include <map>

using namespace std::chrono_literals;

namespace {
constexpr double likeEnough = 0.33;                    // on average over a cluster's stories
constexpr double frequentTerm = 0.05, rareTerm = 0.01; // of the window's events
constexpr qsizetype fewEvents = 12;                    // rare in a small window too
constexpr size_t mostCompared = 40;                    // of a cluster's stories
constexpr int digestSentences = 3;                     // "X falls! Y sues! Z wins!" tells of no one event
constexpr auto stillMoving = 24h;                      // a slow story: its last report is no older

struct Entry
{
    ArticleId id, cluster;
    ComparedStory story;
    std::vector<StoryTerm> keys; // what it is found by
    bool alone = false;          // a column or a promotion
    bool gone = false;
};

// The stories with a term, by cluster.
struct Posting
{
    qint32 stories = 0;
    std::vector<std::pair<ArticleId, qint32>> clusters; // by id, with how many of the stories

    auto placeOf(ArticleId cluster)
    {
        return std::lower_bound(clusters.begin(), clusters.end(), cluster,
                                [](const auto &one, ArticleId wanted) { return one.first < wanted; });
    }
    void add(ArticleId cluster)
    {
        const auto place = placeOf(cluster);
        if (place != clusters.end() && place->first == cluster)
            ++place->second;
        else
            clusters.insert(place, {cluster, 1});
        ++stories;
    }
    void remove(ArticleId cluster)
    {
        const auto place = placeOf(cluster);
        if (--place->second == 0)
            clusters.erase(place);
        --stories;
    }
    qsizetype events() const { return qsizetype(clusters.size()); }
};
} // namespace

struct StoryClusters::Index : TermCounts
{
    std::vector<Entry> entries;
    QHash<ArticleId, qsizetype> byId;
    QHash<StoryTerm, Posting> postings; // of stories that may join
    std::map<ArticleId, std::vector<qint32>> clusters;
    qsizetype live = 0;

    qsizetype stories() const override { return live; }
    qsizetype storiesWith(StoryTerm term) const override
    {
        const auto it = postings.constFind(term);
        return it == postings.cend() ? 0 : it->stories;
    }

    void insert(const Article &article, const StoryFacts &facts);
    void erase(ArticleId id);
    void put(qsizetype at, ArticleId cluster);
    ArticleId bestFor(const Entry &entry) const;
    std::optional<double> fit(const Entry &entry, const std::vector<qint32> &members) const;
    bool inTime(const Entry &entry, const std::vector<qint32> &members) const;
    QList<ArticleId> candidates(const Entry &entry) const;
    void compact();
};

namespace {
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

Entry entryOf(const Article &article, const StoryFacts &facts)
{
    Entry entry;
    entry.id = article.id;
    entry.story.title = readStory(article.title, facts.coins);
    entry.alone =
        facts.recurring || !facts.promotion.isEmpty() || entry.story.title.sentences >= digestSentences;
    entry.keys = keysOf(entry.story.title);
    if (!article.summary.isEmpty())
        entry.story.text = readStory(article.title + QStringLiteral(". ") + article.summary, facts.coins);
    for (const CoinTag &coin : facts.coins)
        entry.story.coins.append(coin.symbol);
    entry.story.kind = facts.kind;
    entry.story.time = article.sortTime;
    return entry;
}
} // namespace

void StoryClusters::Index::insert(const Article &article, const StoryFacts &facts)
{
    const auto at = qsizetype(entries.size());
    entries.push_back(entryOf(article, facts));
    byId.insert(article.id, at);
    ++live;
}

void StoryClusters::Index::put(qsizetype at, ArticleId cluster)
{
    Entry &entry = entries[size_t(at)];
    entry.cluster = cluster;
    clusters[cluster].push_back(qint32(at));
    if (!entry.alone)
        for (const StoryTerm key : entry.keys)
            postings[key].add(cluster);
}

void StoryClusters::Index::erase(ArticleId id)
{
    const auto found = byId.constFind(id);
    if (found == byId.cend())
        return;
    const auto at = qint32(*found);
    Entry &entry = entries[size_t(at)];
    std::erase(clusters[entry.cluster], at);
    if (clusters[entry.cluster].empty())
        clusters.erase(entry.cluster);
    if (!entry.alone) {
        for (const StoryTerm key : entry.keys) {
            const auto posting = postings.find(key);
            posting->remove(entry.cluster);
            if (posting->stories == 0)
                postings.erase(posting);
        }
    }
    byId.erase(found);
    entry = {};
    entry.gone = true;
    --live;
    if (size_t(live) * 2 < entries.size())
        compact();
}

void StoryClusters::Index::compact()
{
    std::vector<Entry> old;
    old.swap(entries);
    byId.clear();
    postings.clear();
    clusters.clear();
    for (Entry &entry : old) {
        if (entry.gone)
            continue;
        const auto at = qsizetype(entries.size());
        byId.insert(entry.id, at);
        entries.push_back(std::move(entry));
        put(at, entries.back().cluster);
    }
}

bool StoryClusters::Index::inTime(const Entry &entry, const std::vector<qint32> &members) const
{
    UtcTime first = UtcTime::max(), last = UtcTime::min();
    for (const qint32 at : members) {
        first = std::min(first, entries[size_t(at)].story.time);
        last = std::max(last, entries[size_t(at)].story.time);
    }
    const UtcTime time = entry.story.time;
    const auto span = std::max(last, time) - std::min(first, time);
    return span <= window ||
           (span <= slowWindow && time - last <= stillMoving && first - time <= stillMoving);
}

// How like the story is to the cluster's on average; nothing when it can't be of it. Of a very large cluster
// only some are compared word by word.
std::optional<double> StoryClusters::Index::fit(const Entry &entry, const std::vector<qint32> &members) const
{
    for (const qint32 at : members)
        if (conflict(entry.story.title.numbers, entries[size_t(at)].story.title.numbers))
            return std::nullopt;
    double sum = 0;
    int compared = 0, related = 0;
    bool across = false;
    for (size_t i = 0; i < members.size(); i += members.size() / mostCompared + 1) {
        const Likeness like = likeness(entry.story, entries[size_t(members[i])].story, *this);
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

// Clusters that share two words that are not frequent, or one that is rare: without that they can't be near
// enough. Frequent is what many events have: what forty outlets tell of is no everyday word for it.
QList<ArticleId> StoryClusters::Index::candidates(const Entry &entry) const
{
    const auto limit = [this](double share) {
        return std::max(fewEvents, qsizetype(double(clusters.size()) * share));
    };
    const qsizetype frequent = limit(frequentTerm), rare = limit(rareTerm);
    std::vector<ArticleId> sharing;
    for (const StoryTerm key : entry.keys) {
        const auto posting = postings.constFind(key);
        if (posting == postings.cend() || posting->events() > frequent)
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

ArticleId StoryClusters::Index::bestFor(const Entry &entry) const
{
    if (entry.alone)
        return entry.id;
    ArticleId best = entry.id;
    double bestFit = 0;
    for (const ArticleId cluster : candidates(entry)) {
        const std::vector<qint32> &members = clusters.at(cluster);
        if (!inTime(entry, members))
            continue;
        const std::optional<double> found = fit(entry, members);
        if (found && *found > bestFit) { // of equals the one that came first
            bestFit = *found;
            best = cluster;
        }
    }
    return best;
}

StoryClusters::StoryClusters() : m_index(std::make_unique<Index>()) {}
StoryClusters::StoryClusters(StoryClusters &&) noexcept = default;
StoryClusters &StoryClusters::operator=(StoryClusters &&) noexcept = default;
StoryClusters::~StoryClusters() = default;

ArticleId StoryClusters::add(const Article &article, const StoryFacts &facts)
{
    if (m_index->byId.contains(article.id))
        return update(article, facts);
    m_index->insert(article, facts);
    const auto at = qsizetype(m_index->entries.size()) - 1;
    const ArticleId cluster = m_index->bestFor(m_index->entries.back());
    m_index->put(at, cluster);
    return cluster;
}

ArticleId StoryClusters::update(const Article &article, const StoryFacts &facts)
{
    const std::optional<ArticleId> before = clusterOf(article.id);
    if (!before)
        return add(article, facts);
    m_index->erase(article.id);
    m_index->insert(article, facts);
    const auto at = qsizetype(m_index->entries.size()) - 1;
    const Entry &entry = m_index->entries.back();
    const auto rest = m_index->clusters.find(*before);
    const bool others = rest != m_index->clusters.end();
    const bool stays =
        others && (*before == article.id || (!entry.alone && m_index->fit(entry, rest->second)));
    const ArticleId cluster = stays ? *before : m_index->bestFor(entry);
    m_index->put(at, cluster);
    return cluster;
}

void StoryClusters::restore(const Article &article, const StoryFacts &facts, ArticleId cluster)
{
    m_index->erase(article.id);
    m_index->insert(article, facts);
    m_index->put(qsizetype(m_index->entries.size()) - 1, cluster);
}

void StoryClusters::forget(UtcTime time)
{
    for (Entry &entry : m_index->entries)
        entry.gone |= entry.story.time < time;
    m_index->live = std::count_if(m_index->entries.begin(), m_index->entries.end(),
                                  [](const Entry &entry) { return !entry.gone; });
    m_index->compact();
}

void StoryClusters::remove(ArticleId id)
{
    m_index->erase(id);
}

std::optional<ArticleId> StoryClusters::clusterOf(ArticleId id) const
{
    const auto at = m_index->byId.constFind(id);
    return at == m_index->byId.cend() ? std::nullopt : std::optional(m_index->entries[size_t(*at)].cluster);
}

QList<ArticleId> StoryClusters::members(ArticleId cluster) const
{
    QList<ArticleId> ids;
    if (const auto found = m_index->clusters.find(cluster); found != m_index->clusters.end())
        for (const qint32 at : found->second)
            ids.append(m_index->entries[size_t(at)].id);
    return ids;
}

qsizetype StoryClusters::size() const
{
    return m_index->live;
}

#include "app/news/stories/relatedstories.h"

#include "app/news/stories/storylikeness.h"
#include "app/news/stories/storyvector.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace std::chrono;
using namespace std::chrono_literals;

namespace {
// news.md 9.
constexpr double likenessPart = 0.6, tagPart = 0.25, agePart = 0.15, historyPart = 0.2;
constexpr auto ageHalfLife = 72h;
constexpr double diversity = 0.7; // lambda of maximal marginal relevance
constexpr auto oldest = days{14};
constexpr qsizetype fewStories = 200;
constexpr double unlike = 0.1;
constexpr int mostOfSource = 2;
constexpr double sameEvent = 0.5; // stricter than clusters, which have not taken it
constexpr qsizetype wordsShown = 3;

double overlap(const QStringList &a, const QStringList &b)
{
    const auto shared =
        std::count_if(a.begin(), a.end(), [&](const QString &tag) { return b.contains(tag); });
    const auto all = a.size() + b.size() - shared;
    return all == 0 ? 0 : double(shared) / double(all);
}

double freshness(UtcTime then, UtcTime now)
{
    return std::exp2(-duration<double>(std::max(now - then, 0ms)) / duration<double>(ageHalfLife));
}

bool isOffered(const Story &open, const Story &story, UtcTime now)
{
    return story.article.id != open.article.id && story.cluster != open.cluster && !story.state.read &&
           !story.muted && story.facts.promotion.isEmpty() && now - story.article.sortTime <= oldest;
}

struct Candidate
{
    const Story *story = nullptr;
    StoryVector vector;
    RelatedStory related;
};

// The open story and what was made of it once.
class Asked
{
public:
    Asked(const Story &open, const TermCounts &counts, UtcTime now, const RelatedOptions &options)
        : m_open(open),
          m_counts(counts),
          m_now(now),
          m_options(options),
          m_vector(storyVector(open, counts)),
          m_tags(storyTags(open.facts)),
          m_compared(comparedStory(open.article, open.facts))
    {
    }

    Candidate rate(const Story &story) const
    {
        Candidate candidate{&story, storyVector(story, m_counts), {}};
        RelatedStory &related = candidate.related;
        related.id = story.article.id;
        related.likeness = dot(m_vector, candidate.vector);
        related.rank = likenessPart * related.likeness + tagPart * overlap(m_tags, storyTags(story.facts)) +
                       agePart * freshness(story.article.sortTime, m_now);
        if (m_options.history)
            related.rank += historyPart * m_options.history->interest(story, m_now);
        return candidate;
    }

    bool sharesTag(const Story &story) const { return overlap(m_tags, storyTags(story.facts)) > 0; }

    // Why it is offered. Of a story that shares no tag the words say so.
    void explain(const Story &story, const StoryVector &vector, RelatedStory &related) const
    {
        if (isSameEvent(story)) {
            related.why = RelatedStory::Why::SameEvent;
        } else if (const QString coin = sharedCoin(story.facts); !coin.isEmpty()) {
            related.why = RelatedStory::Why::SameCoin;
            related.shared = {coin};
        } else if (story.facts.kind && story.facts.kind == m_open.facts.kind) {
            related.why = RelatedStory::Why::SameKind;
            related.shared = {storyKindName(*story.facts.kind)};
        } else {
            related.shared = sharedWords(vector);
        }
    }

    // Common words alone make no two stories alike.
    bool isAlike(const Candidate &candidate) const
    {
        return candidate.related.likeness >= unlike &&
               (sharesTag(*candidate.story) || !sharedWords(candidate.vector).isEmpty());
    }

private:
    bool isSameEvent(const Story &story) const
    {
        if (abs(story.article.sortTime - m_open.article.sortTime) > ageHalfLife)
            return false;
        const Likeness like = likeness(m_compared, comparedStory(story.article, story.facts), m_counts);
        return !like.conflict && (like.acrossLanguages || (like.facts && like.words >= sameEvent));
    }
    QString sharedCoin(const StoryFacts &facts) const
    {
        for (const CoinTag &coin : m_open.facts.coins)
            for (const CoinTag &other : facts.coins)
                if (coin.symbol == other.symbol)
                    return coin.symbol;
        return {};
    }
    QStringList sharedWords(const StoryVector &vector) const
    {
        StoryVector shared;
        forEachShared(m_vector, vector, [&](const TermWeight &mine, const TermWeight &other) {
            if (mine.kind != TermKind::Common && mine.kind != TermKind::Plain)
                shared.push_back(mine);
            if (!shared.empty() && shared.back().term == mine.term)
                shared.back().weight *= other.weight;
        });
        return heaviestWords(m_open.article, std::move(shared), wordsShown);
    }

    const Story &m_open;
    const TermCounts &m_counts;
    const UtcTime m_now;
    const RelatedOptions &m_options;
    const StoryVector m_vector;
    const QStringList m_tags;
    const ComparedStory m_compared;
};

// One of an event, two of an outlet.
bool hasRoom(const QList<Candidate> &chosen, const Candidate &candidate)
{
    int ofSource = 0;
    for (const Candidate &one : chosen) {
        if (one.story->cluster == candidate.story->cluster)
            return false;
        ofSource += one.story->article.source == candidate.story->article.source ? 1 : 0;
    }
    return ofSource < mostOfSource;
}

double worth(const QList<Candidate> &chosen, const Candidate &candidate)
{
    double nearest = 0;
    for (const Candidate &one : chosen)
        nearest = std::max(nearest, dot(one.vector, candidate.vector));
    return diversity * candidate.related.rank - (1 - diversity) * nearest;
}

// Best first, each as unlike those already chosen as can be had for it.
QList<Candidate> diverse(const std::vector<Candidate> &candidates, qsizetype limit)
{
    QList<Candidate> chosen;
    while (chosen.size() < limit) {
        const Candidate *best = nullptr;
        double most = 0;
        for (const Candidate &candidate : candidates) {
            if (!hasRoom(chosen, candidate))
                continue;
            const double value = worth(chosen, candidate);
            if (!best || value > most) {
                best = &candidate;
                most = value;
            }
        }
        if (!best)
            break;
        chosen.append(*best);
    }
    return chosen;
}

QList<Candidate> firstOf(const std::vector<Candidate> &candidates, qsizetype limit)
{
    QList<Candidate> chosen;
    for (const Candidate &candidate : candidates)
        if (chosen.size() < limit && hasRoom(chosen, candidate))
            chosen.append(candidate);
    return chosen;
}

bool isNewer(const Story &a, const Story &b)
{
    return std::pair(a.article.sortTime, a.article.id) > std::pair(b.article.sortTime, b.article.id);
}

QString kindWords(const QString &name)
{
    switch (storyKind(name).value_or(StoryKind::Macro)) {
    case StoryKind::Geopolitics:
        return u"geopolitics"_s;
    case StoryKind::CentralBanks:
        return u"central banks"_s;
    case StoryKind::Macro:
        return u"economy"_s;
    case StoryKind::Regulation:
        return u"regulation"_s;
    case StoryKind::Etf:
        return u"ETF"_s;
    case StoryKind::Hack:
        return u"hacks and outages"_s;
    case StoryKind::Listing:
        return u"listings"_s;
    }
    return name;
}
// Newest first, so that equal ones keep this order whatever order they came in.
QList<const Story *> offeredOf(const Story &open, const QList<Story> &candidates, UtcTime now)
{
    QList<const Story *> offered;
    for (const Story &story : candidates)
        if (isOffered(open, story, now))
            offered.append(&story);
    std::sort(offered.begin(), offered.end(), [](const Story *a, const Story *b) { return isNewer(*a, *b); });
    return offered;
}

template <typename Keep>
std::vector<Candidate> rated(const QList<const Story *> &offered, const Asked &asked, Keep keep)
{
    std::vector<Candidate> kept;
    for (const Story *story : offered) {
        Candidate candidate = asked.rate(*story);
        if (keep(candidate))
            kept.push_back(std::move(candidate));
    }
    return kept;
}
} // namespace

QList<RelatedStory> relatedStories(const Story &open, const QList<Story> &candidates,
                                   const TermCounts &counts, UtcTime now, const RelatedOptions &options)
{
    const Asked asked(open, counts, now, options);
    const QList<const Story *> offered = offeredOf(open, candidates, now);
    QList<Candidate> chosen;
    if (counts.stories() >= fewStories) // else rarity is a guess
        chosen = diverse(rated(offered, asked, [&](const Candidate &one) { return asked.isAlike(one); }),
                         options.limit);
    if (chosen.isEmpty())
        chosen =
            firstOf(rated(offered, asked, [&](const Candidate &one) { return asked.sharesTag(*one.story); }),
                    options.limit);
    QList<RelatedStory> related;
    for (Candidate &candidate : chosen) {
        asked.explain(*candidate.story, candidate.vector, candidate.related);
        related.append(candidate.related);
    }
    return related;
}

QStringList relatedWords(const Story &open, const TermCounts &counts, qsizetype most)
{
    return heaviestWords(open.article, storyVector(open, counts), most);
}

StoryReading storyTerms(const Story &story)
{
    return readStory(story.article.title + u". "_s + storyText(story.article), story.facts.coins);
}

QString relatedReason(const RelatedStory &story)
{
    switch (story.why) {
    case RelatedStory::Why::SameEvent:
        return u"same event"_s;
    case RelatedStory::Why::SameCoin:
        return u"same coin: %1"_s.arg(story.shared.value(0));
    case RelatedStory::Why::SameKind:
        return u"same kind: %1"_s.arg(kindWords(story.shared.value(0)));
    case RelatedStory::Why::SimilarWords:
        break;
    }
    return u"similar words: %1"_s.arg(story.shared.join(u", "_s));
}

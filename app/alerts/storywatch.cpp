#include "app/alerts/storywatch.h"

#include "app/news/facts/outlets.h"

#include <algorithm>

namespace {
constexpr size_t comparisonsAtOnce = 20'000; // a few ms
constexpr qsizetype mostTold = 200;

QString outletKey(const QString &name)
{
    return outletName(name).toCaseFolded();
}
} // namespace

StoryWatch::StoryWatch(Clock &clock, const AssetDirectory &assets, bool samples, bool replay, Fire fire,
                       Renamed renamed)
    : m_clock(clock),
      m_assets(assets),
      m_samples(samples),
      m_replay(replay),
      m_fire(std::move(fire)),
      m_renamed(std::move(renamed))
{
}

StoryWatch::Wanted StoryWatch::wantedOf(const AlertCondition &condition, const AssetDirectory &assets)
{
    Wanted wanted;
    wanted.kind = condition.storyKind;
    wanted.phrases = searchPhrases(condition.text);
    if (!condition.asset.value.isEmpty()) {
        const auto asset = assets.find(condition.asset);
        wanted.symbol = asset ? asset->symbol : condition.asset.value.section(u':', 1);
    }
    if (!condition.source.isEmpty())
        wanted.outlet = outletKey(condition.source);
    return wanted;
}

void StoryWatch::setAlerts(std::vector<WatchedAlert *> alerts)
{
    m_wanted.clear();
    for (WatchedAlert *alert : alerts) {
        m_wanted.push_back(wantedOf(alert->alert.condition, m_assets));
        m_wanted.back().alert = alert;
    }
}

bool StoryWatch::answers(const AlertCondition &condition, const Story &story, const AssetDirectory &assets)
{
    Read read{outletKey(story.article.source), {}};
    return story.facts.promotion.isEmpty() && !story.muted &&
           matches(wantedOf(condition, assets), story, read);
}

void StoryWatch::take(const ArticleChanges &changes)
{
    for (const Story &story : changes.added)
        m_replayed = std::max(m_replayed, story.article.firstSeen);
    m_began = isKnown(m_began) ? m_began : m_replayed;
    if (m_wanted.empty())
        return;
    noteMoved(changes.updated);
    std::copy_if(changes.added.begin(), changes.added.end(), std::back_inserter(m_queue),
                 [this](const Story &story) { return concerns(story); });
    if (!m_queue.empty() && !m_next)
        work();
}

bool StoryWatch::concerns(const Story &story) const
{
    return story.facts.promotion.isEmpty() && !story.muted && (m_samples || !story.article.sample) &&
           story.article.sortTime >= now() - freshFor;
}

// An event's name is one of its stories' ids: when events become one, what was told goes by the new name.
void StoryWatch::noteMoved(const QList<Story> &updated)
{
    QHash<ArticleId, ArticleId> clusters;
    for (const Story &story : updated)
        clusters.insert(story.article.id, story.cluster);
    for (const Wanted &wanted : m_wanted) {
        bool renamed = false;
        for (AlertState::ToldStory &told : wanted.alert->state.told) {
            const ArticleId cluster = clusters.value(told.article, told.cluster);
            renamed = renamed || cluster != told.cluster;
            told.cluster = cluster;
        }
        if (renamed)
            m_renamed(*wanted.alert);
    }
}

void StoryWatch::work()
{
    m_next.reset();
    const size_t stories = std::max<size_t>(1, comparisonsAtOnce / std::max<size_t>(1, m_wanted.size()));
    for (size_t i = 0; i < stories && !m_queue.empty(); ++i) {
        const Story story = std::move(m_queue.front());
        m_queue.pop_front();
        Read read{outletKey(story.article.source), {}};
        for (const Wanted &wanted : m_wanted)
            if (wanted.alert->isWatching() &&
                story.article.sortTime >= (m_replay ? m_began : wanted.alert->state.since) &&
                matches(wanted, story, read) && tell(*wanted.alert, story))
                m_fire(*wanted.alert, story);
    }
    if (!m_queue.empty())
        m_next = m_clock.after(std::chrono::milliseconds{0}, [this] { work(); });
}

bool StoryWatch::matches(const Wanted &wanted, const Story &story, Read &read)
{
    const StoryFacts &facts = story.facts;
    const auto isIt = [&](const CoinTag &tag) { return tag.symbol == wanted.symbol; };
    if (!wanted.symbol.isEmpty() &&
        (facts.manyCoins || std::none_of(facts.coins.begin(), facts.coins.end(), isIt)))
        return false;
    if ((wanted.kind && facts.kind != wanted.kind) ||
        (!wanted.outlet.isEmpty() && wanted.outlet != read.outlet))
        return false;
    if (wanted.phrases.isEmpty())
        return true;
    if (!read.words)
        read.words = searchWords(story.article.title + u'\n' + story.article.summary);
    return hasPhrases(*read.words, wanted.phrases);
}

// False: it fired for this event already.
bool StoryWatch::tell(WatchedAlert &alert, const Story &story)
{
    QList<AlertState::ToldStory> &told = alert.state.told;
    if (std::any_of(told.begin(), told.end(), [&](const auto &each) {
            return each.article == story.article.id || each.cluster == story.cluster;
        }))
        return false;
    told.append(AlertState::ToldStory{story.article.id, story.cluster});
    if (told.size() > mostTold)
        told.removeFirst();
    return true;
}

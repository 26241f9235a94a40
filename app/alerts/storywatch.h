#pragma once

#include "app/alerts/watchedalert.h"
#include "app/base/clock.h"
#include "app/market/assetdirectory.h"
#include "app/news/articlestore.h"
#include "app/news/searchtext.h"

#include <deque>

// Which new stories the story alerts wait for. A feed's first document may bring hundreds: they are gone
// through a few at a time.
class StoryWatch
{
public:
    using Fire = std::function<void(WatchedAlert &alert, const Story &story)>;
    // What it has told of goes by another name.
    using Renamed = std::function<void(WatchedAlert &alert)>;

    // `samples`: stories written for the demo count. `replay`: time is what stories came with, and what came
    // with the first document, or is older, was there before the recording.
    StoryWatch(Clock &clock, const AssetDirectory &assets, bool samples, bool replay, Fire fire,
               Renamed renamed);

    // The alerts outlive it, or the next call.
    void setAlerts(std::vector<WatchedAlert *> alerts);
    void take(const ArticleChanges &changes);

    // Whether a story is one that an alert on this would fire for, its age apart.
    static bool answers(const AlertCondition &condition, const Story &story, const AssetDirectory &assets);

    // How old a story may be.
    static constexpr std::chrono::hours freshFor{24};

private:
    struct Wanted
    {
        WatchedAlert *alert = nullptr;
        std::optional<StoryKind> kind;
        QString symbol; // of the coin's tag; empty: any coin
        QString outlet; // as outletName() has it, folded; empty: any
        QList<SearchPhrase> phrases;
    };
    // What of a story is compared, worked out once.
    struct Read
    {
        QString outlet;
        std::optional<QStringList> words;
    };
    void work();
    static Wanted wantedOf(const AlertCondition &condition, const AssetDirectory &assets);
    bool concerns(const Story &story) const;
    UtcTime now() const { return m_replay ? m_replayed : m_clock.now(); }
    static bool matches(const Wanted &wanted, const Story &story, Read &read);
    bool tell(WatchedAlert &alert, const Story &story);
    void noteMoved(const QList<Story> &updated);

    Clock &m_clock;
    const AssetDirectory &m_assets;
    const bool m_samples, m_replay;
    UtcTime m_began{}, m_replayed{}; // of a replay: when the first and the newest document came
    Fire m_fire;
    Renamed m_renamed;
    std::vector<Wanted> m_wanted;
    std::deque<Story> m_queue;
    Request m_next;
};

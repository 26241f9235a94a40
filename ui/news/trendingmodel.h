#pragma once

#include "app/base/clock.h"
#include "app/news/articlestore.h"
#include "app/news/stories/steadyranking.h"
#include "ui/news/storyrows.h"

// What the outlets write about most, with its reason (news.md 8): the first ten, and "More" for the whole
// ranking. It is ranked anew every minute while it is shown, and soon after stories came; rows hold their
// place as SteadyRanking promises.
class TrendingModel : public StoryRows
{
    Q_OBJECT
public:
    TrendingModel(ArticleStore &store, Clock &clock, QObject *parent = nullptr);

    static constexpr int firstRows = 10;

    // Nobody looks: nothing is ranked.
    void setShown(bool shown);
    void showAll(); // More
    // How far prices moved, for the store's ranking (TrendingQuery::priceMoves). Asked each time.
    void setPriceMoves(std::function<QHash<QString, double>()> moves) { m_moves = std::move(moves); }

    enum class State { Loading, Ready, Failed };
    State state() const { return m_state; }

signals:
    void stateChanged();

private:
    void rank();
    void rankSoon(std::chrono::milliseconds wait);
    void takeRanking(const Result<QList<TrendingRow>> &ranking);
    void take(const ArticleChanges &changes);
    void build();

    ArticleStore &m_store;
    Clock &m_clock;
    SteadyRanking m_steady;
    QHash<ArticleId, Story> m_stories; // by cluster
    QList<TrendingStory> m_ranking;
    UtcTime m_rankedAt{};
    std::function<QHash<QString, double>()> m_moves;
    State m_state = State::Loading;
    bool m_shown = false, m_all = false;
    Request m_asked, m_next;
};

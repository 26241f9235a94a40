#pragma once

#include "app/insight/awaywatch.h"
#include "app/insight/changefigures.h"
#include "app/insight/hourmoves.h"
#include "app/insight/levelclaims.h"
#include "app/insight/movefinder.h"
#include "app/insight/storyprices.h"
#include "app/insight/wickfinder.h"

// What prices and stories say of each other, for whoever shows it. All of it lives on the board's thread, and
// asks nobody until it is asked itself.
class Insight
{
public:
    struct Services
    {
        Clock &clock;
        QuoteBoard &board;
        CandleHistory &history;
        ArticleStore &articles;
        const AssetDirectory &assets;
        std::unique_ptr<StoryPriceStore> priceStore;
        std::unique_ptr<AwayMemory> awayMemory;
    };
    explicit Insight(Services services);

    UsualMoves &usual() { return m_usual; }
    StoryPrices &storyPrices() { return m_storyPrices; }
    MoveFinder &moveFinder() { return m_moveFinder; }
    MoveWatch &moveWatch() { return m_moveWatch; }
    TapeChecker &tape() { return m_tape; }
    WickFinder &wicks() { return m_wicks; }
    ChangeFigures &changes() { return m_changes; }
    AwayWatch &away() { return m_away; }
    AwayDigestBuilder &digest() { return m_digest; } // setAlerts() is app/alerts' to call
    // TrendingQuery::priceMoves.
    QHash<QString, double> priceMoves() { return hourMoves(m_board, m_usual); }

private:
    QuoteBoard &m_board;
    std::unique_ptr<StoryPriceStore> m_priceStore;
    std::unique_ptr<AwayMemory> m_awayMemory;
    UsualMoves m_usual;
    StoryPrices m_storyPrices;
    MoveFinder m_moveFinder;
    MoveWatch m_moveWatch;
    TapeChecker m_tape;
    WickFinder m_wicks;
    ChangeFigures m_changes;
    GapLog m_gaps;
    AwayWatch m_away;
    AwayDigestBuilder m_digest;
};

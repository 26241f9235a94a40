#pragma once

#include "app/base/clock.h"
#include "app/insight/pricemoves.h"
#include "app/news/articlestore.h"
#include "app/quotes/quoteboard.h"

// Why a price moved, as far as the user's feeds and the market tell.

enum class MoveAnswer {
    Explained,   // a story came before it
    WithMarket,  // the market moved the same way, and the coin no further than it usually does then
    Unexplained, // nothing in the feeds, and the market stood still
};

// A story in a move's window, of the coin or of the whole market. Of several that tell of one event the
// first.
struct MoveStory
{
    Story story;
    std::chrono::milliseconds before{0}; // published so long before the start; negative: after it
    bool market = false;
    bool explains = false;
    bool operator==(const MoveStory &) const = default;
};

struct ExplainedMove
{
    AssetId asset;
    QString symbol;
    InstrumentId instrument; // of every price here
    QString venueName;
    bool simulated = false;
    PriceMove move;
    MoveAnswer answer = MoveAnswer::Unexplained;
    std::optional<double> marketPct; // of BTC meanwhile, to the quarter of an hour; for BTC of the watchlist
    std::optional<double> netPct;    // the move less that
    QList<MoveStory> stories;        // that explain it first, best first; then the others by time
    // What was looked at: every story of the user's feeds in the window but promotions and hidden outlets.
    UtcTime lookedFrom{}, lookedUntil{};
    int storiesLookedAt = 0;
    int feedsSearched = 0; // of which something is known since the move began
    // The price around it, a close each minute, for a small chart; may be empty.
    QList<float> line;
    UtcTime lineFrom{};

    bool operator==(const ExplainedMove &) const = default;
};

struct CoinMoves
{
    AssetId asset;
    QString symbol;
    bool enoughHistory = true;  // false: too little to tell what is usual for it
    QList<ExplainedMove> moves; // newest first
};

// A move's window. A story explains it when it came within the hour before, or in its first 5 minutes.
constexpr std::chrono::minutes lookedBefore{120}, lookedAfterwards{30};
constexpr std::chrono::minutes explainsBefore{60}, explainsAfter{5};

// The stories of a window that concern the coin, and which of them explain a move. Pure. Promotions, hidden
// outlets and columns are left out; wrap-ups of many coins and undated stories are never an explanation, and
// one of the whole market is only when that moved too (`marketMoved`).
QList<MoveStory> moveStories(const QList<Story> &inWindow, const QString &symbol, const PriceMove &move,
                             bool marketMoved);

// Finds the moves of a coin and what explains them.
//
// Thread: the history's own.
class MoveFinder : public QObject
{
    Q_OBJECT
public:
    struct Services
    {
        Clock &clock;
        CandleHistory &history;
        ArticleStore &articles;
        QuoteBoard &board; // the watchlist
        const AssetDirectory &assets;
    };
    explicit MoveFinder(const Services &services, QObject *parent = nullptr);
    // Moves that began since then. An error: the coin's candles can't be had. Stablecoins have none.
    [[nodiscard]] Request find(const AssetId &asset, UtcTime since, Reply<CoinMoves> done);

private:
    class Search;
    Services m_services;
};

// "What moved?": the moves of the watchlist in the last 7 days, one coin after the other, anew each quarter
// of an hour while somebody looks.
class MoveWatch : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::hours reach{7 * 24};
    MoveWatch(MoveFinder &finder, QuoteBoard &board, const AssetDirectory &assets, Clock &clock,
              QObject *parent = nullptr);

    void setShown(bool shown);
    void noteWatchlist(); // it is another one
    // Newest first. Of those who began since then.
    QList<ExplainedMove> moves(UtcTime since = {}) const;
    QList<ExplainedMove> movesOf(const AssetId &asset) const;
    // Every coin of the watchlist was looked at, with or without success.
    bool isReady() const;
    // Coins whose candles couldn't be had, or are too few.
    QList<AssetId> lacking() const;

signals:
    void changed();

private:
    void look();
    void next();
    void take(const AssetId &asset, const Result<CoinMoves> &found);

    MoveFinder &m_finder;
    QuoteBoard &m_board;
    const AssetDirectory &m_assets;
    Clock &m_clock;
    bool m_shown = false;
    QHash<AssetId, CoinMoves> m_found;
    QSet<AssetId> m_failed;
    QList<AssetId> m_waiting;
    Request m_request, m_again;
};

#pragma once

#include "app/insight/movefinder.h"

// "What you missed": what happened between two moments while nobody looked.

struct AwayCoin
{
    AssetId asset;
    QString symbol;
    InstrumentId instrument; // of every price here
    QString venueName;
    bool simulated = false;
    Decimal from, to, high, low; // candles of a quarter of an hour that lie within
    double pct = 0;
    std::optional<double> usualPct;   // for a span as long
    bool unusual = false;             // beyond twice that
    std::optional<PriceMove> biggest; // the strongest unusual move
    bool operator==(const AwayCoin &) const = default;
};

// An alert that fired; app/alerts says which.
struct AwayAlert
{
    UtcTime time{};
    AssetId asset;
    QString text, detail; // "SOL crossed above 235.00", "Confirmed by 4 of 4 sources"
    bool operator==(const AwayAlert &) const = default;
};

// A source that was silent.
struct AwayGap
{
    UtcTime from{}, until{}; // until: epoch while it lasts
    QString venueName;       // empty: all of them
    QString standIn;         // whose figures were shown meanwhile; empty: nobody's
    bool operator==(const AwayGap &) const = default;
};

struct AwayHeadline
{
    Story story;
    QString before; // what it said
    UtcTime time{}; // when the new wording was seen
    bool operator==(const AwayHeadline &) const = default;
};

struct AwayDigest
{
    UtcTime from{}, until{};
    UtcTime watchedFrom{};           // the program ran from then on; epoch: all the time
    QList<AwayCoin> coins;           // the watchlist's order
    QStringList lacking;             // symbols of its coins without candles
    std::optional<double> marketPct; // median of them without stablecoins
    QList<AwayAlert> alerts;         // oldest first
    QList<ExplainedMove> moves;      // the strongest first
    int stories = 0;                 // events told, promotions and hidden outlets left out
    QList<Story> inSeveralOutlets;   // one for each event, the most outlets first, then the oldest
    QList<Story> others;             // newest first
    QList<AwayHeadline> changedHeadlines;
    QList<AwayGap> gaps;
    // Nothing to tell but prices that stood still.
    bool isEmpty() const;
    bool operator==(const AwayDigest &) const = default;
};

constexpr std::chrono::hours awayAtLeast{2};
constexpr std::chrono::hours awayAtMost{7 * 24}; // of a longer absence its last week is told

// Puts a digest together: candles of the watchlist, its moves, stored stories. What can't be had is left out.
class AwayDigestBuilder : public QObject
{
    Q_OBJECT
public:
    struct Services
    {
        Clock &clock;
        CandleHistory &history;
        ArticleStore &articles;
        QuoteBoard &board;
        UsualMoves &usual;
        MoveFinder &finder;
        const AssetDirectory &assets;
        std::function<QList<AwayAlert>(UtcTime from, UtcTime until)> alerts; // may be empty
        std::function<QList<AwayGap>(UtcTime from, UtcTime until)> gaps;     // may be empty
    };
    explicit AwayDigestBuilder(const Services &services, QObject *parent = nullptr);
    // Alerts that fired, by whoever knows them.
    void setAlerts(std::function<QList<AwayAlert>(UtcTime, UtcTime)> alerts)
    {
        m_services.alerts = std::move(alerts);
    }
    [[nodiscard]] Request build(UtcTime from, UtcTime until, Reply<AwayDigest> done);

private:
    class Work;
    Services m_services;
    const UtcTime m_began; // when the program, and with it this, began
};

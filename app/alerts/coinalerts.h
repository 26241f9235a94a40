#pragma once

#include "app/alerts/alertladder.h"
#include "app/alerts/movewindow.h"
#include "app/quotes/quoteboard.h"

#include <QSet>
#include <memory>

// What all coins' alerts are judged by.
struct AlertRules
{
    std::chrono::milliseconds loneGap{1'000};
    Decimal hysteresisPct = Decimal(1, 1);
    AlertFiring::Origin origin = AlertFiring::Origin::Market;
    QHash<VenueId, bool> counts; // exchanges: true; aggregates: false
    QSet<VenueId> unable;        // refused or down: no exchange to wait for
    int unread = 0;              // exchanges still being asked for the first time what they list

    bool operator==(const AlertRules &) const = default;

    PriceState liveState() const
    {
        return origin == AlertFiring::Origin::Market ? PriceState::Live : PriceState::Simulated;
    }
};

// What the exchanges say of one condition at one moment.
struct AlertVerdict
{
    int live = 0, able = 0; // exchanges with a figure to judge by, of those that list the coin
    int needed = 2;         // that have to agree
    int beyond = 0;         // that say it is met
    int met = 0;            // the same without prices of the last firing
    int back = 0;           // that say it is over
    bool confirm = false;   // agreement alone is not enough: it must last
    QList<const SourceQuote *> agreeing;
    std::optional<double> pct; // Moves, OffPeg, SourcesDiffer: what is compared with the condition's
    std::chrono::milliseconds took{0}, heardFor{0}; // Moves

    bool isBeyond() const { return beyond >= needed; }
    bool isMet() const { return met >= needed; }
};

// What a level in `unit` is compared with (AlertCondition::level): the source's own figure, or that in
// dollars. `live`: prices are of now, not of a replay.
std::optional<Decimal> alertFigure(const SourceQuote &source, const QString &unit, const DollarRates &rates,
                                   bool live);

// One coin's price alerts: it keeps each exchange's last figure between the rungs that matter, and asks the
// board only when one is passed.
class CoinAlerts
{
public:
    // The alert fires, on what `quote` says.
    using Fire =
        std::function<void(WatchedAlert &alert, const AlertVerdict &verdict, const CoinQuote &quote)>;
    // Its phase is another one.
    using Turned = std::function<void(WatchedAlert &alert)>;

    CoinAlerts(AssetId asset, QuoteBoard &board, const AlertRules &rules, Fire fire, Turned turned);
    ~CoinAlerts();
    const AssetId &asset() const { return m_asset; }

    // The alerts outlive it, or the next call.
    void setAlerts(std::vector<WatchedAlert *> alerts);
    // The rungs anew, after the rules changed.
    void arrange();

    struct Market;
    // The markets as the board has them now, and everything that turned since: prices, who is live.
    void look(MonoTime now);
    std::vector<Market *> markets() const;
    quint64 generation() const { return m_generation; } // of markets()
    static const InstrumentId &instrumentOf(const Market &market);

    // Of one of markets(). Cheap unless it passes a rung.
    void tick(Market &market, const Ticker &ticker, MonoTime now);
    // All of one alert, or of all.
    void judge(WatchedAlert &alert, MonoTime now);
    void judgeAll(MonoTime now);

    AlertVerdict verdict(const AlertCondition &condition, MonoTime now) const;

private:
    struct Span; // the move alerts of one length
    struct View;
    View view(MonoTime now) const;
    AlertVerdict verdictIn(const View &view, const AlertCondition &condition,
                           const QHash<VenueId, UtcTime> &heard) const;
    void judgeLevel(const View &view, const AlertCondition &condition, const QHash<VenueId, UtcTime> &heard,
                    AlertVerdict &verdict) const;
    void judgePeg(const View &view, const AlertCondition &condition, const QHash<VenueId, UtcTime> &heard,
                  AlertVerdict &verdict) const;
    void judgeMove(const View &view, const AlertCondition &condition, const QHash<VenueId, UtcTime> &heard,
                   AlertVerdict &verdict) const;
    void judgeSpread(const View &view, const AlertCondition &condition, AlertVerdict &verdict) const;
    void step(WatchedAlert &alert, const View &view);
    bool refreshMarkets(MonoTime now);
    void placeOnLadders(Market &market, const Decimal &last);
    void takePrice(Market &market, const Decimal &last, MonoTime at);
    void collectUrgent();
    bool movesEnough(const Market &market) const;
    bool differsEnough() const;

    AssetId m_asset;
    QuoteBoard &m_board;
    const AlertRules &m_rules;
    Fire m_fire;
    Turned m_turned;
    std::vector<WatchedAlert *> m_alerts;
    AlertLadder m_dollars;
    std::vector<std::pair<QString, AlertLadder>> m_units;
    std::vector<Span> m_spans;
    std::vector<WatchedAlert *> m_differ;
    double m_differPct = 0; // the least an armed one waits for; 0: none does
    std::vector<std::unique_ptr<Market>> m_markets;
    quint64 m_generation = 0;
    std::vector<WatchedAlert *> m_urgent, m_touched;
};

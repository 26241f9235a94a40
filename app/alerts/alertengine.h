#pragma once

#include "app/alerts/alertbook.h"
#include "app/alerts/quiethours.h"
#include "app/news/articlestore.h"
#include "app/quotes/quoteboard.h"

struct AlertSettings
{
    std::chrono::milliseconds loneGap{1'000}; // where one exchange alone lists the coin: between two ticks
    std::chrono::seconds coolDown{300};       // of alerts that fire every time
    double hysteresisPct = 0.1;               // a price re-arms this far back behind its level
    QuietHours quiet;
    bool operator==(const AlertSettings &) const = default;
};

// Where an alert stands now, for its row; ui/ words it.
struct AlertStatus
{
    enum class State {
        Off,      // switched off
        Waiting,  // nothing live is heard that it could be judged by
        NoQuorum, // too few exchanges are live to fire; the figures below hold
        Armed,
        Met,     // met already when it was added, or since it fired: armed again once that is over
        Cooling, // fired a moment ago
        Snoozed,
        Done, // fired, once
    };
    State state = State::Off;
    bool unacknowledged = false; // amber
    UtcTime firedAt{};           // epoch: never
    UtcTime until{};             // Snoozed, Cooling: its end, by the wall clock as it goes now
    // Above, Below: how far the shown price has to go, in percent of it; negative: it is beyond already.
    std::optional<double> distancePct;
    // Moves: the largest move within its time as it stands, with sign. OffPeg: distance from a dollar.
    // SourcesDiffer: the largest distance that counts.
    std::optional<double> nowPct;
    std::chrono::milliseconds heardFor{0};  // Moves: how much of its time has been heard
    PriceState price = PriceState::Missing; // of the shown figure
    int live = 0, able = 0;                 // exchanges with a live price, of those that list the coin
    int needed = 2;                         // that have to agree
    bool operator==(const AlertStatus &) const = default;
};

// Hears every tick and every new story, and says which alerts fire.
//
// A price alert fires when it is met by quorum: on two live exchanges at the same moment; where one exchange
// alone lists the coin, on two of its ticks at least `loneGap` apart and on all between them. Stale, stored
// and held-back prices never count, simulated ones only in a demo. Met when added: nothing fires until it has
// been over once. After firing it is armed again once the price is back by the hysteresis (percentages: at
// four fifths). A crossing within the cool-down fires at its end if it still holds then. A price whose
// exchange time was part of the last firing is never part of the next.
//
// A story alert fires once for an event, whatever its reports; never for promotions, hidden outlets, samples
// (but in a demo), stories older than the alert or than a day; wrap-ups of many coins are about none of them.
//
// Times are measured by the monotonic clock; the wall clock names moments and quiet hours, and may jump. In a
// replay time is the recording's, and stories are new when they are newer than it; what fires is marked, and
// kept for this run alone.
//
// Thread: the board's. It costs well under a microsecond a tick that crosses nothing.
class AlertEngine : public QObject
{
    Q_OBJECT
public:
    using Origin = AlertFiring::Origin;
    // All outlive it. It follows the coins of the alerts on the board.
    AlertEngine(Clock &clock, AlertBook &book, QuoteBoard &board, ArticleStore &articles,
                const AssetDirectory &assets, Origin origin, QObject *parent = nullptr);
    ~AlertEngine() override;

    void setSettings(const AlertSettings &settings);
    const AlertSettings &settings() const;
    AlertStatus status(AlertId id) const;
    // The same for a condition nobody has added yet: "0.91 % above the price now". Follow its coin for it.
    AlertStatus preview(const AlertCondition &condition) const;
    bool isQuietNow() const;

    // Of all that is heard within so long of each other one signal is made.
    static constexpr std::chrono::milliseconds gatherFor{100};

signals:
    // What fired, in its order; kept in the book already. Those of Quiet::No may ring.
    void fired(const QList<AlertFiring> &firings);
    // Quiet hours are over: what fired meanwhile and was not acknowledged.
    void quietEnded(const QList<AlertFiring> &firings);
    // Rows may say something else now; at most twice a second.
    void statusChanged();

private:
    class Private;
    std::unique_ptr<Private> d;
};

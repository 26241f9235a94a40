#pragma once

#include "app/base/decimal.h"
#include "app/base/result.h"
#include "app/base/time.h"
#include "app/market/ids.h"
#include "app/news/article.h"

#include <QHash>
#include <QList>

// Given by the list, never used again.
struct AlertId
{
    qint64 value = 0;
    bool operator==(const AlertId &) const = default;
    auto operator<=>(const AlertId &) const = default;
};
inline size_t qHash(AlertId id, size_t seed = 0)
{
    return ::qHash(id.value, seed);
}

// What is waited for. Which fields count depends on the kind; the others are left as they come.
struct AlertCondition
{
    enum class Kind {
        Above,         // asset, level, unit
        Below,         // asset, level, unit
        Moves,         // asset, percent, within: up or down by so much against any price of the last `within`
        Story,         // asset, storyKind, source, text: a new story that answers all of those that are given
        OffPeg,        // asset (a stablecoin), percent: so far or further from one US dollar, up or down
        SourcesDiffer, // asset, percent: exchanges so far or further apart: from their median, or of two,
                       // from each other
    };
    Kind kind = Kind::Above;
    AssetId asset; // of a story it may be empty: any coin
    // A level is compared with each exchange's own figure. Unit empty: US dollars, and a figure in a
    // stablecoin on its peg counts as dollars, as it is shown; off its peg it is converted first (one that
    // nobody prices just now counts as it was last seen). Otherwise the quote coin
    // ("EUR"): only markets in it count.
    Decimal level;
    QString unit;
    Decimal percent; // > 0: 3 is 3 %
    std::chrono::minutes within{60};
    std::optional<StoryKind> storyKind;
    QString source; // outlet, as shown or by another of its names; any case
    QString text;   // words as for searching (searchtext.h), in headline or summary

    bool operator==(const AlertCondition &) const = default;
};

struct Alert
{
    AlertId id;
    AlertCondition condition;
    bool once = true; // switches itself off when it has fired; otherwise every time
    bool enabled = true;
    QString note;                                 // the user's own words
    std::optional<std::chrono::seconds> coolDown; // after firing; nothing: as set for all
    bool critical = false;                        // the desktop is asked to show it above everything

    bool operator==(const Alert &) const = default;
};

// Nothing, or what is wrong with it: a clause for people ("a price above 0 is needed"). `stablecoin`: whether
// the asset is one.
QString alertProblem(const AlertCondition &condition, bool stablecoin);

// How far an alert has got. Kept over restarts; the engine writes it (and the user, by switching on,
// snoozing, acknowledging).
struct AlertState
{
    enum class Phase {
        Undecided, // new, or switched on again: the first price that counts decides between the next two
        Armed,     // fires when it is met
        Left,      // met already when it was added, or since it fired: armed again once that is over
        Done,      // `once`, and it has fired
    };
    Phase phase = Phase::Undecided;
    UtcTime since{};             // added, or switched on again: older stories are none for it
    UtcTime firedAt{};           // the last time
    bool unacknowledged = false; // it fired and nobody has said so yet: its row is amber
    UtcTime snoozedUntil{};
    QHash<VenueId, UtcTime> heard; // exchange times of the last firing's prices: they count no more
    struct ToldStory
    {
        ArticleId article, cluster;
        bool operator==(const ToldStory &) const = default;
    };
    QList<ToldStory> told; // events it fired for, newest last, the last 200

    bool operator==(const AlertState &) const = default;
};

struct AlertEntry
{
    Alert alert;
    AlertState state;
    bool operator==(const AlertEntry &) const = default;
};

// One exchange's part in a firing.
struct AlertWitness
{
    VenueId venue;
    QString venueName, pair; // "Bitget", "BTC/USDT"
    Decimal price;           // its own, every digit
    UtcTime exchangeTime{};  // epoch: it named none
    bool operator==(const AlertWitness &) const = default;
};

// That an alert fired, and on what evidence. It says all there is to say: the alert may be gone.
struct AlertFiring
{
    enum class Origin { Market, Demo, Replay };
    // Listed, but nothing rings.
    enum class Quiet { No, QuietHours, CoolDown };

    qint64 id = 0; // of the list of firings
    AlertId alert;
    AlertCondition condition;
    QString symbol, name; // of its coin; empty: none
    QString note;
    bool critical = false;
    UtcTime at{}; // by our clock
    Origin origin = Origin::Market;
    Quiet quiet = Quiet::No;
    bool acknowledged = false;

    // Of the exchange whose tick it was, or else the shown one; of a story: none.
    std::optional<Decimal> price;
    int priceScale = -1; // digits to show it with, by tick size; -1: unknown
    QString unit;        // of the price: empty: dollars
    UtcTime exchangeTime{};
    int live = 0;                 // exchanges that had a live price
    QList<AlertWitness> agreeing; // of these, those that agreed
    // Moves: the move in percent, with sign. Off its peg: the distance from a dollar. Differing: the spread.
    std::optional<double> movePct;
    std::chrono::milliseconds moveTook{0}; // from the price it is counted from to now
    // Stories
    ArticleId story, cluster;
    QString title, source; // source: the outlet

    bool operator==(const AlertFiring &) const = default;
};

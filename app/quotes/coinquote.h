#pragma once

#include "app/market/asset.h"
#include "app/market/instrument.h"
#include "app/market/ticker.h"

#include <QList>
#include <optional>

// How far a figure may be trusted now. Each looks different wherever it is shown.
enum class PriceState {
    Missing,   // no figure at all
    Live,      // the link is live and the price was confirmed within the limit
    Stale,     // link not live for 2 s, or unconfirmed for 60 s (setting); shown with its age
    Offline,   // stale because no source is live at all, or loaded from disk at start
    Simulated, // from the simulated market, or a replay
};

// What one venue says of a coin.
struct SourceQuote
{
    VenueId venue;
    QString venueName;
    Instrument instrument;
    Ticker ticker;
    PriceState state = PriceState::Missing;
    MonoTime confirmedAt{};     // last push, or REST answer that said the same
    std::optional<Decimal> usd; // last converted through the live stablecoin rate; nothing when unknown
    std::optional<double> vsMedianPct; // of usd against the agreement's median
    bool differs = false;              // by more than the limit
    bool operator==(const SourceQuote &) const = default;
};

struct Agreement
{
    int live = 0, total = 0;          // exchanges that list the coin: live now / enabled
    std::optional<Decimal> medianUsd; // of the live ones, from two on
    std::optional<double> spreadPct;  // (highest - lowest) / median * 100
    QList<VenueId> differing;
    bool bothSuspect = false; // two live exchanges differ: no telling which is right
    bool operator==(const Agreement &) const = default;
};

// Everything a row, a tooltip, a table or the command line says about a coin. `price` is the shown venue's
// own last price, never converted, never mixed with another venue's.
struct CoinQuote
{
    Asset asset;
    PriceState state = PriceState::Missing;
    int shown = -1;             // index into sources; -1: none
    QList<SourceQuote> sources; // in the user's order
    Agreement agreement;
    bool dollars = false;            // the figure may carry "$": quoted in USD, or in a stablecoin on its peg
    QString unit;                    // otherwise the quote coin to name ("USDT")
    std::optional<double> changePct; // the shown venue's own rolling 24 h change
    std::optional<int> pegBasisPoints; // stablecoins: distance from 1 USD, rounded half away from zero
    bool offPeg = false;               // stablecoins: beyond 0.2 % (with hysteresis)
    bool delisted = false;             // no enabled venue lists it any more; the last price stays, dated
    QString renamedTo;                 // known rename of its symbol, if any
    QList<float> trend;                // last 24 h, oldest first, evenly spaced; may be empty
    bool fromStore = false;            // loaded at start, not yet confirmed in this run

    const SourceQuote *shownSource() const
    {
        return shown >= 0 && shown < sources.size() ? &sources.at(shown) : nullptr;
    }
    bool operator==(const CoinQuote &) const = default;
};

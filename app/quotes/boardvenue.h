#pragma once

#include "app/base/backoff.h"
#include "app/base/clock.h"
#include "app/quotes/coinquote.h"
#include "app/quotes/freshness.h"
#include "app/quotes/marketchoice.h"
#include "app/quotes/tickgate.h"

#include <QPointer>
#include <unordered_map>

struct BoardCoin;

// One followed market on one venue.
struct BoardMarket
{
    Instrument instrument;
    TickGate gate;
    Confirmation confirmation;
    BoardCoin *coin = nullptr;                   // whose price it is
    bool wanted = false;                         // subscribed
    PriceState shownState = PriceState::Missing; // as last evaluated: tells when time alone changed it
    MonoTime wantedSince{}, askedAt{};           // askedAt: last REST read
    int unanswered = 0;                          // REST reads since it was last heard of
    bool askSoon = false;                        // a price is held back: ask what is true
};

// One source as the board sees it: what it lists, its link, its markets. No signals, no decisions.
struct BoardVenue
{
    explicit BoardVenue(VenueId venue);

    VenueId id;
    QPointer<QuoteSource> source; // none: only what was stored is known of it
    SourceInfo info;
    LinkWatch link;
    VenueClock clock;
    FreshnessLimits limits;
    VenueMarkets markets;
    bool listRead = false;                                              // `markets` was read in this run
    std::unordered_map<QString, std::unique_ptr<BoardMarket>> followed; // by symbol; what once was, stays
    SubscriptionSet subscribed;

    // Reading the list of instruments
    Request listRequest, listTimer;
    Backoff listBackoff;
    std::optional<Error> listError;
    UtcTime listNextTry{};
    // Re-reading quiet prices
    Request askRequest;
    MonoTime askAllowedAt{};
    bool asking = false;
    bool wasSettled = false; // as last swept

    PriceState stateOf(const BoardMarket &market, MonoTime now) const;
    // The source's own word; while it has nothing to do because its list could not be read, that.
    SourceStatus status() const;
    bool failedWithoutList() const { return listError && markets.isEmpty(); }
};

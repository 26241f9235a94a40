#pragma once

#include "app/alerts/coinalerts.h"
#include "app/quotes/referenceprice.h"

#include <limits>

// The inside of CoinAlerts: what is watched and heard (coinalerts.cpp), and how it is judged
// (coinverdict.cpp).

constexpr double neverPct = std::numeric_limits<double>::infinity();

// A figure in this quote coin counts as dollars: it may carry "$", or is in a stablecoin that nobody prices
// just now and that was not last seen off its peg.
bool countsAsDollars(const DollarRates &rates, const QString &quote, bool live);

struct CoinAlerts::Span
{
    std::chrono::minutes length;
    std::vector<WatchedAlert *> alerts;
    double armedPct = neverPct; // the least an armed one waits for
};

struct CoinAlerts::Market
{
    Instrument instrument;
    bool counts = false, live = false;
    bool dollar = false;         // its own figure may carry "$"
    std::optional<Decimal> rate; // else: in dollars by this
    bool heard = false;
    Decimal last;
    double dollars = 0; // 0: unknown
    MonoTime at{};
    // Where the figure stands on the ladders that concern this market; dollars first.
    struct Footing
    {
        const AlertLadder *ladder = nullptr;
        bool inDollars = false;
        size_t place = 0;
        bool stands = false;
    };
    std::vector<Footing> footings;
    std::vector<MoveWindow> windows; // beside m_spans
};

// The live exchanges' figures.
struct CoinAlerts::View
{
    struct Source
    {
        const SourceQuote *quote = nullptr;
        Market *market = nullptr;
    };
    std::optional<Decimal> figure(const Source &source, const QString &unit) const
    {
        return alertFigure(*source.quote, unit, rates, live);
    }
    const CoinQuote &quote;
    const DollarRates &rates;
    bool live = false; // not a replay
    MonoTime now{};
    std::vector<Source> sources;
    int able = 0;
};

#pragma once

#include "app/quotes/coinquote.h"
#include "app/quotes/peg.h"

#include <vector>

// What one US dollar stablecoin is worth now, from its own markets against the US dollar.
struct DollarRate
{
    AssetId asset;
    QString code;               // as quote coin of an instrument: "USDT"
    std::optional<Decimal> usd; // median of the live markets; nothing when none is live
    Peg peg;                    // last known, also when `usd` is not
};

// The rates a figure is converted to dollars with.
class DollarRates
{
public:
    std::vector<DollarRate> rates;

    const DollarRate *find(const QString &quote) const;
    // `price` in dollars; a price in US dollars is itself. Nothing when the rate is unknown, or the quote
    // coin is no dollar at all (EUR, BTC).
    std::optional<Decimal> toUsd(const Decimal &price, const QString &quote) const;
    // Whether a figure in this quote coin may carry "$". `live`: it is a live figure, so that the coin's own
    // price has to be known now; an old one is judged by the last known peg.
    bool isDollar(const QString &quote, bool live) const;
};

// Middle value; the exact mean of the two middle ones when their number is even. Nothing for an empty list.
std::optional<Decimal> median(std::vector<Decimal> values);
// (value - reference) / reference * 100, for showing and comparing with limits.
double percentFrom(const Decimal &value, const Decimal &reference);

// Compares the live exchanges of a coin in dollars and marks those that differ by more than `limitPct` from
// the median. With two, there is no telling which is right: when they are further apart than the limit both
// are marked and `bothSuspect` is set. `counts[i]` says whether sources[i] is an exchange (not an aggregate,
// not simulated); only live ones are compared. `total` is left to the caller.
Agreement compare(QList<SourceQuote> &sources, const std::vector<bool> &counts, double limitPct);

#pragma once

#include "app/insight/changefigures.h"
#include "ui/style/numbers.h"

// The change a coin's row shows, measured from what the user chose.
struct ShownChange
{
    ChangeBasis basis = ChangeBasis::Rolling24h;
    ChangeFigure figure; // rolling 24 h: the venue's own percentage alone
    const std::optional<double> &pct() const { return figure.pct; }
    bool operator==(const ShownChange &) const = default;
};

// The quote's own, rolling 24 h: costs nothing.
ShownChange rolling24h(const CoinQuote &quote);
// By the basis of `figures`; null: rolling 24 h. Of coins of the watchlist.
ShownChange shownChange(const CoinQuote &quote, const ChangeFigures *figures);

// "in 24 hours", "since 00:00 UTC", "since midnight here", "in the last hour", "in the last 7 days",
// "since pinned"
QString changeSpan(ChangeBasis basis);
// Why there is no change, as a sentence; empty when there is one or no price at all.
QString changeGap(const CoinQuote &quote, const ShownChange &change);
// For tool tips: "+0.42% since 00:00 UTC, from 114,498.20" or the reason why there is none. Empty for rolling
// 24 h, which the venue tells.
QString changeLine(const CoinQuote &quote, const ShownChange &change, const Numbers &numbers);
// What the price moved by, in the unit of the quote; only where shown price and basis are one market's.
std::optional<Decimal> changeInMoney(const CoinQuote &quote, const ShownChange &change);

#pragma once

#include "app/base/clock.h"
#include "app/quotes/coinquote.h"
#include "ui/quotes/shownchange.h"
#include "ui/quotes/tone.h"
#include "ui/style/numbers.h"

#include <chrono>

// What the window says about a coin, in words (design.md sections 7, 8, 11). Pure functions.

struct Words
{
    QString text;
    Tone tone = Tone::Secondary;
    bool operator==(const Words &) const = default;
};

bool isFresh(PriceState state);                // Live or Simulated
QString marketName(const SourceQuote &source); // "BTC/USDT · Bitget"
QString
columnName(const SourceQuote &source); // of the exchange, for a column: "Simulated", not with "market"

// Since the shown figure was confirmed; for one loaded from disk, since it was received, by the wall clock.
std::chrono::milliseconds quoteAge(const CoinQuote &quote, const Clock &clock);
// The same of what one source says.
std::chrono::milliseconds sourceAge(const SourceQuote &source, const Clock &clock);

// Under the symbol: the name, unless something differs, is missing or needs its unit named.
Words secondLine(const CoinQuote &quote, const Numbers &numbers);
// Where the change stands: the change, a stale figure's age, a lost peg's distance, or "—".
Words changeWords(const CoinQuote &quote, const ShownChange &change, const Numbers &numbers,
                  std::chrono::milliseconds age);
Tone priceTone(const CoinQuote &quote);
// Of the line of the last 24 h: the colour of the change beside it, so that a row has one. Flat: there is
// none; Secondary: neither may be said.
Tone trendTone(const CoinQuote &quote, const ShownChange &change);
// Nothing is known yet and something may still come: drawn as a skeleton, not as "—".
bool isAwaited(const CoinQuote &quote);

// Rich text, escaped: market in bold, every digit and age, then whatever else there is to say.
QString coinToolTip(const CoinQuote &quote, const ShownChange &change, const Numbers &numbers,
                    std::chrono::milliseconds age, double limitPct);
// For screen readers.
QString spokenRow(const CoinQuote &quote, const ShownChange &change, const Numbers &numbers,
                  std::chrono::milliseconds age);
QString spokenPrice(const CoinQuote &quote, const Numbers &numbers);
QString spokenChange(const CoinQuote &quote, const ShownChange &change, const Numbers &numbers,
                     std::chrono::milliseconds age);

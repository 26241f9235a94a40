#pragma once

#include "app/quotes/coinquote.h"
#include "ui/style/numbers.h"

// What makes each cell of a row look different. Receive times, bids and the like change with every tick and
// show only in the tool tip, which is made when asked for.
bool sameCoinCell(const CoinQuote &a, const CoinQuote &b, const Numbers &numbers);
bool sameTrendCell(const CoinQuote &a,
                   const CoinQuote &b); // but for line and colour: sameSparkline(), trendTone()
bool samePriceCell(const CoinQuote &a, const CoinQuote &b);
bool sameChangeCell(const CoinQuote &a, const CoinQuote &b); // but for the change itself

// 1 up, -1 down, or 0 when there is nothing to flash for: first values, returns and changes of venue are no
// ticks.
int tickDirection(const CoinQuote &before, const CoinQuote &now);

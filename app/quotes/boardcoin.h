#pragma once

#include "app/quotes/boardvenue.h"
#include "app/quotes/coinquote.h"
#include "app/quotes/peg.h"
#include "app/quotes/referenceprice.h"
#include "app/quotes/trend.h"

#include <vector>

// One coin as the board keeps it: its markets in the user's order and what was last made of them.
struct BoardCoin
{
    struct Entry
    {
        BoardVenue *venue = nullptr;
        BoardMarket *market = nullptr;
    };
    Asset asset;
    std::vector<Entry> entries;
    CoinQuote quote;
    Peg peg; // stablecoins: their own
    Trend trend;
    MonoTime trendDue{};        // read it then
    QSet<VenueId> trendRefused; // has no candles for us; forgotten when one had
    VenueId announcedFrom;      // whose figure views know
    int followers = 0;          // watchlist, follow(), conversion
    bool isRate = false;        // USDT, USDC: others are converted with it
    bool wired = false;         // `entries` are those of now; nobody's coins wait until they are asked for
    bool dirty = false;         // something it depends on moved since `quote` was made
    bool changed = false;       // `quote` is not what was announced
};

// What the quote of every coin depends on besides its own markets.
struct BoardView
{
    MonoTime now{};
    bool offline = false;
    bool listsRead = false; // every enabled venue told in this run what it lists
    int unknownLists = 0;   // enabled exchanges of which no list is known, stored or read
    const DollarRates &rates;
    const AssetDirectory &assets;
};

// Makes the coin's quote anew; true when it is another one. `preferred` may be empty.
bool evaluate(BoardCoin &coin, const BoardView &view, const VenueId &preferred, double limitPct);

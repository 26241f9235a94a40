#pragma once

#include "app/insight/usualmove.h"
#include "app/quotes/quoteboard.h"

// How far the coins of the watchlist moved in the last hour, for the ranking of what trends
// (TrendingQuery::priceMoves): by symbol, in standard deviations of the coin's hourly move, signed.
//
// The hour is read off the coin's own trend line; the deviation is taken from the usual move (a median of
// absolute values is 0.6745 of it for a bell curve), so that one wild day doesn't hide the next. Asks nobody
// but for the usual move; a coin of which that isn't known yet is left out.
QHash<QString, double> hourMoves(const QuoteBoard &board, UsualMoves &usual);

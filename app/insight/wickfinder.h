#pragma once

#include "app/insight/lonewicks.h"
#include "app/market/assetdirectory.h"
#include "app/quotes/quoteboard.h"

class CandleHistory;
struct CandleSeries;

struct LoneWicks
{
    QList<LoneWick> wicks; // ascending
    // An exchange could not be read, or not all of the span: wicks may be missing or told of too few. Worth
    // asking again later. One that has no such market or interval isn't meant.
    bool incomplete = false;
};

// Compares the candles of a chart with the other exchanges'. What the history doesn't have it asks them for,
// one after the other; an exchange that can't be read counts as if it had none.
//
// Only exchanges that count in agreement, whose market is in the same coin or in dollars too, as the shown
// one: others can't be compared.
//
// Thread: the history's own.
class WickFinder : public QObject
{
    Q_OBJECT
public:
    static constexpr int mostOthers = 5;
    static constexpr int mostCandles = 1'500; // the newest of the span
    WickFinder(CandleHistory &history, const QuoteBoard &board, const AssetDirectory &assets,
               QObject *parent = nullptr);

    // Wicks of `shown`'s closed candles that start within. `done` runs once, after the call has returned.
    [[nodiscard]] Request find(const AssetId &asset, const CandleSeries &shown, UtcTime from, UtcTime to,
                               Reply<LoneWicks> done);

private:
    class Search;
    QList<VenueId> othersOf(const AssetId &asset, const Instrument &shown) const;

    CandleHistory &m_history;
    const QuoteBoard &m_board;
    const AssetDirectory &m_assets;
};

#pragma once

#include "app/quotes/boardcoin.h"

#include <functional>

// Reads the trends of the watchlist from candles: one call at a time with a pause between, from the source
// whose figure is shown if it has candles, else from the next in the order. Afterwards the prices carry the
// line on; it is read again every two hours, after a wake-up, and when it has a hole.
class TrendReader
{
public:
    using Coins = std::function<std::vector<BoardCoin *>()>; // in the order of their importance
    using Read = std::function<void(BoardCoin &)>;
    TrendReader(Clock &clock, Coins coins, Read read);

    // Something may have become possible: a source is live, a coin was added.
    void look();
    // No trend is trusted any more.
    void readAllAnew();
    // This source is gone, and with it what it was asked for.
    void forget(const VenueId &venue);

private:
    const BoardCoin::Entry *sourceFor(const BoardCoin &coin) const;
    void fetch(BoardCoin &coin, const BoardCoin::Entry &entry);
    void take(BoardCoin &coin, const VenueId &venue, const CandleQuery &query,
              const Result<QList<Candle>> &answer);
    void lookAfter(std::chrono::milliseconds delay);

    Clock &m_clock;
    Coins m_coins;
    Read m_read;
    Request m_request, m_timer;
    MonoTime m_timerAt{};
    VenueId m_asked;
};

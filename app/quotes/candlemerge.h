#pragma once

#include "app/market/candle.h"

#include <map>

// Where a row came from.
enum class CandleOrigin {
    Stream, // the venue's stream, or made up to date from its tickers
    Rest,   // its REST history
};

// What is known of the candles of one instrument and interval, from whatever told of them. The same rows give
// the same candles in whatever order and however often they come:
//
// Of two rows for one candle the better one stays. Closed is better than forming. Of two closed ones REST's
// is better than the stream's. Of two forming ones that with more volume is better, for volume only grows
// (known is better than unknown); of the same volume, that of a later exchange time; then the wider, then
// the later close. This is a total order of what rows say, so that the order of arrival decides nothing.
class CandleMerge
{
public:
    // `asOf`: exchange time of the newest trade in the rows, if known. Returns the time of the first candle
    // that is another one now.
    std::optional<UtcTime> add(const QList<Candle> &rows, CandleOrigin origin, UtcTime asOf = {});

    // Ascending, those that start within; both ends included. All but the newest of all are closed: a candle
    // is final when a later one exists (exchanges.md 2.7).
    QList<Candle> candles(UtcTime from, UtcTime to) const;
    std::optional<Candle> at(UtcTime time) const;
    std::optional<UtcTime> oldest() const;
    std::optional<UtcTime> newest() const;
    qsizetype size() const { return static_cast<qsizetype>(m_rows.size()); }

private:
    struct Row
    {
        Candle candle;
        CandleOrigin origin = CandleOrigin::Stream;
        UtcTime asOf{};
    };
    static bool isBetter(const Row &a, const Row &b);
    Candle shown(const Row &row) const;

    std::map<UtcTime, Row> m_rows;
};

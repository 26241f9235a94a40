#pragma once

#include "app/quotes/candlecache.h"
#include "app/quotes/candlehistory.h"
#include "app/quotes/candlemerge.h"

// All that is known in this run of one instrument's candles of an interval its venue has: the rows, for which
// moments it is known whether there is one, and where the forming candle is. What nobody told is a gap.
class CandleShelf
{
public:
    explicit CandleShelf(const CandleKey &key) : m_key(key) {}
    const CandleKey &key() const { return m_key; }

    // Each returns the time of the first candle that is another one now.
    //
    // All rows of the venue's history that start from `span.from` up to `span.end`. `tip`: where its forming
    // candle starts, when these are its newest rows.
    std::optional<UtcTime> addHistory(const QList<Candle> &rows, const TimeSpan &span,
                                      std::optional<UtcTime> tip);
    std::optional<UtcTime> addKept(const CachedCandles &kept);
    struct StreamNews
    {
        std::optional<UtcTime> changed;
        bool hole = false; // these rows do not follow the newest ones: what lies between is a gap now
    };
    StreamNews addStream(const CandleUpdate &update);
    // What followed the newest row was missed, or is not heard any more.
    void interrupt() { m_current = false; }
    // Who reads or follows it. When the last one leaves it is interrupted: nobody hears of it any more.
    void addUser() { ++m_users; }
    void removeUser();
    bool isUsed() const { return m_users > 0; }
    std::optional<UtcTime> tip() const { return m_tip; } // where the forming candle starts

    // Of starts within `span`, what is not known; with the forming candle since it was interrupted, or
    // when nobody hears the stream.
    QList<TimeSpan> missing(const TimeSpan &span, bool heard = true) const;
    // The venue said that it has nothing older.
    void setBeginning(UtcTime time) { m_beginning = time; }
    std::optional<UtcTime> beginning() const { return m_beginning; }
    std::optional<UtcTime> oldest() const { return m_rows.oldest(); }
    std::optional<Candle> at(UtcTime time) const { return m_rows.at(time); }
    QList<Candle> candles(UtcTime from, UtcTime to) const { return m_rows.candles(from, to); }
    qsizetype size() const { return m_rows.size(); }
    // Spans that were asked of the cache already.
    TimeSpans &asked() { return m_asked; }

private:
    CandleKey m_key;
    CandleMerge m_rows;
    TimeSpans m_known; // of closed candles
    TimeSpans m_asked;
    std::optional<UtcTime> m_tip, m_beginning;
    bool m_current = false; // the forming candle is what the venue's is: it streams, or was read just now
    int m_users = 0;
};

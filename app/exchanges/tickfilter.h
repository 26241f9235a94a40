#pragma once

#include "app/market/candle.h"
#include "app/market/ticker.h"

#include <QHash>
#include <optional>

// Decides which of a venue's tickers are news (platform.md 1.5 and 1.6, cases 37, 41, 43): late ones and
// duplicates go by exchange time, wild ones wait for a second opinion. Pure: it has no clock, the tickers
// carry their times.
class TickFilter
{
public:
    enum class Verdict {
        Taken,
        Duplicate, // same exchange time, same content; or nothing new and no time
        Late,      // older than what is shown
        Foreign,   // more than 24 h from the venue's other instruments, and from our clock
        Held,      // more than 50 % from the last price: a second tick or a REST read must agree first
    };
    enum class From { Stream, Rest };

    // May correct the ticker: exchange times in micro- or nanoseconds become milliseconds.
    Verdict judge(Ticker &ticker, From from);
    // What is held for this instrument; a REST read settles it.
    bool isHeld(const InstrumentId &instrument) const;
    // Exchange time less our wall clock, the median over the instruments; for diagnostics.
    std::optional<std::chrono::milliseconds> skew() const;
    std::optional<Ticker> last(const InstrumentId &instrument) const;
    void forget(const InstrumentId &instrument) { m_known.remove(instrument); }

    // How many of each verdict there were.
    int count(Verdict verdict) const { return m_counts.value(verdict); }

private:
    struct Known
    {
        std::optional<Ticker> shown, held;
        UtcTime newest{};                                // exchange time of what is shown; never goes back
        std::optional<std::chrono::milliseconds> offset; // exchange time less receipt
        std::optional<MonoTime> lateSince;               // nothing but late ticks since
    };
    Verdict decide(const Ticker &ticker, From from);
    bool isForeign(const Ticker &ticker) const;
    std::optional<std::chrono::milliseconds> offsetOfOthers(const InstrumentId &instrument) const;

    QHash<InstrumentId, Known> m_known;
    QHash<Verdict, int> m_counts;
};

// The same for candles: what a late or repeated update would undo is left out. Within one candle volume and
// range only grow, so an update that shrinks them was overtaken by another.
class CandleFilter
{
public:
    // The rows that are news; an update without any is empty.
    CandleUpdate fresh(const CandleUpdate &update);
    // What followed it was missed: the next snapshot is taken as it comes.
    void forget(const InstrumentId &instrument, Interval interval) { m_rows.remove({instrument, interval}); }

private:
    using Key = QPair<InstrumentId, Interval>;
    QHash<Key, QList<Candle>> m_rows; // the last few, ascending
};

#pragma once

#include "tests/support/fakemarket/pricepath.h"

#include <deque>

namespace fake {

inline constexpr qint64 minuteMs = 60'000, hourMs = 60 * minuteMs, dayMs = 24 * hourMs, weekMs = 7 * dayMs,
                        monthMs = 30 * dayMs;

// The grid candles stand on.
struct BarStep
{
    qint64 ms = minuteMs; // monthMs means calendar months
    qint64 shift = 0;     // days begin that much before 00:00 UTC: 8 hours for UTC+8

    // Of the bar that holds `time`. Weeks begin on Monday.
    qint64 startOf(qint64 time) const;
    qint64 next(qint64 start) const { return startOf(start + (ms == monthMs ? 32 * dayMs : ms)); }
};

// The figures of a market at one moment, as text with the market's decimals (padded; trimmed() takes the
// zeros off). A null text is a JSON null.
struct Figures
{
    QByteArray last; // given by the test when lastGiven
    bool lastGiven = false;
    QByteArray bid, ask, bidSize, askSize, lastSize;
    QByteArray open24h, high24h, low24h; // rolling
    QByteArray openUtc, openUtc8;        // of the day by UTC and by UTC+8
    QByteArray baseVolume, quoteVolume, vwap, baseVolume30d;
    QByteArray todayVolume, todayVwap, todayHigh, todayLow; // since 00:00 UTC
    QByteArray change;                                      // last - open24h
    double changeFraction = 0;                              // over 24 h
    double changeUtcFraction = 0;                           // since 00:00 UTC
    UtcTime time{};                                         // of the last trade
    qint64 tradeId = 0;
    qint64 trades = 0; // of 24 h

    // As venues write it that send no zeros at the end; the test's own text stays as it is.
    QByteArray shortLast() const;
};

struct Bar
{
    qint64 time = 0; // ms, start
    QByteArray open, high, low, close, volume, quoteVolume, vwap;
    qint64 trades = 0;
    bool closed = true;
};

// One market of one venue: its spelling, and prices by the path plus the venue's own small deviation.
class Listing
{
public:
    enum class State { Trading, Halted, Delisted, Gone }; // Delisted is still listed, as such; Gone is not

    QByteArray symbol;      // as the venue's socket spells it
    QByteArray base, quote; // as the venue spells them
    QByteArray coin;        // of the price path; another than base after a rename
    int priceDecimals = 2, amountDecimals = 8;
    double share = 1; // of the coin's volume
    State state = State::Trading;
    double liveliness = 1;
    QByteArray quirk; // names the venue's own small deviation; empty: none
    // Faults on the price, percent off and times; a text of the test's own in place of last.
    double offPercent = 0;
    std::optional<QByteArray> lastText;

    QByteArray tick() const; // "0.01"
    bool is(const QByteArray &name) const { return symbol == name || base == name; }
    double valueAt(const PricePath &path, UtcTime at) const;
    // The test's own price. It stays while the path stands still, else until the next beat.
    void push(const QByteArray &last, UtcTime at);
    // On this market alone the price is `percent` off for that long; in the past too.
    void spike(double percent, UtcTime from, std::chrono::milliseconds lasting);
    UtcTime changedAt{}; // of the last trade
    UtcTime pushedAt() const { return m_pushes.empty() ? UtcTime{} : m_pushes.back().at; }
    void letGo()
    {
        m_pinned = false;
        lastText.reset();
    }
    Figures figures(const PricePath &path, UtcTime now) const;
    // Oldest first, none beyond `now`, none before trading began. `count` bars from the one that holds
    // `firstMs` on:
    QList<Bar> barsFrom(const PricePath &path, qint64 firstMs, const BarStep &step, int count,
                        UtcTime now) const;
    // The `count` bars up to the one that holds `lastMs`:
    QList<Bar> barsUpTo(const PricePath &path, qint64 lastMs, const BarStep &step, int count,
                        UtcTime now) const;
    // A past minute is another one than before.
    void forget() { m_rangeMinute = -1, m_hours.clear(); }
    // When trading began; no bars before.
    qint64 listedAt(const PricePath &path) const;

private:
    struct Push
    {
        UtcTime at;
        QByteArray text;
        double value;
    };
    struct Spike
    {
        UtcTime from{}, to{}; // `to` is after it
        double factor = 1;
    };
    struct Range
    {
        double low = 0, high = 0;
    };
    Range range(const PricePath &path, UtcTime from, UtcTime to) const;
    Range dayRange(const PricePath &path, UtcTime now) const;
    Bar bar(const PricePath &path, qint64 startMs, const BarStep &step, UtcTime now) const;
    QByteArray price(double value) const;
    double dollars(const PricePath &path, UtcTime from, UtcTime to) const; // traded

    std::deque<Push> m_pushes;
    std::vector<Spike> m_spikes;
    mutable double m_dayDollars = 0; // of the 24 h, as of m_rangeMinute
    bool m_pinned = false;
    mutable qint64 m_rangeMinute = -1; // the 24 h range is worked out once a minute ...
    mutable Range m_range;
    mutable QHash<qint64, Range> m_hours; // ... from hours that can't change any more
};

// "63250.00" → "63250", "0.50" → "0.5"
QByteArray trimmed(const QByteArray &decimal);
// Fixed notation.
QByteArray fixed(double value, int decimals);
} // namespace fake

#pragma once

#include "app/quotes/historyshelves.h"

#include <deque>

// Closing prices of single minutes. They are read in windows of three hours, which is one read on every venue
// and serves all that ask for a time nearby; one window at a time, so that a hundred stories do not hold up a
// chart.
//
// Where a venue has no candle for the minute nothing was traded there, and the next venue is asked. The price
// before is no answer, though Coinbase's page suggests to fill forward: it may be hours old, and what is said
// of a story is said to the minute.
class MinuteCloses
{
public:
    explicit MinuteCloses(HistoryShelves &shelves) : m_shelves(shelves) {}
    ~MinuteCloses();

    // A minute that ended only just now is waited for; one that is yet to come has no close.
    [[nodiscard]] Request closeBefore(const AssetId &asset, UtcTime time,
                                      Reply<std::optional<MinuteClose>> done);

private:
    struct Question;
    class Pending;
    void begin(const std::shared_ptr<Question> &question);
    void next();
    void ask();
    void read(const CandleSource &source);
    void answer(const Result<std::optional<MinuteClose>> &result);

    HistoryShelves &m_shelves;
    std::deque<std::shared_ptr<Question>> m_waiting;
    std::shared_ptr<Question> m_current;
    Request m_step;
};

#pragma once

#include "app/base/time.h"

#include <array>

// How a made-up market's trading spreads over time: busier in the hours of Europe and America, thinner at
// weekends, in bursts of minutes. A pure function of seed and time; what lies between two moments is the sum
// of its parts, so that an hour's candle has the volume of its sixty minutes.
class TradedVolume
{
public:
    explicit TradedVolume(quint64 seed);

    // In average days; 0 when `to` is not after `from`. An instance remembers the last day it was asked for:
    // one thread.
    double between(UtcTime from, UtcTime to) const;

private:
    template <size_t Count> struct Parts // of one whole, as shares of it
    {
        qint64 whole = -1;
        std::array<double, Count> shares{};
    };
    double day(qint64 day) const;
    double minute(qint64 minute) const;
    double hour(qint64 hour) const;
    double quarter(qint64 quarter) const;
    double bell(qint64 step, quint64 level) const;

    quint64 m_seed;
    mutable Parts<24> m_hours;
    mutable Parts<4> m_quarters;
    mutable Parts<15> m_minutes;
};

#pragma once

#include "app/base/time.h"
#include "app/market/candle.h"

#include <QList>
#include <optional>

// The last 24 h of a price as a line: the closing prices of its candles, evenly spaced, the newest point
// being the price now. For drawing, hence floats.
class Trend
{
public:
    static constexpr std::chrono::hours span{24};

    // From candles of 15 or 30 minutes or an hour, ascending. Where a market had no trades a venue leaves
    // rows out; the price before stands there. `marketTime` is the venue's own time now, if known.
    void set(const InstrumentId &instrument, Interval interval, const QList<Candle> &candles, MonoTime now,
             std::optional<UtcTime> marketTime);
    // The newest point; opens the next one when its time has come.
    void update(const Decimal &last, MonoTime now);

    bool isEmpty() const { return m_points.isEmpty(); }
    const QList<float> &points() const { return m_points; }
    const InstrumentId &instrument() const { return m_instrument; }
    // No price came for so long that the line has a hole: better read anew.
    bool hasGap(MonoTime now) const { return !isEmpty() && now >= m_stepEnds + m_step; }

private:
    InstrumentId m_instrument;
    QList<float> m_points;
    std::chrono::milliseconds m_step{0};
    MonoTime m_stepEnds{};
};

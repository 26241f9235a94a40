#include "app/quotes/candlebuild.h"

#include <algorithm>

namespace {
bool divides(Interval small, Interval big)
{
    if (small == Interval::Month)
        return false;
    if (big == Interval::Month) // weeks run across its borders
        return intervalLength(small) <= intervalLength(Interval::D1) &&
               intervalLength(Interval::D1) % intervalLength(small) == std::chrono::milliseconds{0};
    return small != Interval::W1 && intervalLength(small) < intervalLength(big) &&
           intervalLength(big) % intervalLength(small) == std::chrono::milliseconds{0};
}

void extend(Candle &big, const Candle &row)
{
    big.high = std::max(big.high, row.high);
    big.low = std::min(big.low, row.low);
    big.close = row.close;
    big.volume = big.volume && row.volume ? Decimal::add(*big.volume, *row.volume) : std::nullopt;
}
} // namespace

std::optional<Interval> sourceInterval(const QList<Interval> &offered, Interval wanted)
{
    if (offered.contains(wanted))
        return wanted;
    std::optional<Interval> best;
    for (const Interval interval : offered) {
        if (divides(interval, wanted) && (!best || intervalLength(interval) > intervalLength(*best)))
            best = interval;
    }
    return best;
}

QList<Candle> buildCandles(const QList<Candle> &small, Interval from, Interval to)
{
    QList<Candle> built;
    for (const Candle &row : small) {
        const UtcTime start = candleStart(to, row.time);
        if (built.isEmpty() || built.constLast().time != start) {
            if (!built.isEmpty())
                built.last().closed = true;
            built.append(row);
            built.last().time = start;
        } else {
            extend(built.last(), row);
        }
        built.last().closed = row.closed && candleEnd(from, row.time) >= candleEnd(to, start);
    }
    return built;
}

#include "app/insight/lonewicks.h"

#include "app/insight/closeline.h"

#include <algorithm>
#include <optional>

namespace {

// How far a candle reaches, in percent of its low.
double rangePct(double low, double high)
{
    return low > 0 ? (high - low) / low * 100 : 0;
}

const Candle *candleAt(const QList<Candle> &candles, UtcTime time)
{
    const auto found = std::lower_bound(candles.begin(), candles.end(), time,
                                        [](const Candle &candle, UtcTime at) { return candle.time < at; });
    return found != candles.end() && found->time == time && found->closed ? &*found : nullptr;
}

// One candle of the venue beside the others'.
struct Beside
{
    const Candle *own = nullptr;
    const VenueCandles *lowest = nullptr, *highest = nullptr; // of the others
    Decimal low, high;                                        // theirs
    std::vector<double> closes;
};

std::optional<Beside> beside(const Candle &own, const QList<VenueCandles> &others)
{
    Beside all{&own, {}, {}, {}, {}, {}};
    for (const VenueCandles &venue : others) {
        const Candle *candle = candleAt(venue.candles, own.time);
        if (!candle)
            continue;
        if (!all.lowest || candle->low < all.low)
            all.low = candle->low, all.lowest = &venue;
        if (!all.highest || candle->high > all.high)
            all.high = candle->high, all.highest = &venue;
        all.closes.push_back(candle->close.toDouble());
    }
    return all.closes.size() >= leastOthers ? std::optional(std::move(all)) : std::nullopt;
}

std::optional<LoneWick> wickOf(const Beside &all, bool low, double usualRangePct, double apart)
{
    const Decimal &lone = low ? all.own->low : all.own->high, &others = low ? all.low : all.high;
    const double theirs = others.toDouble();
    if (theirs <= 0 || (low ? lone >= others : lone <= others))
        return {};
    const double pastPct = (lone.toDouble() / apart / theirs - 1) * (low ? -100 : 100);
    const double othersRangePct = rangePct(all.low.toDouble(), all.high.toDouble());
    if (pastPct <=
        std::max({leastLonePct, othersRangePct * loneOfOthersRange, usualRangePct * loneOfUsualRange}))
        return {};
    const VenueCandles &furthest = low ? *all.lowest : *all.highest;
    return LoneWick{all.own->time,
                    low,
                    lone,
                    others,
                    static_cast<int>(all.closes.size()),
                    furthest.instrument.id,
                    displayScale(furthest.instrument)};
}

Decimal::Coefficient floorDiv(Decimal::Coefficient value, Decimal::Coefficient step)
{
    return value >= 0 ? value / step : -((-value + step - 1) / step);
}

} // namespace

QList<LoneWick> loneWicks(const VenueCandles &own, const QList<VenueCandles> &others, UtcTime from,
                          UtcTime to)
{
    std::vector<double> ranges, distances;
    std::vector<Beside> candles;
    for (const Candle &candle : own.candles) {
        if (!candle.closed)
            continue;
        ranges.push_back(rangePct(candle.low.toDouble(), candle.high.toDouble()));
        if (candle.time < from || candle.time > to)
            continue;
        auto all = beside(candle, others);
        if (!all)
            continue;
        if (const auto theirs = medianOf(all->closes); theirs && *theirs > 0)
            distances.push_back(candle.close.toDouble() / *theirs);
        candles.push_back(std::move(*all));
    }
    const double usual = medianOf(std::move(ranges)).value_or(0),
                 apart = medianOf(std::move(distances)).value_or(1);
    QList<LoneWick> wicks;
    for (const Beside &all : candles)
        for (const bool low : {true, false})
            if (const auto wick = wickOf(all, low, usual, apart > 0 ? apart : 1))
                wicks.append(*wick);
    return wicks;
}

Decimal loneLevel(const LoneWick &wick)
{
    const int scale = std::max(wick.lone.scale(), wick.others.scale());
    const Decimal::Coefficient lone = wick.lone.rounded(scale).coefficient(),
                               others = wick.others.rounded(scale).coefficient();
    for (int power = wick.others.magnitude() + scale; power > 0; --power) {
        const Decimal::Coefficient step = Decimal::powerOfTen(power);
        // The multiple nearest to the others that they did not pass.
        const Decimal::Coefficient level =
            wick.low ? floorDiv(others, step) * step : -floorDiv(-others, step) * step;
        if (wick.low ? level > lone : level < lone)
            return Decimal(level, scale).trimmed();
    }
    return wick.others;
}

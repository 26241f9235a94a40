#include "ui/charts/plotcandles.h"

#include <algorithm>
#include <limits>

namespace {
constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

// Lowest and highest of each pixel column, in the order they came; the last point stays.
QList<QPointF> thinned(const QList<QPointF> &points)
{
    QList<QPointF> kept;
    for (qsizetype i = 0; i < points.size();) {
        const double column = std::floor(points[i].x());
        qsizetype low = i, high = i, next = i;
        for (; next < points.size() && std::floor(points[next].x()) == column; ++next) {
            if (points[next].y() < points[low].y())
                low = next;
            if (points[next].y() > points[high].y())
                high = next;
        }
        kept.append(points[std::min(low, high)]);
        if (low != high)
            kept.append(points[std::max(low, high)]);
        i = next;
    }
    if (!points.isEmpty() && kept.last() != points.last())
        kept.append(points.last());
    return kept;
}

QList<QPointF> thinnedIfDense(const QList<QPointF> &points)
{
    if (points.size() < 2)
        return points;
    const double columns = points.last().x() - points.first().x();
    return static_cast<double>(points.size()) > 2 * columns ? thinned(points) : points;
}
} // namespace

PlotCandle plotCandle(const Candle &candle, double length)
{
    const auto time = static_cast<double>(toMsecs(candle.time));
    return {.time = time,
            .end = time + length,
            .open = candle.open.toDouble(),
            .high = candle.high.toDouble(),
            .low = candle.low.toDouble(),
            .close = candle.close.toDouble(),
            .volume = candle.volume ? candle.volume->toDouble() : 0};
}

QList<PlotCandle> plotCandles(const CandleSeries &series)
{
    const auto length = static_cast<double>(intervalLength(series.interval).count());
    QList<PlotCandle> candles;
    candles.reserve(series.candles.size());
    for (const Candle &candle : series.candles)
        candles.append(plotCandle(candle, length));
    return candles;
}

IndexRange candlesWithin(const QList<PlotCandle> &candles, double from, double to)
{
    const auto first = std::lower_bound(candles.begin(), candles.end(), from,
                                        [](const PlotCandle &c, double time) { return c.end <= time; });
    const auto last = std::lower_bound(first, candles.end(), to,
                                       [](const PlotCandle &c, double time) { return c.time < time; });
    return {first - candles.begin(), last - candles.begin()};
}

qsizetype candleAt(const QList<PlotCandle> &candles, double time)
{
    const auto after = std::upper_bound(candles.begin(), candles.end(), time,
                                        [](double t, const PlotCandle &c) { return t < c.time; });
    if (after == candles.begin())
        return candles.isEmpty() ? -1 : 0;
    const qsizetype at = after - candles.begin() - 1;
    const bool inGap = after != candles.end() && time >= candles[at].end;
    return inGap && after->time - time < time - candles[at].end ? at + 1 : at;
}

std::optional<double> valueAt(const QList<PlotCandle> &candles, double time)
{
    const auto open = std::upper_bound(candles.begin(), candles.end(), time,
                                       [](double t, const PlotCandle &c) { return t < c.end; });
    if (open != candles.begin())
        return std::prev(open)->close;
    if (candles.isEmpty() || time < candles.first().time)
        return std::nullopt;
    return candles.first().open;
}

QList<PlotCandle> joinedCandles(const QList<PlotCandle> &candles, IndexRange range, const TimeScale &scale,
                                double leastWidth)
{
    if (range.isEmpty())
        return {};
    const double length = candles[range.first].end - candles[range.first].time;
    const double width = scale.width(length);
    if (width >= leastWidth)
        return candles.mid(range.first, range.size());
    const double joint = length * std::ceil(leastWidth / width);
    QList<PlotCandle> joined;
    double block = -1;
    for (qsizetype i = range.first; i < range.last; ++i) {
        const PlotCandle &one = candles[i];
        if (const double own = std::floor(one.time / joint); own != block) {
            block = own;
            joined.append(one);
            joined.last().time = own * joint;
            joined.last().end = (own + 1) * joint;
            continue;
        }
        PlotCandle &all = joined.last();
        all.high = std::max(all.high, one.high);
        all.low = std::min(all.low, one.low);
        all.close = one.close;
        all.volume += one.volume;
    }
    return joined;
}

QList<QPointF> closeLine(const QList<PlotCandle> &candles, IndexRange range, const TimeScale &x,
                         const ValueScale &y, std::optional<double> now)
{
    QList<QPointF> points;
    if (range.isEmpty())
        return points;
    points.reserve(range.size() + 1);
    points.append({x.x(candles[range.first].time), y.y(candles[range.first].open)});
    for (qsizetype i = range.first; i < range.last; ++i)
        points.append({x.x(candles[i].end), y.y(candles[i].close)});
    const PlotCandle &last = candles[range.last - 1];
    if (now && range.last == candles.size() && *now < last.end)
        points.last().setX(x.x(std::max(last.time, *now)));
    return thinnedIfDense(points);
}

QList<QPointF> valueLine(const QList<PlotCandle> &candles, const QList<double> &values, IndexRange range,
                         const TimeScale &x, const ValueScale &y)
{
    QList<QPointF> points;
    for (qsizetype i = range.first; i < range.last && i < values.size(); ++i) {
        if (std::isfinite(values[i]))
            points.append({x.x((candles[i].time + candles[i].end) / 2), y.y(values[i])});
    }
    return thinnedIfDense(points);
}

QList<double> movingAverage(const QList<PlotCandle> &candles, const AverageSpec &spec)
{
    const qsizetype period = std::max(1, spec.period);
    QList<double> values(candles.size(), nothing);
    if (candles.size() < period)
        return values;
    double sum = 0;
    for (qsizetype i = 0; i < period; ++i)
        sum += candles[i].close;
    double last = sum / static_cast<double>(period);
    values[period - 1] = last;
    const double weight = 2.0 / (static_cast<double>(period) + 1);
    for (qsizetype i = period; i < candles.size(); ++i) {
        sum += candles[i].close - candles[i - period].close;
        last =
            spec.exponential ? last + weight * (candles[i].close - last) : sum / static_cast<double>(period);
        values[i] = last;
    }
    return values;
}

#include "app/insight/closeline.h"

#include <algorithm>
#include <cmath>
#include <limits>

CloseLine CloseLine::of(const QList<Candle> &candles, Interval interval)
{
    CloseLine line;
    line.step = intervalLength(interval);
    if (interval == Interval::Month)
        return line;
    for (const Candle &candle : candles) {
        if (!candle.closed)
            continue;
        const UtcTime end = candle.time + line.step;
        if (line.closes.empty())
            line.first = end;
        const auto ahead = end - line.first;
        if (ahead.count() < 0 || ahead % line.step != std::chrono::milliseconds{0})
            continue; // off the grid
        const auto index = static_cast<size_t>(ahead / line.step);
        if (index >= line.closes.size())
            line.closes.resize(index + 1, std::numeric_limits<double>::quiet_NaN());
        line.closes[index] = candle.close.toDouble();
    }
    return line;
}

std::optional<double> CloseLine::at(UtcTime time) const
{
    const auto ahead = time - first;
    if (closes.empty() || ahead.count() < 0 || ahead % step != std::chrono::milliseconds{0})
        return {};
    const auto index = static_cast<size_t>(ahead / step);
    if (index >= closes.size() || std::isnan(closes[index]))
        return {};
    return closes[index];
}

std::optional<double> CloseLine::move(size_t from, size_t to) const
{
    if (from >= closes.size() || to >= closes.size() || !(closes[from] > 0) || !(closes[to] > 0))
        return {};
    return percentMove(closes[from], closes[to]);
}

double percentMove(double from, double to)
{
    return (to - from) / from * 100;
}

double percentMove(const Decimal &from, const Decimal &to)
{
    return percentMove(from.toDouble(), to.toDouble());
}

std::optional<double> medianOf(std::vector<double> values)
{
    if (values.empty())
        return {};
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1)
        return *middle;
    return (*std::max_element(values.begin(), middle) + *middle) / 2;
}

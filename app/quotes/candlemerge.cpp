#include "app/quotes/candlemerge.h"

#include <tuple>

namespace {
// "0.10" and "0.1" are the same amount; which of them is written decides at the very end.
auto digits(const Candle &c)
{
    return std::tuple(c.open.scale(), c.high.scale(), c.low.scale(), c.close.scale(),
                      c.volume ? c.volume->scale() : -1);
}
} // namespace

bool CandleMerge::isBetter(const Row &a, const Row &b)
{
    const auto said = [](const Row &row) {
        const Candle &c = row.candle;
        const bool byRest = c.closed && row.origin == CandleOrigin::Rest;
        return std::tuple(c.closed, byRest, c.volume.has_value(), c.volume.value_or(Decimal{}), row.asOf,
                          c.high);
    };
    const auto x = said(a), y = said(b);
    if (x != y)
        return y < x;
    if (a.candle.low != b.candle.low)
        return a.candle.low < b.candle.low;
    const auto rest = [](const Row &row) {
        return std::tuple(row.candle.close, row.candle.open, row.origin == CandleOrigin::Rest,
                          digits(row.candle));
    };
    return rest(b) < rest(a);
}

std::optional<UtcTime> CandleMerge::add(const QList<Candle> &rows, CandleOrigin origin, UtcTime asOf)
{
    std::optional<UtcTime> changed;
    const auto note = [&](UtcTime time) { changed = changed ? std::min(*changed, time) : time; };
    for (const Candle &candle : rows) {
        const auto last = m_rows.empty() ? m_rows.end() : std::prev(m_rows.end());
        const Row row{candle, origin, asOf};
        const auto [at, added] = m_rows.try_emplace(candle.time, row);
        if (added) { // the one before may have been forming until now
            note(last != m_rows.end() && last->first < candle.time && !last->second.candle.closed
                     ? last->first
                     : candle.time);
            continue;
        }
        if (!isBetter(row, at->second))
            continue;
        const Candle before = shown(at->second);
        at->second = row;
        if (shown(at->second) != before)
            note(candle.time);
    }
    return changed;
}

Candle CandleMerge::shown(const Row &row) const
{
    Candle candle = row.candle;
    candle.closed = candle.closed || candle.time != m_rows.rbegin()->first;
    return candle;
}

QList<Candle> CandleMerge::candles(UtcTime from, UtcTime to) const
{
    QList<Candle> list;
    for (auto at = m_rows.lower_bound(from); at != m_rows.end() && at->first <= to; ++at)
        list.append(shown(at->second));
    return list;
}

std::optional<Candle> CandleMerge::at(UtcTime time) const
{
    const auto found = m_rows.find(time);
    return found == m_rows.end() ? std::nullopt : std::optional(shown(found->second));
}

std::optional<UtcTime> CandleMerge::oldest() const
{
    return m_rows.empty() ? std::nullopt : std::optional(m_rows.begin()->first);
}

std::optional<UtcTime> CandleMerge::newest() const
{
    return m_rows.empty() ? std::nullopt : std::optional(m_rows.rbegin()->first);
}

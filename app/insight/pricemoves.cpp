#include "app/insight/pricemoves.h"

#include <algorithm>
#include <cmath>

using namespace std::chrono;
using namespace std::chrono_literals;

namespace {
constexpr auto longestSteps = static_cast<size_t>(longestMove / 15min);
constexpr double nearInQuarters = 0.1, nearInMinutes = 0.05; // parts of the way
constexpr double stillPct = 0.005;                           // a market that usually moves less doesn't move

// A stretch of the line that goes far enough.
struct Stretch
{
    size_t from = 0, to = 0;
    double pct = 0, usual = 0, times = 0;
};

bool stronger(const Stretch &a, const Stretch &b)
{
    if (a.times != b.times)
        return a.times > b.times;
    if (a.to - a.from != b.to - b.from)
        return a.to - a.from < b.to - b.from;
    return a.to > b.to;
}

// What is usual for spans of 1, 2, ... steps; a longer span is never taken to be quieter than a shorter one.
std::vector<double> usualBySteps(const CloseLine &line)
{
    std::vector<double> table;
    double usual = 0;
    for (size_t steps = 1; steps <= longestSteps + 2; ++steps) {
        usual = std::max(usual, usualMove(line, line.step * static_cast<qint64>(steps)).value_or(0));
        table.push_back(usual);
    }
    return table;
}

// The part of a stretch in which the price went: from the last close near its origin to the first near its
// goal.
std::pair<size_t, size_t> trimmed(const CloseLine &line, size_t from, size_t to, double part)
{
    const double origin = line.closes[from], goal = line.closes[to];
    const double direction = goal < origin ? -1 : 1;
    const double near = std::abs(goal - origin) * part;
    size_t start = from, end = to;
    for (size_t i = from; i < to; ++i) {
        if ((line.closes[i] - origin) * direction <= near)
            start = i;
    }
    for (size_t i = to; i > start; --i) {
        if ((goal - line.closes[i]) * direction <= near)
            end = i;
    }
    return {start, end};
}

// The stretch, trimmed where it stays unusual then.
std::optional<Stretch> stretchOf(const CloseLine &line, const std::vector<double> &usual, size_t from,
                                 size_t to)
{
    const auto [start, end] = trimmed(line, from, to, nearInQuarters);
    for (const auto &[a, b] : {std::pair{start, end}, std::pair{from, to}}) {
        const auto pct = line.move(a, b);
        const double usually = usual[b - a - 1];
        if (pct && usually >= stillPct && std::abs(*pct) > unusualBeyond * usually)
            return Stretch{a, b, *pct, usually, std::abs(*pct) / usually};
    }
    return {};
}

std::vector<Stretch> stretches(const CloseLine &line, const std::vector<double> &usual, UtcTime since)
{
    std::vector<Stretch> found;
    for (size_t steps = 1; steps <= longestSteps; ++steps) {
        for (size_t from = 0; from + steps < line.closes.size(); ++from) {
            if (line.timeOf(from) < since || !line.move(from, from + steps))
                continue;
            if (const auto stretch = stretchOf(line, usual, from, from + steps))
                found.push_back(*stretch);
        }
    }
    std::sort(found.begin(), found.end(), stronger);
    return found;
}

bool touches(const CloseLine &line, const Stretch &a, const Stretch &b)
{
    return line.timeOf(a.from) < line.timeOf(b.to) + betweenMoves &&
           line.timeOf(b.from) < line.timeOf(a.to) + betweenMoves;
}

// Times the usual of the strongest stretch of a median day. Of the spans, each twice as long as the one
// before, that is enough to tell.
double medianDay(const CloseLine &line, const std::vector<double> &usual)
{
    const auto day = static_cast<size_t>(24h / line.step);
    std::vector<double> strongest(line.closes.size() / day, 0.0);
    if (strongest.size() < leastDays)
        return 0;
    for (size_t steps = 1; steps <= longestSteps; steps *= 2) {
        for (size_t from = 0; from + steps < line.closes.size() && from / day < strongest.size(); ++from) {
            if (!line.move(from, from + steps))
                continue;
            if (const auto stretch = stretchOf(line, usual, from, from + steps))
                strongest[from / day] = std::max(strongest[from / day], stretch->times);
        }
    }
    return medianOf(std::move(strongest)).value_or(0);
}

// The closes themselves, by the moment they were made at.
std::optional<Decimal> closeAt(const QList<Candle> &candles, UtcTime end, milliseconds step)
{
    const auto at = std::lower_bound(candles.begin(), candles.end(), end - step,
                                     [](const Candle &c, UtcTime time) { return c.time < time; });
    return at != candles.end() && at->time == end - step ? std::optional(at->close) : std::nullopt;
}

// Where in a line of minutes the price went furthest in the move's direction, first low then high (or the
// other way round for a fall).
std::optional<std::pair<size_t, size_t>> furthest(const CloseLine &minutes, double direction)
{
    std::optional<std::pair<size_t, size_t>> best;
    std::optional<size_t> origin;
    double most = 0;
    for (size_t i = 0; i < minutes.closes.size(); ++i) {
        const double close = minutes.closes[i];
        if (std::isnan(close))
            continue;
        if (!origin || (minutes.closes[*origin] - close) * direction >= 0)
            origin = i;
        const double way = (close - minutes.closes[*origin]) * direction;
        if (way > most) {
            most = way;
            best = {*origin, i};
        }
    }
    return best;
}
} // namespace

QList<PriceMove> unusualMoves(const QList<Candle> &candles, UtcTime since)
{
    const CloseLine line = CloseLine::of(candles, moveInterval);
    if (line.isEmpty())
        return {};
    const std::vector<double> usual = usualBySteps(line);
    const double ordinary = medianDay(line, usual);
    std::vector<Stretch> taken;
    for (const Stretch &stretch : stretches(line, usual, since)) { // the strongest first
        if (stretch.times <= ordinary)
            break;
        const bool part = std::any_of(taken.begin(), taken.end(),
                                      [&](const Stretch &other) { return touches(line, other, stretch); });
        if (!part)
            taken.push_back(stretch);
    }
    QList<PriceMove> moves;
    for (const Stretch &stretch : taken) {
        const UtcTime start = line.timeOf(stretch.from), end = line.timeOf(stretch.to);
        const auto from = closeAt(candles, start, line.step), to = closeAt(candles, end, line.step);
        if (from && to)
            moves.append({start, end, *from, *to, stretch.pct, stretch.usual, stretch.times, false});
    }
    std::sort(moves.begin(), moves.end(),
              [](const PriceMove &a, const PriceMove &b) { return a.start < b.start; });
    return moves;
}

PriceMove refined(const PriceMove &move, const QList<Candle> &minutes, const CloseLine &line)
{
    QList<Candle> around = minutes;
    around.removeIf([&](const Candle &candle) {
        const UtcTime end = candle.time + 1min;
        return end < move.start - line.step || end > move.end + line.step;
    });
    const CloseLine closes = CloseLine::of(around, Interval::M1);
    const double direction = move.pct < 0 ? -1 : 1;
    const auto reach = furthest(closes, direction);
    if (!reach)
        return move;
    const auto [from, to] = trimmed(closes, reach->first, reach->second, nearInMinutes);
    PriceMove exact = move;
    exact.start = closes.timeOf(from);
    exact.end = closes.timeOf(to);
    const auto first = closeAt(around, exact.start, 1min), last = closeAt(around, exact.end, 1min);
    const auto steps = std::max<qint64>(1, (exact.span() + line.step / 2) / line.step);
    const std::vector<double> table = usualBySteps(line);
    const double usual = table[std::min(static_cast<size_t>(steps), table.size()) - 1];
    if (!first || !last || usual < stillPct)
        return move;
    exact.from = *first;
    exact.to = *last;
    exact.pct = percentMove(*first, *last);
    exact.usualPct = usual;
    exact.times = std::abs(exact.pct) / usual;
    exact.toTheMinute = true;
    return exact.times > unusualBeyond ? exact : move;
}

#include "app/exchanges/simulated/tradedvolume.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

using namespace std::chrono;

namespace {
constexpr qint64 minuteMs = 60'000, quarterMs = 15 * minuteMs, hourMs = 4 * quarterMs, dayMs = 24 * hourMs;

quint64 mix(quint64 x)
{
    x += 0x9e3779b97f4a7c15ull; // SplitMix64
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ull;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebull;
    return x ^ (x >> 31);
}

double unit(quint64 hash)
{
    return static_cast<double>(hash >> 11) * 0x1p-53;
}

// The shares of a whole by weight.
template <typename Parts, typename Weight> double share(Parts &parts, qint64 part, Weight weight)
{
    const auto count = static_cast<qint64>(parts.shares.size());
    const qint64 whole = part / count;
    if (parts.whole != whole) {
        parts.whole = whole;
        for (qint64 i = 0; i < count; ++i)
            parts.shares[static_cast<size_t>(i)] = weight(whole * count + i);
        const double sum = std::accumulate(parts.shares.begin(), parts.shares.end(), 0.0);
        for (double &one : parts.shares)
            one /= sum;
    }
    return parts.shares[static_cast<size_t>(part - whole * count)];
}
} // namespace

TradedVolume::TradedVolume(quint64 seed) : m_seed(mix(seed)) {}

// Near enough to a bell curve of deviation 1.
double TradedVolume::bell(qint64 step, quint64 level) const
{
    quint64 hash = mix(m_seed ^ mix(static_cast<quint64>(step)) ^ level);
    double sum = -1.5;
    for (int i = 0; i < 3; ++i)
        sum += unit(hash = mix(hash));
    return sum * 2;
}

double TradedVolume::day(qint64 day) const
{
    const bool weekend = day % 7 == 2 || day % 7 == 3; // the epoch was a Thursday
    return std::exp(0.25 * bell(day, 1)) * (weekend ? 0.75 : 1.05);
}

double TradedVolume::hour(qint64 hour) const
{
    return day(hour / 24) * share(m_hours, hour, [this](qint64 one) {
               // Busiest about 15:00 UTC, quietest twelve hours away.
               const double clock = static_cast<double>(one % 24 - 15) / 24 * 2 * std::numbers::pi;
               return std::exp(0.45 * std::cos(clock) + 0.3 * bell(one, 2));
           });
}

double TradedVolume::quarter(qint64 quarter) const
{
    return hour(quarter / 4) *
           share(m_quarters, quarter, [this](qint64 one) { return std::exp(0.4 * bell(one, 3)); });
}

double TradedVolume::minute(qint64 minute) const
{
    return quarter(minute / 15) *
           share(m_minutes, minute, [this](qint64 one) { return std::exp(0.7 * bell(one, 4)); });
}

double TradedVolume::between(UtcTime from, UtcTime to) const
{
    const qint64 end = toMsecs(to);
    double sum = 0;
    for (qint64 at = std::max<qint64>(toMsecs(from), 0); at < end;) {
        const auto whole = [&](qint64 length) { return at % length == 0 && end - at >= length; };
        if (whole(dayMs)) {
            sum += day(at / dayMs);
            at += dayMs;
        } else if (whole(hourMs)) {
            sum += hour(at / hourMs);
            at += hourMs;
        } else if (whole(quarterMs)) {
            sum += quarter(at / quarterMs);
            at += quarterMs;
        } else {
            const qint64 until = std::min(end, (at / minuteMs + 1) * minuteMs);
            sum += minute(at / minuteMs) * static_cast<double>(until - at) / minuteMs;
            at = until;
        }
    }
    return sum;
}

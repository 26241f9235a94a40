#include "tests/support/fakemarket/pricepath.h"

#include <algorithm>
#include <cmath>

namespace fake {

namespace {
constexpr double day = 86'400;

quint64 mix(quint64 x)
{
    x += 0x9e3779b97f4a7c15ull; // SplitMix64
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ull;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebull;
    return x ^ (x >> 31);
}

quint64 nameHash(const QByteArray &name)
{
    quint64 hash = 0xcbf29ce484222325ull; // FNV-1a: the same on every machine, unlike qHash
    for (const char c : name)
        hash = (hash ^ static_cast<quint8>(c)) * 0x100000001b3ull;
    return hash;
}

double unit(quint64 hash)
{
    return static_cast<double>(mix(hash) >> 11) * 0x1p-53;
}

// Smooth noise with one random value each `period` seconds, in [-1, 1].
double valueNoise(quint64 key, double seconds, double period)
{
    const double x = seconds / period;
    const double cell = std::floor(x);
    const double f = x - cell;
    const auto at = [&](double c) {
        return unit(key ^ mix(static_cast<quint64>(static_cast<qint64>(c)))) * 2 - 1;
    };
    const double s = f * f * (3 - 2 * f);
    return at(cell) * (1 - s) + at(cell + 1) * s;
}

double secondsSince(UtcTime start, UtcTime at)
{
    return std::chrono::duration<double>(at - start).count();
}
} // namespace

PricePath::PricePath(quint64 seed, UtcTime start) : m_seed(mix(seed)), m_start(start) {}

const Coin *PricePath::coin(const QByteArray &symbol) const
{
    if (const Coin *known = findCoin(symbol))
        return known;
    const auto extra = m_extra.constFind(symbol);
    return extra == m_extra.cend() ? nullptr : &*extra;
}

double PricePath::noise(const QByteArray &name, UtcTime at, std::chrono::milliseconds period) const
{
    return valueNoise(m_seed ^ nameHash(name), secondsSince(m_start, at),
                      std::chrono::duration<double>(period).count());
}

double PricePath::chance(const QByteArray &name, qint64 step) const
{
    return unit(m_seed ^ nameHash(name) ^ mix(static_cast<quint64>(step)));
}

double PricePath::logPath(const Coin &coin, double seconds) const
{
    // Octaves from a second to some months; amplitude with the square root of the period, as of a random
    // walk.
    static constexpr double periods[] = {1.3,   5,      17,     61,      247,     911,
                                         3'607, 14'401, 50'021, 200'003, 800'011, 3'200'003};
    const double dayMove = coin.stable ? 0.00006 : 0.016;
    double sum = 0;
    quint64 octave = nameHash(coin.symbol) ^ m_seed;
    for (const double period : periods) {
        octave = mix(octave);
        sum += valueNoise(octave, seconds, period) * dayMove * std::sqrt(period / day);
    }
    return sum;
}

const PricePath::Ends &PricePath::ends(const Coin &coin) const
{
    const auto known = m_ends.constFind(coin.symbol);
    if (known != m_ends.cend())
        return *known;
    const double atStart = logPath(coin, 0);
    // The day before the start is bent so that it makes exactly the table's change.
    return *m_ends.insert(coin.symbol,
                          {atStart, std::log1p(coin.changePct / 100) - (atStart - logPath(coin, -day))});
}

double PricePath::undisturbed(const Coin &coin, UtcTime at) const
{
    const double seconds = m_stopped ? std::min(0.0, secondsSince(m_start, at)) : secondsSince(m_start, at);
    const Ends &ends = this->ends(coin);
    const double along = std::clamp(1 + seconds / day, 0.0, 1.0);
    // The table is in USDT, whose own path comes on top; a depeg of set() does not.
    const double base = coin.stable ? coin.price : coin.price * undisturbed(*findCoin("USDT"), at);
    return base * std::exp(logPath(coin, seconds) - ends.atStart + ends.bend * (along - 1));
}

double PricePath::usd(const QByteArray &symbol, UtcTime at) const
{
    if (symbol == "USD")
        return 1;
    const Coin *known = coin(symbol);
    if (!known)
        return 0;
    double factor = 1;
    const auto factors = m_factors.constFind(symbol);
    if (factors != m_factors.cend()) {
        const auto after = factors->upper_bound(at);
        if (after != factors->begin())
            factor = std::prev(after)->second;
    }
    return undisturbed(*known, at) * factor;
}

void PricePath::set(const QByteArray &symbol, double usd, UtcTime from)
{
    if (const Coin *known = coin(symbol))
        m_factors[symbol][from] = usd / undisturbed(*known, from);
}

} // namespace fake

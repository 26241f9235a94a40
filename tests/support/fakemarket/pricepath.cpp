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

PricePath::PricePath(quint64 seed, UtcTime start) : m_seed(mix(seed)), m_start(start)
{
    for (const Coin &coin : coins())
        add(coin);
}

void PricePath::add(const Coin &coin)
{
    if (m_tracks.contains(coin.symbol))
        return;
    Track track;
    track.coin = coin;
    track.key = nameHash(coin.symbol) ^ m_seed;
    track.volume = TradedVolume(track.key);
    track.atStart = logPath(track, 0);
    // The day before the start is bent so that it makes exactly the table's change.
    track.bend = std::log1p(coin.changePct / 100) - (track.atStart - logPath(track, -day));
    m_tracks.insert(coin.symbol, track);
}

const Coin *PricePath::coin(const QByteArray &symbol) const
{
    const auto track = m_tracks.constFind(symbol);
    return track == m_tracks.cend() ? nullptr : &track->coin;
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

double PricePath::logPath(const Track &track, double seconds) const
{
    // Octaves from a second to some months; amplitude with the square root of the period, as of a random
    // walk.
    static constexpr double periods[] = {1.3,   5,      17,     61,      247,     911,
                                         3'607, 14'401, 50'021, 200'003, 800'011, 3'200'003};
    const double dayMove = track.coin.stable ? 0.00006 : 0.016;
    double sum = 0;
    quint64 octave = track.key;
    for (const double period : periods) {
        octave = mix(octave);
        sum += valueNoise(octave, seconds, period) * dayMove * std::sqrt(period / day);
    }
    return sum;
}

double PricePath::computed(const Track &track, UtcTime at) const
{
    const double seconds = secondsSince(m_start, at);
    const double along = std::clamp(1 + seconds / day, 0.0, 1.0);
    // The table is in USDT, whose own path comes on top; a depeg of set() does not.
    const double base = track.coin.stable ? track.coin.price
                                          : track.coin.price * undisturbed(*m_tracks.constFind("USDT"), at);
    return base * std::exp(logPath(track, seconds) - track.atStart + track.bend * (along - 1));
}

double PricePath::undisturbed(const Track &track, UtcTime moment) const
{
    const UtcTime at = m_stopped ? std::min(moment, m_start) : moment;
    if (at == track.lastAt)
        return track.last;
    track.lastAt = at;
    const qint64 ms = toMsecs(at);
    if (ms % 60'000 != 0)
        return track.last = computed(track, at);
    const auto known = track.minutes.constFind(ms);
    if (known != track.minutes.cend())
        return track.last = *known;
    if (track.minutes.size() > 20'000) // two weeks
        track.minutes.clear();
    return track.last = *track.minutes.insert(ms, computed(track, at));
}

double PricePath::usd(const QByteArray &symbol, UtcTime at) const
{
    if (symbol == "USD")
        return 1;
    const auto track = m_tracks.constFind(symbol);
    if (track == m_tracks.cend())
        return 0;
    const auto after = track->factors.upper_bound(at);
    const double factor = after == track->factors.begin() ? 1 : std::prev(after)->second;
    return moved(*track, at) * factor;
}

// How much of it has come by then, as a factor.
double PricePath::Move::at(UtcTime time) const
{
    const double share = to > from ? secondsSince(from, time) / secondsSince(from, to) : time >= from ? 1 : 0;
    return std::pow(factor, std::clamp(share, 0.0, 1.0));
}

double PricePath::moved(const Track &track, UtcTime at) const
{
    double factor = 1;
    for (const Move &move : track.moves)
        factor *= move.at(at) / move.at(m_start);
    return undisturbed(track, at) * factor;
}

double PricePath::traded(const QByteArray &symbol, UtcTime from, UtcTime to) const
{
    constexpr double busier = 4; // than on average, while it moves
    const auto track = m_tracks.constFind(symbol);
    if (track == m_tracks.cend())
        return 0;
    double days = track->volume.between(from, to);
    for (const Move &move : track->moves) {
        const double both = secondsSince(std::max(from, move.from), std::min(to, move.to));
        days += std::max(both, 0.0) / day * busier;
    }
    return days * track->coin.dollarVolume;
}

void PricePath::move(const QByteArray &symbol, double percent, UtcTime from, std::chrono::milliseconds over)
{
    const auto track = m_tracks.find(symbol);
    if (track != m_tracks.end() && percent > -100)
        track->moves.push_back({from, from + over, 1 + percent / 100});
}

void PricePath::set(const QByteArray &symbol, double usd, UtcTime from)
{
    const auto track = m_tracks.find(symbol);
    if (track != m_tracks.end())
        track->factors[from] = usd / moved(*track, from);
}

void PricePath::release(const QByteArray &symbol, UtcTime from)
{
    const auto track = m_tracks.find(symbol);
    if (track != m_tracks.end())
        track->factors[from] = 1;
}

} // namespace fake

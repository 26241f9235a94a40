#pragma once

#include "app/base/time.h"
#include "tests/support/fakemarket/coins.h"

#include <QHash>
#include <map>

namespace fake {

// The true US dollar price of every coin at every moment, past ones included: a pure function of seed, coin
// and time since the start, so that candles of any interval, the 24 h figures and the live price agree with
// each other, and two runs with one seed are the same. At the start each coin has its table price, and its
// table change over the day before.
//
// Hands of the test lie over it: set() shifts a coin from a moment on; stop() freezes everything at the
// start.
class PricePath
{
public:
    PricePath(quint64 seed, UtcTime start);

    UtcTime start() const { return m_start; }
    double usd(const QByteArray &coin, UtcTime at) const;
    void set(const QByteArray &coin, double usd, UtcTime from);
    // Back to the undisturbed path.
    void release(const QByteArray &coin, UtcTime from) { m_factors[coin][from] = 1; }
    // From the start on prices stand still; only set() moves them.
    void stop() { m_stopped = true; }
    bool isStopped() const { return m_stopped; }
    void add(const Coin &coin) { m_extra.insert(coin.symbol, coin); }
    const Coin *coin(const QByteArray &symbol) const;

    // Noise in [-1, 1] that changes over about `period`; the same for the same arguments.
    double noise(const QByteArray &name, UtcTime at, std::chrono::milliseconds period) const;
    // A number in [0, 1) for a step of a count.
    double chance(const QByteArray &name, qint64 step) const;

private:
    struct Ends
    {
        double atStart = 0, bend = 0;
    };
    const Ends &ends(const Coin &coin) const;
    double logPath(const Coin &coin, double seconds) const;
    double undisturbed(const Coin &coin, UtcTime at) const;

    quint64 m_seed;
    UtcTime m_start;
    bool m_stopped = false;
    QHash<QByteArray, Coin> m_extra;
    mutable QHash<QByteArray, Ends> m_ends;
    QHash<QByteArray, std::map<UtcTime, double>> m_factors; // coin → from when on → times the path
};

} // namespace fake

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
    void release(const QByteArray &coin, UtcTime from);
    // From the start on prices stand still; only set() moves them.
    void stop() { m_stopped = true; }
    bool isStopped() const { return m_stopped; }
    // Another coin than those of the table.
    void add(const Coin &coin);
    const Coin *coin(const QByteArray &symbol) const;

    // Noise in [-1, 1] that changes over about `period`; the same for the same arguments.
    double noise(const QByteArray &name, UtcTime at, std::chrono::milliseconds period) const;
    // A number in [0, 1) for a step of a count.
    double chance(const QByteArray &name, qint64 step) const;

private:
    struct Track
    {
        Coin coin;
        quint64 key = 0;
        double atStart = 0, bend = 0;
        std::map<UtcTime, double> factors;     // from when on → times the path
        mutable QHash<qint64, double> minutes; // every venue asks for the same whole minutes, again and again
        mutable UtcTime lastAt{};
        mutable double last = 0;
    };
    double logPath(const Track &track, double seconds) const;
    double undisturbed(const Track &track, UtcTime at) const;
    double computed(const Track &track, UtcTime at) const;

    quint64 m_seed;
    UtcTime m_start;
    bool m_stopped = false;
    QHash<QByteArray, Track> m_tracks;
};

} // namespace fake

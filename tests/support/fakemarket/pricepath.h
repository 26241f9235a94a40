#pragma once

#include "app/base/time.h"
#include "app/exchanges/simulated/tradedvolume.h"
#include "tests/support/fakemarket/coins.h"

#include <QHash>
#include <map>
#include <vector>

namespace fake {

// The true US dollar price of every coin at every moment, past ones included: a pure function of seed, coin
// and time since the start, so that candles of any interval, the 24 h figures and the live price agree with
// each other, and two runs with one seed are the same. At the start each coin has its table price, and its
// table change over the day before.
//
// Hands of the test lie over it: set() shifts a coin from a moment on; move() lets it go some percent in some
// time, in the past too, where the prices before are the ones that differ; stop() freezes everything at the
// start.
class PricePath
{
public:
    PricePath(quint64 seed, UtcTime start);

    UtcTime start() const { return m_start; }
    double usd(const QByteArray &coin, UtcTime at) const;
    void set(const QByteArray &coin, double usd, UtcTime from);
    // It goes `percent` further, evenly, from `from` on and for good. What begins before the start is told of
    // the time before the start alone, so that the opening figures stay those of the table.
    void move(const QByteArray &coin, double percent, UtcTime from, std::chrono::milliseconds over);
    // Back to the undisturbed path.
    void release(const QByteArray &coin, UtcTime from);
    // From the start on prices stand still; only set() moves them.
    void stop() { m_stopped = true; }
    bool isStopped() const { return m_stopped; }
    // Another coin than those of the table.
    void add(const Coin &coin);
    const Coin *coin(const QByteArray &symbol) const;
    // Dollars traded on the largest venue; more while a move() goes on. The sum of its parts.
    double traded(const QByteArray &coin, UtcTime from, UtcTime to) const;

    // Noise in [-1, 1] that changes over about `period`; the same for the same arguments.
    double noise(const QByteArray &name, UtcTime at, std::chrono::milliseconds period) const;
    // A number in [0, 1) for a step of a count.
    double chance(const QByteArray &name, qint64 step) const;

private:
    struct Move
    {
        UtcTime from{}, to{};
        double factor = 1;
        double at(UtcTime time) const;
    };
    struct Track
    {
        Coin coin;
        std::vector<Move> moves;
        quint64 key = 0;
        TradedVolume volume{0};
        double atStart = 0, bend = 0;
        std::map<UtcTime, double> factors;     // from when on → times the path
        mutable QHash<qint64, double> minutes; // every venue asks for the same whole minutes, again and again
        mutable UtcTime lastAt{};
        mutable double last = 0;
    };
    double logPath(const Track &track, double seconds) const;
    double undisturbed(const Track &track, UtcTime at) const;
    double computed(const Track &track, UtcTime at) const;
    double moved(const Track &track, UtcTime at) const; // undisturbed but for the moves

    quint64 m_seed;
    UtcTime m_start;
    bool m_stopped = false;
    QHash<QByteArray, Track> m_tracks;
};

} // namespace fake

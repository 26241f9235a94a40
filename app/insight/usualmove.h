#pragma once

#include "app/base/clock.h"
#include "app/insight/closeline.h"
#include "app/quotes/candlehistory.h"

#include <QHash>
#include <QObject>
#include <deque>

// How much a coin usually moves within a span: the median of the absolute moves, in percent, between closes
// that far apart, over the past 30 days. A move beyond twice that is unusual: only such a move is coloured.

constexpr std::chrono::hours usualReach{30 * 24};
constexpr double unusualBeyond = 2.0; // times the usual

// The candles it is worked out from: 15 minutes for spans under 4 h, an hour from there on (30 days of them
// are three requests, and one, on most venues).
Interval usualMoveInterval(std::chrono::milliseconds span);

// From closes on an even grid. `span` is taken to the nearest step, at least one. Nothing with too little
// data; enough is: 100 pairs of closes, the first and the last close at least a week and three spans apart.
std::optional<double> usualMove(const CloseLine &line, std::chrono::milliseconds span);

// What is usual for coins, worked out on this machine as it is wanted: 30 days of candles are read once each
// six hours, coin and interval, one read at a time.
//
// Thread: the history's own.
class UsualMoves : public QObject
{
    Q_OBJECT
public:
    UsualMoves(CandleHistory &history, const Clock &clock, QObject *parent = nullptr);

    // What is known now, in percent; asks nobody.
    std::optional<double> usual(const AssetId &asset, std::chrono::milliseconds span) const;
    // Sees to it that it becomes known; changed() follows when something was read. Cheap when it is known.
    void want(const AssetId &asset, std::chrono::milliseconds span);
    // Whether the answer is final for now: read, whatever came of it.
    bool isSettled(const AssetId &asset, std::chrono::milliseconds span) const;

signals:
    void changed(const AssetId &asset);

private:
    struct Key
    {
        AssetId asset;
        Interval interval = Interval::H1;
        bool operator==(const Key &) const = default;
        friend size_t qHash(const Key &key, size_t seed) { return qHashMulti(seed, key.asset, key.interval); }
    };
    struct Known
    {
        MonoTime readAt{};
        bool failed = false; // tried again sooner
        CloseLine line;
        mutable QHash<qint64, std::optional<double>> bySteps;
    };
    bool isDue(const Key &key) const;
    void next();
    void take(const Key &key, const Result<CandleSeries> &series);

    CandleHistory &m_history;
    const Clock &m_clock;
    QHash<Key, Known> m_known;
    std::deque<Key> m_waiting;
    std::optional<Key> m_asking;
    Request m_request;
};

#pragma once

#include "app/base/clock.h"
#include "app/quotes/candlecache.h"

#include <map>
#include <unordered_map>

// A cache in memory that answers when time passes.
class FakeCandleCache final : public CandleCache
{
public:
    explicit FakeCandleCache(Clock &clock) : m_clock(clock) {}

    [[nodiscard]] Request load(const CandleKey &key, const TimeSpan &span, Reply<CachedCandles> done) override
    {
        loads.append(span);
        return m_clock.after(std::chrono::milliseconds{0}, [this, key, span, done = std::move(done)] {
            const Kept &kept = m_kept[key];
            CachedCandles found;
            for (const auto &[time, candle] : kept.rows) {
                if (time >= span.from && time < span.end)
                    found.candles.append(candle);
            }
            for (const TimeSpan &one : kept.known.spans()) {
                const TimeSpan part{std::max(one.from, span.from), std::min(one.end, span.end)};
                if (!part.isEmpty())
                    found.known.append(part);
            }
            done(found);
        });
    }
    void store(const CandleKey &key, const TimeSpan &span, const QList<Candle> &candles) override
    {
        Kept &kept = m_kept[key];
        kept.known.add(span);
        for (const Candle &candle : candles)
            kept.rows[candle.time] = candle;
    }
    QList<Candle> rows(const CandleKey &key) const
    {
        QList<Candle> list;
        const auto found = m_kept.find(key);
        for (const auto &[time, candle] :
             found == m_kept.end() ? std::map<UtcTime, Candle>() : found->second.rows)
            list.append(candle);
        return list;
    }

    QList<TimeSpan> loads;

private:
    struct Kept
    {
        std::map<UtcTime, Candle> rows;
        TimeSpans known;
    };
    struct Hash
    {
        size_t operator()(const CandleKey &key) const { return qHash(key); }
    };
    Clock &m_clock;
    std::unordered_map<CandleKey, Kept, Hash> m_kept;
};

#pragma once

#include "app/quotes/candlecache.h"
#include "app/storage/database.h"

// Candles in the database (candlerows.h). When the disk is lost nothing new is kept, and what can't be read
// is an error: the venues are asked instead.
class SqlCandleCache final : public CandleCache
{
public:
    explicit SqlCandleCache(Database &database) : m_database(database) {}

    [[nodiscard]] Request load(const CandleKey &key, const TimeSpan &span,
                               Reply<CachedCandles> done) override;
    void store(const CandleKey &key, const TimeSpan &span, const QList<Candle> &candles) override;
    // Fine intervals go first when there is more than about so many bytes of them.
    void prune(qint64 bytes, UtcTime now);

    static constexpr qint64 bytesOfRow = 100; // measured, with eight digits a price

private:
    bool canWrite() const;

    Database &m_database;
};

#include "app/storage/sqlcandlecache.h"

#include "app/base/log.h"
#include "app/storage/candlerows.h"

bool SqlCandleCache::canWrite() const
{
    return !m_database.isFailing() && m_database.state().mode != StorageState::Mode::ReadOnly;
}

Request SqlCandleCache::load(const CandleKey &key, const TimeSpan &span, Reply<CachedCandles> done)
{
    return m_database.read<CachedCandles>(
        [key, span](SqlConnection &connection) { return readCandles(connection, key, span); },
        std::move(done));
}

void SqlCandleCache::store(const CandleKey &key, const TimeSpan &span, const QList<Candle> &candles)
{
    if (!canWrite())
        return;
    std::ignore = m_database.write<bool>(
        [key, span, candles](SqlConnection &connection) -> Result<bool> {
            const auto written = writeCandles(connection, key, span, candles);
            return written ? Result<bool>(true) : Result<bool>(tl::unexpected(written.error()));
        },
        nullptr);
}

void SqlCandleCache::prune(qint64 bytes, UtcTime now)
{
    if (!canWrite())
        return;
    std::ignore = m_database.write<qint64>(
        [most = bytes / bytesOfRow, now](SqlConnection &connection) {
            return pruneCandles(connection, most, now);
        },
        nullptr);
}

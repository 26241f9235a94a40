#pragma once

#include "app/quotes/candlecache.h"
#include "app/storage/schema.h"
#include "app/storage/sqlconnection.h"

// The candle tables: what SqlCandleCache asks of the storage thread. Everything here blocks; what writes
// expects to run inside a transaction.
//
// candle_series  one row an instrument and interval (minutes; 0: month)
// candle_spans   of which starts it is known whether there is a candle; until, without, `end_time`
// candles        closed ones, prices and volume in the venue's own digits
Migration candleTables();

// A row that makes no sense is left out, and nothing is known of the span then: it is read anew.
Result<CachedCandles> readCandles(SqlConnection &connection, const CandleKey &key, const TimeSpan &span);
// All closed candles that start within `span`, in place of what was there.
Result<void> writeCandles(SqlConnection &connection, const CandleKey &key, const TimeSpan &span,
                          const QList<Candle> &candles);
// Until no more than `most` rows are left: of the finest interval first, the oldest of it first. What is
// younger than a week goes only when nothing else is left. How many went.
Result<qint64> pruneCandles(SqlConnection &connection, qint64 most, UtcTime now);

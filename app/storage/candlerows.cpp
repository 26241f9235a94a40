#include "app/storage/candlerows.h"

#include "app/market/pricecheck.h"

#include <algorithm>

using namespace Qt::Literals;
using namespace std::chrono;

namespace {
constexpr milliseconds spared = 7 * 24h;

std::optional<Decimal> priceOf(const QVariant &value)
{
    return parsePrice(value.toString().toStdString());
}

std::optional<Candle> candleOf(const QSqlQuery &row)
{
    const auto open = priceOf(row.value(1)), high = priceOf(row.value(2)), low = priceOf(row.value(3)),
               close = priceOf(row.value(4));
    if (!open || !high || !low || !close || *low > std::min(*open, *close) || *high < std::max(*open, *close))
        return std::nullopt;
    Candle candle{fromMsecs(row.value(0).toLongLong()), *open, *high, *low, *close, std::nullopt, true};
    if (!row.value(5).isNull()) {
        candle.volume = parseAmount(row.value(5).toString().toStdString());
        if (!candle.volume)
            return std::nullopt;
    }
    return candle;
}

// 0: there is none.
Result<qint64> seriesOf(SqlConnection &connection, const CandleKey &key)
{
    const auto id =
        connection.value(u"SELECT id FROM candle_series WHERE venue = ? AND symbol = ? AND interval = ?"_s,
                         {key.instrument.venue.value, key.instrument.symbol, static_cast<int>(key.interval)});
    if (!id)
        return tl::unexpected(id.error());
    return id->toLongLong();
}

Result<qint64> seriesFor(SqlConnection &connection, const CandleKey &key)
{
    const auto known = seriesOf(connection, key);
    if (!known || *known > 0)
        return known;
    const auto made =
        connection.run(u"INSERT INTO candle_series (venue, symbol, interval) VALUES (?, ?, ?)"_s,
                       {key.instrument.venue.value, key.instrument.symbol, static_cast<int>(key.interval)});
    return made ? seriesOf(connection, key) : Result<qint64>(tl::unexpected(made.error()));
}

// Those that touch `span`.
Result<QList<TimeSpan>> spansAt(SqlConnection &connection, qint64 series, const TimeSpan &span)
{
    auto query = connection.run(u"SELECT from_time, end_time FROM candle_spans WHERE series = ? AND"
                                " from_time <= ? AND end_time >= ? ORDER BY from_time"_s,
                                {series, toMsecs(span.end), toMsecs(span.from)});
    if (!query)
        return tl::unexpected(query.error());
    QList<TimeSpan> spans;
    while (query->next())
        spans.append({fromMsecs(query->value(0).toLongLong()), fromMsecs(query->value(1).toLongLong())});
    return spans;
}

Result<void> writeSpan(SqlConnection &connection, qint64 series, const TimeSpan &span)
{
    const auto touching = spansAt(connection, series, span);
    if (!touching)
        return tl::unexpected(touching.error());
    TimeSpans all;
    all.add(span);
    for (const TimeSpan &one : *touching)
        all.add(one);
    const auto gone =
        connection.run(u"DELETE FROM candle_spans WHERE series = ? AND from_time <= ? AND end_time >= ?"_s,
                       {series, toMsecs(span.end), toMsecs(span.from)});
    if (!gone)
        return tl::unexpected(gone.error());
    QList<QVariantList> rows;
    for (const TimeSpan &one : all.spans())
        rows.append({series, toMsecs(one.from), toMsecs(one.end)});
    return connection.runEach(u"INSERT INTO candle_spans VALUES (?, ?, ?)"_s, rows);
}

// The oldest rows of one interval that start before `before`, `most` of them.
Result<qint64> dropOldest(SqlConnection &connection, int interval, qint64 before, qint64 most)
{
    const QString of = u" series IN (SELECT id FROM candle_series WHERE interval = ?)"_s;
    const auto last = connection.value(u"SELECT max(time) FROM (SELECT time FROM candles WHERE"_s + of +
                                           u" AND time < ? ORDER BY time LIMIT ?)"_s,
                                       {interval, before, most});
    if (!last)
        return tl::unexpected(last.error());
    if (last->isNull())
        return 0;
    const qint64 end = last->toLongLong() + 1;
    auto gone = connection.run(u"DELETE FROM candles WHERE"_s + of + u" AND time < ?"_s, {interval, end});
    if (!gone)
        return tl::unexpected(gone.error());
    const qint64 count = gone->numRowsAffected();
    const auto spans =
        connection.run(u"DELETE FROM candle_spans WHERE"_s + of + u" AND end_time <= ?"_s, {interval, end});
    if (!spans)
        return tl::unexpected(spans.error());
    const auto cut =
        connection.run(u"UPDATE candle_spans SET from_time = ? WHERE"_s + of + u" AND from_time < ?"_s,
                       {end, interval, end});
    if (!cut)
        return tl::unexpected(cut.error());
    return count;
}
} // namespace

Migration candleTables()
{
    return {u"candles"_s,
            {u"CREATE TABLE candle_series ("
             " id INTEGER PRIMARY KEY, venue TEXT NOT NULL, symbol TEXT NOT NULL, interval INTEGER NOT NULL,"
             " UNIQUE (venue, symbol, interval)) STRICT"_s,
             u"CREATE TABLE candle_spans ("
             " series INTEGER NOT NULL, from_time INTEGER NOT NULL, end_time INTEGER NOT NULL,"
             " PRIMARY KEY (series, from_time)) STRICT, WITHOUT ROWID"_s,
             u"CREATE TABLE candles ("
             " series INTEGER NOT NULL, time INTEGER NOT NULL, open TEXT NOT NULL, high TEXT NOT NULL,"
             " low TEXT NOT NULL, close TEXT NOT NULL, volume TEXT,"
             " PRIMARY KEY (series, time)) STRICT, WITHOUT ROWID"_s}};
}

Result<CachedCandles> readCandles(SqlConnection &connection, const CandleKey &key, const TimeSpan &span)
{
    const auto series = seriesOf(connection, key);
    if (!series)
        return tl::unexpected(series.error());
    CachedCandles found;
    if (*series == 0)
        return found;
    auto query = connection.run(u"SELECT time, open, high, low, close, volume FROM candles WHERE series = ?"
                                " AND time >= ? AND time < ? ORDER BY time"_s,
                                {*series, toMsecs(span.from), toMsecs(span.end)});
    if (!query)
        return tl::unexpected(query.error());
    bool sound = true;
    while (query->next()) {
        if (const auto candle = candleOf(*query))
            found.candles.append(*candle);
        else
            sound = false;
    }
    if (!sound)
        return found;
    const auto spans = spansAt(connection, *series, span);
    if (!spans)
        return tl::unexpected(spans.error());
    for (const TimeSpan &one : *spans) {
        const TimeSpan part{std::max(one.from, span.from), std::min(one.end, span.end)};
        if (!part.isEmpty())
            found.known.append(part);
    }
    return found;
}

Result<void> writeCandles(SqlConnection &connection, const CandleKey &key, const TimeSpan &span,
                          const QList<Candle> &candles)
{
    const auto series = seriesFor(connection, key);
    if (!series)
        return tl::unexpected(series.error());
    const auto gone = connection.run(u"DELETE FROM candles WHERE series = ? AND time >= ? AND time < ?"_s,
                                     {*series, toMsecs(span.from), toMsecs(span.end)});
    if (!gone)
        return tl::unexpected(gone.error());
    QList<QVariantList> rows;
    rows.reserve(candles.size());
    for (const Candle &c : candles)
        rows.append({*series, toMsecs(c.time), c.open.toString(), c.high.toString(), c.low.toString(),
                     c.close.toString(),
                     c.volume ? QVariant(c.volume->toString()) : QVariant(QMetaType::fromType<QString>())});
    const auto written =
        connection.runEach(u"INSERT OR REPLACE INTO candles VALUES (?, ?, ?, ?, ?, ?, ?)"_s, rows);
    return written ? writeSpan(connection, *series, span) : written;
}

Result<qint64> pruneCandles(SqlConnection &connection, qint64 most, UtcTime now)
{
    const auto count = connection.value(u"SELECT count(*) FROM candles"_s);
    if (!count)
        return tl::unexpected(count.error());
    qint64 excess = count->toLongLong() - most, dropped = 0;
    for (const UtcTime before : {now - spared, UtcTime::max()}) {
        if (excess <= 0)
            break;
        auto query =
            connection.run(u"SELECT DISTINCT interval FROM candle_series ORDER BY interval = 0, interval"_s);
        if (!query)
            return tl::unexpected(query.error());
        QList<int> intervals;
        while (query->next())
            intervals.append(query->value(0).toInt());
        for (const int interval : std::as_const(intervals)) {
            if (excess <= 0)
                break;
            const auto gone = dropOldest(connection, interval, toMsecs(before), excess);
            if (!gone)
                return gone;
            excess -= *gone;
            dropped += *gone;
        }
    }
    return dropped;
}

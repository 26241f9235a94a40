#include "app/storage/quoterows.h"

#include "app/market/pricecheck.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace {
QVariant textOf(const std::optional<Decimal> &value)
{
    return value ? QVariant(value->toString()) : QVariant(QMetaType::fromType<QString>());
}

std::optional<Decimal> decimalOf(const QVariant &value)
{
    return value.isNull() ? std::nullopt : Decimal::parse(QByteArrayView(value.toString().toLatin1()));
}

QByteArray bytesOf(const QList<float> &points)
{
    return {reinterpret_cast<const char *>(points.constData()),
            points.size() * static_cast<qsizetype>(sizeof(float))};
}

// Empty when the bytes are not what bytesOf() makes.
QList<float> pointsOf(const QByteArray &bytes)
{
    constexpr auto size = static_cast<qsizetype>(sizeof(float));
    constexpr qsizetype most = 1000;
    if (bytes.size() % size != 0 || bytes.size() / size > most)
        return {};
    QList<float> points(bytes.size() / size);
    std::memcpy(points.data(), bytes.constData(), static_cast<size_t>(bytes.size()));
    const bool valid =
        std::all_of(points.cbegin(), points.cend(), [](float p) { return std::isfinite(p) && p >= 0; });
    return valid ? points : QList<float>();
}

Result<QList<Instrument>> readInstruments(SqlConnection &connection)
{
    auto query = connection.run(QStringLiteral("SELECT venue, symbol, base, quote, tick_size, status, "
                                               "status_text, lookalike FROM instruments"));
    if (!query)
        return tl::unexpected(query.error());
    QList<Instrument> list;
    while (query->next()) {
        const auto tick = decimalOf(query->value(4));
        const int status = query->value(5).toInt();
        if (!tick || status < 0 || status > static_cast<int>(Instrument::Status::Delisted))
            continue;
        list.append({{VenueId{query->value(0).toString()}, query->value(1).toString()},
                     query->value(2).toString(),
                     query->value(3).toString(),
                     *tick,
                     static_cast<Instrument::Status>(status),
                     query->value(6).toString(),
                     query->value(7).toBool()});
    }
    return list;
}

Result<QList<Ticker>> readTickers(SqlConnection &connection)
{
    auto query = connection.run(
        QStringLiteral("SELECT venue, symbol, last, bid, ask, open24h, high24h, low24h, base_volume, "
                       "quote_volume, change_pct, exchange_time, received_time FROM tickers"));
    if (!query)
        return tl::unexpected(query.error());
    QList<Ticker> list;
    while (query->next()) {
        const auto last = decimalOf(query->value(2));
        if (!last || !isValidPrice(*last))
            continue;
        Ticker ticker;
        ticker.instrument = {VenueId{query->value(0).toString()}, query->value(1).toString()};
        ticker.last = *last;
        ticker.bid = decimalOf(query->value(3));
        ticker.ask = decimalOf(query->value(4));
        ticker.open24h = decimalOf(query->value(5));
        ticker.high24h = decimalOf(query->value(6));
        ticker.low24h = decimalOf(query->value(7));
        ticker.baseVolume = decimalOf(query->value(8));
        ticker.quoteVolume = decimalOf(query->value(9));
        if (!query->value(10).isNull() && std::isfinite(query->value(10).toDouble()))
            ticker.change24hPct = query->value(10).toDouble();
        ticker.exchangeTime = fromMsecs(query->value(11).toLongLong());
        ticker.receivedTime = fromMsecs(query->value(12).toLongLong());
        list.append(ticker);
    }
    return list;
}

Result<QHash<AssetId, QList<float>>> readTrends(SqlConnection &connection)
{
    auto query = connection.run(QStringLiteral("SELECT asset, points FROM trends"));
    if (!query)
        return tl::unexpected(query.error());
    QHash<AssetId, QList<float>> trends;
    while (query->next()) {
        const QList<float> points = pointsOf(query->value(1).toByteArray());
        if (!points.isEmpty())
            trends.insert(AssetId{query->value(0).toString()}, points);
    }
    return trends;
}
} // namespace

Result<StoredQuotes> readQuotes(SqlConnection &connection)
{
    auto instruments = readInstruments(connection);
    if (!instruments)
        return tl::unexpected(instruments.error());
    auto tickers = readTickers(connection);
    if (!tickers)
        return tl::unexpected(tickers.error());
    auto trends = readTrends(connection);
    if (!trends)
        return tl::unexpected(trends.error());
    return StoredQuotes{std::move(*instruments), std::move(*tickers), std::move(*trends)};
}

Result<void> writeInstruments(SqlConnection &connection, const VenueId &venue,
                              const QList<Instrument> &instruments)
{
    const auto gone =
        connection.run(QStringLiteral("DELETE FROM instruments WHERE venue = ?"), {venue.value});
    if (!gone)
        return tl::unexpected(gone.error());
    QList<QVariantList> rows;
    rows.reserve(instruments.size());
    for (const Instrument &instrument : instruments)
        rows.append({venue.value, instrument.id.symbol, instrument.base, instrument.quote,
                     instrument.tickSize.toString(), static_cast<int>(instrument.status),
                     instrument.statusText.isNull() ? QStringLiteral("") : instrument.statusText,
                     instrument.lookalike ? 1 : 0});
    return connection.runEach(
        QStringLiteral("INSERT OR REPLACE INTO instruments VALUES (?, ?, ?, ?, ?, ?, ?, ?)"), rows);
}

Result<void> writeTickers(SqlConnection &connection, const QList<Ticker> &tickers)
{
    QList<QVariantList> rows;
    rows.reserve(tickers.size());
    for (const Ticker &t : tickers) {
        const bool hasChange = t.change24hPct && std::isfinite(*t.change24hPct);
        rows.append({t.instrument.venue.value, t.instrument.symbol, t.last.toString(), textOf(t.bid),
                     textOf(t.ask), textOf(t.open24h), textOf(t.high24h), textOf(t.low24h),
                     textOf(t.baseVolume), textOf(t.quoteVolume),
                     hasChange ? QVariant(*t.change24hPct) : QVariant(QMetaType::fromType<double>()),
                     toMsecs(t.exchangeTime), toMsecs(t.receivedTime)});
    }
    return connection.runEach(
        QStringLiteral("INSERT OR REPLACE INTO tickers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
        rows);
}

Result<void> writeTrends(SqlConnection &connection, const QHash<AssetId, QList<float>> &trends, UtcTime now)
{
    QList<QVariantList> rows;
    for (auto at = trends.cbegin(); at != trends.cend(); ++at)
        rows.append({at.key().value, bytesOf(at.value()), toMsecs(now)});
    return connection.runEach(QStringLiteral("INSERT OR REPLACE INTO trends VALUES (?, ?, ?)"), rows);
}

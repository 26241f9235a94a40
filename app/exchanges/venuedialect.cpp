#include "app/exchanges/venuedialect.h"

#include "app/exchanges/wirevalue.h"

Result<QList<Ticker>> VenueDialect::decodeTickers(const QByteArray &body, const QList<InstrumentId> &asked,
                                                  UtcTime receivedAt) const
{
    const auto rows = decodeTickerRows(body, asked, receivedAt);
    if (!rows)
        return tl::unexpected<Error>(rows.error());
    QList<Ticker> tickers;
    tickers.reserve(rows->size());
    for (const StreamEvent &row : *rows) {
        if (const auto *ticker = std::get_if<Ticker>(&row))
            tickers.append(*ticker);
    }
    return tickers;
}

Ticker mergeTickers(const Ticker &a, const Ticker &b)
{
    const bool bIsNewer = b.exchangeTime > a.exchangeTime; // the epoch, "unknown", is older than all
    Ticker result = bIsNewer ? b : a;
    const Ticker &older = bIsNewer ? a : b;
    const auto fill = [](auto &value, const auto &other) {
        if (!value)
            value = other;
    };
    fill(result.bid, older.bid);
    fill(result.ask, older.ask);
    fill(result.high24h, older.high24h);
    fill(result.low24h, older.low24h);
    fill(result.baseVolume, older.baseVolume);
    fill(result.quoteVolume, older.quoteVolume);
    if (!result.change24hPct) {
        fill(result.open24h, older.open24h);
        result.change24hPct = result.open24h ? percentSince(result.open24h, result.last) : older.change24hPct;
    }
    fill(result.open24h, older.open24h);
    return result;
}

#pragma once

#include "app/market/instrument.h"
#include "app/market/ticker.h"
#include "app/storage/sqlconnection.h"

#include <QHash>
#include <QList>

// What is kept of prices between two runs.
struct StoredQuotes
{
    QList<Instrument> instruments;
    QList<Ticker> tickers;
    QHash<AssetId, QList<float>> trends;
    bool isEmpty() const { return instruments.isEmpty() && tickers.isEmpty() && trends.isEmpty(); }
    bool operator==(const StoredQuotes &) const = default;
};

// The rows of the tables instruments, tickers and trends (schema.cpp). On the storage thread.
// A row that makes no sense is left out: one bad row must not cost the others.
Result<StoredQuotes> readQuotes(SqlConnection &connection);
// All of one venue's instruments, in place of those that were there.
Result<void> writeInstruments(SqlConnection &connection, const VenueId &venue,
                              const QList<Instrument> &instruments);
// Each in place of the one before; the others stay.
Result<void> writeTickers(SqlConnection &connection, const QList<Ticker> &tickers);
Result<void> writeTrends(SqlConnection &connection, const QHash<AssetId, QList<float>> &trends, UtcTime now);

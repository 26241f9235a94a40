#include "app/storage/schema.h"

#include "app/storage/articletables.h"
#include "app/storage/candlerows.h"
#include "app/storage/feedrows.h"
#include "app/storage/sqlawaymemory.h"
#include "app/storage/sqlstoryprices.h"

namespace {
// Prices are text: the exchange's own digits. Times are milliseconds since the epoch, UTC.
Migration quotes()
{
    return {QStringLiteral("quotes"),
            {QStringLiteral("CREATE TABLE instruments ("
                            " venue TEXT NOT NULL, symbol TEXT NOT NULL, base TEXT NOT NULL,"
                            " quote TEXT NOT NULL, tick_size TEXT NOT NULL, status INTEGER NOT NULL,"
                            " status_text TEXT NOT NULL, lookalike INTEGER NOT NULL,"
                            " PRIMARY KEY (venue, symbol)) STRICT, WITHOUT ROWID"),
             QStringLiteral("CREATE TABLE tickers ("
                            " venue TEXT NOT NULL, symbol TEXT NOT NULL, last TEXT NOT NULL, bid TEXT,"
                            " ask TEXT, open24h TEXT, high24h TEXT, low24h TEXT, base_volume TEXT,"
                            " quote_volume TEXT, change_pct REAL, exchange_time INTEGER NOT NULL,"
                            " received_time INTEGER NOT NULL,"
                            " PRIMARY KEY (venue, symbol)) STRICT, WITHOUT ROWID"),
             QStringLiteral("CREATE TABLE trends ("
                            " asset TEXT NOT NULL PRIMARY KEY, points BLOB NOT NULL,"
                            " stored_time INTEGER NOT NULL) STRICT, WITHOUT ROWID")}};
}
} // namespace

const QList<Migration> &schema()
{
    static const QList<Migration> steps{quotes(),       articleTables(),  feedEmbargoes(), storyFacts(),
                                        searchFields(), tagCorrections(), feedRecords(),   storyCounts(),
                                        fullTexts(),    searchMemory(),   storyPrices(),   momentTable(),
                                        candleTables(), searchMarks()};
    return steps;
}

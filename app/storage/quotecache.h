#pragma once

#include "app/quotes/quoteboard.h"
#include "app/storage/database.h"
#include "app/storage/quoterows.h"

// Keeps last prices, lists of instruments and trends in the database, so that the next start shows them at
// once: it reads them when it is made, and writes when the board changes. Prices that changed are written
// together, five seconds after the first; a venue's list when it is another; trends each five minutes; and
// the rest when it is destroyed, which must be before the board and the database are. When the disk is lost
// it waits, and writes all once it is back.
// The simulated market is not kept: its figures would come back as prices.
class QuoteCache : public QObject
{
    Q_OBJECT
public:
    QuoteCache(Clock &clock, Database &database, QuoteBoard &board, QObject *parent = nullptr);
    ~QuoteCache() override;

signals:
    // What was stored was read and given to the board; also when there was nothing. Soon after the start.
    void restored();

private:
    void load();
    void restore(const StoredQuotes &stored);
    void noteQuotes(const QList<AssetId> &assets);
    void writeList(const VenueId &venue);
    void writeAll();
    void writeLater();
    void write(bool last);
    QSet<VenueId> keptVenues() const;
    QList<Ticker> changedTickers();
    QHash<AssetId, QList<float>> trends() const;

    Clock &m_clock;
    Database &m_database;
    QuoteBoard &m_board;
    QSet<AssetId> m_changed;               // since the last write
    QHash<InstrumentId, Ticker> m_written; // as last written
    QHash<VenueId, QList<Instrument>> m_writtenLists;
    std::optional<MonoTime> m_trendsWritten;
    Request m_load, m_later;
};

#include "app/storage/quotecache.h"

#include "app/base/log.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace {
constexpr auto writeAfter = 5s;
constexpr auto trendsEvery = 5min;

bool byId(const Instrument &a, const Instrument &b)
{
    return a.id < b.id;
}
} // namespace

QuoteCache::QuoteCache(Clock &clock, Database &database, QuoteBoard &board, QObject *parent)
    : QObject(parent), m_clock(clock), m_database(database), m_board(board)
{
    connect(&board, &QuoteBoard::quotesChanged, this, &QuoteCache::noteQuotes);
    connect(&board, &QuoteBoard::instrumentsChanged, this, &QuoteCache::writeList);
    connect(&database, &Database::mended, this, &QuoteCache::writeAll);
    load();
}

QuoteCache::~QuoteCache()
{
    write(true);
}

void QuoteCache::load()
{
    m_load = m_database.read<StoredQuotes>(&readQuotes, [this](const Result<StoredQuotes> &stored) {
        if (stored)
            restore(*stored);
        else
            qCWarning(logStorage).noquote() << "stored prices:" << stored.error().detail;
        emit restored();
    });
}

void QuoteCache::restore(const StoredQuotes &stored)
{
    for (const Ticker &ticker : stored.tickers)
        m_written.insert(ticker.instrument, ticker);
    for (const Instrument &instrument : stored.instruments)
        m_writtenLists[instrument.id.venue].append(instrument);
    for (QList<Instrument> &list : m_writtenLists)
        std::sort(list.begin(), list.end(), byId);
    m_board.restore(stored.instruments, stored.tickers, stored.trends);
}

void QuoteCache::noteQuotes(const QList<AssetId> &assets)
{
    for (const AssetId &asset : assets)
        m_changed.insert(asset);
    writeLater();
}

void QuoteCache::writeLater()
{
    if (!m_later)
        m_later = m_clock.after(writeAfter, [this] {
            m_later.reset();
            write(false);
        });
}

QSet<VenueId> QuoteCache::keptVenues() const
{
    QSet<VenueId> venues;
    for (const QuoteSource *source : m_board.sources()) {
        if (!source->info().simulated)
            venues.insert(source->info().id);
    }
    return venues;
}

QList<Ticker> QuoteCache::changedTickers()
{
    const QSet<VenueId> kept = keptVenues();
    QList<Ticker> tickers;
    for (const AssetId &asset : std::exchange(m_changed, {})) {
        for (const SourceQuote &source : m_board.quote(asset).sources) {
            if (source.state == PriceState::Missing || !kept.contains(source.venue))
                continue;
            const auto before = m_written.constFind(source.instrument.id);
            if (before != m_written.cend() && before->last == source.ticker.last &&
                before->exchangeTime == source.ticker.exchangeTime &&
                before->receivedTime == source.ticker.receivedTime)
                continue;
            tickers.append(source.ticker);
        }
    }
    return tickers;
}

QHash<AssetId, QList<float>> QuoteCache::trends() const
{
    QHash<AssetId, QList<float>> trends;
    if (keptVenues().isEmpty())
        return trends;
    for (const AssetId &asset : m_board.watchlist()) {
        const QList<float> points = m_board.quote(asset).trend;
        if (!points.isEmpty())
            trends.insert(asset, points);
    }
    return trends;
}

void QuoteCache::write(bool last)
{
    if (m_database.isFailing() || m_database.state().mode == StorageState::Mode::ReadOnly)
        return;
    const QList<Ticker> tickers = changedTickers();
    const MonoTime now = m_clock.monotonic();
    const bool trendsDue = last || !m_trendsWritten || now >= *m_trendsWritten + trendsEvery;
    const QHash<AssetId, QList<float>> lines = trendsDue ? trends() : QHash<AssetId, QList<float>>();
    if (tickers.isEmpty() && lines.isEmpty())
        return;
    for (const Ticker &ticker : tickers)
        m_written.insert(ticker.instrument, ticker);
    if (!lines.isEmpty())
        m_trendsWritten = now;
    // What fails is written by writeAll() when the disk is back.
    std::ignore = m_database.write<bool>(
        [tickers, lines, wall = m_clock.now()](SqlConnection &connection) -> Result<bool> {
            if (const auto done = writeTickers(connection, tickers); !done)
                return tl::unexpected(done.error());
            if (const auto done = writeTrends(connection, lines, wall); !done)
                return tl::unexpected(done.error());
            return true;
        },
        nullptr);
}

void QuoteCache::writeList(const VenueId &venue)
{
    if (!keptVenues().contains(venue))
        return;
    QList<Instrument> list = m_board.instruments(venue);
    std::sort(list.begin(), list.end(), byId);
    if (m_writtenLists.value(venue) == list || m_database.isFailing() ||
        m_database.state().mode == StorageState::Mode::ReadOnly)
        return;
    m_writtenLists.insert(venue, list);
    std::ignore = m_database.write<bool>(
        [venue, list](SqlConnection &connection) -> Result<bool> {
            const auto done = writeInstruments(connection, venue, list);
            return done ? Result<bool>(true) : Result<bool>(tl::unexpected(done.error()));
        },
        nullptr);
}

void QuoteCache::writeAll()
{
    m_written.clear();
    m_writtenLists.clear();
    m_trendsWritten.reset();
    for (const VenueId &venue : keptVenues())
        writeList(venue);
    for (const AssetId &asset : m_board.watchlist())
        m_changed.insert(asset);
    write(false);
}

#include "app/quotes/historyshelves.h"

#include "app/quotes/candlebuild.h"

#include <algorithm>

using namespace std::chrono;

namespace {
constexpr milliseconds longestWait = 10s;
constexpr qsizetype mostUnused = 60'000; // rows; about 200 bytes each

std::optional<CandleSource> sourceOf(const QuoteSource &venue, const Instrument &instrument,
                                     Interval interval)
{
    const SourceInfo &info = venue.info();
    const auto read = sourceInterval(info.restIntervals, interval);
    if (!read || instrument.id.symbol.isEmpty())
        return std::nullopt;
    return CandleSource{instrument, info.name, info.simulated, interval, *read};
}

UtcTime ceilTo(Interval interval, UtcTime time)
{
    const UtcTime start = candleStart(interval, time);
    return start == time ? start : candleEnd(interval, start);
}

// The gaps in `interval`'s own steps.
QList<CandleSpan> gapsIn(const QList<TimeSpan> &missing, Interval interval)
{
    QList<CandleSpan> gaps;
    for (const TimeSpan &span : missing) {
        const CandleSpan gap{candleStart(interval, span.from), candleStart(interval, span.end - 1ms)};
        if (!gaps.isEmpty() && gaps.constLast().to >= gap.from)
            gaps.last().to = gap.to;
        else
            gaps.append(gap);
    }
    return gaps;
}

bool isIn(const QList<CandleSpan> &gaps, UtcTime time)
{
    return std::any_of(gaps.begin(), gaps.end(),
                       [&](const CandleSpan &gap) { return gap.from <= time && time <= gap.to; });
}

class ListsWait final : public PendingRequest
{
public:
    ListsWait(Clock &clock, QuoteBoard &board, AssetId asset, std::optional<VenueId> venue,
              std::function<void()> call)
        : m_board(board), m_asset(std::move(asset)), m_venue(std::move(venue)), m_call(std::move(call))
    {
        if (isKnown()) {
            m_timer = clock.after(0ms, [this] { end(); });
            return;
        }
        const auto look = [this, &clock] {
            if (isKnown())
                m_timer = clock.after(0ms, [this] { end(); });
        };
        QObject::connect(&board, &QuoteBoard::instrumentsChanged, m_context.get(), look);
        QObject::connect(&board, &QuoteBoard::sourceStatusChanged, m_context.get(), look);
        QObject::connect(&board, &QuoteBoard::quotesChanged, m_context.get(), look); // lists that were stored
        m_timer = clock.after(longestWait, [this] { end(); });
    }

private:
    bool isKnown() const
    {
        if (!m_venue && m_board.quote(m_asset).shownSource())
            return true;
        for (const QuoteSource *source : m_board.sources()) {
            const VenueId &id = source->info().id;
            if (m_venue && id != *m_venue)
                continue;
            if (m_board.isListPending(id))
                return false;
            if (!source->info().restIntervals.isEmpty() && m_board.instrumentFor(m_asset, id))
                return true;
        }
        return true;
    }
    void end()
    {
        m_context.reset(); // it may be kept for a while; it has said its one word
        const auto call = std::move(m_call);
        call(); // may destroy this
    }

    QuoteBoard &m_board;
    AssetId m_asset;
    std::optional<VenueId> m_venue;
    std::unique_ptr<QObject> m_context = std::make_unique<QObject>();
    std::function<void()> m_call;
    Request m_timer;
};
} // namespace

HistoryShelves::HistoryShelves(Clock &clock, QuoteBoard &board, CandleCache *cache)
    : m_clock(clock), m_board(board), m_cache(cache)
{
}

Request HistoryShelves::whenListed(const AssetId &asset, const std::optional<VenueId> &venue,
                                   std::function<void()> call)
{
    return std::make_unique<ListsWait>(m_clock, m_board, asset, venue, std::move(call));
}

QList<CandleSource> HistoryShelves::sourcesFor(const AssetId &asset, const std::optional<VenueId> &venue,
                                               Interval interval) const
{
    const SourceQuote *shown = m_board.quote(asset).shownSource();
    const VenueId first = shown ? shown->venue : VenueId{};
    QList<CandleSource> list;
    for (const QuoteSource *source : m_board.sources()) {
        const VenueId id = source->info().id;
        const auto instrument = m_board.instrumentFor(asset, id);
        if (!instrument || (venue && id != *venue))
            continue;
        if (const auto found = sourceOf(*source, *instrument, interval))
            list.insert(id == first ? 0 : list.size(), *found);
    }
    return list;
}

std::shared_ptr<CandleShelf> HistoryShelves::shelf(const CandleKey &key)
{
    Kept &kept = m_shelves[key];
    kept.lastUse = ++m_uses;
    if (kept.shelf)
        return kept.shelf;
    const auto made = std::make_shared<CandleShelf>(key);
    kept.shelf = made;
    drop();
    return made;
}

// What nobody uses goes when there is too much of it, the longest unused first.
void HistoryShelves::drop()
{
    qsizetype unused = 0;
    for (const auto &[key, kept] : m_shelves)
        unused += kept.shelf->isUsed() ? 0 : kept.shelf->size();
    while (unused > mostUnused) {
        const auto oldest =
            std::min_element(m_shelves.begin(), m_shelves.end(), [](const auto &a, const auto &b) {
                const bool usedA = a.second.shelf->isUsed(), usedB = b.second.shelf->isUsed();
                return usedA != usedB ? usedB : a.second.lastUse < b.second.lastUse;
            });
        unused -= oldest->second.shelf->size();
        m_shelves.erase(oldest);
    }
}

UtcTime HistoryShelves::now(const VenueId &venue) const
{
    return m_board.timeOn(venue).value_or(m_clock.now());
}

TimeSpan HistoryShelves::spanOf(const CandleSource &source, const HistoryQuery &query)
{
    const UtcTime now = this->now(source.instrument.id.venue);
    const UtcTime last = candleStart(source.interval, query.to ? std::min(*query.to, now) : now);
    UtcTime end = candleEnd(source.interval, last);
    if (end > now) { // the venues' weeks begin on different days
        const Interval step = intervalLength(source.read) > 24h ? Interval::D1 : source.read;
        end = candleStart(step, now) + 1ms;
    }
    if (query.isBounded())
        return {ceilTo(source.interval, query.from.value_or(now - query.last.value_or(0ms))), end};
    return {ceilTo(source.interval, shelf(source.key())->oldest().value_or(end - 1ms)), end};
}

Request HistoryShelves::read(const CandleSource &source, const HistoryQuery &query,
                             ShelfReader::Progress progress, ShelfReader::Done done)
{
    const VenueId venue = source.instrument.id.venue;
    QPointer<QuoteSource> reads;
    for (QuoteSource *one : m_board.sources()) {
        if (one->info().id == venue)
            reads = one;
    }
    ShelfSources sources{m_clock, reads, source.simulated ? nullptr : m_cache,
                         [board = QPointer<QuoteBoard>(&m_board), venue]() -> std::optional<UtcTime> {
                             return board ? board->timeOn(venue) : std::nullopt;
                         }};
    TimeSpan span = spanOf(source, query);
    const UtcTime keptFrom = query.isBounded() ? span.from : UtcTime{};
    if (!query.isBounded() && reads) // at least a page of the newest
        span.from = span.end - intervalLength(source.read) * (reads->info().candlePages.newest - 3);
    return std::make_unique<ShelfReader>(std::move(sources), shelf(source.key()), span, keptFrom,
                                         std::move(progress), std::move(done));
}

CandleSeries HistoryShelves::seriesOf(const CandleSource &source, const HistoryQuery &query)
{
    CandleSeries series;
    series.instrument = source.instrument;
    series.venueName = source.venueName;
    series.interval = source.interval;
    if (source.read != source.interval)
        series.builtFrom = source.read;
    series.simulated = source.simulated;
    update(series, source, query, UtcTime{});
    return series;
}

void HistoryShelves::update(CandleSeries &series, const CandleSource &source, const HistoryQuery &query,
                            UtcTime from, bool heard)
{
    const std::shared_ptr<CandleShelf> rows = shelf(source.key());
    const TimeSpan span = spanOf(source, query);
    series.gaps = gapsIn(rows->missing(span, heard), source.interval);
    series.complete = series.gaps.isEmpty();
    const UtcTime start = std::max(span.from, isKnown(from) ? candleStart(source.interval, from) : from);
    QList<Candle> fresh = rows->candles(start, query.to ? span.end - 1ms : UtcTime::max());
    if (source.read != source.interval) {
        fresh = buildCandles(fresh, source.read, source.interval);
        const UtcTime newest = fresh.isEmpty() ? UtcTime{} : fresh.constLast().time;
        fresh.removeIf(
            [&](const Candle &candle) { return candle.time != newest && isIn(series.gaps, candle.time); });
    }
    const auto at = std::lower_bound(series.candles.begin(), series.candles.end(), start,
                                     [](const Candle &candle, UtcTime time) { return candle.time < time; });
    series.candles.erase(at, series.candles.end());
    series.candles.append(fresh);
}

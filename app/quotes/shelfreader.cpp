#include "app/quotes/shelfreader.h"

#include "app/base/log.h"

#include <algorithm>

using namespace std::chrono;

namespace {
constexpr milliseconds untilFinal = 2s; // a venue may still add the last trades of a candle
constexpr milliseconds wrongClock = 24h;
constexpr int mostEmptySpans = 5; // in a row, where a read covers a span: then the market was not there yet

qint64 rowsIn(const TimeSpan &span, Interval interval)
{
    return (span.end - span.from + intervalLength(interval) - 1ms) / intervalLength(interval);
}
} // namespace

ShelfReader::ShelfReader(ShelfSources sources, std::shared_ptr<CandleShelf> shelf, const TimeSpan &wanted,
                         UtcTime keptFrom, Progress progress, Done done)
    : m_sources(std::move(sources)),
      m_shelf(std::move(shelf)),
      m_wanted(wanted),
      m_keptFrom(keptFrom),
      m_progress(std::move(progress)),
      m_done(std::move(done))
{
    m_shelf->addUser();
    m_step = m_sources.clock.after(0ms, [this] { loadKept(); });
}

ShelfReader::~ShelfReader()
{
    m_shelf->removeUser();
}

void ShelfReader::loadKept()
{
    const QList<TimeSpan> ask = m_shelf->asked().missing({m_keptFrom, m_wanted.end});
    if (!m_sources.cache || ask.isEmpty())
        return readNext();
    const TimeSpan span{ask.constFirst().from, ask.constLast().end};
    m_step = m_sources.cache->load(m_shelf->key(), span, [this, span](const Result<CachedCandles> &kept) {
        if (kept) {
            m_shelf->asked().add(span);
            if (const auto changed = m_shelf->addKept(*kept))
                m_progress(*changed);
        } else {
            qCWarning(logStorage).noquote() << "stored candles:" << kept.error().detail;
        }
        readNext();
    });
}

// The newest part that is missing, unless it is known not to be there.
void ShelfReader::readNext()
{
    TimeSpan wanted = m_wanted;
    if (m_shelf->beginning())
        wanted.from = std::max(wanted.from, *m_shelf->beginning());
    const QList<TimeSpan> missing = m_shelf->missing(wanted);
    if (missing.isEmpty() || m_pages >= mostPages)
        return finish(std::nullopt);
    if (!m_sources.venue)
        return finish(Error{Error::Kind::Unsupported, QStringLiteral("the source is gone"), {}});
    const TimeSpan part = missing.constLast();
    const SourceInfo &info = m_sources.venue->info();
    const UtcTime now = m_sources.venueTime().value_or(m_sources.clock.now());
    const auto rows = static_cast<int>(std::min<qint64>(rowsIn(part, m_shelf->key().interval) + 2, 100'000));
    CandleQuery query;
    query.instrument = m_shelf->key().instrument;
    query.interval = m_shelf->key().interval;
    const bool reachesNow = part.end + intervalLength(query.interval) > now;
    const bool onlyNewest = info.candlePages.older == 0;
    if (onlyNewest || (reachesNow && !m_newestRead)) {
        if (m_newestRead) { // it has no more than that
            m_shelf->setBeginning(part.end);
            return finish(std::nullopt);
        }
        query.limit = onlyNewest ? 0 : std::min(rows, info.candlePages.newest);
    } else {
        query.to = part.end - 1ms;
        if (!m_sources.venueTime()) // the row after it tells that the last one wanted is closed
            query.to = *query.to + intervalLength(query.interval);
        query.limit = std::min(rows + 1, info.candlePages.older);
    }
    fetch(query, part);
}

void ShelfReader::fetch(const CandleQuery &query, const TimeSpan &part)
{
    ++m_pages;
    m_step = m_sources.venue->fetchCandles(query, [this, query, part](Result<QList<Candle>> answer) {
        const Request keep = std::move(m_step);
        if (!answer) {
            // Some refuse what is too old instead of having nothing.
            if (query.to && answer.error().kind == Error::Kind::Rejected) {
                m_shelf->setBeginning(part.end);
                return readNext();
            }
            return finish(answer.error());
        }
        take(query, part, std::move(*answer));
    });
}

// What ended before then is final. Without the venue's word our own clock may be wrong by hours.
UtcTime ShelfReader::certainlyNow() const
{
    return m_sources.venueTime().value_or(m_sources.clock.now() - wrongClock) - untilFinal;
}

// Most venues don't say that a candle is closed: a later row does, or the time.
void ShelfReader::closeWhatIsPast(QList<Candle> &rows) const
{
    if (!rows.isEmpty() && candleEnd(m_shelf->key().interval, rows.constLast().time) <= certainlyNow())
        rows.last().closed = true;
}

void ShelfReader::take(const CandleQuery &query, const TimeSpan &part, QList<Candle> rows)
{
    closeWhatIsPast(rows);
    const bool goOn = query.to ? takeOlder(query, part, rows) : takeNewest(rows);
    goOn ? readNext() : finish(std::nullopt);
}

bool ShelfReader::takeNewest(const QList<Candle> &rows)
{
    m_newestRead = true;
    if (rows.isEmpty()) {
        m_shelf->setBeginning(m_wanted.end);
        return false;
    }
    const Interval interval = m_shelf->key().interval;
    const Candle &last = rows.constLast();
    UtcTime tip = last.time;
    if (last.closed)
        tip = std::max(candleEnd(interval, last.time), candleStart(interval, certainlyNow()));
    add(rows, {rows.constFirst().time, tip}, tip);
    return true;
}

bool ShelfReader::takeOlder(const CandleQuery &query, const TimeSpan &part, const QList<Candle> &rows)
{
    const Interval interval = m_shelf->key().interval;
    const CandlePages pages = m_sources.venue ? m_sources.venue->info().candlePages : CandlePages{};
    UtcTime from = part.end;
    if (pages.bySpan)
        from = *query.to - intervalLength(interval) * (query.limit - 1);
    if (!rows.isEmpty())
        from = std::min(from, rows.constFirst().time);
    m_emptySpans = rows.isEmpty() ? m_emptySpans + 1 : 0;
    if (rows.isEmpty() && (!pages.bySpan || m_emptySpans >= mostEmptySpans)) {
        m_shelf->setBeginning(part.end);
        return true;
    }
    // Until there no row can come any more.
    UtcTime end = std::max(candleStart(interval, certainlyNow()), m_shelf->tip().value_or(UtcTime{}));
    end = std::min(end, *query.to + 1ms);
    if (!rows.isEmpty()) {
        const Candle &last = rows.constLast();
        end = std::max(end, last.closed ? candleEnd(interval, last.time) : last.time);
    }
    QList<Candle> closed = rows;
    if (!closed.isEmpty() && closed.constLast().time < end)
        closed.last().closed = true; // the venue has gone on since
    if (from >= end)                 // nothing to go on from
        return false;
    add(closed, {from, end}, std::nullopt);
    return m_shelf->missing(part) != QList{part};
}

void ShelfReader::add(const QList<Candle> &rows, const TimeSpan &span, std::optional<UtcTime> tip)
{
    if (m_sources.cache && !span.isEmpty()) {
        QList<Candle> closed = rows;
        closed.removeIf([&](const Candle &candle) { return candle.time >= span.end; });
        m_sources.cache->store(m_shelf->key(), span, closed);
    }
    const auto changed = m_shelf->addHistory(rows, span, tip);
    m_progress(changed.value_or(span.from));
}

void ShelfReader::finish(std::optional<Error> error)
{
    const Done done = std::move(m_done);
    done(std::move(error));
}

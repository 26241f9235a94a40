#include "app/quotes/historyfollow.h"

#include <QPointer>
#include <algorithm>

using namespace std::chrono;

namespace {
constexpr milliseconds flushAfter = 100ms;
constexpr milliseconds longestPause = 60s;
} // namespace

HistoryFollow::HistoryFollow(HistoryShelves &shelves, const HistoryQuery &query)
    : m_shelves(shelves), m_query(query)
{
    QuoteBoard &board = shelves.board();
    connect(&board, &QuoteBoard::candlesTaken, this, &HistoryFollow::take);
    connect(&board, &QuoteBoard::candlesInterrupted, this, &HistoryFollow::interrupted);
    connect(&board, &QuoteBoard::candlesResumed, this, &HistoryFollow::resumed);
    connect(&board, &QuoteBoard::quotesChanged, this, [this](const QList<AssetId> &assets) {
        if (assets.contains(m_query.asset))
            lookAtSources();
    });
    connect(&board, &QuoteBoard::instrumentsChanged, this, &HistoryFollow::lookAtSources);
    choose();
}

HistoryFollow::~HistoryFollow()
{
    if (m_subscribed)
        m_shelves.board().unfollowCandles(m_source->key());
    if (m_shelf)
        m_shelf->removeUser();
}

// ---- Which venue ----

void HistoryFollow::choose()
{
    m_retry.reset();
    const auto sources = m_shelves.sourcesFor(m_query.asset, m_query.venue, m_query.interval);
    m_firstChoice = sources.isEmpty() ? std::nullopt : std::optional(sources.constFirst());
    m_work = std::make_unique<HistoryChoice>(
        m_shelves, m_query,
        [this](const CandleSource &source, UtcTime from) {
            if (!m_source) // what there is of the first one, while it comes
                use(source);
            if (m_source == source)
                tell(from);
        },
        [this](const Result<HistoryChoice::Answer> &answer) { chosen(answer); });
}

void HistoryFollow::use(const CandleSource &source)
{
    if (m_subscribed)
        m_shelves.board().unfollowCandles(m_source->key());
    const auto before = std::exchange(m_shelf, m_shelves.shelf(source.key()));
    m_shelf->addUser();
    if (before)
        before->removeUser();
    m_source = source;
    m_heard = true;
    if (m_query.last) {
        m_query.from = m_shelves.now(source.instrument.id.venue) - *m_query.last;
        m_query.last.reset();
    }
    m_series = m_shelves.seriesOf(source, m_query);
    m_changed = UtcTime{};
    m_subscribed = !m_query.to;
    if (m_subscribed)
        m_shelves.board().followCandles(source.key());
}

void HistoryFollow::chosen(const Result<HistoryChoice::Answer> &answer)
{
    const Request keep = std::move(m_work);
    if (!answer)
        return tryLater(answer.error());
    if (m_source != answer->source)
        use(answer->source);
    m_series.lacking = answer->lacking;
    m_changed = UtcTime{};
    answer->error ? tryLater(*answer->error) : settle();
    show();
}

// Another source is shown now, or one that lists the coin has come.
void HistoryFollow::lookAtSources()
{
    const SourceQuote *shown = m_shelves.board().quote(m_query.asset).shownSource();
    if (m_work || m_query.venue ||
        (shown && m_firstChoice && shown->venue == m_firstChoice->instrument.id.venue))
        return;
    const auto sources = m_shelves.sourcesFor(m_query.asset, m_query.venue, m_query.interval);
    if (!sources.isEmpty() && m_firstChoice != sources.constFirst())
        choose();
}

// ---- What it lacks ----

void HistoryFollow::fill()
{
    m_retry.reset();
    if (!m_source)
        return choose();
    m_holes = false;
    m_work = m_shelves.read(
        *m_source, m_query, [this](UtcTime from) { tell(from); },
        [this](const std::optional<Error> &error) {
            const Request keep = std::move(m_work);
            error ? tryLater(*error) : settle();
        });
}

// A read went well; what was missed meanwhile is next.
void HistoryFollow::settle()
{
    m_failures = 0;
    if (m_holes)
        fill();
}

void HistoryFollow::tryLater(const Error &error)
{
    const milliseconds pause = std::min<milliseconds>(2s * (1 << std::min(m_failures, 5)), longestPause);
    m_retry = m_shelves.clock().after(std::max<milliseconds>(pause, error.retryAfter.value_or(0s)),
                                      [this] { fill(); });
    if (m_failures++ == 0)
        m_error = error;
    tell(UtcTime::max());
}

// ---- What the stream says ----

void HistoryFollow::take(const CandleUpdate &update)
{
    if (!m_shelf || update.instrument != m_shelf->key().instrument ||
        update.interval != m_shelf->key().interval)
        return;
    const CandleShelf::StreamNews news = m_shelf->addStream(update);
    if (news.changed)
        tell(*news.changed);
    if (news.hole)
        missed();
}

void HistoryFollow::missed()
{
    m_holes = true;
    if (!m_work && !m_retry)
        fill();
}

void HistoryFollow::interrupted(const QSet<CandleKey> &keys)
{
    if (!m_subscribed || !keys.contains(m_shelf->key()))
        return;
    m_heard = false;
    m_shelf->interrupt();
    tell(m_shelf->tip().value_or(UtcTime{}));
}

void HistoryFollow::resumed(const QSet<CandleKey> &keys)
{
    if (!m_subscribed || !keys.contains(m_shelf->key()))
        return;
    m_heard = true;
    m_shelf->interrupt();
    m_failures = 0;
    m_retry.reset();
    missed();
}

// ---- What is told ----

void HistoryFollow::tell(UtcTime from)
{
    m_changed = m_changed ? std::min(*m_changed, from) : from;
    if (!m_flush)
        m_flush = m_shelves.clock().after(flushAfter, [this] { show(); });
}

void HistoryFollow::show()
{
    const Request keep = std::move(m_flush);
    const auto changes = std::exchange(m_changed, std::nullopt);
    const auto error = std::exchange(m_error, std::nullopt);
    const QPointer<HistoryFollow> guard(this);
    if (m_source && changes && *changes != UtcTime::max()) {
        const UtcTime from = isKnown(*changes) ? candleStart(m_source->interval, *changes) : *changes;
        m_shelves.update(m_series, *m_source, m_query, from, m_heard);
        emit changed(from);
    }
    if (error && guard)
        emit failed(*error);
}

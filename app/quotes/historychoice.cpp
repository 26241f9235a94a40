#include "app/quotes/historychoice.h"

#include <algorithm>

using namespace std::chrono;

namespace {
Error nobody(const HistoryQuery &query)
{
    return {Error::Kind::Unsupported,
            query.venue ? QStringLiteral("%1 has no such candles of this coin").arg(query.venue->value)
                        : QStringLiteral("no source has such candles of this coin"),
            {}};
}
} // namespace

HistoryChoice::HistoryChoice(HistoryShelves &shelves, const HistoryQuery &query, Progress progress,
                             Reply<Answer> done)
    : m_shelves(shelves), m_query(query), m_progress(std::move(progress)), m_done(std::move(done))
{
    m_lists = m_shelves.whenListed(m_query.asset, m_query.venue, [this] {
        m_sources = m_shelves.sourcesFor(m_query.asset, m_query.venue, m_query.interval);
        readNext();
    });
}

void HistoryChoice::readNext()
{
    if (m_tried.size() == static_cast<size_t>(m_sources.size()))
        return finish();
    const CandleSource source = m_sources.at(static_cast<qsizetype>(m_tried.size()));
    m_tried.push_back({source, {}, false, {}});
    m_reads.push_back(m_shelves.read(
        source, m_query, [this, source](UtcTime from) { m_progress(source, from); },
        [this](std::optional<Error> error) { take(std::move(error)); }));
}

void HistoryChoice::take(std::optional<Error> error)
{
    Tried &tried = m_tried.back();
    tried.error = std::move(error);
    tried.lacks = lacks(tried.source);
    tried.any = m_shelves.shelf(tried.source.key())->size() > 0;
    if (tried.any && !tried.error && tried.lacks == 0ms)
        return finish();
    readNext();
}

// How much of the range lies before its oldest candle. A little is nothing: a coin that trades seldom has no
// candle for each of them.
milliseconds HistoryChoice::lacks(const CandleSource &source) const
{
    if (!m_query.isBounded())
        return 0ms;
    const TimeSpan span = m_shelves.spanOf(source, m_query);
    const QList<TimeSpan> missing = m_shelves.shelf(source.key())->missing(span);
    if (missing.isEmpty() || missing.constFirst().from != span.from)
        return 0ms;
    const milliseconds lacking = missing.constFirst().end - span.from;
    const milliseconds little = std::max(2 * intervalLength(source.interval), (span.end - span.from) / 30);
    return lacking > little ? lacking : 0ms;
}

void HistoryChoice::finish()
{
    const Reply<Answer> done = std::move(m_done);
    const auto best = std::min_element(m_tried.begin(), m_tried.end(), [](const Tried &a, const Tried &b) {
        return std::pair(!a.any, a.lacks) < std::pair(!b.any, b.lacks);
    });
    if (best == m_tried.end())
        return done(tl::unexpected(nobody(m_query)));
    const milliseconds enough = best->lacks + best->lacks / 20;
    const auto chosen = std::find_if(m_tried.begin(), m_tried.end(), [&](const Tried &one) {
        return one.any == best->any && one.lacks <= enough;
    });
    if (!chosen->any) {
        const auto failed = std::find_if(m_tried.rbegin(), m_tried.rend(),
                                         [](const Tried &one) { return one.error.has_value(); });
        return done(tl::unexpected(failed != m_tried.rend() ? *failed->error : nobody(m_query)));
    }
    Answer answer{chosen->source, {}, chosen->error};
    for (auto at = m_tried.begin(); at != chosen; ++at) {
        if (!at->error)
            answer.lacking.append(at->source.venueName);
    }
    done(answer);
}

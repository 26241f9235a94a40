#include "app/quotes/quietreader.h"

#include "app/base/log.h"

#include <algorithm>

using namespace std::chrono;

namespace {
constexpr milliseconds betweenCalls = 10s, neverHeardAfter = 3s, longestPause = 5min;

MonoTime dueAt(const BoardVenue &venue, const BoardMarket &market)
{
    const milliseconds pause =
        std::min(betweenCalls * (1 << std::clamp(market.unanswered - 1, 0, 5)), longestPause);
    const MonoTime pausedUntil = market.unanswered > 0 ? market.askedAt + pause : MonoTime{};
    if (market.askSoon)
        return pausedUntil;
    const MonoTime quiet = market.confirmation.heard
                               ? market.confirmation.at + venue.limits.askAfter
                               : std::max(market.wantedSince, venue.link.liveSince()) + neverHeardAfter;
    return std::max(quiet, pausedUntil);
}

bool canAsk(const BoardVenue &venue)
{
    return venue.source && venue.info.streams && venue.link.isLive() && !venue.asking;
}
} // namespace

QuietReader::QuietReader(Clock &clock, Answer answer, Done done)
    : m_clock(clock), m_answer(std::move(answer)), m_done(std::move(done))
{
}

std::optional<MonoTime> QuietReader::nextDue(const BoardVenue &venue)
{
    if (!canAsk(venue))
        return std::nullopt;
    std::optional<MonoTime> next;
    for (const auto &[symbol, market] : venue.followed) {
        if (!market->wanted)
            continue;
        const MonoTime due = dueAt(venue, *market);
        if (!next || due < *next)
            next = due;
    }
    return next ? std::optional(std::max(*next, venue.askAllowedAt)) : std::nullopt;
}

void QuietReader::ask(BoardVenue &venue)
{
    const MonoTime now = m_clock.monotonic();
    if (!canAsk(venue) || now < venue.askAllowedAt)
        return;
    QList<InstrumentId> due;
    for (const auto &[symbol, market] : venue.followed) {
        if (!market->wanted || now < dueAt(venue, *market))
            continue;
        market->askedAt = now;
        ++market->unanswered;
        due.append(market->instrument.id);
    }
    if (due.isEmpty())
        return;
    std::sort(due.begin(), due.end());
    venue.asking = true;
    venue.askAllowedAt = now + betweenCalls;
    venue.askRequest = venue.source->fetchTickers(
        due, [this, &venue](const Result<QList<Ticker>> &answer) { take(venue, answer); });
}

void QuietReader::take(BoardVenue &venue, const Result<QList<Ticker>> &answer)
{
    const Request keep = std::move(venue.askRequest);
    venue.asking = false;
    if (!answer) {
        qCInfo(logQuotes).noquote() << venue.id.value << "quiet prices:" << answer.error().detail;
        if (answer.error().kind == Error::Kind::RateLimited)
            venue.askAllowedAt =
                std::max(venue.askAllowedAt, m_clock.monotonic() + answer.error().retryAfter.value_or(60s));
    } else {
        for (const Ticker &ticker : *answer)
            m_answer(venue, ticker);
    }
    m_done(venue);
}

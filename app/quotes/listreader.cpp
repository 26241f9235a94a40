#include "app/quotes/listreader.h"

#include "app/base/log.h"

using namespace std::chrono;

namespace {
constexpr milliseconds again = 6h;
} // namespace

ListReader::ListReader(Clock &clock, Read read, Failed failed)
    : m_clock(clock), m_read(std::move(read)), m_failed(std::move(failed))
{
}

void ListReader::start(BoardVenue &venue, milliseconds delay)
{
    if (delay > 0ms)
        venue.listTimer = m_clock.after(delay, [this, &venue] { fetch(venue); });
    else
        fetch(venue);
}

void ListReader::hurry(BoardVenue &venue)
{
    if (venue.listRead && !venue.listError)
        return;
    venue.listBackoff.reset();
    fetch(venue);
}

void ListReader::fetch(BoardVenue &venue)
{
    venue.listTimer.reset();
    if (!venue.source)
        return;
    venue.listError.reset();
    venue.listRequest = venue.source->fetchInstruments(
        [this, &venue](Result<QList<Instrument>> answer) { take(venue, std::move(answer)); });
}

void ListReader::take(BoardVenue &venue, Result<QList<Instrument>> answer)
{
    const Request keep = std::move(venue.listRequest);
    if (!answer)
        return retry(venue, answer.error());
    if (answer->isEmpty()) // no exchange lists nothing: this is a fault on its side
        return retry(venue, {Error::Kind::Malformed, QStringLiteral("an empty list of instruments"), {}});
    venue.listBackoff.reset();
    venue.listRead = true;
    venue.listTimer = m_clock.after(again, [this, &venue] { fetch(venue); });
    m_read(venue, std::move(*answer));
}

void ListReader::retry(BoardVenue &venue, const Error &error)
{
    qCInfo(logQuotes).noquote() << venue.id.value << "list of instruments:" << error.detail;
    if (error.retryAfter)
        venue.listBackoff.holdAtLeast(*error.retryAfter);
    else if (error.kind == Error::Kind::RateLimited)
        venue.listBackoff.holdAtLeast(60s);
    const milliseconds pause =
        error.kind == Error::Kind::Refused ? again : venue.listBackoff.next(m_clock.monotonic());
    venue.listError = error;
    venue.listNextTry = m_clock.now() + pause;
    venue.listTimer = m_clock.after(pause, [this, &venue] { fetch(venue); });
    m_failed(venue);
}

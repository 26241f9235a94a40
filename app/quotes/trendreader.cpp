#include "app/quotes/trendreader.h"

#include "app/base/log.h"

#include <algorithm>
#include <array>

using namespace std::chrono;

namespace {
constexpr milliseconds again = 2h, afterFailure = 5min, betweenCalls = 200ms;
constexpr std::array intervals{Interval::M15, Interval::M30, Interval::H1};

std::optional<Interval> intervalOf(const SourceInfo &info)
{
    const auto at = std::find_if(intervals.begin(), intervals.end(),
                                 [&](Interval interval) { return info.restIntervals.contains(interval); });
    return at == intervals.end() ? std::nullopt : std::optional(*at);
}
} // namespace

TrendReader::TrendReader(Clock &clock, Coins coins, Read read)
    : m_clock(clock), m_coins(std::move(coins)), m_read(std::move(read))
{
}

const BoardCoin::Entry *TrendReader::sourceFor(const BoardCoin &coin) const
{
    const auto usable = [&](const BoardCoin::Entry &entry) {
        return entry.venue->source && entry.venue->link.isLive() && intervalOf(entry.venue->info) &&
               entry.market->instrument.status != Instrument::Status::Delisted &&
               !coin.trendRefused.contains(entry.venue->id);
    };
    const int shown = coin.quote.shown;
    if (shown >= 0 && static_cast<size_t>(shown) < coin.entries.size() &&
        usable(coin.entries[static_cast<size_t>(shown)]))
        return &coin.entries[static_cast<size_t>(shown)];
    const auto at = std::find_if(coin.entries.begin(), coin.entries.end(), usable);
    return at == coin.entries.end() ? nullptr : &*at;
}

void TrendReader::look()
{
    if (m_request)
        return;
    const MonoTime now = m_clock.monotonic();
    std::optional<MonoTime> next;
    for (BoardCoin *coin : m_coins()) {
        const MonoTime due = coin->trend.hasGap(now) ? std::min(coin->trendDue, now) : coin->trendDue;
        if (next && due >= *next)
            continue;
        const BoardCoin::Entry *entry = sourceFor(*coin);
        if (!entry)
            continue;
        if (due <= now)
            return fetch(*coin, *entry);
        next = due;
    }
    if (next)
        lookAfter(*next - now);
}

void TrendReader::lookAfter(milliseconds delay)
{
    const MonoTime at = m_clock.monotonic() + delay;
    if (m_timer && m_timerAt <= at)
        return;
    m_timerAt = at;
    m_timer = m_clock.after(delay, [this] {
        m_timer.reset();
        look();
    });
}

void TrendReader::fetch(BoardCoin &coin, const BoardCoin::Entry &entry)
{
    CandleQuery query;
    query.instrument = entry.market->instrument.id;
    query.interval = intervalOf(entry.venue->info).value_or(Interval::M15);
    query.limit = static_cast<int>(Trend::span / intervalLength(query.interval)) + 1;
    m_asked = entry.venue->id;
    m_request = entry.venue->source->fetchCandles(
        query, [this, &coin, venue = m_asked, query](const Result<QList<Candle>> &answer) {
            take(coin, venue, query, answer);
        });
}

void TrendReader::take(BoardCoin &coin, const VenueId &venue, const CandleQuery &query,
                       const Result<QList<Candle>> &answer)
{
    const Request keep = std::move(m_request);
    const MonoTime now = m_clock.monotonic();
    milliseconds pause = betweenCalls;
    if (answer && !answer->isEmpty()) {
        std::optional<UtcTime> marketTime;
        for (const BoardCoin::Entry &entry : coin.entries) {
            if (entry.venue->id == venue)
                marketTime = entry.venue->clock.timeAt(now);
        }
        coin.trend.set(query.instrument, query.interval, *answer, now, marketTime);
        coin.trendDue = now + again;
        coin.trendRefused.clear();
        m_read(coin);
    } else {
        if (!answer) {
            qCInfo(logQuotes).noquote() << venue.value << "trend:" << answer.error().detail;
            if (answer.error().kind == Error::Kind::RateLimited)
                pause = answer.error().retryAfter.value_or(60s);
        }
        coin.trendRefused.insert(venue);
        if (!sourceFor(coin)) {
            coin.trendRefused.clear();
            coin.trendDue = now + afterFailure;
        }
    }
    lookAfter(pause);
}

void TrendReader::readAllAnew()
{
    for (BoardCoin *coin : m_coins())
        coin->trendDue = {};
    look();
}

void TrendReader::forget(const VenueId &venue)
{
    if (m_asked == venue)
        m_request.reset();
}

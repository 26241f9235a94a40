#include "app/quotes/tickgate.h"

#include "app/market/pricecheck.h"

#include <algorithm>
#include <cmath>

using namespace std::chrono;

namespace {
// Some messages carry micro- or nanoseconds where milliseconds belong, or nothing sensible at all.
UtcTime normalised(UtcTime time)
{
    constexpr qint64 firstMarket = 1'230'768'000'000; // 2009: nothing was traded before
    constexpr qint64 farFuture = 100'000'000'000'000; // the year 5138 in ms, 1973 in µs
    qint64 ms = toMsecs(time);
    while (ms > farFuture)
        ms /= 1000;
    return ms < firstMarket ? UtcTime{} : fromMsecs(ms);
}

void keepValid(std::optional<Decimal> &price)
{
    if (price && !isValidPrice(*price))
        price.reset();
}

void keepAmount(std::optional<Decimal> &amount)
{
    if (amount && amount->isNegative())
        amount.reset();
}

// The parts around the price: what can't be is unknown.
void sanitise(Ticker &ticker)
{
    keepValid(ticker.bid);
    keepValid(ticker.ask);
    keepValid(ticker.open24h);
    keepValid(ticker.high24h);
    keepValid(ticker.low24h);
    keepAmount(ticker.baseVolume);
    keepAmount(ticker.quoteVolume);
    if (ticker.change24hPct && !std::isfinite(*ticker.change24hPct))
        ticker.change24hPct.reset();
    ticker.exchangeTime = normalised(ticker.exchangeTime);
}

// A REST answer often carries less than the stream. While the price is the same, what the stream said of
// the rest still holds.
void fillFrom(Ticker &next, const Ticker &old)
{
    const auto fill = [](auto &to, const auto &from) {
        if (!to)
            to = from;
    };
    fill(next.bid, old.bid);
    fill(next.ask, old.ask);
    fill(next.open24h, old.open24h);
    fill(next.high24h, old.high24h);
    fill(next.low24h, old.low24h);
    fill(next.baseVolume, old.baseVolume);
    fill(next.quoteVolume, old.quoteVolume);
    fill(next.change24hPct, old.change24hPct);
    if (!isKnown(next.exchangeTime))
        next.exchangeTime = old.exchangeTime;
}

// |a - b| > percent % of b
bool further(const Decimal &a, const Decimal &b, double percent)
{
    const double reference = b.toDouble();
    return std::abs(a.toDouble() - reference) > reference * percent / 100;
}
} // namespace

void VenueClock::note(UtcTime exchangeTime, MonoTime arrived)
{
    if (!isKnown(exchangeTime))
        return;
    m_offsets[m_count++ % kept] = exchangeTime.time_since_epoch() - arrived.time_since_epoch();
    auto sorted = m_offsets;
    const auto count = static_cast<std::ptrdiff_t>(std::min(m_count, kept));
    std::nth_element(sorted.begin(), sorted.begin() + count / 2, sorted.begin() + count);
    m_median = sorted[static_cast<size_t>(count / 2)];
}

bool VenueClock::plausible(UtcTime exchangeTime, MonoTime at) const
{
    if (!isKnown(exchangeTime) || m_count < 3)
        return true;
    return abs(exchangeTime.time_since_epoch() - at.time_since_epoch() - m_median) <= 24h;
}

std::optional<UtcTime> VenueClock::timeAt(MonoTime at) const
{
    return m_count == 0 ? std::nullopt : std::optional(UtcTime{at.time_since_epoch() + m_median});
}

void TickGate::restore(const Ticker &stored)
{
    if (m_ticker || !isValidPrice(stored.last))
        return;
    m_ticker = stored;
    sanitise(*m_ticker);
    m_fromStore = true;
}

bool TickGate::isLate(const Ticker &next, const VenueClock &clock) const
{
    // Without a time there is no telling whether a REST answer is older than what the stream just said.
    if (!isKnown(next.exchangeTime) && isKnown(m_newest))
        return next.receivedAt < m_newestAt + 2s;
    if (!isKnown(next.exchangeTime) || !isKnown(m_newest) || next.exchangeTime >= m_newest)
        return false;
    return clock.plausible(m_newest, m_newestAt); // else the newest one was the wrong one
}

TickVerdict TickGate::accept(Ticker next)
{
    m_held.reset();
    if (isKnown(next.exchangeTime)) {
        m_newest = next.exchangeTime;
        m_newestAt = next.receivedAt;
    }
    m_ticker = std::move(next);
    m_fromStore = false;
    return TickVerdict::Taken;
}

TickVerdict TickGate::take(Ticker next, VenueClock &clock)
{
    if (!isValidPrice(next.last))
        return TickVerdict::Invalid;
    sanitise(next);
    clock.note(next.exchangeTime, next.receivedAt);
    if (!clock.plausible(next.exchangeTime, next.receivedAt))
        return TickVerdict::Invalid;
    if (!m_ticker || m_fromStore)
        return accept(std::move(next));

    const bool same = next.last == m_ticker->last;
    if (isLate(next, clock))
        return same ? TickVerdict::Confirms : TickVerdict::Late;
    if (same) {
        fillFrom(next, *m_ticker);
        const bool news = next.exchangeTime != m_ticker->exchangeTime || next.bid != m_ticker->bid ||
                          next.ask != m_ticker->ask || next.change24hPct != m_ticker->change24hPct;
        accept(std::move(next));
        return news ? TickVerdict::Taken : TickVerdict::Confirms;
    }
    if (further(next.last, m_ticker->last, 50) && !(m_held && !further(next.last, m_held->last, 10))) {
        m_held = std::move(next);
        return TickVerdict::Held;
    }
    return accept(std::move(next));
}

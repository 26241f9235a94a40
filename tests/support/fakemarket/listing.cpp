#include "tests/support/fakemarket/listing.h"

#include <QDateTime>
#include <algorithm>
#include <cmath>

namespace fake {

using namespace std::chrono;

namespace {
constexpr size_t mostPushes = 10'000;
}

QByteArray trimmed(const QByteArray &decimal)
{
    if (!decimal.contains('.'))
        return decimal;
    QByteArray out = decimal;
    while (out.endsWith('0'))
        out.chop(1);
    if (out.endsWith('.'))
        out.chop(1);
    return out;
}

QByteArray fixed(double value, int decimals)
{
    return QByteArray::number(value, 'f', decimals);
}

qint64 BarStep::startOf(qint64 time) const
{
    const qint64 local = time + shift;
    if (ms == monthMs) {
        const QDate date = QDateTime::fromMSecsSinceEpoch(local, Qt::UTC).date();
        return QDateTime(QDate(date.year(), date.month(), 1), QTime(0, 0), Qt::UTC).toMSecsSinceEpoch() -
               shift;
    }
    const qint64 week = ms == weekMs ? 3 * dayMs : 0; // the epoch was a Thursday
    return (local + week) / ms * ms - week - shift;
}

QByteArray Figures::shortLast() const
{
    return lastGiven ? last : trimmed(last);
}

QByteArray Listing::tick() const
{
    return priceDecimals == 0 ? QByteArray("1") : "0." + QByteArray(priceDecimals - 1, '0') + '1';
}

QByteArray Listing::price(double value) const
{
    return fixed(value, priceDecimals);
}

double Listing::valueAt(const PricePath &path, UtcTime at) const
{
    if (path.isStopped()) {
        const auto later = std::upper_bound(m_pushes.cbegin(), m_pushes.cend(), at,
                                            [](UtcTime time, const Push &push) { return time < push.at; });
        if (later != m_pushes.cbegin() && m_pinned)
            return std::prev(later)->value;
    }
    const double rate = path.usd(quote, at);
    double agreed = rate > 0 ? path.usd(coin, at) / rate : 0;
    for (const Spike &spike : m_spikes)
        if (at >= spike.from && at < spike.to)
            agreed *= spike.factor;
    if (quirk.isEmpty())
        return agreed;
    const Coin *known = path.coin(coin);
    const double width = known && known->stable ? 0.00001 : 0.00015;
    return agreed * (1 + width * path.noise(quirk, at, 40s));
}

void Listing::spike(double percent, UtcTime from, milliseconds lasting)
{
    m_spikes.push_back({from, from + lasting, 1 + percent / 100});
    forget();
}

double Listing::dollars(const PricePath &path, UtcTime from, UtcTime to) const
{
    constexpr double busier = 6; // than on average, in a spike
    const Coin *known = path.coin(coin);
    double dollars = path.traded(coin, from, to);
    for (const Spike &spike : m_spikes) {
        const auto both = std::min(to, spike.to) - std::max(from, spike.from);
        if (known && both > 0ms)
            dollars += known->dollarVolume * busier * duration<double>(both).count() / 86'400;
    }
    return dollars * share;
}

void Listing::push(const QByteArray &last, UtcTime at)
{
    bool number = false;
    const double value = last.toDouble(&number);
    lastText = last;
    changedAt = at;
    if (!number || !std::isfinite(value) || value <= 0)
        return; // shown as it is, but no bar is made of it
    if (m_pushes.empty() || m_pushes.back().at <= at)
        m_pushes.push_back({at, last, value});
    if (m_pushes.size() > mostPushes)
        m_pushes.pop_front();
    m_pinned = true;
}

Listing::Range Listing::range(const PricePath &path, UtcTime from, UtcTime to) const
{
    // Sampled on a fixed grid, so that a longer bar holds the extremes of the shorter ones in it. Coarser for
    // long spans and for made-up coins, of which there are thousands.
    const auto span = to - from;
    milliseconds grid = span <= 1h ? 1min : span <= 6h ? 5min : span <= 24h ? 15min : 1h;
    if (liveliness < 0.35)
        grid = std::max<milliseconds>(grid, 15min);
    const double first = valueAt(path, from), last = valueAt(path, to);
    Range range{std::min(first, last), std::max(first, last)};
    const auto add = [&range](double value) {
        range = {std::min(range.low, value), std::max(range.high, value)};
    };
    for (UtcTime at = UtcTime{(from.time_since_epoch() / grid + 1) * grid}; at < to; at += grid)
        add(valueAt(path, at));
    for (const Spike &spike : m_spikes) // it may lie between two looks
        if (spike.from <= to && spike.to > from)
            add(valueAt(path, std::max(from, spike.from)));
    for (const Push &push : m_pushes)
        if (push.at >= from && push.at <= to)
            add(push.value);
    return range;
}

Listing::Range Listing::dayRange(const PricePath &path, UtcTime now) const
{
    const UtcTime from = now - 24h;
    const auto firstHour = ceil<hours>(from), lastHour = floor<hours>(now);
    Range day = range(path, from, firstHour);
    const auto add = [&](const Range &part) {
        day = {std::min(day.low, part.low), std::max(day.high, part.high)};
    };
    for (UtcTime hour = firstHour; hour < lastHour; hour += 1h) {
        auto known = m_hours.constFind(toMsecs(hour));
        if (known == m_hours.cend())
            known = m_hours.insert(toMsecs(hour), range(path, hour, hour + 1h));
        add(*known);
    }
    m_hours.removeIf([&](const auto &entry) { return entry.key() < toMsecs(from); });
    add(range(path, lastHour, now));
    return day;
}

Bar Listing::bar(const PricePath &path, qint64 startMs, const BarStep &step, UtcTime now) const
{
    const UtcTime from = fromMsecs(startMs), end = fromMsecs(step.next(startMs));
    const UtcTime to = std::min(end - 1ms, now);
    const Range range = this->range(path, from, to);
    double close = valueAt(path, to);
    if (m_pinned && !m_pushes.empty() && m_pushes.back().at >= from && m_pushes.back().at <= to)
        close = m_pushes.back().value;
    const double open = valueAt(path, from);
    const double middle = (open + close + range.low + range.high) / 4;
    const double dollars = this->dollars(path, from, end <= now ? end : to);
    const double volume = middle > 0 ? dollars / (middle * path.usd(quote, to)) : 0;
    Bar bar{startMs,
            price(open),
            price(std::max({range.high, open, close})),
            price(std::min({range.low, open, close})),
            price(close),
            {},
            {},
            {},
            0,
            end <= now};
    bar.volume = fixed(volume, amountDecimals);
    bar.quoteVolume = fixed(volume * middle, 8);
    bar.vwap = price(middle);
    bar.trades = static_cast<qint64>(dollars / 900) + 1;
    return bar;
}

qint64 Listing::listedAt(const PricePath &path) const
{
    return toMsecs(path.start()) - 1500 * dayMs;
}

QList<Bar> Listing::barsFrom(const PricePath &path, qint64 firstMs, const BarStep &step, int count,
                             UtcTime now) const
{
    QList<Bar> list;
    for (qint64 at = step.startOf(std::max(firstMs, listedAt(path)));
         list.size() < count && at <= toMsecs(now); at = step.next(at))
        list.append(bar(path, at, step, now));
    return list;
}

QList<Bar> Listing::barsUpTo(const PricePath &path, qint64 lastMs, const BarStep &step, int count,
                             UtcTime now) const
{
    QList<qint64> starts;
    for (qint64 at = step.startOf(std::min(lastMs, toMsecs(now)));
         starts.size() < count && at >= listedAt(path); at = step.startOf(at - 1))
        starts.prepend(at);
    QList<Bar> list;
    for (const qint64 at : std::as_const(starts))
        list.append(bar(path, at, step, now));
    return list;
}

Figures Listing::figures(const PricePath &path, UtcTime now) const
{
    const qint64 nowMs = toMsecs(now);
    const double tickValue = std::pow(10.0, -priceDecimals);
    const double deviation = 1 + offPercent / 100;
    double last = valueAt(path, now);
    if (m_pinned && !m_pushes.empty())
        last = m_pushes.back().value;
    last *= deviation;

    Figures f;
    f.lastGiven = lastText && offPercent == 0;
    f.last = f.lastGiven ? *lastText : price(last);
    f.bid = price(last);
    f.ask = price(last + tickValue);
    const double open = valueAt(path, now - 24h);
    if (nowMs / minuteMs != m_rangeMinute) {
        m_rangeMinute = nowMs / minuteMs;
        m_range = dayRange(path, now);
        m_dayDollars = dollars(path, now - 24h, now);
    }
    m_range = {std::min(m_range.low, last), std::max(m_range.high, last)};
    const double openUtc = valueAt(path, fromMsecs(BarStep{dayMs}.startOf(nowMs)));
    const double openUtc8 = valueAt(path, fromMsecs(BarStep{dayMs, 8 * hourMs}.startOf(nowMs)));
    f.open24h = price(open);
    f.high24h = price(m_range.high);
    f.low24h = price(m_range.low);
    f.openUtc = price(openUtc);
    f.openUtc8 = price(openUtc8);

    const double middle = (open + last + m_range.low + m_range.high) / 4;
    const double volume = middle > 0 ? m_dayDollars / (middle * path.usd(quote, now)) : 0;
    const double today =
        static_cast<double>(nowMs - BarStep{dayMs}.startOf(nowMs)) / static_cast<double>(dayMs);
    f.baseVolume = fixed(volume, amountDecimals);
    f.quoteVolume = fixed(volume * middle, std::min(8, amountDecimals + 2));
    f.baseVolume30d = fixed(volume * 29.3, amountDecimals);
    f.vwap = price(middle);
    f.todayVolume = fixed(volume * today, amountDecimals);
    f.todayVwap = price((openUtc + last) / 2);
    f.todayHigh = price(std::max(openUtc, last));
    f.todayLow = price(std::min(openUtc, last));
    const double lot = volume / 90'000;
    f.bidSize = fixed(lot * (1.5 + path.noise(symbol + "bid", now, 2s)), amountDecimals);
    f.askSize = fixed(lot * (1.5 + path.noise(symbol + "ask", now, 2s)), amountDecimals);
    f.lastSize = fixed(lot * (1.2 + path.noise(symbol + "size", now, 1s)), amountDecimals);
    f.change = price(last - open);
    f.changeFraction = open > 0 ? last / open - 1 : 0;
    f.changeUtcFraction = openUtc > 0 ? last / openUtc - 1 : 0;
    f.time = isKnown(changedAt) ? changedAt : path.start();
    f.trades = static_cast<qint64>(m_dayDollars / 900) + 1;
    f.tradeId = 30'000'000 + (toMsecs(f.time) - toMsecs(path.start()) + 10 * dayMs) / 10;
    return f;
}

} // namespace fake

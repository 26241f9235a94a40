#include "app/exchanges/tickfilter.h"

#include <algorithm>

using namespace std::chrono;

namespace {
constexpr milliseconds farOff = hours{24};
constexpr milliseconds timeWentBack =
    30s; // nothing but late ticks for so long: the venue's clock was set back
constexpr qsizetype candlesKept = 4;

// A time beyond the year 5000 in milliseconds was meant in micro- or nanoseconds (case 43).
UtcTime inMilliseconds(UtcTime time)
{
    qint64 value = toMsecs(time);
    while (value > 100'000'000'000'000)
        value /= 1000;
    return fromMsecs(value);
}

bool sameContent(const Ticker &a, const Ticker &b)
{
    Ticker x = a;
    x.receivedTime = b.receivedTime;
    x.receivedAt = b.receivedAt;
    return x == b;
}

// More than half as much again, or less than half.
bool isWild(const Decimal &from, const Decimal &to)
{
    const auto most = Decimal::multiply(from, Decimal(15, 1)), least = Decimal::multiply(from, Decimal(5, 1));
    if (!most || !least) // beyond 36 digits; the last of them decide nothing
        return to.toDouble() > from.toDouble() * 1.5 || to.toDouble() < from.toDouble() * 0.5;
    return to > *most || to < *least;
}

// A second opinion agrees when it is within a tenth of the first.
bool agrees(const Decimal &a, const Decimal &b)
{
    const double x = a.toDouble(), y = b.toDouble();
    return x > 0 && y > 0 && std::max(x, y) / std::min(x, y) <= 1.1;
}

milliseconds distance(milliseconds a, milliseconds b)
{
    return a > b ? a - b : b - a;
}

milliseconds median(QList<milliseconds> values)
{
    const auto middle = values.begin() + values.size() / 2;
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}
} // namespace

TickFilter::Verdict TickFilter::judge(Ticker &ticker, From from)
{
    if (isKnown(ticker.exchangeTime))
        ticker.exchangeTime = inMilliseconds(ticker.exchangeTime);
    const Verdict verdict = decide(ticker, from);
    ++m_counts[verdict];
    if (verdict == Verdict::Foreign)
        return verdict;
    Known &known = m_known[ticker.instrument];
    if (verdict == Verdict::Held) {
        known.held = ticker;
        return verdict;
    }
    if (verdict == Verdict::Duplicate && from == From::Rest)
        known.held.reset(); // the wild price was not confirmed
    if (verdict != Verdict::Taken)
        return verdict;
    known.held.reset();
    known.lateSince.reset();
    known.shown = ticker;
    if (isKnown(ticker.exchangeTime)) {
        known.newest = ticker.exchangeTime;
        known.offset = ticker.exchangeTime - ticker.receivedTime;
    }
    return verdict;
}

TickFilter::Verdict TickFilter::decide(const Ticker &ticker, From from)
{
    const bool timed = isKnown(ticker.exchangeTime);
    if (timed && isForeign(ticker))
        return Verdict::Foreign;
    const auto found = m_known.find(ticker.instrument);
    if (found == m_known.end() || !found->shown)
        return Verdict::Taken;
    Known &known = *found;
    if (timed && isKnown(known.newest) && ticker.exchangeTime < known.newest) {
        // An overtaken tick is followed by newer ones; when none comes, what we show had a time from the
        // future.
        if (from == From::Stream && !known.lateSince)
            known.lateSince = ticker.receivedAt;
        if (from == From::Rest || ticker.receivedAt - *known.lateSince < timeWentBack)
            return Verdict::Late;
    }
    // Streams speak when something happened. REST repeats what is, often with fewer fields: the same price at
    // the same time, or without one, is no news.
    const bool sameTime = !timed || ticker.exchangeTime == known.newest;
    if (sameTime &&
        (from == From::Rest ? ticker.last == known.shown->last : sameContent(ticker, *known.shown)))
        return Verdict::Duplicate;
    if (!isWild(known.shown->last, ticker.last))
        return Verdict::Taken;
    if (from == From::Rest && known.held && agrees(known.held->last, ticker.last))
        return Verdict::Taken;
    // The same message again, over a second connection, is no second opinion.
    if (known.held && !sameContent(*known.held, ticker) && agrees(known.held->last, ticker.last))
        return Verdict::Taken;
    return Verdict::Held;
}

bool TickFilter::isForeign(const Ticker &ticker) const
{
    const milliseconds offset = ticker.exchangeTime - ticker.receivedTime;
    if (distance(offset, 0ms) <= farOff)
        return false;
    const auto others = offsetOfOthers(ticker.instrument); // our own clock may be the one that is wrong
    return others && distance(offset, *others) > farOff;
}

std::optional<milliseconds> TickFilter::offsetOfOthers(const InstrumentId &instrument) const
{
    QList<milliseconds> offsets;
    for (auto known = m_known.cbegin(); known != m_known.cend(); ++known) {
        if (known->offset && known.key() != instrument)
            offsets.append(*known->offset);
    }
    return offsets.isEmpty() ? std::nullopt : std::optional(median(std::move(offsets)));
}

bool TickFilter::isHeld(const InstrumentId &instrument) const
{
    const auto known = m_known.constFind(instrument);
    return known != m_known.cend() && known->held;
}

std::optional<milliseconds> TickFilter::skew() const
{
    return offsetOfOthers({});
}

std::optional<Ticker> TickFilter::last(const InstrumentId &instrument) const
{
    const auto known = m_known.constFind(instrument);
    return known == m_known.cend() ? std::nullopt : known->shown;
}

namespace {
// Overtaken by what we have of the same candle?
bool isOvertaken(const Candle &have, const Candle &row)
{
    if (have.closed && !row.closed)
        return true;
    if (row.closed)
        return false;
    if (have.volume && row.volume && *row.volume < *have.volume)
        return true;
    return row.high < have.high || row.low > have.low;
}
} // namespace

CandleUpdate CandleFilter::fresh(const CandleUpdate &update)
{
    CandleUpdate news = update;
    news.candles.clear();
    QList<Candle> &rows = m_rows[{update.instrument, update.interval}];
    for (const Candle &row : update.candles) {
        const auto same =
            std::find_if(rows.begin(), rows.end(), [&](const Candle &have) { return have.time == row.time; });
        if (same != rows.end()) {
            if (*same == row || isOvertaken(*same, row))
                continue;
            *same = row;
        } else if (!rows.isEmpty() && row.time < rows.constFirst().time && rows.size() == candlesKept &&
                   !update.snapshot) {
            continue; // long gone; history is read by REST
        } else {
            const auto place =
                std::upper_bound(rows.begin(), rows.end(), row,
                                 [](const Candle &a, const Candle &b) { return a.time < b.time; });
            rows.insert(place, row);
        }
        news.candles.append(row);
    }
    while (rows.size() > candlesKept)
        rows.removeFirst();
    return news;
}

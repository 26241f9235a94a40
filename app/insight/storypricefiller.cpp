#include "app/insight/storypricefiller.h"

#include <algorithm>

using namespace std::chrono;
using namespace std::chrono_literals;

namespace {
constexpr milliseconds afterFailure = 60s, afterUnlisted = 10min;
constexpr auto minuteIsSure = 3min; // venues list a minute soon after it, not at once
constexpr int atPublication = -1, whenSeen = static_cast<int>(snapshots.size());
} // namespace

StoryPriceFiller::StoryPriceFiller(Clock &clock, CandleHistory &history, StoryPriceLedger &ledger)
    : m_clock(clock), m_history(history), m_ledger(ledger)
{
}

QList<StoryPriceFiller::Key> StoryPriceFiller::openOf(const Want &want) const
{
    QList<Key> open;
    const UtcTime now = m_clock.now();
    if (!isKnown(want.published) || !m_ledger.isLoaded(want.story) || now - want.published > storyPriceReach)
        return open;
    const auto add = [&](int which) {
        const Key key{want.story, want.asset, which};
        const auto failed = m_failed.find(key);
        if (failed == m_failed.end() || failed->second.tryAgain <= m_clock.monotonic())
            open.append(key);
    };
    const StoryPriceRecord *record = m_ledger.find(want.story, want.asset);
    if (!record || (!record->atPublication && !record->lacksPublication)) {
        add(atPublication);
        return open;
    }
    if (!want.withSnapshots || !record->atPublication)
        return open;
    for (size_t i = 0; i < snapshots.size(); ++i) {
        if (!record->after[i] && !record->lacks[i] &&
            want.published + snapshotSpan(snapshots[i]) + 1min <= now)
            add(static_cast<int>(i));
    }
    if (want.sampleSeen && !record->atSeen)
        add(whenSeen);
    return open;
}

void StoryPriceFiller::setWants(const QList<Want> &wants)
{
    m_wants = wants;
    QList<Key> open;
    m_wanted.clear();
    for (const Want &want : wants) {
        m_wanted[{want.story, want.asset}] = want;
        open.append(openOf(want));
    }
    std::sort(open.begin(), open.end());
    open.erase(std::unique(open.begin(), open.end()), open.end());
    std::erase_if(m_asked, [&](const auto &asked) {
        return !std::binary_search(open.begin(), open.end(), asked.first);
    });
    for (const Key &key : std::as_const(open)) {
        if (!m_asked.contains(key))
            ask(key);
    }
}

bool StoryPriceFiller::isSettled(const Want &want) const
{
    return !isKnown(want.published) || (m_ledger.isLoaded(want.story) && openOf(want).isEmpty());
}

std::optional<PriceGap> StoryPriceFiller::failureOf(ArticleId story, const AssetId &asset) const
{
    const auto failed = m_failed.find({story, asset, atPublication});
    return failed == m_failed.end() ? std::nullopt : std::optional(failed->second.gap);
}

void StoryPriceFiller::forgetUnlisted()
{
    std::erase_if(m_failed, [](const auto &failed) { return failed.second.gap == PriceGap::NotListed; });
}

std::optional<MonoTime> StoryPriceFiller::nextTry() const
{
    std::optional<MonoTime> next;
    for (const Want &want : m_wants) {
        for (int which = atPublication; which <= whenSeen; ++which) {
            const auto failed = m_failed.find({want.story, want.asset, which});
            if (failed != m_failed.end())
                next = std::min(next.value_or(failed->second.tryAgain), failed->second.tryAgain);
        }
    }
    return next;
}

UtcTime StoryPriceFiller::timeOf(const Key &key) const
{
    const auto at = m_wanted.find({key.story, key.asset});
    const Want want = at == m_wanted.end() ? Want{} : at->second;
    if (key.which == whenSeen)
        return want.sampleSeen.value_or(UtcTime{});
    return key.which == atPublication
               ? want.published
               : want.published + snapshotSpan(snapshots.at(static_cast<size_t>(key.which)));
}

void StoryPriceFiller::ask(const Key &key)
{
    m_asked[key] = m_history.closeBefore(
        key.asset, timeOf(key),
        [this, key](const Result<std::optional<MinuteClose>> &close) { take(key, close); });
}

void StoryPriceFiller::take(const Key &key, const Result<std::optional<MinuteClose>> &close)
{
    const auto keepAlive = m_asked.extract(key);
    if (!close)
        return fail(key, close.error());
    if (!close->has_value()) {
        if (m_clock.now() - timeOf(key) < minuteIsSure)
            return refuse(key, afterFailure, PriceGap::Failed);
        return lack(key);
    }
    const InstrumentId own = recordOf(key).instrument;
    if (own.symbol.isEmpty() || own == (*close)->instrument)
        return keep(key, **close);
    askVenue(key, **close);
}

// The price noted when the story came is another venue's: its own minute is what compares with it.
void StoryPriceFiller::askVenue(const Key &key, const MinuteClose &other)
{
    const InstrumentId own = recordOf(key).instrument;
    const HistoryQuery query{key.asset, own.venue, Interval::M1, other.minute, other.minute};
    m_asked[key] = m_history.load(query, [this, key, own, other](const Result<CandleSeries> &series) {
        const auto keepAlive = m_asked.extract(key);
        if (series && series->instrument.id == own) {
            for (const Candle &candle : series->candles) {
                if (candle.time == other.minute && candle.closed)
                    return keep(key, {candle.close, candle.time, own});
            }
        }
        if (key.which != atPublication)
            return lack(key);
        // It doesn't have that minute. What a coin cost at publication matters more than what it did when we
        // saw the story.
        StoryPriceRecord record = recordOf(key);
        record.instrument = other.instrument;
        record.atSeen.reset();
        record.after = {};
        m_ledger.put(record);
        keep(key, other);
    });
}

StoryPriceRecord StoryPriceFiller::recordOf(const Key &key) const
{
    if (const StoryPriceRecord *known = m_ledger.find(key.story, key.asset))
        return *known;
    StoryPriceRecord record;
    record.story = key.story;
    record.asset = key.asset;
    record.published = timeOf({key.story, key.asset, atPublication});
    return record;
}

void StoryPriceFiller::keep(const Key &key, const MinuteClose &close)
{
    StoryPriceRecord record = recordOf(key);
    record.instrument = close.instrument;
    if (key.which == atPublication)
        record.atPublication = close.close;
    else if (key.which == whenSeen)
        record.atSeen = close.close;
    else if (!record.after[static_cast<size_t>(key.which)])
        record.after[static_cast<size_t>(key.which)] = close.close;
    m_failed.erase(key);
    m_ledger.put(record);
    emit changed({key.story});
}

void StoryPriceFiller::lack(const Key &key)
{
    if (key.which == whenSeen) // of samples alone, and those are not kept
        return refuse(key, afterUnlisted, PriceGap::NotRecorded);
    StoryPriceRecord record = recordOf(key);
    if (key.which == atPublication)
        record.lacksPublication = true;
    else
        record.lacks[static_cast<size_t>(key.which)] = true;
    m_failed.erase(key);
    m_ledger.put(record);
    emit changed({key.story});
}

void StoryPriceFiller::fail(const Key &key, const Error &error)
{
    if (error.kind == Error::Kind::Unsupported)
        return refuse(key, afterUnlisted, PriceGap::NotListed);
    refuse(key, error.retryAfter ? milliseconds{*error.retryAfter} : afterFailure, PriceGap::Failed);
}

void StoryPriceFiller::refuse(const Key &key, milliseconds again, PriceGap gap)
{
    m_failed[key] = {m_clock.monotonic() + again, gap};
    emit changed({key.story});
}

#include "app/insight/storypriceledger.h"

#include "app/base/log.h"
#include "app/insight/storycoins.h"

#include <algorithm>

using namespace std::chrono;
using namespace std::chrono_literals;

namespace {
constexpr auto saveAfter = 1s;
constexpr auto readAfter = 15s;  // the start is over
constexpr auto justNow = 2min;   // a story first seen longer ago didn't arrive now
constexpr auto atItsTime = 1min; // a snapshot noted later is no snapshot

bool isLive(PriceState state)
{
    return state == PriceState::Live || state == PriceState::Simulated;
}
} // namespace

StoryPriceRecord merged(const StoryPriceRecord &kept, const StoryPriceRecord &said)
{
    if (kept.instrument != said.instrument && !kept.instrument.symbol.isEmpty() &&
        !said.instrument.symbol.isEmpty())
        return kept.atPublication || !said.atPublication ? kept : said;
    StoryPriceRecord both = kept;
    if (both.instrument.symbol.isEmpty())
        both.instrument = said.instrument;
    if (!isKnown(both.published))
        both.published = said.published;
    if (!both.atPublication)
        both.atPublication = said.atPublication;
    if (!both.atSeen)
        both.atSeen = said.atSeen;
    both.lacksPublication = !both.atPublication && (kept.lacksPublication || said.lacksPublication);
    for (size_t i = 0; i < snapshots.size(); ++i) {
        if (!both.after[i])
            both.after[i] = said.after[i];
        both.lacks[i] = !both.after[i] && (kept.lacks[i] || said.lacks[i]);
    }
    return both;
}

StoryPriceLedger::StoryPriceLedger(Clock &clock, QuoteBoard &board, StoryPriceStore &store,
                                   const AssetDirectory &assets)
    : m_clock(clock), m_board(board), m_store(store), m_assets(assets)
{
    // What an earlier run saw arrive has snapshots that fall due in this one.
    m_begin = m_clock.after(readAfter, [this] {
        m_begin = m_store.recent(m_clock.now() - storyPriceReach,
                                 [this](const Result<QList<StoryPriceRecord>> &records) {
                                     if (records)
                                         take(*records);
                                 });
    });
}

StoryPriceLedger::~StoryPriceLedger()
{
    save();
}

const StoryPriceRecord *StoryPriceLedger::find(ArticleId story, const AssetId &asset) const
{
    const auto coins = m_records.constFind(story);
    if (coins == m_records.cend())
        return nullptr;
    const auto at = coins->constFind(asset);
    return at == coins->cend() ? nullptr : &*at;
}

void StoryPriceLedger::load(const QList<ArticleId> &stories)
{
    QList<ArticleId> unknown;
    for (const ArticleId story : stories) {
        if (!m_loaded.contains(story) && !m_loading.contains(story))
            unknown.append(story);
    }
    if (unknown.isEmpty())
        return;
    m_loading.unite(QSet<ArticleId>(unknown.begin(), unknown.end()));
    const quint64 id = m_nextLoad++;
    m_loads[id] = m_store.load(unknown, [this, id, unknown](const Result<QList<StoryPriceRecord>> &records) {
        const auto keep = m_loads.extract(id);
        if (records)
            take(*records);
        else
            qCWarning(logStorage).noquote() << "prices of stories:" << records.error().detail;
        for (const ArticleId story : unknown) {
            m_loading.remove(story);
            m_loaded.insert(story);
        }
        emit loaded(unknown);
    });
}

void StoryPriceLedger::take(const QList<StoryPriceRecord> &records)
{
    for (const StoryPriceRecord &record : records) {
        const StoryPriceRecord *known = find(record.story, record.asset);
        const StoryPriceRecord both = known ? merged(record, *known) : record;
        m_records[record.story].insert(record.asset, both);
        plan(both);
    }
}

void StoryPriceLedger::put(const StoryPriceRecord &record)
{
    m_records[record.story].insert(record.asset, record);
    m_unsaved[record.story].insert(record.asset);
    plan(record);
    if (!m_save)
        m_save = m_clock.after(saveAfter, [this] {
            m_save.reset();
            save();
        });
}

void StoryPriceLedger::save()
{
    QList<StoryPriceRecord> records;
    for (auto at = m_unsaved.cbegin(); at != m_unsaved.cend(); ++at) {
        for (const AssetId &asset : at.value()) {
            if (const StoryPriceRecord *record = find(at.key(), asset))
                records.append(*record);
        }
    }
    m_unsaved.clear();
    if (!records.isEmpty())
        m_store.save(records);
}

void StoryPriceLedger::noteArrived(const QList<Story> &added)
{
    const UtcTime now = m_clock.now();
    QList<ArticleId> told;
    for (const Story &story : added) {
        if (abs(now - story.article.firstSeen) > justNow || now - story.article.sortTime > storyPriceReach)
            continue;
        m_loaded.insert(story.article.id); // a new story has no records yet
        for (const PricedCoin &coin : pricedCoins(story, m_assets)) {
            const SourceQuote *shown = m_board.quote(coin.asset).shownSource();
            if (!shown || !isLive(shown->state) || find(story.article.id, coin.asset))
                continue;
            StoryPriceRecord record;
            record.story = story.article.id;
            record.asset = coin.asset;
            record.published = isDated(story.article) ? story.article.published : UtcTime{};
            record.instrument = shown->instrument.id;
            record.atSeen = shown->ticker.last;
            put(record);
        }
        told.append(story.article.id);
    }
    if (!told.isEmpty())
        emit noted(told);
}

void StoryPriceLedger::plan(const StoryPriceRecord &record)
{
    const std::pair key{record.story, record.asset};
    if (!isKnown(record.published) || record.instrument.symbol.isEmpty() || m_planned.contains(key))
        return;
    m_planned.insert(key);
    const UtcTime now = m_clock.now();
    for (const Snapshot snapshot : snapshots) {
        const UtcTime due = record.published + snapshotSpan(snapshot);
        if (due > now && !record.at(snapshot))
            m_due.insert({due, {record.story, record.asset, snapshot}});
    }
    wakeForNext();
}

void StoryPriceLedger::wakeForNext()
{
    if (m_due.empty())
        return m_wake.reset();
    const auto wait = std::max<milliseconds>(m_due.begin()->first - m_clock.now(), 0ms);
    m_wake = m_clock.after(wait, [this] { noteDue(); });
}

void StoryPriceLedger::noteDue()
{
    const Request keep = std::move(m_wake);
    const UtcTime now = m_clock.now();
    QList<ArticleId> told;
    while (!m_due.empty() && m_due.begin()->first <= now) {
        const auto [due, what] = *m_due.begin();
        m_due.erase(m_due.begin());
        const StoryPriceRecord *record = find(what.story, what.asset);
        if (!record || record->at(what.snapshot) || now - due > atItsTime)
            continue; // the machine slept: the candles tell
        const CoinQuote &quote = m_board.quote(what.asset);
        const auto source =
            std::find_if(quote.sources.begin(), quote.sources.end(), [&](const SourceQuote &each) {
                return each.instrument.id == record->instrument && isLive(each.state);
            });
        if (source == quote.sources.end())
            continue;
        StoryPriceRecord frozen = *record;
        frozen.at(what.snapshot) = source->ticker.last;
        put(frozen);
        told.append(what.story);
    }
    wakeForNext();
    if (!told.isEmpty())
        emit noted(told);
}

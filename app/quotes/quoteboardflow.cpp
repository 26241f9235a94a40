// Ticks and link changes in, quotes and notices out, and what time alone changes.
#include "app/quotes/quoteboardprivate.h"

#include <algorithm>

using namespace std::chrono;

namespace {
constexpr milliseconds betweenSweeps = 200ms; // many quiet markets must not mean as many timers
constexpr double rateStepPct = 0.005;         // a rate that moved less alters no comparison with our limits
} // namespace

// ---- What comes in ----

void QuoteBoard::Private::tick(BoardVenue &venue, const Ticker &received)
{
    const auto at = venue.followed.find(received.instrument.symbol);
    if (at == venue.followed.end() || received.instrument.venue != venue.id)
        return;
    BoardMarket &market = *at->second;
    const MonoTime now = clock.monotonic();
    Ticker ticker = received;
    if (ticker.receivedAt == MonoTime{})
        ticker.receivedAt = now;
    const TickVerdict verdict = market.gate.take(std::move(ticker), venue.clock);
    if (verdict == TickVerdict::Held) {
        market.askSoon = true;
        sweepBy(now);
    }
    if (verdict != TickVerdict::Taken && verdict != TickVerdict::Confirms)
        return;
    market.confirmation = {true, now};
    market.unanswered = 0;
    market.askSoon = false;
    lastTick = std::max(lastTick, received.receivedTime);
    const PriceState shown = market.coin->quote.state;
    markDirty(*market.coin);
    // A price that was waited for goes out at once.
    if (market.coin->followers > 0 && (shown == PriceState::Missing || market.coin->quote.fromStore))
        armFlush(0ms);
    sweepBy(now + std::min(venue.limits.askAfter, venue.limits.staleAfter));
    if (verdict == TickVerdict::Taken)
        emit q.tickTaken(*market.gate.ticker());
}

void QuoteBoard::Private::unconfirm(BoardVenue &venue)
{
    for (auto &[symbol, market] : venue.followed)
        market->confirmation.heard = false;
}

void QuoteBoard::Private::statusChanged(BoardVenue &venue, const SourceStatus &status)
{
    const MonoTime now = clock.monotonic();
    const bool wasLost = venue.link.isLost(now), wasLive = venue.link.isLive();
    venue.link.update(status, now);
    if (wasLost && venue.link.isLive())
        unconfirm(venue); // it is back; its prices are when they have been heard again
    if (wasLive != venue.link.isLive()) {
        for (auto &[symbol, market] : venue.followed)
            markDirty(*market->coin);
        ratesDirty = true;
        armSweep();
    }
    if (!wasLive && venue.link.isLive())
        trends.look();
    updateOffline(now);
    emit q.sourceStatusChanged(venue.id);
}

// ---- What goes out ----

void QuoteBoard::Private::markDirty(BoardCoin &coin)
{
    if (!std::exchange(coin.dirty, true))
        dirty.push_back(&coin);
    ratesDirty = ratesDirty || coin.isRate;
    armFlush();
}

void QuoteBoard::Private::markAllDirty()
{
    for (const auto &[id, coin] : coins) {
        if (coin->followers > 0)
            markDirty(*coin);
        else
            coin->dirty = true; // made anew when somebody asks, announced to nobody
    }
}

void QuoteBoard::Private::armFlush(milliseconds delay)
{
    const MonoTime at = clock.monotonic() + delay;
    if (flushTimer && flushAt <= at)
        return;
    flushAt = at;
    flushTimer = clock.after(delay, [this] { flush(); });
}

void QuoteBoard::Private::refreshRates(MonoTime now)
{
    if (!ratesDirty)
        return;
    ratesDirty = false;
    for (DollarRate &rate : rates.rates) {
        std::vector<Decimal> live, heard;
        const auto at = coins.find(rate.asset);
        for (const BoardCoin::Entry &entry : at->second->entries) {
            if (!entry.venue->info.countsInAgreement || !entry.market->gate.ticker())
                continue;
            heard.push_back(entry.market->gate.ticker()->last);
            if (entry.venue->stateOf(*entry.market, now) == PriceState::Live)
                live.push_back(heard.back());
        }
        const std::optional<bool> held = rate.peg.holds();
        rate.usd = median(std::move(live));
        if (rate.usd)
            rate.peg.update(*rate.usd);
        else if (const auto last = held ? std::nullopt : median(std::move(heard)))
            rate.peg.update(*last); // stored by an earlier run: judges figures as old as itself
        const auto spread = spreadRates.constFind(rate.code);
        const bool known = spread != spreadRates.cend();
        const bool moved = known && rate.usd && std::abs(percentFrom(*rate.usd, *spread)) >= rateStepPct;
        if (held == rate.peg.holds() && known == rate.usd.has_value() && !moved)
            continue;
        if (rate.usd)
            spreadRates.insert(rate.code, *rate.usd);
        else
            spreadRates.remove(rate.code);
        markAllDirty();
    }
}

void QuoteBoard::Private::refresh(BoardCoin &coin, MonoTime now)
{
    refreshRates(now);
    if (!coin.wired)
        wire(coin);
    BoardView view{now, offline, !venues.empty(), 0, rates, assets};
    for (const auto &venue : venues) {
        view.listsRead = view.listsRead && venue->listRead;
        if (venue->info.countsInAgreement && venue->markets.isEmpty())
            ++view.unknownLists;
    }
    if (evaluate(coin, view, settings.preferred.value(coin.asset.id), settings.differPct(coin.asset.id)))
        coin.changed = true;
}

void QuoteBoard::Private::flush()
{
    flushTimer.reset();
    left.clear();
    const MonoTime now = clock.monotonic();
    refreshRates(now);
    QList<AssetId> changed;
    QList<BoardCoin *> moved;
    for (BoardCoin *coin : std::exchange(dirty, {})) {
        if (coin->dirty)
            refresh(*coin, now);
        if (!std::exchange(coin->changed, false))
            continue;
        changed.append(coin->asset.id);
        moved.append(coin);
    }
    if (changed.isEmpty())
        return;
    emit q.quotesChanged(changed);
    noticeMoves(moved, now);
}

// Says once per source that it stopped answering and who took over for most coins, and once that it is back.
void QuoteBoard::Private::noticeMoves(const QList<BoardCoin *> &changed, MonoTime now)
{
    std::map<VenueId, std::map<VenueId, int>> away;
    std::map<VenueId, int> back;
    for (BoardCoin *coin : changed) {
        const SourceQuote *shown = coin->quote.shownSource();
        const VenueId from = std::exchange(coin->announcedFrom, shown ? shown->venue : VenueId{});
        if (!shown || shown->state != PriceState::Live || coin->followers == 0)
            continue;
        if (failedFrom.contains(shown->venue))
            ++back[shown->venue];
        const BoardVenue *before = venue(from);
        if (before && from != shown->venue && before->link.isLost(now) && !failedFrom.contains(from))
            ++away[from][shown->venue];
    }
    for (const auto &[from, targets] : away) {
        const auto to = std::max_element(targets.begin(), targets.end(),
                                         [](const auto &a, const auto &b) { return a.second < b.second; });
        failedFrom.insert(from);
        emit q.failedOver(from, to->first);
    }
    for (const auto &[to, count] : back) {
        if (failedFrom.remove(to))
            emit q.recovered(to);
    }
}

// ---- What time alone changes ----

void QuoteBoard::Private::sweep()
{
    sweepTimer.reset();
    const MonoTime now = clock.monotonic();
    lastSweep = now;
    for (const auto &venue : venues) {
        const bool settled = venue->link.isSettled(now);
        const bool turned = std::exchange(venue->wasSettled, settled) != settled;
        for (auto &[symbol, market] : venue->followed) {
            if (turned || venue->stateOf(*market, now) != market->shownState)
                markDirty(*market->coin);
        }
    }
    for (size_t i = 0; i < venues.size(); ++i)
        quiet.ask(*venues[i]);
    updateOffline(now);
    armSweep();
}

void QuoteBoard::Private::armSweep()
{
    const MonoTime now = clock.monotonic();
    std::optional<MonoTime> next;
    const auto consider = [&](std::optional<MonoTime> at) {
        if (at && (!next || *at < *next))
            next = at;
    };
    for (const auto &venue : venues) {
        consider(venue->link.nextChange(now));
        consider(QuietReader::nextDue(*venue));
        for (const auto &[symbol, market] : venue->followed) {
            const PriceState state = venue->stateOf(*market, now);
            if (state == PriceState::Live || state == PriceState::Simulated)
                consider(market->confirmation.at + venue->limits.staleAfter);
        }
    }
    if (next)
        sweepBy(*next);
}

void QuoteBoard::Private::sweepBy(MonoTime at)
{
    at = std::max(at, lastSweep + betweenSweeps);
    if (sweepTimer && sweepAt <= at)
        return;
    sweepAt = at;
    sweepTimer = clock.after(std::max(at - clock.monotonic(), 0ms), [this] { sweep(); });
}

void QuoteBoard::Private::updateOffline(MonoTime now)
{
    bool tried = false, waiting = false, alive = false;
    for (const auto &venue : venues) {
        const bool idle = venue->subscribed.isEmpty() && !venue->failedWithoutList() && !venue->listRequest;
        alive = alive || venue->link.isAlive(now);
        tried = tried || venue->link.tried() || venue->failedWithoutList();
        waiting = waiting || (!idle && !venue->link.tried() && !venue->failedWithoutList());
    }
    const bool is = tried && !waiting && !alive;
    if (is == offline)
        return;
    offline = is;
    markAllDirty();
    emit q.offlineChanged(offline);
}

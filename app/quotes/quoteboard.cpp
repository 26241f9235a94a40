#include "app/quotes/quoteboard.h"

#include "app/quotes/boardcoin.h"
#include "app/quotes/coinlisting.h"
#include "app/quotes/listreader.h"
#include "app/quotes/quietreader.h"

#include <algorithm>
#include <map>

using namespace std::chrono;

namespace {
constexpr milliseconds flushAfter = 50ms;
constexpr milliseconds betweenSweeps = 200ms;       // many quiet markets must not mean as many timers
constexpr milliseconds refreshStoredListAfter = 5s; // the first prices first
constexpr double rateStepPct = 0.005; // a rate that moved less alters no comparison with our limits
} // namespace

class QuoteBoard::Private
{
public:
    Private(QuoteBoard &board, Clock &c, const AssetDirectory &directory);

    // Structure
    void setSources(const QList<QuoteSource *> &wanted);
    BoardVenue *adopt(QuoteSource *source);
    void release(std::unique_ptr<BoardVenue> venue);
    void sourceDestroyed(const VenueId &id);
    BoardCoin &coin(const AssetId &asset);
    BoardVenue *venue(const VenueId &id) const;
    BoardMarket &market(BoardVenue &venue, const Instrument &instrument, BoardCoin &coin);
    void follow(const AssetId &asset, int change);
    void rewire();
    void wire(BoardCoin &coin);
    void subscribe(BoardVenue &venue);
    void relist();
    void listRead(BoardVenue &venue, const QList<Instrument> &instruments);
    void listFailed(BoardVenue &venue);
    void useStored(BoardVenue &venue);

    // What comes in
    void tick(BoardVenue &venue, const Ticker &ticker);
    void statusChanged(BoardVenue &venue, const SourceStatus &status);
    void unconfirm(BoardVenue &venue);

    // What goes out
    void markDirty(BoardCoin &coin);
    void markAllDirty();
    void armFlush();
    void flush();
    void refresh(BoardCoin &coin, MonoTime now);
    void refreshRates(MonoTime now);
    void noticeMoves(const QList<BoardCoin *> &changed, MonoTime now);

    // What time alone changes
    void sweep();
    void armSweep();
    void sweepBy(MonoTime at);
    void updateOffline(MonoTime now);

    QuoteBoard &q;
    Clock &clock;
    const AssetDirectory &assets;
    BoardSettings settings;
    QList<AssetId> watchlist;
    std::vector<std::unique_ptr<BoardVenue>> venues; // in the user's order
    std::vector<std::unique_ptr<BoardVenue>> left;   // gone; kept until no call of theirs can be on the stack
    std::map<AssetId, std::unique_ptr<BoardCoin>> coins;
    std::vector<BoardCoin *> dirty;
    DollarRates rates;
    bool ratesDirty = true;
    QHash<QString, Decimal> spreadRates; // what every coin was last compared with
    CoinListing listing;
    ListReader lists;
    QuietReader quiet;
    QSet<VenueId> failedFrom;
    bool offline = false;
    UtcTime lastTick{};
    QHash<VenueId, QList<Instrument>> storedLists;
    QHash<InstrumentId, Ticker> storedTickers;

    Request flushTimer, sweepTimer;
    MonoTime sweepAt{}, lastSweep{};
};

QuoteBoard::Private::Private(QuoteBoard &board, Clock &c, const AssetDirectory &directory)
    : q(board),
      clock(c),
      assets(directory),
      listing(directory),
      lists(
          c, [this](BoardVenue &v, const QList<Instrument> &list) { listRead(v, list); },
          [this](BoardVenue &v) { listFailed(v); }),
      quiet(
          c, [this](BoardVenue &v, const Ticker &t) { tick(v, t); }, [this](BoardVenue &) { armSweep(); })
{
    for (const QString &code : {QStringLiteral("USDT"), QStringLiteral("USDC")}) {
        DollarRate rate;
        rate.code = code;
        rate.asset = assets.assetFor({}, code).id;
        rates.rates.push_back(rate);
        follow(rate.asset, 1);
        coin(rate.asset).isRate = true;
    }
}

// ---- Structure ----

void QuoteBoard::Private::setSources(const QList<QuoteSource *> &wanted)
{
    std::vector<std::unique_ptr<BoardVenue>> before = std::move(venues);
    venues.clear();
    std::vector<BoardVenue *> added;
    for (QuoteSource *source : wanted) {
        if (!source || venue(source->info().id))
            continue;
        const auto at = std::find_if(before.begin(), before.end(),
                                     [&](const auto &v) { return v && v->source == source; });
        if (at != before.end()) {
            venues.push_back(std::move(*at));
        } else {
            added.push_back(adopt(source));
        }
    }
    for (auto &gone : before) {
        if (gone)
            release(std::move(gone));
    }
    relist();
    rewire();
    for (BoardVenue *fresh : added) {
        fresh->link.update(fresh->source->status(), clock.monotonic());
        lists.start(*fresh, fresh->markets.isEmpty() ? 0ms : refreshStoredListAfter);
    }
    updateOffline(clock.monotonic());
    armSweep();
}

BoardVenue *QuoteBoard::Private::adopt(QuoteSource *source)
{
    auto made = std::make_unique<BoardVenue>(source->info().id);
    BoardVenue *added = made.get();
    added->source = source;
    added->info = source->info();
    added->limits = limitsFor(added->info, {settings.staleAfter, settings.askAfter});
    useStored(*added);
    QObject::connect(source, &QuoteSource::tickerReceived, &q,
                     [this, added](const Ticker &t) { tick(*added, t); });
    QObject::connect(source, &QuoteSource::statusChanged, &q,
                     [this, added](const SourceStatus &status) { statusChanged(*added, status); });
    QObject::connect(source, &QObject::destroyed, &q, [this, id = added->id] { sourceDestroyed(id); });
    venues.push_back(std::move(made));
    return added;
}

void QuoteBoard::Private::release(std::unique_ptr<BoardVenue> venue)
{
    if (venue->source) {
        venue->source->disconnect(&q);
        venue->source->setSubscriptions({});
    }
    venue->listRequest.reset();
    venue->listTimer.reset();
    venue->askRequest.reset();
    failedFrom.remove(venue->id);
    left.push_back(std::move(venue));
    armFlush();
}

void QuoteBoard::Private::sourceDestroyed(const VenueId &id)
{
    QList<QuoteSource *> rest;
    for (const auto &v : venues) {
        if (v->id != id && v->source)
            rest.append(v->source);
    }
    setSources(rest);
}

BoardVenue *QuoteBoard::Private::venue(const VenueId &id) const
{
    const auto at = std::find_if(venues.begin(), venues.end(), [&](const auto &v) { return v->id == id; });
    return at == venues.end() ? nullptr : at->get();
}

BoardCoin &QuoteBoard::Private::coin(const AssetId &asset)
{
    std::unique_ptr<BoardCoin> &entry = coins[asset];
    if (!entry) {
        entry = std::make_unique<BoardCoin>();
        const Asset *listed = listing.find(asset);
        entry->asset =
            listed ? *listed : assets.find(asset).value_or(Asset{asset, asset.value, asset.value, {}});
        entry->quote.asset = entry->asset;
        wire(*entry);
        markDirty(*entry);
    }
    return *entry;
}

BoardMarket &QuoteBoard::Private::market(BoardVenue &venue, const Instrument &instrument, BoardCoin &coin)
{
    std::unique_ptr<BoardMarket> &entry = venue.followed[instrument.id.symbol];
    if (!entry) {
        entry = std::make_unique<BoardMarket>();
        const auto stored = storedTickers.constFind(instrument.id);
        if (stored != storedTickers.cend())
            entry->gate.restore(*stored);
    }
    entry->instrument = instrument;
    entry->coin = &coin;
    return *entry;
}

void QuoteBoard::Private::follow(const AssetId &asset, int change)
{
    BoardCoin &followed = coin(asset);
    followed.followers += change;
}

// The venue's chosen market; where it lists the coin no more, the one it had: its last price stays, dated.
void QuoteBoard::Private::wire(BoardCoin &coin)
{
    if (const Asset *listed = listing.find(coin.asset.id))
        coin.asset = *listed;
    std::vector<BoardCoin::Entry> entries;
    for (const auto &venue : venues) {
        if (const auto chosen = venue->markets.chosen(coin.asset.id)) {
            entries.push_back({venue.get(), &market(*venue, *chosen, coin)});
            continue;
        }
        const auto before = std::find_if(coin.entries.begin(), coin.entries.end(),
                                         [&](const auto &entry) { return entry.venue == venue.get(); });
        if (before == coin.entries.end())
            continue;
        before->market->instrument.status = Instrument::Status::Delisted;
        entries.push_back(*before);
    }
    coin.entries = std::move(entries);
}

void QuoteBoard::Private::subscribe(BoardVenue &venue)
{
    SubscriptionSet wanted;
    for (auto &[symbol, market] : venue.followed)
        market->wanted = false;
    for (const auto &[id, coin] : coins) {
        for (const BoardCoin::Entry &entry : coin->entries) {
            if (entry.venue != &venue || coin->followers == 0 ||
                entry.market->instrument.status == Instrument::Status::Delisted)
                continue;
            entry.market->wanted = true;
            wanted.tickers.insert(entry.market->instrument.id);
            if (!venue.subscribed.tickers.contains(entry.market->instrument.id)) {
                entry.market->wantedSince = clock.monotonic();
                entry.market->unanswered = 0;
            }
        }
    }
    if (wanted == venue.subscribed || !venue.source)
        return;
    venue.subscribed = wanted;
    venue.source->setSubscriptions(wanted);
}

void QuoteBoard::Private::rewire()
{
    for (const auto &[id, coin] : coins)
        wire(*coin);
    ratesDirty = true;
    markAllDirty();
    for (size_t i = 0; i < venues.size(); ++i)
        subscribe(*venues[i]);
    armSweep();
}

void QuoteBoard::Private::relist()
{
    listing.clear();
    for (const auto &venue : venues)
        listing.add(venue->id, venue->markets.assets());
    listing.finish();
}

void QuoteBoard::Private::listRead(BoardVenue &venue, const QList<Instrument> &instruments)
{
    venue.markets = VenueMarkets(venue.info, assets, instruments);
    relist();
    rewire();
    updateOffline(clock.monotonic());
    emit q.instrumentsChanged(venue.id);
    emit q.sourceStatusChanged(venue.id);
}

void QuoteBoard::Private::listFailed(BoardVenue &venue)
{
    updateOffline(clock.monotonic());
    emit q.sourceStatusChanged(venue.id);
}

void QuoteBoard::Private::useStored(BoardVenue &venue)
{
    if (venue.markets.isEmpty() && storedLists.contains(venue.id))
        venue.markets = VenueMarkets(venue.info, assets, storedLists.take(venue.id));
}

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
    markDirty(*market.coin);
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
    for (const auto &[id, coin] : coins)
        markDirty(*coin);
}

void QuoteBoard::Private::armFlush()
{
    if (!flushTimer)
        flushTimer = clock.after(flushAfter, [this] { flush(); });
}

void QuoteBoard::Private::refreshRates(MonoTime now)
{
    if (!ratesDirty)
        return;
    ratesDirty = false;
    for (DollarRate &rate : rates.rates) {
        std::vector<Decimal> live;
        const auto at = coins.find(rate.asset);
        for (const BoardCoin::Entry &entry : at->second->entries) {
            if (entry.venue->info.countsInAgreement &&
                entry.venue->stateOf(*entry.market, now) == PriceState::Live)
                live.push_back(entry.market->gate.ticker()->last);
        }
        const std::optional<bool> held = rate.peg.holds();
        rate.usd = median(std::move(live));
        if (rate.usd)
            rate.peg.update(*rate.usd);
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
    BoardView view{now, offline, !venues.empty(), 0, rates, assets};
    for (const auto &venue : venues) {
        view.listsRead = view.listsRead && venue->listRead;
        if (venue->info.countsInAgreement && venue->markets.isEmpty())
            ++view.unknownLists;
    }
    const bool major =
        coin.asset.id.value == QLatin1String("bitcoin") || coin.asset.id.value == QLatin1String("ethereum");
    if (evaluate(coin, view, settings.preferred.value(coin.asset.id),
                 major ? settings.differPctMajor : settings.differPctOther))
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

// ---- The board ----

QuoteBoard::QuoteBoard(Clock &clock, const AssetDirectory &assets, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(*this, clock, assets))
{
}

QuoteBoard::~QuoteBoard() = default;

void QuoteBoard::setSources(const QList<QuoteSource *> &order)
{
    d->setSources(order);
}

QList<QuoteSource *> QuoteBoard::sources() const
{
    QList<QuoteSource *> list;
    for (const auto &venue : d->venues)
        list.append(venue->source);
    return list;
}

void QuoteBoard::setSettings(const BoardSettings &settings)
{
    if (settings == d->settings)
        return;
    d->settings = settings;
    for (const auto &venue : d->venues)
        venue->limits = limitsFor(venue->info, {settings.staleAfter, settings.askAfter});
    d->markAllDirty();
    d->armSweep();
}

const BoardSettings &QuoteBoard::settings() const
{
    return d->settings;
}

void QuoteBoard::setWatchlist(const QList<AssetId> &assets)
{
    const QList<AssetId> before = std::exchange(d->watchlist, assets);
    for (const AssetId &asset : assets)
        d->follow(asset, 1);
    for (const AssetId &asset : before)
        d->follow(asset, -1);
    for (size_t i = 0; i < d->venues.size(); ++i)
        d->subscribe(*d->venues[i]);
    d->armSweep();
}

QList<AssetId> QuoteBoard::watchlist() const
{
    return d->watchlist;
}

const CoinQuote &QuoteBoard::quote(const AssetId &asset) const
{
    BoardCoin &coin = d->coin(asset);
    const MonoTime now = d->clock.monotonic();
    d->refreshRates(now); // may concern this coin
    if (coin.dirty)
        d->refresh(coin, now);
    return coin.quote;
}

std::optional<Instrument> QuoteBoard::instrumentFor(const AssetId &asset, const VenueId &venue) const
{
    const BoardVenue *found = d->venue(venue);
    return found ? found->markets.chosen(asset) : std::nullopt;
}

QList<QuoteBoard::Listed> QuoteBoard::search(const QString &text, int limit) const
{
    return d->listing.search(text, limit);
}

int QuoteBoard::listedCount() const
{
    return d->listing.count();
}

std::optional<SourceStatus> QuoteBoard::status(const VenueId &venue) const
{
    const BoardVenue *found = d->venue(venue);
    return found ? std::optional(found->status()) : std::nullopt;
}

int QuoteBoard::liveSources() const
{
    const MonoTime now = d->clock.monotonic();
    return static_cast<int>(std::count_if(d->venues.begin(), d->venues.end(), [&](const auto &venue) {
        return venue->info.countsInAgreement && venue->link.isAlive(now);
    }));
}

int QuoteBoard::enabledExchanges() const
{
    return static_cast<int>(std::count_if(d->venues.begin(), d->venues.end(),
                                          [](const auto &venue) { return venue->info.countsInAgreement; }));
}

bool QuoteBoard::offline() const
{
    return d->offline;
}

std::optional<UtcTime> QuoteBoard::nextAttempt() const
{
    std::optional<UtcTime> next;
    for (const auto &venue : d->venues) {
        const SourceStatus status = venue->status();
        if (status.link != SourceStatus::Link::Live && isKnown(status.nextAttempt) &&
            (!next || status.nextAttempt < *next))
            next = status.nextAttempt;
    }
    return next;
}

std::optional<UtcTime> QuoteBoard::lastTick() const
{
    return isKnown(d->lastTick) ? std::optional(d->lastTick) : std::nullopt;
}

void QuoteBoard::restore(const QList<Instrument> &instruments, const QList<Ticker> &tickers,
                         const QHash<AssetId, QList<float>> &trends)
{
    for (const Instrument &instrument : instruments)
        d->storedLists[instrument.id.venue].append(instrument);
    for (const Ticker &ticker : tickers) {
        d->storedTickers.insert(ticker.instrument, ticker);
        d->lastTick = std::max(d->lastTick, ticker.receivedTime);
    }
    for (const auto &venue : d->venues)
        d->useStored(*venue);
    d->relist();
    d->rewire();
    for (auto at = trends.cbegin(); at != trends.cend(); ++at) {
        BoardCoin &coin = d->coin(at.key());
        if (coin.quote.trend.isEmpty()) {
            coin.quote.trend = at.value();
            coin.changed = true;
        }
    }
}

QList<Instrument> QuoteBoard::instruments(const VenueId &venue) const
{
    const BoardVenue *found = d->venue(venue);
    if (!found)
        return {};
    QList<Instrument> list = found->markets.instruments();
    for (const auto &[symbol, market] : found->followed) {
        if (market->instrument.status == Instrument::Status::Delisted && market->gate.ticker() &&
            !found->markets.find(symbol))
            list.append(market->instrument);
    }
    return list;
}

QList<Ticker> QuoteBoard::lastTickers() const
{
    QList<Ticker> list;
    for (const auto &[id, coin] : d->coins) {
        for (const BoardCoin::Entry &entry : coin->entries) {
            if (coin->followers > 0 && entry.market->gate.ticker())
                list.append(*entry.market->gate.ticker());
        }
    }
    return list;
}

void QuoteBoard::reconnectAll()
{
    for (const auto &venue : d->venues)
        d->unconfirm(*venue);
    d->ratesDirty = true;
    d->markAllDirty();
    d->flush();
    for (size_t i = 0; i < d->venues.size(); ++i) {
        BoardVenue &venue = *d->venues[i];
        if (venue.source)
            venue.source->reconnectNow();
        d->lists.hurry(venue);
    }
    d->armSweep();
}

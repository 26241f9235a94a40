// Sources, coins and the markets between them.
#include "app/quotes/quoteboardprivate.h"

#include <algorithm>

using namespace std::chrono;

namespace {
constexpr milliseconds refreshStoredListAfter = 5s; // the first prices first
} // namespace

QuoteBoard::Private::Private(QuoteBoard &board, Clock &c, const AssetDirectory &directory)
    : q(board),
      clock(c),
      assets(directory),
      coinListing(directory),
      lists(
          c, [this](BoardVenue &v, const QList<Instrument> &list) { listRead(v, list); },
          [this](BoardVenue &v) { listFailed(v); }),
      quiet(
          c, [this](BoardVenue &v, const Ticker &t) { tick(v, t); }, [this](BoardVenue &) { armSweep(); }),
      trends(
          c, [this] { return trendCoins(); }, [this](BoardCoin &coin) { markDirty(coin); })
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
    QObject::connect(source, &QuoteSource::candleReceived, &q, &QuoteBoard::candlesTaken);
    QObject::connect(source, &QuoteSource::candlesInterrupted, &q, &QuoteBoard::candlesInterrupted);
    QObject::connect(source, &QuoteSource::candlesResumed, &q, &QuoteBoard::candlesResumed);
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
    trends.forget(venue->id);
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
        entry->asset = assets.find(asset).value_or(Asset{asset, asset.value, asset.value, {}});
        entry->quote.asset = entry->asset;
        markDirty(*entry);
    }
    if (!entry->wired)
        wire(*entry);
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
    if (std::exchange(followed.dirty, false))
        markDirty(followed);
}

void QuoteBoard::Private::followCandles(const CandleKey &key, int change)
{
    int &followers = candleFollowers[key];
    followers += change;
    if (followers <= 0)
        candleFollowers.remove(key);
    if (BoardVenue *of = venue(key.instrument.venue))
        subscribe(*of);
}

std::vector<BoardCoin *> QuoteBoard::Private::trendCoins()
{
    std::vector<BoardCoin *> list;
    if (!settings.trends)
        return list;
    for (const AssetId &asset : std::as_const(watchlist))
        list.push_back(&coin(asset));
    return list;
}

// The venue's chosen market; where it lists the coin no more, the one it had: its last price stays, dated.
// `changed`: only there may it be another one.
void QuoteBoard::Private::wire(BoardCoin &coin, const BoardVenue *changed)
{
    std::vector<BoardCoin::Entry> entries;
    for (const auto &venue : venues) {
        const auto before = std::find_if(coin.entries.begin(), coin.entries.end(),
                                         [&](const auto &entry) { return entry.venue == venue.get(); });
        const bool had = before != coin.entries.end();
        if (changed && changed != venue.get()) {
            if (had)
                entries.push_back(*before);
        } else if (const auto chosen = venue->markets.chosen(coin.asset.id)) {
            entries.push_back({venue.get(), &market(*venue, *chosen, coin)});
            coin.asset = venue->markets.assets().value(coin.asset.id, coin.asset);
        } else if (had) {
            before->market->instrument.status = Instrument::Status::Delisted;
            entries.push_back(*before);
        }
    }
    coin.entries = std::move(entries);
    coin.wired = true;
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
    for (auto at = candleFollowers.keyBegin(); at != candleFollowers.keyEnd(); ++at) {
        if (at->instrument.venue == venue.id)
            wanted.candles.insert(*at);
    }
    if (wanted == venue.subscribed || !venue.source)
        return;
    venue.subscribed = wanted;
    venue.source->setSubscriptions(wanted);
}

void QuoteBoard::Private::rewire(const BoardVenue *changed)
{
    listingDirty = true;
    for (const auto &[id, coin] : coins) {
        if (coin->followers > 0) {
            wire(*coin, changed);
        } else {
            coin->wired = false;
            coin->entries.clear(); // may be of a venue that is gone
        }
    }
    ratesDirty = true;
    markAllDirty();
    for (size_t i = 0; i < venues.size(); ++i) {
        if (!changed || changed == venues[i].get())
            subscribe(*venues[i]);
    }
    armSweep();
    trends.look();
}

const CoinListing &QuoteBoard::Private::listing()
{
    if (!std::exchange(listingDirty, false))
        return coinListing;
    coinListing.clear();
    for (const auto &venue : venues)
        coinListing.add(venue->id, venue->markets.assets());
    coinListing.finish();
    return coinListing;
}

void QuoteBoard::Private::listRead(BoardVenue &venue, const QList<Instrument> &instruments)
{
    venue.markets = VenueMarkets(venue.info, assets, instruments);
    rewire(&venue);
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

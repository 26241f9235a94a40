#include "app/quotes/quoteboard.h"

#include "app/quotes/quoteboardprivate.h"

#include <algorithm>

double BoardSettings::differPct(const AssetId &asset) const
{
    const bool major = asset.value == QLatin1String("bitcoin") || asset.value == QLatin1String("ethereum");
    return major ? differPctMajor : differPctOther;
}

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
    d->trends.look();
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
    d->trends.look();
}

void QuoteBoard::follow(const QList<AssetId> &assets)
{
    for (const AssetId &asset : assets)
        d->follow(asset, 1);
    for (size_t i = 0; i < d->venues.size(); ++i)
        d->subscribe(*d->venues[i]);
    d->armSweep();
}

void QuoteBoard::unfollow(const QList<AssetId> &assets)
{
    for (const AssetId &asset : assets)
        d->follow(asset, -1);
    for (size_t i = 0; i < d->venues.size(); ++i)
        d->subscribe(*d->venues[i]);
}

void QuoteBoard::followCandles(const CandleKey &key)
{
    d->followCandles(key, 1);
}

void QuoteBoard::unfollowCandles(const CandleKey &key)
{
    d->followCandles(key, -1);
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
    return d->listing().search(text, limit);
}

int QuoteBoard::listedCount() const
{
    return d->listing().count();
}

const DollarRates &QuoteBoard::dollarRates() const
{
    d->refreshRates(d->clock.monotonic());
    return d->rates;
}

std::optional<SourceStatus> QuoteBoard::status(const VenueId &venue) const
{
    const BoardVenue *found = d->venue(venue);
    return found ? std::optional(found->status()) : std::nullopt;
}

std::optional<std::chrono::milliseconds> QuoteBoard::clockAhead(const VenueId &venue) const
{
    const auto there = timeOn(venue);
    return there ? std::optional(*there - d->clock.now()) : std::nullopt;
}

std::optional<UtcTime> QuoteBoard::timeOn(const VenueId &venue) const
{
    const BoardVenue *found = d->venue(venue);
    if (!found)
        return std::nullopt;
    const auto known = found->source ? found->source->time() : std::nullopt;
    return known ? known : found->clock.timeAt(d->clock.monotonic());
}

bool QuoteBoard::isListPending(const VenueId &venue) const
{
    const BoardVenue *found = d->venue(venue);
    return found && found->listRequest && found->markets.isEmpty();
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
    d->trends.readAllAnew();
    d->armSweep();
}

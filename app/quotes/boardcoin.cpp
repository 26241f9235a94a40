#include "app/quotes/boardcoin.h"

#include <algorithm>

namespace {
bool isLive(PriceState state)
{
    return state == PriceState::Live || state == PriceState::Simulated;
}

SourceQuote sourceQuote(const BoardCoin::Entry &entry, const BoardView &view)
{
    BoardMarket &market = *entry.market;
    market.shownState = entry.venue->stateOf(market, view.now);
    SourceQuote quote;
    quote.venue = entry.venue->id;
    quote.venueName = entry.venue->info.name;
    quote.instrument = market.instrument;
    quote.state = market.shownState;
    if (quote.state == PriceState::Stale && view.offline)
        quote.state = PriceState::Offline;
    quote.confirmedAt = market.confirmation.at;
    if (market.gate.ticker()) {
        quote.ticker = *market.gate.ticker();
        quote.usd = view.rates.toUsd(quote.ticker.last, market.instrument.quote);
    }
    return quote;
}

// The first live one in the order, the coin's own choice before it. A source that was lost is taken back
// only after it has settled, as long as another one answers. With none live the last shown figure stays.
int choose(const BoardCoin &coin, const QList<SourceQuote> &sources, const VenueId &preferred, MonoTime now)
{
    std::vector<int> order;
    for (int i = 0; i < sources.size(); ++i)
        order.insert(sources[i].venue == preferred ? order.begin() : order.end(), i);
    const SourceQuote *before = coin.quote.shownSource();
    const auto isBefore = [&](int i) { return before && sources[i].venue == before->venue; };
    const bool answered = std::any_of(order.begin(), order.end(),
                                      [&](int i) { return isBefore(i) && isLive(sources[i].state); });
    int stored = -1;
    for (int i : order) {
        const bool settled = coin.entries[static_cast<size_t>(i)].venue->link.isSettled(now);
        if (isLive(sources[i].state) && (!answered || isBefore(i) || settled))
            return i;
        if (sources[i].state != PriceState::Missing && (stored < 0 || isBefore(i)))
            stored = i;
    }
    return stored;
}

bool isDelisted(const BoardCoin &coin, const BoardView &view)
{
    return view.listsRead && !coin.entries.empty() &&
           std::all_of(coin.entries.begin(), coin.entries.end(), [](const BoardCoin::Entry &entry) {
               return entry.market->instrument.status == Instrument::Status::Delisted;
           });
}

// The line goes on with the shown price, from whichever venue, as long as it is in the same money.
QList<float> trendOf(BoardCoin &coin, const CoinQuote &quote, const BoardView &view)
{
    if (coin.trend.isEmpty())
        return coin.quote.trend; // from the store
    const SourceQuote *shown = quote.shownSource();
    if (!shown || !isLive(shown->state))
        return coin.trend.points();
    const auto from = std::find_if(coin.entries.begin(), coin.entries.end(), [&](const auto &entry) {
        return entry.market->instrument.id == coin.trend.instrument();
    });
    const bool sameMoney = from != coin.entries.end() &&
                           (from->market->instrument.quote == shown->instrument.quote ||
                            (view.rates.isDollar(from->market->instrument.quote, true) && quote.dollars));
    if (sameMoney)
        coin.trend.update(shown->ticker.last, view.now);
    return coin.trend.points();
}

void judgePeg(BoardCoin &coin, CoinQuote &quote, const SourceQuote &shown)
{
    if (!coin.asset.stablecoin || !shown.usd)
        return;
    coin.peg.update(*shown.usd);
    quote.pegBasisPoints = pegBasisPoints(*shown.usd);
    quote.offPeg = !coin.peg.holds().value_or(true);
}

void describeShown(BoardCoin &coin, CoinQuote &quote, const BoardView &view)
{
    const SourceQuote *shown = quote.shownSource();
    if (!shown)
        return;
    quote.state = shown->state;
    quote.dollars = view.rates.isDollar(shown->instrument.quote, isLive(shown->state));
    if (!quote.dollars)
        quote.unit = shown->instrument.quote;
    quote.changePct = shown->ticker.change24hPct;
    quote.fromStore = coin.entries[static_cast<size_t>(quote.shown)].market->gate.fromStore();
    judgePeg(coin, quote, *shown);
}
} // namespace

bool evaluate(BoardCoin &coin, const BoardView &view, const VenueId &preferred, double limitPct)
{
    CoinQuote quote;
    quote.asset = coin.asset;
    quote.sources.reserve(static_cast<qsizetype>(coin.entries.size()));
    std::vector<bool> counts;
    int listing = 0;
    for (const BoardCoin::Entry &entry : coin.entries) {
        quote.sources.append(sourceQuote(entry, view));
        counts.push_back(entry.venue->info.countsInAgreement);
        if (counts.back() && entry.market->instrument.status != Instrument::Status::Delisted)
            ++listing;
    }
    quote.agreement = compare(quote.sources, counts, limitPct);
    quote.agreement.total = listing + view.unknownLists;
    quote.shown = choose(coin, quote.sources, preferred, view.now);
    describeShown(coin, quote, view);
    quote.trend = trendOf(coin, quote, view);
    quote.delisted = isDelisted(coin, view);
    quote.renamedTo = view.assets.renamedTo(coin.asset.symbol).value_or(QString());
    coin.dirty = false;
    if (quote == coin.quote)
        return false;
    coin.quote = std::move(quote);
    return true;
}

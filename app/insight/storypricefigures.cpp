// What StoryPrices makes of what is known.
#include "app/insight/closeline.h"
#include "app/insight/storyprices.h"

#include <algorithm>
#include <cmath>

using namespace std::chrono;

namespace {
constexpr qsizetype smallestBasket = 3; // fewer coins are no market

bool isOld(PriceState state)
{
    return state == PriceState::Stale || state == PriceState::Offline;
}

bool roundsToZero(double pct)
{
    return std::abs(pct) < 0.005;
}

void count(StoryReport &report, double pct)
{
    if (roundsToZero(pct))
        ++report.flat;
    else
        ++(pct > 0 ? report.up : report.down);
}
} // namespace

QList<PricedCoin> StoryPrices::watchlist() const
{
    QList<PricedCoin> coins;
    for (const AssetId &asset : m_services.board.watchlist())
        coins.append({asset, m_services.assets.find(asset).value_or(assetForSymbol(asset.value)).symbol});
    return coins;
}

std::optional<StoryPrice> StoryPrices::row(const Story &story) const
{
    const QList<PricedCoin> coins = pricedCoins(story, m_services.assets);
    if (coins.isEmpty())
        return {};
    StoryPrice price = priceOf(story, coins.first());
    judge(story, price);
    return price;
}

StoryPrice StoryPrices::price(const Story &story, const AssetId &asset) const
{
    StoryPrice price = priceOf(story, pricedCoin(asset));
    judge(story, price);
    return price;
}

StoryReport StoryPrices::report(const Story &story) const
{
    StoryReport report;
    report.story = story.article.id;
    report.market = story.facts.isMarket();
    report.seen = story.article.firstSeen;
    if (isDated(story.article)) {
        report.published = story.article.published;
        report.delay = std::max(story.article.firstSeen - story.article.published, milliseconds{0});
        report.minute = floor<minutes>(story.article.published) - minutes{1};
    }
    for (const PricedCoin &coin : pricedCoins(story, m_services.assets)) {
        StoryPrice price = priceOf(story, coin);
        price.marketPct = marketOf(story, coin.asset);
        if (price.sincePct && price.marketPct)
            price.netPct = *price.sincePct - *price.marketPct;
        judge(story, price);
        report.coins.append(price);
    }
    for (const PricedCoin &coin : watchlist()) {
        if (!m_ledger.find(story.article.id, coin.asset))
            continue;
        StoryPrice price = priceOf(story, coin);
        judge(story, price);
        if (price.sincePct)
            count(report, *price.sincePct);
        report.watchlist.append(price);
    }
    report.watchlistPct = basketOf(story);
    std::stable_sort(report.watchlist.begin(), report.watchlist.end(),
                     [](const StoryPrice &a, const StoryPrice &b) {
                         return a.sincePct && (!b.sincePct || *a.sincePct > *b.sincePct);
                     });
    return report;
}

StoryPrice StoryPrices::priceOf(const Story &story, const PricedCoin &coin) const
{
    StoryPrice price;
    price.asset = coin.asset;
    price.symbol = coin.symbol;
    takeRecord(story, price);
    if (price.gap != PriceGap::Loading)
        return price;
    if (!price.atPublication) {
        if (const auto failure = m_filler.failureOf(story.article.id, coin.asset))
            price.gap = *failure;
        return price;
    }
    takeLive(price);
    if (price.now)
        price.sincePct = percentMove(*price.atPublication, *price.now);
    return price;
}

void StoryPrices::takeRecord(const Story &story, StoryPrice &price) const
{
    const bool dated = isDated(story.article);
    const bool old = m_services.clock.now() - story.article.sortTime > storyPriceReach;
    if (const StoryPriceRecord *record = m_ledger.find(story.article.id, price.asset)) {
        price.instrument = record->instrument;
        price.atPublication = record->atPublication;
        price.atSeen = record->atSeen;
        price.after = record->after;
        if (record->lacksPublication)
            price.gap = PriceGap::NotRecorded;
    }
    if (old)
        price.gap = PriceGap::TooOld;
    if (!dated)
        price.gap = PriceGap::NoDate;
    if (!price.instrument.symbol.isEmpty()) {
        price.venueName = price.instrument.venue.value;
        for (const SourceQuote &source : m_services.board.quote(price.asset).sources) {
            if (source.venue == price.instrument.venue)
                price.venueName = source.venueName;
        }
    }
    if (!price.atPublication)
        return;
    if (price.atSeen)
        price.beforeSeenPct = percentMove(*price.atPublication, *price.atSeen);
    for (size_t i = 0; i < snapshots.size(); ++i) {
        if (price.after[i])
            price.afterPct[i] = percentMove(*price.atPublication, *price.after[i]);
    }
}

// The live figure of the same instrument; no other venue's stands in for it.
void StoryPrices::takeLive(StoryPrice &price) const
{
    const CoinQuote &quote = m_services.board.quote(price.asset);
    const auto source =
        std::find_if(quote.sources.begin(), quote.sources.end(),
                     [&](const SourceQuote &each) { return each.instrument.id == price.instrument; });
    if (source == quote.sources.end()) {
        const auto venues = m_services.board.sources();
        const bool there = std::any_of(venues.begin(), venues.end(), [&](const QuoteSource *each) {
            return each->info().id == price.instrument.venue;
        });
        price.gap = there ? PriceGap::NoLivePrice : PriceGap::VenueGone;
        return;
    }
    if (source->state == PriceState::Missing) {
        price.gap = PriceGap::NoLivePrice;
        return;
    }
    price.now = source->ticker.last;
    price.nowState = source->state;
    price.gap = PriceGap::None;
}

void StoryPrices::judge(const Story &story, StoryPrice &price) const
{
    if (!price.sincePct || isOld(price.nowState))
        return;
    const milliseconds span = m_services.clock.now() - story.article.published;
    m_services.usual.want(price.asset, span);
    price.usualPct = m_services.usual.usual(price.asset, span);
    price.unusual = price.usualPct && std::abs(*price.sincePct) > unusualBeyond * *price.usualPct;
}

std::optional<double> StoryPrices::marketOf(const Story &story, const AssetId &asset) const
{
    if (asset == marketCoin())
        return basketOf(story);
    const auto coin = m_services.assets.find(asset);
    if (coin && coin->stablecoin)
        return {}; // it has no market to go with
    return priceOf(story, {marketCoin(), QStringLiteral("BTC")}).sincePct;
}

std::optional<double> StoryPrices::basketOf(const Story &story) const
{
    std::vector<double> moves;
    for (const PricedCoin &coin : watchlist()) {
        const auto asset = m_services.assets.find(coin.asset);
        if (asset && asset->stablecoin)
            continue;
        if (const auto since = priceOf(story, coin).sincePct)
            moves.push_back(*since);
    }
    return static_cast<qsizetype>(moves.size()) < smallestBasket ? std::nullopt : medianOf(std::move(moves));
}

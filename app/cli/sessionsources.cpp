// The sources of prices of a session: which there are, and how they are.
#include "app/cli/session.h"

#include "app/exchanges/coingecko/coingeckosource.h"
#include "app/exchanges/streamingquotesource.h"
#include "app/quotes/coinsizes.h"

using namespace std::chrono;

namespace {
const VenueId coingecko{QStringLiteral("coingecko")};
}

bool Session::enabled(const VenueId &venue) const
{
    if (!m_options.exactly.isEmpty())
        return m_options.exactly.contains(venue);
    const auto &sources = m_settings.settings().sources;
    return std::any_of(sources.cbegin(), sources.cend(),
                       [&](const SourceSetting &source) { return source.venue == venue && source.enabled; });
}

QList<VenueId> Session::order() const
{
    if (!m_options.exactly.isEmpty())
        return m_options.exactly;
    QList<VenueId> order;
    for (const SourceSetting &source : m_settings.settings().sources)
        order.append(source.venue);
    return order;
}

std::unique_ptr<QuoteSource> Session::makeSource(const VenueId &venue) const
{
    if (venue == coingecko)
        return std::make_unique<CoinGeckoSource>(*m_services,
                                                 milliseconds{m_settings.settings().coingeckoEveryMs});
    for (const VenueEntry &entry : venues()) {
        if (entry.id == venue)
            return std::make_unique<StreamingQuoteSource>(entry, *m_services);
    }
    return nullptr;
}

QuoteSource *Session::source(const VenueId &venue) const
{
    for (const auto &source : m_sources) {
        if (source->info().id == venue)
            return source.get();
    }
    return nullptr;
}

// Sources that stay enabled keep their connections; those switched off end.
void Session::applySources()
{
    QList<QuoteSource *> wanted;
    std::vector<std::unique_ptr<QuoteSource>> kept;
    for (const VenueId &venue : order()) {
        if (!enabled(venue))
            continue;
        const auto existing = std::find_if(m_sources.begin(), m_sources.end(), [&](const auto &source) {
            return source && source->info().id == venue;
        });
        const bool known = existing != m_sources.end();
        auto source = known ? std::move(*existing) : makeSource(venue);
        if (!source)
            continue;
        if (!known)
            hearSizes(*source);
        wanted.append(source.get());
        kept.push_back(std::move(source));
    }
    m_board->setSources(wanted); // before the others go
    std::swap(m_sources, kept);
    if (!source(coingecko))
        m_sizes->forget();
}

// What an aggregator tells of coins besides their prices. Its ids are our own.
void Session::hearSizes(const QuoteSource &source)
{
    const auto *aggregate = qobject_cast<const CoinGeckoSource *>(&source);
    if (!aggregate)
        return;
    connect(aggregate, &CoinGeckoSource::coinsReceived, this,
            [this, attribution = source.info().attribution](const QList<CoinGeckoCoin> &coins) {
                QHash<AssetId, CoinSize> sizes;
                for (const CoinGeckoCoin &coin : coins)
                    if (coin.marketCap && !coin.marketCap->isZero() && !coin.marketCap->isNegative())
                        sizes.insert({coin.id}, {*coin.marketCap, coin.rank, attribution});
                m_sizes->tell(sizes);
            });
}

void Session::applyBoard()
{
    const Settings &settings = m_settings.settings();
    BoardSettings board;
    board.staleAfter = milliseconds{settings.staleAfterMs};
    board.differPctMajor = settings.differPctMajor;
    board.differPctOther = settings.differPctOther;
    board.preferred = settings.priceFrom;
    m_board->setSettings(board);
    m_board->setWatchlist(settings.watchlist);
}

QList<SourceInfo> Session::venueInfos() const
{
    QHash<VenueId, SourceInfo> known;
    for (const VenueEntry &entry : venues())
        known.insert(entry.id, entry.make()->info());
    known.insert(coingecko, makeSource(coingecko)->info());
    QList<VenueId> all = order();
    for (const SourceSetting &source : m_settings.settings().sources) {
        if (!all.contains(source.venue))
            all.append(source.venue);
    }
    QList<SourceInfo> infos;
    for (const VenueId &venue : std::as_const(all)) {
        if (known.contains(venue))
            infos.append(known.value(venue));
    }
    return infos;
}

QList<SourcesCommand::Venue> Session::venueList() const
{
    QList<SourcesCommand::Venue> list;
    for (const SourceInfo &info : venueInfos())
        list.append({info.id, info.name, enabled(info.id)});
    return list;
}

bool Session::allLive() const
{
    const QList<AssetId> coins = m_settings.settings().watchlist;
    return std::all_of(coins.cbegin(), coins.cend(), [this](const AssetId &asset) {
        const PriceState state = m_board->quote(asset).state;
        return state == PriceState::Live || state == PriceState::Simulated;
    });
}

bool Session::quotesSettled() const
{
    bool anyLive = false;
    const QList<QuoteSource *> sources = m_board->sources();
    for (const QuoteSource *source : sources) {
        const SourceStatus::Link link = source->status().link;
        if (link == SourceStatus::Link::Connecting || link == SourceStatus::Link::Idle)
            return false;
        anyLive |= link == SourceStatus::Link::Live;
    }
    if (!anyLive)
        return true;
    const QList<AssetId> coins = m_settings.settings().watchlist;
    return std::all_of(coins.cbegin(), coins.cend(), [this](const AssetId &asset) {
        const CoinQuote &quote = m_board->quote(asset);
        return quote.sources.isEmpty() || (quote.shownSource() && !quote.fromStore && !quote.trend.isEmpty());
    });
}

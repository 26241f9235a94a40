#include "app/cli/session.h"

#include "app/alerts/samplealerts.h"
#include "app/base/log.h"
#include "app/cli/recordedfeed.h"
#include "app/exchanges/coingecko/coingeckosource.h"
#include "app/exchanges/replaysource.h"
#include "app/exchanges/simulated/simulatedsource.h"
#include "app/exchanges/streamingquotesource.h"
#include "app/insight/insight.h"
#include "app/news/feedsource.h"
#include "app/news/memoryarticlestore.h"
#include "app/news/opml.h"
#include "app/news/politerefresher.h"
#include "app/news/samplestories.h"
#include "app/quotes/coinsizes.h"
#include "app/quotes/venuecandlehistory.h"
#include "app/storage/quotecache.h"
#include "app/storage/sqlarticlestore.h"
#include "app/storage/sqlawaymemory.h"
#include "app/storage/sqlcandlecache.h"
#include "app/storage/sqlstoryprices.h"

#include <QFileInfo>
#include <QRandomGenerator>

using namespace std::chrono;

namespace {
const VenueId coingecko{QStringLiteral("coingecko")};

double randomFraction()
{
    return QRandomGenerator::global()->generateDouble();
}

EndpointOverrides overrides(const QHash<VenueId, QUrl> &endpoints)
{
    EndpointOverrides result;
    for (auto it = endpoints.cbegin(); it != endpoints.cend(); ++it)
        result.set(it.key(), it.value());
    return result;
}

// Demo and replay ask nobody: a refresher without feeds.
std::unique_ptr<NewsSource> noSource(const FeedInfo &)
{
    return nullptr;
}
} // namespace

AlertSettings alertSettings(const Settings &settings)
{
    AlertSettings alerts;
    alerts.loneGap = milliseconds{settings.alertLoneGapMs};
    alerts.coolDown = duration_cast<seconds>(milliseconds{settings.alertCoolDownMs});
    alerts.quiet = {settings.quietHours, settings.quietFrom, settings.quietTo,
                    settings.zone == ClockZone::Utc};
    return alerts;
}

Result<std::unique_ptr<Session>> Session::open(Clock &clock, SettingsFile &settings, const Paths &paths,
                                               const SessionOptions &options)
{
    std::unique_ptr<Session> session(new Session(clock, settings, paths, options));
    const auto begun = session->begin();
    if (!begun)
        return tl::unexpected(begun.error());
    return session;
}

Session::Session(Clock &clock, SettingsFile &settings, const Paths &paths, const SessionOptions &options)
    : m_clock(clock),
      m_settings(settings),
      m_paths(paths),
      m_options(options),
      m_http(makeHttpClient(clock)),
      m_newsHttp(makeHttpClient(clock)),
      m_pageHttp(makeHttpClient(clock)),
      m_budget(clock),
      m_sizes(std::make_unique<CoinSizes>(clock))
{
    m_services = std::make_unique<SourceServices>(
        SourceServices{m_clock, *m_http, m_budget, m_workers, randomFraction,
                       overrides(options.global.endpoints), options.tap ? options.tap : &m_wire});
}

Session::~Session()
{
    m_alerts.reset();
    m_insight.reset(); // writes what it still has
    m_cache.reset();   // writes what it still has, while the board has it
    if (m_board)
        m_board->setSources({}); // nothing is told to a board that goes
}

// Of the simulated market and of replays nothing is kept.
Insight &Session::insight()
{
    if (m_insight)
        return *m_insight;
    Insight::Services services{m_clock, *m_board, history(), *m_articles, AssetDirectory::shipped(),
                               nullptr, nullptr,  {}};
    if (m_database) {
        services.priceStore = std::make_unique<SqlStoryPrices>(*m_database);
        services.awayMemory = std::make_unique<SqlAwayMemory>(*m_database);
    } else {
        services.priceStore = std::make_unique<MemoryStoryPriceStore>();
        services.awayMemory = std::make_unique<NoAwayMemory>();
    }
    services.feedsSearched = [this] {
        const auto feeds = m_feeds->feeds();
        return static_cast<int>(
            std::count_if(feeds.begin(), feeds.end(), [](const FeedEntry &feed) { return feed.on; }));
    };
    m_insight = std::make_unique<Insight>(std::move(services));
    applyChanges();
    return *m_insight;
}

void Session::applyChanges()
{
    if (!m_insight)
        return;
    const Settings &settings = m_settings.settings();
    const bool utc = settings.zone == ClockZone::Utc;
    m_insight->changes().setLocalDay(
        utc ? ChangeFigures::DayStart([](UtcTime time) { return UtcTime{floor<days>(time)}; })
            : ChangeFigures::DayStart(startOfSystemDay));
    m_insight->changes().setPinned(settings.pinned);
    m_insight->changes().setBasis(settings.changeBasis);
}

bool Session::replayEnded() const
{
    return m_replay && m_replay->hasEnded();
}

bool Session::replayHeld() const
{
    return m_replay && m_replay->isHeld();
}

CandleHistory &Session::history()
{
    return *m_history;
}

NewsRefresher &Session::refresher()
{
    return *m_refresher;
}

Result<void> Session::begin()
{
    m_board = std::make_unique<QuoteBoard>(m_clock, AssetDirectory::shipped());
    m_wire.listenTo(*m_board);
    applyBoard();
    beginStorage();
    m_history = std::make_unique<VenueCandleHistory>(m_clock, *m_board, m_candles.get());
    applyReading();
    const auto feeds = readFeeds();
    if (!feeds)
        return feeds;
    beginNews();
    beginAlerts();
    if (!m_options.global.replayFile.isEmpty()) {
        const auto replay = beginReplay();
        if (!replay)
            return replay;
    } else if (m_options.global.demo) {
        m_sources.push_back(std::make_unique<SimulatedSource>(m_clock));
        m_board->setSources({m_sources.front().get()});
    } else if (m_options.quotes) {
        applySources();
    }
    m_suspendWatch = std::make_unique<SuspendWatch>(m_clock, [this](milliseconds) { reconnect(); });
    connect(&m_settings, &SettingsFile::changed, this, &Session::settingsChanged);
    return {};
}

// The user's own coin tags lie beside the settings, as their feeds do.
StoryRules Session::storyRules() const
{
    return shippedStoryRules(QFileInfo(m_paths.settingsFile).path() + QStringLiteral("/cointags.json"));
}

void Session::beginStorage()
{
    if (simulated()) {
        auto store = std::make_unique<MemoryArticleStore>(storyRules());
        if (demo())
            store->add(sampleStories(m_clock.now()));
        m_articles = std::move(store);
        return;
    }
    m_database = std::make_unique<Database>(m_clock, m_paths.database);
    connect(m_database.get(), &Database::opened, this, &Session::noteStorage);
    connect(m_database.get(), &Database::failed, this, &Session::noteStorage);
    connect(m_database.get(), &Database::mended, this, &Session::noteStorage);
    m_cache = std::make_unique<QuoteCache>(m_clock, *m_database, *m_board);
    connect(m_cache.get(), &QuoteCache::restored, this, &Session::restored);
    m_candles = std::make_unique<SqlCandleCache>(*m_database);
    m_articles = std::make_unique<SqlArticleStore>(*m_database, storyRules());
    tidyIn(1min);
}

// Once the start is over, and once a day: runs may last for weeks.
void Session::tidyIn(milliseconds delay)
{
    m_tidy = m_clock.after(delay, [this] {
        const Settings &settings = m_settings.settings();
        m_articles->dropTexts({days{settings.keepTextDays}, settings.keepTextMb * 1024LL * 1024},
                              m_clock.now());
        m_candles->prune(settings.keepCandlesMb * 1024LL * 1024, m_clock.now());
        tidyIn(24h);
    });
}

void Session::noteStorage()
{
    const StorageState &state = m_database->state();
    QString notice;
    if (!state.setAside.isEmpty())
        notice = tr("The stored data was damaged. It is kept as %1 and begun anew.")
                     .arg(QFileInfo(state.setAside).fileName());
    else if (state.cause == StorageState::Cause::Newer)
        notice = tr("The stored data was written by a newer Wickpost. It is shown; nothing new is kept.");
    else if (state.cause == StorageState::Cause::Locked)
        notice = tr("Another program holds the stored data. It is shown; nothing new is kept.");
    else if (state.cause == StorageState::Cause::Unwritable)
        notice = tr("The data folder can't be written. Stories and prices of this run will not be kept.");
    else if (m_database->isFailing())
        notice = tr("The disk doesn't take any more. Prices go on; nothing new is kept until it does.");
    if (notice == m_storageNotice)
        return;
    m_storageNotice = notice;
    emit storageNoticeChanged(notice);
}

Result<void> Session::readFeeds()
{
    QList<FeedEntry> listed = shippedFeeds();
    if (!m_options.global.feedsFile.isEmpty()) {
        const auto read = readOpml(m_options.global.feedsFile, listed);
        if (!read)
            return tl::unexpected(read.error());
        listed = *read;
    }
    m_feeds = std::make_unique<UserFeeds>(feedsFile(), listed);
    m_feeds->followFile();
    if (!simulated()) {
        m_pages = std::make_unique<PageReader>(*m_pageHttp, m_workers, m_clock);
        m_fullText = std::make_unique<FullTextReader>(*m_pages, *m_articles, *m_feeds);
        m_pictures = std::make_unique<PictureLoader>(*m_pageHttp, m_clock, m_paths.pictureCache);
    }
    connect(m_feeds.get(), &UserFeeds::changed, this, &Session::feedsChanged);
    return {};
}

// Empty: the list is this run's alone.
QString Session::feedsFile() const
{
    if (!m_options.global.feedsFile.isEmpty())
        return {};
    return QFileInfo(m_paths.settingsFile).path() + QStringLiteral("/feeds.json");
}

void Session::beginNews()
{
    if (simulated() || !m_options.news) {
        m_refresher = std::make_unique<PoliteRefresher>(m_clock, *m_articles, noSource, randomFraction);
        return applyFeeds();
    }
    const auto make = [this](const FeedInfo &info) -> std::unique_ptr<NewsSource> {
        if (m_options.tap)
            return std::make_unique<RecordedFeed>(info, *m_newsHttp, m_workers, m_clock, *m_options.tap);
        return makeNewsSource(info, *m_newsHttp, m_workers, m_clock);
    };
    m_refresher = std::make_unique<PoliteRefresher>(m_clock, *m_articles, make, randomFraction);
    connect(m_refresher.get(), &NewsRefresher::healthChanged, this, &Session::switchOffIfGone);
    applyFeeds();
}

AlertFiring::Origin Session::alertOrigin() const
{
    using Origin = AlertFiring::Origin;
    return demo() ? Origin::Demo : simulated() ? Origin::Replay : Origin::Market;
}

void Session::beginAlerts()
{
    const AssetDirectory &assets = AssetDirectory::shipped();
    m_alertBook = std::make_unique<AlertBook>(m_clock, demo() ? QString() : m_paths.alerts, assets);
    if (demo())
        addSampleAlerts(*m_alertBook, m_clock.now());
    else if (simulated() || m_options.alertsAside)
        m_alertBook = std::make_unique<AlertBook>(m_clock, *m_alertBook);
    if (!m_options.alerts)
        return;
    m_alertBook->followFile();
    m_alerts =
        std::make_unique<AlertEngine>(m_clock, *m_alertBook, *m_board, *m_articles, assets, alertOrigin());
    applyAlerts();
}

void Session::applyAlerts()
{
    if (m_alerts)
        m_alerts->setSettings(alertSettings(m_settings.settings()));
}

Result<void> Session::beginReplay()
{
    auto replay = Replay::open(m_options.global.replayFile, m_options.global.speed, m_clock);
    if (!replay)
        return tl::unexpected(replay.error());
    m_replay = std::move(*replay);
    connect(m_replay.get(), &Replay::ended, this, &Session::replayFinished);
    m_replayedFeeds = std::make_unique<ReplayedFeeds>(*m_articles, m_workers);
    m_replay->setFeedPlayer([this](const RecordedMessage &document, std::function<void()> played) {
        playFeed(document, std::move(played));
    });
    m_board->setSources(m_replay->sources());
    return {};
}

// Read as the feed list says, where it has the feed.
void Session::playFeed(const RecordedMessage &document, std::function<void()> played)
{
    FeedInfo info;
    info.id = {document.url.toString()};
    info.source = document.feed;
    info.url = document.url;
    if (const auto listed = m_feeds->feedAt(document.url))
        info = listed->info;
    m_replayedFeeds->play(info, document.data, document.at, std::move(played));
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

void Session::applyReading()
{
    m_articles->setReadReach(m_settings.settings().readMarksEvent ? ReadReach::Cluster : ReadReach::Story);
}

void Session::applyFeeds()
{
    const auto every = duration_cast<seconds>(milliseconds{m_settings.settings().newsEveryMs});
    QHash<FeedId, FeedStanding> standings;
    for (const FeedEntry &entry : m_feeds->feeds())
        standings.insert(entry.info.id, {entry.weight, entry.info.owner});
    m_articles->setStandings(standings);
    if (m_options.news && !simulated())
        m_refresher->setFeeds(chosenFeeds(m_feeds->feeds(), every));
}

// What the user switched on is wanted now.
void Session::feedsChanged()
{
    QSet<FeedId> before;
    for (const FeedInfo &feed : m_refresher->feeds())
        before.insert(feed.id);
    applyFeeds();
    QList<FeedId> added;
    for (const FeedInfo &feed : m_refresher->feeds())
        if (!before.contains(feed.id))
            added.append(feed.id);
    if (!added.isEmpty())
        m_refresher->refresh(added);
}

void Session::switchOffIfGone(const FeedId &id)
{
    const auto feed = m_feeds->feed(id);
    if (!feed || !feed->on || m_refresher->health(id).state != FeedHealth::State::Gone)
        return;
    m_endedFeeds.append(feed->info.source);
    std::ignore = m_feeds->setOn(id, false);
    emit feedsEnded();
}

QString Session::endedFeedsNotice() const
{
    if (m_endedFeeds.isEmpty())
        return {};
    return m_endedFeeds.size() == 1
               ? tr("%1 has ended: its site says that the feed is gone for good. It is switched off.")
                     .arg(m_endedFeeds.first())
               : tr("%1 have ended: their sites say that the feeds are gone for good. They are switched off.")
                     .arg(m_endedFeeds.join(QStringLiteral(", ")));
}

void Session::settingsChanged(const Settings &now, const Settings &before)
{
    if (now.staleAfterMs != before.staleAfterMs || now.differPctMajor != before.differPctMajor ||
        now.differPctOther != before.differPctOther || now.priceFrom != before.priceFrom ||
        now.watchlist != before.watchlist)
        applyBoard();
    if (m_insight && now.watchlist != before.watchlist) {
        m_insight->changes().noteWatchlist();
        m_insight->moveWatch().noteWatchlist();
    }
    if (now.changeBasis != before.changeBasis || now.pinned != before.pinned || now.zone != before.zone)
        applyChanges();
    applyReading();
    if (simulated())
        return;
    if (m_options.quotes && now.sources != before.sources)
        applySources();
    if (now.newsEveryMs != before.newsEveryMs)
        applyFeeds();
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

bool Session::newsSettled() const
{
    const QList<FeedInfo> feeds = m_refresher->feeds();
    return std::all_of(feeds.cbegin(), feeds.cend(), [this](const FeedInfo &feed) {
        const FeedHealth::State state = m_refresher->health(feed.id).state;
        return state == FeedHealth::State::Good || state == FeedHealth::State::Failing ||
               state == FeedHealth::State::Gone || state == FeedHealth::State::Off;
    });
}

void Session::reconnect()
{
    m_board->reconnectAll();
    static_cast<PoliteRefresher &>(*m_refresher).wake();
}

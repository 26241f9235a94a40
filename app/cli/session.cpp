#include "app/cli/session.h"

#include "app/alerts/samplealerts.h"
#include "app/exchanges/replaysource.h"
#include "app/exchanges/simulated/simulatedsource.h"
#include "app/insight/insight.h"
#include "app/news/memoryarticlestore.h"
#include "app/news/politerefresher.h"
#include "app/news/samplestories.h"
#include "app/quotes/coinsizes.h"
#include "app/quotes/venuecandlehistory.h"
#include "app/storage/quotecache.h"
#include "app/storage/sqlarticlestore.h"
#include "app/storage/sqlawaymemory.h"
#include "app/storage/sqlcandlecache.h"
#include "app/storage/sqlstoryprices.h"

#include <QRandomGenerator>

using namespace std::chrono;

namespace {
EndpointOverrides overrides(const QHash<VenueId, QUrl> &endpoints)
{
    EndpointOverrides result;
    for (auto it = endpoints.cbegin(); it != endpoints.cend(); ++it)
        result.set(it.key(), it.value());
    return result;
}
} // namespace

double Session::randomFraction()
{
    return QRandomGenerator::global()->generateDouble();
}

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
                               nullptr, nullptr};
    if (m_database) {
        services.priceStore = std::make_unique<SqlStoryPrices>(*m_database);
        services.awayMemory = std::make_unique<SqlAwayMemory>(*m_database);
    } else {
        services.priceStore = std::make_unique<MemoryStoryPriceStore>();
        services.awayMemory = std::make_unique<NoAwayMemory>();
    }
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
    m_replay->setFeedPlayer([this](const RecordedMessage &message, std::function<void()> played) {
        playFeed(message, std::move(played));
    });
    m_board->setSources(m_replay->sources());
    return {};
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

void Session::reconnect()
{
    m_board->reconnectAll();
    static_cast<PoliteRefresher &>(*m_refresher).wake();
}

#pragma once

#include "app/alerts/alertengine.h"
#include "app/base/suspendwatch.h"
#include "app/base/workerpool.h"
#include "app/cli/commandline.h"
#include "app/cli/sourcescommand.h"
#include "app/exchanges/sourceservices.h"
#include "app/exchanges/wirelistener.h"
#include "app/news/fulltextreader.h"
#include "app/news/newssource.h"
#include "app/news/pictureloader.h"
#include "app/news/replayedfeeds.h"
#include "app/news/storyrules.h"
#include "app/news/userfeeds.h"
#include "app/quotes/quoteboard.h"
#include "app/settings/paths.h"
#include "app/settings/settingsfile.h"
#include "app/storage/database.h"

#include <memory>
#include <vector>

class CandleHistory;
class CoinSizes;
class Insight;
class QuoteCache;
class SqlCandleCache;

class Replay;
struct RecordedMessage;

// As the user set them.
AlertSettings alertSettings(const Settings &settings);

struct SessionOptions
{
    GlobalOptions global;
    QList<VenueId> exactly;    // these sources, whatever is set
    bool quotes = true;        // connect to exchanges
    bool news = true;          // fetch stories
    bool alerts = false;       // watch for alerts: one run a data folder
    bool alertsAside = false;  // on a copy of the list: nothing that fires is kept
    TrafficTap *tap = nullptr; // hears everything the sources and feeds receive
};

// Everything of a run that needs no screen: sources, board, feeds, store. The window and the commands stand
// on it. Demo and replay runs are sessions of their own: they keep nothing and ask nobody.
//
// Thread: the one that made it. Settings are followed as they change.
class Session : public QObject
{
    Q_OBJECT
public:
    // An error is a sentence for people: a recording or a feed list that can't be read.
    static Result<std::unique_ptr<Session>> open(Clock &clock, SettingsFile &settings, const Paths &paths,
                                                 const SessionOptions &options);
    ~Session() override;

    QuoteBoard &board() { return *m_board; }
    CandleHistory &history();
    // Ranks and market caps, while a source tells them.
    CoinSizes &sizes() { return *m_sizes; }
    ArticleStore &articles() { return *m_articles; }
    // The messages behind prices, for who reads them. Null in demo and replay, where none came from a venue.
    WireWatch *wire() { return simulated() ? nullptr : &m_wire; }
    // What prices and stories say of each other. Made when first asked for.
    Insight &insight();
    NewsRefresher &refresher();
    bool simulated() const { return m_options.global.demo || !m_options.global.replayFile.isEmpty(); }
    bool demo() const { return m_options.global.demo; }
    // The user's alerts; in demo and replay a list for this run alone.
    AlertBook &alertBook() { return *m_alertBook; }
    // With SessionOptions::alerts.
    AlertEngine &alerts() { return *m_alerts; }
    AlertFiring::Origin alertOrigin() const;
    // The feed list. What --feeds names can be changed for this run only.
    UserFeeds &feeds() { return *m_feeds; }
    // What feeds are asked with: for what asks a feed besides the refresher.
    HttpClient &newsHttp() { return *m_newsHttp; }
    WorkerPool &workers() { return m_workers; }
    // Pages and pictures of stories, for who reads them. Null in demo and replay, which ask nobody.
    FullTextReader *fullText() { return m_fullText.get(); }
    PictureLoader *pictures() { return m_pictures.get(); }
    // All venues in the user's order, switched off ones too.
    QList<SourceInfo> venueInfos() const;
    QList<SourcesCommand::Venue> venueList() const;
    // Every coin of the watchlist has a live (or simulated) price.
    bool allLive() const;
    // No source is connecting, and every coin that a live source lists has its price and its trend.
    bool quotesSettled() const;
    // Every feed has been tried; stories that were stored count.
    bool newsSettled() const;
    QuoteSource *source(const VenueId &venue) const; // enabled ones only
    // A source that exists for one test only, for venues that are switched off. Owned by the caller.
    std::unique_ptr<QuoteSource> makeSource(const VenueId &venue) const;
    // The machine woke up, the network changed, or the user asked.
    void reconnect();
    // What went wrong with the stored data, in a sentence; empty when nothing.
    const QString &storageNotice() const { return m_storageNotice; }
    // Which feeds this run switched off because their servers said they are gone for good (410), in a
    // sentence; empty when none.
    QString endedFeedsNotice() const;
    // The replay has no more to say.
    bool replayEnded() const;
    // It waits for what it told last to be taken in.
    bool replayHeld() const;

signals:
    void storageNoticeChanged(const QString &notice);
    void feedsEnded(); // endedFeedsNotice()
    void restored();   // what was stored of the last run is on the board
    void replayFinished();

private:
    static double randomFraction();
    Session(Clock &clock, SettingsFile &settings, const Paths &paths, const SessionOptions &options);
    Result<void> begin();
    Result<void> readFeeds();
    QString feedsFile() const;
    Result<void> beginReplay();
    void playFeed(const RecordedMessage &message, std::function<void()> played);
    StoryRules storyRules() const;
    void beginStorage();
    void beginNews();
    void tidyIn(std::chrono::milliseconds delay);
    void beginAlerts();
    void applyAlerts();
    void applySources();
    void hearSizes(const QuoteSource &source);
    void applyBoard();
    void applyChanges();
    void applyReading();
    void applyFeeds();
    void feedsChanged();
    void switchOffIfGone(const FeedId &feed);
    void settingsChanged(const Settings &now, const Settings &before);
    void noteStorage();
    bool enabled(const VenueId &venue) const;
    QList<VenueId> order() const;

    Clock &m_clock;
    SettingsFile &m_settings;
    Paths m_paths;
    SessionOptions m_options;
    std::unique_ptr<HttpClient> m_http, m_newsHttp, m_pageHttp;
    HostBudget m_budget;
    WorkerPool m_workers;
    WireListener m_wire;
    std::unique_ptr<SourceServices> m_services;
    std::unique_ptr<CoinSizes> m_sizes;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<Replay> m_replay; // owns its sources
    std::vector<std::unique_ptr<QuoteSource>> m_sources;
    std::unique_ptr<QuoteBoard> m_board;
    std::unique_ptr<QuoteCache> m_cache;
    std::unique_ptr<SqlCandleCache> m_candles; // null: nothing is kept
    std::unique_ptr<CandleHistory> m_history;
    std::unique_ptr<ArticleStore> m_articles;
    std::unique_ptr<PageReader> m_pages;
    std::unique_ptr<FullTextReader> m_fullText;
    std::unique_ptr<PictureLoader> m_pictures;
    std::unique_ptr<ReplayedFeeds> m_replayedFeeds;
    std::unique_ptr<NewsRefresher> m_refresher;
    std::unique_ptr<Insight> m_insight;
    std::unique_ptr<AlertBook> m_alertBook;
    std::unique_ptr<AlertEngine> m_alerts;
    std::unique_ptr<SuspendWatch> m_suspendWatch;
    Request m_tidy;
    std::unique_ptr<UserFeeds> m_feeds;
    QStringList m_endedFeeds; // by name
    QString m_storageNotice;
};

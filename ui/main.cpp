// Wires the whole thing, decides nothing: a command without a screen, or the window on a session.
#include "app/base/heap.h"
#include "app/base/log.h"
#include "app/cli/commandline.h"
#include "app/cli/commands.h"
#include "app/cli/session.h"
#include "app/cli/sourcetest.h"
#include "app/cli/termination.h"
#include "app/cli/version.h"
#include "app/insight/insight.h"
#include "app/net/tlslibrary.h"
#include "app/news/feedfinder.h"
#include "app/settings/windowplaces.h"
#include "ui/alerts/alertsetup.h"
#include "ui/platform/colorscheme.h"
#include "ui/platform/networkwatch.h"
#include "ui/platform/singleinstance.h"
#include "ui/platform/sleepwatch.h"
#include "ui/platform/timedapplication.h"
#include "ui/platform/warmstart.h"
#include "ui/quotes/compactview.h"
#include "ui/settings/keyboardsheet.h"
#include "ui/settings/settingsdialog.h"
#include "ui/shell/alertdesk.h"
#include "ui/shell/alertnotifier.h"
#include "ui/shell/awaydesk.h"
#include "ui/shell/compactwindow.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/screenshot.h"
#include "ui/shell/services.h"

#include <QApplication>
#include <QTimer>
#include <cstdio>

using namespace std::chrono_literals;

namespace {
// What every run of this process shares.
struct Desk
{
    CommandLine line;
    SystemClock clock;
    Termination termination;
    Paths paths;
    SettingsFile settings;
    WindowPlaces places;
    UiTheme theme;
    WorkerPool workers;

    explicit Desk(const CommandLine &commandLine)
        : line(commandLine),
          paths(Paths::in(line.global.dataDir)),
          settings(clock, paths.settingsFile, defaultSettings(QLocale::system().name())),
          // A picture leaves no trace of where its window stood.
          places(line.window.screenshot.isEmpty() ? paths.stateFile : QString()),
          theme(settings)
    {
        if (!line.window.screenshot.isEmpty())
            settings.keepInMemory();
        applyChart(line.window);
    }

    // What was typed of the chart is a choice like one by mouse: it is kept.
    void applyChart(const WindowOptions &options)
    {
        if (!options.range && !options.interval && !options.candles)
            return;
        settings.change([&](Settings &now) {
            if (options.range)
                now.chart.range = *options.range;
            if (options.range || options.interval)
                now.chart.interval = options.interval;
            if (options.candles)
                now.chart.candles = now.chart.pageCandles = *options.candles;
        });
    }
};

// The coin that was typed; one nobody knows by name is taken for a symbol.
AssetId coinFrom(const QString &typed)
{
    const auto known = AssetDirectory::shipped().resolve(typed);
    return known ? known->id : assetForSymbol(typed.toUpper()).id;
}

std::optional<Theme> themeChoice(const QString &name)
{
    if (name == QLatin1String("dark"))
        return Theme::Dark;
    if (name == QLatin1String("light"))
        return Theme::Light;
    return name.isEmpty() ? std::nullopt : std::optional(Theme::System);
}

// One session and its windows: live, demo or replay. Going live or to the demo ends one and begins another.
class Run : public QObject
{
    Q_OBJECT
public:
    Run(Desk &desk, std::unique_ptr<Session> session)
        : m_desk(desk),
          m_session(std::move(session)),
          m_alerts(m_session->alertBook(), m_session->alerts(), m_session->board(), AssetDirectory::shipped(),
                   desk.theme, desk.clock),
          m_away(m_session->insight().away(), m_session->insight().digest(), m_session->alertBook(),
                 m_session->board(), desk.theme, desk.clock),
          m_services(services())
    {
        if (m_desk.line.window.screenshot.isEmpty()) // a picture is nobody who looks
            m_away.listen();
        connectAlerts();
        connect(m_session.get(), &Session::storageNoticeChanged, this, &Run::tellNotices);
        connect(m_session.get(), &Session::feedsEnded, this, &Run::tellNotices);
        connect(&m_session->feeds(), &UserFeeds::noticeChanged, this, &Run::tellNotices);
        connect(&m_session->alertBook(), &AlertBook::noticeChanged, this, &Run::tellNotices);
        connect(&desk.settings, &SettingsFile::noticeChanged, this, &Run::tellNotices);
        connect(&desk.settings, &SettingsFile::changed, this,
                [this](const Settings &now, const Settings &before) {
                    if (now.view != before.view)
                        showView(now.view);
                });
        watchFirstPrice();
    }

    Session &session() { return *m_session; }
    // Each window is built when it is first asked for: one that nobody looks at costs no start and no tick.
    MainWindow &dashboard()
    {
        if (!m_dashboard) {
            m_dashboard = std::make_unique<MainWindow>(m_services);
            connectWindow(*m_dashboard);
            tellNotices();
        }
        return *m_dashboard;
    }
    CompactWindow &compact()
    {
        if (!m_compact) {
            m_compact = std::make_unique<CompactWindow>(m_services);
            connectWindow(*m_compact);
            connect(m_compact.get(), &CompactWindow::chartRequested, this, [this](const AssetId &asset) {
                setView(ViewMode::Dashboard);
                dashboard().openCoin(asset);
            });
            connect(m_compact.get(), &CompactWindow::storiesRequested, this, [this](const AssetId &asset) {
                setView(ViewMode::Dashboard);
                dashboard().showStoriesOf(asset);
            });
        }
        return *m_compact;
    }
    QWidget &view(ViewMode mode)
    {
        return mode == ViewMode::Compact ? static_cast<QWidget &>(compact()) : dashboard();
    }

    void showView(ViewMode mode, const std::optional<QSize> &size = std::nullopt)
    {
        const bool compactly = mode == ViewMode::Compact;
        if (compactly)
            compact().restorePlace(size);
        else
            dashboard().restorePlace(size);
        m_desk.theme.applySheet();
        view(mode).show();
        if (compactly && m_dashboard)
            m_dashboard->hide();
        else if (!compactly && m_compact)
            m_compact->hide();
    }

    // --view digest: as if the user had been away for the last hours.
    void showDigest()
    {
        const UtcTime now = m_desk.clock.now();
        m_away.show(now - 8h, now);
    }

    void bringToFront()
    {
        if (isCompact())
            m_compact->bringToFront();
        else
            dashboard().bringToFront();
    }

signals:
    void demoRequested(bool demo);

private:
    Services services()
    {
        Session *session = m_session.get();
        return {session->board(),
                session->history(),
                session->articles(),
                session->refresher(),
                m_desk.settings,
                m_desk.places,
                m_desk.theme,
                m_desk.clock,
                m_desk.workers,
                session->alertBook(),
                session->alerts(),
                [session] { return session->venueInfos(); },
                [session](const VenueId &venue) { return session->makeSource(venue); },
                readingServices(),
                &session->insight(),
                session->wire(),
                &m_alerts,
                &session->sizes(),
                &m_away};
    }

    ReadingServices readingServices()
    {
        ReadingServices services;
        if (FullTextReader *fullText = m_session->fullText())
            services.readPage = [fullText](const Article &article, Reply<QString> done) {
                return fullText->read(article, std::move(done));
            };
        if (PictureLoader *pictures = m_session->pictures())
            services.loadPicture = [pictures](const QUrl &address, Reply<QByteArray> done) {
                return pictures->load(address, std::move(done));
            };
        return services;
    }

    void connectAlerts()
    {
        connect(&m_alerts, &AlertDesk::chartWanted, this, [this](const AssetId &asset) {
            comeForward();
            dashboard().openCoin(asset);
        });
        connect(&m_alerts, &AlertDesk::storyWanted, this, [this](ArticleId story) {
            comeForward();
            dashboard().showStory(story);
        });
        if (!m_desk.line.window.screenshot.isEmpty())
            return; // a picture tells the desktop nothing
        m_notifier =
            std::make_unique<AlertNotifier>(m_desk.clock, m_session->alerts(), m_session->alertBook(),
                                            m_desk.settings, [this](const QList<AlertFiring> &firings) {
                                                const FiringWords words = firingWords(firings, m_desk.theme);
                                                return AlertNotifier::Words{words.title, words.evidence};
                                            });
        connect(m_notifier.get(), &AlertNotifier::openWanted, &m_alerts, &AlertDesk::open);
        connect(m_notifier.get(), &AlertNotifier::listWanted, this, [this] {
            comeForward();
            dashboard().showFirings();
        });
    }

    // With the dashboard, wherever the user is.
    void comeForward()
    {
        if (isCompact())
            setView(ViewMode::Dashboard);
        dashboard().bringToFront();
    }

    QWidget *alertSetup(QWidget *parent, OfferUndo offerUndo)
    {
        auto *setup = new AlertSetup(m_session->alertBook(), m_session->alerts(), m_session->board(),
                                     AssetDirectory::shipped(), m_desk.theme, parent);
        connect(setup, &AlertSetup::removed, setup,
                [this, offerUndo = std::move(offerUndo)](const QString &words, const RemovedAlert &removed) {
                    offerUndo(tr("Removed: %1.").arg(words),
                              [this, removed] { std::ignore = m_session->alertBook().restore(removed); });
                });
        return setup;
    }

    void testNotification(std::function<void(const QString &answer)> done)
    {
        m_testNote = std::make_unique<Notifications>();
        connect(m_testNote.get(), &Notifications::failed, this,
                [done] { done(tr("no notification service answers")); });
        done(tr("sent"));
        m_testNote->show(
            {QStringLiteral("test"), tr("Wickpost"), tr("Alerts look like this."), {}, false, {}});
    }

    bool isCompact() const { return m_compact && m_compact->isVisible(); }

    template <typename Window> void connectWindow(Window &window)
    {
        window.setDemo(m_session->demo());
        connect(&window, &Window::demoRequested, this, &Run::demoRequested);
        connect(&window, &Window::compactRequested, this, [this] { setView(ViewMode::Compact); });
        connect(&window, &Window::dashboardRequested, this, [this] { setView(ViewMode::Dashboard); });
        connect(&window, &Window::settingsRequested, this, &Run::openSettings);
        connect(&window, &Window::keyboardSheetRequested, this, &Run::openKeyboardSheet);
        connect(&window, &Window::refreshRequested, this, [this] {
            m_session->reconnect();
            m_session->refresher().refreshAll();
        });
        connect(&window, &Window::quitRequested, qApp, &QCoreApplication::quit);
        connect(&window.pinning(), &Pinning::grantsChanged, this, [this] {
            if (m_settingsDialog)
                m_settingsDialog->refreshGrants();
        });
    }

    void setView(ViewMode mode)
    {
        m_desk.settings.change([mode](Settings &settings) { settings.view = mode; });
        showView(mode); // also when it was set so already and the other one was opened by hand
    }

    void tellNotices()
    {
        if (!m_dashboard)
            return;
        m_dashboard->showNotice(QStringLiteral("settings"), m_desk.settings.notice());
        m_dashboard->showNotice(QStringLiteral("storage"), m_session->storageNotice());
        m_dashboard->showNotice(QStringLiteral("feeds"), m_session->feeds().notice());
        m_dashboard->showNotice(QStringLiteral("alerts"), m_session->alertBook().notice());
        m_dashboard->showNotice(QStringLiteral("ended feeds"), m_session->endedFeedsNotice());
        if (!m_desk.line.global.replayFile.isEmpty())
            m_dashboard->showNotice(QStringLiteral("replay"),
                                    tr("A recording is played: prices are from it, not from a market now."));
    }

    void openSettings(const QString &page)
    {
        if (!m_settingsDialog) {
            QHash<VenueId, QString> names;
            for (const SourceInfo &info : m_session->venueInfos())
                names.insert(info.id, info.name);
            const SettingsServices services{
                m_desk.settings,
                m_session->board(),
                AssetDirectory::shipped(),
                m_session->feeds(),
                m_session->refresher(),
                m_session->articles(),
                m_desk.theme,
                m_desk.clock,
                defaultSettings(QLocale::system().name()),
                names,
                [this](const VenueId &venue, Reply<SourceTestResult> done) {
                    return testSource(
                        m_desk.clock, m_session->makeSource(venue),
                        [done = std::move(done)](const Result<SourceAnswer> &answer) {
                            if (answer)
                                done(SourceTestResult{answer->roundTrip, answer->pair, answer->price});
                            else
                                done(tl::unexpected(answer.error()));
                        });
                },
                [this](const QString &typed, Reply<FoundFeed> done) {
                    return FeedFinder(m_session->newsHttp(), m_session->workers(), m_desk.clock)
                        .find(typed, m_session->feeds().feeds(), std::move(done));
                },
                [this] {
                    return isCompact() ? m_compact->pinning().grants() : dashboard().pinning().grants();
                },
                Pinning::whyUnavailable(),
                tr("Wickpost %1").arg(wickpostVersion()),
                m_session->demo(),
                [this](QWidget *parent, OfferUndo offerUndo) {
                    return alertSetup(parent, std::move(offerUndo));
                },
                [this](auto done) { testNotification(std::move(done)); }};
            m_settingsDialog =
                std::make_unique<SettingsDialog>(services, isCompact() ? nullptr : &dashboard());
            connect(m_settingsDialog.get(), &SettingsDialog::demoRequested, this, &Run::demoRequested);
        }
        if (!page.isEmpty())
            m_settingsDialog->showPage(page);
        m_settingsDialog->show();
        m_settingsDialog->raise();
        m_settingsDialog->activateWindow();
    }

    void openKeyboardSheet()
    {
        auto *sheet =
            new KeyboardSheet(m_desk.theme, MainWindow::keyLines(), isCompact() ? nullptr : &dashboard());
        sheet->setAttribute(Qt::WA_DeleteOnClose);
        sheet->show();
    }

    // For the start-up figure (tests/bench): said once the first live price has been painted.
    void watchFirstPrice()
    {
        connect(&m_session->board(), &QuoteBoard::quotesChanged, this, [this](const QList<AssetId> &assets) {
            if (m_saidFirstPrice)
                return;
            for (const AssetId &asset : assets) {
                if (m_session->board().quote(asset).state != PriceState::Live)
                    continue;
                m_saidFirstPrice = true;
                // After the repaint that this change has just asked for.
                QTimer::singleShot(0, this, [] { qCDebug(logUi) << "first live price painted"; });
                return;
            }
        });
    }

    Desk &m_desk;
    std::unique_ptr<Session> m_session;
    AlertDesk m_alerts;
    AwayDesk m_away;
    std::unique_ptr<AlertNotifier> m_notifier;
    std::unique_ptr<Notifications> m_testNote;
    Services m_services;
    std::unique_ptr<MainWindow> m_dashboard;
    std::unique_ptr<CompactWindow> m_compact;
    std::unique_ptr<SettingsDialog> m_settingsDialog;
    bool m_saidFirstPrice = false;
};

// Owns the run, and changes it.
class Application : public QObject
{
    Q_OBJECT
public:
    explicit Application(const CommandLine &line) : m_desk(line), m_colours(line.window.screenshot.isEmpty())
    {
        m_desk.theme.setChoice(themeChoice(line.window.theme));
        followColours();
        connect(&m_colours, &ColorScheme::changed, this, &Application::followColours);
        m_desk.theme.applyTo(*qApp, UiTheme::Sheet::Later); // see Run::showView()
        connect(&m_desk.termination, &Termination::requested, qApp, &QCoreApplication::quit);
    }

    int exec()
    {
        if (!m_desk.line.window.screenshot.isEmpty()) {
            if (!begin(m_desk.line.global))
                return 1;
            takePicture();
            return QApplication::exec();
        }
        m_instance = std::make_unique<SingleInstance>(m_desk.paths.id, m_desk.paths.lockFile);
        connect(m_instance.get(), &SingleInstance::activated, this, &Application::activated);
        m_instance->claim(QCoreApplication::arguments().mid(1),
                          [this](SingleInstance::Role role) { claimed(role); });
        const int code = QApplication::exec();
        m_run.reset();
        m_desk.settings.save();
        return code;
    }

private:
    void claimed(SingleInstance::Role role)
    {
        if (role == SingleInstance::Role::Passed) {
            QCoreApplication::exit(0);
            return;
        }
        if (role == SingleInstance::Role::Occupied) {
            std::fputs("wickpost: another Wickpost has this data folder and can't be reached\n", stderr);
            QCoreApplication::exit(1);
            return;
        }
        if (!begin(m_desk.line.global)) {
            QCoreApplication::exit(1);
            return;
        }
        m_sleep = std::make_unique<SleepWatch>();
        connect(m_sleep.get(), &SleepWatch::resumed, this, &Application::reconnect);
        m_network = std::make_unique<NetworkWatch>(m_desk.clock);
        connect(m_network.get(), &NetworkWatch::changed, this, &Application::reconnect);
        m_run->showView(viewMode(), m_desk.line.window.size);
        openAsked(m_desk.line.window);
    }

    void openAsked(const WindowOptions &options)
    {
        if (!options.coin.isEmpty())
            m_run->dashboard().openCoin(coinFrom(options.coin));
        if (options.view == QLatin1String("digest"))
            m_run->showDigest();
    }

    bool begin(const GlobalOptions &global)
    {
        SessionOptions options;
        options.global = global;
        options.alerts = true;
        options.alertsAside = !m_desk.line.window.screenshot.isEmpty();
        auto session = Session::open(m_desk.clock, m_desk.settings, m_desk.paths, options);
        if (!session) {
            std::fprintf(stderr, "wickpost: %s\n", qPrintable(session.error().detail));
            return false;
        }
        m_run.reset();
        m_run = std::make_unique<Run>(m_desk, std::move(*session));
        connect(m_run.get(), &Run::demoRequested, this, &Application::setDemo, Qt::QueuedConnection);
        return true;
    }

    void setDemo(bool demo)
    {
        GlobalOptions global = m_desk.line.global;
        global.demo = demo;
        global.replayFile.clear();
        QApplication::setQuitOnLastWindowClosed(false); // one run's windows go before the other's come
        if (begin(global))
            m_run->showView(m_desk.settings.settings().view);
        QApplication::setQuitOnLastWindowClosed(true);
    }

    ViewMode viewMode() const
    {
        const QString &asked = m_desk.line.window.view;
        if (asked.isEmpty())
            return m_desk.settings.settings().view;
        return asked == QLatin1String("compact") ? ViewMode::Compact : ViewMode::Dashboard;
    }

    // A second start: come forward and do as it was told, as far as that can be done while running.
    void activated(const QStringList &arguments)
    {
        const auto line = parseCommandLine(arguments);
        if (!m_run || !line)
            return;
        if (line->global.demo && !m_run->session().demo())
            setDemo(true);
        if (!line->window.theme.isEmpty())
            m_desk.theme.setChoice(themeChoice(line->window.theme));
        if (!line->window.view.isEmpty()) {
            const ViewMode mode =
                line->window.view == QLatin1String("compact") ? ViewMode::Compact : ViewMode::Dashboard;
            m_desk.settings.change([mode](Settings &settings) { settings.view = mode; });
            m_run->showView(mode, line->window.size);
            openAsked(line->window);
        }
        m_desk.applyChart(line->window);
        m_run->bringToFront();
    }

    void reconnect()
    {
        if (m_run)
            m_run->session().reconnect();
    }

    void followColours()
    {
        m_desk.theme.setSystemDark(m_colours.isDark());
        m_desk.theme.setSystemReducedMotion(m_colours.reducedMotion());
    }

    // --screenshot: waits for what --when says, then saves and ends.
    void takePicture()
    {
        // Without a display the "screen" is 800×800: the design's size counts, not that.
        const QSize whole = viewMode() == ViewMode::Compact ? QSize(300, 420) : QSize(1280, 800);
        m_run->showView(viewMode(), m_desk.line.window.size.value_or(whole));
        openAsked(m_desk.line.window);
        m_deadline = m_desk.clock.after(std::chrono::seconds{m_desk.line.window.timeoutS.value_or(30)},
                                        [this] { save(1); });
        lookForPicture();
    }

    void lookForPicture()
    {
        if (pictureReady()) {
            // What came last is told together after 50 ms, and painted after that.
            m_look = m_desk.clock.after(200ms, [this] { save(0); });
            return;
        }
        m_look = m_desk.clock.after(50ms, [this] { lookForPicture(); });
    }

    bool pictureReady()
    {
        Session &session = m_run->session();
        const QString &when = m_desk.line.window.when;
        if (when == QLatin1String("live"))
            return session.allLive();
        if (when == QLatin1String("news"))
            return session.newsSettled();
        return when.isEmpty() || (session.quotesSettled() && session.newsSettled() &&
                                  (viewMode() == ViewMode::Compact || (m_run->dashboard().chartSettled() &&
                                                                       m_run->dashboard().isAwaySettled())));
    }

    void save(int code)
    {
        m_deadline.reset();
        m_look.reset();
        const QString &file = m_desk.line.window.screenshot;
        if (!pictureOf(m_run->view(viewMode())).save(file)) {
            std::fprintf(stderr, "wickpost: %s can't be written\n", qPrintable(file));
            code = 1;
        } else if (code != 0) {
            std::fputs(
                "wickpost: not all that was waited for came in time; the picture shows what there is\n",
                stderr);
        }
        QCoreApplication::exit(code);
    }

    Desk m_desk;
    ColorScheme m_colours;
    std::unique_ptr<SingleInstance> m_instance;
    std::unique_ptr<SleepWatch> m_sleep;
    std::unique_ptr<NetworkWatch> m_network;
    std::unique_ptr<Run> m_run;
    Request m_deadline, m_look;
};

int runWindow(int argc, char **argv, const CommandLine &line)
{
    // A picture needs no display, and must not flash a window on one that is there.
    if (!line.window.screenshot.isEmpty() && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    WarmStart warm;
    const TimedApplication app(argc, argv);
    if (!line.global.demo && line.global.replayFile.isEmpty())
        warm.load(loadTlsLibrary);
    Application application(line);
    return application.exec();
}
} // namespace

int main(int argc, char **argv)
{
    useOneHeap();
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    const auto line = parseCommandLine(arguments);
    if (!line) {
        std::fprintf(stderr, "wickpost: %s (see wickpost --help)\n", qPrintable(line.error().detail));
        return 2;
    }
    if (line->help) {
        std::fputs(qPrintable(helpText(line->command)), stdout);
        return 0;
    }
    if (line->version) {
        std::printf("wickpost %s (build %s)\n", qPrintable(wickpostVersion()), qPrintable(wickpostBuild()));
        return 0;
    }
    QCoreApplication::setApplicationName(QStringLiteral("wickpost"));
    QCoreApplication::setApplicationVersion(wickpostVersion());
    if (!line->command.isEmpty()) {
        const QCoreApplication app(argc, argv);
        return runCommand(*line);
    }
    return runWindow(argc, argv, *line);
}

#include "main.moc"

#include "ui/program/run.h"

#include "app/base/log.h"
#include "app/insight/insight.h"
#include "ui/alerts/alertwords.h"

#include <QApplication>
#include <QTimer>

using namespace std::chrono_literals;

Run::Run(Desk &desk, std::unique_ptr<Session> session)
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

template <typename Window> void Run::connectWindow(Window &window)
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

MainWindow &Run::dashboard()
{
    if (!m_dashboard) {
        m_dashboard = std::make_unique<MainWindow>(m_services);
        connectWindow(*m_dashboard);
        tellNotices();
    }
    return *m_dashboard;
}

CompactWindow &Run::compact()
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

QWidget &Run::view(ViewMode mode)
{
    return mode == ViewMode::Compact ? static_cast<QWidget &>(compact()) : dashboard();
}

void Run::showView(ViewMode mode, const std::optional<QSize> &size)
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

void Run::showDigest()
{
    const UtcTime now = m_desk.clock.now();
    m_away.show(now - 8h, now);
}

void Run::bringToFront()
{
    if (isCompact())
        m_compact->bringToFront();
    else
        dashboard().bringToFront();
}

Services Run::services()
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

ReadingServices Run::readingServices()
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

void Run::connectAlerts()
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
    m_notifier = std::make_unique<AlertNotifier>(m_desk.clock, m_session->alerts(), m_session->alertBook(),
                                                 m_desk.settings, [this](const QList<AlertFiring> &firings) {
                                                     const FiringWords words =
                                                         firingWords(firings, m_desk.theme);
                                                     return AlertNotifier::Words{words.title, words.evidence};
                                                 });
    connect(m_notifier.get(), &AlertNotifier::openWanted, &m_alerts, &AlertDesk::open);
    connect(m_notifier.get(), &AlertNotifier::listWanted, this, [this] {
        comeForward();
        dashboard().showFirings();
    });
}

void Run::comeForward()
{
    if (isCompact())
        setView(ViewMode::Dashboard);
    dashboard().bringToFront();
}

void Run::setView(ViewMode mode)
{
    m_desk.settings.change([mode](Settings &settings) { settings.view = mode; });
    showView(mode); // also when it was set so already and the other one was opened by hand
}

void Run::tellNotices()
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

void Run::watchFirstPrice()
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

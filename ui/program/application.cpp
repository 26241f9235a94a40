#include "ui/program/application.h"

#include "ui/shell/screenshot.h"

#include <QApplication>
#include <cstdio>

using namespace std::chrono_literals;

namespace {
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
} // namespace

Application::Application(const CommandLine &line) : m_desk(line), m_colours(line.window.screenshot.isEmpty())
{
    m_desk.theme.setChoice(themeChoice(line.window.theme));
    followColours();
    connect(&m_colours, &ColorScheme::changed, this, &Application::followColours);
    m_desk.theme.applyTo(*qApp, UiTheme::Sheet::Later); // see Run::showView()
    connect(&m_desk.termination, &Termination::requested, qApp, &QCoreApplication::quit);
}

int Application::exec()
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

void Application::claimed(SingleInstance::Role role)
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

void Application::openAsked(const WindowOptions &options)
{
    if (!options.coin.isEmpty())
        m_run->dashboard().openCoin(coinFrom(options.coin));
    if (options.view == QLatin1String("digest"))
        m_run->showDigest();
}

bool Application::begin(const GlobalOptions &global)
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

void Application::setDemo(bool demo)
{
    GlobalOptions global = m_desk.line.global;
    global.demo = demo;
    global.replayFile.clear();
    QApplication::setQuitOnLastWindowClosed(false); // one run's windows go before the other's come
    if (begin(global))
        m_run->showView(m_desk.settings.settings().view);
    QApplication::setQuitOnLastWindowClosed(true);
}

ViewMode Application::viewMode() const
{
    const QString &asked = m_desk.line.window.view;
    if (asked.isEmpty())
        return m_desk.settings.settings().view;
    return asked == QLatin1String("compact") ? ViewMode::Compact : ViewMode::Dashboard;
}

void Application::activated(const QStringList &arguments)
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

void Application::reconnect()
{
    if (m_run)
        m_run->session().reconnect();
}

void Application::followColours()
{
    m_desk.theme.setSystemDark(m_colours.isDark());
    m_desk.theme.setSystemReducedMotion(m_colours.reducedMotion());
    m_desk.theme.setHighContrast(m_colours.highContrast());
}

void Application::takePicture()
{
    // Without a display the "screen" is 800×800: the design's size counts, not that.
    const QSize whole = viewMode() == ViewMode::Compact ? QSize(300, 420) : QSize(1280, 800);
    m_run->showView(viewMode(), m_desk.line.window.size.value_or(whole));
    openAsked(m_desk.line.window);
    m_deadline = m_desk.clock.after(std::chrono::seconds{m_desk.line.window.timeoutS.value_or(30)},
                                    [this] { save(1); });
    lookForPicture();
}

void Application::lookForPicture()
{
    if (pictureReady()) {
        // What came last is told together after 50 ms, and painted after that.
        m_look = m_desk.clock.after(200ms, [this] { save(0); });
        return;
    }
    m_look = m_desk.clock.after(50ms, [this] { lookForPicture(); });
}

bool Application::pictureReady()
{
    Session &session = m_run->session();
    const QString &when = m_desk.line.window.when;
    if (when == QLatin1String("live"))
        return session.allLive();
    if (when == QLatin1String("news"))
        return session.newsSettled();
    return when.isEmpty() || (session.quotesSettled() && session.newsSettled() &&
                              (viewMode() == ViewMode::Compact ||
                               (m_run->dashboard().chartSettled() && m_run->dashboard().isAwaySettled())));
}

void Application::save(int code)
{
    m_deadline.reset();
    m_look.reset();
    const QString &file = m_desk.line.window.screenshot;
    if (!pictureOf(m_run->view(viewMode())).save(file)) {
        std::fprintf(stderr, "wickpost: %s can't be written\n", qPrintable(file));
        code = 1;
    } else if (code != 0) {
        std::fputs("wickpost: not all that was waited for came in time; the picture shows what there is\n",
                   stderr);
    }
    QCoreApplication::exit(code);
}

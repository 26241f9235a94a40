#include "ui/shell/compactwindow.h"

#include "app/news/articlestore.h"
#include "app/settings/settingsfile.h"
#include "ui/quotes/compactview.h"
#include "ui/shell/windowplacement.h"
#include "ui/style/controls.h"

#include <QCloseEvent>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QScreen>
#include <QShortcut>
#include <QVBoxLayout>
#include <QWindow>

using namespace std::chrono_literals;

namespace {
const QSize firstSize(300, 420);
constexpr auto settled = 150ms; // after the last move of a drag

void openPage(const QUrl &page)
{
    if (page.scheme() == QLatin1String("https") || page.scheme() == QLatin1String("http"))
        QDesktopServices::openUrl(page);
}
} // namespace

QPoint snapped(const QRect &window, const QRect &screen, int distance)
{
    QPoint place = window.topLeft();
    if (std::abs(window.left() - screen.left()) <= distance)
        place.setX(screen.left());
    else if (std::abs(window.right() - screen.right()) <= distance)
        place.setX(screen.right() + 1 - window.width());
    if (std::abs(window.top() - screen.top()) <= distance)
        place.setY(screen.top());
    else if (std::abs(window.bottom() - screen.bottom()) <= distance)
        place.setY(screen.bottom() + 1 - window.height());
    return place;
}

CompactWindow::CompactWindow(const Services &services, QWidget *parent)
    : QWidget(parent, Qt::Window | Qt::FramelessWindowHint),
      m_services(services),
      m_pinning(*this),
      m_view(new CompactView(services.board, services.settings, services.theme, services.clock, this)),
      m_placement(
          new WindowPlacement(*this, services.places, services.clock, QStringLiteral("compact"), firstSize))
{
    setObjectName(QStringLiteral("compact"));
    setWindowTitle(QStringLiteral("Wickpost"));
    setMinimumSize(240, 140);
    if (services.theme.compositing())
        setAttribute(Qt::WA_TranslucentBackground); // for the rounded corners
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_view);

    connect(m_view, &CompactView::pinWanted, this, [this](bool pinned) {
        m_services.settings.change([pinned](Settings &settings) { settings.alwaysOnTop = pinned; });
    });
    connect(m_view, &CompactView::expandWanted, this, &CompactWindow::dashboardRequested);
    connect(m_view, &CompactView::closeWanted, this, &QWidget::close);
    connect(m_view, &CompactView::moveWanted, this, [this] { windowHandle()->startSystemMove(); });
    connect(m_view, &CompactView::resizeWanted, this,
            [this](Qt::Edges edges) { windowHandle()->startSystemResize(edges); });
    connect(m_view, &CompactView::menuFilling, this, &CompactWindow::fillMenu);
    connect(m_view, &CompactView::headlineWanted, this, &CompactWindow::dashboardRequested);
    connect(m_view, &CompactView::storiesWanted, this, &CompactWindow::dashboardRequested);
    connect(m_view, &CompactView::linkWanted, this, openPage);
    connect(&m_pinning, &Pinning::grantsChanged, this,
            [this](const Grants &grants) { m_view->setPinned(grants.onTop == Grant::Yes); });
    connect(&services.settings, &SettingsFile::changed, this,
            [this](const Settings &now) { applySettings(now); });
    connect(&services.articles, &ArticleStore::changed, this, &CompactWindow::showNewest);
    bindKeys();
    applySettings(services.settings.settings());
    showNewest();
}

CompactWindow::~CompactWindow() = default;

void CompactWindow::setDemo(bool demo)
{
    m_demo = demo;
    setWindowTitle(demo ? tr("Wickpost Demo") : QStringLiteral("Wickpost"));
}

void CompactWindow::restorePlace(std::optional<QSize> size)
{
    const QRect place = m_placement->restore();
    if (size)
        resize(*size);
    m_pinning.expectPlace(place.topLeft());
}

void CompactWindow::bringToFront()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void CompactWindow::closeEvent(QCloseEvent *event)
{
    event->accept();
    emit quitRequested(); // until there is a tray
}

// Keys of the compact list (design.md section 9); the list itself has its own.
void CompactWindow::bindKeys()
{
    const auto bind = [this](const QKeySequence &key, auto action) {
        connect(new QShortcut(key, this), &QShortcut::activated, this, action);
    };
    bind(Qt::CTRL | Qt::Key_1, [this] { emit dashboardRequested(); });
    bind(Qt::CTRL | Qt::Key_2, [this] { emit compactRequested(); });
    bind(Qt::CTRL | Qt::Key_T, [this] { togglePin(); });
    bind(Qt::CTRL | Qt::Key_Comma, [this] { emit settingsRequested({}); });
    bind(Qt::Key_F5, [this] { emit refreshRequested(); });
    bind(Qt::Key_Question, [this] { emit keyboardSheetRequested(); });
    bind(Qt::Key_F1, [this] { emit keyboardSheetRequested(); });
    bind(Qt::CTRL | Qt::Key_W, [this] { close(); });
    bind(Qt::CTRL | Qt::Key_Q, [this] { emit quitRequested(); });
}

void CompactWindow::togglePin()
{
    m_services.settings.change([](Settings &settings) { settings.alwaysOnTop = !settings.alwaysOnTop; });
}

void CompactWindow::fillMenu(Menu *menu)
{
    const Settings &settings = m_services.settings.settings();
    if (!menu->isEmpty())
        menu->addSeparator();
    const auto check = [&](const QString &text, const QKeySequence &key, bool Settings::*field, Grant grant) {
        QAction *action = menu->add(text, key);
        action->setCheckable(true);
        action->setChecked(settings.*field);
        action->setEnabled(grant != Grant::Unavailable);
        connect(action, &QAction::triggered, this,
                [this, field](bool on) { m_services.settings.change([&](Settings &s) { s.*field = on; }); });
    };
    check(tr("Always on top"), QKeySequence(Qt::CTRL | Qt::Key_T), &Settings::alwaysOnTop,
          m_pinning.grants().onTop);
    check(tr("On all workspaces"), {}, &Settings::allWorkspaces, m_pinning.grants().allWorkspaces);
    Menu *opacity = menu->addSub(Icon::Contrast, tr("Opacity"));
    for (const int percent : {100, 90, 80, 70, 60}) {
        QAction *action = opacity->add(QStringLiteral("%1 %").arg(percent));
        action->setCheckable(true);
        action->setChecked(settings.opacityPercent == percent);
        connect(action, &QAction::triggered, this, [this, percent] {
            m_services.settings.change([&](Settings &s) { s.opacityPercent = percent; });
        });
    }
    menu->addSeparator();
    connect(menu->add(Icon::Dashboard, tr("Dashboard"), QKeySequence(Qt::CTRL | Qt::Key_1)),
            &QAction::triggered, this, &CompactWindow::dashboardRequested);
    if (m_demo)
        connect(menu->add(tr("Go live")), &QAction::triggered, this, [this] { emit demoRequested(false); });
    menu->addSeparator();
    connect(menu->add(tr("Settings…"), QKeySequence(Qt::CTRL | Qt::Key_Comma)), &QAction::triggered, this,
            [this] { emit settingsRequested({}); });
    connect(menu->add(tr("Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q)), &QAction::triggered, this,
            &CompactWindow::quitRequested);
}

void CompactWindow::applySettings(const Settings &settings)
{
    m_pinning.setWish({settings.alwaysOnTop, settings.allWorkspaces, settings.skipTaskbar});
    setWindowOpacity(settings.opacityPercent / 100.0);
}

// The footer's headline: the newest story there is.
void CompactWindow::showNewest()
{
    StoryQuery query;
    query.limit = 1;
    m_newest = m_services.articles.stories(query, [this](const Result<QList<Story>> &stories) {
        if (!stories || stories->isEmpty()) {
            m_view->setHeadline(std::nullopt);
            return;
        }
        const Article &article = stories->first().article;
        CompactHeadline headline;
        headline.id = QString::number(article.id.value);
        headline.title = article.title;
        headline.source = article.sample ? tr("Sample") : article.source;
        headline.time = article.sortTime;
        m_view->setHeadline(headline);
    });
}

void CompactWindow::moveEvent(QMoveEvent *event)
{
    QWidget::moveEvent(event);
    if (isVisible() && m_services.settings.settings().snapToEdges)
        m_snap = m_services.clock.after(settled, [this] { snap(); });
}

// The window manager drags; once it has let go, the window lies down on the edge it was brought to. With Alt
// held it stays where it is.
void CompactWindow::snap()
{
    const QScreen *on = screen();
    if (!on || !isVisible())
        return;
    if (QGuiApplication::queryKeyboardModifiers() & Qt::AltModifier)
        return;
    if (QGuiApplication::mouseButtons() != Qt::NoButton) { // still being dragged
        m_snap = m_services.clock.after(settled, [this] { snap(); });
        return;
    }
    const QPoint place =
        snapped(frameGeometry(), on->availableGeometry(), m_services.settings.settings().snapDistance);
    if (place != frameGeometry().topLeft())
        move(place);
}

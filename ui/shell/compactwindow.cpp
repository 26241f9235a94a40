#include "ui/shell/compactwindow.h"

#include "app/settings/settingsfile.h"
#include "ui/shell/compactlist.h"
#include "ui/shell/windowplacement.h"

#include <QCloseEvent>
#include <QGuiApplication>
#include <QScreen>
#include <QShortcut>
#include <QVBoxLayout>

using namespace std::chrono_literals;

namespace {
const QSize firstSize(300, 420);
constexpr auto settled = 150ms; // after the last move of a drag

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
      m_list(new CompactList(services, m_pinning, this)),
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
    layout->addWidget(m_list);

    connect(m_list, &CompactView::expandWanted, this, &CompactWindow::dashboardRequested);
    connect(m_list, &CompactView::closeWanted, this, &QWidget::close);
    connect(m_list, &CompactView::headlineWanted, this, &CompactWindow::dashboardRequested);
    connect(m_list, &CompactView::storiesWanted, this, &CompactWindow::storiesRequested);
    connect(m_list, &CompactView::openWanted, this, &CompactWindow::chartRequested);
    connect(m_list, &CompactList::demoRequested, this, &CompactWindow::demoRequested);
    connect(m_list, &CompactList::settingsRequested, this, &CompactWindow::settingsRequested);
    connect(m_list, &CompactList::quitRequested, this, &CompactWindow::quitRequested);
    connect(&services.settings, &SettingsFile::changed, this,
            [this](const Settings &now) { applySettings(now); });
    bindKeys();
    applySettings(services.settings.settings());
}

CompactWindow::~CompactWindow()
{
    hide(); // what is shown lets go of its sources while this still is the window they tell
}

void CompactWindow::setDemo(bool demo)
{
    m_list->setDemo(demo);
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

void CompactWindow::applySettings(const Settings &settings)
{
    m_pinning.setWish({settings.alwaysOnTop, settings.allWorkspaces, settings.skipTaskbar});
    setWindowOpacity(settings.opacityPercent / 100.0);
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

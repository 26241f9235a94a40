#include "ui/shell/windowplacement.h"

#include <QEvent>
#include <QGuiApplication>
#include <QScreen>

using namespace std::chrono_literals;

namespace {
QString keyOf(const QScreen *screen)
{
    return WindowPlacement::screenKey(screen->name(), screen->size());
}

QList<QRect> visibleAreas()
{
    QList<QRect> areas;
    for (const QScreen *screen : QGuiApplication::screens()) {
        // While all screens are off, some platforms list one without a size.
        if (screen && !screen->availableGeometry().isEmpty())
            areas.append(screen->availableGeometry());
    }
    return areas;
}
} // namespace

WindowPlacement::WindowPlacement(QWidget &window, WindowPlaces &places, Clock &clock, const QString &mode,
                                 const QSize &firstSize)
    : QObject(&window),
      m_window(window),
      m_places(places),
      m_clock(clock),
      m_mode(mode),
      m_firstSize(firstSize)
{
    window.installEventFilter(this);
    connect(qGuiApp, &QGuiApplication::screenRemoved, this, &WindowPlacement::checkSoon);
    connect(qGuiApp, &QGuiApplication::screenAdded, this, &WindowPlacement::checkSoon);
}

QString WindowPlacement::screenKey(const QString &name, const QSize &size)
{
    return QStringLiteral("%1 %2x%3").arg(name).arg(size.width()).arg(size.height());
}

// On the screen it was last on; else on another one where it has stood before.
std::optional<QRect> WindowPlacement::stored() const
{
    const QString last = m_places.lastScreen(m_mode);
    std::optional<QRect> found = m_places.place(m_mode, last);
    const QList<QScreen *> screens = QGuiApplication::screens();
    const bool present = std::any_of(screens.cbegin(), screens.cend(),
                                     [&](const QScreen *screen) { return keyOf(screen) == last; });
    if (present && found)
        return found;
    for (const QScreen *screen : screens) {
        if (const auto place = m_places.place(m_mode, keyOf(screen)))
            return place;
    }
    return found;
}

QRect WindowPlacement::restore()
{
    const QList<QRect> areas = visibleAreas();
    QRect place;
    if (const auto before = stored()) {
        place = QRect(before->topLeft(), before->size().expandedTo(m_window.minimumSize()));
    } else {
        place = QRect({0, 0}, m_firstSize);
        if (!areas.isEmpty()) {
            place.setSize(m_firstSize.boundedTo(areas.first().size()));
            place.moveCenter(areas.first().center());
        }
    }
    place = visiblePlace(place, areas, m_window.minimumSize());
    m_window.setGeometry(place);
    if (m_places.value(m_mode + QStringLiteral(".maximized")).toBool())
        m_window.setWindowState(m_window.windowState() | Qt::WindowMaximized);
    return place;
}

bool WindowPlacement::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::Move:
    case QEvent::Resize:
    case QEvent::WindowStateChange:
        if (m_window.isVisible())
            saveSoon();
        break;
    case QEvent::Hide:
    case QEvent::Close:
        if (m_saving)
            save();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

void WindowPlacement::saveSoon()
{
    m_saving = m_clock.after(300ms, [this] { save(); });
}

void WindowPlacement::save()
{
    m_saving.reset();
    const bool maximized = m_window.windowState() & Qt::WindowMaximized;
    m_places.setValue(m_mode + QStringLiteral(".maximized"), maximized);
    const QScreen *screen = m_window.screen();
    if (maximized || m_window.windowState() & (Qt::WindowMinimized | Qt::WindowFullScreen) || !screen)
        return;
    m_places.set(m_mode, keyOf(screen), m_window.geometry());
}

// The signal comes before the desktop has moved anything: it may do so itself.
void WindowPlacement::checkSoon()
{
    m_checking = m_clock.after(1s, [this] {
        const QRect place = visiblePlace(m_window.geometry(), visibleAreas(), m_window.minimumSize());
        if (place != m_window.geometry() && !(m_window.windowState() & Qt::WindowMaximized))
            m_window.setGeometry(place);
    });
}

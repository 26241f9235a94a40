#include "ui/platform/pinning.h"

#include "ui/platform/x11window.h"

#include <QEvent>
#include <QGuiApplication>
#include <QWidget>
#include <QWindow>

Pinning::Pinning(QWidget &window, QObject *parent) : QObject(parent), m_window(window)
{
    m_window.installEventFilter(this);
}

Pinning::~Pinning() = default;

void Pinning::setWish(const PinWish &wish)
{
    m_wish = wish;
    applyOnTop();
    apply();
}

void Pinning::expectPlace(const QPoint &topLeft)
{
    m_expected = topLeft;
    m_placeKept = false;
    readBack();
}

bool Pinning::eventFilter(QObject *watched, QEvent *event)
{
    // WinIdChange: Qt made another native window, and the watch hangs on the old one.
    if (watched == &m_window && (event->type() == QEvent::Show || event->type() == QEvent::WinIdChange))
        watch();
    return QObject::eventFilter(watched, event);
}

void Pinning::watch()
{
    m_watch.reset(); // it hangs on a window that may be about to go
    QWindow *handle = m_window.windowHandle();
    if (!handle)
        return;
    m_watch = watchX11Window(*handle, [this](X11Event event) {
        if (event == X11Event::Mapped) {
            m_asked.reset(); // forgotten at hiding
            apply();
        } else if (event == X11Event::StateChanged || !m_placeKept) // a drag asks the server nothing
            readBack();
    });
}

// QWidget::setWindowFlag on a shown window hides it and makes another X window; the QWindow's flag changes in
// place. The widget's own copy is kept equal, so that a later re-creation has it.
void Pinning::applyOnTop()
{
    const Qt::WindowFlags flags = m_window.windowFlags().setFlag(Qt::WindowStaysOnTopHint, m_wish.onTop);
    if (!m_window.windowHandle()) {
        if (flags != m_window.windowFlags()) // it would go through all of the window's children
            m_window.setWindowFlags(flags);
        return;
    }
    m_window.overrideWindowFlags(flags);
    m_window.windowHandle()->setFlag(Qt::WindowStaysOnTopHint, m_wish.onTop);
}

void Pinning::apply()
{
    QWindow *handle = m_window.windowHandle();
    const auto support = x11Support();
    if (handle && handle->isVisible() && support) {
        const X11State now = x11State(*handle);
        const PinWish granted{now.above, now.allDesktops, now.skipTaskbar};
        // What was asked for may yet be granted.
        const PinWish coming = m_asked.value_or(granted);
        const auto ask = [&](X11Wish what, bool PinWish::*part) {
            if (granted.*part != m_wish.*part || coming.*part != m_wish.*part)
                askX11(*handle, what, m_wish.*part);
        };
        ask(X11Wish::Above, &PinWish::onTop);
        ask(X11Wish::AllDesktops, &PinWish::allWorkspaces);
        ask(X11Wish::SkipTaskbar, &PinWish::skipTaskbar);
        m_asked = m_wish;
    }
    readBack();
}

void Pinning::readBack()
{
    Grants grants;
    QWindow *handle = m_window.windowHandle();
    if (const auto support = x11Support(); support && handle) {
        const X11State state = x11State(*handle);
        const auto answer = [](bool offered, bool granted) {
            return !offered ? Grant::Unavailable : granted ? Grant::Yes : Grant::No;
        };
        grants.onTop = answer(support->above, state.above);
        grants.allWorkspaces = answer(support->allDesktops, state.allDesktops);
        grants.offTaskbar = answer(support->skipTaskbar, state.skipTaskbar);
        m_placeKept = m_placeKept || stoodInPlace();
        grants.placeKept = m_placeKept ? Grant::Yes : Grant::No;
    }
    if (grants == m_grants)
        return;
    m_grants = grants;
    emit grantsChanged(m_grants);
}

bool Pinning::stoodInPlace() const
{
    constexpr int tolerance = 8; // some window managers shift it by their frame
    if (!m_expected || !m_window.isVisible())
        return false;
    const QPoint off = m_window.geometry().topLeft() - *m_expected;
    return std::abs(off.x()) <= tolerance && std::abs(off.y()) <= tolerance;
}

QString Pinning::whyUnavailable()
{
    if (!QGuiApplication::platformName().startsWith(QLatin1String("wayland")))
        return tr("Your desktop decides this. Use its window menu.");
    const QString desktop = qEnvironmentVariable("XDG_CURRENT_DESKTOP");
    if (desktop.contains(QLatin1String("GNOME")))
        return tr("Your desktop decides this. Use its window menu (Alt+Space, Always on Top).");
    if (desktop.contains(QLatin1String("KDE")))
        return tr("Your desktop decides this. Use its window menu (Keep Above) or a window rule.");
    return tr("Your desktop decides this. Use its window menu.");
}

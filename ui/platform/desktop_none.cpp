// Systems without D-Bus and xcb.
#include "ui/platform/desktop.h"
#include "ui/platform/x11window.h"

std::unique_ptr<QObject> watchAppearance(std::function<void(const AppearanceWish &)>)
{
    return nullptr;
}

std::unique_ptr<QObject> watchSleep(std::function<void()>)
{
    return nullptr;
}

std::unique_ptr<QObject> watchConnectivity(std::function<void()>)
{
    return nullptr;
}

std::unique_ptr<InstanceBus> instanceBus(const QString &, std::function<void(const QStringList &)>)
{
    return nullptr;
}

std::unique_ptr<NotificationBus> notificationBus(NotificationBus::Events)
{
    return nullptr;
}

bool onX11()
{
    return false;
}

std::optional<X11Support> x11Support()
{
    return std::nullopt;
}

std::unique_ptr<QObject> watchX11Window(QWindow &, std::function<void(X11Event)>)
{
    return nullptr;
}

X11State x11State(QWindow &)
{
    return {};
}

void askX11(QWindow &, X11Wish, bool) {}

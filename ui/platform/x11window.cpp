#include "ui/platform/x11window.h"

#include <QAbstractNativeEventFilter>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QHash>
#include <QList>
#include <QWindow>
#include <array>
#include <cstdlib>
#include <xcb/xcb.h>

namespace {
constexpr uint32_t allDesktops = 0xFFFFFFFF;
constexpr uint32_t fromPager = 2; // source indication: a request of the user's

template <typename T> using Held = std::unique_ptr<T, decltype(&std::free)>;
template <typename T> Held<T> hold(T *reply)
{
    return Held<T>(reply, &std::free);
}

xcb_connection_t *connection()
{
    const auto *x11 = qGuiApp ? qGuiApp->nativeInterface<QNativeInterface::QX11Application>() : nullptr;
    return x11 ? x11->connection() : nullptr;
}

xcb_window_t rootWindow(xcb_connection_t *c)
{
    return xcb_setup_roots_iterator(xcb_get_setup(c)).data->root;
}

// An atom never changes while its server lives, so each is asked for once.
xcb_atom_t atom(xcb_connection_t *c, QByteArrayView name)
{
    static QHash<QByteArray, xcb_atom_t> known;
    if (const auto it = known.constFind(name.toByteArray()); it != known.cend())
        return *it;
    const auto cookie = xcb_intern_atom(c, false, static_cast<uint16_t>(name.size()), name.data());
    const auto reply = hold(xcb_intern_atom_reply(c, cookie, nullptr));
    if (!reply)
        return XCB_ATOM_NONE;
    known.insert(name.toByteArray(), reply->atom);
    return reply->atom;
}

// A property of 32-bit values (atoms, cardinals, windows).
QList<uint32_t> values(xcb_connection_t *c, xcb_window_t window, QByteArrayView name)
{
    const auto cookie = xcb_get_property(c, false, window, atom(c, name), XCB_GET_PROPERTY_TYPE_ANY, 0, 4096);
    const auto reply = hold(xcb_get_property_reply(c, cookie, nullptr));
    if (!reply || reply->format != 32)
        return {};
    const auto *data = static_cast<const uint32_t *>(xcb_get_property_value(reply.get()));
    return {data, data + xcb_get_property_value_length(reply.get()) / 4};
}

void send(xcb_connection_t *c, xcb_window_t window, QByteArrayView type, std::array<uint32_t, 5> data)
{
    xcb_client_message_event_t event{};
    event.response_type = XCB_CLIENT_MESSAGE;
    event.format = 32;
    event.window = window;
    event.type = atom(c, type);
    std::copy(data.begin(), data.end(), event.data.data32);
    xcb_send_event(c, false, rootWindow(c),
                   XCB_EVENT_MASK_SUBSTRUCTURE_REDIRECT | XCB_EVENT_MASK_SUBSTRUCTURE_NOTIFY,
                   reinterpret_cast<const char *>(&event));
    xcb_flush(c);
}

class WindowFilter final : public QObject, public QAbstractNativeEventFilter
{
public:
    WindowFilter(QWindow &window, std::function<void(X11Event)> heard)
        : m_window(window), m_heard(std::move(heard))
    {
        qApp->installNativeEventFilter(this);
        if (xcb_connection_t *c = connection()) {
            m_state = atom(c, "_NET_WM_STATE");
            m_desktop = atom(c, "_NET_WM_DESKTOP");
            m_managed = atom(c, "WM_STATE");
        }
    }

    bool nativeEventFilter(const QByteArray &type, void *message, qintptr *) override
    {
        if (type != "xcb_generic_event_t" || !m_window.handle())
            return false;
        const auto *event = static_cast<const xcb_generic_event_t *>(message);
        switch (event->response_type & 0x7f) {
        case XCB_MAP_NOTIFY:
            if (reinterpret_cast<const xcb_map_notify_event_t *>(event)->window == m_window.winId())
                m_heard(X11Event::Mapped);
            break;
        case XCB_CONFIGURE_NOTIFY:
            if (reinterpret_cast<const xcb_configure_notify_event_t *>(event)->window == m_window.winId())
                m_heard(X11Event::Moved);
            break;
        case XCB_PROPERTY_NOTIFY: {
            const auto *property = reinterpret_cast<const xcb_property_notify_event_t *>(event);
            if (property->window == m_window.winId() &&
                (property->atom == m_state || property->atom == m_desktop || property->atom == m_managed))
                m_heard(X11Event::StateChanged);
            break;
        }
        default:
            break;
        }
        return false;
    }

private:
    QWindow &m_window;
    std::function<void(X11Event)> m_heard;
    xcb_atom_t m_state = XCB_ATOM_NONE, m_desktop = XCB_ATOM_NONE, m_managed = XCB_ATOM_NONE;
};
} // namespace

bool onX11()
{
    return QGuiApplication::platformName() == QLatin1String("xcb") && connection();
}

std::optional<X11Support> x11Support()
{
    xcb_connection_t *c = connection();
    if (!onX11())
        return std::nullopt;
    const xcb_window_t root = rootWindow(c);
    // A manager that died leaves its property behind; its check window names itself only while it lives.
    const QList<uint32_t> check = values(c, root, "_NET_SUPPORTING_WM_CHECK");
    if (check.isEmpty() || values(c, check.first(), "_NET_SUPPORTING_WM_CHECK") != check)
        return std::nullopt;
    const QList<uint32_t> known = values(c, root, "_NET_SUPPORTED");
    const auto has = [&](QByteArrayView name) { return known.contains(atom(c, name)); };
    return X11Support{has("_NET_WM_STATE_ABOVE"), has("_NET_WM_DESKTOP") || has("_NET_WM_STATE_STICKY"),
                      has("_NET_WM_STATE_SKIP_TASKBAR")};
}

X11State x11State(QWindow &window)
{
    xcb_connection_t *c = connection();
    if (!onX11() || !window.handle())
        return {};
    const auto id = static_cast<xcb_window_t>(window.winId());
    // The manager's own mark (ICCCM 4.1.3.1): before that, what stands there is Qt's wish.
    if (values(c, id, "WM_STATE").isEmpty())
        return {};
    const QList<uint32_t> state = values(c, id, "_NET_WM_STATE");
    const auto has = [&](QByteArrayView name) { return state.contains(atom(c, name)); };
    return {has("_NET_WM_STATE_ABOVE"),
            has("_NET_WM_STATE_STICKY") || values(c, id, "_NET_WM_DESKTOP") == QList<uint32_t>{allDesktops},
            has("_NET_WM_STATE_SKIP_TASKBAR")};
}

void askX11(QWindow &window, X11Wish wish, bool on)
{
    xcb_connection_t *c = connection();
    if (!onX11() || !window.handle())
        return;
    const auto id = static_cast<xcb_window_t>(window.winId());
    const auto state = [&](QByteArrayView first, QByteArrayView second) {
        send(c, id, "_NET_WM_STATE",
             {on ? 1U : 0U, atom(c, first), second.isEmpty() ? 0U : atom(c, second), fromPager, 0});
    };
    switch (wish) {
    case X11Wish::Above:
        state("_NET_WM_STATE_ABOVE", {});
        break;
    case X11Wish::SkipTaskbar:
        state("_NET_WM_STATE_SKIP_TASKBAR", "_NET_WM_STATE_SKIP_PAGER");
        break;
    case X11Wish::AllDesktops: {
        // Openbox knows no STICKY, others only that: both are sent, each ignores what it doesn't know.
        const QList<uint32_t> current = values(c, rootWindow(c), "_NET_CURRENT_DESKTOP");
        state("_NET_WM_STATE_STICKY", {});
        send(c, id, "_NET_WM_DESKTOP", {on ? allDesktops : current.value(0, 0), fromPager, 0, 0, 0});
        break;
    }
    }
}

std::unique_ptr<QObject> watchX11Window(QWindow &window, std::function<void(X11Event)> heard)
{
    if (!onX11())
        return nullptr;
    return std::make_unique<WindowFilter>(window, std::move(heard));
}

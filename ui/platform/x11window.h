#pragma once

#include <QObject>
#include <functional>
#include <memory>
#include <optional>

class QWindow;

// What EWMH lets a client ask of an X11 window manager, and what that one says it granted. Read and written
// on the GUI thread; a read is one round trip to the X server. The recipes were measured with openbox.

// QX11Application is offered by the offscreen platform too, so the platform's name decides.
bool onX11();

// What the window manager announces in _NET_SUPPORTED; nothing when none is running.
struct X11Support
{
    bool above = false, allDesktops = false, skipTaskbar = false;
};
std::optional<X11Support> x11Support();

struct X11State
{
    bool above = false, allDesktops = false, skipTaskbar = false;
    bool operator==(const X11State &) const = default;
};
// As the window manager keeps it in the window's properties; nothing before it has the window.
X11State x11State(QWindow &window);

enum class X11Wish { Above, AllDesktops, SkipTaskbar };
// Client messages to the window manager; heard only while the window is mapped.
void askX11(QWindow &window, X11Wish wish, bool on);

enum class X11Event { Mapped, StateChanged, Moved };
// Events of the window's present X id; an id that Qt has replaced is silent.
std::unique_ptr<QObject> watchX11Window(QWindow &window, std::function<void(X11Event)> heard);

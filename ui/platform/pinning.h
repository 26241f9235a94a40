#pragma once

#include <QObject>
#include <QPoint>
#include <memory>
#include <optional>

class QWidget;

struct PinWish
{
    bool onTop = false, allWorkspaces = false, skipTaskbar = false;
    bool operator==(const PinWish &) const = default;
};

// What the desktop did with a wish. Nothing is taken on trust: Yes and No are read back from the window's own
// properties; Unavailable means it can't be asked here (Wayland, no window manager, one that lacks it).
enum class Grant { Unavailable, No, Yes };
struct Grants
{
    Grant onTop = Grant::Unavailable, allWorkspaces = Grant::Unavailable, placeKept = Grant::Unavailable,
          offTaskbar = Grant::Unavailable;
    bool operator==(const Grants &) const = default;
};

// Keeps one top-level window where the user wants it: on top, on all workspaces, off the taskbar.
//
// A wish is applied before the window is shown, at once while it is shown, and again after each show, because
// window managers forget it at hiding. The window's native id stays the same and nothing flickers.
class Pinning : public QObject
{
    Q_OBJECT
public:
    // `window` must outlive this.
    explicit Pinning(QWidget &window, QObject *parent = nullptr);
    ~Pinning() override;

    void setWish(const PinWish &wish);
    const PinWish &wish() const { return m_wish; }
    // Where the window's content (geometry(), not the frame) was put before it is shown. Granted once the
    // window has stood there; where the user drags it afterwards changes nothing.
    void expectPlace(const QPoint &topLeft);
    const Grants &grants() const { return m_grants; }
    // What to tell people of a wish that isn't offered here; names the desktop's own way where we know it.
    static QString whyUnavailable();

signals:
    void grantsChanged(const Grants &grants);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void watch();
    void applyOnTop();
    void apply();
    void readBack();
    bool stoodInPlace() const;

    QWidget &m_window;
    PinWish m_wish;
    std::optional<PinWish> m_asked; // of this window, last
    Grants m_grants;
    std::optional<QPoint> m_expected;
    bool m_placeKept = false;
    std::unique_ptr<QObject> m_watch;
};

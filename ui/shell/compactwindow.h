#pragma once

#include "ui/platform/pinning.h"
#include "ui/shell/services.h"

#include "app/base/request.h"
#include "app/settings/settings.h"

#include <QWidget>

class CompactList;
class WindowPlacement;

// The frameless list as a window of its own: pinned, placed, dragged by its header, resized from its edges,
// snapping to the screen's edges. What it shows is CompactList's.
class CompactWindow : public QWidget
{
    Q_OBJECT
public:
    explicit CompactWindow(const Services &services, QWidget *parent = nullptr);
    ~CompactWindow() override;

    void setDemo(bool demo);
    // Before the first show: where it was, or `size` in its middle.
    void restorePlace(std::optional<QSize> size = std::nullopt);
    void bringToFront();
    Pinning &pinning() { return m_pinning; }

signals:
    void demoRequested(bool demo);
    void compactRequested();
    void dashboardRequested();
    void storiesRequested(const AssetId &asset); // only those about this coin, in the dashboard
    void chartRequested(const AssetId &asset);   // in the dashboard
    void settingsRequested(const QString &page);
    void keyboardSheetRequested();
    void refreshRequested();
    void quitRequested();

protected:
    void closeEvent(QCloseEvent *event) override;
    void moveEvent(QMoveEvent *event) override;

private:
    void bindKeys();
    void applySettings(const Settings &settings);
    void togglePin();
    void snap();

    Services m_services;
    Pinning m_pinning;
    CompactList *m_list;
    WindowPlacement *m_placement;
    Request m_snap;
};

// Where a window of this size snaps to: within `distance` of an edge of `screen` it lies on the edge.
QPoint snapped(const QRect &window, const QRect &screen, int distance);

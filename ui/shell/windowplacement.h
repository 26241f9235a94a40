#pragma once

#include "app/base/clock.h"
#include "app/settings/windowplaces.h"

#include <QWidget>

// Where a window stands, kept for each mode and screen at every move and not at exit: a compositor that dies
// takes the window along. A window is never put out of sight, whatever the file says and whichever screens
// are left.
class WindowPlacement : public QObject
{
    Q_OBJECT
public:
    // `window` must outlive this. `mode` names its places ("dashboard", "compact").
    WindowPlacement(QWidget &window, WindowPlaces &places, Clock &clock, const QString &mode,
                    const QSize &firstSize);

    // Before the first show: puts the window where it was, or in the middle of the first screen.
    // Returns where it should come to stand.
    QRect restore();
    // Screens as the rule sees them; a null screen list leaves the window alone.
    static QString screenKey(const QString &name, const QSize &size);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    std::optional<QRect> stored() const;
    void saveSoon();
    void save();
    void checkSoon();

    QWidget &m_window;
    WindowPlaces &m_places;
    Clock &m_clock;
    QString m_mode;
    QSize m_firstSize;
    Request m_saving, m_checking;
};

#pragma once

#include "ui/platform/desktop.h"

// Dark or light, still or moving, as the desktop's user wants it. Asked asynchronously; until somebody
// answers, and where nobody does, the default palette's lightness and the style's animation time stand in.
// (QStyleHints::colorScheme is Qt 6.5's.)
class ColorScheme : public QObject
{
    Q_OBJECT
public:
    // `askDesktop` false: palette and style only, as for pictures without a display.
    explicit ColorScheme(bool askDesktop = true, QObject *parent = nullptr);

    bool isDark() const;
    bool reducedMotion() const;

signals:
    void changed();

private:
    AppearanceWish m_wish;
    bool m_paletteDark;
    bool m_styleStill;
    std::unique_ptr<QObject> m_watch;
};

#pragma once

#include "ui/platform/desktop.h"

#include <QPalette>

// Dark or light, still or moving, strong or calm colours, as the desktop's user wants it. Asked
// asynchronously; until somebody answers, and where nobody does, the default palette's lightness and the
// style's animation time stand in. (QStyleHints::colorScheme is Qt 6.5's.)
class ColorScheme : public QObject
{
    Q_OBJECT
public:
    // `askDesktop` false: palette and style only, as for pictures without a display.
    explicit ColorScheme(bool askDesktop = true, QObject *parent = nullptr);

    bool isDark() const;
    bool reducedMotion() const;
    // The colours to keep to while the desktop is one of high contrast: its own palette where that is black
    // and white or near to it, else, when it only says so, black and white.
    std::optional<QPalette> highContrast() const;

signals:
    void changed();

private:
    AppearanceWish m_wish;
    QPalette m_palette;
    bool m_paletteDark;
    bool m_styleStill;
    std::unique_ptr<QObject> m_watch;
};

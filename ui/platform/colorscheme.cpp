#include "ui/platform/colorscheme.h"

#include <QApplication>
#include <QGuiApplication>
#include <QPalette>
#include <QStyle>

// Palette and style are read now, before our own theme replaces them.
ColorScheme::ColorScheme(bool askDesktop, QObject *parent)
    : QObject(parent),
      m_paletteDark(QGuiApplication::palette().color(QPalette::Window).lightness() <
                    QGuiApplication::palette().color(QPalette::WindowText).lightness()),
      m_styleStill(QApplication::style()->styleHint(QStyle::SH_Widget_Animation_Duration) == 0)
{
    if (!askDesktop)
        return;
    m_watch = watchAppearance([this](const AppearanceWish &wish) {
        if (wish == m_wish)
            return;
        const bool dark = isDark(), still = reducedMotion();
        m_wish = wish;
        if (dark != isDark() || still != reducedMotion())
            emit changed();
    });
}

bool ColorScheme::isDark() const
{
    return m_wish.dark.value_or(m_paletteDark);
}

bool ColorScheme::reducedMotion() const
{
    return m_wish.reducedMotion.value_or(m_styleStill);
}

#include "ui/platform/colorscheme.h"

#include <QApplication>
#include <QGuiApplication>
#include <QStyle>
#include <algorithm>
#include <cmath>

namespace {
constexpr double strong = 19; // black on white has 21, Qt's own palette 18.3, other desktops' less

// WCAG 2.1, relative luminance and contrast ratio.
double luminance(const QColor &colour)
{
    const auto linear = [](double value) {
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const auto [darker, lighter] = std::minmax({luminance(a), luminance(b)});
    return (lighter + 0.05) / (darker + 0.05);
}

QPalette blackAndWhite(bool dark)
{
    const QColor ground = dark ? Qt::black : Qt::white, ink = dark ? Qt::white : Qt::black;
    QPalette palette(ground);
    for (const auto role : {QPalette::Window, QPalette::Base, QPalette::Button})
        palette.setColor(role, ground);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(role, ink);
    palette.setColor(QPalette::Disabled, QPalette::WindowText, dark ? QColor(0xB4B4B4) : QColor(0x5A5A5A));
    palette.setColor(QPalette::Highlight, dark ? QColor(0xFFE14D) : QColor(0x0033A0));
    palette.setColor(QPalette::HighlightedText, ground);
    return palette;
}
} // namespace

// Palette and style are read now, before our own theme replaces them.
ColorScheme::ColorScheme(bool askDesktop, QObject *parent)
    : QObject(parent),
      m_palette(QGuiApplication::palette()),
      m_paletteDark(m_palette.color(QPalette::Window).lightness() <
                    m_palette.color(QPalette::WindowText).lightness()),
      m_styleStill(QApplication::style()->styleHint(QStyle::SH_Widget_Animation_Duration) == 0)
{
    if (!askDesktop)
        return;
    m_watch = watchAppearance([this](const AppearanceWish &wish) {
        if (wish == m_wish)
            return;
        const bool dark = isDark(), still = reducedMotion();
        const std::optional<QPalette> strongOnes = highContrast();
        m_wish = wish;
        if (dark != isDark() || still != reducedMotion() || strongOnes != highContrast())
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

std::optional<QPalette> ColorScheme::highContrast() const
{
    if (contrast(m_palette.color(QPalette::Window), m_palette.color(QPalette::WindowText)) >= strong)
        return m_palette;
    return m_wish.highContrast ? std::optional(blackAndWhite(isDark())) : std::nullopt;
}

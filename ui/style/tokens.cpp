#include "ui/style/tokens.h"

#include <utility>

namespace {
Tokens darkTokens()
{
    Tokens t;
    t.dark = true;
    t.bg = QColor(0x0C0F13);
    t.surface = QColor(0x12161C);
    t.elevated = QColor(0x1A2028);
    t.hover = QColor(0x171C23);
    t.selected = QColor(0x1D2540);
    t.border = QColor(0x222932);
    t.grid = QColor(0x1B212A);
    t.skeleton = QColor(0x242C36);
    t.line = QColor(0x343D49);
    t.control = QColor(0x6B7684);
    t.text = QColor(0xE6EAF0);
    t.textSecondary = QColor(0x9AA4B2);
    t.textDisabled = QColor(0x6B7582);
    t.accent = QColor(0x93A8FF);
    t.accentFill = QColor(0x4B62D6);
    t.onAccent = QColor(0xFFFFFF);
    t.up = QColor(0x3CC48A);
    t.down = QColor(0xF4737D);
    t.flat = QColor(0x9AA4B2);
    t.ok = QColor(0x3CC48A);
    t.stale = QColor(0xB9A277);
    t.warning = QColor(0xF0B640);
    t.error = QColor(0xFF8F87);
    t.demo = QColor(0xF187D3);
    t.average1 = QColor(0x62BFD0);
    t.average2 = QColor(0xAEB8C6);
    t.upTint = QColor(0x14332A);
    t.downTint = QColor(0x3A1D23);
    t.warningTint = QColor(0x2C2412);
    t.demoTint = QColor(0x33172C);
    t.selectedChip = QColor(0x2A3558);
    return t;
}

Tokens lightTokens()
{
    Tokens t;
    t.dark = false;
    t.bg = QColor(0xEDF0F3);
    t.surface = QColor(0xFFFFFF);
    t.elevated = QColor(0xF5F7F9);
    t.hover = QColor(0xF6F8FA);
    t.selected = QColor(0xE9EDFF);
    t.border = QColor(0xDBE0E6);
    t.grid = QColor(0xEBEEF2);
    t.skeleton = QColor(0xE8ECF0);
    t.line = QColor(0xC3CAD3);
    t.control = QColor(0x7A8593);
    t.text = QColor(0x12161C);
    t.textSecondary = QColor(0x545E6C);
    t.textDisabled = QColor(0x7B8592);
    t.accent = QColor(0x3A53C5);
    t.accentFill = QColor(0x3A53C5);
    t.onAccent = QColor(0xFFFFFF);
    t.up = QColor(0x0A7648);
    t.down = QColor(0xC0263A);
    t.flat = QColor(0x545E6C);
    t.ok = QColor(0x0A7648);
    t.stale = QColor(0x7A6128);
    t.warning = QColor(0x8A5700);
    t.error = QColor(0xB3261E);
    t.demo = QColor(0xA01F7E);
    t.average1 = QColor(0x0F7485);
    t.average2 = QColor(0x5F6A79);
    t.upTint = QColor(0xDDF3E8);
    t.downTint = QColor(0xFBE3E6);
    t.warningTint = QColor(0xFFF3D6);
    t.demoTint = QColor(0xFBE4F4);
    t.selectedChip = QColor(0xD9E0FF);
    return t;
}
} // namespace

Tokens themeTokens(bool dark, UpDown upDown)
{
    Tokens t = dark ? darkTokens() : lightTokens();
    if (upDown == UpDown::RedUp) {
        std::swap(t.up, t.down);
        std::swap(t.upTint, t.downTint);
    } else if (upDown == UpDown::ColourBlind) {
        t.up = dark ? QColor(0x5BB4F0) : QColor(0x0B63B5);
        t.down = dark ? QColor(0xF29B4B) : QColor(0xA84300);
        t.upTint = dark ? QColor(0x12293D) : QColor(0xDCECFA);
        t.downTint = dark ? QColor(0x3A2814) : QColor(0xFCE8D6);
        t.storyMarkersInText = true;
    }
    return t;
}

Tokens highContrastTokens(const QPalette &desktop)
{
    const QColor window = desktop.color(QPalette::Window), text = desktop.color(QPalette::WindowText);
    const QColor highlight = desktop.color(QPalette::Highlight);
    Tokens t;
    t.highContrast = true;
    t.dark = window.lightness() < 128;
    t.bg = t.surface = t.elevated = t.hover = window;
    t.text = t.textSecondary = text;
    t.textDisabled = desktop.color(QPalette::Disabled, QPalette::WindowText);
    t.border = t.line = t.control = text;
    t.grid = t.skeleton = t.textDisabled;
    // A selected row keeps its text colour here, so its ground can't be the desktop's highlight: the frame
    // and the bar at its edge, in the highlight colour, tell it.
    t.selected = t.selectedChip = window;
    t.accent = t.accentFill = highlight;
    t.onAccent = desktop.color(QPalette::HighlightedText);
    t.up = t.down = t.flat = t.ok = t.stale = t.warning = t.error = t.demo = text;
    t.average1 = t.average2 = text;
    t.upTint = t.downTint = t.warningTint = t.demoTint = window;
    t.storyMarkersInText = true;
    return t;
}

#include "ui/style/theme.h"

#include "ui/style/basestyle.h"
#include "ui/style/stylesheet.h"

#include <QStyleFactory>
#include <QWidget>

UiTheme::UiTheme(SettingsFile &settings, QObject *parent) : QObject(parent), m_settings(settings)
{
    update();
    connect(&m_settings, &SettingsFile::changed, this, &UiTheme::update);
}

UiTheme::~UiTheme()
{
    if (!m_application)
        return;
    m_application->setStyleSheet({});
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
}

bool UiTheme::reducedMotion() const
{
    return m_desktop.reducedMotion || m_settings.settings().reducedMotion;
}

void UiTheme::setSystemDark(bool dark)
{
    Desktop desktop = m_desktop;
    desktop.dark = dark;
    setDesktop(desktop);
}

void UiTheme::setHighContrast(const std::optional<QPalette> &palette)
{
    Desktop desktop = m_desktop;
    desktop.highContrast = palette;
    setDesktop(desktop);
}

void UiTheme::setSystemReducedMotion(bool reduced)
{
    Desktop desktop = m_desktop;
    desktop.reducedMotion = reduced;
    setDesktop(desktop);
}

void UiTheme::setCompositing(bool composes)
{
    Desktop desktop = m_desktop;
    desktop.compositing = composes;
    setDesktop(desktop);
}

void UiTheme::setChoice(std::optional<Theme> choice)
{
    m_choice = choice;
    update();
}

void UiTheme::setDesktop(const Desktop &desktop)
{
    if (m_desktop == desktop)
        return;
    m_desktop = desktop;
    update();
}

void UiTheme::update()
{
    const Settings &s = m_settings.settings();
    const Theme choice = m_choice.value_or(s.theme);
    const bool dark = choice == Theme::System ? m_desktop.dark : choice == Theme::Dark;
    m_tokens =
        m_desktop.highContrast ? highContrastTokens(*m_desktop.highContrast) : themeTokens(dark, s.upDown);
    if (m_fonts.percent() != s.textSizePercent)
        m_fonts = Fonts(s.textSizePercent);
    m_numbers = Numbers(numberStyle(s));
    m_times = Times(s.zone == ClockZone::Utc ? QTimeZone::utc() : QTimeZone::systemTimeZone());
    apply();
    emit changed();
}

QPalette UiTheme::palette() const
{
    const Tokens &t = m_tokens;
    QPalette p;
    p.setColor(QPalette::Window, t.surface);
    p.setColor(QPalette::WindowText, t.text);
    p.setColor(QPalette::Base, t.surface);
    p.setColor(QPalette::AlternateBase, t.hover);
    p.setColor(QPalette::Text, t.text);
    p.setColor(QPalette::PlaceholderText, t.textSecondary);
    p.setColor(QPalette::Button, t.elevated);
    p.setColor(QPalette::ButtonText, t.text);
    p.setColor(QPalette::BrightText, t.onAccent);
    p.setColor(QPalette::ToolTipBase, t.elevated);
    p.setColor(QPalette::ToolTipText, t.text);
    p.setColor(QPalette::Highlight, t.accentFill);
    p.setColor(QPalette::HighlightedText, t.onAccent);
    p.setColor(QPalette::Link, t.accent);
    p.setColor(QPalette::LinkVisited, t.accent);
    p.setColor(QPalette::Light, t.elevated);
    p.setColor(QPalette::Midlight, t.border);
    p.setColor(QPalette::Mid, t.line);
    p.setColor(QPalette::Dark, t.line);
    p.setColor(QPalette::Shadow, t.bg);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, t.textDisabled);
    return p;
}

QString UiTheme::styleSheet() const
{
    return applicationStyleSheet(m_tokens, m_fonts, m_desktop.compositing);
}

void UiTheme::applyTo(QApplication &application, Sheet sheet)
{
    m_application = &application;
    m_sheetWaits = sheet == Sheet::Later;
    QApplication::setStyle(new BaseStyle(*this)); // the application owns it
    apply();
}

void UiTheme::applySheet()
{
    if (std::exchange(m_sheetWaits, false))
        apply();
}

void UiTheme::apply()
{
    if (!m_application)
        return;
    QApplication::setPalette(palette());
    QApplication::setFont(font(FontRole::Text));
    if (m_sheetWaits)
        return;
    const QString sheet = styleSheet();
    if (m_application->styleSheet() != sheet)
        m_application->setStyleSheet(sheet);
}

void followTheme(UiTheme &theme, QWidget *widget)
{
    QObject::connect(&theme, &UiTheme::changed, widget, [widget] {
        widget->updateGeometry();
        widget->update();
    });
}

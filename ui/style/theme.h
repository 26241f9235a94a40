#pragma once

#include "app/settings/settingsfile.h"
#include "ui/style/fonts.h"
#include "ui/style/numbers.h"
#include "ui/style/times.h"
#include "ui/style/tokens.h"

#include <QApplication>
#include <QObject>
#include <QPalette>
#include <QPointer>
#include <optional>

// How everything looks and how numbers and times are written now: colours, fonts, formats, motion. Passed by
// reference to all that paints; it must outlive them. Follows the settings by itself; what the desktop says
// (dark, high contrast, reduced motion, compositing) is told from outside. GUI thread.
class UiTheme : public QObject
{
    Q_OBJECT
public:
    explicit UiTheme(SettingsFile &settings, QObject *parent = nullptr);
    ~UiTheme() override; // gives the program its plain style back

    const Tokens &tokens() const { return m_tokens; }
    const Fonts &fonts() const { return m_fonts; }
    const QFont &font(FontRole role) const { return m_fonts.font(role); }
    const Numbers &numbers() const { return m_numbers; }
    const Times &times() const { return m_times; }
    int px(int designPixels) const { return m_fonts.px(designPixels); } // a measure that holds text
    bool dark() const { return m_tokens.dark; }
    bool reducedMotion() const;
    // Windows of our own shape (radius 8) only where the desktop composes.
    bool compositing() const { return m_desktop.compositing; }

    void setSystemDark(bool dark);
    void setHighContrast(const std::optional<QPalette> &desktop); // its palette while it is on
    void setSystemReducedMotion(bool reduced);
    void setCompositing(bool composes);
    void setChoice(std::optional<Theme> choice); // --theme: wins over the setting

    QPalette palette() const;
    QString styleSheet() const;
    // Palette, font and style sheet of the whole program, now and at each change. A sheet makes Qt walk
    // through all of a widget's children each time it gets another parent: Sheet::Later leaves it to
    // applySheet(), to be called with the first window built and not yet shown.
    enum class Sheet { Now, Later };
    void applyTo(QApplication &application, Sheet sheet = Sheet::Now);
    void applySheet();

signals:
    void changed(); // anything above; repaint and measure again

private:
    struct Desktop
    {
        bool dark = true, reducedMotion = false, compositing = false;
        std::optional<QPalette> highContrast;
        bool operator==(const Desktop &) const = default;
    };
    void setDesktop(const Desktop &desktop);
    void update();
    void apply();

    SettingsFile &m_settings;
    Desktop m_desktop;
    std::optional<Theme> m_choice;
    Tokens m_tokens;
    Fonts m_fonts;
    Numbers m_numbers;
    Times m_times;
    QPointer<QApplication> m_application;
    bool m_sheetWaits = false;
};

// Makes a widget measure and repaint itself after each change of the theme.
void followTheme(UiTheme &theme, QWidget *widget);

#include "tests/support/manualclock.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QSignalSpy>
#include <cmath>
#include <gtest/gtest.h>

namespace {
double luminance(const QColor &colour)
{
    const auto linear = [](double c) {
        return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double x = luminance(a), y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

class ThemeTest : public testing::Test
{
protected:
    ManualClock clock;
    SettingsFile settings{clock, {}, defaultSettings()};
    UiTheme theme{settings};
};
} // namespace

TEST(TokensTest, EveryTextColourIsReadableOnEveryGround)
{
    for (const bool dark : {true, false}) {
        for (const UpDown convention : {UpDown::GreenUp, UpDown::RedUp, UpDown::ColourBlind}) {
            const Tokens t = themeTokens(dark, convention);
            for (const QColor &ground : {t.bg, t.surface, t.elevated, t.selected}) {
                for (const QColor &ink : {t.text, t.textSecondary, t.accent, t.up, t.down, t.flat, t.ok,
                                          t.stale, t.warning, t.error, t.demo})
                    EXPECT_GE(contrast(ink, ground), 4.5)
                        << ink.name().toStdString() << " on " << ground.name().toStdString();
                EXPECT_GE(contrast(t.textDisabled, ground), 3.0);
                EXPECT_GE(contrast(t.control, ground), 3.0);
            }
            EXPECT_GE(contrast(t.onAccent, t.accentFill), 4.5);
            EXPECT_GE(contrast(t.text, t.upTint), 4.5);
            EXPECT_GE(contrast(t.text, t.downTint), 4.5);
        }
    }
}

TEST(TokensTest, RedUpSwapsChangeButNotHealth)
{
    const Tokens green = themeTokens(true, UpDown::GreenUp), red = themeTokens(true, UpDown::RedUp);
    EXPECT_EQ(red.up, green.down);
    EXPECT_EQ(red.down, green.up);
    EXPECT_EQ(red.upTint, green.downTint);
    EXPECT_EQ(red.ok, green.ok);
    EXPECT_EQ(red.warning, green.warning);
    EXPECT_EQ(themeTokens(true, UpDown::ColourBlind).up, QColor(0x5BB4F0));
}

TEST_F(ThemeTest, SystemFollowsTheDesktopAndAChoiceDoesNot)
{
    theme.setSystemDark(false);
    EXPECT_FALSE(theme.dark());
    settings.change([](Settings &s) { s.theme = Theme::Dark; });
    EXPECT_TRUE(theme.dark());
    theme.setChoice(Theme::Light);
    EXPECT_FALSE(theme.dark());
}

TEST_F(ThemeTest, SettingsReachFontsNumbersAndTimes)
{
    QSignalSpy changed(&theme, &UiTheme::changed);
    settings.change([](Settings &s) {
        s.textSizePercent = 150;
        s.digits = Digits::All;
        s.zone = ClockZone::Utc;
        s.reducedMotion = true;
    });
    EXPECT_EQ(changed.size(), 1);
    EXPECT_EQ(theme.px(46), 69);
    EXPECT_EQ(theme.numbers().style().digits, Digits::All);
    EXPECT_EQ(theme.times().zone(), QTimeZone::utc());
    EXPECT_TRUE(theme.reducedMotion());
}

TEST_F(ThemeTest, HighContrastTakesTheDesktopsColours)
{
    QPalette desktop(Qt::black);
    desktop.setColor(QPalette::Window, Qt::black);
    desktop.setColor(QPalette::WindowText, Qt::yellow);
    theme.setHighContrast(desktop);
    EXPECT_EQ(theme.tokens().surface, QColor(Qt::black));
    EXPECT_EQ(theme.tokens().up, QColor(Qt::yellow));
    EXPECT_EQ(theme.tokens().down, QColor(Qt::yellow));
    theme.setHighContrast(std::nullopt);
    EXPECT_EQ(theme.tokens().surface, QColor(0x12161C));
}

TEST_F(ThemeTest, TheStyleSheetHasNoUnfilledNames)
{
    const QString sheet = theme.styleSheet();
    EXPECT_FALSE(sheet.contains(u'$'));
    EXPECT_FALSE(sheet.contains(QLatin1String(": ;")));
    EXPECT_TRUE(sheet.contains(QLatin1String("#12161c")));
    EXPECT_TRUE(sheet.contains(QLatin1String("border-radius: 0px"))); // menus, without a compositor
    theme.setCompositing(true);
    EXPECT_FALSE(theme.styleSheet().contains(QLatin1String("border-radius: 0px")));
}

TEST_F(ThemeTest, ASheetForLaterWaitsForItsWordAndThenFollowsTheTheme)
{
    auto &application = *static_cast<QApplication *>(QCoreApplication::instance());
    theme.applyTo(application, UiTheme::Sheet::Later);
    theme.setChoice(Theme::Light);
    EXPECT_EQ(application.styleSheet(), QString());
    EXPECT_EQ(QApplication::palette().color(QPalette::Window), theme.palette().color(QPalette::Window));
    theme.applySheet();
    EXPECT_EQ(application.styleSheet(), theme.styleSheet());
    theme.setChoice(Theme::Dark);
    EXPECT_EQ(application.styleSheet(), theme.styleSheet());
}

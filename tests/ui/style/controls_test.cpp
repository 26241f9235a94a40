#include "tests/support/manualclock.h"
#include "ui/style/badges.h"
#include "ui/style/controls.h"

#include <QAccessible>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>
#include <gtest/gtest.h>

namespace {
class ControlsTest : public testing::Test
{
protected:
    ManualClock clock;
    SettingsFile settings{clock, {}, defaultSettings()};
    UiTheme theme{settings};
    QWidget window;
};
} // namespace

TEST_F(ControlsTest, AnIconButtonNamesItsKeyAndAnswersMouseAndKeyboard)
{
    IconButton pin(theme, Icon::Pin, QStringLiteral("Always on top"), &window);
    pin.setName(QStringLiteral("Always on top"), QKeySequence(QStringLiteral("Ctrl+T")));
    pin.setCheckable(true);
    pin.resize(pin.sizeHint());
    EXPECT_EQ(pin.size(), QSize(30, 30));
    EXPECT_EQ(pin.toolTip(), QStringLiteral("Always on top (Ctrl+T)"));
    QTest::mouseClick(&pin, Qt::LeftButton);
    EXPECT_TRUE(pin.isChecked());
    QTest::keyClick(&pin, Qt::Key_Space);
    EXPECT_FALSE(pin.isChecked());
    QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(&pin);
    EXPECT_EQ(spoken->text(QAccessible::Name), QStringLiteral("Always on top"));
    EXPECT_TRUE(spoken->state().checkable);
}

TEST_F(ControlsTest, SegmentsTellOnlyWhatTheUserChose)
{
    Segments segments(theme, {QStringLiteral("Short"), QStringLiteral("All the exchange's")},
                      QStringLiteral("Digits"), &window);
    QSignalSpy chosen(&segments, &Segments::chosen);
    segments.setCurrent(1);
    EXPECT_EQ(segments.current(), 1);
    EXPECT_EQ(chosen.size(), 0);
    const auto buttons = segments.findChildren<QAbstractButton *>();
    QTest::mouseClick(buttons.at(0), Qt::LeftButton);
    EXPECT_EQ(segments.current(), 0);
    ASSERT_EQ(chosen.size(), 1);
    EXPECT_EQ(chosen.at(0).at(0).toInt(), 0);
    EXPECT_EQ(QAccessible::queryAccessibleInterface(buttons.at(0))->role(), QAccessible::RadioButton);
}

TEST_F(ControlsTest, TabsArePageTabsAndWidenForTheirCount)
{
    Tabs tabs(theme, &window);
    tabs.addTab(QStringLiteral("Latest"));
    tabs.addTab(QStringLiteral("Trending"));
    const int before = tabs.sizeHint().width();
    tabs.setCount(0, 3);
    EXPECT_GT(tabs.sizeHint().width(), before);
    QAccessibleInterface *bar = QAccessible::queryAccessibleInterface(&tabs);
    EXPECT_EQ(bar->role(), QAccessible::PageTabList);
    EXPECT_EQ(bar->child(0)->role(), QAccessible::PageTab);
}

TEST_F(ControlsTest, AChosenRowIsToldWithoutItsGroundUnderHighContrast)
{
    QPalette strong(Qt::black);
    strong.setColor(QPalette::Window, Qt::black);
    strong.setColor(QPalette::WindowText, Qt::white);
    strong.setColor(QPalette::Highlight, Qt::yellow);
    theme.setHighContrast(strong);
    QImage image(40, 20, QImage::Format_RGB32);
    image.fill(theme.tokens().surface);
    {
        QPainter painter(&image);
        fillSelected(painter, image.rect(), theme.tokens());
    }
    EXPECT_EQ(image.pixelColor(30, 0), QColor(Qt::yellow));
    EXPECT_EQ(image.pixelColor(30, 18), QColor(Qt::yellow));
    EXPECT_EQ(image.pixelColor(30, 10), theme.tokens().surface);
    theme.setHighContrast(std::nullopt);
}

TEST_F(ControlsTest, ABellWithManyAlertsShowsItsWholeCount)
{
    IconButton bell(theme, Icon::Bell, QStringLiteral("Alerts"), &window);
    bell.resize(bell.sizeHint());
    window.show();
    const auto paper = [&](int count) {
        bell.setCount(count);
        const QImage picture = bell.grab().toImage();
        QRect box;
        for (int y = 0; y < picture.height(); ++y)
            for (int x = 0; x < picture.width(); ++x)
                if (picture.pixelColor(x, y) == theme.tokens().warning)
                    box |= QRect(x, y, 1, 1);
        return box;
    };
    const QRect one = paper(9), many = paper(1'000);
    EXPECT_GE(many.width(), one.width() + 4) << "the plus has its place";
    EXPECT_EQ(many.right(), one.right());
    EXPECT_GT(many.left(), 8) << "the bell is still seen";
}

TEST_F(ControlsTest, TheRingShowsOnKeyboardFocusAlone)
{
    auto *layout = new QVBoxLayout(&window);
    auto *first = new IconButton(theme, Icon::Bell, QStringLiteral("Alerts"), &window);
    auto *second = new IconButton(theme, Icon::Sliders, QStringLiteral("Settings"), &window);
    layout->addWidget(first);
    layout->addWidget(second);
    FocusRing ring(theme, &window);
    window.show();
    window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
    first->setFocus(Qt::MouseFocusReason);
    EXPECT_TRUE(ring.isHidden());
    QTest::keyClick(first, Qt::Key_Tab);
    EXPECT_TRUE(second->hasFocus());
    EXPECT_FALSE(ring.isHidden());
    EXPECT_EQ(ring.geometry(), second->geometry().adjusted(-4, -4, 4, 4));
    second->hide(); // the focus goes on to the first, as if by Tab
    EXPECT_EQ(ring.geometry(), first->geometry().adjusted(-4, -4, 4, 4));
    first->clearFocus();
    EXPECT_TRUE(ring.isHidden());
}

TEST(BadgesTest, KnownCoinsHaveTheirGlyphAndOthersAStableHue)
{
    const Asset bitcoin{AssetId{QStringLiteral("bitcoin")}, QStringLiteral("BTC"), QStringLiteral("Bitcoin"),
                        false};
    EXPECT_EQ(coinGlyph(bitcoin).glyph, QStringLiteral("₿"));
    EXPECT_EQ(coinGlyph(bitcoin).hue, QColor(0xE08A2B));
    const Asset impostor{AssetId{QStringLiteral("sym:BTC")}, QStringLiteral("BTC"),
                         QStringLiteral("Big Tree"), false};
    EXPECT_EQ(coinGlyph(impostor).glyph, QStringLiteral("B"));
    const Asset uni{AssetId{QStringLiteral("uniswap")}, QStringLiteral("UNI"), QStringLiteral("Uniswap"),
                    false};
    const Asset unison{AssetId{QStringLiteral("unison")}, QStringLiteral("UNI"), QStringLiteral("Unison"),
                       false};
    EXPECT_EQ(coinGlyph(uni).glyph, QStringLiteral("U"));
    EXPECT_NE(coinGlyph(uni).hue, coinGlyph(unison).hue);
}

TEST(CoinHueTest, HuesOfLinesInOneChartAreTold)
{
    const QColor blue(0x6B7FE3), nearly(0x3F68C4), orange(0xE08A2B);
    EXPECT_EQ(hueApart(blue, {}), blue);
    EXPECT_EQ(hueApart(orange, {blue}), orange);
    QList<QColor> taken;
    for (int i = 0; i < 4; ++i)
        taken.append(hueApart(i % 2 == 0 ? blue : nearly, taken));
    for (qsizetype i = 0; i < taken.size(); ++i)
        for (qsizetype j = 0; j < i; ++j) {
            const int apart = std::abs(taken[i].hslHue() - taken[j].hslHue());
            EXPECT_GE(std::min(apart, 360 - apart), 25) << i << j;
        }
}

#include "ui/style/figures.h"
#include "ui/style/fonts.h"

#include <QFontInfo>
#include <QImage>
#include <gtest/gtest.h>

namespace {
// Ink in the columns from `from` to `to`.
bool hasInk(const QImage &image, int from, int to)
{
    for (int x = from; x < to; ++x)
        for (int y = 0; y < image.height(); ++y)
            if (image.pixelColor(x, y).lightness() > 40)
                return true;
    return false;
}

QImage drawn(const Figures &figures, const QString &text)
{
    QImage image(160, 24, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::black);
    QPainter painter(&image);
    painter.setPen(Qt::white);
    figures.draw(painter, {0, 16}, text);
    return image;
}
} // namespace

TEST(FiguresTest, EveryDigitTakesTheSameWidth)
{
    const Figures figures(Fonts().font(FontRole::Strong));
    EXPECT_DOUBLE_EQ(figures.width(u"1111"), figures.width(u"8888"));
    EXPECT_DOUBLE_EQ(figures.width(u"1111"), 4 * figures.cell());
    EXPECT_NEAR(figures.width(u"$114,959"), figures.width(u"$888,444"), 1e-9);
}

TEST(FiguresTest, HasTheDesignsWidthsInInter)
{
    const Fonts fonts;
    if (QFontInfo(fonts.font(FontRole::Strong)).family() != QLatin1String("Inter"))
        GTEST_SKIP() << "Inter is not installed";
    const Figures figures(fonts.font(FontRole::Strong));
    EXPECT_NEAR(figures.cell(), 8.66, 0.02);
    EXPECT_NEAR(figures.width(u"$114,959"), 64.2, 0.1);
    EXPECT_NEAR(figures.width(u".2615"), 38.4, 0.1);
}

TEST(FiguresTest, DrawsSignsAndDigitsWhereTheyAreMeasured)
{
    const Figures figures(Fonts().font(FontRole::Strong));
    const QImage image = drawn(figures, QStringLiteral("+1.5%"));
    EXPECT_TRUE(hasInk(image, 0, static_cast<int>(figures.width(u"+"))));
    const int left = static_cast<int>(figures.width(u"+1.")) + 1;
    EXPECT_TRUE(hasInk(image, left, left + static_cast<int>(figures.cell())));
    EXPECT_FALSE(hasInk(image, static_cast<int>(figures.width(u"+1.5%")) + 2, image.width()));
}

TEST(FiguresTest, DrawsWhatTheFontLacksFromAnotherFamily)
{
    const Figures figures(Fonts().font(FontRole::Strong));
    EXPECT_GT(figures.width(u"元"), 0);
    EXPECT_TRUE(hasInk(drawn(figures, QStringLiteral("元")), 0, 20));
}

TEST(FiguresTest, SplitsAtTheDecimalPoint)
{
    EXPECT_EQ(splitAtPoint(u"$114,959.13").whole, QStringLiteral("$114,959"));
    EXPECT_EQ(splitAtPoint(u"$114,959.13").fraction, QStringLiteral(".13"));
    EXPECT_EQ(splitAtPoint(u"$1").whole, QStringLiteral("$1"));
    EXPECT_TRUE(splitAtPoint(u"$1").fraction.isEmpty());
    EXPECT_EQ(splitAtPoint(u"114.959,13", u',').fraction, QStringLiteral(",13"));
}

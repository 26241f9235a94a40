#include "ui/style/fonts.h"
#include "ui/style/ownwords.h"

#include <QImage>
#include <gtest/gtest.h>

TEST(FontsTest, SizesArePixelsTimesTheTextSize)
{
    EXPECT_EQ(Fonts(100).font(FontRole::Strong).pixelSize(), 13);
    EXPECT_EQ(Fonts(200).font(FontRole::Strong).pixelSize(), 26);
    EXPECT_EQ(Fonts(90).font(FontRole::Meta).pixelSize(), 10);
    EXPECT_EQ(Fonts(150).px(46), 69);
    EXPECT_EQ(Fonts(100).lineHeight(FontRole::Body), 22);
}

TEST(FontsTest, HintingIsOffAndTheUsersScriptComesFirst)
{
    EXPECT_EQ(Fonts().font(FontRole::Text).hintingPreference(), QFont::PreferNoHinting);
    const QStringList japanese = Fonts::families(QStringLiteral("ja_JP"));
    EXPECT_EQ(japanese.at(0), QStringLiteral("Inter"));
    EXPECT_EQ(japanese.at(2), QStringLiteral("Noto Sans CJK JP"));
    EXPECT_EQ(Fonts::families(QStringLiteral("zh_TW")).at(2), QStringLiteral("Noto Sans CJK TC"));
    EXPECT_EQ(Fonts::families(QStringLiteral("en_US")).at(2), QStringLiteral("Noto Sans CJK SC"));
}

TEST(OwnWords, AreDrawnInTheOrderOfTheirScript)
{
    const QFont font = Fonts().font(FontRole::Text);
    const auto picture = [&](auto draw) {
        QImage image(400, 40, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        painter.setFont(font);
        draw(painter);
        return image;
    };
    const QPointF at(10, 30);
    const auto own = [&](const QString &text) {
        return picture([&](QPainter &painter) { drawOwnWords(painter, at, text); });
    };
    const auto inOrder = [&](Qt::LayoutDirection order, const QString &text) {
        return picture([&](QPainter &painter) {
            painter.setLayoutDirection(order);
            painter.drawText(at, text);
        });
    };
    const QString arabic = QStringLiteral("سعر BTC اليوم 5"), english = QStringLiteral("BTC: سعر 5");
    ASSERT_NE(inOrder(Qt::RightToLeft, arabic), inOrder(Qt::LeftToRight, arabic));
    ASSERT_NE(inOrder(Qt::RightToLeft, english), inOrder(Qt::LeftToRight, english));
    EXPECT_EQ(own(arabic), inOrder(Qt::RightToLeft, arabic));
    EXPECT_EQ(own(english), inOrder(Qt::LeftToRight, english));
}

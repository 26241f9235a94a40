#include "ui/style/fonts.h"

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

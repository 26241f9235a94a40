#include "ui/news/storysince.h"

#include "tests/ui/news/newsfakes.h"

#include <gtest/gtest.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
class StorySinceTest : public testing::Test
{
protected:
    StorySinceTest()
    {
        price.symbol = u"BTC"_s;
        price.venueName = u"Bitget"_s;
        price.atPublication = "114478.30"_dec;
        price.now = "114959.13"_dec;
        price.nowState = PriceState::Live;
        price.sincePct = 0.42;
        price.gap = PriceGap::None;
    }
    SinceText words() const { return sinceText(price, published, numbers, times); }

    StoryPrice price;
    UtcTime published = fromMsecs(1'757'696'820'000); // 2025-09-12T17:07:00Z
    Numbers numbers;
    Times times{QTimeZone("Asia/Shanghai")};
};
} // namespace

TEST_F(StorySinceTest, NamesTheCoinAndColoursOnlyTheUnusual)
{
    EXPECT_EQ(words().text, u"BTC since +0.42%"_s);
    EXPECT_EQ(words().tone, SinceText::Tone::Quiet);
    price.unusual = true;
    EXPECT_EQ(words().tone, SinceText::Tone::Up);
    price.sincePct = -1.2;
    EXPECT_EQ(words().tone, SinceText::Tone::Down);
    EXPECT_EQ(words().spoken, u"BTC down 1.20 percent since."_s);
}

TEST_F(StorySinceTest, AnOldPriceLooksOld)
{
    price.unusual = true;
    price.nowState = PriceState::Offline;
    EXPECT_EQ(words().tone, SinceText::Tone::Stale);
}

TEST_F(StorySinceTest, WithoutARecordedPriceItSaysWhy)
{
    price.sincePct.reset();
    price.gap = PriceGap::NotRecorded;
    EXPECT_EQ(words().text, u"BTC since —"_s);
    EXPECT_TRUE(words().tip.startsWith(u"No price recorded at 01:06"_s)) << words().tip.toStdString();
    EXPECT_TRUE(words().spoken.isEmpty());
}

TEST_F(StorySinceTest, NothingIsSaidWhileItIsLookedUpNorOfOldStories)
{
    price.sincePct.reset();
    for (const PriceGap gap : {PriceGap::Loading, PriceGap::TooOld}) {
        price.gap = gap;
        EXPECT_TRUE(words().text.isEmpty());
    }
}

#include "ui/style/times.h"

#include <gtest/gtest.h>

using namespace std::chrono_literals;

namespace {
const UtcTime moment = fromMsecs(1'757'727'738'000); // 2025-09-13T01:42:18Z
const Times shanghai{QTimeZone("Asia/Shanghai")};
} // namespace

TEST(TimesTest, MomentsAreWrittenInTheChosenZone)
{
    EXPECT_EQ(shanghai.minute(moment), QStringLiteral("09:42"));
    EXPECT_EQ(shanghai.second(moment), QStringLiteral("09:42:18"));
    EXPECT_EQ(shanghai.full(moment), QStringLiteral("2025/09/13 09:42"));
    EXPECT_EQ(shanghai.exact(moment), QStringLiteral("2025/09/13 09:42:18 UTC+8"));
    EXPECT_EQ(Times(QTimeZone::utc()).minute(moment), QStringLiteral("01:42"));
    EXPECT_EQ(shanghai.minute({}), QStringLiteral("—"));
}

TEST(TimesTest, HeadingsNameTheDayAsSeenFromNow)
{
    EXPECT_EQ(shanghai.heading(moment, moment), QStringLiteral("Today · 2025/09/13"));
    EXPECT_EQ(shanghai.heading(moment - 10h, moment), QStringLiteral("Yesterday · 2025/09/12"));
    EXPECT_EQ(shanghai.heading(moment - 48h, moment), QStringLiteral("2025/09/11"));
}

TEST(TimesTest, RelativeTimesEndAfterADay)
{
    EXPECT_EQ(Times::relative(moment, moment + 59s), QStringLiteral("now"));
    EXPECT_EQ(Times::relative(moment, moment - 5s), QStringLiteral("now"));
    EXPECT_EQ(Times::relative(moment, moment + 2min), QStringLiteral("2 min ago"));
    EXPECT_EQ(Times::relative(moment, moment + 23h + 59min), QStringLiteral("23 h ago"));
    EXPECT_TRUE(Times::relative(moment, moment + 24h).isEmpty());
    EXPECT_TRUE(Times::relative({}, moment).isEmpty());
}

TEST(TimesTest, ZonesAreNamedByTheirOffset)
{
    EXPECT_EQ(shanghai.zoneName(moment), QStringLiteral("UTC+8"));
    EXPECT_EQ(Times(QTimeZone("Asia/Kolkata")).zoneName(moment), QStringLiteral("UTC+5:30"));
    EXPECT_EQ(Times(QTimeZone("America/New_York")).zoneName(moment), QStringLiteral("UTC−4"));
    EXPECT_EQ(Times(QTimeZone::utc()).zoneName(moment), QStringLiteral("UTC"));
}

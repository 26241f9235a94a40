#include "app/news/feeddate.h"

#include <gtest/gtest.h>

using namespace Qt::StringLiterals;

namespace {
std::string read(const char *text, const DateHints &hints = {})
{
    const std::optional<UtcTime> time = parseFeedDate(QString::fromUtf8(text), hints);
    return time ? toRfc3339(*time).toStdString() : "none";
}

struct Case
{
    const char *text, *expected;
};
class FeedDate : public testing::TestWithParam<Case>
{
};

TEST_P(FeedDate, IsReadAsThisInstant)
{
    EXPECT_EQ(read(GetParam().text), GetParam().expected) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Rfc822, FeedDate,
    testing::Values(Case{"Wed, 30 Sep 2026 17:16:31 +0000", "2026-09-30T17:16:31.000Z"},
                    Case{"30 Sep 2026 17:16:31 GMT", "2026-09-30T17:16:31.000Z"},
                    Case{"Wed,30 September 2026 17:16 EST", "2026-09-30T22:16:00.000Z"},
                    Case{"Monday, 30 Sep 2026 17:16:31 PDT", "2026-10-01T00:16:31.000Z"}, // it is a Wednesday
                    Case{"Wed, 30 Sep 26 17:16:31 -0000", "2026-09-30T17:16:31.000Z"},
                    Case{"30 Sep 99 17:16:31 Z", "1999-09-30T17:16:31.000Z"},
                    Case{"Wed, 30 Sep 2026 17:16:31", "2026-09-30T17:16:31.000Z"}, // no zone is UTC
                    Case{"Wed, 30 Sep 2026 17:16:31 K", "2026-09-30T17:16:31.000Z"},
                    Case{"Wed(day), 30 Sep(tember) 2026 17:16:31 +0100", "2026-09-30T16:16:31.000Z"},
                    Case{"Wed, 30 Sep 2026 17:16:31 +01:30", "2026-09-30T15:46:31.000Z"},
                    Case{"Wed, 30 Sep 2026 17:16:31 GMT+0800", "2026-09-30T09:16:31.000Z"},
                    Case{"Wed, 30 Sep 2026 17:16:31 PRC+0800", "2026-09-30T09:16:31.000Z"},
                    Case{"Wed, 30 Sep 2026 17:16:31 Europe/Brussels", "2026-09-30T15:16:31.000Z"},
                    Case{"Wed, 30 Sep 2026 17:16:31 +9900", "2026-09-30T17:16:31.000Z"}, // no such offset
                    Case{"Wed, 30-Sep-26 17:16:31 GMT", "2026-09-30T17:16:31.000Z"},
                    Case{"Wed Sep 30 17:16:31 2026", "2026-09-30T17:16:31.000Z"},
                    Case{"Wed Sep 30 17:16:31 +0200 2026", "2026-09-30T15:16:31.000Z"},
                    Case{"Wed, 30 Sep 2026 24:00:00 GMT", "2026-10-01T00:00:00.000Z"}));

INSTANTIATE_TEST_SUITE_P(
    Iso8601, FeedDate,
    testing::Values(
        Case{"2026-09-30T17:16:31Z", "2026-09-30T17:16:31.000Z"},
        Case{"2026-09-30t17:16:31.921195+02:00", "2026-09-30T15:16:31.000Z"},
        Case{"2026-09-30 17:16", "2026-09-30T17:16:00.000Z"}, Case{"2026-09-30", "2026-09-30T00:00:00.000Z"},
        Case{"2026-09", "2026-09-01T00:00:00.000Z"}, Case{"2026", "2026-01-01T00:00:00.000Z"},
        Case{"2026-09-30T17:16:31-05:00Z", "2026-09-30T22:16:31.000Z"}, // the zone twice
        Case{"20260930", "2026-09-30T00:00:00.000Z"}, Case{"20260930T171631Z", "2026-09-30T17:16:31.000Z"},
        Case{"20260930171631", "2026-09-30T17:16:31.000Z"}, Case{"2026-273", "2026-09-30T00:00:00.000Z"},
        Case{"2026-09-30T17:16:60Z", "2026-09-30T17:17:00.000Z"}));

INSTANTIATE_TEST_SUITE_P(Others, FeedDate,
                         testing::Values(Case{"2026/9/30 17:16:31", "2026-09-30T17:16:31.000Z"},
                                         Case{"09/30/2026 5:16 pm PST", "2026-10-01T01:16:00.000Z"},
                                         Case{"30/09/2026 17:16", "2026-09-30T17:16:00.000Z"},
                                         Case{"30.09.2026", "2026-09-30T00:00:00.000Z"},
                                         Case{"September 30, 2026 - 12:09am", "2026-09-30T00:09:00.000Z"},
                                         Case{"Sept. 30, 2026, 12:09 p.m.", "2026-09-30T12:09:00.000Z"},
                                         Case{"Wed, 23rd Sep 2026 09:32:20 GMT", "2026-09-23T09:32:20.000Z"},
                                         Case{"2026年9月30日 17:16", "2026-09-30T17:16:00.000Z"},
                                         Case{"1790788591", "2026-09-30T17:16:31.000Z"},
                                         Case{"1790788591250", "2026-09-30T17:16:31.250Z"}));

INSTANTIATE_TEST_SUITE_P(Languages, FeedDate,
                         testing::Values(Case{"mer., 30 sept. 2026 17:16:31 +0200",
                                              "2026-09-30T15:16:31.000Z"},
                                         Case{"mar., 01 déc. 2026 16:11:02 +0000",
                                              "2026-12-01T16:11:02.000Z"}, // Tuesday, not March
                                         Case{"Mi, 30 Mär 2026 00:00:00 +0100", "2026-03-29T23:00:00.000Z"},
                                         Case{"30 de agosto de 2026", "2026-08-30T00:00:00.000Z"},
                                         Case{"30 giu 2026 10:00", "2026-06-30T10:00:00.000Z"},
                                         Case{"30 мая 2026 10:00", "2026-05-30T10:00:00.000Z"},
                                         Case{"Κυρ, 11 Ιούλ 2026 12:00:00 EST", "2026-07-11T17:00:00.000Z"}));

INSTANTIATE_TEST_SUITE_P(
    NoDates, FeedDate,
    testing::Values(Case{"", "none"}, Case{"yesterday-ish", "none"}, Case{"2026-", "none"},
                    Case{"99 Jun 2026 12:00:00 GMT", "none"}, Case{"31 Feb 2026", "none"},
                    Case{"30 Sep 2026 25:00:00 GMT", "none"}, Case{"30 Sep 2026 12:61 GMT", "none"},
                    Case{"30 Sep 2026 1:2:3:4 GMT", "none"}, Case{"30 Sep 2026 12:00 +00:zz", "none"},
                    Case{"Dec x 2026 11:47:32 GMT", "none"}, Case{"2026-09-30-01", "none"},
                    Case{"0001-01-01T00:00:00Z", "none"}, Case{"30 Sep", "none"}, Case{"013", "none"}));

TEST(FeedDateHints, DecideWhatCstMeans)
{
    EXPECT_EQ(read("Wed, 30 Sep 2026 17:16:31 CST"), "2026-09-30T23:16:31.000Z");
    EXPECT_EQ(read("Wed, 30 Sep 2026 17:16:31 CST", {.chinese = true}), "2026-09-30T09:16:31.000Z");
}

TEST(FeedDateHints, GiveDatesWithoutAZoneTheFeedsOne)
{
    const DateHints beijing{.zoneOffsetMinutes = 480};
    EXPECT_EQ(read("2026-09-30 17:16:31", beijing), "2026-09-30T09:16:31.000Z");
    EXPECT_EQ(read("2026-09-30 17:16:31 UTC", beijing), "2026-09-30T17:16:31.000Z");
    EXPECT_EQ(read("2026-09-30", beijing), "2026-09-30T00:00:00.000Z"); // a day has no zone
}
} // namespace

#include "app/base/time.h"

#include <gtest/gtest.h>

TEST(TimeTest, ReadsRfc3339AndCutsToMilliseconds)
{
    const UtcTime expected = fromMsecs(1786562940921);
    for (const char *text :
         {"2026-08-12T19:29:00.921Z", "2026-08-12T19:29:00.921195Z", "2026-08-12T19:29:00.921999999Z",
          "2026-08-12t19:29:00.921z", "2026-08-12 19:29:00.921Z", "2026-08-12T21:29:00.921+02:00",
          "2026-08-12T14:59:00.921-04:30", "2026-08-12T19:29:00.921+00:00"})
        EXPECT_EQ(parseRfc3339(text), expected) << text;
    EXPECT_EQ(parseRfc3339("2026-08-12T19:29:00Z"), fromMsecs(1786562940000));
    EXPECT_EQ(parseRfc3339("2026-08-12T19:29:00.9Z"), fromMsecs(1786562940900));
    EXPECT_EQ(parseRfc3339("2024-02-29T00:00:00Z"), fromMsecs(1709164800000));
    EXPECT_EQ(parseRfc3339("2016-12-31T23:59:60Z"), fromMsecs(1483228800000))
        << "a leap second is the next minute";
}

TEST(TimeTest, RefusesWhatIsNoTime)
{
    for (const char *text : {"",
                             "2026",
                             "2026-08-12",
                             "2026-08-12T19:29:00",
                             "2026-13-01T00:00:00Z",
                             "2026-02-29T00:00:00Z",
                             "2026-00-10T00:00:00Z",
                             "2026-08-00T00:00:00Z",
                             "2026-08-12T24:00:00Z",
                             "2026-08-12T19:60:00Z",
                             "2026-08-12T19:29:61Z",
                             "2026-08-12T19:29:00.Z",
                             "2026-08-12T19:29:00.921",
                             "2026-08-12T19:29:00+2:00",
                             "2026-08-12T19:29:00+24:00",
                             "2026-08-12T19:29:00Zx",
                             "x026-08-12T19:29:00Z",
                             "2026-8-12T19:29:00Z",
                             "1786562940921",
                             "-026-08-12T19:29:00Z"})
        EXPECT_FALSE(parseRfc3339(text)) << text;
}

TEST(TimeTest, WritesWhatItReads)
{
    EXPECT_EQ(toRfc3339(fromMsecs(1786562940921)), QStringLiteral("2026-08-12T19:29:00.921Z"));
    for (const qint64 ms : {1LL, 1786562940921LL, 951782400000LL, 253402300799999LL})
        EXPECT_EQ(parseRfc3339(toRfc3339(fromMsecs(ms)).toLatin1()), fromMsecs(ms));
}

TEST(TimeTest, TheEpochStandsForUnknown)
{
    EXPECT_FALSE(isKnown(UtcTime{}));
    EXPECT_TRUE(isKnown(fromMsecs(1)));
    EXPECT_EQ(toMsecs(fromMsecs(-5)), -5);
}

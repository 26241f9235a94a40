#include "app/net/httpclient.h"

#include <gtest/gtest.h>

using namespace std::chrono_literals;
using std::chrono::seconds;

namespace {
const UtcTime now = *parseRfc3339("1994-11-06T08:49:37Z");

TEST(RetryAfter, ReadsSecondsAndAllThreeDates)
{
    EXPECT_EQ(parseRetryAfter("120", now), seconds{120});
    EXPECT_EQ(parseRetryAfter(" 7 ", now), seconds{7});
    EXPECT_EQ(parseRetryAfter("Sun, 06 Nov 1994 08:50:37 GMT", now), seconds{60});
    EXPECT_EQ(parseRetryAfter("Sunday, 06-Nov-94 08:50:37 GMT", now), seconds{60});
    EXPECT_EQ(parseRetryAfter("Sun Nov  6 08:50:37 1994", now), seconds{60});
    EXPECT_EQ(parseRetryAfter("Mon, 06 Nov 1994 08:50:37 GMT", now), seconds{60}); // the weekday is wrong
}

TEST(RetryAfter, ZeroAndThePastMeanNotSaid)
{
    EXPECT_EQ(parseRetryAfter("0", now), seconds{0});
    EXPECT_EQ(parseRetryAfter("Sun, 06 Nov 1994 08:00:00 GMT", now), seconds{0});
}

TEST(RetryAfter, NonsenseIsNothing)
{
    for (const char *text : {"", " ", "soon", "-5", "1.5", "12 seconds", "Sun, 31 Feb 1994 08:50:37 GMT",
                             "Sun, 06 Nov 1994 25:00:00 GMT", "Sun, 06 Nov 1994 08:50:37", "06 Nov"})
        EXPECT_FALSE(parseRetryAfter(text, now)) << text;
}

TEST(RetryAfter, IsNeverLongerThanAWeek)
{
    EXPECT_EQ(parseRetryAfter("99999999999999999999999999", now), seconds{604'800});
    EXPECT_EQ(parseRetryAfter("Sun, 06 Nov 2094 08:50:37 GMT", now), seconds{604'800});
}
} // namespace

#include "tests/ui/news/newsfakes.h"
#include "ui/news/eventreports.h"

#include <gtest/gtest.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
Story report(const QString &language, std::chrono::minutes after)
{
    Story story = makeStory(u"Talks end"_s, designNow + after);
    story.article.language = language;
    return story;
}
} // namespace

TEST(EventReportsTest, StandByTimeWithTheirDelayAfterTheFirst)
{
    const auto reports =
        eventReports({report(u"en"_s, 86min), report(u"en"_s, 0min), report(u"zh"_s, 72min)});
    ASSERT_EQ(reports.size(), 3);
    EXPECT_EQ(reports[0].lag, 0ms);
    EXPECT_EQ(reports[1].lag, 72min);
    EXPECT_EQ(reports[2].lag, 86min);
}

TEST(EventReportsTest, TheNearestReportsOfTwoLanguagesAreAPair)
{
    const auto pair = languagePair(eventReports({report(u"en"_s, 0min), report(u"zh-cn"_s, 72min),
                                                 report(u"en-us"_s, 86min), report(u"en"_s, 120min)}));
    ASSERT_TRUE(pair);
    EXPECT_EQ(*pair, (LanguagePair{1, 14min, true}));
}

TEST(EventReportsTest, OneLanguageHasNoPair)
{
    EXPECT_FALSE(languagePair(eventReports({report(u"en"_s, 0min), report(u"en"_s, 1min)})));
    EXPECT_FALSE(languagePair(eventReports({report(u"en"_s, 0min), report(u"es"_s, 1min)})));
    EXPECT_FALSE(languagePair({}));
}

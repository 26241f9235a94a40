#include "tests/ui/news/newsfakes.h"
#include "ui/news/storyorigin.h"

#include <gtest/gtest.h>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {
const Times utc{QTimeZone::utc()};

Story report(qint64 id, const QString &source, UtcTime time)
{
    Story story = makeStory(u"Officials call off talks"_s, time, source);
    story.article.id = ArticleId{id};
    story.clusterSources = {u"Axios"_s, u"Jin10"_s, u"金色财经"_s};
    return story;
}
} // namespace

TEST(StoryOrigin, NamesTheChainAndTheDelayAfterItsFirst)
{
    Story story = report(3, u"金色财经"_s, designNow);
    story.facts.provenance = {u"Axios"_s, u"Jin10"_s};
    const QList<Story> cluster{story, report(1, u"Axios"_s, designNow - 87min),
                               report(2, u"金十数据"_s, designNow - 15min)};
    EXPECT_EQ(storyOrigin(story, cluster, utc).line(),
              u"Axios › Jin10 › 金色财经 · seen 87 min after Axios"_s);
}

TEST(StoryOrigin, SaysThatATimeIsUnknownInTheToolTipAlone)
{
    Story story = report(3, u"金色财经"_s, designNow);
    story.facts.provenance = {u"Axios"_s};
    const StoryOrigin origin = storyOrigin(story, {story}, utc);
    EXPECT_EQ(origin.line(), u"Axios › 金色财经"_s);
    EXPECT_TRUE(origin.tip.contains(u"When Axios reported it is unknown"_s));
}

TEST(StoryOrigin, WithoutAChainTheFirstOfTheEventIsNamed)
{
    const Story first = report(1, u"Axios"_s, designNow - 3h - 1min),
                later = report(2, u"Chainside"_s, designNow);
    EXPECT_EQ(storyOrigin(later, {later, first}, utc).line(), u"seen 3 h after Axios"_s);
    EXPECT_EQ(storyOrigin(first, {later, first}, utc).line(), u"first of 3 sources"_s);
    EXPECT_EQ(storyOrigin(later, {}, utc).line(), QString());
}

TEST(StoryOrigin, TellsAuthorAndADelayThatMatters)
{
    Story story = report(1, u"Axios"_s, designNow);
    story.article.author = u"Lena Ortiz"_s;
    story.article.firstSeen = designNow + 4min;
    EXPECT_EQ(storyOrigin(story, {}, utc).line(), u"by Lena Ortiz"_s);
    story.article.firstSeen = designNow + 7min;
    EXPECT_EQ(storyOrigin(story, {}, utc).line(), u"by Lena Ortiz · published 01:42, seen 01:49"_s);
    story.article.firstSeen = designNow + 72h;
    EXPECT_EQ(storyOrigin(story, {}, utc).lateness, QString()) << "it was old when the feed was added";
    story.article.published = {};
    EXPECT_EQ(storyOrigin(story, {}, utc).lateness, u"no date from the source, seen 01:42"_s);
}

TEST(MomentTip, HasSecondsZoneAndTheSourcesOwn)
{
    const Story story = report(1, u"金色财经"_s, designNow);
    EXPECT_EQ(momentTip(story.article, utc, std::nullopt), u"2025/09/13 01:42:18 UTC"_s);
    EXPECT_EQ(momentTip(story.article, utc, 480),
              u"2025/09/13 01:42:18 UTC\n2025/09/13 09:42:18 UTC+8 at the source"_s);
    EXPECT_EQ(momentTip(story.article, utc, 0), u"2025/09/13 01:42:18 UTC"_s);
}

#include "app/news/htmlsanitizer.h"
#include "app/news/samplestories.h"
#include "tests/news/storybuilder.h"

#include <QSet>

TEST(SampleStoriesTest, AreMarkedCompleteAndUnlinked)
{
    const QList<Story> stories = sampleStories(noon);
    EXPECT_GE(stories.size(), 10);
    for (const Story &story : stories) {
        SCOPED_TRACE(story.article.title.toStdString());
        EXPECT_TRUE(story.article.sample);
        EXPECT_FALSE(story.article.title.isEmpty());
        EXPECT_FALSE(story.article.source.isEmpty());
        EXPECT_FALSE(story.article.summary.isEmpty());
        EXPECT_TRUE(story.article.link.isEmpty()) << "there is nothing to open";
        EXPECT_LE(story.article.firstSeen, noon);
        EXPECT_EQ(sanitizeHtml(story.article.html).html, story.article.html)
            << "the reader gets nothing the sanitiser would change";
    }
}

TEST(SampleStoriesTest, AreOfOutletsThatAreInNoFeedList)
{
    QSet<QString> invented;
    for (const Story &story : sampleStories(noon))
        invented.insert(story.article.source);
    EXPECT_EQ(invented, (QSet<QString>{u"Chainside"_s, u"Block Dispatch"_s, u"Morning Ledger"_s,
                                       u"Meridian Wire"_s, u"链上早报"_s}));
}

TEST(SampleStoriesTest, AreNewestFirstOverTwoDaysInTwoLanguagesReadAndUnread)
{
    const QList<Story> stories = sampleStories(noon);
    QSet<QString> languages;
    int unread = 0, saved = 0, changed = 0;
    for (qsizetype i = 0; i < stories.size(); ++i) {
        languages.insert(stories[i].article.language);
        unread += stories[i].state.read ? 0 : 1;
        saved += stories[i].state.saved ? 1 : 0;
        changed += stories[i].earlierTitles.isEmpty() ? 0 : 1;
        EXPECT_LE(stories[i].article.sortTime, stories[std::max<qsizetype>(i - 1, 0)].article.sortTime);
    }
    EXPECT_EQ(languages, (QSet<QString>{u"en"_s, u"zh"_s}));
    EXPECT_GT(unread, 0);
    EXPECT_LT(unread, stories.size());
    EXPECT_GT(saved, 0);
    EXPECT_GT(changed, 0);
    EXPECT_GE(stories.first().article.sortTime, noon - 10min);
    EXPECT_LE(stories.last().article.sortTime, noon - 12h);
    EXPECT_GE(stories.last().article.sortTime, noon - 24h);
}

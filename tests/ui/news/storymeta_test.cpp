#include "tests/ui/news/newsfakes.h"
#include "ui/news/storymeta.h"

#include <gtest/gtest.h>

using namespace Qt::StringLiterals;

namespace {
class StoryMetaTest : public testing::Test
{
protected:
    StoryMetaTest()
    {
        story.facts.coins = {{u"BTC"_s, 1, {}}, {u"ETH"_s, 1, {}}, {u"SOL"_s, 1, {}}};
        story.facts.kind = StoryKind::Etf;
        story.clusterSources = {u"A"_s, u"Chainside"_s, u"B"_s};
    }
    MetaLayout at(double width) const
    {
        return layOutMeta(metaLine(story, u"09:37"_s), QRectF(26, 0, width, 16), fonts);
    }
    // What is still there, as the row loses it.
    QString shown(double width) const
    {
        const MetaLine line = at(width).shown;
        return u"%1 %2 %3"_s.arg(line.furtherTags).arg(line.tags.size()).arg(line.outlets);
    }
    Fonts fonts;
    Story story = makeStory(u"Flows"_s, designNow);
};
} // namespace

TEST_F(StoryMetaTest, ShowsTwoTagsAndCountsTheRest)
{
    const MetaLine line = at(400).shown;
    EXPECT_EQ(line.tags, (QList<MetaTag>{{u"BTC"_s}, {u"ETH"_s}}));
    EXPECT_EQ(line.furtherTags, 2);
    EXPECT_EQ(line.outlets, 2);
}

TEST_F(StoryMetaTest, AMarketStoryNamesItsKind)
{
    story.facts.coins.clear();
    story.facts.kind = StoryKind::Geopolitics;
    EXPECT_EQ(metaTags(story.facts), (QList<MetaTag>{{u"Market"_s, true}, {u"Geopolitics"_s}}));
}

TEST_F(StoryMetaTest, LosesTheSecondTagThenTheOutletsThenTheTag)
{
    QStringList seen;
    for (int width = 400; width > 90; --width) {
        if (const QString now = shown(width); seen.isEmpty() || seen.last() != now)
            seen.append(now);
    }
    EXPECT_EQ(seen, (QStringList{u"2 2 2"_s, u"0 2 2"_s, u"0 1 2"_s, u"0 1 0"_s, u"0 0 0"_s}));
}

TEST_F(StoryMetaTest, NeverReachesBeyondItsBoxNorOverlaps)
{
    story.earlierTitles = {{u"Flaws"_s, designNow}};
    for (int width = 60; width < 420; width += 7) {
        const MetaLayout layout = layOutMeta(metaLine(story, u"09:37"_s, u"changed 12:04: to → may"_s),
                                             QRectF(26, 0, width, 16), fonts);
        double end = layout.time.right();
        for (const QRectF &tag : layout.tags)
            end = std::max(end, tag.right());
        for (const QRectF &box : {layout.further, layout.outlets})
            end = std::max(end, box.right());
        EXPECT_LE(
            end, std::max(layout.change.isEmpty() ? 26.0 + width : layout.change.left(), layout.time.right()))
            << width;
        if (!layout.change.isEmpty()) {
            EXPECT_LE(layout.change.right(), 26 + width + 0.01);
        }
    }
}

TEST_F(StoryMetaTest, TheMoveSinceStandsAtTheRightAndOutlivesTheTags)
{
    MetaLine line = metaLine(story, u"09:37"_s);
    line.since = u"BTC since +0.42%"_s;
    const MetaLayout wide = layOutMeta(line, QRectF(26, 0, 500, 16), fonts);
    EXPECT_EQ(wide.since.right(), 526);
    const MetaLayout narrow = layOutMeta(line, QRectF(26, 0, 210, 16), fonts);
    EXPECT_FALSE(narrow.since.isEmpty());
    EXPECT_TRUE(narrow.tags.isEmpty());
}

#include "tests/ui/news/newsfakes.h"
#include "ui/news/feednotice.h"

#include <QPushButton>
#include <QTest>
#include <gtest/gtest.h>

using State = FeedHealth::State;

namespace {
class FeedNoticeTest : public testing::Test
{
protected:
    NewsWorld world;
};
} // namespace

TEST_F(FeedNoticeTest, IsSilentWhileAllIsWellOrNothingWasTried)
{
    world.refresher.add(QStringLiteral("a"), QStringLiteral("Chainside"), State::Good);
    world.refresher.add(QStringLiteral("b"), QStringLiteral("Jin10"), State::Waiting);
    world.refresher.add(QStringLiteral("c"), QStringLiteral("My feed"), State::Off);
    FeedNotice notice(world.refresher, world.theme);
    EXPECT_FALSE(notice.isVisibleTo(nullptr));
    EXPECT_TRUE(FeedNotice::sentence(world.refresher).isEmpty());
}

TEST_F(FeedNoticeTest, NamesTheOutletThatFailed)
{
    world.refresher.add(QStringLiteral("a"), QStringLiteral("Chainside"), State::Good);
    world.refresher.add(QStringLiteral("b"), QStringLiteral("Morning Ledger"), State::Good);
    FeedNotice notice(world.refresher, world.theme);
    world.refresher.set(QStringLiteral("b"), State::Failing);
    EXPECT_EQ(FeedNotice::sentence(world.refresher),
              QStringLiteral("Couldn't load stories from Morning Ledger. The others are up to date."));
    EXPECT_FALSE(notice.isHidden());
    QTest::mouseClick(notice.findChild<QPushButton *>(), Qt::LeftButton);
    EXPECT_EQ(world.refresher.asked, 1);
    world.refresher.set(QStringLiteral("b"), State::Good);
    EXPECT_TRUE(notice.isHidden());
}

TEST_F(FeedNoticeTest, CountsOutletsNotFeeds)
{
    world.refresher.add(QStringLiteral("a"), QStringLiteral("Chainside"), State::Good);
    world.refresher.add(QStringLiteral("b"), QStringLiteral("Jin10"), State::Failing);
    world.refresher.add(QStringLiteral("c"), QStringLiteral("Jin10"), State::Gone);
    EXPECT_EQ(FeedNotice::sentence(world.refresher),
              QStringLiteral("Couldn't load stories from Jin10. The others are up to date."));
    world.refresher.add(QStringLiteral("d"), QStringLiteral("Ledger"), State::Failing);
    EXPECT_EQ(FeedNotice::sentence(world.refresher),
              QStringLiteral("Couldn't load stories from Jin10 and Ledger. The others are up to date."));
    world.refresher.add(QStringLiteral("e"), QStringLiteral("Wire"), State::Failing);
    EXPECT_EQ(
        FeedNotice::sentence(world.refresher),
        QStringLiteral("Couldn't load stories from Jin10 and 2 more sources. The others are up to date."));
}

TEST_F(FeedNoticeTest, ClaimsNothingAboutOthersWhenAllFailed)
{
    world.refresher.add(QStringLiteral("a"), QStringLiteral("Chainside"), State::Failing);
    EXPECT_EQ(FeedNotice::sentence(world.refresher),
              QStringLiteral("Couldn't load stories. Wickpost goes on trying."));
}

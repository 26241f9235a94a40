#include "tests/support/warnings.h"
#include "tests/ui/news/newsfakes.h"
#include "ui/news/eventcard.h"
#include "ui/news/newslist.h"
#include "ui/style/controls.h"

#include <QAccessible>
#include <QPointer>
#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = StoryRow::Kind;

namespace {
Story report(qint64 id, const QString &source, const QString &language, std::chrono::minutes after)
{
    Story story = makeStory(u"Talks end"_s, designNow - 9h + after, source);
    story.article.id = {id};
    story.article.language = language;
    story.cluster = {1};
    story.clusterSize = 4;
    return story;
}

class EventCardTest : public testing::Test
{
protected:
    EventCardTest()
    {
        allowWarning(u"This plugin does not support"_s); // popups, offscreen
        window.resize(600, 400);
        window.show();
        card = new EventCard(cluster[3], cluster, world.theme, world.clock, &window);
        QObject::connect(card, &EventCard::storyWanted, &window, [this](ArticleId id) { wanted.append(id); });
        card->openBelow(&window);
        list = card->findChild<NewsList *>();
    }
    const StoryRow &row(int at) const { return *list->rows().row(list->rows().index(at)); }
    bool closed()
    {
        return waitUntil([&] { return card.isNull() || !card->isVisible(); });
    }

    NewsWorld world;
    QWidget window;
    // As the store gives them: newest first.
    QList<Story> cluster{report(4, u"Chainside"_s, u"en"_s, 111min), report(3, u"Ledger"_s, u"en"_s, 86min),
                         report(2, u"Jin10"_s, u"zh"_s, 72min), report(1, u"Axios"_s, u"en"_s, 0min)};
    QPointer<EventCard> card;
    NewsList *list = nullptr;
    QList<ArticleId> wanted;
};
} // namespace

TEST_F(EventCardTest, TellsTheReportsByTimeWithTwoLanguagesPaired)
{
    ASSERT_EQ(list->rows().rowCount(), 5);
    EXPECT_EQ(row(0).story.article.source, u"Axios"_s);
    EXPECT_EQ(row(0).lag, 0ms);
    EXPECT_EQ(row(1).story.article.source, u"Jin10"_s);
    EXPECT_EQ(row(1).lag, 72min);
    EXPECT_EQ(row(2).kind, Kind::Pair);
    EXPECT_TRUE(row(2).chineseFirst);
    EXPECT_EQ(row(2).lag, 14min);
    EXPECT_EQ(row(3).story.article.source, u"Ledger"_s);
    EXPECT_EQ(row(4).story.article.source, u"Chainside"_s);
    EXPECT_EQ(list->rows().index(2).data(Qt::AccessibleTextRole).toString(),
              u"one report in two languages · 中文 first by 14 min"_s);
    EXPECT_EQ(QAccessible::queryAccessibleInterface(list)->role(), QAccessible::List);
}

TEST_F(EventCardTest, StandsAtTheOpenReportAndIsAsHighAsItsRows)
{
    EXPECT_EQ(list->currentIndex().data(StoryRows::IdRole).value<ArticleId>(), ArticleId{1});
    const QRect last = list->visualRect(list->rows().index(4));
    EXPECT_TRUE(list->viewport()->rect().contains(last));
    EXPECT_GE(last.bottom(), list->viewport()->height() - 4) << "nothing empty below";
}

TEST_F(EventCardTest, EnterOrAClickOpensOneAndCloses)
{
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Down);
    QTest::keyClick(list, Qt::Key_Return);
    EXPECT_EQ(wanted, QList{ArticleId{2}});
    EXPECT_TRUE(closed());
}

TEST_F(EventCardTest, EscapeClosesItAndOpensNothing)
{
    QTest::keyClick(list, Qt::Key_Escape);
    EXPECT_TRUE(closed());
    EXPECT_TRUE(wanted.isEmpty());
}

TEST_F(EventCardTest, TheCrossClosesIt)
{
    QTest::mouseClick(card->findChild<IconButton *>(), Qt::LeftButton);
    EXPECT_TRUE(closed());
}

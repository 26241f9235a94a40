// The fault catalogue of feeds (platform.md 1.6, cases 49 to 61) as far as it takes a server: fakemarket's,
// beside a good feed that must not notice. The other cases are the parsers' and the reader's: grep for
// CaseNN.
#include "tests/storage/newspath.h"

#include <QElapsedTimer>
#include <QTimer>

namespace {
struct FeedFaultCase
{
    int number;
    const char *name; // of the fault
    Error::Kind kind; // how it must be told
};

// The longest this thread was away from its events.
class StallWatch
{
public:
    StallWatch()
    {
        m_since.start();
        QObject::connect(&m_tick, &QTimer::timeout, &m_tick,
                         [this] { m_longest = std::max(m_longest, m_since.restart()); });
        m_tick.start(1);
    }
    qint64 longestMs() const { return m_longest; }

private:
    QTimer m_tick;
    QElapsedTimer m_since;
    qint64 m_longest = 0;
};
} // namespace

// Cases 49 to 52, 59 and 60.
class BrokenFeedTest : public NewsPathTest, public testing::WithParamInterface<FeedFaultCase>
{
};

TEST_P(BrokenFeedTest, FailsAloneAndChangesNothingStored)
{
    const auto &[number, name, kind] = GetParam();
    const QString broken = u"/rss.xml"_s, good = u"/zh.xml"_s;
    list({broken, good});
    refresh();
    const QList<Story> before = stored(*store);
    const FeedValidators validators = validatorsOf(*store, {broken});
    feeds.publishNext(); // else some would answer 304 before they break
    for (const auto &fault : fake::feedFaultTable())
        if (QLatin1StringView(fault.name) == QLatin1StringView(name))
            feeds.behave("/rss.xml", fault.fault);
    clock.advance(60s);
    QElapsedTimer timer;
    timer.start();
    refresher->refreshAll();
    // Slow feeds are cut by our clock, not by the server's kindness.
    while (refresher->isFetching() || health(good).lastSuccess < clock.now() - 40s) {
        ASSERT_LT(timer.elapsed(), 20'000);
        clock.advance(300ms);
        QElapsedTimer step;
        step.start();
        waitUntil([&] { return !refresher->isFetching() || step.elapsed() > 20; });
    }
    EXPECT_EQ(health(broken).state, FeedHealth::State::Failing);
    ASSERT_TRUE(health(broken).lastError);
    EXPECT_EQ(health(broken).lastError->kind, kind) << health(broken).lastError->detail.toStdString();
    if (QLatin1StringView(name) == "to-private"_L1) // not asked: what is there might answer the same kind
        EXPECT_TRUE(health(broken).lastError->detail.contains(u"to a private address"_s));
    EXPECT_GT(health(broken).nextTry, clock.now());
    EXPECT_EQ(health(good).state, FeedHealth::State::Good);
    FeedValidators now = validatorsOf(*store, {broken});
    ASSERT_TRUE(now.lastError);
    EXPECT_EQ(now.lastError->kind, kind) << "the next run knows";
    now.lastError.reset();
    now.lastTry = validators.lastTry;
    now.nextTry = validators.nextTry;
    EXPECT_EQ(now, validators);
    StoryQuery all;
    all.limit = 10'000;
    // Whole items of a document cut short may tell of the same events; the stories stay as they are.
    QList<Article> after;
    for (const Story &story : stored(*store, all))
        after.append(story.article);
    for (const Story &story : before)
        EXPECT_TRUE(after.contains(story.article)) << story.article.title.toStdString();
}

INSTANTIATE_TEST_SUITE_P(Faults, BrokenFeedTest,
                         testing::Values(FeedFaultCase{49, "drip", Error::Kind::Timeout},
                                         FeedFaultCase{49, "silence", Error::Kind::Timeout},
                                         FeedFaultCase{50, "huge", Error::Kind::Malformed},
                                         FeedFaultCase{50, "endless", Error::Kind::Malformed},
                                         FeedFaultCase{51, "bomb", Error::Kind::Malformed},
                                         FeedFaultCase{52, "cut-gzip", Error::Kind::Network},
                                         FeedFaultCase{52, "cut-body", Error::Kind::Network},
                                         FeedFaultCase{59, "loop", Error::Kind::Rejected},
                                         FeedFaultCase{59, "hops", Error::Kind::Rejected},
                                         FeedFaultCase{59, "to-file", Error::Kind::Rejected},
                                         FeedFaultCase{59, "to-private", Error::Kind::Rejected},
                                         FeedFaultCase{60, "missing", Error::Kind::Rejected},
                                         FeedFaultCase{60, "forbidden", Error::Kind::Refused},
                                         FeedFaultCase{60, "html", Error::Kind::Malformed},
                                         FeedFaultCase{60, "challenge", Error::Kind::Malformed},
                                         FeedFaultCase{60, "json-error", Error::Kind::Malformed},
                                         FeedFaultCase{60, "empty", Error::Kind::Malformed}),
                         [](const auto &info) {
                             return u"Case%1%2"_s.arg(info.param.number)
                                 .arg(QString::fromLatin1(info.param.name).remove(u'-'))
                                 .toStdString();
                         });

class FeedFaultsTest : public NewsPathTest
{
};

TEST_F(FeedFaultsTest, Case53OfTenThousandItemsTheNewest500AreKeptAndTheWindowStaysFree)
{
    list({u"/is/many"_s});
    QElapsedTimer timer;
    timer.start();
    StallWatch stalls;
    refresh();
    EXPECT_EQ(health(u"/is/many"_s).state, FeedHealth::State::Good);
    EXPECT_EQ(stored(*store,
                     [] {
                         StoryQuery all;
                         all.limit = 20'000;
                         return all;
                     }())
                  .size(),
              500);
    EXPECT_LT(timer.elapsed(), 5'000);
    EXPECT_LT(stalls.longestMs(), 250) << "parsed and stored elsewhere";
}

TEST_F(FeedFaultsTest, Case53AnItemOfFiveMiBIsCutAndItsNeighboursAreWhole)
{
    list({u"/is/big-item"_s});
    StallWatch stalls;
    refresh();
    EXPECT_EQ(health(u"/is/big-item"_s).state, FeedHealth::State::Good);
    const QList<Story> all = stored(*store);
    ASSERT_EQ(all.size(), 3);
    int cut = 0;
    for (const Story &story : all) {
        const Article article = whole(*store, story.article.id).article;
        cut += article.bodyCut;
        EXPECT_LE(article.html.size(), 1024 * 1024 + 100);
        EXPECT_EQ(article.bodyCut, article.title == "Filler 2"_L1);
    }
    EXPECT_EQ(cut, 1) << "what is cut is said";
    EXPECT_LT(stalls.longestMs(), 250);
}

TEST_F(FeedFaultsTest, Case54XmlBombsStaySmallAndReadNoFile)
{
    list({u"/is/entities"_s, u"/zh.xml"_s});
    QElapsedTimer timer;
    timer.start();
    refresh();
    EXPECT_LT(timer.elapsed(), 2'000);
    EXPECT_EQ(health(u"/zh.xml"_s).state, FeedHealth::State::Good);
    StoryQuery query;
    query.sources = {u"/is/entities"_s};
    QStringList titles;
    for (const Story &story : stored(*store, query)) {
        titles.append(story.article.title);
        EXPECT_LT(whole(*store, story.article.id).article.html.size(), 100'000);
    }
    EXPECT_TRUE(titles.contains(u"One two"_s)) << titles.join(u'|').toStdString();
    EXPECT_EQ(titles.size(), 2) << "what is beside the bomb is read";
}

TEST_F(FeedFaultsTest, Case59AMoveForGoodIsRememberedOverRestartsAMoveForNowIsNot)
{
    list({u"/is/moved"_s, u"/is/found"_s});
    refresh();
    live(301s);
    live(301s);
    const qsizetype moved = asked("/is/moved"), found = asked("/is/found");
    EXPECT_EQ(moved, 3);
    live(301s);
    EXPECT_EQ(asked("/is/moved"), moved) << "believed the third time";
    EXPECT_GT(asked("/is/found"), found);
    restart();
    list({u"/is/moved"_s});
    refresh();
    EXPECT_EQ(asked("/is/moved"), moved);
    EXPECT_EQ(health(u"/is/moved"_s).state, FeedHealth::State::Good);
}

TEST_F(FeedFaultsTest, Case60WhatIsNoFeedIsAskedEverMoreSeldomAndDeletesNothing)
{
    list({u"/rss.xml"_s});
    refresh();
    const QList<Story> before = stored(*store);
    ASSERT_FALSE(before.isEmpty());
    feeds.behave("/rss.xml", fake::FeedFault::Html);
    live(310s);
    EXPECT_TRUE(health(u"/rss.xml"_s).lastError->detail.contains(u"a web page, not a feed"_s));
    qsizetype asks = asked("/rss.xml");
    for (const std::chrono::hours wait : {1h, 2h, 4h, 8h, 16h, 24h, 24h}) {
        const FeedHealth now = health(u"/rss.xml"_s);
        EXPECT_EQ(now.state, FeedHealth::State::Failing);
        EXPECT_EQ(now.nextTry - now.lastTry, wait);
        clock.advance(now.nextTry - clock.now() - 1s);
        EXPECT_EQ(asked("/rss.xml"), asks);
        live(2s);
        EXPECT_EQ(asked("/rss.xml"), ++asks) << "after " << wait.count() << " h";
    }
    EXPECT_EQ(stored(*store), before);
    feeds.behave("/rss.xml", fake::FeedFault::None);
    clock.advance(24h - 2s);
    live(4s);
    EXPECT_EQ(health(u"/rss.xml"_s).state, FeedHealth::State::Good);
}

TEST_F(FeedFaultsTest, Case61OneArticleUnderNewIdsAndDatesIsOneStory)
{
    list({u"/is/new-ids"_s});
    refresh();
    const QList<Story> before = stored(*store);
    ASSERT_EQ(before.size(), feeds.stories().size());
    for (int i = 0; i < 3; ++i)
        live(310s);
    const QList<Story> after = stored(*store);
    EXPECT_EQ(after.size(), before.size());
    for (const Story &story : after)
        EXPECT_EQ(story.article.sortTime, story.article.firstSeen) << "nobody published it in 1970";
}

TEST_F(FeedFaultsTest, Case61AHeadlineThatChangesEachTimeIsOneStoryWithItsWordings)
{
    list({u"/is/changing"_s});
    refresh();
    const qsizetype before = stored(*store).size();
    live(310s);
    live(310s);
    EXPECT_EQ(stored(*store).size(), before);
    qsizetype earlier = 0;
    for (const Story &story : stored(*store))
        earlier += story.earlierTitles.size();
    EXPECT_EQ(earlier, 2);
}

TEST_F(FeedFaultsTest, Case61ItemsOfTomorrowStandWhereTheyWereFirstSeen)
{
    list({u"/is/future"_s});
    refresh();
    for (const Story &story : stored(*store)) {
        EXPECT_GT(story.article.published, clock.now());
        EXPECT_EQ(story.article.sortTime, story.article.firstSeen);
    }
}

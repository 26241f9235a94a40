// When feeds are asked.
#include "tests/news/refresherfixture.h"

TEST_F(PoliteRefresherTest, StoresWhatComesAndAsksAgainAfterTheInterval)
{
    list({news(u"a"_s)});
    advance(0ms);
    ASSERT_EQ(wire.waiting(), QStringList{u"a"_s});
    EXPECT_TRUE(refresher.isFetching());
    EXPECT_EQ(health(u"a"_s).state, FeedHealth::State::Fetching);
    answer(u"a"_s, good({item(u"1"_s, u"One"_s), item(u"2"_s, u"Two"_s)}));
    EXPECT_FALSE(refresher.isFetching());
    EXPECT_EQ(storedTitles(store).size(), 2);
    EXPECT_EQ(health(u"a"_s).state, FeedHealth::State::Good);
    EXPECT_EQ(health(u"a"_s).itemsLast, 2);
    EXPECT_EQ(health(u"a"_s).lastSuccess, clock.now());
    EXPECT_EQ(health(u"a"_s).nextTry, clock.now() + 300s);
    EXPECT_EQ(refresher.lastSuccess(), clock.now());
    advance(299s);
    EXPECT_EQ(wire.count(u"a"_s), 1);
    advance(1s);
    EXPECT_EQ(wire.count(u"a"_s), 2);
    EXPECT_EQ(wire.all.last()->last.etag, "\"1\"");
}

TEST_F(PoliteRefresherTest, ValidatorsOfAnEarlierRunAreSent)
{
    FeedValidators validators;
    validators.etag = "W/\"old\"";
    merged(store, news(u"a"_s), {}, noon, validators);
    list({news(u"a"_s)});
    advance(0ms);
    EXPECT_EQ(wire.all.value(0)->last.etag, "W/\"old\"");
}

TEST_F(PoliteRefresherTest, UnchangedEndsEarlyButIsASuccess)
{
    list({news(u"a"_s)});
    advance(0ms);
    answer(u"a"_s, good({item(u"1"_s, u"One"_s)}));
    int announcements = 0;
    QObject::connect(&store, &ArticleStore::changed, &store, [&] { ++announcements; });
    advance(300s);
    FeedFetch unchanged;
    unchanged.unchanged = true;
    unchanged.validators = wire.all.last()->last;
    answer(u"a"_s, unchanged);
    EXPECT_EQ(health(u"a"_s).lastSuccess, clock.now());
    EXPECT_EQ(health(u"a"_s).itemsLast, 1) << "what the feed has is what it had";
    EXPECT_EQ(announcements, 0);
    EXPECT_EQ(storedTitles(store).size(), 1);
}

TEST_F(PoliteRefresherTest, A304WithANewEtagIsRemembered)
{
    list({news(u"a"_s)});
    advance(0ms);
    answer(u"a"_s, good({item(u"1"_s, u"One"_s)}));
    advance(300s);
    FeedFetch unchanged;
    unchanged.unchanged = true;
    unchanged.validators = wire.all.last()->last;
    unchanged.validators.etag = "\"2\"";
    answer(u"a"_s, unchanged);
    EXPECT_EQ(validatorsOf(store, {u"a"_s}).etag, "\"2\"");
    EXPECT_EQ(storedTitles(store).size(), 1);
}

TEST_F(PoliteRefresherTest, StartsAreSpread)
{
    random = 0.5;
    list({news(u"a"_s)});
    EXPECT_TRUE(wire.all.isEmpty());
    advance(4s);
    EXPECT_TRUE(wire.all.isEmpty());
    advance(1s);
    EXPECT_EQ(wire.waiting(), QStringList{u"a"_s});
}

TEST_F(PoliteRefresherTest, AtMostFourAreAskedAtOnce)
{
    QList<FeedInfo> feeds;
    for (int i = 0; i < 6; ++i)
        feeds.append(news(u"f%1"_s.arg(i)));
    list(feeds);
    advance(10s);
    EXPECT_EQ(wire.waiting().size(), 4);
    answer(u"f1"_s, good());
    EXPECT_EQ(wire.waiting().size(), 4);
    answer(u"f0"_s, refusal(Error::Kind::Network));
    EXPECT_EQ(wire.waiting().size(), 4);
    answer(u"f2"_s, good());
    EXPECT_EQ(wire.waiting().size(), 3);
}

TEST_F(PoliteRefresherTest, AHostGetsOneRequestAtATimeWithASecondBetween)
{
    FeedInfo one = news(u"one"_s), two = news(u"two"_s);
    one.url = QUrl(u"https://api.example/one"_s);
    two.url = QUrl(u"https://API.example/two"_s);
    list({one, two});
    advance(10s);
    EXPECT_EQ(wire.waiting(), QStringList{u"one"_s});
    answer(u"one"_s, good());
    EXPECT_TRUE(wire.waiting().isEmpty());
    advance(999ms);
    EXPECT_TRUE(wire.waiting().isEmpty());
    advance(1ms);
    EXPECT_EQ(wire.waiting(), QStringList{u"two"_s});
}

TEST_F(PoliteRefresherTest, TheFeedsOwnHintsSlowItDownButOnlyToFiveHours)
{
    list({news(u"hour"_s), news(u"week"_s), news(u"minute"_s)});
    advance(0ms);
    FeedFetch hour = good(), week = good(), minute = good();
    hour.suggestedInterval = 3600s;
    week.suggestedInterval = 604'800s;
    minute.suggestedInterval = 60s;
    answer(u"hour"_s, hour);
    answer(u"week"_s, week);
    answer(u"minute"_s, minute);
    EXPECT_EQ(health(u"hour"_s).nextTry, clock.now() + 1h);
    EXPECT_EQ(health(u"week"_s).nextTry, clock.now() + 5h);
    EXPECT_EQ(health(u"minute"_s).nextTry, clock.now() + 5min);
}

TEST_F(PoliteRefresherTest, NoListIsFasterThanPoliteness)
{
    FeedInfo eager = news(u"eager"_s), flash = news(u"flash"_s);
    eager.interval = flash.interval = 1s;
    flash.flashes = true;
    list({eager, flash});
    advance(0ms);
    answer(u"eager"_s, good());
    answer(u"flash"_s, good());
    EXPECT_EQ(health(u"eager"_s).nextTry, clock.now() + 300s);
    EXPECT_EQ(health(u"flash"_s).nextTry, clock.now() + 60s);
}

TEST_F(PoliteRefresherTest, AHiddenWindowAsksLessOftenAndCatchesUpWhenSeen)
{
    list({news(u"a"_s)});
    advance(0ms);
    answer(u"a"_s, good());
    refresher.setHidden(true);
    EXPECT_EQ(health(u"a"_s).nextTry, clock.now() + 900s);
    advance(400s);
    EXPECT_EQ(wire.count(u"a"_s), 1);
    refresher.setHidden(false);
    settle();
    EXPECT_EQ(wire.count(u"a"_s), 2) << "it was due 100 s ago";
}

TEST_F(PoliteRefresherTest, TheLastSuccessIsKnownToTheNextRun)
{
    list({news(u"a"_s)});
    advance(0ms);
    answer(u"a"_s, good());
    advance(300s);
    FeedFetch unchanged;
    unchanged.unchanged = true;
    unchanged.validators = wire.all.last()->last;
    answer(u"a"_s, unchanged);
    const UtcTime last = clock.now();
    clock.advance(200s);
    PoliteRefresher next(
        clock, store, [this](const FeedInfo &info) { return wire.source(info); }, [] { return 0.0; });
    next.setFeeds({news(u"a"_s)});
    advance(0ms);
    EXPECT_EQ(next.lastSuccess(), last);
}

TEST_F(PoliteRefresherTest, OnlyWhatWasNamedIsRefreshed)
{
    list({news(u"a"_s), news(u"b"_s)});
    advance(0ms);
    answer(u"a"_s, good());
    answer(u"b"_s, good());
    advance(90s);
    int finished = 0;
    QObject::connect(&refresher, &NewsRefresher::refreshFinished, &refresher, [&] { ++finished; });
    refresher.refresh({{u"b"_s}, {u"nobody"_s}});
    advance(0ms);
    EXPECT_EQ(wire.waiting(), QStringList{u"b"_s});
    EXPECT_EQ(finished, 0);
    answer(u"b"_s, good());
    EXPECT_EQ(finished, 1);
    refresher.refresh({{u"b"_s}});
    advance(0ms);
    EXPECT_EQ(finished, 2) << "nothing may be asked: over at once";
}

TEST_F(PoliteRefresherTest, F5AsksAllAtOnceButNotAgainWithinAMinute)
{
    random = 0.9;
    list({news(u"a"_s), news(u"b"_s)});
    int finished = 0;
    QObject::connect(&refresher, &NewsRefresher::refreshFinished, &refresher, [&] { ++finished; });
    refresher.refreshAll();
    settle();
    ASSERT_EQ(wire.waiting(), (QStringList{u"a"_s, u"b"_s})) << "no start jitter";
    answer(u"a"_s, good());
    EXPECT_EQ(finished, 0);
    answer(u"b"_s, refusal(Error::Kind::Network));
    EXPECT_EQ(finished, 1) << "a failure is an answer too";

    refresher.refreshAll();
    EXPECT_EQ(finished, 1) << "never before the call has returned";
    advance(0ms);
    EXPECT_EQ(finished, 2);
    EXPECT_TRUE(wire.waiting().isEmpty());
    advance(60s);
    refresher.refreshAll();
    settle();
    EXPECT_EQ(wire.waiting(), (QStringList{u"a"_s, u"b"_s})) << "our own back-off gives way to the user";
}

TEST_F(PoliteRefresherTest, F5JoinsWhatIsUnderWay)
{
    list({news(u"a"_s)});
    advance(0ms);
    int finished = 0;
    QObject::connect(&refresher, &NewsRefresher::refreshFinished, &refresher, [&] { ++finished; });
    refresher.refreshAll();
    advance(0ms);
    EXPECT_EQ(wire.count(u"a"_s), 1);
    EXPECT_EQ(finished, 0);
    answer(u"a"_s, good());
    EXPECT_EQ(finished, 1);
}

TEST_F(PoliteRefresherTest, ARemovedFeedIsForgottenAndNoLongerWaitedFor)
{
    list({news(u"a"_s), news(u"b"_s)});
    advance(0ms);
    int finished = 0;
    QObject::connect(&refresher, &NewsRefresher::refreshFinished, &refresher, [&] { ++finished; });
    refresher.refreshAll();
    answer(u"a"_s, good());
    list({news(u"a"_s)});
    EXPECT_EQ(finished, 1);
    EXPECT_FALSE(refresher.isFetching());
    EXPECT_TRUE(wire.waiting().isEmpty());
    EXPECT_EQ(health(u"b"_s).state, FeedHealth::State::Off);
    advance(300s);
    EXPECT_EQ(wire.waiting(), QStringList{u"a"_s});
}

TEST_F(PoliteRefresherTest, AnotherIntervalOrNameDoesNotFetchAgain)
{
    FeedInfo feed = news(u"a"_s);
    list({feed});
    advance(0ms);
    answer(u"a"_s, good());
    feed.interval = 600s;
    feed.source = u"Renamed"_s;
    list({feed});
    advance(10s);
    EXPECT_EQ(wire.count(u"a"_s), 1);
    EXPECT_EQ(health(u"a"_s).state, FeedHealth::State::Good);
    EXPECT_EQ(health(u"a"_s).nextTry, clock.now() + 590s);
    EXPECT_EQ(refresher.feeds(), QList<FeedInfo>{feed});
}

TEST_F(PoliteRefresherTest, ASleepingMachineDoesNotMakeFeedsWaitLonger)
{
    list({news(u"a"_s)});
    advance(0ms);
    answer(u"a"_s, good());
    clock.suspend(8h);
    refresher.wake();
    settle();
    EXPECT_EQ(wire.count(u"a"_s), 2);
}

TEST_F(PoliteRefresherTest, AFeedMayBeRemovedByWhoHearsOfItsHealth)
{
    list({news(u"a"_s), news(u"b"_s)});
    advance(0ms);
    QObject::connect(&refresher, &NewsRefresher::healthChanged, &refresher, [&](const FeedId &id) {
        if (refresher.health(id).state == FeedHealth::State::Failing)
            refresher.setFeeds({news(u"b"_s)});
    });
    answer(u"a"_s, refusal(Error::Kind::Network));
    EXPECT_EQ(refresher.feeds().size(), 1);
    answer(u"b"_s, good());
    EXPECT_EQ(health(u"b"_s).state, FeedHealth::State::Good);
}

// An article's whole way: HTTP, parser, rules, disk. The feeds are fakemarket's, on loopback; the clock is
// advanced by hand, the sockets are real.
#include "app/net/httpclient.h"
#include "app/news/feedsource.h"
#include "app/news/politerefresher.h"
#include "app/storage/sqlarticlestore.h"
#include "tests/news/storybuilder.h"
#include "tests/support/fakemarket/feeds.h"
#include "tests/support/manualclock.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTemporaryDir>

class NewsPathTest : public testing::Test
{
protected:
    NewsPathTest() { restart(); }

    // Another run over the same data folder.
    void restart()
    {
        refresher.reset();
        store.reset();
        database = std::make_unique<Database>(clock, folder.filePath(u"wickpost.sqlite"_s));
        store = std::make_unique<SqlArticleStore>(*database);
        refresher = std::make_unique<PoliteRefresher>(
            clock, *store,
            [this](const FeedInfo &info) { return makeNewsSource(info, *http, workers, clock); },
            [] { return 0.0; });
    }
    FeedInfo feed(const QString &path)
    {
        FeedInfo info = feedNamed(path);
        info.url = feeds.feed(path);
        info.userNamed = true;
        info.interval = 300s;
        return info;
    }
    void list(const QStringList &paths)
    {
        QList<FeedInfo> infos;
        for (const QString &path : paths)
            infos.append(feed(path));
        refresher->setFeeds(infos);
    }
    // Lets timers fire and waits until no feed is being fetched. `by` moves on in steps, so that requests
    // made on the way get their answers before their deadlines pass.
    void live(std::chrono::milliseconds by = 0ms)
    {
        const UtcTime end = clock.now() + by;
        for (;;) {
            ASSERT_TRUE(waitUntil([this] { return !refresher->isFetching(); }));
            if (clock.now() >= end)
                break;
            clock.advance(std::min<std::chrono::milliseconds>(end - clock.now(), 1s));
        }
        clock.advance(0ms);
        ASSERT_TRUE(waitUntil([this] { return !refresher->isFetching(); }));
    }
    // F5, to the end.
    void refresh()
    {
        QSignalSpy finished(refresher.get(), &NewsRefresher::refreshFinished);
        refresher->refreshAll();
        for (int i = 0; i < 50 && finished.isEmpty(); ++i) {
            clock.advance(1s); // the gap between two requests to one host
            waitUntil([&] { return !finished.isEmpty() || !refresher->isFetching(); });
        }
        ASSERT_FALSE(finished.isEmpty());
    }
    FeedHealth health(const QString &path) const { return refresher->health({path}); }
    qsizetype asked(const QByteArray &path) const
    {
        return std::count_if(feeds.requests().begin(), feeds.requests().end(),
                             [&](const auto &request) { return request.path == path; });
    }

    ManualClock clock{noon};
    QTemporaryDir folder;
    FakeFeeds feeds{clock};
    std::unique_ptr<HttpClient> http = makeHttpClient(clock);
    WorkerPool workers;
    std::unique_ptr<Database> database;
    std::unique_ptr<SqlArticleStore> store;
    std::unique_ptr<PoliteRefresher> refresher;
};

TEST_F(NewsPathTest, EveryFormatArrivesInTheStore)
{
    list({u"/rss.xml"_s, u"/atom.xml"_s, u"/feed.json"_s, u"/rdf.xml"_s, u"/zh.xml"_s});
    refresh();
    for (const FeedInfo &info : refresher->feeds())
        EXPECT_EQ(refresher->health(info.id).state, FeedHealth::State::Good)
            << info.id.value.toStdString() << ' '
            << refresher->health(info.id).lastError.value_or(Error{}).detail.toStdString();
    StoryQuery query;
    query.sources = {u"/zh.xml"_s};
    EXPECT_FALSE(stored(*store, query).isEmpty());
    query.sources = {u"/rss.xml"_s};
    const QList<Story> english = stored(*store, query);
    EXPECT_EQ(english.size(), feeds.stories().size());
    EXPECT_EQ(english.first().article.title.toUtf8(), feeds.stories().first().title);
    EXPECT_FALSE(whole(*store, english.first().article.id).article.html.isEmpty());
    EXPECT_EQ(stored(*store).size(), unread(*store));
    query.sources = {u"/atom.xml"_s};
    EXPECT_TRUE(stored(*store, query).isEmpty()) << "the same articles, told by the first feed already";
    EXPECT_EQ(feeds.violations(), QStringList());
}

TEST_F(NewsPathTest, TheSecondRoundCostsA304AndTheNextRunTooAndNothingIsNewAgain)
{
    list({u"/rss.xml"_s});
    refresh();
    const QList<Story> first = stored(*store);
    live(300s);
    EXPECT_EQ(feeds.answered304(), 1);
    restart();
    list({u"/rss.xml"_s});
    refresh();
    EXPECT_EQ(feeds.answered304(), 2);
    EXPECT_EQ(stored(*store), first);
    EXPECT_EQ(feeds.violations(), QStringList());
}

TEST_F(NewsPathTest, AServerThatIgnoresConditionsIsStillUnchanged)
{
    list({u"/is/ignoring"_s, u"/is/no-validators"_s});
    refresh();
    QSignalSpy changed(store.get(), &ArticleStore::changed);
    live(310s);
    EXPECT_EQ(asked("/is/ignoring"), 2);
    EXPECT_EQ(asked("/is/no-validators"), 2);
    EXPECT_EQ(changed.size(), 0);
    EXPECT_EQ(health(u"/is/ignoring"_s).lastSuccess, health(u"/is/ignoring"_s).lastTry)
        << "unchanged is a success";
}

TEST_F(NewsPathTest, ARewrittenHeadlineKeepsItsEarlierOne)
{
    list({u"/rss.xml"_s});
    refresh();
    const fake::Story first = feeds.stories().first();
    store->setRead({stored(*store).first().article.id}, true);
    feeds.retitle(first.id, "Another headline altogether");
    feeds.publishNext();
    live(300s);
    const QList<Story> stories = stored(*store);
    EXPECT_EQ(stories.size(), feeds.stories().size());
    const auto changed = std::find_if(stories.begin(), stories.end(), [](const Story &story) {
        return story.article.title == "Another headline altogether"_L1;
    });
    ASSERT_NE(changed, stories.end());
    EXPECT_TRUE(changed->state.read);
    ASSERT_EQ(changed->earlierTitles.size(), 1);
    EXPECT_EQ(changed->earlierTitles[0].title.toUtf8(), first.title);
}

TEST_F(NewsPathTest, AStoryThatFallsOutOfTheFeedStays)
{
    list({u"/rss.xml"_s});
    refresh();
    const qsizetype before = stored(*store).size();
    feeds.withdraw(feeds.stories().first().id);
    live(300s);
    EXPECT_EQ(stored(*store).size(), before);
}

// platform.md 1.6, cases 49 to 52, 59 and 60: each beside a good feed, which must not notice.
class BrokenFeedTest : public NewsPathTest,
                       public testing::WithParamInterface<std::pair<const char *, Error::Kind>>
{
};

TEST_P(BrokenFeedTest, FailsAloneAndChangesNothingStored)
{
    const auto &[name, kind] = GetParam();
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

INSTANTIATE_TEST_SUITE_P(
    Faults, BrokenFeedTest,
    testing::Values(std::pair("drip", Error::Kind::Timeout), std::pair("silence", Error::Kind::Timeout),
                    std::pair("huge", Error::Kind::Malformed), std::pair("endless", Error::Kind::Malformed),
                    std::pair("bomb", Error::Kind::Malformed), std::pair("cut-gzip", Error::Kind::Network),
                    std::pair("cut-body", Error::Kind::Network), std::pair("loop", Error::Kind::Rejected),
                    std::pair("hops", Error::Kind::Rejected), std::pair("to-file", Error::Kind::Rejected),
                    std::pair("to-private", Error::Kind::Rejected),
                    std::pair("missing", Error::Kind::Rejected), std::pair("forbidden", Error::Kind::Refused),
                    std::pair("html", Error::Kind::Malformed), std::pair("challenge", Error::Kind::Malformed),
                    std::pair("json-error", Error::Kind::Malformed),
                    std::pair("empty", Error::Kind::Malformed)),
    [](const auto &info) { return QString::fromLatin1(info.param.first).remove(u'-').toStdString(); });

TEST_F(NewsPathTest, AHostThatSaysLaterIsLeftAloneUntilThen)
{
    for (const auto &[path, wait] :
         {std::pair(u"/is/limited"_s, 60s), std::pair(u"/is/limited-date"_s, 60s),
          std::pair(u"/is/unavailable"_s, 120s), std::pair(u"/is/limited-bare"_s, 600s)}) {
        SCOPED_TRACE(path.toStdString());
        http = makeHttpClient(clock);
        restart();
        list({path, u"/rss.xml"_s});
        live();
        const qsizetype before = feeds.requests().size();
        EXPECT_EQ(health(path).lastError->kind, Error::Kind::RateLimited);
        refresher->refreshAll();
        live(wait - 2s);
        EXPECT_EQ(feeds.requests().size(), before) << "the whole host waits, the user too";
        live(4s);
        EXPECT_GT(feeds.requests().size(), before);
    }
    EXPECT_EQ(feeds.violations(), QStringList());
}

TEST_F(NewsPathTest, AGoneFeedIsNeverAskedAgain)
{
    list({u"/is/gone"_s});
    refresh();
    EXPECT_EQ(health(u"/is/gone"_s).state, FeedHealth::State::Gone);
    live(900s);
    restart();
    list({u"/is/gone"_s});
    refresh();
    EXPECT_EQ(health(u"/is/gone"_s).state, FeedHealth::State::Gone);
    EXPECT_EQ(asked("/is/gone"), 1);
    EXPECT_EQ(feeds.violations(), QStringList());
}

TEST_F(NewsPathTest, AMoveForGoodIsRememberedOverRestartsAMoveForNowIsNot)
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

TEST_F(NewsPathTest, ChineseBytesWithoutUtf8AreRead)
{
    list({u"/is/gbk"_s});
    refresh();
    ASSERT_FALSE(stored(*store).isEmpty());
    StoryQuery query;
    query.text = stored(*store).first().article.title.left(2);
    EXPECT_FALSE(stored(*store, query).isEmpty());
}

TEST_F(NewsPathTest, ItemsOfTomorrowStandWhereTheyWereFirstSeen)
{
    list({u"/is/future"_s});
    refresh();
    for (const Story &story : stored(*store)) {
        EXPECT_GT(story.article.published, clock.now());
        EXPECT_EQ(story.article.sortTime, story.article.firstSeen);
    }
}

TEST_F(NewsPathTest, AServerThatIsNotThereFailsAndComesBack)
{
    list({u"/rss.xml"_s});
    feeds.refuse(true);
    refresh();
    EXPECT_EQ(health(u"/rss.xml"_s).lastError->kind, Error::Kind::Network);
    EXPECT_EQ(refresher->lastSuccess(), std::nullopt);
    feeds.refuse(false);
    refresher->wake();
    live(1s);
    EXPECT_EQ(health(u"/rss.xml"_s).state, FeedHealth::State::Good);
}

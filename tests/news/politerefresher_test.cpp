#include "app/news/memoryarticlestore.h"
#include "app/news/politerefresher.h"
#include "tests/news/forwardingstore.h"
#include "tests/news/storybuilder.h"
#include "tests/support/manualclock.h"

namespace {
struct Asked
{
    FeedId feed;
    FeedValidators last;
    UtcTime at;
    Reply<FeedFetch> done; // empty: answered or cancelled
};

// Sources that wait for the test to answer.
class Wire
{
public:
    explicit Wire(const Clock &clock) : m_clock(clock) {}

    std::unique_ptr<NewsSource> source(const FeedInfo &info)
    {
        class Source final : public NewsSource
        {
        public:
            Source(Wire &wire, FeedInfo info) : m_wire(wire), m_info(std::move(info)) {}
            const FeedInfo &info() const override { return m_info; }
            Request fetch(const FeedValidators &last, Reply<FeedFetch> done) override
            {
                auto asked =
                    std::make_shared<Asked>(Asked{m_info.id, last, m_wire.m_clock.now(), std::move(done)});
                m_wire.all.append(asked);
                struct Pending final : PendingRequest
                {
                    explicit Pending(std::shared_ptr<Asked> of) : asked(std::move(of)) {}
                    ~Pending() override { asked->done = nullptr; }
                    std::shared_ptr<Asked> asked;
                };
                return std::make_unique<Pending>(asked);
            }

        private:
            Wire &m_wire;
            FeedInfo m_info;
        };
        return std::make_unique<Source>(*this, info);
    }

    QStringList waiting() const
    {
        QStringList ids;
        for (const auto &asked : all)
            if (asked->done)
                ids.append(asked->feed.value);
        return ids;
    }
    int count(const QString &id) const
    {
        return static_cast<int>(std::count_if(all.begin(), all.end(),
                                              [&](const auto &asked) { return asked->feed.value == id; }));
    }
    void answer(const QString &id, Result<FeedFetch> result)
    {
        for (const auto &asked : all) {
            if (asked->done && asked->feed.value == id) {
                const auto done = std::exchange(asked->done, nullptr);
                done(std::move(result));
                return;
            }
        }
        ADD_FAILURE() << id.toStdString() << " was not asked";
    }

    QList<std::shared_ptr<Asked>> all;

private:
    const Clock &m_clock;
};

FeedFetch good(const QList<ParsedArticle> &items = {}, const QByteArray &etag = "\"1\"")
{
    FeedFetch fetch;
    fetch.feed = feedOf(items);
    fetch.validators.etag = etag;
    fetch.validators.contentHash = "hash";
    return fetch;
}

Result<FeedFetch> refusal(Error::Kind kind, std::optional<std::chrono::seconds> retryAfter = {})
{
    return tl::unexpected(Error{kind, u"no"_s, retryAfter});
}
} // namespace

class PoliteRefresherTest : public testing::Test
{
protected:
    // Everything the store has to say.
    static void settle()
    {
        for (int i = 0; i < 4; ++i)
            QCoreApplication::processEvents();
    }
    void advance(std::chrono::milliseconds by)
    {
        clock.advance(by);
        settle();
    }
    void list(const QList<FeedInfo> &feeds)
    {
        refresher.setFeeds(feeds);
        settle();
    }
    void answer(const QString &id, Result<FeedFetch> result)
    {
        wire.answer(id, std::move(result));
        settle();
    }
    FeedInfo news(const QString &id)
    {
        FeedInfo feed = feedNamed(id);
        feed.interval = 300s;
        return feed;
    }
    FeedHealth health(const QString &id) const { return refresher.health({id}); }

    ManualClock clock;
    Wire wire{clock};
    MemoryArticleStore store;
    double random = 0.0;
    PoliteRefresher refresher{clock, store, [this](const FeedInfo &info) { return wire.source(info); },
                              [this] { return random; }};
};

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

TEST_F(PoliteRefresherTest, RetryAfterSilencesTheWholeHostForTheUserToo)
{
    FeedInfo one = news(u"one"_s), two = news(u"two"_s);
    one.url = QUrl(u"https://api.example/one"_s);
    two.url = QUrl(u"https://api.example/two"_s);
    list({one, two, news(u"elsewhere"_s)});
    advance(0ms);
    answer(u"one"_s, refusal(Error::Kind::RateLimited, 1800s));
    answer(u"elsewhere"_s, good());
    EXPECT_EQ(health(u"one"_s).state, FeedHealth::State::Failing);
    EXPECT_EQ(health(u"one"_s).nextTry, clock.now() + 1800s);
    EXPECT_EQ(health(u"two"_s).nextTry, clock.now() + 1800s);
    advance(100s);
    refresher.refreshAll();
    settle();
    EXPECT_EQ(wire.waiting(), QStringList{u"elsewhere"_s});
    answer(u"elsewhere"_s, good());
    advance(1699s);
    EXPECT_EQ(wire.count(u"one"_s), 1);
    EXPECT_EQ(wire.count(u"two"_s), 0);
    advance(1s);
    EXPECT_EQ(wire.count(u"one"_s) + wire.count(u"two"_s), 2);
}

TEST_F(PoliteRefresherTest, RetryAfterHoldsOverARestart)
{
    list({news(u"a"_s)});
    advance(0ms);
    answer(u"a"_s, refusal(Error::Kind::RateLimited, 1800s));
    clock.advance(600s);
    PoliteRefresher next(
        clock, store, [this](const FeedInfo &info) { return wire.source(info); }, [] { return 0.0; });
    int finished = 0;
    QObject::connect(&next, &NewsRefresher::refreshFinished, &next, [&] { ++finished; });
    next.setFeeds({news(u"a"_s)});
    next.refreshAll();
    settle();
    EXPECT_EQ(wire.count(u"a"_s), 1) << "a program started each minute must not knock each minute";
    EXPECT_EQ(finished, 1);
    EXPECT_EQ(next.health({u"a"_s}).state, FeedHealth::State::Failing);
    EXPECT_EQ(next.health({u"a"_s}).lastError->retryAfter, 1200s);
    EXPECT_EQ(next.health({u"a"_s}).nextTry, clock.now() + 1200s);
    refresher.setFeeds({});
    advance(1200s);
    EXPECT_EQ(wire.count(u"a"_s), 2);
    EXPECT_TRUE(wire.waiting().contains(u"a"_s));
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

TEST_F(PoliteRefresherTest, FailuresBackOffByKindAndHarmNoOtherFeed)
{
    list({news(u"bad"_s), news(u"fine"_s)});
    advance(0ms);
    answer(u"fine"_s, good({item(u"1"_s, u"One"_s)}));
    const auto delays = [&](Error::Kind kind, int tries) {
        QList<qint64> seconds;
        for (int i = 0; i < tries; ++i) {
            answer(u"bad"_s, refusal(kind));
            const auto delay = health(u"bad"_s).nextTry - clock.now();
            seconds.append(delay.count() / 1000);
            // The good feed goes on meanwhile; it is answered as it asks.
            const UtcTime end = clock.now() + delay;
            while (clock.now() < end) {
                advance(std::min<std::chrono::milliseconds>(end - clock.now(), 60s));
                if (wire.waiting().contains(u"fine"_s))
                    answer(u"fine"_s, good());
            }
        }
        answer(u"bad"_s, good());
        advance(300s);
        return seconds;
    };
    EXPECT_EQ(delays(Error::Kind::Network, 8), (QList<qint64>{60, 120, 240, 480, 960, 1920, 3600, 3600}));
    EXPECT_EQ(delays(Error::Kind::Timeout, 2), (QList<qint64>{60, 120}));
    EXPECT_EQ(delays(Error::Kind::Malformed, 6), (QList<qint64>{3600, 7200, 14'400, 28'800, 57'600, 86'400}));
    EXPECT_EQ(delays(Error::Kind::Refused, 6), (QList<qint64>{3600, 7200, 14'400, 28'800, 57'600, 86'400}));
    EXPECT_EQ(delays(Error::Kind::Rejected, 9),
              (QList<qint64>{600, 1200, 2400, 4800, 9600, 19'200, 38'400, 76'800, 86'400}));
    EXPECT_EQ(health(u"bad"_s).state, FeedHealth::State::Fetching);
    EXPECT_GT(wire.count(u"fine"_s), 100);
    EXPECT_EQ(storedTitles(store), QStringList{u"One"_s}) << "failures change nothing stored";
}

TEST_F(PoliteRefresherTest, AHalfDocumentIsKeptButAskedForAgainWhole)
{
    list({news(u"a"_s)});
    advance(0ms);
    answer(u"a"_s, good({item(u"1"_s, u"One"_s)}, "\"old\""));
    advance(300s);
    FeedFetch half = good({item(u"2"_s, u"Two"_s)}, "\"new\"");
    half.problem = Error{Error::Kind::Network, u"ends in the middle"_s, std::nullopt};
    answer(u"a"_s, half);
    EXPECT_EQ(storedTitles(store).size(), 2);
    EXPECT_EQ(health(u"a"_s).state, FeedHealth::State::Failing);
    EXPECT_EQ(health(u"a"_s).nextTry, clock.now() + 60s);
    EXPECT_EQ(validatorsOf(store, {u"a"_s}).etag, "\"old\"");
    advance(60s);
    EXPECT_EQ(wire.all.last()->last.etag, "\"old\"");
}

TEST_F(PoliteRefresherTest, FailuresAreSpreadByJitter)
{
    list({news(u"a"_s)});
    advance(0ms);
    random = 0.8;
    answer(u"a"_s, refusal(Error::Kind::Network));
    EXPECT_EQ(health(u"a"_s).nextTry, clock.now() + 72s);
}

TEST_F(PoliteRefresherTest, GoneIsNeverAskedAgainNotEvenInTheNextRun)
{
    list({news(u"a"_s)});
    advance(0ms);
    FeedFetch gone;
    gone.gone = true;
    gone.validators.gone = true;
    gone.validators.url = news(u"a"_s).url;
    answer(u"a"_s, gone);
    EXPECT_EQ(health(u"a"_s).state, FeedHealth::State::Gone);
    advance(48h);
    refresher.refreshAll();
    advance(1s);
    EXPECT_EQ(wire.count(u"a"_s), 1);

    PoliteRefresher next(
        clock, store, [this](const FeedInfo &info) { return wire.source(info); }, [] { return 0.0; });
    next.setFeeds({news(u"a"_s)});
    advance(10s);
    EXPECT_EQ(next.health({u"a"_s}).state, FeedHealth::State::Gone);
    EXPECT_EQ(wire.count(u"a"_s), 1);

    FeedInfo elsewhere = news(u"a"_s);
    elsewhere.url = QUrl(u"https://new.example/feed"_s);
    next.setFeeds({elsewhere});
    advance(10s);
    EXPECT_EQ(wire.count(u"a"_s), 2) << "another address is another matter";
}

TEST_F(PoliteRefresherTest, AFeedThatIsGoneIsAskedOnceMoreWhenTheUserNamesIt)
{
    list({news(u"a"_s)});
    advance(0ms);
    FeedFetch gone;
    gone.gone = true;
    answer(u"a"_s, gone);
    refresher.refresh({{u"a"_s}});
    advance(10s);
    EXPECT_EQ(wire.count(u"a"_s), 1) << "not within a minute";
    advance(50s);
    EXPECT_EQ(wire.count(u"a"_s), 2);
    answer(u"a"_s, gone);
    EXPECT_EQ(health(u"a"_s).state, FeedHealth::State::Gone);
    advance(48h);
    EXPECT_EQ(wire.count(u"a"_s), 2);

    PoliteRefresher next(
        clock, store, [this](const FeedInfo &info) { return wire.source(info); }, [] { return 0.0; });
    next.setFeeds({news(u"a"_s)});
    next.refresh({{u"a"_s}});
    advance(0ms);
    EXPECT_EQ(wire.count(u"a"_s), 3) << "an earlier run's word neither";
    FeedFetch back;
    back.unchanged = true;
    back.validators = wire.all.last()->last;
    answer(u"a"_s, back);
    EXPECT_EQ(next.health({u"a"_s}).state, FeedHealth::State::Good);
    PoliteRefresher later(
        clock, store, [this](const FeedInfo &info) { return wire.source(info); }, [] { return 0.0; });
    later.setFeeds({news(u"a"_s)});
    advance(0ms);
    EXPECT_EQ(wire.count(u"a"_s), 4) << "it is there again";
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

TEST_F(PoliteRefresherTest, TheNextRunKnowsHowEachFeedFared)
{
    list({news(u"a"_s), news(u"b"_s)});
    advance(0ms);
    ParsedArticle first = item(u"1"_s, u"One"_s), second = item(u"2"_s, u"Two"_s);
    first.published = clock.now() - 6h;
    second.published = clock.now() - 12h;
    answer(u"a"_s, good({first, second}));
    answer(u"b"_s, refusal(Error::Kind::Refused));
    EXPECT_EQ(health(u"a"_s).itemsPerDay, 4);
    EXPECT_EQ(health(u"a"_s).itemsLast, 2);
    EXPECT_EQ(health(u"a"_s).addedLast, 2);
    const UtcTime then = clock.now();
    advance(10s);

    const auto remembered = [&](const QString &id) {
        std::optional<FeedValidators> kept;
        const Request request =
            store.validators({id}, [&](const Result<FeedValidators> &found) { kept = found.value(); });
        settle();
        return rememberedHealth(kept.value(), news(id).url);
    };
    const FeedHealth fine = remembered(u"a"_s);
    EXPECT_EQ(fine.state, FeedHealth::State::Good);
    EXPECT_EQ(fine.lastSuccess, then);
    EXPECT_EQ(fine.lastTry, then);
    EXPECT_EQ(fine.nextTry, then + 300s);
    EXPECT_EQ(fine.itemsPerDay, 4);
    EXPECT_FALSE(fine.lastError);
    const FeedHealth bad = remembered(u"b"_s);
    EXPECT_EQ(bad.state, FeedHealth::State::Failing);
    EXPECT_EQ(bad.lastSuccess, UtcTime{});
    EXPECT_EQ(bad.nextTry, then + 1h);
    ASSERT_TRUE(bad.lastError);
    EXPECT_EQ(bad.lastError->kind, Error::Kind::Refused);
    EXPECT_EQ(remembered(u"c"_s).state, FeedHealth::State::Waiting);

    advance(300s);
    FeedFetch unchanged;
    unchanged.unchanged = true;
    unchanged.validators = wire.all.last()->last;
    answer(u"a"_s, unchanged);
    EXPECT_EQ(health(u"a"_s).itemsPerDay, 4) << "no news is no other pace";
    EXPECT_EQ(health(u"a"_s).addedLast, 0);
}

TEST_F(PoliteRefresherTest, AMoveIsBelievedTheThirdTimeInARow)
{
    const QUrl target(u"https://new.example/feed"_s);
    FeedInfo feed = news(u"a"_s);
    list({feed});
    advance(0ms);
    const auto again = [&](const QUrl &moved) {
        FeedFetch fetch = good();
        fetch.permanentUrl = moved;
        answer(u"a"_s, fetch);
        advance(300s);
    };
    again(target);
    again(target);
    again({});
    again(target);
    again(QUrl(u"https://portal.example/"_s));
    again(target);
    again(target);
    EXPECT_EQ(validatorsOf(store, {u"a"_s}).movedTo, QUrl());
    again(target);
    EXPECT_EQ(validatorsOf(store, {u"a"_s}).movedTo, target);
    EXPECT_EQ(wire.all.last()->last.movedTo, target);
}

TEST_F(PoliteRefresherTest, AMovedFeedTakesItsTurnAtItsNewHost)
{
    FeedInfo moved = news(u"moved"_s), there = news(u"there"_s);
    there.url = QUrl(u"https://new.example/other"_s);
    FeedValidators validators;
    validators.url = moved.url;
    validators.movedTo = QUrl(u"https://new.example/feed"_s);
    merged(store, moved, {}, noon, validators);
    list({there, moved});
    int finished = 0;
    QObject::connect(&refresher, &NewsRefresher::refreshFinished, &refresher, [&] { ++finished; });
    refresher.refreshAll();
    advance(0ms);
    EXPECT_EQ(wire.waiting(), QStringList{u"there"_s});
    answer(u"there"_s, good());
    EXPECT_EQ(finished, 0);
    advance(1s);
    EXPECT_EQ(wire.waiting(), QStringList{u"moved"_s});
    answer(u"moved"_s, good());
    EXPECT_EQ(finished, 1);
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

TEST_F(PoliteRefresherTest, F5WaitsFiveMinutesAfterASiteRefused)
{
    list({news(u"a"_s)});
    advance(0ms);
    answer(u"a"_s, refusal(Error::Kind::Refused));
    advance(299s);
    refresher.refreshAll();
    settle();
    EXPECT_TRUE(wire.waiting().isEmpty());
    advance(1s);
    refresher.refreshAll();
    settle();
    EXPECT_EQ(wire.waiting(), QStringList{u"a"_s});
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

TEST_F(PoliteRefresherTest, FeedsThatFailedForWantOfANetworkAreDueWhenItIsBack)
{
    list({news(u"cut"_s), news(u"broken"_s)});
    advance(0ms);
    for (int i = 0; i < 5; ++i) {
        answer(u"cut"_s, refusal(Error::Kind::Network));
        if (wire.waiting().contains(u"broken"_s))
            answer(u"broken"_s, refusal(Error::Kind::Rejected));
        advance(health(u"cut"_s).nextTry - clock.now());
    }
    answer(u"cut"_s, refusal(Error::Kind::Network));
    const int broken = wire.count(u"broken"_s);
    clock.suspend(30s);
    refresher.wake();
    advance(10s);
    EXPECT_TRUE(wire.waiting().contains(u"cut"_s));
    EXPECT_EQ(wire.count(u"broken"_s), broken);
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

namespace {
// A disk that is full.
class FullStore final : public ForwardingStore
{
public:
    using ForwardingStore::ForwardingStore;
    bool full = true;

    Request merge(const FeedInfo &feed, const ParsedFeed &parsed, const FeedValidators &validators,
                  UtcTime now, Reply<ArticleChanges> done) override
    {
        if (!full)
            return ForwardingStore::merge(feed, parsed, validators, now, std::move(done));
        return unreadCount([done = std::move(done)](const Result<int> &) {
            done(failure(Error::Kind::Storage, u"disk full"_s));
        });
    }
};
} // namespace

TEST_F(PoliteRefresherTest, WhatCouldNotBeStoredIsAskedForWhole)
{
    FullStore disk(store);
    PoliteRefresher onDisk(
        clock, disk, [this](const FeedInfo &info) { return wire.source(info); }, [] { return 0.0; });
    onDisk.setFeeds({news(u"a"_s)});
    advance(0ms);
    answer(u"a"_s, good({item(u"1"_s, u"One"_s)}));
    EXPECT_EQ(onDisk.health({u"a"_s}).state, FeedHealth::State::Failing);
    EXPECT_EQ(onDisk.health({u"a"_s}).lastError->kind, Error::Kind::Storage);
    disk.full = false;
    advance(60s);
    const FeedValidators &asked = wire.all.last()->last;
    EXPECT_EQ(asked.etag + asked.contentHash, QByteArray()) << "the validators belong to what is stored";
    answer(u"a"_s, good({item(u"1"_s, u"One"_s)}));
    EXPECT_EQ(storedTitles(store), QStringList{u"One"_s});
}

// What a refresher makes of refusals, failures, moves and ends.
#include "tests/news/forwardingstore.h"
#include "tests/news/refresherfixture.h"

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

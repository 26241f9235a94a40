#include "app/news/feedsource.h"
#include "tests/news/fakehttp.h"
#include "tests/news/storybuilder.h"
#include "tests/support/manualclock.h"

#include <QFile>
#include <QTemporaryDir>
#include <QThread>
#include <atomic>

namespace {
std::atomic<int> parses = 0;
std::atomic<bool> parsedElsewhere = false;
QThread *testThread = nullptr;

// "FEED title title …" is a feed of such items.
ParsedFeed parseWords(const FeedDocument &document)
{
    ++parses;
    parsedElsewhere = QThread::currentThread() != testThread;
    ParsedFeed feed;
    if (!document.bytes.startsWith("FEED")) {
        feed.error = u"this is a web page"_s;
        return feed;
    }
    feed.format = u"rss20"_s;
    const QList<QByteArray> words = document.bytes.split(' ');
    for (const QByteArray &word : words.mid(1)) {
        if (word == "…") {
            feed.unfinished = feed.items.last().unfinished = true;
            break;
        }
        if (word.startsWith("ttl="))
            feed.ttlMinutes = word.mid(4).toInt();
        else if (word.startsWith("sy="))
            feed.updateIntervalMinutes = word.mid(3).toInt();
        else
            feed.items.append(item(QString::fromUtf8(word), QString::fromUtf8(word)));
    }
    feed.description = document.url.toString() + u'|' + QString::fromUtf8(document.contentType) + u'|' +
                       document.language + u'|' + QString::number(document.zoneOffsetMinutes) + u'|' +
                       QString::number(toMsecs(document.receivedAt));
    return feed;
}
} // namespace

class FeedSourceTest : public testing::Test
{
protected:
    void SetUp() override
    {
        parses = 0;
        parsedElsewhere = false;
        testThread = QThread::currentThread();
        info = feedNamed(u"wire"_s);
        last.url = info.url;
    }
    void fetch()
    {
        source = std::make_unique<HttpNewsSource>(info, parseWords, http, workers, clock);
        result.reset();
        request = source->fetch(last, [this](Result<FeedFetch> fetched) { result = std::move(fetched); });
        EXPECT_FALSE(result) << "answered before the call returned";
    }
    // Waits until the fetch has ended or asks elsewhere.
    Result<FeedFetch> ended()
    {
        EXPECT_TRUE(waitUntil([&] { return result.has_value(); }));
        return result.value_or(failure(Error::Kind::Timeout, u"no answer"_s));
    }
    Result<FeedFetch> answered(int status, const QByteArray &body = {}, const HttpHeaders &headers = {})
    {
        fetch();
        http.answer(status, body, headers);
        return ended();
    }

    ManualClock clock;
    FakeHttp http;
    WorkerPool workers{1};
    FeedInfo info;
    FeedValidators last;
    std::unique_ptr<HttpNewsSource> source;
    Request request;
    std::optional<Result<FeedFetch>> result;
};

TEST_F(FeedSourceTest, AsksPolitelyAndParsesOnAWorker)
{
    info.headers = {{"language", "cn"}};
    info.language = u"zh"_s;
    info.zoneOffsetMinutes = 480;
    fetch();
    const HttpQuery query = http.calls[0]->query;
    EXPECT_EQ(query.url, info.url);
    EXPECT_EQ(query.bodyLimit, 8 * 1024 * 1024);
    EXPECT_EQ(query.totalLimit, 30s);
    EXPECT_FALSE(query.userNamed);
    EXPECT_EQ(query.defaultEmbargo, 600s);
    EXPECT_EQ(http.calls[0]->header("language"), "cn");
    EXPECT_TRUE(http.calls[0]->header("Accept").contains("application/rss+xml"));
    EXPECT_EQ(http.calls[0]->header("If-None-Match"), QByteArray());
    EXPECT_EQ(http.calls[0]->header("If-Modified-Since"), QByteArray());

    http.answer(200, "FEED one two",
                {{"content-type", "text/html"},
                 {"etag", "W/\"x y\""},
                 {"last-modified", "Sat, 13 Sep 2025 01:00:00 GMT"}});
    const auto fetched = ended();
    ASSERT_TRUE(fetched);
    EXPECT_TRUE(parsedElsewhere);
    EXPECT_FALSE(fetched->unchanged);
    EXPECT_EQ(fetched->feed.items.size(), 2);
    EXPECT_EQ(fetched->feed.description,
              u"https://wire.example/feed|text/html|zh|480|%1"_s.arg(toMsecs(clock.now())));
    EXPECT_EQ(fetched->validators.etag, "W/\"x y\"");
    EXPECT_EQ(fetched->validators.lastModified, "Sat, 13 Sep 2025 01:00:00 GMT");
    EXPECT_FALSE(fetched->validators.contentHash.isEmpty());
    EXPECT_EQ(fetched->validators.url, info.url);
    EXPECT_EQ(fetched->suggestedInterval, std::nullopt);
}

TEST_F(FeedSourceTest, SendsTheValidatorsVerbatimAnd304EndsThere)
{
    last.etag = "W/\"x y\"";
    last.lastModified = "Sat, 13 Sep 2025 01:00:00 GMT";
    last.contentHash = "h";
    const auto fetched = answered(304, {}, {{"cache-control", "public, max-age=900"}});
    EXPECT_EQ(http.calls[0]->header("If-None-Match"), last.etag);
    EXPECT_EQ(http.calls[0]->header("If-Modified-Since"), last.lastModified);
    ASSERT_TRUE(fetched);
    EXPECT_TRUE(fetched->unchanged);
    EXPECT_EQ(fetched->validators, last);
    EXPECT_EQ(fetched->suggestedInterval, 900s);
    EXPECT_EQ(parses, 0);
}

TEST_F(FeedSourceTest, A304WithANewEtagTellsIt)
{
    last.etag = "\"1\"";
    last.contentHash = "h";
    const auto fetched = answered(304, {}, {{"etag", "\"2\""}});
    ASSERT_TRUE(fetched);
    EXPECT_EQ(fetched->validators.etag, "\"2\"");
    EXPECT_EQ(fetched->validators.contentHash, "h");
}

TEST_F(FeedSourceTest, A304NobodyAskedForIsAnError)
{
    const auto fetched = answered(304);
    ASSERT_FALSE(fetched);
    EXPECT_EQ(fetched.error().kind, Error::Kind::Malformed);
}

TEST_F(FeedSourceTest, TheSameBytesAgainAreUnchangedAndNotParsed)
{
    const auto first = answered(200, "FEED one", {{"etag", "\"1\""}});
    ASSERT_TRUE(first);
    last = first->validators;
    const auto second = answered(200, "FEED one", {{"etag", "\"2\""}});
    ASSERT_TRUE(second);
    EXPECT_TRUE(second->unchanged);
    EXPECT_TRUE(second->feed.items.isEmpty());
    EXPECT_EQ(second->validators.etag, "\"2\"");
    EXPECT_EQ(parses, 1);
    EXPECT_FALSE(answered(200, "FEED one two").value().unchanged);
}

TEST_F(FeedSourceTest, ValidatorsOfAnotherAddressAreNotUsed)
{
    const auto first = answered(200, "FEED one");
    last = first->validators;
    last.etag = "\"old\"";
    info.url = QUrl(u"https://wire.example/other"_s);
    const auto fetched = answered(200, "FEED one");
    EXPECT_EQ(http.calls.last()->header("If-None-Match"), QByteArray());
    ASSERT_TRUE(fetched);
    EXPECT_FALSE(fetched->unchanged) << "the same bytes elsewhere may be another feed's";
}

TEST_F(FeedSourceTest, ValidatorsTheServerMakesWorthlessAreNotKept)
{
    const auto expired =
        answered(200, "FEED one", {{"etag", "\"1\""}, {"last-modified", "x"}, {"expires", "0"}});
    EXPECT_EQ(expired->validators.etag, QByteArray());
    EXPECT_EQ(expired->validators.lastModified, QByteArray());
    const auto future =
        answered(200, "FEED two", {{"etag", "\"1\""}, {"last-modified", "Tue, 19 Jan 2038 03:14:07 GMT"}});
    EXPECT_EQ(future->validators.etag, "\"1\"");
    EXPECT_EQ(future->validators.lastModified, QByteArray());
}

TEST_F(FeedSourceTest, TheLongestHintCounts)
{
    EXPECT_EQ(answered(200, "FEED a ttl=5 sy=60", {{"cache-control", "max-age=600"}})->suggestedInterval,
              3600s);
    EXPECT_EQ(answered(200, "FEED b ttl=5", {{"cache-control", "private, max-age=600"}})->suggestedInterval,
              600s);
    EXPECT_EQ(answered(200, "FEED c", {{"cache-control", "no-cache, max-age=600"}})->suggestedInterval,
              std::nullopt);
    EXPECT_EQ(answered(200, "FEED d", {{"expires", "Sat, 13 Sep 2025 01:52:18 GMT"}})->suggestedInterval,
              600s);
    EXPECT_EQ(answered(200, "FEED e", {{"expires", "Sat, 13 Sep 2025 01:00:00 GMT"}})->suggestedInterval,
              std::nullopt);
    EXPECT_EQ(answered(200, "FEED f ttl=-5", {{"cache-control", "max-age=soon"}})->suggestedInterval,
              std::nullopt);
}

TEST_F(FeedSourceTest, AWebPageWith200IsAnError)
{
    const auto fetched = answered(200, "<html>Just a moment…</html>");
    ASSERT_FALSE(fetched);
    EXPECT_EQ(fetched.error().kind, Error::Kind::Malformed);
    EXPECT_EQ(fetched.error().detail, u"wire.example: this is a web page"_s);
}

TEST_F(FeedSourceTest, AHalfDocumentGivesItsWholeItemsAndAProblem)
{
    const auto fetched = answered(200, "FEED one two half …");
    ASSERT_TRUE(fetched);
    EXPECT_EQ(fetched->feed.items.size(), 2);
    ASSERT_TRUE(fetched->problem);
    EXPECT_EQ(fetched->problem->kind, Error::Kind::Network);
    EXPECT_EQ(answered(200, "FEED one two")->problem, std::nullopt);
}

TEST_F(FeedSourceTest, ABodyBeyondTheLimitIsReadThatFarAndSaid)
{
    fetch();
    HttpAnswer answer;
    answer.status = 200;
    answer.body = "FEED one two";
    answer.cut = true;
    answer.url = info.url;
    http.answer(answer);
    const auto fetched = ended();
    ASSERT_TRUE(fetched);
    EXPECT_EQ(fetched->feed.items.size(), 2);
    ASSERT_TRUE(fetched->problem);
    EXPECT_EQ(fetched->problem->kind, Error::Kind::Malformed);
    EXPECT_TRUE(fetched->problem->detail.contains(u"longer than 8 MB"_s));
}

TEST_F(FeedSourceTest, StatusesBecomeTheErrorsTheScheduleKnows)
{
    using Kind = Error::Kind;
    for (const auto &[status, kind] :
         {std::pair(401, Kind::Refused), std::pair(403, Kind::Refused), std::pair(451, Kind::Refused),
          std::pair(404, Kind::Rejected), std::pair(400, Kind::Rejected), std::pair(429, Kind::RateLimited),
          std::pair(500, Kind::Network), std::pair(503, Kind::Network), std::pair(300, Kind::Malformed)}) {
        const auto fetched = answered(status, "FEED one");
        ASSERT_FALSE(fetched) << status;
        EXPECT_EQ(fetched.error().kind, kind) << status;
        EXPECT_TRUE(fetched.error().detail.contains(QString::number(status)));
    }
    EXPECT_EQ(parses, 0);
}

TEST_F(FeedSourceTest, RetryAfterIsHandedOnAndZeroMeansTenMinutes)
{
    EXPECT_EQ(answered(429, {}, {{"retry-after", "1800"}}).error().retryAfter, 1800s);
    EXPECT_EQ(answered(429, {}, {{"retry-after", "0"}}).error().retryAfter, 600s);
    EXPECT_EQ(answered(429).error().retryAfter, 600s);
    const auto busy = answered(503, {}, {{"retry-after", "Sat, 13 Sep 2025 01:43:18 GMT"}});
    EXPECT_EQ(busy.error().kind, Error::Kind::RateLimited);
    EXPECT_EQ(busy.error().retryAfter, 60s);
}

TEST_F(FeedSourceTest, WhatHttpSaysIsHandedOn)
{
    fetch();
    http.answer(tl::unexpected(Error{Error::Kind::Timeout, u"30 s"_s, std::nullopt}));
    EXPECT_EQ(ended().error(), (Error{Error::Kind::Timeout, u"30 s"_s, std::nullopt}));
}

TEST_F(FeedSourceTest, GoneIsNoErrorButAnEnd)
{
    const auto fetched = answered(410);
    ASSERT_TRUE(fetched);
    EXPECT_TRUE(fetched->gone);
    EXPECT_TRUE(fetched->validators.gone);
    EXPECT_EQ(fetched->validators.url, info.url);
}

TEST_F(FeedSourceTest, TriesTheOtherAddressesInOrder)
{
    info.otherUrls = {QUrl(u"https://second.example/"_s), QUrl(u"https://third.example/"_s)};
    fetch();
    http.answer(404);
    ASSERT_EQ(http.calls.size(), 2);
    EXPECT_EQ(http.calls[1]->query.url.host(), u"second.example"_s);
    http.answer(200, "<html>", {});
    ASSERT_TRUE(waitUntil([&] { return http.calls.size() == 3; }));
    http.answer(200, "FEED one");
    const auto fetched = ended();
    ASSERT_TRUE(fetched);
    EXPECT_EQ(fetched->feed.items.size(), 1);

    fetch();
    http.answer(404);
    http.answer(500);
    http.answer(500);
    EXPECT_EQ(ended().error().kind, Error::Kind::Rejected) << "the first address's error is the one told";
}

TEST_F(FeedSourceTest, AMovedFeedIsAskedThereAndComesBackWhenThatFails)
{
    last.movedTo = QUrl(u"https://new.example/feed"_s);
    fetch();
    EXPECT_EQ(http.calls[0]->query.url, last.movedTo);
    http.answer(200, "FEED one");
    EXPECT_EQ(ended()->validators.movedTo, last.movedTo);

    fetch();
    http.answer(410);
    EXPECT_EQ(http.calls.last()->query.url, info.url);
    http.answer(200, "FEED two");
    const auto fetched = ended();
    ASSERT_TRUE(fetched);
    EXPECT_FALSE(fetched->gone);
    EXPECT_EQ(fetched->validators.movedTo, QUrl());
}

TEST_F(FeedSourceTest, APermanentRedirectIsTold)
{
    fetch();
    http.answer(200, "FEED one", {}, QUrl(u"https://new.example/feed"_s));
    EXPECT_EQ(ended()->permanentUrl, QUrl(u"https://new.example/feed"_s));
}

TEST_F(FeedSourceTest, AUsersFeedMayBeAnywhere)
{
    info.userNamed = true;
    fetch();
    EXPECT_TRUE(http.calls[0]->query.userNamed);
}

TEST_F(FeedSourceTest, ALocalFileIsAFeedToo)
{
    QTemporaryDir dir;
    QFile file(dir.filePath(u"feed.xml"_s));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("FEED one two");
    file.close();
    info.url = QUrl::fromLocalFile(file.fileName());
    fetch();
    const auto fetched = ended();
    ASSERT_TRUE(fetched);
    EXPECT_EQ(fetched->feed.items.size(), 2);
    EXPECT_TRUE(http.calls.isEmpty());
    last = fetched->validators;
    fetch();
    EXPECT_TRUE(ended()->unchanged);

    ASSERT_TRUE(file.remove());
    fetch();
    ASSERT_FALSE(ended());
    EXPECT_EQ(ended().error().kind, Error::Kind::Storage);
    EXPECT_TRUE(ended().error().detail.contains(file.fileName()));
}

TEST_F(FeedSourceTest, ADestroyedRequestAsksAndAnswersNothingMore)
{
    fetch();
    request.reset();
    EXPECT_FALSE(http.isWaiting());
    fetch();
    http.answer(200, "FEED one");
    request.reset();
    for (int i = 0; i < 20; ++i)
        QCoreApplication::processEvents();
    EXPECT_FALSE(result);
}

TEST_F(FeedSourceTest, TheRequestMayBeDestroyedInItsAnswer)
{
    source = std::make_unique<HttpNewsSource>(info, parseWords, http, workers, clock);
    bool answered = false;
    request = source->fetch(last, [&](const Result<FeedFetch> &) {
        request.reset();
        answered = true;
    });
    http.answer(500);
    EXPECT_TRUE(answered);
}

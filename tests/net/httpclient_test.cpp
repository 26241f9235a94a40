#include "app/net/httpclient.h"

#include "app/net/hostrules.h"
#include "tests/net/httpscript.h"
#include "tests/support/manualclock.h"
#include "tests/support/waituntil.h"

#include <QCoreApplication>
#include <QFile>
#include <QPointer>
#include <QTimer>
#include <gtest/gtest.h>

using namespace std::chrono_literals;
using std::chrono::seconds;

namespace {
class HttpClientTest : public testing::Test
{
protected:
    Result<HttpAnswer> get(const HttpQuery &query)
    {
        std::optional<Result<HttpAnswer>> got;
        const Request request =
            client->get(query, [&](Result<HttpAnswer> result) { got = std::move(result); });
        EXPECT_FALSE(got) << "answered before the call returned";
        EXPECT_TRUE(waitUntil([&] { return got.has_value(); })) << "no answer";
        return got.value_or(failure(Error::Kind::Timeout, QStringLiteral("test gave up")));
    }
    Result<HttpAnswer> get(const QUrl &url)
    {
        HttpQuery query;
        query.url = url;
        return get(query);
    }

    ManualClock clock;
    std::unique_ptr<HttpClient> client = makeHttpClient(clock);
};

TEST_F(HttpClientTest, AnswersWithStatusHeadersAndBody)
{
    HttpScript host(
        [](const auto &call) { HttpScript::answer(call.socket, "200 OK", "{\"a\":1}", {"X-Thing: Seen"}); });
    HttpQuery query;
    query.url = host.url(QStringLiteral("/v1"));
    query.headers = {{"If-None-Match", "\"abc\""}};
    const auto answer = get(query);
    ASSERT_TRUE(answer) << answer.error().detail.toStdString();
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(answer->body, "{\"a\":1}");
    EXPECT_EQ(answer->header("x-thing"), "Seen");
    EXPECT_FALSE(answer->cut);
    EXPECT_TRUE(answer->permanentUrl.isEmpty());
    const QByteArray head = host.calls().constFirst().head;
    EXPECT_TRUE(head.contains("user-agent: wickpost/"));
    EXPECT_TRUE(head.contains("if-none-match: \"abc\""));
    EXPECT_FALSE(head.contains("cookie:"));
    EXPECT_FALSE(head.contains("referer:"));
    EXPECT_FALSE(head.contains("upgrade: h2c"));
}

TEST_F(HttpClientTest, ForgetsCookies)
{
    HttpScript host([](const auto &call) {
        HttpScript::answer(call.socket, "200 OK", "", {"Set-Cookie: id=7; Path=/"});
    });
    ASSERT_TRUE(get(host.url()));
    ASSERT_TRUE(get(host.url()));
    EXPECT_FALSE(host.calls().constLast().head.contains("cookie:"));
}

TEST_F(HttpClientTest, AnErrorStatusIsAnAnswer)
{
    HttpScript host([](const auto &call) {
        HttpScript::answer(call.socket, "404 Not Found", "{\"message\":\"NotFound\"}");
    });
    const auto answer = get(host.url());
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 404);
    EXPECT_EQ(answer->body, "{\"message\":\"NotFound\"}");
}

TEST_F(HttpClientTest, OnlyWebAddressesAreFetched)
{
    for (const auto *address :
         {"file:///etc/hostname", "data:text/plain,x", "qrc:/x", "ftp://example.com/", "http://example.com/",
          "https://192.168.1.1/", "https://printer.local/", "", "https:///x"}) {
        const auto answer = get(QUrl(QString::fromLatin1(address)));
        ASSERT_FALSE(answer) << address;
        EXPECT_EQ(answer.error().kind, Error::Kind::Unsupported) << address;
    }
}

TEST_F(HttpClientTest, DestroyingTheRequestCancelsIt)
{
    HttpScript host([](const auto &) {});
    bool called = false;
    HttpQuery query;
    query.url = host.url();
    Request request = client->get(query, [&](const auto &) { called = true; });
    ASSERT_TRUE(waitUntil([&] { return host.calls().size() == 1; }));
    const QPointer<QTcpSocket> socket = host.calls().constFirst().socket;
    request.reset();
    EXPECT_TRUE(waitUntil([&] { return !socket || socket->state() == QAbstractSocket::UnconnectedState; }));
    clock.advance(60s);
    QCoreApplication::processEvents();
    EXPECT_FALSE(called);
}

TEST_F(HttpClientTest, TheRequestMayBeDestroyedInsideItsOwnDone)
{
    HttpScript host([](const auto &call) { HttpScript::answer(call.socket, "200 OK", "x"); });
    HttpQuery query;
    query.url = host.url();
    Request request;
    int calls = 0;
    request = client->get(query, [&](const auto &) {
        ++calls;
        request.reset();
    });
    EXPECT_TRUE(waitUntil([&] { return calls == 1; }));
    QCoreApplication::processEvents();
    EXPECT_EQ(calls, 1);
}

TEST_F(HttpClientTest, AClientMayBeDestroyedInsideADone)
{
    HttpScript host([](const auto &call) { HttpScript::answer(call.socket, "200 OK", "x"); });
    HttpQuery query;
    query.url = host.url();
    bool done = false, other = false;
    const Request second =
        client->get({.url = host.url(QStringLiteral("/2"))}, [&](const auto &) { other = true; });
    const Request request = client->get(query, [&](const auto &) {
        client.reset();
        done = true;
    });
    EXPECT_TRUE(waitUntil([&] { return done; }));
    QCoreApplication::processEvents();
}

TEST_F(HttpClientTest, AtMostTwoRequestsAHostRunAtOnce)
{
    HttpScript host([](const auto &) {}); // never answers by itself
    std::vector<Request> requests;
    int answered = 0;
    for (int i = 0; i < 5; ++i) {
        HttpQuery query;
        query.url = host.url();
        requests.push_back(client->get(query, [&](const auto &) { ++answered; }));
    }
    ASSERT_TRUE(waitUntil([&] { return host.calls().size() == 2; }));
    QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
    EXPECT_EQ(host.calls().size(), 2);
    HttpScript::answer(host.calls().at(0).socket, "200 OK", "");
    EXPECT_TRUE(waitUntil([&] { return host.calls().size() == 3; }));
    EXPECT_EQ(answered, 1);
    requests.at(1).reset(); // cancelling one makes room too
    EXPECT_TRUE(waitUntil([&] { return host.calls().size() == 4; }));
}

TEST_F(HttpClientTest, AWeightedBudgetSpreadsHeavyRequests)
{
    HttpScript host([](const auto &call) { HttpScript::answer(call.socket, "200 OK", ""); });
    std::vector<Request> requests;
    int answered = 0;
    for (int i = 0; i < 5; ++i) {
        HttpQuery query;
        query.url = host.url();
        query.weight = 80;
        requests.push_back(client->get(query, [&](const auto &answer) { answered += answer.has_value(); }));
    }
    ASSERT_TRUE(waitUntil([&] { return answered == 3; })); // 300 at once
    QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
    EXPECT_EQ(host.calls().size(), 3);
    clock.advance(1300ms); // 50 a second come back: 20 are missing for the fourth 80, then 80 for the fifth
    EXPECT_TRUE(waitUntil([&] { return answered == 4; }));
    clock.advance(1700ms);
    EXPECT_TRUE(waitUntil([&] { return answered == 5; }));
}

TEST_F(HttpClientTest, Case04ARefusedConnectionIsNamed)
{
    quint16 port = 0;
    {
        QTcpServer gone;
        gone.listen(QHostAddress::LocalHost);
        port = gone.serverPort();
    }
    const auto answer = get(QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(port)));
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, Error::Kind::Network);
    EXPECT_TRUE(answer.error().detail.contains(QStringLiteral("refused the connection")));
}

TEST_F(HttpClientTest, Case02And03AHostThatNeverAnswersEndsAtTheTotalLimit)
{
    HttpScript host([](const auto &) {});
    HttpQuery query;
    query.url = host.url();
    std::optional<Result<HttpAnswer>> got;
    const Request request = client->get(query, [&](Result<HttpAnswer> result) { got = std::move(result); });
    ASSERT_TRUE(waitUntil([&] { return host.calls().size() == 1; }));
    clock.advance(9999ms);
    EXPECT_FALSE(got);
    clock.advance(1ms);
    ASSERT_TRUE(got);
    ASSERT_FALSE(*got);
    EXPECT_EQ(got->error().kind, Error::Kind::Timeout);
}

TEST_F(HttpClientTest, Case23NoRequestReachesAHostBeforeItsRetryAfter)
{
    int status = 429;
    HttpScript host([&](const auto &call) {
        HttpScript::answer(call.socket, QByteArray::number(status) + " Slow Down", "", {"Retry-After: 30"});
    });
    for (const int asked : {429, 418, 503}) {
        status = asked;
        const auto before = host.connections();
        const auto first = get(host.url());
        ASSERT_TRUE(first);
        EXPECT_EQ(first->status, asked);
        const auto second = get(host.url());
        ASSERT_FALSE(second);
        EXPECT_EQ(second.error().kind, Error::Kind::RateLimited);
        EXPECT_EQ(second.error().retryAfter, seconds{30});
        clock.advance(29'999ms);
        EXPECT_FALSE(get(host.url()));
        EXPECT_EQ(host.connections(), before + 1) << "a request went out under the embargo";
        EXPECT_TRUE(client->embargoedUntil(hostKey(host.url())));
        clock.advance(1ms);
        EXPECT_FALSE(client->embargoedUntil(hostKey(host.url())));
        EXPECT_TRUE(get(host.url())) << "the embargo did not end";
        clock.advance(30s);
    }
}

TEST_F(HttpClientTest, Case23ARetryAfterDateCountsByTheServersClock)
{
    HttpScript host([](const auto &call) {
        HttpScript::answer(
            call.socket, "429 Slow Down", "",
            {"Date: Sun, 06 Nov 1994 08:49:37 GMT", "Retry-After: Sun, 06 Nov 1994 08:51:37 GMT"});
    });
    ASSERT_TRUE(get(host.url()));
    const auto second = get(host.url());
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().retryAfter, seconds{120});
}

TEST_F(HttpClientTest, Case23WithoutATimeTheDefaultHolds)
{
    QByteArray status = "429 Slow Down";
    QByteArrayList headers;
    HttpScript host([&](const auto &call) { HttpScript::answer(call.socket, status, "", headers); });
    HttpQuery query;
    query.url = host.url();
    ASSERT_TRUE(get(query));
    EXPECT_EQ(get(query).error().retryAfter, seconds{60});
    clock.advance(60s);
    headers = {"Retry-After: 0"};
    query.defaultEmbargo = 600s; // a feed
    ASSERT_TRUE(get(query));
    EXPECT_EQ(get(query).error().retryAfter, seconds{600});
    clock.advance(600s);
    status = "418 I'm a teapot";
    query.defaultEmbargo = 60s;
    ASSERT_TRUE(get(query));
    EXPECT_EQ(get(query).error().retryAfter, seconds{120});
    clock.advance(120s);
    status = "503 Service Unavailable"; // without a time 503 is only an error of this request
    headers.clear();
    ASSERT_TRUE(get(query));
    EXPECT_TRUE(get(query));
}

TEST_F(HttpClientTest, Case23WaitingRequestsHearOfAnEmbargoAtOnce)
{
    HttpScript host([](const auto &) {});
    std::vector<Request> requests;
    QList<Error::Kind> errors;
    for (int i = 0; i < 4; ++i) {
        requests.push_back(client->get({.url = host.url()}, [&](const auto &answer) {
            if (!answer)
                errors.append(answer.error().kind);
        }));
    }
    ASSERT_TRUE(waitUntil([&] { return host.calls().size() == 2; }));
    client->embargo(hostKey(host.url()), clock.monotonic() + 60s);
    EXPECT_TRUE(waitUntil([&] { return errors.size() == 2; })); // the two that run may still be answered
    EXPECT_EQ(errors, QList<Error::Kind>(2, Error::Kind::RateLimited));
}

TEST_F(HttpClientTest, AnEmbargoConcernsOneHostOnly)
{
    HttpScript limited([](const auto &call) { HttpScript::answer(call.socket, "429 Slow Down", ""); });
    HttpScript other([](const auto &call) { HttpScript::answer(call.socket, "200 OK", ""); });
    ASSERT_TRUE(get(limited.url()));
    EXPECT_FALSE(get(limited.url()));
    EXPECT_TRUE(get(other.url()));
}

TEST_F(HttpClientTest, Case24AServerErrorWithAPageIsHandedOverAsItCame)
{
    HttpScript host([](const auto &call) {
        HttpScript::answer(call.socket, "503 Service Unavailable", "<html>Sorry</html>");
    });
    const auto answer = get(host.url());
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 503);
    EXPECT_EQ(answer->body, "<html>Sorry</html>");
}

TEST_F(HttpClientTest, Case49ATrickleEndsAtTheTotalLimit)
{
    QTimer trickle;
    QTcpSocket *to = nullptr;
    QObject::connect(&trickle, &QTimer::timeout, &trickle, [&] { to->write("x"); });
    HttpScript host([&](const auto &call) {
        to = call.socket;
        to->write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
        trickle.start(5);
    });
    std::optional<Result<HttpAnswer>> got;
    const Request request = client->get({.url = host.url(), .totalLimit = 30s},
                                        [&](Result<HttpAnswer> result) { got = std::move(result); });
    ASSERT_TRUE(waitUntil([&] { return to != nullptr; }));
    for (int i = 0; i < 29; ++i) {
        clock.advance(1s);
        QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
    }
    EXPECT_FALSE(got);
    clock.advance(1s);
    trickle.stop();
    ASSERT_TRUE(got);
    EXPECT_EQ(got->error().kind, Error::Kind::Timeout);
}

TEST_F(HttpClientTest, Case50ABodyIsCutAtItsLimit)
{
    constexpr qint64 limit = 300'000;
    qint64 written = 0;
    QPointer<QTcpSocket> to;
    HttpScript host([&](const auto &call) { // an endless body: more whenever some went out
        to = call.socket;
        call.socket->write("HTTP/1.1 200 OK\r\n\r\n");
        QObject::connect(to, &QTcpSocket::bytesWritten, to, [&] {
            if (to && to->bytesToWrite() < 65536)
                written += to->write(QByteArray(65536, 'x'));
        });
    });
    const auto answer = get(HttpQuery{.url = host.url(), .bodyLimit = limit});
    ASSERT_TRUE(answer);
    EXPECT_TRUE(answer->cut);
    EXPECT_EQ(answer->body.size(), limit);
    EXPECT_TRUE(waitUntil([&] { return !to || to->state() == QAbstractSocket::UnconnectedState; }))
        << "the rest is still being fetched";
}

TEST_F(HttpClientTest, Case50ABodyOfExactlyTheLimitIsWhole)
{
    HttpScript host(
        [](const auto &call) { HttpScript::answer(call.socket, "200 OK", QByteArray(200'000, 'x')); });
    const auto answer = get(HttpQuery{.url = host.url(), .bodyLimit = 200'000});
    ASSERT_TRUE(answer);
    EXPECT_FALSE(answer->cut);
    EXPECT_EQ(answer->body.size(), 200'000);
}

QByteArray gzip(const QByteArray &plain)
{
    // qCompress writes a length and a zlib stream; HTTP's "deflate" is that zlib stream.
    return qCompress(plain, 9).mid(4);
}

TEST_F(HttpClientTest, Case51AnArchiveIsCountedUnpacked)
{
    HttpScript host([](const auto &call) {
        HttpScript::answer(call.socket, "200 OK", gzip(QByteArray(5'000'000, 'x')),
                           {"Content-Encoding: deflate"});
    });
    const auto answer = get(HttpQuery{.url = host.url(), .bodyLimit = 1'000'000});
    ASSERT_TRUE(answer);
    EXPECT_TRUE(answer->cut);
    EXPECT_EQ(answer->body.size(), 1'000'000);
}

TEST_F(HttpClientTest, Case51ABombIsRefused)
{
    HttpScript host([](const auto &call) {
        HttpScript::answer(call.socket, "200 OK", gzip(QByteArray(200'000'000, '\0')),
                           {"Content-Encoding: deflate"});
    });
    const auto answer = get(HttpQuery{.url = host.url(), .bodyLimit = 100'000'000});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, Error::Kind::Malformed);
}

TEST_F(HttpClientTest, Case52AShortBodyIsAnError)
{
    HttpScript host([](const auto &call) {
        call.socket->write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nonly this");
        call.socket->disconnectFromHost();
    });
    const auto answer = get(host.url());
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, Error::Kind::Network);
}

TEST_F(HttpClientTest, Case59RedirectsAreFollowedAndPermanentOnesTold)
{
    HttpScript host([](const auto &call) {
        if (call.path == "/a")
            HttpScript::answer(call.socket, "301 Moved", "", {"Location: /b"});
        else if (call.path == "/b")
            HttpScript::answer(call.socket, "308 Moved", "", {"Location: /c"});
        else if (call.path == "/c")
            HttpScript::answer(call.socket, "302 Found", "", {"Location: /d"});
        else
            HttpScript::answer(call.socket, "200 OK", "here");
    });
    const auto answer = get(host.url(QStringLiteral("/a")));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->body, "here");
    EXPECT_EQ(answer->url, host.url(QStringLiteral("/d")));
    EXPECT_EQ(answer->permanentUrl, host.url(QStringLiteral("/c")));
    const auto later = get(host.url(QStringLiteral("/c")));
    ASSERT_TRUE(later);
    EXPECT_TRUE(later->permanentUrl.isEmpty());
}

TEST_F(HttpClientTest, Case59ARedirectLoopEndsAfterFiveHops)
{
    HttpScript host(
        [](const auto &call) { HttpScript::answer(call.socket, "302 Found", "", {"Location: /again"}); });
    const auto answer = get(host.url());
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, Error::Kind::Rejected);
    EXPECT_EQ(host.calls().size(), 6);
}

TEST_F(HttpClientTest, Case59RedirectsOutOfTheWebAreRefused)
{
    QByteArray to;
    HttpScript host(
        [&](const auto &call) { HttpScript::answer(call.socket, "302 Found", "", {"Location: " + to}); });
    for (const auto *target : {"file:///etc/passwd", "data:text/plain,x", "qrc:/x", "http://example.com/"}) {
        to = target;
        const auto answer = get(host.url());
        ASSERT_FALSE(answer) << target;
        EXPECT_EQ(answer.error().kind, Error::Kind::Rejected) << target;
    }
}

TEST_F(HttpClientTest, Case59ARedirectToAHostUnderEmbargoIsNotFollowed)
{
    HttpScript target([](const auto &call) { HttpScript::answer(call.socket, "200 OK", ""); });
    HttpScript host([&](const auto &call) {
        HttpScript::answer(call.socket, "302 Found", "", {"Location: " + target.url().toEncoded()});
    });
    client->embargo(hostKey(target.url()), clock.monotonic() + 60s);
    const auto answer = get(host.url());
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, Error::Kind::RateLimited);
    EXPECT_TRUE(target.calls().isEmpty());
}

TEST_F(HttpClientTest, HeadersMeantForOneHostDoNotTravelToAnother)
{
    HttpScript target([](const auto &call) { HttpScript::answer(call.socket, "200 OK", ""); });
    HttpScript host([&](const auto &call) {
        HttpScript::answer(call.socket, "302 Found", "", {"Location: " + target.url().toEncoded()});
    });
    HttpQuery query;
    query.url = host.url();
    query.headers = {{"X-Key", "secret"}, {"Accept", "application/json"}};
    ASSERT_TRUE(get(query));
    EXPECT_FALSE(target.calls().constFirst().head.contains("secret"));
    EXPECT_TRUE(target.calls().constFirst().head.contains("accept: application/json"));
}

TEST_F(HttpClientTest, Case22AProxyThatRefusesIsNamed)
{
    quint16 port = 0;
    {
        QTcpServer gone;
        gone.listen(QHostAddress::LocalHost);
        port = gone.serverPort();
    }
    qputenv("https_proxy", QByteArray("http://127.0.0.1:") + QByteArray::number(port));
    const auto answer = get(QUrl(QStringLiteral("https://api.example.com/")));
    qunsetenv("https_proxy");
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, Error::Kind::Network);
    EXPECT_TRUE(answer.error().detail.contains(QStringLiteral("proxy 127.0.0.1:%1").arg(port)))
        << answer.error().detail.toStdString();
}

TEST_F(HttpClientTest, Case01AnUnknownHostIsNamed)
{
    const auto answer = get(QUrl(QStringLiteral("https://no-such-host.invalid/")));
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, Error::Kind::Network);
    EXPECT_TRUE(answer.error().detail.contains(QStringLiteral("cannot find host no-such-host.invalid")))
        << answer.error().detail.toStdString();
}
} // namespace

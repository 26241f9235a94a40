// The fault catalogue of platform.md 1.6, as far as it concerns requests, by its numbers.
#include "app/net/hostrules.h"
#include "tests/net/httpclientfixture.h"

#include <QCoreApplication>
#include <QPointer>
#include <QTimer>

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

#include "tests/net/httpclientfixture.h"

#include <QCoreApplication>
#include <QPointer>

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

TEST_F(HttpClientTest, AnEmbargoConcernsOneHostOnly)
{
    HttpScript limited([](const auto &call) { HttpScript::answer(call.socket, "429 Slow Down", ""); });
    HttpScript other([](const auto &call) { HttpScript::answer(call.socket, "200 OK", ""); });
    ASSERT_TRUE(get(limited.url()));
    EXPECT_FALSE(get(limited.url()));
    EXPECT_TRUE(get(other.url()));
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

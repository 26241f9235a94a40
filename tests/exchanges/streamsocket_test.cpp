#include "app/exchanges/streamsocket.h"

#include "tests/exchanges/wireserver.h"
#include "tests/support/manualclock.h"
#include "tests/support/waituntil.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QHostInfo>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace std::chrono_literals;

namespace {
class StreamSocketTest : public testing::Test
{
protected:
    void open(const QUrl &url)
    {
        socket = std::make_unique<StreamSocket>(clock, url);
        QObject::connect(socket.get(), &StreamSocket::messageReceived, socket.get(),
                         [this](const QByteArray &bytes) { messages.append(bytes); });
        QObject::connect(socket.get(), &StreamSocket::failed, socket.get(), [this](const StreamFailure &why) {
            EXPECT_FALSE(failure) << "it failed twice";
            failure = why;
        });
        socket->open();
    }
    void openAndWait()
    {
        open(server.url());
        ASSERT_TRUE(waitUntil([&] { return socket->isOpen(); }));
    }
    void settle()
    {
        QElapsedTimer timer;
        timer.start();
        waitUntil([&] { return timer.elapsed() > 5; });
    }
    void pass(std::chrono::milliseconds time)
    {
        for (auto gone = 0ms; gone < time; gone += 250ms) {
            clock.advance(250ms);
            QCoreApplication::processEvents();
        }
    }
    QString reason() const { return failure ? failure->error.detail : QString(); }

    ManualClock clock;
    WireServer server;
    std::unique_ptr<StreamSocket> socket;
    QByteArrayList messages;
    std::optional<StreamFailure> failure;
};

// A host that drops every SYN: the queue of a listening socket is full and nobody takes from it.
class BlackHole
{
public:
    explicit BlackHole(int family = AF_INET)
    {
        sockaddr_in v4{};
        v4.sin_family = AF_INET;
        v4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        sockaddr_in6 v6{};
        v6.sin6_family = AF_INET6;
        v6.sin6_addr = in6addr_loopback;
        auto *address =
            family == AF_INET ? reinterpret_cast<sockaddr *>(&v4) : reinterpret_cast<sockaddr *>(&v6);
        socklen_t size = family == AF_INET ? sizeof v4 : sizeof v6;
        m_listener = ::socket(family, SOCK_STREAM, 0);
        EXPECT_EQ(::bind(m_listener, address, size), 0);
        EXPECT_EQ(::listen(m_listener, 0), 0);
        ::getsockname(m_listener, address, &size);
        m_port = ntohs(family == AF_INET ? v4.sin_port : v6.sin6_port);
        for (int &filler : m_fillers) {
            filler = ::socket(family, SOCK_STREAM | SOCK_NONBLOCK, 0);
            ::connect(filler, address, size);
        }
    }
    ~BlackHole()
    {
        for (const int filler : m_fillers)
            ::close(filler);
        ::close(m_listener);
    }
    quint16 port() const { return m_port; }

private:
    int m_listener = -1, m_fillers[4] = {-1, -1, -1, -1};
    quint16 m_port = 0;
};

TEST_F(StreamSocketTest, OpensSaysWhoWeAreAndCarriesMessages)
{
    openAndWait();
    EXPECT_TRUE(server.head.contains("User-Agent: Wickpost/"));
    server.socket->write(WireServer::frame("one") + WireServer::frame("t\xc3\xbco"));
    EXPECT_TRUE(waitUntil([&] { return messages.size() == 2; }));
    EXPECT_EQ(messages, (QByteArrayList{"one", "t\xc3\xbco"}));
    EXPECT_FALSE(failure);
}

TEST_F(StreamSocketTest, ClosesPolitelyWithoutAFailure)
{
    openAndWait();
    socket->closePolitely();
    EXPECT_TRUE(waitUntil([&] { return server.socket->state() == QAbstractSocket::UnconnectedState; }));
    EXPECT_TRUE(server.head.contains("\x88\x82")) << "no close frame";
    EXPECT_FALSE(failure);
}

TEST_F(StreamSocketTest, Case01AnUnknownHostIsNamed)
{
    open(QUrl(QStringLiteral("wss://no-such-host.invalid/")));
    ASSERT_TRUE(waitUntil([&] { return failure.has_value(); }));
    EXPECT_TRUE(reason().contains(QStringLiteral("cannot find host no-such-host.invalid")))
        << reason().toStdString();
}

TEST_F(StreamSocketTest, Case02And03AConnectionThatNeverComesEndsAfterTenSeconds)
{
    const BlackHole hole;
    open(QUrl(QStringLiteral("ws://127.0.0.1:%1/").arg(hole.port())));
    settle();
    pass(9750ms);
    EXPECT_FALSE(failure) << reason().toStdString();
    pass(250ms);
    ASSERT_TRUE(failure);
    EXPECT_EQ(failure->error.kind, Error::Kind::Timeout);
    EXPECT_TRUE(reason().contains(QStringLiteral("no connection"))) << reason().toStdString();
}

// Needs a name with two addresses: "::1 wickpost.test" and "127.0.0.1 wickpost.test" in /etc/hosts.
TEST_F(StreamSocketTest, Case21ADeadIpv6DoesNotHideAGoodIpv4)
{
    const QString name = QStringLiteral("wickpost.test");
    if (QHostInfo::fromName(name).addresses().size() != 2)
        GTEST_SKIP() << "no name with two addresses here";
    const BlackHole dead(AF_INET6);
    WireServer good(nullptr, dead.port());
    open(QUrl(QStringLiteral("ws://%1:%2/").arg(name).arg(dead.port())));
    settle();
    EXPECT_FALSE(socket->isOpen());
    for (auto gone = 0ms; gone < 9s && !socket->isOpen(); gone += 500ms) {
        clock.advance(500ms);
        settle();
    }
    EXPECT_TRUE(socket->isOpen()) << reason().toStdString();
}

QSslConfiguration serverTls(const QString &name)
{
    const auto read = [](const QString &file) {
        QFile pem(QStringLiteral(WICKPOST_TEST_DATA "/tls/") + file);
        EXPECT_TRUE(pem.open(QIODevice::ReadOnly));
        return pem.readAll();
    };
    QSslConfiguration tls;
    tls.setLocalCertificate(QSslCertificate(read(name + QStringLiteral(".pem"))));
    tls.setPrivateKey(QSslKey(read(name + QStringLiteral(".key")), QSsl::Ec));
    return tls;
}

// Our test authority is trusted while it lives.
class TrustedAuthority
{
public:
    TrustedAuthority()
    {
        QSslConfiguration trusting = m_before;
        trusting.addCaCertificates(QStringLiteral(WICKPOST_TEST_DATA "/tls/authority.pem"));
        QSslConfiguration::setDefaultConfiguration(trusting);
    }
    ~TrustedAuthority() { QSslConfiguration::setDefaultConfiguration(m_before); }

private:
    QSslConfiguration m_before = QSslConfiguration::defaultConfiguration();
};

TEST_F(StreamSocketTest, Case05And06BadCertificatesAreRefusedByName)
{
    const TrustedAuthority trusted;
    for (const auto &[name, reasonPart] :
         {std::pair{QStringLiteral("expired"), QStringLiteral("check the clock")},
          std::pair{QStringLiteral("early"), QStringLiteral("check the clock")},
          std::pair{QStringLiteral("wronghost"), QStringLiteral("host name")},
          std::pair{QStringLiteral("unknown"), QStringLiteral("issuer")},
          std::pair{QStringLiteral("self"), QStringLiteral("self-signed")}}) {
        const QSslConfiguration tls = serverTls(name);
        WireServer secure(&tls);
        failure.reset();
        open(secure.url());
        ASSERT_TRUE(waitUntil([&] { return failure.has_value(); })) << name.toStdString();
        EXPECT_EQ(failure->error.kind, Error::Kind::Network);
        EXPECT_TRUE(reason().contains(QStringLiteral("certificate refused"))) << reason().toStdString();
        EXPECT_TRUE(reason().contains(reasonPart, Qt::CaseInsensitive)) << reason().toStdString();
    }
}

TEST_F(StreamSocketTest, AGoodCertificateOpens)
{
    const TrustedAuthority trusted;
    const QSslConfiguration tls = serverTls(QStringLiteral("good"));
    WireServer secure(&tls);
    open(secure.url());
    EXPECT_TRUE(waitUntil([&] { return socket->isOpen() || failure; }));
    EXPECT_TRUE(socket->isOpen()) << reason().toStdString();
}

TEST_F(StreamSocketTest, Case07TlsThatIsUpAndThenSilentEndsAfterFifteenSeconds)
{
    const TrustedAuthority trusted;
    const QSslConfiguration tls = serverTls(QStringLiteral("good"));
    WireServer secure(&tls);
    secure.answersHandshake = false;
    open(secure.url());
    ASSERT_TRUE(waitUntil([&] { return secure.head.contains("\r\n\r\n"); }));
    pass(14750ms);
    EXPECT_FALSE(failure) << reason().toStdString();
    pass(250ms);
    ASSERT_TRUE(failure);
    EXPECT_EQ(failure->error.kind, Error::Kind::Timeout);
    EXPECT_TRUE(reason().contains(QStringLiteral("handshake"))) << reason().toStdString();
}

TEST_F(StreamSocketTest, Case17AMessageThatTricklesInEndsAfterTenSeconds)
{
    openAndWait();
    const QByteArray bytes = WireServer::frame(QByteArray(400, 'x'));
    server.socket->write(bytes.left(20));
    settle();
    qsizetype sent = 20;
    for (auto gone = 0ms; gone < 9900ms; gone += 300ms) { // Qt's own 5 s are reset by every byte
        server.socket->write(bytes.mid(sent++, 1));
        clock.advance(300ms);
        settle();
        ASSERT_FALSE(failure) << reason().toStdString();
    }
    clock.advance(300ms);
    settle();
    ASSERT_TRUE(failure);
    EXPECT_EQ(failure->error.kind, Error::Kind::Timeout);
    EXPECT_TRUE(reason().contains(QStringLiteral("not whole"))) << reason().toStdString();
}

TEST_F(StreamSocketTest, Case17ManyMessagesThatEachEndInTimeAreNoTrickle)
{
    openAndWait();
    const QByteArray bytes = WireServer::frame(QByteArray(400, 'x'));
    for (int i = 0; i < 30; ++i) { // every read ends in the middle of a message, each a second old at most
        server.socket->write(i == 0 ? bytes.left(200) : bytes.mid(200) + bytes.left(200));
        settle();
        clock.advance(1s);
        ASSERT_FALSE(failure) << reason().toStdString();
    }
    EXPECT_EQ(messages.size(), 29);
}

TEST_F(StreamSocketTest, Case28ATruncatedFrameAndThenSilenceEndsWithinTenSeconds)
{
    openAndWait();
    server.socket->write(WireServer::frame(QByteArray(400, 'x')).left(100));
    settle();
    pass(10s);
    ASSERT_TRUE(failure);
    EXPECT_TRUE(messages.isEmpty());
}

TEST_F(StreamSocketTest, Case30FragmentsWithoutEndAreCutByTime)
{
    openAndWait();
    server.socket->write(QByteArray("\x01\x01x", 3)); // begins, and goes on with empty continuations
    for (auto gone = 0ms; gone < 10s; gone += 500ms) {
        server.socket->write(QByteArray("\x00\x00", 2));
        settle();
        clock.advance(500ms);
    }
    settle();
    ASSERT_TRUE(failure);
    EXPECT_EQ(failure->error.kind, Error::Kind::Timeout);
}

TEST_F(StreamSocketTest, Case16ABurstOfMessagesArrivesWholeAndInOrder)
{
    openAndWait();
    constexpr int count = 50'000;
    QByteArray burst;
    for (int i = 0; i < count; ++i)
        burst += WireServer::frame("{\"n\":" + QByteArray::number(i) + "}");
    server.socket->write(burst); // while nobody reads
    ASSERT_TRUE(waitUntil([&] { return messages.size() == count; }, 20'000)) << messages.size();
    EXPECT_EQ(messages.constLast(), "{\"n\":49999}");
    EXPECT_EQ(messages.at(12345), "{\"n\":12345}");
}

TEST_F(StreamSocketTest, Case22AProxyThatRefusesIsNamed)
{
    quint16 port = 0;
    {
        QTcpServer gone;
        gone.listen(QHostAddress::LocalHost);
        port = gone.serverPort();
    }
    qputenv("https_proxy", "http://127.0.0.1:" + QByteArray::number(port));
    open(QUrl(QStringLiteral("wss://stream.example.com/")));
    EXPECT_TRUE(waitUntil([&] { return failure.has_value(); }));
    qunsetenv("https_proxy");
    EXPECT_TRUE(reason().contains(QStringLiteral("proxy 127.0.0.1:%1").arg(port))) << reason().toStdString();
}

TEST_F(StreamSocketTest, Case33AHandshakeWithoutEndIsCutAtItsSize)
{
    server.answersHandshake = false;
    open(server.url());
    ASSERT_TRUE(waitUntil([&] { return server.head.contains("\r\n\r\n"); }));
    server.socket->write("HTTP/1.1 101 Switching Protocols\r\nX: " +
                         QByteArray(300'000, 'x')); // one line, no end
    ASSERT_TRUE(waitUntil([&] { return failure.has_value(); }));
    EXPECT_EQ(failure->error.kind, Error::Kind::Malformed);
}

TEST_F(StreamSocketTest, Case47ADeadlineThatFiresLateGivesOneGrace)
{
    server.answersHandshake = false;
    open(server.url());
    ASSERT_TRUE(waitUntil([&] { return server.head.contains("\r\n\r\n"); }));
    pass(14s);
    clock.suspend(3s);
    clock.advance(1s);
    EXPECT_FALSE(failure);
    clock.advance(2s);
    EXPECT_TRUE(failure);
}
} // namespace

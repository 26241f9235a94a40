#include "app/net/hostrules.h"

#include <gtest/gtest.h>

namespace {
QUrl url(const char *text)
{
    return QUrl(QString::fromLatin1(text));
}

TEST(HostRules, AHostIsNamedWithItsPortUnlessThatIsTheSchemesOwn)
{
    EXPECT_EQ(hostKey(url("https://API.Bitget.com/x")), QStringLiteral("api.bitget.com"));
    EXPECT_EQ(hostKey(url("wss://ws.bitget.com:443/x")), QStringLiteral("ws.bitget.com"));
    EXPECT_EQ(hostKey(url("wss://ws.okx.com:8443/ws")), QStringLiteral("ws.okx.com:8443"));
    EXPECT_EQ(hostKey(url("http://127.0.0.1:9001/")), QStringLiteral("127.0.0.1:9001"));
    EXPECT_EQ(hostKey(url("http://127.0.0.1/")), QStringLiteral("127.0.0.1"));
}

TEST(HostRules, PrivateAddressesAreKnown)
{
    for (const char *host :
         {"127.0.0.1", "127.9.9.9", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.0.1",
          "169.254.169.254", "100.64.0.1", "0.0.0.0", "::1", "::", "fe80::1", "fd00::1", "::ffff:10.0.0.1",
          "::ffff:127.0.0.1", "localhost", "router", "nas.local", "x.localhost"})
        EXPECT_TRUE(isPrivateHost(QString::fromLatin1(host))) << host;
    for (const char *host :
         {"1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "example.com", "::ffff:1.1.1.1"})
        EXPECT_FALSE(isPrivateHost(QString::fromLatin1(host))) << host;
}

TEST(HostRules, PlainHttpIsForLoopbackAndForWhatAPersonTyped)
{
    EXPECT_TRUE(checkAddress(url("https://example.com/"), false));
    EXPECT_TRUE(checkAddress(url("http://localhost:8080/"), false));
    EXPECT_TRUE(checkAddress(url("http://[::1]:8080/"), false));
    EXPECT_FALSE(checkAddress(url("http://example.com/"), false));
    EXPECT_TRUE(checkAddress(url("http://example.com/"), true));
    EXPECT_FALSE(checkAddress(url("https://10.0.0.1/"), false));
    EXPECT_TRUE(checkAddress(url("http://10.0.0.1/"), true));
    EXPECT_FALSE(checkAddress(url("ws://localhost/"), true));
}

TEST(HostRules, ARedirectNeverLeadsWhereItShouldNot)
{
    EXPECT_TRUE(checkRedirect(url("https://a.com/"), url("https://b.com/"), false));
    EXPECT_TRUE(checkRedirect(url("http://a.com/"), url("https://a.com/"), true));
    EXPECT_TRUE(checkRedirect(url("http://a.com/"), url("http://b.com/"), true));
    EXPECT_TRUE(checkRedirect(url("http://192.168.0.2/"), url("http://192.168.0.2:8080/a"), true));
    EXPECT_TRUE(checkRedirect(url("http://nas.local/"), url("https://nas.local/"), true));
    EXPECT_TRUE(checkRedirect(url("http://127.0.0.1:1/"), url("http://localhost:2/"), true));
    EXPECT_FALSE(checkRedirect(url("http://192.168.0.2/"), url("http://192.168.0.3/"), true));
    EXPECT_FALSE(checkRedirect(url("http://localhost/"), url("http://10.0.0.1/"), true));
    EXPECT_FALSE(checkRedirect(url("https://a.com/"), url("http://a.com/"), true));
    EXPECT_FALSE(checkRedirect(url("http://a.com/"), url("http://b.com/"), false));
    EXPECT_FALSE(checkRedirect(url("https://a.com/"), url("https://10.0.0.1/"), true));
    EXPECT_FALSE(checkRedirect(url("https://a.com/"), url("https://localhost/"), true));
    EXPECT_FALSE(checkRedirect(url("https://a.com/"), url("file:///etc/passwd"), true));
    EXPECT_FALSE(checkRedirect(url("https://a.com/"), url("ftp://a.com/"), true));
}
} // namespace

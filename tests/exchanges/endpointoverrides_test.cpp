#include "app/exchanges/endpointoverrides.h"

#include <gtest/gtest.h>

namespace {
const VenueId bitget{QStringLiteral("bitget")}, kraken{QStringLiteral("kraken")};

QString applied(const QString &argument, const char *url)
{
    const auto overrides = EndpointOverrides::parse({argument});
    EXPECT_TRUE(overrides) << argument.toStdString();
    return overrides ? overrides->apply(bitget, QUrl(QString::fromLatin1(url))).toString() : QString();
}

TEST(EndpointOverrides, ReplaceSchemeHostAndPortAndKeepThePath)
{
    const QString plain = QStringLiteral("bitget=http://127.0.0.1:9001");
    EXPECT_EQ(applied(plain, "https://api.bitget.com/api/v2/x?symbol=A%2CB"),
              QStringLiteral("http://127.0.0.1:9001/api/v2/x?symbol=A%2CB"));
    EXPECT_EQ(applied(plain, "wss://ws.bitget.com/v2/ws/public"),
              QStringLiteral("ws://127.0.0.1:9001/v2/ws/public"));
    EXPECT_EQ(applied(plain, "wss://ws.okx.com:8443/ws"), QStringLiteral("ws://127.0.0.1:9001/ws"));
    const QString secure = QStringLiteral("Bitget=https://proxy.example/");
    EXPECT_EQ(applied(secure, "https://api.bitget.com:8443/x"), QStringLiteral("https://proxy.example/x"));
    EXPECT_EQ(applied(secure, "wss://ws.bitget.com/y"), QStringLiteral("wss://proxy.example/y"));
    EXPECT_EQ(applied(QStringLiteral("bitget=ws://localhost:1"), "https://api.bitget.com/x"),
              QStringLiteral("http://localhost:1/x"));
}

TEST(EndpointOverrides, OtherVenuesAreLeftAlone)
{
    const auto overrides = EndpointOverrides::parse({QStringLiteral("bitget=http://[::1]:9001")});
    ASSERT_TRUE(overrides);
    const QUrl url(QStringLiteral("wss://ws.kraken.com/v2"));
    EXPECT_EQ(overrides->apply(kraken, url), url);
    EXPECT_TRUE(overrides->contains(bitget));
    EXPECT_FALSE(overrides->contains(kraken));
}

TEST(EndpointOverrides, WhatIsWrongIsNamed)
{
    const QList<QPair<QString, QString>> cases = {
        {QStringLiteral("bitget"), QStringLiteral("VENUE=URL")},
        {QStringLiteral("=http://127.0.0.1"), QStringLiteral("VENUE=URL")},
        {QStringLiteral("mtgox=http://127.0.0.1:1"), QStringLiteral("no such venue")},
        {QStringLiteral("bitget=http://example.com"), QStringLiteral("only to this machine")},
        {QStringLiteral("bitget=ws://10.0.0.1:1"), QStringLiteral("only to this machine")},
        {QStringLiteral("bitget=ftp://127.0.0.1"), QStringLiteral("only http")},
        {QStringLiteral("bitget="), QStringLiteral("not an address")},
        {QStringLiteral("bitget=127.0.0.1:9001"), QStringLiteral("not an address")},
        {QStringLiteral("bitget=http://127.0.0.1:9001/api"), QStringLiteral("no path")},
    };
    for (const auto &[argument, reason] : cases) {
        const auto overrides = EndpointOverrides::parse({argument});
        ASSERT_FALSE(overrides) << argument.toStdString();
        EXPECT_TRUE(overrides.error().detail.contains(reason)) << overrides.error().detail.toStdString();
        EXPECT_TRUE(overrides.error().detail.contains(argument));
    }
}
} // namespace

#include "app/net/httpclient.h"
#include "app/net/neterror.h"
#include "tests/net/httpscript.h"
#include "tests/support/manualclock.h"
#include "tests/support/waituntil.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <gtest/gtest.h>

namespace {
QByteArray pem(const QString &name)
{
    QFile file(QStringLiteral(WICKPOST_TEST_DATA "/tls/") + name);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << name.toStdString();
    return file.readAll();
}

// Trusts our test authority besides the system's, as long as it lives.
class TrustedAuthority
{
public:
    TrustedAuthority()
    {
        QSslConfiguration trusting = m_before;
        trusting.addCaCertificate(QSslCertificate(pem(QStringLiteral("authority.pem"))));
        QSslConfiguration::setDefaultConfiguration(trusting);
    }
    ~TrustedAuthority() { QSslConfiguration::setDefaultConfiguration(m_before); }

private:
    QSslConfiguration m_before = QSslConfiguration::defaultConfiguration();
};

Result<HttpAnswer> fetchFrom(const QString &certificate)
{
    const TrustedAuthority trusted;
    QSslConfiguration tls;
    tls.setLocalCertificate(QSslCertificate(pem(certificate + QStringLiteral(".pem"))));
    tls.setPrivateKey(QSslKey(pem(certificate + QStringLiteral(".key")), QSsl::Ec));
    HttpScript host([](const auto &call) { HttpScript::answer(call.socket, "200 OK", "secret"); }, &tls);
    ManualClock clock;
    const auto client = makeHttpClient(clock);
    std::optional<Result<HttpAnswer>> got;
    const Request request = client->get({.url = host.url(), .userNamed = true},
                                        [&](Result<HttpAnswer> result) { got = std::move(result); });
    EXPECT_TRUE(waitUntil([&] { return got.has_value(); }));
    return got.value_or(failure(Error::Kind::Timeout, QStringLiteral("test gave up")));
}

TEST(Tls, AGoodCertificateIsTaken)
{
    const auto answer = fetchFrom(QStringLiteral("good"));
    ASSERT_TRUE(answer) << answer.error().detail.toStdString();
    EXPECT_EQ(answer->body, "secret");
}

TEST(Tls, Case05ExpiredWrongHostUnknownAndSelfSignedAreRefusedByName)
{
    const QList<QPair<QString, QString>> cases = {
        {QStringLiteral("expired"), QStringLiteral("expired")},
        {QStringLiteral("wronghost"), QStringLiteral("host name")},
        {QStringLiteral("unknown"), QStringLiteral("issuer certificate")},
        {QStringLiteral("self"), QStringLiteral("self-signed")}};
    for (const auto &[certificate, reason] : cases) {
        const auto answer = fetchFrom(certificate);
        ASSERT_FALSE(answer) << certificate.toStdString();
        EXPECT_EQ(answer.error().kind, Error::Kind::Network);
        EXPECT_TRUE(answer.error().detail.contains(QStringLiteral("certificate refused")))
            << answer.error().detail.toStdString();
        EXPECT_TRUE(answer.error().detail.contains(reason, Qt::CaseInsensitive))
            << certificate.toStdString() << ": " << answer.error().detail.toStdString();
    }
}

TEST(Tls, Case06ACertificateRefusedForItsDatesAloneHintsAtTheClock)
{
    const auto early = fetchFrom(QStringLiteral("early"));
    ASSERT_FALSE(early);
    EXPECT_TRUE(early.error().detail.contains(QStringLiteral("check the clock (off by ")))
        << early.error().detail.toStdString();
    const auto other = fetchFrom(QStringLiteral("wronghost"));
    ASSERT_FALSE(other);
    EXPECT_FALSE(other.error().detail.contains(QStringLiteral("check the clock")));
}

TEST(Tls, TheHintSaysByHowMuchTheClockIsOff)
{
    const QSslCertificate expired(pem(QStringLiteral("expired.pem"))); // to the end of 2020-12-31
    const UtcTime now = *parseRfc3339("2021-01-10T12:00:00Z");
    const QString text = describeTls({QSslError(QSslError::CertificateExpired, expired)}, now);
    EXPECT_TRUE(text.contains(QStringLiteral("off by 10 days or more"))) << text.toStdString();
}
} // namespace

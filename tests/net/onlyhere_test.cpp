#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <gtest/gtest.h>

namespace {
QStringList filesThatMention(const QRegularExpression &words)
{
    QStringList found;
    for (const char *folder : {"app", "ui"}) {
        QDirIterator files(QStringLiteral(WICKPOST_SOURCE_DIR "/") + QString::fromLatin1(folder),
                           {QStringLiteral("*.cpp"), QStringLiteral("*.h")}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            EXPECT_TRUE(file.open(QIODevice::ReadOnly));
            if (QString::fromUtf8(file.readAll()).contains(words))
                found.append(QDir(QStringLiteral(WICKPOST_SOURCE_DIR)).relativeFilePath(file.fileName()));
        }
    }
    found.sort();
    return found;
}

// platform.md 1.8: one request factory, so that its rules hold everywhere.
TEST(OnlyHere, NothingOutsideAppNetMakesHttpRequests)
{
    const QRegularExpression words(QStringLiteral(
        R"(#include <(QNetworkAccessManager|QNetworkRequest|QNetworkReply|QTcpSocket|QSslSocket|QUdpSocket|QtNetwork|curl/curl\.h)>)"));
    for (const QString &file : filesThatMention(words))
        EXPECT_TRUE(file.startsWith(QLatin1String("app/net/")))
            << file.toStdString() << " makes requests of its own";
    EXPECT_TRUE(filesThatMention(words).contains(QStringLiteral("app/net/httpjob.cpp")))
        << "the search finds nothing";
}

TEST(OnlyHere, NothingOutsideStreamSocketOpensWebSockets)
{
    for (const QString &file :
         filesThatMention(QRegularExpression(QStringLiteral(R"(#include <(QWebSocket|QtWebSockets)>)"))))
        EXPECT_TRUE(file.startsWith(QLatin1String("app/exchanges/streamsocket"))) << file.toStdString();
}

TEST(OnlyHere, NothingTurnsCertificateChecksOff)
{
    const QRegularExpression words(QStringLiteral(
        R"(\b(ignoreSslErrors|setPeerVerifyMode|setDecompressedSafetyCheckThreshold|setStrictTransportSecurityEnabled\(false\))\b)"));
    EXPECT_EQ(filesThatMention(words), QStringList());
}
} // namespace

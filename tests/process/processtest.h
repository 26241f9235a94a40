#pragma once

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <gtest/gtest.h>

inline const QString processBinaries = QStringLiteral(WICKPOST_BINARY_DIR "/");

// What a run of the program left.
struct Outcome
{
    int code = -1;
    QByteArray out, err;
    QByteArrayList lines() const
    {
        QByteArrayList all = out.split('\n');
        while (!all.isEmpty() && all.last().isEmpty())
            all.removeLast();
        return all;
    }
    QJsonObject json(int line) const { return QJsonDocument::fromJson(lines().value(line)).object(); }
};

// The market on loopback beside a data folder of its own.
class ProcessTest : public testing::Test
{
protected:
    void SetUp() override
    {
        market.setProcessChannelMode(QProcess::SeparateChannels);
        market.start(processBinaries + QStringLiteral("fakemarket"), {});
        ASSERT_TRUE(market.waitForStarted());
        static const QRegularExpression line(QStringLiteral("^(\\w+)=(http://\\S+)$"));
        while (!endpoints.contains(QStringLiteral("feeds"))) {
            ASSERT_TRUE(market.canReadLine() || market.waitForReadyRead(10'000));
            while (market.canReadLine()) {
                const auto match = line.match(QString::fromUtf8(market.readLine()).trimmed());
                if (match.hasMatch())
                    endpoints.insert(match.captured(1), match.captured(2));
            }
        }
    }
    void TearDown() override
    {
        market.terminate();
        market.waitForFinished();
    }

    QStringList withMarket(const QStringList &arguments) const
    {
        QStringList all{QStringLiteral("--data-dir"), folder.path()};
        for (const char *venue : {"bitget", "binance", "coinbase", "kraken", "okx", "bybit", "coingecko"}) {
            const QString name = QString::fromLatin1(venue);
            all << QStringLiteral("--endpoint") << name + u'=' + endpoints.value(name);
        }
        return all + arguments;
    }
    // Ports nobody listens on: a run without any network.
    QStringList withoutNetwork(const QStringList &arguments) const
    {
        QStringList all{QStringLiteral("--data-dir"), folder.path()};
        for (const char *venue : {"bitget", "binance", "coinbase", "kraken", "okx", "bybit", "coingecko"})
            all << QStringLiteral("--endpoint")
                << QString::fromLatin1(venue) + QStringLiteral("=http://127.0.0.1:1");
        return all + arguments;
    }
    static Outcome run(const QStringList &arguments, const QByteArray &input = {})
    {
        QProcess process;
        process.start(processBinaries + QStringLiteral("wickpost"), arguments);
        process.write(input);
        process.closeWriteChannel();
        EXPECT_TRUE(process.waitForFinished(60'000)) << arguments.join(u' ').toStdString();
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
                process.readAllStandardOutput(), process.readAllStandardError()};
    }
    static QStringList words(const char *text)
    {
        return QString::fromUtf8(text).split(u' ', Qt::SkipEmptyParts);
    }
    QString file(const QString &name, const QByteArray &bytes) const
    {
        QFile made(folder.filePath(name));
        EXPECT_TRUE(made.open(QIODevice::WriteOnly));
        made.write(bytes);
        return made.fileName();
    }
    QString feedList(const QByteArray &address) const
    {
        return file(QStringLiteral("feeds.opml"),
                    "<opml version=\"2.0\"><body><outline type=\"rss\" text=\"Loopback\" xmlUrl=\"" +
                        address + "\"/></body></opml>");
    }

    QTemporaryDir folder;
    QProcess market;
    QHash<QString, QString> endpoints;
};

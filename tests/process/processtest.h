#pragma once

#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QUrl>
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
    // What the market is started with besides.
    virtual QStringList marketArguments() const { return {}; }

    void SetUp() override
    {
        market.setProcessChannelMode(QProcess::SeparateChannels);
        market.start(processBinaries + QStringLiteral("fakemarket"), marketArguments());
        ASSERT_TRUE(market.waitForStarted());
        static const QRegularExpression line(QStringLiteral("^(\\w+)=(http://\\S+)$"));
        while (!endpoints.contains(QStringLiteral("control"))) {
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

    // An order to the market's control port.
    void order(const QByteArray &line) const
    {
        const QUrl control(endpoints.value(QStringLiteral("control")));
        QTcpSocket socket;
        socket.connectToHost(control.host(), static_cast<quint16>(control.port()));
        ASSERT_TRUE(socket.waitForConnected(5000));
        socket.write("GET /do?line=" + line.toPercentEncoding() + " HTTP/1.1\r\nHost: control\r\n\r\n");
        ASSERT_TRUE(socket.waitForReadyRead(5000));
        EXPECT_TRUE(socket.readAll().contains("\"done\"")) << line.constData();
    }
    // Asks again until it is so; processes have no signals to wait for.
    template <typename Condition> static bool eventually(Condition condition, int withinMs = 30'000)
    {
        QElapsedTimer timer;
        timer.start();
        while (!condition())
            if (timer.elapsed() > withinMs)
                return false;
        return true;
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

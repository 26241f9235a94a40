// The program itself, as scripts and people start it, against the market on loopback.
#include "tests/process/processtest.h"

#include <QElapsedTimer>
#include <QImage>
#include <QJsonArray>
#include <csignal>

TEST_F(ProcessTest, QuotesPrintsTheSeedsTenCoinsWithTheirSources)
{
    const Outcome result = run(withMarket(words("quotes --format json")));
    EXPECT_EQ(result.code, 0) << result.err.toStdString();
    ASSERT_EQ(result.lines().size(), 10);
    static const QRegularExpression digits(QStringLiteral("^[0-9]+(\\.[0-9]+)?$"));
    for (int i = 0; i < 10; ++i) {
        const QJsonObject coin = result.json(i);
        EXPECT_TRUE(digits.match(coin.value(QLatin1String("price")).toString()).hasMatch())
            << result.lines().at(i).toStdString();
        EXPECT_EQ(coin.value(QLatin1String("state")).toString(), QStringLiteral("live"));
        EXPECT_TRUE(coin.value(QLatin1String("change24hPct")).isDouble());
    }
    const QJsonObject bitcoin = result.json(0);
    EXPECT_EQ(bitcoin.value(QLatin1String("venue")).toString(), QStringLiteral("bitget"));
    EXPECT_EQ(bitcoin.value(QLatin1String("agreement")).toObject().value(QLatin1String("live")).toInt(), 4);
    EXPECT_EQ(bitcoin.value(QLatin1String("sources")).toArray().size(), 4);
    EXPECT_TRUE(market.readAllStandardError().isEmpty()) << "no venue's rule was broken";
}

TEST_F(ProcessTest, ExactlyTheNamedSourcesAreUsedEvenIfSwitchedOff)
{
    for (const char *venue : {"bitget", "binance", "coinbase", "kraken", "okx", "bybit", "coingecko"}) {
        const Outcome result =
            run(withMarket(words("quotes BTC --format json --source")) << QString::fromLatin1(venue));
        EXPECT_EQ(result.code, 0) << venue << result.err.toStdString();
        EXPECT_EQ(result.json(0).value(QLatin1String("venue")).toString(), QString::fromLatin1(venue));
        EXPECT_EQ(result.json(0).value(QLatin1String("sources")).toArray().size(), 1) << venue;
    }
}

TEST_F(ProcessTest, WithoutANetworkItSaysSoAndExitsOne)
{
    const Outcome result = run(withoutNetwork(words("quotes BTC --timeout 1 --format json")));
    EXPECT_EQ(result.code, 1);
    EXPECT_TRUE(result.json(0).value(QLatin1String("price")).isNull());
    EXPECT_TRUE(result.err.contains("BTC"));
}

TEST_F(ProcessTest, StoredPricesComeBackMarkedAsOld)
{
    ASSERT_EQ(run(withMarket(words("quotes BTC"))).code, 0);
    const Outcome result = run(withoutNetwork(words("quotes BTC --timeout 1 --format json")));
    EXPECT_EQ(result.code, 0);
    EXPECT_EQ(result.json(0).value(QLatin1String("state")).toString(), QStringLiteral("offline"));
    EXPECT_TRUE(result.json(0).value(QLatin1String("price")).isString());
    EXPECT_GT(result.json(0).value(QLatin1String("ageMs")).toDouble(), 0);
}

TEST_F(ProcessTest, WrongUsageIsExitTwoAndNamesWhatIsWrong)
{
    for (const char *text : {"frobnicate", "quotes --format yaml",
                             "--endpoint bitget=http://example.org quotes", "decode mtgox", "--size 1x1"}) {
        const Outcome result = run(words(text));
        EXPECT_EQ(result.code, 2) << text;
        EXPECT_TRUE(result.out.isEmpty()) << text;
        EXPECT_TRUE(result.err.startsWith("wickpost: ")) << text;
    }
}

TEST_F(ProcessTest, HelpAndVersionNeedNoDisplay)
{
    EXPECT_TRUE(run(words("--version")).out.contains("build"));
    for (const char *command : {"", "quotes ", "candles ", "sources ", "news ", "moves ", "decode ", "feed ",
                                "feeds ", "alerts ", "record "}) {
        const Outcome result = run(words((QByteArray(command) + "--help").constData()));
        EXPECT_EQ(result.code, 0) << command;
        EXPECT_TRUE(result.out.contains("--data-dir")) << command;
    }
}

TEST_F(ProcessTest, DecodeReadsFramesFromStdinAndNeverCrashes)
{
    const QByteArray frames =
        R"({"event":"subscribe","arg":{"instType":"SPOT","channel":"ticker","instId":"BTCUSDT"}})"
        "\n"
        R"({"action":"snapshot","arg":{"instType":"SPOT","channel":"ticker","instId":"BTCUSDT"},"data":[{"instId":"BTCUSDT","lastPr":"63707.420","change24h":"-0.00396","ts":"1786613190242"}],"ts":1786613190253})"
        "\npong\n{\"broken\n\n\xff\xfe\x00garbage";
    const Outcome result = run(words("decode bitget"), frames);
    EXPECT_EQ(result.code, 0);
    EXPECT_EQ(result.json(0).value(QLatin1String("type")).toString(), QStringLiteral("ack"));
    const QJsonObject ticker = result.json(1);
    EXPECT_EQ(ticker.value(QLatin1String("last")).toString(), QStringLiteral("63707.420"));
    EXPECT_EQ(ticker.value(QLatin1String("change24hPct")).toDouble(), -0.396);
    EXPECT_TRUE(ticker.value(QLatin1String("bid")).isNull());
    EXPECT_EQ(result.json(2).value(QLatin1String("type")).toString(), QStringLiteral("heartbeat"));
    EXPECT_EQ(result.json(3).value(QLatin1String("type")).toString(), QStringLiteral("malformed"));
    EXPECT_FALSE(result.err.isEmpty()) << "the summary";
}

TEST_F(ProcessTest, FeedPrintsOneLineAnArgumentInOrderFailuresToo)
{
    const QString good =
        file(QStringLiteral("good.xml"),
             "<rss version=\"2.0\"><channel><title>T</title><item><title>One</title></item></channel></rss>");
    const QString bad = file(QStringLiteral("bad.xml"), "not a feed");
    const Outcome result =
        run({QStringLiteral("feed"), bad, good, folder.filePath(QStringLiteral("none.xml"))});
    EXPECT_EQ(result.code, 0);
    ASSERT_EQ(result.lines().size(), 3);
    EXPECT_TRUE(result.json(0).value(QLatin1String("error")).toBool());
    EXPECT_EQ(result.json(1)
                  .value(QLatin1String("items"))
                  .toArray()
                  .at(0)
                  .toObject()
                  .value(QLatin1String("title"))
                  .toString(),
              QStringLiteral("One"));
    EXPECT_TRUE(result.json(2).value(QLatin1String("error")).toBool());
    EXPECT_EQ(run({QStringLiteral("feed"), bad}).code, 1);
}

TEST_F(ProcessTest, NewsRefreshesStoresAndPrintsAgainWithoutTheNetwork)
{
    const QString list = feedList(endpoints.value(QStringLiteral("feeds")).toUtf8() + "/rss.xml");
    const QStringList base = withMarket({QStringLiteral("--feeds"), list, QStringLiteral("news"),
                                         QStringLiteral("--format"), QStringLiteral("json")});
    EXPECT_EQ(run(base).code, 1) << "nothing is stored yet";
    const Outcome fresh = run(base + QStringList{QStringLiteral("--refresh")});
    EXPECT_EQ(fresh.code, 0) << fresh.err.toStdString();
    ASSERT_GT(fresh.lines().size(), 0);
    EXPECT_FALSE(fresh.json(0).value(QLatin1String("title")).toString().isEmpty());
    const Outcome stored = run(base);
    EXPECT_EQ(stored.code, 0);
    EXPECT_EQ(stored.lines().size(), fresh.lines().size());
}

TEST_F(ProcessTest, AFeedListThatCantBeReadIsNamedAndNothingStarts)
{
    const QString list =
        file(QStringLiteral("broken.opml"), "<opml><body><outline xmlUrl=\"http://a.example/\"");
    const Outcome result = run({QStringLiteral("--data-dir"), folder.path(), QStringLiteral("--feeds"), list,
                                QStringLiteral("news")});
    EXPECT_EQ(result.code, 1);
    EXPECT_TRUE(result.err.contains("broken.opml"));
}

TEST_F(ProcessTest, ARecordingReplaysThroughTheSameDecodersAsSimulated)
{
    const QString recording = folder.filePath(QStringLiteral("bug.jsonl"));
    const Outcome recorded = run(
        withMarket({QStringLiteral("record"), recording, QStringLiteral("--seconds"), QStringLiteral("3")}));
    EXPECT_EQ(recorded.code, 0) << recorded.err.toStdString();
    const Outcome replayed =
        run({QStringLiteral("--data-dir"), folder.path(), QStringLiteral("--replay"), recording,
             QStringLiteral("--speed"), QStringLiteral("10"), QStringLiteral("quotes"), QStringLiteral("BTC"),
             QStringLiteral("--format"), QStringLiteral("json")});
    EXPECT_EQ(replayed.code, 0) << replayed.err.toStdString();
    EXPECT_EQ(replayed.json(0).value(QLatin1String("state")).toString(), QStringLiteral("simulated"));
    const Outcome broken = run({QStringLiteral("--replay"), file(QStringLiteral("x.jsonl"), "nonsense\n"),
                                QStringLiteral("quotes")});
    EXPECT_EQ(broken.code, 1);
    EXPECT_TRUE(broken.err.contains("x.jsonl"));
}

TEST_F(ProcessTest, SourcesTellsTheHealthOfAllSeven)
{
    const Outcome result = run(withMarket(words("sources --format json")));
    EXPECT_EQ(result.code, 0) << result.err.toStdString();
    ASSERT_EQ(result.lines().size(), 7);
    EXPECT_EQ(result.json(0).value(QLatin1String("state")).toString(), QStringLiteral("live"));
    EXPECT_GT(result.json(0).value(QLatin1String("instruments")).toInt(), 5);
    EXPECT_FALSE(result.json(6).value(QLatin1String("enabled")).toBool());
}

TEST_F(ProcessTest, ThePictureOfTheDemoNeedsNoDisplay)
{
    for (const char *view : {"dashboard", "compact"}) {
        const QString picture = folder.filePath(QString::fromLatin1(view) + QStringLiteral(".png"));
        const Outcome result = run(
            {QStringLiteral("--demo"), QStringLiteral("--data-dir"), folder.path(), QStringLiteral("--view"),
             QString::fromLatin1(view), QStringLiteral("--size"), QStringLiteral("800x600"),
             QStringLiteral("--screenshot"), picture, QStringLiteral("--when"), QStringLiteral("live")});
        EXPECT_EQ(result.code, 0) << result.err.toStdString();
        EXPECT_EQ(QImage(picture).size(), QSize(800, 600)) << view;
    }
}

TEST_F(ProcessTest, APictureThatWaitsInVainIsSavedAllTheSameAndExitsOne)
{
    const QString picture = folder.filePath(QStringLiteral("late.png"));
    const Outcome result =
        run(withoutNetwork({QStringLiteral("--screenshot"), picture, QStringLiteral("--when"),
                            QStringLiteral("live"), QStringLiteral("--timeout"), QStringLiteral("1")}));
    EXPECT_EQ(result.code, 1);
    EXPECT_FALSE(QImage(picture).isNull());
}

TEST_F(ProcessTest, TerminatingSavesAndEndsWithinTwoSeconds)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    environment.insert(QStringLiteral("QT_LOGGING_RULES"), QStringLiteral("wickpost.ui.debug=true"));
    environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), QStringLiteral("unix:path=/nonexistent"));
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(processBinaries + QStringLiteral("wickpost"),
                  withMarket({QStringLiteral("--feeds"),
                              feedList(endpoints.value(QStringLiteral("feeds")).toUtf8() + "/rss.xml")}));
    QByteArray said;
    while (!said.contains("first live price painted")) {
        ASSERT_TRUE(process.waitForReadyRead(20'000)) << said.toStdString();
        said += process.readAll();
    }
    QElapsedTimer timer;
    timer.start();
    ::kill(static_cast<pid_t>(process.processId()), SIGTERM);
    ASSERT_TRUE(process.waitForFinished(5000));
    EXPECT_LE(timer.elapsed(), 2000);
    EXPECT_EQ(process.exitStatus(), QProcess::NormalExit);
    EXPECT_EQ(process.exitCode(), 0);
    const Outcome stored = run(withoutNetwork(words("quotes BTC --timeout 1 --format json")));
    EXPECT_TRUE(stored.json(0).value(QLatin1String("price")).isString()) << "what was on the screen was kept";
}

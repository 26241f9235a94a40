// `wickpost news`, as scripts and people start it.
#include "tests/process/processtest.h"

#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QMap>
#include <QRandomGenerator>

TEST_F(ProcessTest, NewsAnswersWhatIsAskedAndNamesWrongUsage)
{
    const QByteArray feeds = endpoints.value(QStringLiteral("feeds")).toUtf8();
    const QString list = file(QStringLiteral("feeds.opml"),
                              "<opml version=\"2.0\"><body>"
                              "<outline type=\"rss\" text=\"English\" xmlUrl=\"" +
                                  feeds + "/rss.xml\"/><outline type=\"rss\" text=\"Chinese\" xmlUrl=\"" +
                                  feeds + "/zh.xml\"/></body></opml>");
    const auto news = [&](const QStringList &options) {
        return run(withMarket({QStringLiteral("--feeds"), list, QStringLiteral("news"),
                               QStringLiteral("--format"), QStringLiteral("json")}) +
                   options);
    };
    const Outcome all = news({QStringLiteral("--refresh")});
    EXPECT_EQ(all.code, 0) << all.err.toStdString();
    ASSERT_GT(all.lines().size(), 10);
    QHash<int, int> clusterSizes;
    for (int i = 0; i < all.lines().size(); ++i) {
        const QJsonObject story = all.json(i);
        for (const char *field : {"id", "title", "earlierTitles", "source", "section", "author", "link",
                                  "published", "seen", "language", "coins", "kind", "provenance", "cluster",
                                  "promoted", "read", "saved", "trending", "summary"})
            EXPECT_TRUE(story.contains(QLatin1String(field))) << field;
        ++clusterSizes[story[QLatin1String("cluster")][QLatin1String("id")].toInt()];
    }
    for (int i = 0; i < all.lines().size(); ++i) {
        const QJsonValue cluster = all.json(i)[QLatin1String("cluster")];
        EXPECT_EQ(cluster[QLatin1String("size")].toInt(), clusterSizes[cluster[QLatin1String("id")].toInt()]);
    }
    const Outcome bitcoin = news({QStringLiteral("--coin"), QStringLiteral("bitcoin")});
    ASSERT_GT(bitcoin.lines().size(), 0);
    EXPECT_LT(bitcoin.lines().size(), all.lines().size());
    for (int i = 0; i < bitcoin.lines().size(); ++i)
        EXPECT_TRUE(bitcoin.json(i)[QLatin1String("coins")].toArray().contains(QStringLiteral("BTC")));
    const Outcome chinese = news({QStringLiteral("--source"), QStringLiteral("chinese")});
    EXPECT_EQ(chinese.code, 0);
    const QString word = chinese.json(0)[QLatin1String("title")].toString().left(2);
    EXPECT_EQ(news({QStringLiteral("--search"), word}).code, 0) << word.toStdString();
    const Outcome trending =
        news({QStringLiteral("--trending"), QStringLiteral("--limit"), QStringLiteral("3")});
    EXPECT_LE(trending.lines().size(), 3);
    EXPECT_EQ(trending.json(0)[QLatin1String("trending")][QLatin1String("rank")].toInt(), 1);
    EXPECT_EQ(news({QStringLiteral("--since"), QStringLiteral("1min"), QStringLiteral("--coin"),
                    QStringLiteral("DOGE")})
                  .code,
              1);
    const Outcome wrong = news({QStringLiteral("--kind"), QStringLiteral("gossip")});
    EXPECT_EQ(wrong.code, 2);
    EXPECT_TRUE(wrong.err.contains("gossip"));
    const Outcome help = run({QStringLiteral("news"), QStringLiteral("--help")});
    for (const char *option : {"--coin", "--kind", "--search", "--source", "--trending", "--related",
                               "--since", "--limit", "--refresh", "--format"})
        EXPECT_TRUE(help.out.contains(option)) << option;
}

// At any point of a refresh: nothing stored is lost or doubled, and the file stays sound.
TEST_F(ProcessTest, AKilledRefreshLosesNoStoryAndDoublesNone)
{
    const QString list = feedList(endpoints.value(QStringLiteral("feeds")).toUtf8() + "/rss.xml");
    const auto news = [&](const QString &data, bool refresh) {
        QStringList arguments =
            withoutNetwork({QStringLiteral("--data-dir"), data, QStringLiteral("--feeds"), list,
                            QStringLiteral("news"), QStringLiteral("--format"), QStringLiteral("json")});
        if (refresh)
            arguments.append(QStringLiteral("--refresh"));
        return arguments;
    };
    const auto stored = [&](const QString &data) {
        QMap<int, QString> titles; // by id
        const Outcome all = run(news(data, false));
        for (int i = 0; i < all.lines().size(); ++i) {
            const QJsonObject story = all.json(i);
            EXPECT_FALSE(titles.values().contains(story[QLatin1String("title")].toString()));
            titles.insert(story[QLatin1String("id")].toInt(), story[QLatin1String("title")].toString());
        }
        return titles;
    };
    const QString whole = folder.filePath(QStringLiteral("whole"));
    QElapsedTimer timer;
    timer.start();
    ASSERT_EQ(run(news(whole, true)).code, 0);
    const int usual = static_cast<int>(timer.elapsed());
    const qsizetype all = stored(whole).size();
    ASSERT_GT(all, 5);

    const int rounds = qEnvironmentVariableIntValue("WICKPOST_LONG") > 0 ? 200 : 6;
    for (int round = 0; round < rounds && !HasFailure(); ++round) {
        const QString data = folder.filePath(QStringLiteral("killed%1").arg(round % 10));
        const auto before = stored(data);
        QProcess refresh;
        refresh.start(processBinaries + QStringLiteral("wickpost"), news(data, true));
        ASSERT_TRUE(refresh.waitForStarted());
        refresh.waitForFinished(QRandomGenerator::global()->bounded(1, usual));
        refresh.kill();
        refresh.waitForFinished();
        const auto after = stored(data);
        for (auto it = before.begin(); it != before.end(); ++it)
            EXPECT_EQ(after.value(it.key()), it.value()) << "lost in round " << round;
        EXPECT_TRUE(QDir(data).entryList({QStringLiteral("*damaged*")}).isEmpty());
        EXPECT_TRUE(after.isEmpty() || after.size() == all) << "a fetch is stored whole or not at all";
        if (round % 10 == 9) {
            EXPECT_EQ(run(news(data, true)).code, 0);
            EXPECT_EQ(stored(data).size(), all);
        }
    }
}

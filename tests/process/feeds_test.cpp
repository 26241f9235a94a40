// `wickpost feeds` against fakemarket's feeds.
#include "tests/process/processtest.h"

#include <QDir>
#include <QJsonArray>

class FeedsProcessTest : public ProcessTest
{
protected:
    QString site(const QString &path = {}) const { return endpoints.value(QStringLiteral("feeds")) + path; }
    QString id(const QString &path) const { return site(path).mid(7); } // without http://
    Outcome feeds(const QStringList &arguments) const
    {
        return run(QStringList{QStringLiteral("--data-dir"), folder.path(), QStringLiteral("feeds")} +
                   arguments);
    }
    Outcome feeds(const char *arguments) const { return feeds(words(arguments)); }
    // The most memory a run takes that fetches and stores one feed, in MiB.
    double peakOfCheck(const QString &address) const
    {
        const QTemporaryDir own;
        QProcess process;
        process.start(processBinaries + QStringLiteral("wickpost"),
                      {QStringLiteral("--data-dir"), own.path(), QStringLiteral("--feeds"),
                       feedList(address.toUtf8()), QStringLiteral("feeds"), QStringLiteral("check")});
        double peak = 0;
        while (!process.waitForFinished(2)) {
            QFile status(QStringLiteral("/proc/%1/status").arg(process.processId()));
            if (!status.open(QIODevice::ReadOnly))
                continue;
            for (const QByteArray &line : status.readAll().split('\n'))
                if (line.startsWith("VmHWM:"))
                    peak = std::max(peak, line.mid(6).trimmed().split(' ').value(0).toDouble() / 1024);
        }
        return peak;
    }
    // The list's line of a feed; empty when it is not listed.
    QJsonObject listed(const QString &feed) const
    {
        const Outcome list = feeds("list --format json");
        for (int i = 0; i < list.lines().size(); ++i)
            if (list.json(i).value(QLatin1String("id")) == feed)
                return list.json(i);
        return {};
    }
};

TEST_F(FeedsProcessTest, ListTellsEveryFeedWithAllItsFields)
{
    const Outcome list = feeds("list --format json");
    EXPECT_EQ(list.code, 0) << list.err.toStdString();
    ASSERT_GT(list.lines().size(), 40);
    int on = 0;
    for (int i = 0; i < list.lines().size(); ++i) {
        const QJsonObject feed = list.json(i);
        for (const char *field : {"id", "source", "url", "on", "group", "language", "state", "lastSuccess",
                                  "lastError", "nextTry", "itemsPerDay"})
            EXPECT_TRUE(feed.contains(QLatin1String(field))) << field;
        on += feed.value(QLatin1String("on")).toBool();
        EXPECT_EQ(feed.value(QLatin1String("state")), feed.value(QLatin1String("on")).toBool()
                                                          ? QStringLiteral("waiting")
                                                          : QStringLiteral("off"));
        EXPECT_TRUE(feed.value(QLatin1String("lastSuccess")).isNull());
    }
    EXPECT_EQ(on, 8);
    const Outcome table = feeds("");
    EXPECT_EQ(table.lines().size(), list.lines().size() + 1);
    EXPECT_TRUE(table.out.contains("金色财经"));
}

TEST_F(FeedsProcessTest, ASiteIsAddedByItsFeedWithAPreview)
{
    const Outcome added =
        feeds({QStringLiteral("add"), site(), QStringLiteral("--group"), QStringLiteral("Mine")});
    EXPECT_EQ(added.code, 0) << added.err.toStdString();
    EXPECT_TRUE(added.out.startsWith("Added Fake Market News as " + id(QStringLiteral("/rss.xml")).toUtf8()));
    EXPECT_TRUE(added.out.contains("RSS 2.0, 12 items, about "));
    EXPECT_TRUE(added.out.contains("language  en"));
    EXPECT_TRUE(added.out.contains("Bitcoin holds above $114,000"));
    const QJsonObject feed = listed(id(QStringLiteral("/rss.xml")));
    EXPECT_EQ(feed.value(QLatin1String("url")), site(QStringLiteral("/rss.xml")));
    EXPECT_EQ(feed.value(QLatin1String("source")), QStringLiteral("Fake Market News"));
    EXPECT_EQ(feed.value(QLatin1String("group")), QStringLiteral("Mine"));
    EXPECT_TRUE(feed.value(QLatin1String("on")).toBool());

    const Outcome twice = feeds({QStringLiteral("add"), site(QStringLiteral("/rss.xml"))});
    EXPECT_EQ(twice.code, 1);
    EXPECT_EQ(twice.err, "wickpost: This feed is in the list already: Fake Market News.\n");
}

TEST_F(FeedsProcessTest, EveryFormatIsFoundAndNamedAsWanted)
{
    const char *formats[][2] = {
        {"/atom.xml", "Atom"}, {"/feed.json", "JSON Feed"}, {"/rdf.xml", "RSS 1.0"}, {"/zh.xml", "RSS 2.0"}};
    for (const auto &[path, format] : formats) {
        const Outcome added =
            feeds({QStringLiteral("add"), site(QString::fromLatin1(path)), QStringLiteral("--name"),
                   QStringLiteral("名字"), QStringLiteral("--language"), QStringLiteral("xx")});
        EXPECT_EQ(added.code, 0) << added.err.toStdString();
        EXPECT_TRUE(added.out.contains(format)) << added.out.toStdString();
        const QJsonObject feed = listed(id(QString::fromLatin1(path)));
        EXPECT_EQ(feed.value(QLatin1String("source")), QStringLiteral("名字"));
        EXPECT_EQ(feed.value(QLatin1String("language")), QStringLiteral("xx"));
    }
}

TEST_F(FeedsProcessTest, WhatIsNoFeedIsNotAddedAndTheReasonIsSaid)
{
    const char *reasons[][2] = {
        {"/is/forbidden", "refuses Wickpost from this network (HTTP 403)"},
        {"/is/challenge", "shows a bot check"},
        {"/is/missing", "There is nothing at this address"},
        {"/is/gone", "gone for good"},
        {"/is/limited", "asks not to be asked for 1 min"},
        {"/is/loop", "more than 5 redirects"},
        {"/is/to-file", "redirect"},
        {"/is/json-error", "JSON, but no feed"},
        {"/is/empty", "empty document"},
    };
    for (const auto &[path, reason] : reasons) {
        const Outcome added = feeds({QStringLiteral("add"), site(QString::fromLatin1(path))});
        EXPECT_EQ(added.code, 1) << path;
        EXPECT_TRUE(added.err.contains(reason)) << path << ": " << added.err.toStdString();
        EXPECT_TRUE(added.out.isEmpty()) << path;
    }
    const Outcome nonsense = feeds({QStringLiteral("add"), QStringLiteral("bitcoin news")});
    EXPECT_EQ(nonsense.code, 1);
    EXPECT_TRUE(nonsense.err.contains("is no address"));
    EXPECT_TRUE(QDir(folder.path()).entryList({QStringLiteral("feeds.json")}).isEmpty());
}

TEST_F(FeedsProcessTest, RemoveTakesAnIdOrAnAddress)
{
    EXPECT_EQ(feeds({QStringLiteral("add"), site(QStringLiteral("/rss.xml"))}).code, 0);
    EXPECT_EQ(feeds({QStringLiteral("remove"), site(QStringLiteral("/rss.xml"))}).code, 0);
    EXPECT_TRUE(listed(id(QStringLiteral("/rss.xml"))).isEmpty());
    EXPECT_EQ(feeds("remove coindesk").out,
              "Removed CoinDesk (https://www.coindesk.com/arc/outboundfeeds/rss/).\n");
    EXPECT_TRUE(listed(QStringLiteral("coindesk")).isEmpty());
    const Outcome unknown = feeds("remove coindesk");
    EXPECT_EQ(unknown.code, 1);
    EXPECT_TRUE(unknown.err.contains("there is no feed \"coindesk\""));
}

TEST_F(FeedsProcessTest, AListGoesOutAndIn)
{
    EXPECT_EQ(feeds({QStringLiteral("add"), site()}).code, 0);
    const QString out = folder.filePath(QStringLiteral("out.opml"));
    EXPECT_EQ(feeds({QStringLiteral("export"), out}).code, 0);
    QFile written(out);
    ASSERT_TRUE(written.open(QIODevice::ReadOnly));
    EXPECT_EQ(written.readAll().trimmed(), feeds("export").out.trimmed());

    EXPECT_EQ(feeds({QStringLiteral("remove"), id(QStringLiteral("/rss.xml"))}).code, 0);
    const Outcome in = feeds({QStringLiteral("import"), out});
    EXPECT_EQ(in.code, 0) << in.err.toStdString();
    EXPECT_EQ(in.out, "1 added, 8 there already, 0 not usable\n");
    EXPECT_FALSE(listed(id(QStringLiteral("/rss.xml"))).isEmpty());

    const QString odd =
        file(QStringLiteral("odd.opml"), "<opml><body><outline text=\"A\" xmlUrl=\"https://a.example/f\"/>\n"
                                         "<outline text=\"B\" xmlUrl=\"gopher://b.example\"/></body></opml>");
    const Outcome half = feeds({QStringLiteral("import"), odd});
    EXPECT_EQ(half.code, 0);
    EXPECT_EQ(half.out, "1 added, 0 there already, 1 not usable\n");
    EXPECT_TRUE(half.err.contains("odd.opml, line 2: \"gopher://b.example\""));
    const Outcome none = feeds({QStringLiteral("import"), folder.filePath(QStringLiteral("none.opml"))});
    EXPECT_EQ(none.code, 1);
    EXPECT_TRUE(none.err.contains("none.opml can't be read"));
    EXPECT_EQ(feeds({QStringLiteral("export"), QStringLiteral("/nowhere/x.opml")}).code, 1);
}

TEST_F(FeedsProcessTest, CheckFetchesNowAndTheListRemembers)
{
    EXPECT_EQ(feeds({QStringLiteral("add"), site(QStringLiteral("/rss.xml"))}).code, 0);
    const QString opml = file(QStringLiteral("more.opml"),
                              "<opml><body><outline text=\"Shut\" xmlUrl=\"" +
                                  site(QStringLiteral("/is/forbidden")).toUtf8() + "\"/></body></opml>");
    EXPECT_EQ(feeds({QStringLiteral("import"), opml}).code, 0);
    const QString good = id(QStringLiteral("/rss.xml")), shut = id(QStringLiteral("/is/forbidden"));
    const Outcome check = feeds({QStringLiteral("check"), shut, good});
    EXPECT_EQ(check.code, 0) << check.err.toStdString();
    ASSERT_EQ(check.lines().size(), 3);
    EXPECT_TRUE(check.lines().at(1).contains("is blocked by the site (HTTP 403 from 127.0.0.1)"));
    EXPECT_TRUE(check.lines().at(2).contains("OK, 12 items, 12 new, about "));

    const QJsonObject fine = listed(good);
    EXPECT_EQ(fine.value(QLatin1String("state")), QStringLiteral("good"));
    EXPECT_TRUE(fine.value(QLatin1String("lastError")).isNull());
    EXPECT_TRUE(fine.value(QLatin1String("lastSuccess")).isString());
    EXPECT_TRUE(fine.value(QLatin1String("nextTry")).isString());
    EXPECT_GT(fine.value(QLatin1String("itemsPerDay")).toDouble(), 1);
    const QJsonObject bad = listed(shut);
    EXPECT_EQ(bad.value(QLatin1String("state")), QStringLiteral("failing"));
    EXPECT_TRUE(bad.value(QLatin1String("lastError"))
                    .toString()
                    .startsWith(QStringLiteral("is blocked by the site")));
    EXPECT_TRUE(bad.value(QLatin1String("lastSuccess")).isNull());
    EXPECT_EQ(feeds({QStringLiteral("check"), shut}).code, 1);
    EXPECT_EQ(feeds("check nobody").code, 1);

    const Outcome stories = run({QStringLiteral("--data-dir"), folder.path(), QStringLiteral("news"),
                                 QStringLiteral("--format"), QStringLiteral("json")});
    EXPECT_EQ(stories.lines().size(), 12) << "what came is kept";
}

TEST_F(FeedsProcessTest, AFeedThatIsOffIsTriedWithoutKeepingItsStories)
{
    const QString opml = file(QStringLiteral("off.opml"),
                              "<opml><body><outline text=\"Off\" wickpostOn=\"false\" xmlUrl=\"" +
                                  site(QStringLiteral("/rss.xml")).toUtf8() + "\"/></body></opml>");
    EXPECT_EQ(feeds({QStringLiteral("import"), opml}).code, 0);
    const Outcome check = feeds({QStringLiteral("check"), id(QStringLiteral("/rss.xml"))});
    EXPECT_EQ(check.code, 0);
    EXPECT_TRUE(check.out.contains("OK, 12 items"));
    EXPECT_EQ(run({QStringLiteral("--data-dir"), folder.path(), QStringLiteral("news")}).code, 1);
}

TEST_F(FeedsProcessTest, AFeedThatIsGoneIsSwitchedOff)
{
    const QString opml = file(QStringLiteral("gone.opml"), "<opml><body><outline text=\"Ended\" xmlUrl=\"" +
                                                               site(QStringLiteral("/is/gone")).toUtf8() +
                                                               "\"/></body></opml>");
    EXPECT_EQ(feeds({QStringLiteral("import"), opml}).code, 0);
    const Outcome check = feeds({QStringLiteral("check"), id(QStringLiteral("/is/gone"))});
    EXPECT_EQ(check.code, 1);
    EXPECT_TRUE(check.out.contains("is gone for good, says the site"));
    const QJsonObject feed = listed(id(QStringLiteral("/is/gone")));
    EXPECT_FALSE(feed.value(QLatin1String("on")).toBool());
    EXPECT_EQ(feed.value(QLatin1String("state")), QStringLiteral("gone"));
    EXPECT_TRUE(feed.value(QLatin1String("nextTry")).isNull());
}

TEST_F(FeedsProcessTest, ADamagedListIsSaidAndKeptAside)
{
    file(QStringLiteral("feeds.json"), "{\"feeds\": [");
    const Outcome list = feeds("list --format json");
    EXPECT_EQ(list.code, 0);
    EXPECT_TRUE(list.err.contains("The list of feeds was damaged"));
    EXPECT_GT(list.lines().size(), 40);
    EXPECT_EQ(QDir(folder.path()).entryList({QStringLiteral("feeds.json.damaged-*")}).size(), 1);
}

// platform.md 1.6, case 50, and its figure R9.
TEST_F(FeedsProcessTest, Case50BodiesWithoutEndTakeLittleMemory)
{
#ifdef __SANITIZE_ADDRESS__
    GTEST_SKIP() << "the sanitizer's own memory counts too";
#endif
    const double plain = peakOfCheck(site(QStringLiteral("/is/well")));
    ASSERT_GT(plain, 1);
    for (const char *path : {"/is/huge", "/is/endless", "/is/bomb"})
        EXPECT_LT(peakOfCheck(site(QString::fromLatin1(path))) - plain, 16)
            << path << ", MiB more than a good feed";
    for (const char *path : {"/is/many", "/is/big-item", "/is/entities"})
        EXPECT_LT(peakOfCheck(site(QString::fromLatin1(path))) - plain, 64)
            << path << ", MiB more than a good feed";
    // Short texts that make many nodes, or long ones.
    for (const QByteArray text : {"<item/>", "<a/>", "&", "<"}) {
        const QString feed =
            file(QStringLiteral("heavy.xml"), "<rss><channel><item><title>x</title><description>" +
                                                  text.repeated(6'000'000 / text.size()) +
                                                  "</description></item></channel></rss>");
        EXPECT_LT(peakOfCheck(QStringLiteral("file://") + feed) - plain, 64) << text.constData();
    }
}

TEST_F(FeedsProcessTest, WrongUsageIsExitTwo)
{
    for (const char *wrong : {"feeds mend", "feeds add", "feeds remove a b", "feeds list --format yaml",
                              "feeds list --name x", "--demo feeds list"}) {
        const Outcome result = run(words(wrong));
        EXPECT_EQ(result.code, 2) << wrong;
        EXPECT_TRUE(result.err.startsWith("wickpost: ")) << wrong;
    }
}

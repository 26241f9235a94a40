#include "app/news/opml.h"

#include <QFile>
#include <QTemporaryDir>
#include <gtest/gtest.h>

using namespace Qt::StringLiterals;

namespace {
Result<QList<FeedEntry>> parse(const QByteArray &body, const QString &folder = u"/lists"_s)
{
    return parseOpml(
        "<?xml version=\"1.0\"?>\n<opml version=\"2.0\">\n<head><title>x</title></head>\n<body>\n" + body +
            "\n</body>\n</opml>\n",
        folder, u"list.opml"_s, shippedFeeds());
}
} // namespace

TEST(OpmlTest, GivesFeedsInOrderWithTheirGroups)
{
    const auto feeds = parse(R"(<outline text="Desk">
        <outline type="rss" text="One" xmlUrl="https://one.example/feed" htmlUrl="https://one.example/" language="en"/>
        <outline text="Two" xmlurl="http://127.0.0.1:8080/rss.xml"/>
        </outline>
        <outline title="Three" text="" xmlUrl="feed://three.example/atom"/>)");
    ASSERT_TRUE(feeds) << feeds.error().detail.toStdString();
    ASSERT_EQ(feeds->size(), 3);
    EXPECT_EQ(feeds->at(0).info.source, u"One"_s);
    EXPECT_EQ(feeds->at(0).info.homePage, QUrl(u"https://one.example/"_s));
    EXPECT_EQ(feeds->at(0).info.language, u"en"_s);
    EXPECT_EQ(feeds->at(0).group, u"Desk"_s);
    EXPECT_EQ(feeds->at(1).group, u"Desk"_s);
    EXPECT_EQ(feeds->at(1).info.url, QUrl(u"http://127.0.0.1:8080/rss.xml"_s));
    EXPECT_EQ(feeds->at(2).info.source, u"Three"_s);
    EXPECT_EQ(feeds->at(2).info.url, QUrl(u"http://three.example/atom"_s));
    EXPECT_EQ(feeds->at(2).group, QString());
    for (const FeedEntry &feed : *feeds) {
        EXPECT_TRUE(feed.on);
        EXPECT_TRUE(feed.info.userNamed);
    }
}

TEST(OpmlTest, FilesAreRelativeToTheDocument)
{
    const auto feeds = parse(R"(<outline text="A" xmlUrl="feeds/a.xml"/>
        <outline text="B" xmlUrl="/tmp/b.xml"/><outline text="C" xmlUrl="file:///tmp/c.xml"/>)");
    ASSERT_TRUE(feeds);
    EXPECT_EQ(feeds->at(0).info.url, QUrl(u"file:///lists/feeds/a.xml"_s));
    EXPECT_EQ(feeds->at(1).info.url, QUrl(u"file:///tmp/b.xml"_s));
    EXPECT_EQ(feeds->at(2).info.url, QUrl(u"file:///tmp/c.xml"_s));
}

TEST(OpmlTest, AKnownAddressKeepsWhatTheListKnows)
{
    const auto feeds =
        parse(R"(<outline text="BB" xmlUrl="https://api.theblockbeats.news/v2/rss/newsflash"/>)");
    ASSERT_TRUE(feeds);
    EXPECT_EQ(feeds->at(0).info.id.value, u"blockbeats"_s);
    EXPECT_EQ(feeds->at(0).info.headers.size(), 1);
    EXPECT_EQ(feeds->at(0).info.zoneOffsetMinutes, 480);
    EXPECT_EQ(feeds->at(0).info.source, u"BB"_s);
}

TEST(OpmlTest, AFeedNamedTwiceIsOneFeed)
{
    const auto feeds = parse(R"(<outline text="A" xmlUrl="https://a.example/feed"/>
        <outline text="A again" xmlUrl="http://a.example/feed/"/>)");
    ASSERT_TRUE(feeds);
    EXPECT_EQ(feeds->size(), 1);
}

TEST(OpmlTest, OurExtensionsNameFormatKindAndSection)
{
    const auto feeds = parse(R"(<outline text="J" xmlUrl="http://127.0.0.1:1/lives"
        wickpostFormat="jinse" wickpostKind="flashes" wickpostSection="Flash"/>)");
    ASSERT_TRUE(feeds);
    EXPECT_EQ(feeds->at(0).info.format, u"jinse"_s);
    EXPECT_EQ(feeds->at(0).info.section, u"Flash"_s);
    EXPECT_TRUE(feeds->at(0).info.flashes);
}

TEST(OpmlTest, ErrorsNameFileLineAndWhatIsWrong)
{
    const auto detail = [](const Result<QList<FeedEntry>> &feeds) {
        return feeds ? u"no error"_s : feeds.error().detail;
    };
    EXPECT_EQ(detail(parse(
                  "<outline text='A' xmlUrl='https://a.example/'/>\n<outline text='F' xmlUrl='ftp://f'/>")),
              u"list.opml, line 6: \"ftp://f\" is no address of a feed (http, https, or a file)"_s);
    EXPECT_EQ(detail(parse("<outline type='rss' text='Nameless'/>")),
              u"list.opml, line 5: the feed \"Nameless\" has no address (xmlUrl)"_s);
    EXPECT_TRUE(detail(parse("<outline text='A & B' xmlUrl='https://a.example/'/>"))
                    .startsWith(u"list.opml, line 5: "_s));
    EXPECT_TRUE(detail(parse("<outline text='A' xmlUrl='https://a.example/' wickpostFormat='tea-leaves'/>"))
                    .startsWith(u"list.opml, line 5: wickpostFormat is none of jinse, "_s));
    EXPECT_EQ(detail(parse("<outline text='only a folder'/>")),
              u"list.opml: no outline names a feed (xmlUrl)"_s);
    EXPECT_EQ(detail(parseOpml("<rss version='2.0'/>", {}, u"x"_s, {})),
              u"x, line 1: this is no OPML document but <rss>"_s);
    EXPECT_TRUE(detail(parseOpml("", {}, u"x"_s, {})).startsWith(u"x, line 1: "_s));
    EXPECT_TRUE(
        detail(parseOpml("<opml><body><outline text='A' xmlUrl='https://a.example/'/>", {}, u"x"_s, {}))
            .startsWith(u"x, line 1: "_s))
        << "a document cut short is not half a list";
}

TEST(OpmlTest, AFileThatCanNotBeReadIsNamed)
{
    const auto feeds = readOpml(u"/nowhere/list.opml"_s, {});
    ASSERT_FALSE(feeds);
    EXPECT_EQ(feeds.error().kind, Error::Kind::Storage);
    EXPECT_TRUE(feeds.error().detail.contains(u"/nowhere/list.opml"_s));
}

TEST(OpmlTest, AFileIsReadWhole)
{
    QTemporaryDir dir;
    QFile file(dir.filePath(u"my.opml"_s));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("<opml><body><outline text='A' xmlUrl='a.xml'/></body></opml>");
    file.close();
    const auto feeds = readOpml(file.fileName(), {});
    ASSERT_TRUE(feeds);
    EXPECT_EQ(feeds->at(0).info.url, QUrl::fromLocalFile(dir.filePath(u"a.xml"_s)));
}

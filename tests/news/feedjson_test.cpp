#include "app/news/feedjson.h"

#include "app/news/feedparser.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <gtest/gtest.h>

using namespace Qt::StringLiterals;

namespace {
QJsonObject printed(const QString &text, UtcTime receivedAt = {})
{
    FeedDocument document;
    document.bytes = text.toUtf8();
    document.url = QUrl(u"https://feeds.example.com/feed"_s);
    const QByteArray line = feedToJson(u"a.xml"_s, parseFeed(document), receivedAt);
    EXPECT_EQ(line.count('\n'), 1);
    EXPECT_TRUE(line.endsWith('\n'));
    return QJsonDocument::fromJson(line).object();
}
const QString feed =
    u"<rss version='2.0'><channel><title>A &amp;amp; "
    u"B</title><link>https://example.com/</link><item><title>T</title>"
    "<link>https://example.com/1?utm_source=x</link><guid isPermaLink='false'>1</guid>"
    "<description>&lt;p onclick='x()'&gt;S&lt;/p&gt;</description><author>a@b.example (Ann)</author>"
    "<category>C</category><pubDate>Wed, 30 Sep 2026 17:16:31.5 +0200</pubDate>"
    "<enclosure url='https://example.com/a.mp3' type='audio/mpeg' length='7'/></item>"
    "<item><pubDate>1 Jan 2099</pubDate></item></channel></rss>"_s;
} // namespace

TEST(FeedJson, PrintsTheNamesScriptsRelyOn)
{
    const QJsonObject object = printed(feed);
    EXPECT_EQ(object["file"_L1].toString(), u"a.xml"_s);
    EXPECT_EQ(object["format"_L1].toString(), u"rss20"_s);
    EXPECT_EQ(object["encoding"_L1].toString(), u"utf-8"_s);
    EXPECT_EQ(object["malformed"_L1], QJsonValue(false));
    EXPECT_EQ(object["error"_L1], QJsonValue(false));
    EXPECT_EQ(object["feed"_L1]["title"_L1].toString(), u"A &amp; B"_s); // as found
    EXPECT_TRUE(object["feed"_L1]["language"_L1].isNull());
    const QJsonObject item = object["items"_L1][0].toObject();
    EXPECT_EQ(item["title"_L1].toString(), u"T"_s);
    EXPECT_EQ(item["link"_L1].toString(), u"https://example.com/1?utm_source=x"_s);
    EXPECT_EQ(item["canonical_link"_L1].toString(), u"https://example.com/1"_s);
    EXPECT_EQ(item["summary"_L1].toString(), u"<p onclick='x()'>S</p>"_s);
    EXPECT_EQ(item["content"_L1], item["summary"_L1]); // they stand in for each other
    EXPECT_EQ(item["safe_html"_L1].toString(), u"<p>S</p>"_s);
    EXPECT_EQ(item["plain_text"_L1].toString(), u"S"_s);
    EXPECT_EQ(item["summary_text"_L1].toString(), u"S"_s);
    EXPECT_EQ(item["published"_L1].toString(), u"2026-09-30T15:16:31Z"_s);
    EXPECT_EQ(item["author"_L1].toString(), u"Ann"_s);
    EXPECT_EQ(item["authors"_L1][0]["name"_L1].toString(), u"Ann"_s);
    EXPECT_EQ(item["categories"_L1][0]["term"_L1].toString(), u"C"_s);
    EXPECT_EQ(item["categories"_L1][0]["label"_L1].toString(), u"C"_s);
    EXPECT_EQ(item["enclosures"_L1][0]["length"_L1].toInt(), 7);
    EXPECT_EQ(item["guid_is_permalink"_L1], QJsonValue(false));
    EXPECT_EQ(item["stored_key"_L1].toString(), u"1"_s);
    EXPECT_TRUE(item["thumbnail"_L1].isNull());
}

TEST(FeedJson, PrintsNullForWhatIsUnknownAndEmptyLists)
{
    const QJsonObject item = printed(feed)["items"_L1][1].toObject();
    for (const auto name :
         {"link"_L1, "id"_L1, "summary"_L1, "content"_L1, "author"_L1, "updated"_L1, "title"_L1})
        EXPECT_TRUE(item[name].isNull()) << name.data();
    for (const auto name : {"authors"_L1, "categories"_L1, "enclosures"_L1})
        EXPECT_TRUE(item[name].isArray() && item[name].toArray().isEmpty()) << name.data();
}

TEST(FeedJson, SortsWhatCanNotBeBelievedByItsArrival)
{
    const QJsonObject object = printed(feed, parseRfc3339("2026-10-01T00:00:00Z").value());
    EXPECT_EQ(object["items"_L1][0]["sort_date"_L1].toString(), u"2026-09-30T15:16:31Z"_s);
    EXPECT_EQ(object["items"_L1][1]["sort_date"_L1].toString(), u"2026-10-01T00:00:00Z"_s);
    EXPECT_EQ(object["items"_L1][1]["published"_L1].toString(), u"2099-01-01T00:00:00Z"_s);
}

TEST(FeedJson, SaysWhyAFileIsNoFeed)
{
    const QJsonObject object = printed(u"<!DOCTYPE html><html><body>Just a moment...</body></html>"_s);
    EXPECT_EQ(object["error"_L1], QJsonValue(true));
    EXPECT_FALSE(object["reason"_L1].toString().isEmpty());
    EXPECT_TRUE(object["items"_L1].toArray().isEmpty());
}

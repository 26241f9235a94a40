#include "app/news/feedlist.h"
#include "app/news/newsservices.h"
#include "tests/support/fixtures.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace {
ParsedFeed read(const QString &format, const QByteArray &bytes)
{
    FeedDocument document;
    document.bytes = bytes;
    document.url = QUrl(u"https://api.example/x"_s);
    document.language = u"zh"_s;
    document.zoneOffsetMinutes = 480;
    return feedParseFor(format)(document);
}

ParsedFeed readFixture(const QString &format, const QString &name)
{
    const ParsedFeed feed = read(format, fixture(u"news/"_s + name));
    EXPECT_TRUE(feed.ok()) << feed.error.toStdString();
    EXPECT_EQ(feed.format, format);
    return feed;
}

UtcTime at(qint64 seconds)
{
    return fromMsecs(seconds * 1000);
}
} // namespace

TEST(NewsServicesTest, EveryListedFormatHasAParser)
{
    for (const FeedEntry &entry : shippedFeeds())
        EXPECT_TRUE(feedParseFor(entry.info.format)) << entry.info.id.value.toStdString();
    EXPECT_FALSE(feedParseFor(u"tea-leaves"_s));
}

TEST(NewsServicesTest, WithoutAFormatTheBytesDecide)
{
    FeedDocument document;
    document.bytes =
        "<rss version=\"2.0\"><channel><title>T</title><item><title>One</title></item></channel></rss>";
    EXPECT_EQ(feedParseFor({})(document).items.size(), 1);
}

// news.md 1.2: list[].lives[], "【标题】正文", created_at in seconds, pages at jinse.com.cn/lives/ID.html.
TEST(NewsServicesTest, ReadsJinse)
{
    const ParsedFeed feed = readFixture(u"jinse"_s, u"jinse_lives.json"_s);
    ASSERT_EQ(feed.items.size(), 3) << "an item without anything is left out";
    const ParsedArticle first = feed.items[0];
    EXPECT_EQ(first.key, u"500103"_s);
    EXPECT_EQ(first.title, u"某机构增持1,229枚比特币"_s);
    EXPECT_EQ(first.text, u"金色财经报道，据披露文件显示，某机构增持1,229枚BTC。\n持仓升至20,000枚。"_s)
        << "the headline is not repeated";
    EXPECT_EQ(first.link, QUrl(u"https://jinse.com.cn/lives/500103.html"_s));
    EXPECT_EQ(first.published, at(1757725200));
    EXPECT_EQ(first.sourceTitle, u"披露文件"_s);
    EXPECT_EQ(first.sourceLink, u"https://filings.example/8-k"_s);
    EXPECT_EQ(first.thumbnail, QUrl(u"https://img.example/a.png"_s));
    EXPECT_EQ(first.language, u"zh"_s);
    const ParsedArticle second = feed.items[1];
    EXPECT_EQ(second.title, u"官员取消在伊斯坦布尔的会谈"_s) << "the headline is in the text alone";
    EXPECT_TRUE(second.html.contains(u"<a href=\"https://axios.example/x\">Axios</a>"_s))
        << second.html.toStdString();
    EXPECT_EQ(feed.items[2].text, u"正文没有标题。"_s);
}

// news.md 1.2: publishTimestamp is the instant in ms; publishDate has no zone and is ignored.
TEST(NewsServicesTest, ReadsOdaily)
{
    const ParsedFeed feed = readFixture(u"odaily"_s, u"odaily_newsflash.json"_s);
    ASSERT_EQ(feed.items.size(), 2);
    EXPECT_EQ(feed.items[0].key, u"476200"_s);
    EXPECT_EQ(feed.items[0].published, at(1757725259));
    EXPECT_EQ(feed.items[0].link, QUrl(u"https://www.odaily.news/zh-CN/newsflash/476200"_s));
    EXPECT_EQ(feed.items[0].html, u"<p>Odaily星球日报讯 供应量上升。</p>"_s);
    EXPECT_EQ(feed.items[0].sourceLink, u"https://source.example/a"_s);
    EXPECT_EQ(feed.items[1].published, at(1757725000)) << "a number may come as text";
    EXPECT_TRUE(feed.items[1].link.isEmpty()) << "only http(s) can be opened";
}

TEST(NewsServicesTest, ReadsBlockBeats)
{
    const ParsedFeed feed = readFixture(u"blockbeats"_s, u"blockbeats_flash.json"_s);
    ASSERT_EQ(feed.items.size(), 1);
    EXPECT_EQ(feed.items[0].key, u"300001"_s);
    EXPECT_EQ(feed.items[0].title, u"SOL 验证者排定客户端升级"_s);
    EXPECT_EQ(feed.items[0].published, at(1757724840));
    EXPECT_EQ(feed.items[0].link, QUrl(u"https://m.theblockbeats.info/flash/300001"_s));
    EXPECT_EQ(feed.items[0].sourceLink, u"https://source.example/sol"_s);
}

// news.md 1.2: data.list, or data itself, is base64 of zlib-compressed JSON; pages at news/detail/ID.
TEST(NewsServicesTest, ReadsForesight)
{
    const ParsedFeed feed = readFixture(u"foresight"_s, u"foresight_news.json"_s);
    ASSERT_EQ(feed.items.size(), 2);
    EXPECT_EQ(feed.items[0].key, u"90021"_s);
    EXPECT_EQ(feed.items[0].title, u"某协议完成主网升级"_s);
    EXPECT_TRUE(feed.items[0].html.contains(u"<b>完成</b>"_s)) << feed.items[0].html.toStdString();
    EXPECT_EQ(feed.items[0].link, QUrl(u"https://foresightnews.pro/news/detail/90021"_s));
    EXPECT_EQ(feed.items[0].published, at(1757725200));
    EXPECT_EQ(feed.items[0].sourceLink, u"https://source.example/up"_s);
    EXPECT_EQ(feed.items[0].sections, QList<QString>{u"公链"_s});
    EXPECT_EQ(feed.items[1].text, u"持仓升至 20,000 枚。"_s) << "the brief where there is no text";
    const QJsonObject answer = QJsonDocument::fromJson(fixture(u"news/foresight_news.json"_s)).object();
    const QByteArray bare = QJsonDocument(QJsonObject{{u"data"_s, answer["data"_L1]["list"_L1]}}).toJson();
    EXPECT_EQ(read(u"foresight"_s, bare).items.size(), 2);
}

TEST(NewsServicesTest, UnpacksNoBomb)
{
    const QByteArray bomb = qCompress(QByteArray(80'000'000, ' '), 9).mid(4); // some 78 kB of it
    EXPECT_FALSE(read(u"foresight"_s, R"({"data": ")" + bomb.toBase64() + "\"}").ok());
    EXPECT_FALSE(read(u"foresight"_s, R"({"data": "bm90IHppcHBlZA=="})").ok());
}

// news.md 1.3
TEST(NewsServicesTest, ReadsExchangeAnnouncements)
{
    const ParsedFeed bitget = readFixture(u"bitget-announcements"_s, u"bitget_announcements.json"_s);
    ASSERT_EQ(bitget.items.size(), 1);
    EXPECT_EQ(bitget.items[0].key, u"12560603800001"_s);
    EXPECT_EQ(bitget.items[0].title, u"New Listing: Example Coin (EXC)"_s);
    EXPECT_EQ(bitget.items[0].published, at(1757725200));
    EXPECT_EQ(bitget.items[0].language, u"en-us"_s);
    EXPECT_EQ(bitget.items[0].sections, (QList<QString>{u"coin_listings"_s, u"spot"_s}));

    const ParsedFeed bybit = readFixture(u"bybit-announcements"_s, u"bybit_announcements.json"_s);
    ASSERT_EQ(bybit.items.size(), 2);
    EXPECT_EQ(bybit.items[0].published, at(1757725200));
    EXPECT_EQ(bybit.items[0].sections.value(0), u"New Listings"_s);
    EXPECT_EQ(bybit.items[0].summary, u"Deposits open today."_s);
    EXPECT_EQ(bybit.items[1].published, at(1757720000)) << "publishTime may be missing";

    const ParsedFeed okx = readFixture(u"okx-announcements"_s, u"okx_announcements.json"_s);
    ASSERT_EQ(okx.items.size(), 1);
    EXPECT_EQ(okx.items[0].published, at(1757721600));
    EXPECT_EQ(okx.items[0].link, QUrl(u"https://www.okx.com/help/okx-to-list-exc"_s));

    const ParsedFeed binance = readFixture(u"binance-announcements"_s, u"binance_announcements.json"_s);
    ASSERT_EQ(binance.items.size(), 2);
    EXPECT_EQ(binance.items[0].key, u"250001"_s);
    EXPECT_EQ(binance.items[0].title, u"Binance Will List Example Coin (EXC) with Seed Tag Applied"_s);
    EXPECT_EQ(binance.items[0].published, at(1757725200));
    EXPECT_EQ(binance.items[0].link, QUrl(u"https://www.binance.com/en/support/announcement/0a1b2c3d4e5f"_s));
    EXPECT_TRUE(binance.items[1].link.isEmpty()) << "no code, no page";
}

TEST(NewsServicesTest, AnErrorInsideA200IsAnError)
{
    EXPECT_EQ(read(u"odaily"_s, R"({"code": 429, "msg": "too fast", "data": null})").error,
              u"the service says 429: too fast"_s);
    EXPECT_EQ(read(u"blockbeats"_s, R"({"status": 1001, "message": "no", "data": {"data": []}})").error,
              u"the service says 1001: no"_s);
    EXPECT_EQ(read(u"bitget-announcements"_s, R"({"code": "40034", "msg": "bad", "data": []})").error,
              u"the service says 40034: bad"_s);
    EXPECT_EQ(read(u"bybit-announcements"_s, R"({"retCode": 10006, "retMsg": "limit", "result": {}})").error,
              u"the service says 10006: limit"_s);
    EXPECT_EQ(read(u"okx-announcements"_s, R"({"code": "50011", "msg": "limit", "data": []})").error,
              u"the service says 50011: limit"_s);
}

TEST(NewsServicesTest, AnyOtherBytesAreAnErrorAndNeverACrash)
{
    QList<QByteArray> bodies{"",
                             "null",
                             "[]",
                             "{}",
                             "42",
                             "{\"list\": {}}",
                             "{\"code\": 200}",
                             "<html>Just a moment…</html>",
                             "{\"list\": [",
                             QByteArray(100'000, '['),
                             "\xff\xfe\x00"};
    for (const QString &format : newsServiceFormats()) {
        for (const QByteArray &body : bodies) {
            const ParsedFeed feed = read(format, body);
            EXPECT_FALSE(feed.ok()) << format.toStdString() << " took " << body.left(40).toStdString();
            EXPECT_TRUE(feed.items.isEmpty());
        }
    }
}

TEST(NewsServicesTest, OddMembersCostTheItemsThatHaveThem)
{
    const ParsedFeed feed = read(u"odaily"_s, R"({"code": 200, "data": {"list": [7, null, "x", [], {},
        {"id": {"a": 1}, "title": ["t"], "content": 5, "publishTimestamp": -1},
        {"id": "9", "title": "Fine", "publishTimestamp": 99999999999999999}]}})");
    ASSERT_TRUE(feed.ok());
    ASSERT_EQ(feed.items.size(), 2);
    EXPECT_EQ(feed.items[1].title, u"Fine"_s);
    EXPECT_EQ(feed.items[1].published, UtcTime{}) << "no such year: missing, not made up";
}

// The documentation's own examples, where they are at hand.
TEST(NewsServicesTest, ReadsTheDocumentedExamples)
{
    const QString folder = QStringLiteral(WICKPOST_SHARED_DIR "/feeds/real/");
    QFile odaily(folder + u"odaily-newsflash-api.json"_s), bitget(folder + u"bitget-announcements.json"_s);
    if (!odaily.open(QIODevice::ReadOnly) || !bitget.open(QIODevice::ReadOnly))
        GTEST_SKIP() << "no recordings at " << folder.toStdString();
    const ParsedFeed flashes = read(u"odaily"_s, odaily.readAll());
    ASSERT_EQ(flashes.items.size(), 1) << flashes.error.toStdString();
    EXPECT_EQ(flashes.items[0].title, u"汇丰银行、渣打银行在香港获得稳定币牌照"_s);
    EXPECT_EQ(flashes.items[0].published, at(1775812659));
    const ParsedFeed announcements = read(u"bitget-announcements"_s, bitget.readAll());
    ASSERT_EQ(announcements.items.size(), 1) << announcements.error.toStdString();
    EXPECT_EQ(announcements.items[0].title, u"test0629"_s);
}

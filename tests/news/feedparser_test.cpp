#include "tests/news/feedtexts.h"

TEST(FeedFormat, IsTheDocumentsOwn)
{
    const std::pair<QString, QString> cases[] = {
        {u"<rss version='2.0'><channel/></rss>"_s, u"rss20"_s},
        {u"<RSS version='0.92'><CHANNEL/></RSS>"_s, u"rss092"_s},
        {u"<rss version='0.91'><channel/></rss>"_s, u"rss091u"_s},
        {u"<!DOCTYPE rss PUBLIC '-//Netscape Communications//DTD RSS 0.91//EN' "
         u"'http://my.netscape.com/publish/formats/"
         "rss-0.91.dtd'><rss version='0.91'><channel/></rss>"_s,
         u"rss091n"_s},
        {u"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'><channel/></rdf:RDF>"_s,
         u"rss10"_s},
        {u"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
         "xmlns='http://my.netscape.com/rdf/simple/0.9/'><channel/></rdf:RDF>"_s,
         u"rss090"_s},
        {u"<Channel xmlns='http://purl.org/net/rss1.1#'><title>x</title></Channel>"_s, u"rss11"_s},
        {u"<feed xmlns='http://www.w3.org/2005/Atom'/>"_s, u"atom10"_s},
        {u"<feed version='0.3' xmlns='http://purl.org/atom/ns#'/>"_s, u"atom03"_s},
        {u"{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[]}"_s, u"json11"_s},
        {u"{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[]}"_s, u"json1"_s},
        {u"{\"rss\":{\"version\":\"2.0\",\"channel\":{\"title\":\"x\"}}}"_s, u"rss-json"_s},
        {u"\uFEFF  \n<!-- c --><?x y?><rss version='2.0'><channel/></rss>"_s, u"rss20"_s}};
    for (const auto &[text, format] : cases) {
        const ParsedFeed feed = parse(text);
        EXPECT_TRUE(feed.ok()) << feed.error.toStdString();
        EXPECT_EQ(feed.format, format) << text.toStdString();
    }
}

TEST(FeedFormat, TellsWhatIsNoFeed)
{
    for (const auto &text :
         {QString(), u"   "_s, u"hello"_s, u"{\"code\":429,\"msg\":\"too many requests\"}"_s, u"[1]"_s,
          u"{"_s, u"<opml><body/></opml>"_s,
          u"<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>"_s,
          u"<html><body><feed></feed></body></html>"_s}) {
        const ParsedFeed feed = parse(text);
        EXPECT_FALSE(feed.ok()) << text.toStdString();
        EXPECT_TRUE(feed.items.isEmpty());
    }
}

TEST(FeedFormat, NamesTheFeedsOfAPage)
{
    const ParsedFeed feed =
        parse(u"<!DOCTYPE html><html><head><link rel=stylesheet href=x.css><link rel='alternate' "
              "type='application/rss+xml' href='/rss'><link rel=\"alternate\" type=\"application/atom+xml\" "
              "href=\"javascript:x\"></head></html>"_s,
              u"https://example.com/news/"_s);
    EXPECT_EQ(feed.alternates, QList<QUrl>{QUrl(u"https://example.com/rss"_s)});

    // Real heads are long, and close nothing.
    const QString meta = u"<meta name=x content=y>"_s.repeated(1000);
    const ParsedFeed page =
        parse(u"<!DOCTYPE html><html><head><base href='https://cdn.example/a/'>"_s + meta +
                  u"<link rel='alternate' type='application/feed+json' href='f.json'></head></html>"_s,
              u"https://example.com/"_s);
    EXPECT_EQ(page.alternates, QList<QUrl>{QUrl(u"https://cdn.example/a/f.json"_s)});
}

TEST(JsonFeed, FillsTheFieldsAndBearsWrongTypes)
{
    const ParsedFeed feed = parse(
        u"{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":123,\"home_page_url\":\"https://"
        u"example.com/\",\"authors\":[{\"name\":\"House\"}],"
        "\"items\":[{\"id\":42,\"url\":\"/a\",\"title\":\"A "
        "<b>\",\"content_html\":\"<p>x</p>\",\"summary\":\"s\","
        "\"date_published\":\"2026-09-30T10:00:00Z\",\"tags\":[\"BTC\",5],\"image\":\"https://example.com/"
        "i.png\","
        "\"attachments\":[{\"url\":\"https://example.com/a.mp3\",\"mime_type\":\"audio/"
        "mpeg\",\"size_in_bytes\":9}]},"
        "\"oops\",{\"id\":null,\"external_url\":\"https://other.example/b\",\"authors\":\"Bob\",\"content_text\":\"1 < 2\",\"attachments\":{}}]}"_s);
    ASSERT_EQ(feed.items.size(), 2);
    EXPECT_TRUE(feed.malformed);
    EXPECT_EQ(feed.title, u"123"_s);
    const ParsedArticle &article = feed.items[0];
    EXPECT_EQ(article.key, u"42"_s);
    EXPECT_EQ(article.title, u"A <b>"_s); // plain text by the format
    EXPECT_EQ(article.link, QUrl(u"https://feeds.example.com/a"_s));
    EXPECT_EQ(article.html, u"<p>x</p>"_s);
    EXPECT_EQ(article.author, u"House"_s);
    EXPECT_EQ(article.sections, (QStringList{u"BTC"_s, u"5"_s}));
    EXPECT_EQ(article.thumbnail, QUrl(u"https://example.com/i.png"_s));
    EXPECT_EQ(article.enclosures.value(0).length, 9);
    EXPECT_EQ(feed.items[1].author, u"Bob"_s);
    EXPECT_EQ(feed.items[1].html, u"1 &lt; 2"_s);
    EXPECT_EQ(feed.items[1].link, QUrl(u"https://other.example/b"_s));
}

TEST(Cdf, IsReadByItsAttributes)
{
    const ParsedFeed feed =
        parse(u"<CHANNEL HREF='https://example.com/' LASTMOD='2026-09-30T10:00'><TITLE>Outlet</TITLE>"
              "<ITEM HREF='https://example.com/1' LASTMOD='2026-09-30T11:00'><TITLE>One</TITLE>"
              "<ABSTRACT>Short</ABSTRACT></ITEM></CHANNEL>"_s);
    EXPECT_EQ(feed.format, u"cdf"_s);
    EXPECT_EQ(feed.updated, at("2026-09-30T10:00:00Z"));
    ASSERT_EQ(feed.items.size(), 1);
    EXPECT_EQ(feed.items[0].link, QUrl(u"https://example.com/1"_s));
    EXPECT_EQ(feed.items[0].summary, u"Short"_s);
    EXPECT_EQ(feed.items[0].published, at("2026-09-30T11:00:00Z"));
}

TEST(JsonFeed, IsKnownByItsMembersWhereTheVersionIsShort)
{
    const QString text = u"{\"version\":\"1.1\",%1\"items\":[]}"_s;
    EXPECT_EQ(parse(text.arg(u"\"feed_url\":\"https://example.com/f\","_s)).format, u"json11"_s);
    EXPECT_FALSE(parse(text.arg(QString())).ok());
}

TEST(RssInJson, IsReadLikeItsXml)
{
    const ParsedFeed feed = parse(
        u"{\"rss\":{\"version\":\"2.0\",\"channel\":{\"title\":\"Outlet\",\"link\":\"https://example.com/"
        u"\",\"item\":[{\"title\":\"A\","
        "\"guid\":{\"isPermaLink\":false,\"#value\":\"7\"},\"pubDate\":\"Wed, 30 Sep 2026 10:00:00 GMT\","
        "\"enclosure\":{\"url\":\"https://example.com/a.mp3\",\"type\":\"audio/mpeg\",\"length\":5},\"category\":[\"x\",\"y\"]}]}}}"_s);
    ASSERT_EQ(feed.items.size(), 1);
    EXPECT_EQ(feed.format, u"rss-json"_s);
    EXPECT_EQ(feed.title, u"Outlet"_s);
    EXPECT_EQ(feed.items[0].id, u"7"_s);
    EXPECT_FALSE(feed.items[0].guidIsPermalink);
    EXPECT_EQ(feed.items[0].published, at("2026-09-30T10:00:00Z"));
    EXPECT_EQ(feed.items[0].enclosures.value(0).length, 5);
    EXPECT_EQ(feed.items[0].sections, (QStringList{u"x"_s, u"y"_s}));
}

// A change of any of these would show every stored story as new.

TEST(ArticleKey, IsFrozen)
{
    const ParsedFeed feed =
        parse(rss(u"<item><guid>one</guid><title>a</title></item>"
                  "<item><guid>twice</guid><link>https://example.com/b/?utm_source=x</link></item>"
                  "<item><guid>twice</guid><link>https://Example.com/c</link></item>"
                  "<item><title>no id</title><link>https://example.com/d#e</link></item>"
                  "<item><title>nothing but a title</title><description>and a text</description></item>"_s));
    ASSERT_EQ(feed.items.size(), 5);
    EXPECT_EQ(feed.items[0].key, u"one"_s);
    EXPECT_EQ(feed.items[1].key, u"twice\nhttps://example.com/b"_s);
    EXPECT_EQ(feed.items[2].key, u"twice\nhttps://example.com/c"_s);
    EXPECT_EQ(feed.items[3].key, u"https://example.com/d"_s);
    EXPECT_EQ(feed.items[4].key, u"sha256:11c55365864929f181c2b924d6072a90"_s);
}

TEST(ArticleKey, DoesNotDependOnTheDate)
{
    const QString text = u"<item><title>x</title><pubDate>%1</pubDate></item>"_s;
    EXPECT_EQ(parse(rss(text.arg(u"30 Sep 2026 10:00:00 GMT"_s))).items[0].key,
              parse(rss(text.arg(u"1 Oct 2026 10:00:00 GMT"_s))).items[0].key);
}

TEST(FeedLimits, KeepTheNewestOfTooManyItems)
{
    QString items;
    for (int i = 0; i < 30; ++i)
        items += u"<item><title>%1</title><pubDate>2026-09-%2</pubDate></item>"_s.arg(i).arg(i + 1, 2, 10,
                                                                                             QChar(u'0'));
    FeedDocument document;
    document.bytes = rss(items).toUtf8();
    document.maxItems = 3;
    const ParsedFeed feed = parseFeed(document);
    ASSERT_EQ(feed.items.size(), 3);
    EXPECT_EQ(feed.items[0].title, u"27"_s);
    EXPECT_EQ(feed.items[2].title, u"29"_s);
    EXPECT_EQ(feed.notes.size(), 1);
}

TEST(FeedLimits, CutLongTitlesAndManyCategories)
{
    const ParsedArticle article = item(u"<title>%1</title>%2"_s.arg(u"long "_s.repeated(10'000), [] {
        QString categories;
        for (int i = 0; i < 1000; ++i)
            categories += u"<category>c%1</category>"_s.arg(i);
        return categories;
    }()));
    EXPECT_LE(article.foundTitle.value.size(), 4001);
    EXPECT_EQ(article.categories.size(), 64);
}

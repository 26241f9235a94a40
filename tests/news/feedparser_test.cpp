#include "app/news/feedparser.h"

#include <QStringEncoder>
#include <gtest/gtest.h>

using namespace Qt::StringLiterals;

namespace {
ParsedFeed parse(const QString &text, const QString &url = u"https://feeds.example.com/feed"_s)
{
    FeedDocument document;
    document.bytes = text.toUtf8();
    document.url = QUrl(url);
    return parseFeed(document);
}

QString rss(const QString &items, const QString &channel = {})
{
    return u"<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
           "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" "
           "xmlns:media=\"http://search.yahoo.com/mrss/\" "
           "xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel><title>Outlet</title>"
           "<link>https://example.com/</link>%1%2</channel></rss>"_s.arg(channel, items);
}
QString atom(const QString &entries, const QString &attributes = {})
{
    return u"<feed xmlns=\"http://www.w3.org/2005/Atom\" %1><title>Outlet</title>"
           "<link href=\"https://example.com/\"/>%2</feed>"_s.arg(attributes, entries);
}
ParsedArticle item(const QString &inside)
{
    const ParsedFeed feed = parse(rss(u"<item>%1</item>"_s.arg(inside)));
    EXPECT_EQ(feed.items.size(), 1) << inside.toStdString();
    return feed.items.value(0);
}
ParsedArticle entry(const QString &inside, const QString &attributes = {})
{
    const ParsedFeed feed = parse(atom(u"<entry>%1</entry>"_s.arg(inside), attributes));
    EXPECT_EQ(feed.items.size(), 1) << inside.toStdString();
    return feed.items.value(0);
}
UtcTime at(const char *text)
{
    return parseRfc3339(text).value();
}
} // namespace

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

TEST(Rss, FillsTheFields)
{
    const ParsedFeed feed = parse(rss(
        u"<item><title>ETH &amp;amp; &lt;b&gt;BTC&lt;/b&gt;</title><link> "
        u"https://example.com/a?utm_source=rss&amp;id=1\n</link>"
        "<guid isPermaLink='false'>42</guid><pubDate>Wed, 30 Sep 2026 17:16:31 +0000</pubDate>"
        "<description>&lt;p&gt;Short.&lt;/p&gt;</description><content:encoded><![CDATA[<p>Long&nbsp;text.</"
        "p>]]></content:encoded>"
        "<dc:creator>Ann</dc:creator><dc:creator>Bob</dc:creator><category "
        "domain='https://x.example/'>Markets</category>"
        "<category>DeFi</category><comments>https://example.com/a#c</comments>"
        "<enclosure url='https://example.com/a.mp3' length='1,024' type='audio/mpeg'/>"
        "<source url='https://other.example/rss'>Other</source></item>"_s,
        u"<description>About</description><language>en-US</language><ttl>5</ttl><copyright>c</copyright>"
        "<image><url>https://example.com/l.png</url><title>L</title><link>https://example.com/</link></image>"_s));
    EXPECT_FALSE(feed.malformed);
    EXPECT_EQ(feed.title, u"Outlet"_s);
    EXPECT_EQ(feed.link, u"https://example.com/"_s);
    EXPECT_EQ(feed.description, u"About"_s);
    EXPECT_EQ(feed.ttlMinutes, 5);
    EXPECT_EQ(feed.image.url, u"https://example.com/l.png"_s);
    ASSERT_EQ(feed.items.size(), 1);
    const ParsedArticle &article = feed.items.first();
    EXPECT_EQ(article.title, u"ETH & BTC"_s);
    EXPECT_EQ(article.foundTitle.value, u"ETH &amp; <b>BTC</b>"_s);
    EXPECT_EQ(article.link, QUrl(u"https://example.com/a?id=1"_s));
    EXPECT_EQ(article.foundLink, u"https://example.com/a?utm_source=rss&id=1"_s);
    EXPECT_EQ(article.key, u"42"_s);
    EXPECT_FALSE(article.guidIsPermalink);
    EXPECT_EQ(article.published, at("2026-09-30T17:16:31Z"));
    EXPECT_EQ(article.summary, u"Short."_s);
    EXPECT_EQ(article.text, u"Long text."_s);
    EXPECT_EQ(article.html, u"<p>Long\u00A0text.</p>"_s);
    EXPECT_EQ(article.author, u"Ann, Bob"_s);
    EXPECT_EQ(article.language, u"en-us"_s);
    EXPECT_EQ(article.sections, (QStringList{u"Markets"_s, u"DeFi"_s}));
    EXPECT_EQ(article.comments, u"https://example.com/a#c"_s);
    ASSERT_EQ(article.enclosures.size(), 1);
    EXPECT_EQ(article.enclosures.first().length, 1024);
    EXPECT_EQ(article.sourceTitle, u"Other"_s);
}

TEST(Rss, TakesOnlyDirectChildrenByNamespace)
{
    const ParsedArticle article = item(
        u"<media:content url='https://cdn.example/i.png' "
        u"medium='image'><title>no</title><media:title>no</media:title>"
        "<link>https://no.example/</link><credit>no</credit></media:content><title>Real</title>"
        "<atom:link rel='hub' href='true'/><link>https://example.com/real</link><atom:author><atom:name>Ann</atom:name></atom:author>"_s);
    EXPECT_EQ(article.title, u"Real"_s);
    EXPECT_EQ(article.link, QUrl(u"https://example.com/real"_s));
    EXPECT_EQ(article.thumbnail, QUrl(u"https://cdn.example/i.png"_s));
    EXPECT_EQ(article.author, u"Ann"_s);
}

TEST(Rss, NeverLetsAnEmptyElementReplaceAFilledOne)
{
    const ParsedArticle article =
        item(u"<dc:title>dc</dc:title><title>Real</title><title/><description>The summary.</description>"
             "<content:encoded/><dc:description/><link/><link>https://example.com/x</link>"_s);
    EXPECT_EQ(article.title, u"Real"_s);
    EXPECT_EQ(article.summary, u"The summary."_s);
    EXPECT_EQ(article.html, u"The summary."_s);
    EXPECT_EQ(article.link, QUrl(u"https://example.com/x"_s));
}

TEST(Rss, UsesAGuidAsLinkOnlyWhenItIsAnAddressAndNothingElseIs)
{
    EXPECT_EQ(item(u"<guid>https://example.com/g</guid>"_s).link, QUrl(u"https://example.com/g"_s));
    EXPECT_EQ(item(u"<guid isPermaLink='false'>https://example.com/g</guid>"_s).link, QUrl());
    EXPECT_EQ(item(u"<guid>12345</guid>"_s).link, QUrl());
    EXPECT_EQ(item(u"<guid>https://example.com/?p=5</guid><link>https://example.com/real</link>"_s).link,
              QUrl(u"https://example.com/real"_s));
}

TEST(Rss, LetsNoLinkRunAnything)
{
    for (const auto &bad : {u"javascript:alert(1)"_s, u"java&#10;script:alert(1)"_s, u"file:///etc/passwd"_s,
                            u"data:text/html,x"_s}) {
        const ParsedArticle article = item(u"<title>x</title><link>%1</link><guid>%1</guid>"_s.arg(bad));
        EXPECT_TRUE(article.link.isEmpty()) << bad.toStdString();
        EXPECT_TRUE(article.foundLink.isEmpty());
    }
}

TEST(Rss, NamesPeople)
{
    EXPECT_EQ(item(u"<author>mail@example.com (律动BlockBeats)</author>"_s).author, u"律动BlockBeats"_s);
    EXPECT_EQ(item(u"<author>Ann Lee &lt;ann@example.com&gt;</author>"_s).author, u"Ann Lee"_s);
    EXPECT_EQ(item(u"<author>ann@example.com</author><dc:creator>Ann</dc:creator>"_s).author, u"Ann"_s);
    EXPECT_EQ(item(u"<author>ann@example.com</author>"_s).author, u"ann@example.com"_s);
}

TEST(Rss, MakesUpATitleFromTheTextOrTheLink)
{
    EXPECT_EQ(item(u"<description>&lt;p&gt;Only a &lt;b&gt;flash&lt;/b&gt;.&lt;/p&gt;</description>"_s).title,
              u"Only a flash."_s);
    EXPECT_EQ(item(u"<link>https://example.com/x</link>"_s).title, u"https://example.com/x"_s);
    EXPECT_LE(item(u"<description>%1</description>"_s.arg(u"word "_s.repeated(100))).title.size(), 101);
}

TEST(Rss, ChoosesThePicture)
{
    EXPECT_EQ(item(u"<enclosure url='https://img.example/e.jpg' type='image/jpeg' length='1000000'/>"
                   "<media:thumbnail url='https://cdn.example/t.jpg' width='1920'/>"_s)
                  .thumbnail,
              QUrl(u"https://cdn.example/t.jpg"_s));
    EXPECT_EQ(item(u"<media:content url='https://cdn.example/s.jpg' type='image/jpeg' width='120'/>"
                   "<media:content url='https://cdn.example/b.jpg' type='image/*' width='1200'/>"_s)
                  .thumbnail,
              QUrl(u"https://cdn.example/b.jpg"_s));
    EXPECT_EQ(
        item(
            u"<description>&lt;img src='/pixel' width=1&gt;&lt;img src='/big.jpg'&gt;</description><link>https://example.com/a/</link>"_s)
            .thumbnail,
        QUrl(u"https://example.com/big.jpg"_s));
}

TEST(Rss, ReadsItemsBesideTheChannelToo)
{
    const ParsedFeed feed = parse(
        u"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/' "
        "xmlns:dc='http://purl.org/dc/elements/1.1/'><channel "
        "rdf:about='https://example.com/rdf'><title>Outlet</title>"
        "<link>https://example.com/</link></channel><image><url>https://example.com/l.png</url></image>"
        "<item "
        "rdf:about='https://example.com/1'><title>One</title><dc:date>2026-09-30T10:00:00+02:00</dc:date>"
        "<dc:subject>Markets</dc:subject></item></rdf:RDF>"_s);
    ASSERT_EQ(feed.items.size(), 1);
    EXPECT_EQ(feed.image.url, u"https://example.com/l.png"_s);
    EXPECT_EQ(feed.items[0].link, QUrl(u"https://example.com/1"_s));
    EXPECT_EQ(feed.items[0].id, u"https://example.com/1"_s);
    EXPECT_EQ(feed.items[0].published, at("2026-09-30T08:00:00Z"));
    EXPECT_EQ(feed.items[0].sections, QStringList(u"Markets"_s));
}

TEST(Rss, Case56ReadsWhatIsBroken)
{
    const ParsedFeed feed = parse(
        u"\n<rss version=2.0><script/><channel><title>A&nbsp;&mdash; AT&T</title><item><title>whole</title>"
        "<media:thumbnail "
        "url='https://cdn.example/x.jpg'/><content:encoded><![CDATA[<p>body</p>]]></content:encoded>"
        "</item><item><title>half"_s);
    EXPECT_TRUE(feed.malformed);
    EXPECT_EQ(feed.title, u"A — AT&T"_s);
    ASSERT_EQ(feed.items.size(), 2);
    EXPECT_EQ(feed.items[0].title, u"whole"_s);
    EXPECT_EQ(feed.items[0].html, u"<p>body</p>"_s);
    EXPECT_EQ(feed.items[0].thumbnail, QUrl(u"https://cdn.example/x.jpg"_s));
}

TEST(Rss, ReadsChineseDatesAsChinese)
{
    FeedDocument document;
    document.bytes = rss(u"<item><title>x</title><pubDate>Wed, 30 Sep 2026 17:16:31 CST</pubDate></item>"_s,
                         u"<language>zh-cn</language>"_s)
                         .toUtf8();
    EXPECT_EQ(parseFeed(document).items[0].published, at("2026-09-30T09:16:31Z"));
    document.bytes = rss(u"<item><title>x</title><pubDate>2026-09-30 17:16:31</pubDate></item>"_s).toUtf8();
    document.zoneOffsetMinutes = 480;
    EXPECT_EQ(parseFeed(document).items[0].published, at("2026-09-30T09:16:31Z"));
}

TEST(Rss, LeavesUnreadableDatesOut)
{
    EXPECT_FALSE(isKnown(item(u"<pubDate>yesterday-ish</pubDate>"_s).published));
    EXPECT_EQ(item(u"<pubDate>nonsense</pubDate><dc:date>2026-09-30</dc:date>"_s).published,
              at("2026-09-30T00:00:00Z"));
}

TEST(Atom, FillsTheFields)
{
    const ParsedFeed feed =
        parse(atom(u"<author><name>The House</name></author><entry><id>tag:example.com,2026:1</id><title "
                   u"type='html'>A &amp;lt;b&gt; B</title>"
                   "<link rel='self' href='https://example.com/1.atom'/><link type='application/pdf' "
                   "href='https://example.com/1.pdf'/>"
                   "<link rel='alternate' type='text/html' href='1'/><link rel='enclosure' "
                   "href='https://example.com/1.jpg' type='image/jpeg' length='9'/>"
                   "<published>2026-09-30T10:00:00Z</published><updated>2026-09-30T11:00:00Z</updated>"
                   "<summary>1 &lt; 2</summary><content type='xhtml'><div "
                   "xmlns='http://www.w3.org/1999/xhtml'><p>x<br/>y</p></div></content>"
                   "<category term='btc' label='Bitcoin' scheme='https://x.example/'/></entry>"_s,
                   u"xml:base='https://example.com/blog/' xml:lang='en'"_s));
    ASSERT_EQ(feed.items.size(), 1);
    const ParsedArticle &article = feed.items[0];
    EXPECT_EQ(article.key, u"tag:example.com,2026:1"_s);
    EXPECT_EQ(article.title, u"A <b> B"_s);
    EXPECT_EQ(article.link, QUrl(u"https://example.com/blog/1"_s));
    EXPECT_EQ(article.published, at("2026-09-30T10:00:00Z"));
    EXPECT_EQ(article.updated, at("2026-09-30T11:00:00Z"));
    EXPECT_EQ(article.summary, u"1 < 2"_s);
    EXPECT_EQ(article.html, u"<p>x<br>y</p>"_s);
    EXPECT_EQ(article.author, u"The House"_s);
    EXPECT_EQ(article.categories.first(), (FeedCategory{u"btc"_s, u"Bitcoin"_s, u"https://x.example/"_s}));
    EXPECT_EQ(article.thumbnail, QUrl(u"https://example.com/1.jpg"_s));
    EXPECT_EQ(article.language, u"en"_s);
}

TEST(Atom, ShowsPlainTextAsItIsWritten)
{
    const ParsedArticle article =
        entry(u"<title>A &lt;b&gt; &amp;amp; B</title><content>if (a &lt; b)\n&lt;script&gt;</content>"_s);
    EXPECT_EQ(article.title, u"A <b> &amp; B"_s);
    EXPECT_EQ(article.html, u"if (a &lt; b)<br>&lt;script&gt;"_s);
}

TEST(Atom, TakesUpdatedWherePublishedIsMissing)
{
    EXPECT_EQ(entry(u"<updated>2026-09-30T11:00:00Z</updated>"_s).published, at("2026-09-30T11:00:00Z"));
}

TEST(Atom, PrefersTheEntrysAuthorThenTheSources)
{
    EXPECT_EQ(entry(u"<author><name>Ann</name></author><source><author><name>Bob</name></author></source>"_s)
                  .author,
              u"Ann"_s);
    EXPECT_EQ(entry(u"<source><title>S</title><author><name>Bob</name></author></source>"_s).author,
              u"Bob"_s);
}

TEST(Atom, ReadsVersion03)
{
    const ParsedFeed feed = parse(
        u"<feed version='0.3' xmlns='http://purl.org/atom/ns#'><title>Outlet</title><tagline>t</tagline>"
        "<entry><title mode='escaped' type='text/html'>a &amp;amp; "
        "b</title><issued>2026-09-30T10:00:00Z</issued>"
        "<modified>2026-09-30T11:00:00Z</modified><content type='text/html' mode='base64'>PHA+eDwvcD4=</content></entry></feed>"_s);
    ASSERT_EQ(feed.items.size(), 1);
    EXPECT_EQ(feed.description, u"t"_s);
    EXPECT_EQ(feed.items[0].title, u"a & b"_s);
    EXPECT_EQ(feed.items[0].published, at("2026-09-30T10:00:00Z"));
    EXPECT_EQ(feed.items[0].html, u"<p>x</p>"_s);
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

TEST(Rss, TakesAGuidForThePageOnlyAsItsFeedClaims)
{
    EXPECT_TRUE(item(u"<guid>https://example.com/g</guid>"_s).guidIsPermalink);
    EXPECT_FALSE(item(u"<guid isPermaLink='meep'>https://example.com/g</guid>"_s).guidIsPermalink);
    EXPECT_TRUE(item(u"<guid isPermaLink='meep'>https://example.com/g</guid>"_s).link.isEmpty());
    // It is not the page that opens.
    EXPECT_FALSE(
        item(u"<guid>https://example.com/g</guid><link>https://example.com/l</link>"_s).guidIsPermalink);
}

TEST(Rss, OpensAFileWhereThereIsNoPage)
{
    EXPECT_EQ(item(u"<enclosure url='https://example.com/a.mp3' type='audio/mpeg'/>"_s).link,
              QUrl(u"https://example.com/a.mp3"_s));
    EXPECT_TRUE(item(u"<enclosure url='https://example.com/a.jpg' type='image/jpeg'/>"_s).link.isEmpty());
}

TEST(Rss, KeepsTheLinesOfATextWithoutTags)
{
    EXPECT_EQ(item(u"<description>one &amp;amp;\ntwo</description>"_s).html, u"one &amp;<br>two"_s);
    EXPECT_EQ(item(u"<description>&lt;p&gt;one\ntwo&lt;/p&gt;</description>"_s).html, u"<p>one\ntwo</p>"_s);
}

TEST(Rss, KeepsBothOfADescriptionAndASummary)
{
    const ParsedArticle article = item(u"<description>short</description><summary>the long one</summary>"_s);
    EXPECT_EQ(article.summary, u"short"_s);
    EXPECT_EQ(article.text, u"the long one"_s);
}

TEST(Rss, TakesTheMediasWordsOnlyWhereItHasNoneOfItsOwn)
{
    const QString media = u"<media:group><media:content url='https://example.com/v.mp4' type='video/mp4'>"
                          "<media:title>Film</media:title><media:description>About it</media:description>"
                          "</media:content></media:group>"_s;
    EXPECT_EQ(item(media).title, u"Film"_s);
    EXPECT_EQ(item(media).summary, u"About it"_s);
    EXPECT_EQ(item(media + u"<title>Own</title>"_s).title, u"Own"_s);
}

TEST(Rss, ReadsCommentsOnlyAsAPage)
{
    EXPECT_TRUE(item(u"<comments>3 so far</comments>"_s).comments.isEmpty());
    EXPECT_TRUE(entry(u"<link rel='replies' href='https://example.com/replies.xml'/>"_s).comments.isEmpty());
    EXPECT_EQ(entry(u"<link rel='replies' type='text/html' href='https://example.com/c'/>"_s).comments,
              u"https://example.com/c"_s);
}

TEST(Rss, ShowsASquareChannelPictureAsIcon)
{
    const QString image =
        u"<image><url>https://example.com/i.png</url><width>32</width><height>%1</height></image>"_s;
    EXPECT_EQ(parse(rss({}, image.arg(32))).icon, u"https://example.com/i.png"_s);
    EXPECT_TRUE(parse(rss({}, image.arg(20))).icon.isEmpty());
}

TEST(Rss, TellsHowOftenToAsk)
{
    const ParsedFeed feed =
        parse(u"<rss version='2.0' xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'><channel>"
              "<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>"
              "</channel></rss>"_s);
    EXPECT_EQ(feed.updateIntervalMinutes, 15);
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

TEST(Atom, FindsAPageEvenWithoutAnAlternateLink)
{
    EXPECT_EQ(entry(u"<id>https://example.com/1</id>"_s).link, QUrl(u"https://example.com/1"_s));
    EXPECT_EQ(
        entry(
            u"<link rel='http://www.iana.org/assignments/relation/alternate' href='https://example.com/2'/>"_s)
            .link,
        QUrl(u"https://example.com/2"_s));
    EXPECT_EQ(
        entry(u"<link rel='enclosure'>https://example.com/no</link><link href='https://example.com/3'/>"_s)
            .link,
        QUrl(u"https://example.com/3"_s));
}

TEST(Atom, ReadsTheWholeSourceOfAnEntry)
{
    const ParsedArticle article =
        entry(u"<source><title type='html'>A &amp;amp; B</title><subtitle>s</subtitle>"
              "<link href='https://source.example/'/><rights>r</rights></source>"_s);
    EXPECT_EQ(article.sourceTitle, u"A & B"_s);
    EXPECT_EQ(article.sourceLink, u"https://source.example/"_s);
    ASSERT_TRUE(article.source);
    EXPECT_EQ(article.source->foundRights.value, u"r"_s);
}

TEST(Atom, ReadsAnEntryThatStandsAlone)
{
    const ParsedFeed feed = parse(u"<entry xmlns='http://www.w3.org/2005/Atom'><title>One</title></entry>"_s);
    EXPECT_EQ(feed.format, u"atom10"_s);
    ASSERT_EQ(feed.items.size(), 1);
    EXPECT_EQ(feed.items[0].title, u"One"_s);
    EXPECT_FALSE(parse(u"<entry><title>no namespace, no feed</title></entry>"_s).ok());
}

TEST(Atom, DecodesOnlyBase64ThatIsText)
{
    EXPECT_EQ(entry(u"<content type='application/octet-stream'>PHA+eDwvcD4=</content>"_s).html,
              u"<p>x</p>"_s);
    EXPECT_EQ(entry(u"<title type='application/x-custom'>test</title>"_s).title, u"test"_s);
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

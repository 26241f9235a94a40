#include "tests/news/feedtexts.h"

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

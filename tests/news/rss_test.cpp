#include "tests/news/feedtexts.h"

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

#include "app/news/storymerge.h"
#include "tests/news/storybuilder.h"

TEST(LinkKeyTest, ComparesAddressesAsReadersDo)
{
    const auto key = [](const QString &link) { return linkKey(QUrl(link)); };
    EXPECT_EQ(key(u"https://www.Example.com:443/a/#x"_s), u"example.com/a"_s);
    EXPECT_EQ(key(u"http://example.com/?p=542739"_s), u"example.com?p=542739"_s);
    EXPECT_NE(key(u"https://example.com/?p=1"_s), key(u"https://example.com/?p=2"_s));
    EXPECT_EQ(key(u"https://example.com/"_s), QString());
    EXPECT_EQ(key(QString()), QString());
}

TEST(TitleTest, LikenessCountsSharedWords)
{
    EXPECT_DOUBLE_EQ(titleLikeness(u"Fund buys bitcoin"_s, u"fund BUYS bitcoin!"_s), 1.0);
    EXPECT_DOUBLE_EQ(titleLikeness(u"a b c"_s, u"b c d"_s), 0.5);
    EXPECT_DOUBLE_EQ(titleLikeness(QString(), QString()), 0.0);
    EXPECT_GT(titleLikeness(u"比特币突破关口"_s, u"比特币突破重要关口"_s), 0.5);
}

TEST(TitleTest, NumbersAreComparedWithoutGroupingMarks)
{
    EXPECT_TRUE(sameNumbers(u"buys 1,229 BTC for $3.5"_s, u"for 3.5: 1229"_s));
    EXPECT_FALSE(sameNumbers(u"buys 1,229 BTC"_s, u"buys 1,283 BTC"_s));
    EXPECT_FALSE(sameNumbers(u"buys BTC"_s, u"buys 2 BTC"_s));
}

TEST(SortTimeTest, TrustsAFeedsDateOnlyWhenItCanBe)
{
    EXPECT_EQ(sortTimeOf(noon - 1h, noon), noon - 1h);
    EXPECT_EQ(sortTimeOf(noon + 1h, noon), noon);
    EXPECT_EQ(sortTimeOf(UtcTime{}, noon), noon);
    EXPECT_EQ(sortTimeOf(fromMsecs(1'230'767'999'999), noon), noon) << "2008";
    EXPECT_EQ(sortTimeOf(fromMsecs(1'230'768'000'000), noon), fromMsecs(1'230'768'000'000)) << "2009";
}

TEST(IncomingTest, ARepeatedKeyCountsOnceAndTheTopItemComesLast)
{
    const FeedInfo feed = feedNamed(u"wire"_s);
    const auto items = incomingArticles(
        feed, feedOf({item(u"a"_s, u"Top"_s), item(u"b"_s, u"Below"_s), item(u"a"_s, u"Again"_s)}), noon);
    ASSERT_EQ(items.size(), 2);
    EXPECT_EQ(items[0].article.title, u"Below"_s);
    EXPECT_EQ(items[1].article.title, u"Top"_s);
}

TEST(IncomingTest, TheSectionIsTheListsElseTheOutletsOwn)
{
    FeedInfo feed = feedNamed(u"wire"_s);
    ParsedArticle article = item(u"a"_s, u"Title"_s);
    article.categories = {
        {u"Regulation"_s, u"Regulation"_s, u"tag"_s},
        {u"News"_s, u"News"_s, u"https://wire.example/"_s},
        {u"Markets &amp; more"_s, u"Markets &amp; more"_s, u"https://wire.example/markets"_s}};
    EXPECT_EQ(incomingArticles(feed, feedOf({article}), noon)[0].article.section, u"Markets & more"_s);
    feed.section = u"Flash"_s;
    EXPECT_EQ(incomingArticles(feed, feedOf({article}), noon)[0].article.section, u"Flash"_s);
}

TEST(IncomingTest, TheDigestTellsWhetherAnythingShownDiffers)
{
    const FeedInfo feed = feedNamed(u"wire"_s);
    const auto digest = [&](const ParsedArticle &article, UtcTime now = noon) {
        return incomingArticles(feed, feedOf({article}), now)[0].digest;
    };
    const ParsedArticle article = item(u"a"_s, u"Title"_s);
    EXPECT_EQ(digest(article), digest(article, noon + 1h)) << "when it was fetched is not shown";
    for (const auto change : std::initializer_list<void (*)(ParsedArticle &)>{
             [](ParsedArticle &a) { a.title += u'x'; }, [](ParsedArticle &a) { a.summary += u'x'; },
             [](ParsedArticle &a) { a.html += u'x'; }, [](ParsedArticle &a) { a.author += u'x'; },
             [](ParsedArticle &a) { a.link = QUrl(u"https://x.example/"_s); },
             [](ParsedArticle &a) { a.published += 1min; }, [](ParsedArticle &a) { a.bodyCut = true; },
             [](ParsedArticle &a) { a.language = u"fr"_s; }}) {
        ParsedArticle other = article;
        change(other);
        EXPECT_NE(digest(other), digest(article));
    }
}

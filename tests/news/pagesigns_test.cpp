#include "app/news/pagesigns.h"

#include "app/news/feedparser.h"

#include <gtest/gtest.h>

using namespace Qt::StringLiterals;

namespace {
QString page(const char *title, const char *body)
{
    return u"<!DOCTYPE html><html><head><title>%1</title></head><body>%2</body></html>"_s.arg(
        QString::fromUtf8(title), QString::fromUtf8(body));
}
} // namespace

TEST(PageTroubleTest, KnowsPagesThatWereNotAskedFor)
{
    EXPECT_EQ(pageTrouble(page("Just a moment...", "<div class=loading></div>")), PageTrouble::BotCheck);
    EXPECT_EQ(
        pageTrouble(page("wire.example", "<h2>Checking your browser before accessing wire.example</h2>")),
        PageTrouble::BotCheck);
    EXPECT_EQ(pageTrouble(page("x", "<noscript>Enable JavaScript and cookies to continue</noscript>")),
              PageTrouble::BotCheck);
    EXPECT_EQ(pageTrouble(page("x", "<form id='challenge-form'></form>")), PageTrouble::BotCheck);
    EXPECT_EQ(pageTrouble(page("安全验证", "")), PageTrouble::BotCheck);
    EXPECT_EQ(pageTrouble(page("Before you continue", "<button>Accept all</button>")), PageTrouble::Consent);
    EXPECT_EQ(pageTrouble(page("App", "<noscript>You need to enable JavaScript to run this app.</noscript>")),
              PageTrouble::NeedsScript);
    EXPECT_EQ(pageTrouble(page("The Wire", "<h1>Page not found</h1><ul><li>Read this instead</ul>")),
              PageTrouble::Missing);
    EXPECT_EQ(pageTrouble(page("404", "")), PageTrouble::Missing);
}

TEST(PageTroubleTest, LeavesOrdinaryPagesAlone)
{
    EXPECT_EQ(pageTrouble(page("The Wire", "<p>Short and good.</p>")), PageTrouble::None);
    EXPECT_EQ(pageTrouble(QString()), PageTrouble::None);
    const QString story =
        u"<p>“Just a moment...”: bot checks ask you to verify you are human. "_s.repeated(30);
    EXPECT_EQ(pageTrouble(page("Just a moment: how bot checks work", story.toUtf8().constData())),
              PageTrouble::None)
        << "a long text about them";
    EXPECT_EQ(pageTrouble(page("Wire", "<script>var s = 'verify you are human';</script><p>News</p>")),
              PageTrouble::None)
        << "scripts are not text";
}

TEST(PageTroubleTest, AFeedThatIsABotCheckSaysSo)
{
    FeedDocument document;
    document.bytes = page("Just a moment...", "").toUtf8();
    const ParsedFeed feed = parseFeed(document);
    EXPECT_EQ(feed.error, u"a bot check, not a feed"_s);
    EXPECT_EQ(feed.page, PageTrouble::BotCheck);
    document.bytes = page("The Wire", "<p>News</p>").toUtf8();
    EXPECT_EQ(parseFeed(document).error, u"a web page, not a feed"_s);
    document.bytes = "not even a page";
    EXPECT_FALSE(parseFeed(document).page);
}

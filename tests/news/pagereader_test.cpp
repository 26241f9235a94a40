#include "app/news/fulltextreader.h"
#include "app/news/memoryarticlestore.h"
#include "tests/news/fakehttp.h"
#include "tests/news/storybuilder.h"
#include "tests/support/manualclock.h"

namespace {
QByteArray page(const QByteArray &title, int paragraphs)
{
    QByteArray body;
    for (int i = 0; i < paragraphs; ++i)
        body += "<p>Fees on the network rose again this week, traders said, as blocks filled up with "
                "transfers, swaps "
                "and the odd collectible.</p>";
    return "<!DOCTYPE html><html><head><title>" + title +
           "</title></head><body><nav><a href=/>Home</a></nav><article><h1>" + title + "</h1>" + body +
           "</article><footer>Imprint</footer></body></html>";
}
const QByteArray botCheck = "<html><head><title>Just a moment...</title></head><body></body></html>";
const QByteArray consent = "<html><head><title>Before you continue</title></head><body>Agree</body></html>";
const QByteArray missing = "<html><head><title>404</title></head><body><h1>Page not found</h1></body></html>";
} // namespace

class PageReaderTest : public testing::Test
{
protected:
    void read(const QUrl &link = QUrl(u"https://wire.example/fees"_s), const QString &headline = {})
    {
        PageRequest asked;
        asked.link = link;
        asked.headline = headline;
        result.reset();
        request = reader.read(asked, [this](Result<PageArticle> article) { result = std::move(article); });
        EXPECT_FALSE(result);
    }
    Result<PageArticle> ended()
    {
        EXPECT_TRUE(waitUntil([this] { return result.has_value(); }));
        return result.value_or(failure(Error::Kind::Timeout, u"no answer"_s));
    }
    Result<PageArticle> answered(int status, const QByteArray &body, const QByteArray &type = "text/html",
                                 const QString &headline = {})
    {
        read(QUrl(u"https://wire.example/fees"_s), headline);
        http.answer(status, body, {{"content-type", type}});
        return ended();
    }
    std::pair<Error::Kind, QString> why(const Result<PageArticle> &article)
    {
        return article ? std::pair(Error::Kind::Storage, u"no error"_s)
                       : std::pair(article.error().kind, article.error().detail);
    }

    ManualClock clock;
    FakeHttp http;
    WorkerPool workers{1};
    PageReader reader{http, workers, clock};
    Request request;
    std::optional<Result<PageArticle>> result;
};

TEST_F(PageReaderTest, ReadsTheArticleOfThePage)
{
    const auto article = answered(200, page("Fees rise", 5));
    ASSERT_TRUE(article) << article.error().detail.toStdString();
    EXPECT_EQ(article->title, u"Fees rise"_s);
    EXPECT_EQ(article->text.count(u"Fees on the network"_s), 5);
    EXPECT_FALSE(article->text.contains(u"Imprint"_s));
    const HttpQuery query = http.calls[0]->query;
    EXPECT_EQ(query.bodyLimit, 4 * 1024 * 1024);
    EXPECT_EQ(query.totalLimit, 30s);
    EXPECT_FALSE(query.userNamed);
    EXPECT_EQ(http.calls[0]->header("Cookie") + http.calls[0]->header("Referer"), QByteArray());
}

TEST_F(PageReaderTest, AsksOverHttpsUnlessTheUserNamedTheHost)
{
    read(QUrl(u"http://wire.example/fees"_s));
    EXPECT_EQ(http.calls.last()->query.url, QUrl(u"https://wire.example/fees"_s));
    PageRequest own;
    own.link = QUrl(u"http://desk.local/fees"_s);
    own.userNamed = true;
    const Request asked = reader.read(own, [](const Result<PageArticle> &) {});
    EXPECT_EQ(http.calls.last()->query.url, own.link);
    EXPECT_TRUE(http.calls.last()->query.userNamed);
}

TEST_F(PageReaderTest, PagesThatWereNotAskedForAreNamedAndNotTaken)
{
    using Kind = Error::Kind;
    EXPECT_EQ(why(answered(200, botCheck)),
              std::pair(Kind::Refused, u"wire.example sends a bot check instead of the story."_s));
    EXPECT_EQ(why(answered(200, consent)),
              std::pair(Kind::Refused, u"wire.example sends a request for consent instead of the story."_s));
    EXPECT_EQ(
        why(answered(200, missing)),
        std::pair(Kind::Rejected,
                  u"wire.example sends a page that says there is nothing here instead of the story."_s));
    EXPECT_EQ(why(answered(403, "no")),
              std::pair(Kind::Refused, u"wire.example refuses Wickpost from this network (HTTP 403)."_s));
    EXPECT_EQ(
        why(answered(404, "no")),
        std::pair(Kind::Rejected, u"There is nothing at this address, says wire.example (HTTP 404)."_s));
    EXPECT_EQ(why(answered(200, "%PDF-1.7", "application/pdf")),
              std::pair(Kind::Malformed, u"wire.example sends no page but application/pdf."_s));
    EXPECT_EQ(why(answered(200, "<html><body><div id=app></div></body></html>")),
              std::pair(Kind::Malformed, u"No article was found on the page at wire.example."_s));
    read();
    http.answer(failure(Kind::Network, u"connection refused"_s));
    EXPECT_EQ(why(ended()),
              std::pair(Kind::Network, u"wire.example can't be reached: connection refused."_s));
}

TEST_F(PageReaderTest, APageAboutSomethingElseIsNotTheStory)
{
    EXPECT_EQ(
        why(answered(200, page("What to read today", 5), "text/html",
                     u"Exchange pauses withdrawals after hack"_s)),
        std::pair(Error::Kind::Rejected, u"The page at wire.example is about something else by now."_s));
    EXPECT_TRUE(
        answered(200, page("Network fees climb", 5), "text/html", u"Fees on the network rise again"_s))
        << "another wording is the same story";
}

TEST_F(PageReaderTest, ReadsTheEncodingThePageNamesInItself)
{
    const QByteArray gbk =
        QByteArray("<html><head><meta http-equiv='Content-Type' content='text/html; charset=gb2312'></head>"
                   "<body><p>") +
        QByteArray::fromHex("c1b4c9cfcafdbeddcfd4cabe").repeated(6) + "</p></body></html>";
    const auto article = answered(200, gbk);
    ASSERT_TRUE(article);
    EXPECT_TRUE(article->text.startsWith(u"链上数据显示"_s)) << article->text.toStdString();
}

TEST_F(PageReaderTest, AHostIsAskedForOnePageAtATime)
{
    int done = 0;
    const auto ask = [&](const char *link) {
        PageRequest page;
        page.link = QUrl(QString::fromLatin1(link));
        return reader.read(page, [&](const Result<PageArticle> &) { ++done; });
    };
    Request a = ask("https://wire.example/1"), b = ask("https://wire.example/2"),
            c = ask("https://wire.example/3"), other = ask("https://other.example/1");
    EXPECT_EQ(http.calls.size(), 2) << "one of each host";
    b.reset(); // it gave up waiting
    http.calls[0]->done(failure(Error::Kind::Network, u"x"_s));
    EXPECT_EQ(done, 1);
    ASSERT_EQ(http.calls.size(), 3);
    EXPECT_EQ(http.calls[2]->query.url, QUrl(u"https://wire.example/3"_s));
    c.reset();
    a = ask("https://wire.example/4");
    EXPECT_EQ(http.calls.size(), 4) << "who goes away makes way";
}

TEST_F(PageReaderTest, ACancelledPageIsNotAnswered)
{
    read();
    const auto call = http.calls.last();
    request.reset();
    EXPECT_FALSE(call->done);
    EXPECT_FALSE(waitUntil([this] { return result.has_value(); }, 30));
}

class FullTextTest : public PageReaderTest
{
protected:
    Article storedArticle(const QString &html)
    {
        ParsedArticle brief = item(u"a"_s, u"Fees on the network rise"_s, noon - 1h);
        brief.html = html;
        brief.link = QUrl(u"https://wire.example/fees"_s);
        const ArticleId id = merged(store, feedNamed(u"wire"_s), {brief}).added[0].article.id;
        return whole(store, id).article;
    }
    Result<QString> readText(const Article &article, const QByteArray &body)
    {
        std::optional<Result<QString>> text;
        request = full.read(article, [&](Result<QString> read) { text = std::move(read); });
        http.answer(200, body, {{"content-type", "text/html"}});
        EXPECT_TRUE(waitUntil([&] { return text.has_value(); }));
        return text.value_or(failure(Error::Kind::Timeout, u"no answer"_s));
    }

    MemoryArticleStore store;
    UserFeeds feeds{{}};
    FullTextReader full{reader, store, feeds};
};

TEST_F(FullTextTest, TheTextIsKeptWithTheStory)
{
    const Article article = storedArticle(u"<p>In short: fees rose.</p>"_s);
    const auto text = readText(article, page("Fees on the network rise", 5));
    ASSERT_TRUE(text) << text.error().detail.toStdString();
    const Article now = whole(store, article.id).article;
    EXPECT_TRUE(now.fullText);
    EXPECT_EQ(now.html, *text);
}

TEST_F(FullTextTest, AShorterPageLeavesTheFeedsText)
{
    const Article article = storedArticle(u"<p>%1</p>"_s.arg(u"fees on the network, "_s.repeated(100)));
    const auto text = readText(article, page("Fees on the network rise", 2));
    ASSERT_FALSE(text);
    EXPECT_EQ(text.error().detail, u"The page at wire.example says no more than the feed did."_s);
    EXPECT_EQ(whole(store, article.id).article.html, article.html);
    EXPECT_FALSE(whole(store, article.id).article.fullText);
}

TEST_F(FullTextTest, AFailureChangesNothing)
{
    const Article article = storedArticle(u"<p>In short.</p>"_s);
    EXPECT_FALSE(readText(article, botCheck));
    EXPECT_EQ(whole(store, article.id).article.html, article.html);
}

TEST_F(FullTextTest, PlainHttpIsForFeedsTheUserNamedAndTheirOwnHostAlone)
{
    FeedEntry desk;
    desk.info.source = u"Desk"_s;
    desk.info.url = QUrl(u"http://desk.local/feed"_s);
    const FeedId id = *feeds.add(desk);
    Article article;
    article.feed = id;
    article.link = QUrl(u"http://desk.local/1"_s);
    request = full.read(article, [](const Result<QString> &) {});
    EXPECT_EQ(http.calls.last()->query.url.scheme(), u"http"_s);
    EXPECT_TRUE(http.calls.last()->query.userNamed);
    article.link = QUrl(u"http://192.168.0.1/admin"_s);
    request = full.read(article, [](const Result<QString> &) {});
    EXPECT_FALSE(http.calls.last()->query.userNamed) << "a feed can't send us elsewhere in the house";
}
